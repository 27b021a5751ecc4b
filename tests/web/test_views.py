"""One document, one section at a time: the address says which."""

import re

from playwright.sync_api import expect


def test_the_overview_is_the_first_view(form):
    """Without a fragment the overview shows: two modes with their minutes, and every dimension not started."""
    assert form.view == "start"
    expect(form.page.locator("[data-status]")).to_have_text(["Not started"] * len(form.dimensions))
    expect(form.page.locator(".tq-mode-time")).to_have_text([re.compile(r"^\d+ questions, about \d+ minutes?$")] * 2)


def test_every_view_has_an_address(form):
    """Each dimension, the list of answers and the result can be entered directly, and a reload stays there."""
    for view in [*form.dimensions, "check", "result"]:
        assert form.open(f"#{view}").view == view
    form.open(f"#{form.dimensions[3]}").page.reload()
    form.page.wait_for_selector("[data-ready]")
    assert form.view == form.dimensions[3]


def test_an_unknown_address_shows_the_overview(form):
    """A fragment that names nothing, or is no text at all, is no dead end."""
    for fragment in ("#no-such-thing", "#%E0%A4%A", "#constructor", "#__proto__", "#<img src=x onerror=alert(1)>"):
        assert form.open(fragment).view == "start"


def test_the_back_button_goes_to_the_view_before(form):
    """Each view is a step in the browser's history."""
    first, second = form.dimensions[:2]
    form.page.click("[data-start=go]")
    form.page.click("[data-step=on]")
    form.at(second)
    form.page.go_back()
    form.at(first)
    form.page.go_back()
    form.at("start")


def test_continue_walks_through_all_dimensions_to_the_list(form):
    """Continue leads from the first dimension to the list of answers, and the bar counts along."""
    form.page.click("[data-start=go]")
    walked = []
    while form.view != "check":
        walked.append(form.view)
        expect(form.page.locator("[data-bar=where]")).to_have_text(f"Dimension {len(walked)} of {len(form.dimensions)}")
        form.page.click("[data-step=on]")
        expect(form.page.locator("#ts-assessment")).not_to_have_attribute("data-view", walked[-1])
    assert walked == form.dimensions


def test_the_focus_moves_to_the_heading(form):
    """Whoever hears the page hears the new heading after a change of view."""
    form.page.click("[data-start=go]")
    assert form.page.evaluate("document.activeElement.id") == f"title-{form.dimensions[0]}"
    form.go("check")
    assert form.page.evaluate("document.activeElement.id") == "check-title"


def test_a_link_inside_the_report_stays_in_the_report(form):
    """The report's own anchors do not leave the view or compute it again."""
    form.go(form.dimensions[0])
    form.choose(form.items(form.dimensions[0])[0])
    form.go("result")
    form.page.wait_for_selector("main[data-state=shown]")
    form.page.evaluate("location.hash = 'step-first'")
    form.page.wait_for_timeout(200)
    assert form.view == "result"
    assert [call["do"] for call in form.standin()["calls"]] == ["report"] and form.standin()["practised"] == 1


def test_the_title_names_the_view(form):
    """Tabs and history can be told apart."""
    before = form.page.title()
    form.go("check")
    assert form.page.title() == f"Check your answers · {before}"


def test_nothing_scrolls_sideways(form_page):
    """From a small phone to a wide screen, no view is wider than the window."""
    for width in (320, 390, 768, 1600):
        form = form_page(viewport={"width": width, "height": 800}).open()
        for view in ("start", form.dimensions[0], "check", "result"):
            form.go(view)
            assert form.page.evaluate("document.documentElement.scrollWidth") <= width, (width, view)


def test_targets_are_large_enough_for_a_finger(phone):
    """Answers and steps are at least 44 pixels high."""
    phone.go(phone.dimensions[0])
    small = phone.page.eval_on_selector_all(
        "label.tq-anchor, .tq-steps .ts-button, .tq-plain, .tq-more > summary",
        "all => all.filter(e => e.checkVisibility()).filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent.trim())",
    )
    assert small == []
