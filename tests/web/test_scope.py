"""About the unit: five lines before the start, all optional, folded into one that says what they hold."""

import re

from playwright.sync_api import expect


def test_it_stands_before_the_start_and_asks_for_little(form):
    """Folded on arrival, between the mode and the button; every line has its reason, bound to it for those who hear it."""
    assert form.page.evaluate("document.querySelector('.tq-about').compareDocumentPosition(document.querySelector('[data-start=go]')) & 4")
    assert form.page.locator(".tq-about[open]").count() == 0
    expect(form.page.locator("[data-start=about]")).to_have_text("")
    lines = form.page.eval_on_selector_all("[data-scope]", "all => all.map(e => [e.dataset.scope, e.labels[0].textContent, document.getElementById(e.getAttribute('aria-describedby')).textContent, e.required])")
    assert [line[0] for line in lines] == ["unit", "period", "role", "size", "exchange"]
    assert all(label and why.endswith(".") and not required for _, label, why, required in lines)


def test_the_folded_line_says_what_is_filled_in(form):
    """Texts as written, choices in short words, also after a reload; nothing of it is read as markup."""
    form.page.click(".tq-about > summary")
    form.page.fill("[data-scope=unit]", "Desk <b>1</b>")
    form.page.fill("[data-scope=period]", "2026")
    form.page.locator("[data-scope=period]").blur()
    form.page.select_option("[data-scope=size]", "small")
    said = "Desk <b>1</b>, 2026, fewer than 50 people"
    expect(form.page.locator("[data-start=about]")).to_have_text(said)
    form.page.wait_for_timeout(300)
    form.open()
    expect(form.page.locator(".tq-about > summary")).to_have_text(re.compile(re.escape(said)))


def test_size_and_exchange_name_the_target_that_they_suggest(form, model):
    """With one of them no target is suggested; with both, exactly theirs, level by level, and whose suggestion it is."""
    form.page.click(".tq-about > summary")
    aim = form.page.locator("[data-aim] >> visible=true")
    expect(aim).to_contain_text("a common starting point, not advice")
    form.page.select_option("[data-scope=size]", "small")
    expect(aim).to_contain_text("a common starting point, not advice")
    for exchange in ("discrete", "continuous"):
        form.page.select_option("[data-scope=exchange]", exchange)
        expect(aim).to_contain_text("A suggestion of this project")
        [profile] = [t for t in model.targets if (t.size, t.exchange) == ("small", exchange)]
        for dimension in model.dimensions:
            row = aim.locator("li", has_text=dimension.title)
            expect(row.locator(".tq-badge")).to_have_text(str(profile.levels[dimension.id]))


def test_the_keyboard_fills_it_in(form):
    """Enter opens it, Tab walks the five lines, and after them comes the start."""
    press = form.page.keyboard.press
    form.page.focus(".tq-about > summary")
    press("Enter")
    walked = []
    for _ in range(6):
        press("Tab")
        walked.append(form.page.evaluate("document.activeElement.dataset.scope ?? document.activeElement.dataset.start"))
    assert walked == ["unit", "period", "role", "size", "exchange", "go"]


def test_a_line_is_kept_when_the_page_goes_away(form):
    """Closing the page in the middle of a line loses no word."""
    form.page.click(".tq-about > summary")
    form.page.locator("[data-scope=unit]").press_sequentially("Service, Nord")
    form.page.goto("about:blank")
    form.open()
    expect(form.page.locator("[data-scope=unit]")).to_have_value("Service, Nord")
    assert form.stored()["scope"]["unit"] == "Service, Nord"
