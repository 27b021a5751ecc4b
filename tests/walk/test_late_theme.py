"""The theme's script comes at the first sign of use: until then nothing of it is fetched, and what was done before it came is not lost."""

import time

import pytest
from playwright.sync_api import expect

GUIDE, TOOL = "guide/history/", "assessment/questions/"
FETCHED = "performance.getEntriesByType('resource').filter((one) => /bundle/.test(one.name)).length"
PLACES = "[...document.querySelectorAll('.md-content h2, .md-nav--primary .md-nav__link, .md-nav--secondary .md-nav__link')].map((one) => Math.round(one.getBoundingClientRect().top))"
SLOW = 0.4  # s until the theme's script arrives


@pytest.fixture
def opened(open_page, site_url):
    """`opened(path, **options)` gives a page that nobody has touched; the theme's script takes its time."""

    def one(path, **options):
        page = open_page(**options)
        page.route("**/bundle.*", lambda route: (time.sleep(SLOW), route.continue_()))
        page.goto(site_url + path, wait_until="networkidle")
        assert page.evaluate(FETCHED) == 0
        return page

    return one


def there(page):
    """Wait until the theme's script has run."""
    page.wait_for_selector("html.js", state="attached")


@pytest.mark.parametrize("path", ["", GUIDE, "guide/claims/", "pillars/mindset/alliance/", "assessment/", TOOL, "assessment/result/", "assessment/team/", "method/", "404.html"])
def test_a_page_that_nobody_touches_does_not_fetch_it(opened, path):
    """`opened` says so, for each kind of page."""
    opened(path)


@pytest.mark.parametrize("sign", ["wheel", "key", "pointer"])
def test_a_sign_of_use_fetches_it_once_and_nothing_moves(opened, sign):
    """After it came, headings and menus stand where they stood."""
    page = opened(GUIDE, viewport={"width": 1300, "height": 800})
    before = page.evaluate(PLACES)
    {"wheel": lambda: page.mouse.wheel(0, 0), "key": lambda: page.keyboard.press("Shift"), "pointer": lambda: page.mouse.move(600, 500)}[sign]()
    there(page)
    page.wait_for_timeout(300)
    assert page.evaluate(FETCHED) == 1
    assert page.evaluate(PLACES) == before


def test_it_comes_before_the_engine_where_nobody_gave_a_sign(opened):
    """An answer that no pointer and no key gave starts the engine; the theme's script is fetched then, and nothing of it after the engine."""
    page = opened(TOOL)
    page.evaluate("() => { const one = document.querySelector('.tq-radio[name*=\".\"]'); one.checked = true; one.dispatchEvent(new Event('change', { bubbles: true })); }")
    there(page)
    page.wait_for_function("() => performance.getEntriesByName('touchstone:engine-ready').length", timeout=120_000)
    ended = page.evaluate("() => performance.getEntriesByType('resource').filter((one) => /bundle|search/.test(one.name)).map((one) => one.responseEnd)")
    assert len(ended) == 3 and max(ended) < page.evaluate("() => performance.getEntriesByName('touchstone:engine-ready')[0].startTime")


def test_a_place_in_the_address_is_opened(open_page, site_url):
    """What is folded around the place that an address names stands open, before the theme's script is there and after it came."""
    page = open_page()
    page.goto(site_url + "pillars/mindset/alliance/#question-alliance-joint", wait_until="networkidle")
    folded = page.locator("#question-alliance-joint")
    expect(folded).to_have_attribute("open", "")
    page.evaluate("document.getElementById('question-alliance-joint').open = false; location.hash = ''; location.hash = 'question-alliance-joint'")
    expect(folded).to_have_attribute("open", "")
    page.mouse.wheel(0, 0)
    there(page)
    expect(folded).to_have_attribute("open", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [GUIDE, TOOL])
def test_the_switch_of_colours(opened, path, scheme):
    """The system's colours are there without it; one early click on the switch turns them, once, and the next page keeps that."""
    page = opened(path, color_scheme=scheme)
    colours = "document.body.dataset.mdColorScheme"
    own, other = {"light": ("default", "slate"), "dark": ("slate", "default")}[scheme]
    assert page.evaluate(colours) == own
    shown = page.locator("label[for^=__palette]:visible")
    assert shown.count() == 1
    page.evaluate("document.querySelector('label[for^=__palette]:not([hidden])').click()")  # without the pointer's way there, which would be a sign before
    there(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    page.wait_for_timeout(300)
    assert page.evaluate(colours) == other
    page.goto(page.url)
    assert page.evaluate(colours) == other


def test_the_switch_of_colours_by_key(opened):
    """The switch is two radio buttons for the keys; one that is chosen while the script is on its way counts."""
    page = opened(GUIDE)
    page.evaluate("document.querySelectorAll('[name=__palette]')[1].focus()")
    page.keyboard.press("Space")
    there(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_magnifying_glass_on_a_phone(opened):
    """One early tap opens the search with the focus in it, and what is typed is found."""
    page = opened(GUIDE, viewport={"width": 390, "height": 800}, has_touch=True)
    page.tap("label[for=__search]:visible")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("journey")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.parametrize("path", [GUIDE, TOOL])
def test_the_key_of_the_search(opened, path):
    """An early slash opens the search; letters typed into its field while the script is on its way are looked for."""
    page = opened(path)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("loyalty")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert page.input_value(".md-search__input") == "loyalty"
    again = opened(path)
    again.focus(".md-search__input")
    again.keyboard.type("loyalty")
    expect(again.locator(".md-search-result__item").first).to_be_visible()


def test_the_menu_on_a_phone(opened):
    """It opens at the first tap, and its links can be reached."""
    page = opened(GUIDE, viewport={"width": 390, "height": 800}, has_touch=True)
    page.tap("label[for=__drawer]:visible")
    expect(page.locator("#__drawer")).to_be_checked()
    there(page)
    expect(page.get_by_label("Navigation").get_by_role("link", name="Claims, checked")).to_be_visible()


def test_paper_without_it(opened):
    """What is folded is unfolded for printing, and folded again, whichever way the browser tells of it."""
    page = opened("pillars/mindset/alliance/")
    folded = page.locator(".md-content details:not([open])")
    before = folded.count()
    assert before > 0
    page.emulate_media(media="print")
    expect(folded).to_have_count(0)
    page.emulate_media(media="screen")
    expect(folded).to_have_count(before)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(before)
    assert page.evaluate(FETCHED) == 0


def test_where_it_cannot_be_had(open_page, site_url, watch):
    """Without the theme's script the page can be read, the menu opens, and no click is swallowed for ever."""
    watch.allow("Failed to load resource")
    page = open_page(viewport={"width": 390, "height": 800}, has_touch=True)
    page.route("**/bundle.*", lambda route: route.abort())
    page.goto(site_url + GUIDE, wait_until="networkidle")
    page.tap("label[for=__search]:visible")
    expect(page.locator("#__search")).to_be_checked()
