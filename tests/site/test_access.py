"""Claims about what people can use: axe-core finds nothing on any kind of page, and the site works in a folder of its host."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
KINDS = (
    "", "pillars/", "pillars/mindset/", "pillars/mindset/alliance/", "assessment/", "assessment/questions/", "assessment/result/", "assessment/example/", "assessment/compare/", "assessment/team/",
    "facilitate/", "facilitate/cards/", "method/", "sources/", "maintain/", "about/privacy/", "about/licences/", "about/decisions/0001-generate-before-finish-after/", "no-such-page/",
)  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
ASK = """([type, values]) => axe.run(document, {runOnly: {type, values}, resultTypes: ["violations"]})
  .then(r => r.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.target.join(" ") + ": " + n.failureSummary)]))"""


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, site_url, watch, width):
    """No kind of page has a violation of WCAG 2.2 A or AA or of axe's best practice, nor of contrast when its scheme turns dark."""
    watch.allow("404")
    page = open_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")  # colours that still fade would be measured half-way
    found = []
    for kind in KINDS:
        page.goto(site_url + kind, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('article details').forEach(e => e.open = true)")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += [(kind, "light", *violation) for violation in page.evaluate(ASK, ["tag", TAGS])]
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")  # as the theme's switch does
        found += [(kind, "dark", *violation) for violation in page.evaluate(ASK, ["rule", CONTRAST])]
    assert found == [], json.dumps(found, indent=1)


def test_no_page_is_wider_than_its_window(open_page, site_url, watch):
    """From 320 to 1600 pixels nobody has to scroll sideways to read a page."""
    watch.allow("404")
    page = open_page(reduced_motion="reduce")  # a menu that still slides away would count as wide
    wider = []
    for kind in KINDS:
        page.goto(site_url + kind, wait_until="load")
        for width in (320, 390, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 844})
            more = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wider += [(kind, width, more)] if more > 0 else []
    assert wider == []


def test_the_site_works_in_a_folder(open_page, server):
    """Under `/repo/`, every kind of page loads all it needs from below `/repo/`."""
    started = server(mount="/repo/")
    page = open_page()
    bad = []
    page.on("response", lambda r: bad.append(f"{r.status} {r.url}") if r.status >= 400 or not urlsplit(r.url).path.startswith("/repo/") else None)
    for kind in KINDS[:-1]:
        page.goto(started.url + kind, wait_until="networkidle")
    assert [b for b in bad if not b.endswith("/favicon.ico")] == []


def test_search_finds_and_leads(page, site_url):
    """The search answers under the policy, and its first answer leads to a page."""
    page.goto(site_url, wait_until="networkidle")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("alliance")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/alliance/**")


def test_colour_schemes_can_be_switched(page, site_url):
    """The switch changes the scheme, and the next page keeps it."""
    page.goto(site_url, wait_until="networkidle")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    after = page.locator("body").get_attribute("data-md-color-scheme")
    page.goto(site_url + "method/", wait_until="networkidle")
    assert {before, after} == {"default", "slate"}
    assert page.locator("body").get_attribute("data-md-color-scheme") == after


def test_lines_are_short_enough_to_read(page, site_url):
    """On a wide window a line of running text holds about 70 characters: none of a method page's paragraphs averages more than 75."""
    page.goto(site_url + "method/", wait_until="load")
    averages = page.evaluate("""() => [...document.querySelectorAll('article > p')].map(p => {
      const range = document.createRange(); range.selectNodeContents(p);
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.bottom / 8))).size;
      return lines > 2 ? p.textContent.length / lines : 0 })""")
    assert max(averages) <= 75


MOVES = """() => [...document.querySelectorAll("*")].flatMap((one) => [null, "::before", "::after"].map((part) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one, part);
  const moves = transitionDuration.split(",").some((time) => parseFloat(time) > 0) || animationName !== "none" || scrollBehavior !== "auto";
  return moves ? `${one.localName}.${one.getAttribute("class") ?? ""}${part ?? ""}` : null;
})).filter(Boolean)"""


def test_nothing_moves_for_those_who_ask_for_it(open_page, site_url):
    """With reduced motion no element, and nothing before or behind one, has a transition, an animation or a smooth scroll; without the wish some have."""
    page = open_page(reduced_motion="reduce")
    for kind in ("", "assessment/questions/"):
        page.goto(site_url + kind, wait_until="load")
        assert page.evaluate(MOVES) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVES) != []
