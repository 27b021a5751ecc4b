"""Without a mouse: every page in the order in which it is read, with a focus that can be seen, and no place that holds it; and the ways that only open with a key."""

import pytest
from playwright.sync_api import expect

# What has the focus, where it stands, and the best contrast of an outline on it, on its label or on what it lies in, against what is behind.
FOCUSED = """() => {
  const numbers = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return { rgb: [r, g, b], a }; };
  const light = (rgb) => { const [r, g, b] = rgb.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (one) => { for (let at = one; at; at = at.parentElement) { const { rgb, a } = numbers(getComputedStyle(at).backgroundColor); if (a > 0.9) return rgb; } return [255, 255, 255]; };
  const ratio = (one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 1) return 0;
    const [x, y] = [light(numbers(outlineColor).rgb), light(behind(one.parentElement ?? one))].sort((a, b) => b - a);
    return (x + 0.05) / (y + 0.05);
  };
  const at = document.activeElement;
  if (at === document.body || !at) return null;
  const around = [at, ...(at.labels ?? []), at.closest("label"), at.matches(".md-option") && at.nextElementSibling, at.closest("li"), at.parentElement, ...at.querySelectorAll("svg")].filter(Boolean);
  const inWindow = ({ right, left }) => right > 0 && left < innerWidth;
  const seen = around.slice(0, 4).some((one) => { const { width, height } = one.getBoundingClientRect(); return width > 0 && height > 0 && inWindow(one.getBoundingClientRect()); });
  const all = [...document.querySelectorAll("*")];
  const seenBefore = (globalThis.walked ??= new Set()).has(at); // not by its place: the theme's script comes on the way, and adds to the page
  walked.add(at);
  return { again: seenBefore, place: all.indexOf(at), name: (at.getAttribute("aria-label") || at.innerText || at.value || at.id || at.localName).trim().slice(0, 60), contrast: Math.max(...around.map(ratio)), seen, fixed: Boolean(at.closest(".tq-bar, .tq-notice")) };
}"""
MOST = 400


def walked(page) -> list[dict]:
    """Tab from the top of the page until the focus leaves it; each thing that had it."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); delete globalThis.walked; }")
    found = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is None or now["again"]:
            return found
        if now["contrast"] < 3:  # the theme opens its search a moment after the focus came
            page.wait_for_timeout(200)
            now = page.evaluate(FOCUSED)
        found.append(now)
    raise AssertionError(f"after {MOST} steps the focus is still in the page")


ADDRESSES = ["", "assessment/", "assessment/questions/", "assessment/result/", "assessment/team/", "assessment/compare/", "about/privacy/", "guide/claims/"]


def ready(page, address):
    """Wait until the page's script has taken over."""
    if address.startswith("assessment/") and address != "assessment/":
        page.wait_for_selector("[data-ready], main[data-state=empty], main[data-state=shown]")
    if address == "about/privacy/":
        page.wait_for_selector(".ts-stored[data-ready]")


def wrong(steps) -> list[str]:
    """What is not in the order of the page, or cannot be seen."""
    order = [(a["name"], b["name"]) for a, b in zip(steps, steps[1:], strict=False) if b["place"] < a["place"]]
    unseen = [step["name"] for step in steps if not step["seen"] or step["contrast"] < 3]
    return [f"{b!r} comes after {a!r}" for a, b in order] + [f"no focus to be seen on {name!r}" for name in unseen]


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_focus_goes_through_each_page_and_can_be_seen(open_page, site_url, scheme):
    """In the order of the page, an outline of at least 3 to 1 at each step, and out at its end."""
    page = open_page(reduced_motion="reduce")
    found = {}
    for address in ADDRESSES if scheme == "default" else ADDRESSES[::2]:
        page.goto(site_url + address)
        ready(page, address)
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        steps = walked(page)
        assert len(steps) > 8, address
        found[address] = wrong(steps)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_the_focus_goes_through_a_dimension(open_page, site_url):
    """Its questions, one stop a group of answers, then their tools, then back and on; on a phone, too."""
    page = open_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(site_url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    name = page.locator("section[data-dimension]").first.get_attribute("id")
    page.evaluate("name => { location.hash = name; }", name)
    page.wait_for_selector(f"#{name}[data-shown]")
    steps = walked(page)
    assert wrong(steps) == []
    names = [step["name"] for step in steps]
    assert names[0].startswith("More about it")  # the view's heading has had the focus: reading goes on from there
    assert names.index("Back") < names.index("Continue")


def test_the_skip_link_skips(page, site_url):
    """The first Tab reaches it, and the next one after it is in the text."""
    page.goto(site_url + "method/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_of_a_narrow_window_opens_with_a_key(open_page, site_url):
    """Also for whoever enlarges a wide window fourfold: Tab reaches the sign, Enter opens and closes, and the links inside can be reached."""
    page = open_page(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    page.goto(site_url + "method/", wait_until="networkidle")
    page.keyboard.press("Tab")  # the skip link
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.title") == "Menu":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).to_be_checked()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.md-nav--primary a') !== null"):
            break
    assert page.evaluate("document.activeElement.getBoundingClientRect().right > 0 && document.activeElement.closest('.md-nav--primary') !== null")
    page.locator("label[for=__drawer][title=Menu]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#__drawer")).not_to_be_checked()


def test_escape_closes(page, site_url):
    """The search gives the focus back to the page."""
    page.goto(site_url + "method/", wait_until="networkidle")
    page.get_by_role("textbox", name="Search").focus()
    page.keyboard.type("allia")
    expect(page.locator(".md-search-result__item a").first).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__item a").first).not_to_be_visible()


def test_why_and_away_and_the_team_with_keys_alone(page, site_url):
    """From a result to the reason of a number and back, to a file, and on the team page from a typed code to its count."""
    page.goto(site_url + "assessment/result/")
    page.wait_for_selector("main[data-state=empty]")
    code = page.evaluate("document.getElementById('ts-assessment').dataset.example")
    page.evaluate("code => { location.hash = code; }", code)
    page.wait_for_selector("main[data-state=shown]", timeout=90_000)
    page.locator(".ts-report a[href^='#explain-']:visible").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".tq-explain article", timeout=90_000)
    expect(page.locator(".tq-explain :focus")).to_have_count(1)
    page.get_by_role("button", name="Back to the profile").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tq-explain article")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.ts-report') !== null")
    page.get_by_role("button", name="Result as JSON").focus()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".json")
    page.goto(site_url + "assessment/team/")
    page.wait_for_selector("[data-ready]")
    page.locator("#team-paste").focus()
    page.keyboard.insert_text(code)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add what is in the field")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#team-count")).to_contain_text("1 handed in", timeout=90_000)
