"""Asks axe-core about every page of the site and every state of it, in every mode: `python -m tests.site.access_record [folder of a built site]`.

Prints what was looked at and each violation; ends with 1 if there is one. tests/site/test_states.py asks about the states in fewer modes.
"""

import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from assessment.build.site import build_site
from scripts import browser as browsers
from tests import server
from tests.site.built import pages
from tests.site.modes import MODES, faults
from tests.site.states import opened, walk

WIDTHS = (390, 1280)


def record(site: Path) -> list[tuple]:
    """Every violation; prints how much was looked at."""
    began, found, runs = time.monotonic(), [], 0
    started = server.start(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.arguments())

        def open_page(**options):
            return browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", "service_workers": "block", **options}).new_page()

        addresses = [page.address for page in pages(site)]
        for width in WIDTHS:
            page = open_page(viewport={"width": width, "height": 844})
            for address in addresses:
                page.goto(started.url + address, wait_until="networkidle")
                opened(page)
                found += faults(page, f"{address or '/'} at {width}")
                runs += len(MODES)
            page.context.close()
        print(f"{len(addresses)} pages at {len(WIDTHS)} widths in {len(MODES)} modes: {runs} looks, {len(found)} violations", flush=True)
        before, states = len(found), []
        for name, page in walk(open_page, started.url):
            found += faults(page, name)
            states.append(name)
        print(f"{len(states)} states in {len(MODES)} modes: {len(states) * len(MODES)} looks, {len(found) - before} violations")
        print(f"Chromium {browser.version}, {time.monotonic() - began:.0f} s")
        browser.close()
    started.stop()
    return found


def main() -> int:
    """Print violations, too."""
    found = record(Path(sys.argv[1]) if len(sys.argv) > 1 else build_site())
    for one in found:
        print(*one, sep="\n  ")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
