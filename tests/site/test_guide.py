"""Claims about the guide as people meet it in a browser: readable, usable by touch and keyboard, found by other names, clean on paper."""

import json
import re

import pytest
from playwright.sync_api import expect

from .test_access import ASK, AXE, CONTRAST, TAGS

GUIDE = ("what-is-cem", "history", "claims", "renewal", "ethics", "does-it-pay", "future", "practice", "board")
ADDRESSES = tuple(f"guide/{name}/" for name in GUIDE) + ("glossary/", "sources/")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, site_url, width):
    """No page of the guide has a violation of WCAG 2.2 A or AA or of axe's best practice, nor of contrast when its scheme turns dark."""
    page = open_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    found = []
    for address in ADDRESSES:
        page.goto(site_url + address, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('article details').forEach(e => e.open = true)")
        page.evaluate("document.querySelector('.ts-definition')?.showPopover()")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += [(address, "light", *violation) for violation in page.evaluate(ASK, ["tag", TAGS])]
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
        found += [(address, "dark", *violation) for violation in page.evaluate(ASK, ["rule", CONTRAST])]
    assert found == [], json.dumps(found, indent=1)


def test_no_page_is_wider_than_its_window(open_page, site_url):
    """From 320 to 1600 pixels nobody has to scroll sideways to read the guide."""
    page = open_page(reduced_motion="reduce")
    wider = []
    for address in ADDRESSES:
        page.goto(site_url + address, wait_until="load")
        for width in (320, 390, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 844})
            more = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wider += [(address, width, more)] if more > 0 else []
    assert wider == []


def test_every_page_of_the_guide_says_when_it_was_checked_and_how_to_cite_it(page, site_url):
    """Date and reading time stand under the heading; below stand the report of an error and how to cite."""
    for address in ADDRESSES:
        page.goto(site_url + address, wait_until="load")
        expect(page.locator("h1 + .ts-checked")).to_have_text(re.compile(r"^Checked on \d+ \w+ \d{4} · about \d+ minutes? to read$"))
        expect(page.get_by_role("link", name="Report an error")).to_be_visible()
        page.get_by_text("How to cite this page").click()
        expect(page.locator(".ts-colophon details p").first).to_contain_text(f"page checked on {page.locator('.ts-checked time').inner_text()}")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_term_is_explained_by_touch(open_page, site_url, script):
    """A tap opens the definition within the window, and a tap elsewhere closes it; no script is needed."""
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, java_script_enabled=script)
    page.goto(site_url + "guide/what-is-cem/", wait_until="load")
    term = page.get_by_role("button", name="cultural mindsets")
    term.scroll_into_view_if_needed()
    term.tap()
    shown = page.locator("#term-cultural-mindset")
    expect(shown).to_be_in_viewport(ratio=1)
    expect(shown.get_by_role("link", name="In the glossary")).to_have_attribute("href", "../../glossary/#cultural-mindset")
    page.touchscreen.tap(200, 120)
    expect(shown).to_be_hidden()


def test_a_term_is_explained_by_keyboard(page, site_url):
    """Enter opens, Tab leads into the definition, Escape closes it and gives the focus back."""
    page.goto(site_url + "guide/what-is-cem/", wait_until="load")
    term = page.get_by_role("button", name="cultural mindsets")
    term.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#term-cultural-mindset")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#term-cultural-mindset a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#term-cultural-mindset")).to_be_hidden()
    expect(term).to_be_focused()


@pytest.mark.parametrize(
    ("asked", "address"),
    [("voice of the customer", "guide/practice/"), ("voice of the customer", "pillars/capability/monitoring/"), ("VoC", "guide/practice/"), ("VoC", "pillars/capability/monitoring/"),
     ("blueprinting", "guide/practice/"), ("blueprinting", "glossary/"), ("NPS", "glossary/"), ("NPS", "guide/practice/"), ("net promoter", "guide/does-it-pay/")],
)  # fmt: skip
def test_a_concept_is_found_by_its_other_names(page, site_url, asked, address):
    """The page is among the first five that the search gives."""
    page.goto(site_url, wait_until="networkidle")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(asked)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_timeout(400)  # the list is made anew with each letter
    found = page.eval_on_selector_all(".md-search-result__item", "all => all.slice(0, 5).map(e => e.querySelector('a').href)")
    assert any(site_url + address == link.split("?")[0].split("#")[0] for link in found), found


def sides(page, address) -> int:
    """How many sides of A4 a page takes."""
    page.goto(address, wait_until="networkidle")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_the_page_for_the_board_takes_two_sides_of_a4(page, site_url):
    """With its sources on them."""
    assert sides(page, site_url + "guide/board/") == 2


def test_paper_shows_sources_and_no_controls(page, site_url):
    """On paper a page of the guide shows its text and its sources in full, also those of generated parts, and nothing to click."""
    for address in ("guide/claims/", "guide/history/", "guide/does-it-pay/"):
        page.goto(site_url + address, wait_until="networkidle")
        page.emulate_media(media="print")
        for there in (".footnote", ".ts-references", "h1", ".ts-checked"):
            expect(page.locator(there).first).to_be_visible()
        for gone in (".md-header", ".md-sidebar", ".md-footer", ".ts-colophon", ".ts-filter", ".headerlink", ".ts-definition"):
            assert page.locator(f"{gone}:visible").count() == 0, gone
        page.emulate_media(media="screen")


def test_the_door_to_reading_leads_to_the_guide(page, site_url):
    """From the home page, one click."""
    page.goto(site_url, wait_until="load")
    page.locator(".ts-door", has_text="Read").get_by_role("link", name="Read the guide").click()
    page.wait_for_url("**/guide/what-is-cem/")
