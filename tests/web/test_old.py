"""An old browser is told kindly what still works: what it lacks is taken from a young one before the page loads."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

WEB = Path(__file__).resolve().parents[2] / "assessment" / "web"
# What came after the oldest browsers of docs/about/browsers.md, by the first Safari, Chrome or Firefox that has it.
YOUNGER = {"checkVisibility": "Safari 17.4", "requestIdleCallback": "no Safari", "groupBy": "Safari 17.4", "withResolvers": "Safari 17.4, Firefox 121", "AbortSignal.any": "Safari 17.4", "fromAsync": "Chrome 121", "URL.parse(": "Safari 18"}
PAGES = ["assessment/questions/", "assessment/result/", "assessment/team/", "assessment/compare/"]
NO_MODULES = "delete HTMLScriptElement.prototype.noModule;"


@pytest.mark.parametrize("lacks", ["DecompressionStream", "Worker", "WebAssembly"])
def test_a_browser_that_lacks_a_part_can_still_answer(form_page, lacks):
    """The sentence shows and says where to go; questions are answered and kept as ever."""
    form = form_page()
    form.page.context.add_init_script(f"delete globalThis.{lacks};")
    form.open()
    expect(form.page.locator("#ts-old")).to_be_visible()
    expect(form.page.locator("#ts-old")).to_contain_text("Firefox from 125")
    form.answer_two()
    form.open()
    assert form.chosen(form.items(form.two[0])[0]) == "3"


def test_a_young_browser_is_told_nothing(page, site_url):
    """On none of the pages that start the program."""
    for path in PAGES:
        page.goto(site_url + path)
        expect(page.locator("#ts-old")).to_be_hidden()


@pytest.mark.parametrize("path", PAGES)
def test_a_browser_without_modules_is_told_what_works(open_page, site_url, path):
    """No module runs: the sentence shows, no button does that would do nothing, and all questions stand open to be read and printed."""
    page = open_page()
    page.context.add_init_script(NO_MODULES)
    page.context.route(re.compile(r"\.mjs$"), lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site_url + path)
    expect(page.locator("#ts-old")).to_be_visible()
    assert page.locator("#ts-assessment button:visible").count() == 0
    if path == PAGES[0]:
        expect(page.locator("fieldset[data-item]:visible")).to_have_count(44, timeout=20_000)  # the page waits two seconds for its script


@pytest.mark.parametrize("name", YOUNGER)
def test_nothing_is_called_that_the_oldest_browsers_lack(name):
    """The sentence for old browsers would not show there, and a button would do nothing."""
    assert [path.name for path in sorted([*WEB.glob("*.mjs"), *WEB.glob("*.js")]) if name in path.read_text("utf-8")] == []
