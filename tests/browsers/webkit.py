"""Starts WebKit's small browser on a screen of its own and drives it by WebKitWebDriver: commands of WebDriver by HTTP."""

import json
import os
import re
import socket
import subprocess
import urllib.error
import urllib.request

from scripts import browsers
from tests.browsers.driver import Driver
from tests.browsers.webdriver import WebDriver, once

PATHS = {
    "Navigate": ("POST", "/url"),
    "Refresh": ("POST", "/refresh"),
    "ExecuteAsyncScript": ("POST", "/execute/async"),
    "PerformActions": ("POST", "/actions"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "SetTimeouts": ("POST", "/timeouts"),
    "SetWindowRect": ("POST", "/window/rect"),
    "DeleteSession": ("DELETE", ""),
}

# The window has a bar of its own, and no window is narrower than that bar.
NARROW = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; -GtkWidget-wide-separators: 0; } "


def start(width: int, height: int, proxy: int | None) -> Driver:
    """A fresh WebKit in a window that nobody sees."""
    return WebKit(width, height, proxy)


class WebKit(WebDriver):
    """WebKitWebDriver behind the common face."""

    name = "webkit"

    def __init__(self, width, height, proxy):
        super().__init__()
        self.session = None
        paths, port = browsers.webkit(), _free_port()
        home = {"HOME": str(self.scratch), "XDG_DATA_HOME": str(self.scratch / "data"), "XDG_CACHE_HOME": str(self.scratch / "cache"), "XDG_CONFIG_HOME": str(self.scratch / "config")}
        (self.scratch / "config" / "gtk-3.0").mkdir(parents=True)
        (self.scratch / "config" / "gtk-3.0" / "gtk.css").write_text(NARROW)
        (self.scratch / "config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/downloads"\n')
        try:
            screen = self._screen(paths["screen"], max(width, 1280) + 20, height + 200)
            as_root = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"} if os.geteuid() == 0 else {}
            self.spawn(paths["driver"], f"--port={port}", "--host=127.0.0.1", DISPLAY=screen, NO_AT_BRIDGE="1", **as_root, **home)
            self.base = f"http://127.0.0.1:{port}/session"
            through = [f"--proxy=http://127.0.0.1:{proxy}", "--ignore-host=127.0.0.1"] if proxy else []
            options = {"webkitgtk:browserOptions": {"binary": paths["browser"], "args": ["--automation", "--enable-write-console-messages-to-stdout=true", *through]}}
            made = once(lambda: self._ask("POST", "", {"capabilities": {"alwaysMatch": options}}), "WebKit's session")
            self.session, self.version = made["sessionId"], made["capabilities"]["browserVersion"]
            self.send("SetTimeouts", script=300_000, pageLoad=300_000)
            self._resize(width, height)
        except BaseException:
            self.close()
            raise

    def _screen(self, program, width, height):
        """Start Xvfb with a number that it finds free, and give its name."""
        read, write = os.pipe()
        self.processes.append(subprocess.Popen([program, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"], pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as told:
            return f":{told.readline().strip()}"

    def _resize(self, width, height):
        self.send("SetWindowRect", width=width, height=height)
        inner = self.run("return [innerWidth, innerHeight]")
        self.send("SetWindowRect", width=width, height=height + height - inner[1])

    def send(self, command, **parameters):
        verb, path = PATHS[command]
        return self._ask(verb, f"/{self.session}{path}", parameters if verb == "POST" else None)

    def _ask(self, verb, path, body):
        request = urllib.request.Request(self.base + path, method=verb, data=None if body is None else json.dumps(body).encode(), headers={"Content-Type": "application/json"})
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=330) as told:
                return json.load(told)["value"]
        except urllib.error.HTTPError as wrong:
            value = json.loads(wrong.read() or b"{}").get("value") or {}
            raise RuntimeError(f"{re.sub('/[0-9a-f-]{20,}', '', path)}: {value.get('error')}: {value.get('message')}") from None

    def faults(self):
        told = (self.scratch / "WebKitWebDriver.log").read_text("utf-8", errors="replace").splitlines()
        return [line for line in told if line.startswith("CONSOLE") and " ERROR " in line]

    def close(self):
        if self.session:
            try:
                self.send("DeleteSession")
            except (RuntimeError, OSError):
                pass
        super().close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
