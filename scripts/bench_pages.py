"""Takes the finished site and a browser and gives what pages weigh: first visit, second visit, with and without search; knows what a visitor does, and nothing of how the site is made.

`python -m scripts.bench_pages [DIR]` prints the table; scripts/bench.py takes its rows.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.pages_host import PagesHost, Sent

GUIDE = "guide/history/"
SEARCH = ".md-search__input"


@dataclass(frozen=True)
class Weight:
    """Bytes of bodies over the wire, the engine's apart, and how many requests brought them."""

    engine: int
    rest: int
    requests: int
    parts: dict[str, int]
    """Bytes of the rest by kind: html, css, js, app, json, svg and the like."""


@dataclass(frozen=True)
class Row:
    """One line of the table; `most` is the budget in bytes."""

    what: str
    bytes: int
    most: int
    requests: int


def weight(sent: list[Sent]) -> Weight:
    """What these answers weighed; not-modified ones have no body."""
    parts: dict[str, int] = {}
    engine = 0
    for one in sent:
        path = urlsplit(one.path).path
        if "/engine/" in path:
            engine += one.bytes
            continue
        kind = "app" if "/app/" in path else "search" if "/search/" in path else path.rsplit("/", 1)[-1].rpartition(".")[2] or "html"
        parts[kind] = parts.get(kind, 0) + one.bytes
    return Weight(engine, sum(parts.values()), len(sent), parts)


def quick_check(page, host: PagesHost) -> Weight:
    """Open the questions, answer the quick check, wait until the result shows; gives what that took from the host."""
    host.forget()
    page.goto(host.url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    page.locator("input[name=ts-mode][value=quick]").check(force=True)
    for dimension in page.eval_on_selector_all("section[data-dimension]", "all => all.map(view => view.id)"):
        page.evaluate("id => { location.hash = id; }", dimension)
        page.wait_for_selector(f"#{dimension}[data-shown]")
        page.locator(f"#{dimension} [data-core] input[value='3']").check(force=True)
    return _result(page, host)


def return_visit(page, host: PagesHost) -> Weight:
    """Open the result that the browser kept, and wait until it shows."""
    host.forget()
    page.goto(host.url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    return _result(page, host)


def _result(page, host: PagesHost) -> Weight:
    page.evaluate("location.hash = 'result'")
    page.wait_for_selector("main[data-state=shown]", timeout=120_000)
    assert page.evaluate("performance.getEntriesByName('touchstone:result-shown').length")
    return weight(list(host.sent))


def opening(page, host: PagesHost, address: str = GUIDE) -> Weight:
    """Open a page, touch nothing, and wait until the network is quiet."""
    host.forget()
    page.goto(host.url + address, wait_until="networkidle")
    return weight(list(host.sent))


def reading(page, host: PagesHost, address: str = GUIDE) -> Weight:
    """Open a page, begin to read it as people do, and wait until the network is quiet."""
    opening(page, host, address)
    page.mouse.wheel(0, 1)
    page.wait_for_selector("html.js", state="attached")
    page.wait_for_load_state("networkidle")
    return weight(list(host.sent))


def searching(page, host: PagesHost, words: str = "journey") -> Weight:
    """Search on the page that is open, and wait for what is found; gives what that took."""
    host.forget()
    page.locator(SEARCH).click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item a").first.wait_for()
    return weight(list(host.sent))


def page_and_search(site: Path, browser, address: str = "", words: str = "journey") -> tuple[Weight, Weight, Weight]:
    """A page on a host with gzip that nobody touches, the same when it is read, and a search on it after that for words that the site has."""
    host = PagesHost(site, gzip=True)
    try:
        page = browser.new_context().new_page()
        untouched = opening(page, host, address)
        page.context.close()
        page = browser.new_context().new_page()
        read = reading(page, host, address)
        found = searching(page, host, words)
        page.context.close()
        return untouched, read, found
    finally:
        host.stop()


def rows(site: Path, browser) -> list[Row]:
    """The table; `browser` is Playwright's, and each line has a context with an empty cache unless it says otherwise."""
    plain = PagesHost(site, max_age=1)
    try:
        context = browser.new_context()
        first = quick_check(context.new_page(), plain)
        context.pages[0].wait_for_timeout(1500)  # until all that was kept has to be asked about
        context.pages[0].close()
        again = return_visit(context.new_page(), plain)
        context.close()
    finally:
        plain.stop()
    untouched, guide, found = page_and_search(site, browser, GUIDE)
    return [
        Row("engine, host without compression", first.engine, 5_200_000, first.requests),
        Row("everything else up to the first score, host without compression", first.rest, 700_000, first.requests),
        Row("second visit up to the score, ten minutes later", again.engine + again.rest, 50_000, again.requests),
        Row("a guide page that nobody has touched, host with gzip", untouched.rest, 75_000, untouched.requests),
        Row("the same when it is read, host with gzip", guide.rest, 75_000, guide.requests),
        Row("the same with the first search, host with gzip", guide.rest + found.rest, 200_000, guide.requests + found.requests),
    ]




def main(arguments: list[str] | None = None) -> int:
    """Print the table; 1 if a budget is broken, 2 where there is no site."""
    options = argparse.ArgumentParser(prog="python -m scripts.bench_pages", description="What the pages of a finished site weigh, beside their budgets.")
    options.add_argument("site", nargs="?", type=Path, default=Path("site"), help="default: site/")
    site = options.parse_args(arguments).site
    if not (site / "index.html").is_file():
        print(f"{site}: no site there; build one with python -m assessment.build.site", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    from scripts import browser as ours

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=ours.get(), args=ours.arguments())
        table = rows(site, browser)
        browser.close()
    for row in table:
        print(f"{row.what:66} {row.bytes:>9,} of {row.most:>9,} bytes, {row.requests} requests")
    return int(any(row.bytes > row.most for row in table))


if __name__ == "__main__":
    sys.exit(main())
