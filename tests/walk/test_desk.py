"""The desk with the real engine: targets, plan, reasons and a link, and how long a change takes."""

import statistics
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.walk.redraw import redraws, sheet, show

PATIENCE = 8  # times the 50 ms of the design: tests share their machine, and a loop of layouts would still be found


@pytest.fixture
def shown(page, site, site_url):
    """The result of a full sheet on the questions page."""
    import json

    show(page, site_url, sheet(json.loads((site / "model.json").read_text("utf-8"))))
    return page


def test_a_change_is_drawn_at_once_and_keeps_the_focus(shown):
    """Ten changes of targets and importance; `python -m tests.walk.redraw` on a quiet machine gives the figure itself."""
    found = redraws(shown, 10)
    assert all(one["held"] for one in found)
    assert statistics.median(one["whole"] for one in found) < 50 * PATIENCE


def test_from_a_tick_to_a_calendar_and_from_a_link_to_a_result(shown):
    """A step of the plan has the model's words and a day; the link shows the same profile on the other page, and a cut one says so."""
    tick = shown.locator("[data-take]").first
    dimension = tick.get_attribute("data-take")
    tick.check()
    plan = shown.locator("#result-plan")
    expect(plan.locator(".tq-plan-next")).not_to_be_empty()
    plan.get_by_role("button", name="due in 30 days").click()
    with shown.expect_download() as taken:
        plan.get_by_role("button", name="Plan for the calendar").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    shown.click(f".ts-explain-link[href='#explain-{dimension}'] >> nth=0")
    expect(shown.locator(f"#explain-{dimension}")).to_be_focused()
    levels = shown.locator(".ts-profile .ts-level").all_inner_texts()
    shown.click("text=Make a link")
    expect(shown.locator("#result-link")).to_contain_text("44 answers with a level")
    expect(shown.locator("#result-link")).to_contain_text("1 step of your plan.")
    shown.click("text=Show the link")
    link = shown.locator(".tq-address").input_value()
    shown.goto(link)
    expect(shown.locator("main")).to_have_attribute("data-state", "shown", timeout=60_000)
    assert shown.locator(".ts-profile .ts-level").all_inner_texts() == levels
    shown.evaluate("hash => { location.hash = hash; }", link.split("#")[1][:-4])
    expect(shown.locator("main")).to_have_attribute("data-state", "failed")
    expect(shown.locator("[data-shell]")).to_contain_text("Copy it again")
