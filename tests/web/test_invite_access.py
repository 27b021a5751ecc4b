"""Invitation and hand-in for everybody: axe-core finds nothing in any of their states, no window is too narrow, and the keyboard is enough."""

import json

from playwright.sync_api import expect

from tests.site.test_access import ASK, AXE, CONTRAST, TAGS
from tests.web.invitations import hash_of, mounted, written


def faults(page, state):
    """What axe finds in the page as it stands, in light and dark, and how much wider than 320 pixels it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelectorAll('article details').forEach((one) => one.closest('[hidden]') ?? (one.open = true))")
    found = [(state, "light", *one) for one in page.evaluate(ASK, ["tag", TAGS])]
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    found += [(state, "dark", *one) for one in page.evaluate(ASK, ["rule", CONTRAST])]
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    more = page.evaluate("document.documentElement.scrollWidth - 320")
    page.set_viewport_size(size)
    return [*found, *([(state, "is wider than the window by", more)] if more > 0 else [])]


def test_axe_finds_nothing_in_any_state(form_page):
    """Invited, asked about answers that are here, a bad link, the hand-in, the form, and the shared screen."""
    form = form_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce").open()
    page = form.page
    known = hash_of(form)
    form.open("#" + written(known, "q", 1, 4, "Organisationsentwicklungsabteilung" * 2, "2026"))
    expect(page.locator("#invitation")).to_be_visible()
    found = faults(page, "invited")
    form.go(form.dimensions[0])
    form.choose(form.items(form.dimensions[0])[0])
    form.go("check")
    page.click("#handing-open")
    expect(page.locator(".tq-handing-code")).to_be_visible()
    page.get_by_role("button", name="Copy it with a sentence").click()
    found += faults(page, "hand-in")
    form.open("#" + written(known, "f", 1, 0, "Other"))
    expect(page.locator("#invitation")).to_contain_text("already keeps one answer")
    found += faults(page, "asked")
    form.open("#TI1-x")
    expect(page.locator("#invitation-fault")).to_be_visible()
    found += faults(page, "fault")
    mounted(form)
    page.evaluate("document.querySelector('.tq-inviting').prepend(Object.assign(document.createElement('h1'), { textContent: 'Team' }), Object.assign(document.createElement('h2'), { textContent: 'Invite' }))")
    page.fill("#invite-invited", "0")
    page.fill("#invite-unit", "Organisationsentwicklungsabteilung" * 2)
    found += faults(page, "form")
    page.get_by_role("button", name="Show it on the shared screen").click()
    expect(page.locator("dialog .tq-qr")).to_be_visible()
    found += faults(page, "shared screen")
    assert found == [], json.dumps(found, indent=1)


def test_the_keyboard_hands_in(form):
    """From the overview to the copied code without a mouse; each thing that is pressed keeps the focus or hands it on to what it opened."""
    page, press = form.page, form.page.keyboard.press
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.open("#" + written(hash_of(form), "q", 1, 7, "Service, Nord"))
    form.answer_core(but=tuple(form.dimensions[1:]))
    form.go("check")
    expect(page.locator("#check-title")).to_be_focused()
    press("Tab")
    expect(page.locator("#handing-open")).to_be_focused()
    press("Enter")
    expect(page.get_by_role("heading", name="What is handed in")).to_be_focused()
    press("Tab")
    expect(page.locator("#handing-role")).to_be_focused()
    press("Tab")
    expect(page.get_by_role("textbox", name="Your code", exact=True)).to_be_focused()
    press("Tab")
    expect(page.get_by_role("button", name="Copy the code")).to_be_focused()
    press("Enter")
    expect(page.locator(".tq-handing-state")).to_contain_text("You copied the code")
    expect(page.locator("[data-live]")).to_have_text("Copied.")
