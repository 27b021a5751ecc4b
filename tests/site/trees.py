"""Writes down two pages as a screen reader tells them: `python -m tests.site.trees` rewrites the files in tests/site/trees/.

Roles, names and states in the order of the page, as Playwright's `aria_snapshot` gives them; addresses of links are left out.
Whoever rewrites them reads them aloud: what sounds wrong there is wrong on the page.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).with_name("trees")


def question(page, url: str) -> str:
    """The first dimension of the questions, nothing answered."""
    page.goto(url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    name = page.locator("section[data-dimension]").first.get_attribute("id")
    page.evaluate("name => { location.hash = name; }", name)
    page.wait_for_selector(f"#{name}[data-shown]")
    return _told(page)


def result(page, url: str) -> str:
    """The example result, from its link."""
    page.goto(url + "assessment/result/")
    page.wait_for_selector("main[data-state=empty]")
    code = page.evaluate("document.getElementById('ts-assessment').dataset.example")
    page.evaluate("code => { location.hash = code; }", code)
    page.wait_for_selector("main[data-state=shown]", timeout=90_000)
    page.wait_for_timeout(300)
    return _told(page)


TREES: dict[str, Callable] = {"question": question, "result": result}


def _told(page) -> str:
    text = page.locator("body").aria_snapshot()
    return re.sub(r"^\s*- /url:.*\n", "", text + "\n", flags=re.M)


def main() -> int:
    """Write all trees."""
    from assessment.build.site import build_site
    from scripts import browser as browsers
    from tests import server

    started = server.start(Path(sys.argv[1]) if len(sys.argv) > 1 else build_site())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.arguments())
        for name, tell in TREES.items():
            page = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.txt").write_text(tell(page, started.url), encoding="utf-8", newline="\n")
            print(FOLDER / f"{name}.txt")
        browser.close()
    started.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
