"""A result from a link: shown beside one's own, which nothing touches; with a stand-in for the engine."""

import json

import pytest
from playwright.sync_api import expect

RESULT = "assessment/result/"
GOOD, BAD = "#TU1-GOODGOO-D", "#TU1-GOODGOO-E"


@pytest.fixture
def mine(form):
    """Somebody with two answers of their own."""
    form.answer_two()
    form.own = form.stored()
    return form


def shows(form, levels):
    """The stand-in's report counts the levels: 3 in the link, 2 of one's own."""
    expect(form.page.locator("[data-shell] td")).to_have_text(str(levels))
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")


def test_a_link_shows_its_result_and_touches_nothing(mine):
    """Banner, heading, another's answers; targets work in memory and the page says so; one's own answers are as before."""
    mine.open(GOOD, RESULT)
    shows(mine, 3)
    banner = mine.page.locator(".tq-banner")
    expect(banner).to_contain_text("This result comes from a link. Your own answers in this browser are untouched.")
    expect(mine.page.locator("h1")).to_have_text("A result from a link")
    mine.page.locator("#set-target-a").select_option("5")
    expect(mine.page.locator("[data-notice]")).to_contain_text("the change is not kept")
    expect(mine.page.locator("#set-target-a")).to_have_value("5")
    expect(mine.page.locator("#result-nudge")).to_be_hidden()
    assert mine.stored() == mine.own
    assert [a["level"] for a in json.loads(mine.download("text=Download these answers"))["answers"].values()] == [4, 4, 4]
    banner.get_by_role("button", name="Show my own result").click()
    shows(mine, 2)
    expect(mine.page.locator(".tq-banner")).to_have_count(0)
    expect(mine.page.locator("h1")).to_have_text("Your result")
    mine.page.go_back()
    shows(mine, 3)
    mine.page.reload()
    shows(mine, 3)


def test_back_from_an_explanation_stays_in_the_result(mine):
    """An explanation is a step in the browser's history although the address stays: Back closes it, and what was changed before is still there."""
    mine.open(GOOD, RESULT)
    shows(mine, 3)
    mine.page.locator("#set-target-a").select_option("5")
    expect(mine.page.locator("#set-target-a")).to_have_value("5")
    mine.page.click("a[href='#explain-b']")
    expect(mine.page.locator("#explain-b")).to_be_focused()
    mine.page.go_back()
    expect(mine.page.locator("#result-explain")).to_be_hidden()
    expect(mine.page.locator("#set-target-a")).to_have_value("5")
    assert mine.page.url.endswith(GOOD)
    mine.page.go_forward()
    expect(mine.page.locator("#explain-b")).to_be_focused()
    expect(mine.page.locator("#set-target-a")).to_have_value("5")


def test_an_example_keeps_its_mark_however_its_code_is_written(mine):
    """A code is the same with O for 0 and with I or L for 1, so the example is still called made up."""
    mine.page.context.route("**/assessment/result/", lambda route: route.fulfill(
        response=(got := route.fetch()), body=got.text().replace('id="ts-assessment"', 'id="ts-assessment" data-example="TU1-G00DG00-D"')))  # fmt: skip
    mine.open("#TU1-GOODGOO-D", RESULT)
    expect(mine.page.locator(".tq-banner")).to_contain_text("made up")


def test_links_inside_leave_the_address_alone(mine):
    """In a result from a link the address is the result: parts and reasons are reached without it, so that a reload shows the same."""
    mine.open(GOOD, RESULT)
    shows(mine, 3)
    mine.page.click("a[href='#explain-b']")
    expect(mine.page.locator("#explain-b")).to_be_focused()
    assert mine.page.url.endswith(GOOD)
    mine.page.locator("#result-explain").get_by_role("button", name="Back to the profile").first.click()
    expect(mine.page.locator("a[href='#explain-b']")).to_be_focused()
    assert mine.page.url.endswith(GOOD)


def test_taking_over_can_be_undone(mine):
    """The answers of the link become one's own; Undo brings the old ones back."""
    mine.open(GOOD, RESULT)
    shows(mine, 3)
    mine.page.click("text=Take these answers over")
    expect(mine.page.locator("[data-notice]")).to_contain_text("yours now")
    shows(mine, 3)
    assert mine.page.url.endswith(RESULT)
    mine.page.wait_for_timeout(150)
    assert len(mine.stored()["answers"]) == 3
    mine.page.click("[data-notice-undo]")
    shows(mine, 2)
    mine.page.wait_for_timeout(150)
    assert mine.stored() == mine.own


def test_without_answers_of_ones_own(form):
    """Nothing to go back to: the banner leads to the questions, and taking over asks nothing."""
    form.open(GOOD, RESULT)
    shows(form, 3)
    expect(form.page.get_by_role("link", name="Answer the questions yourself")).to_be_visible()
    form.page.click("text=Take these answers over")
    shows(form, 3)
    form.page.wait_for_timeout(150)
    assert len(form.stored()["answers"]) == 3
    form.page.click("[data-notice-undo]")
    expect(form.page.locator("main")).to_have_attribute("data-state", "empty")


@pytest.mark.parametrize("fragment", [BAD, "#TU1-", "#tu1-goodgoo", "#7AM6TMZ-JQ4A80", "#TU9-ABC", "#TU1-%E0%A4%A"])
def test_a_damaged_link_says_so(mine, fragment):
    """Cut, altered or foreign: the door's words, the way to one's own result, and nothing lost."""
    mine.open(fragment, RESULT)
    expect(mine.page.locator("main")).to_have_attribute("data-state", "failed")
    shell = mine.page.locator("[data-shell]")
    expect(shell).to_contain_text("This link holds no result")
    expect(shell).to_contain_text("is damaged: its check does not fit. Copy it again.")
    assert mine.stored() == mine.own
    mine.page.click("text=Show my own result")
    shows(mine, 2)


def test_from_one_link_to_another(mine):
    """A change of the address is followed, from good to bad and back."""
    mine.open(GOOD, RESULT)
    shows(mine, 3)
    mine.page.evaluate("hash => { location.hash = hash; }", BAD)
    expect(mine.page.locator("main")).to_have_attribute("data-state", "failed")
    mine.page.go_back()
    shows(mine, 3)


def test_a_part_of_ones_own_result_is_no_link(mine):
    """Fragments of the report itself show one's own result."""
    for fragment in ("#step-first", "#result-title", "#explain-a", "#target-a", "#no-such-thing"):
        mine.open(fragment, RESULT)
        shows(mine, 2)


def test_an_engine_that_fails_can_be_tried_again(mine):
    """The link is not to blame, and the page does not say so."""
    mine.page.evaluate("sessionStorage.setItem('engine-fails', 'lost')")
    mine.open(GOOD, RESULT)
    expect(mine.page.locator("[data-shell]")).to_contain_text("connection was lost")
    mine.page.evaluate("engineStandIn.fail = null")
    mine.page.get_by_role("button", name="Try again").click()
    shows(mine, 3)


def test_an_example_is_called_one(mine):
    """The code that the page names as its example: made up, nobody's, and easily left."""
    mine.page.context.route("**/assessment/result/", lambda route: route.fulfill(
        response=(got := route.fetch()), body=got.text().replace('id="ts-assessment"', 'id="ts-assessment" data-example="TU1-EXAMPLE-D"')))  # fmt: skip
    mine.open("#tu1-example-d".upper(), RESULT)
    shows(mine, 3)
    expect(mine.page.locator(".tq-banner")).to_contain_text("Example answers, made up. Nobody’s.")
    mine.page.click("text=Leave the example")
    shows(mine, 2)
