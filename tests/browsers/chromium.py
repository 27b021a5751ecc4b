"""Starts Chromium by Playwright and gives it the common face."""

from pathlib import Path

from scripts import browser as browsers
from tests.browsers.driver import Driver


given = None  # a Playwright that runs already: a process can have only one


def start(width: int, height: int, proxy: int | None) -> Driver:
    """A fresh Chromium; raises NoBrowser where there is none."""
    return Chromium(width, height, proxy)


class Chromium(Driver):
    """Playwright's page behind the common face."""

    name = "chromium"

    def __init__(self, width, height, proxy):
        from playwright.sync_api import sync_playwright

        self.own = None if given else sync_playwright().start()
        through = {"proxy": {"server": f"http://127.0.0.1:{proxy}", "bypass": "127.0.0.1"}} if proxy else {}
        self.browser = (given or self.own).chromium.launch(executable_path=browsers.get(), args=browsers.arguments(), **through)
        self.version = self.browser.version
        self.context = self.browser.new_context(viewport={"width": width, "height": height}, permissions=["clipboard-read", "clipboard-write"])
        self.seen, self.files, self.wrong = [], [], []
        self.context.on("weberror", lambda error: self.wrong.append(f"uncaught: {error.error}"))
        self.context.on("console", lambda message: self.wrong.append(f"console: {message.text}") if message.type == "error" else None)
        self.context.on("request", lambda request: self.seen.append(request.url))
        self.page = self.context.new_page()
        self.page.on("download", lambda download: self.files.append(download))

    def go(self, address):
        self.page.goto(address)

    def reload(self):
        self.page.reload()

    def run(self, script, *args):
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(f"async (args) => {{ {script} }}", list(args))
        except Error as wrong:
            raise RuntimeError(str(wrong)) from None

    def tap(self, x, y):
        self.page.mouse.click(x, y)

    def press(self, key):
        self.page.keyboard.press(key)

    def write(self, text):
        self.page.keyboard.type(text)

    def shot(self):
        return self.page.screenshot()

    def taken(self):
        self.page.wait_for_timeout(1)  # lets Playwright hear of downloads
        return {download.suggested_filename: Path(download.path()).read_bytes() for download in self.files}

    def faults(self):
        self.page.wait_for_timeout(1)
        return self.wrong

    def requests(self):
        return [address for address in self.seen if not address.startswith(("blob:", "data:", "about:"))]

    def close(self):
        self.browser.close()
        if self.own:
            self.own.stop()
