"""The workshop on the team page with a stand-in for the engine: questions before answers, what is agreed, and what comes of it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.team_page import Team, codes, met, team  # noqa: F401


@pytest.fixture
def started(met):  # noqa: F811
    """At the first question, with nothing revealed."""
    met.press("Start the workshop")
    expect(met.page.locator(".tq-stage-where")).to_have_text("Question 1 of 3 · 0 agreed")
    return met


def ids(team):  # noqa: F811
    """The questions that the stand-in puts on the agenda."""
    return team.page.evaluate("document.getElementById('ts-assessment').dataset.items.split(' ').slice(0, 3)")


def level(team, number):  # noqa: F811
    """Choose a level, where people click."""
    team.page.locator(".tq-agree-level").nth(number - 1).click()


def agreed(team):  # noqa: F811
    """What is kept as agreed."""
    return team.kept()["agreed"]


def test_first_the_question_alone_then_the_answers(started):
    """Before the reveal only the question stands there; the button has the focus; after it the answers and the choice."""
    page = started.page
    expect(page.locator(".tq-stage .ts-card-question")).to_have_text(f"Question {ids(started)[0]}?")
    assert page.locator(".tq-stage .ts-answers").count() == 0
    assert page.locator(".tq-agree").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Show our answers"
    page.keyboard.press("Space")
    expect(page.locator(".tq-stage .ts-answers")).to_have_text("5 answers")
    expect(page.locator(".tq-agree")).to_be_visible()
    expect(page.get_by_role("button", name="Show our answers")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "team-stage-question"
    started.open()
    started.page.get_by_role("button", name="Go on").click()
    expect(started.page.locator(".tq-stage .ts-answers")).to_be_visible()


def test_a_level_is_kept_at_once_as_an_agreed_sheet(started):
    """The sheet is of the team and of nobody: agreed, no respondent, today, with the invitation's scope."""
    started.press("Show our answers")
    level(started, 3)
    expect(started.page.locator(".tq-stage-where")).to_have_text("Question 1 of 3 · 1 agreed")
    sheet = agreed(started)
    today = started.page.evaluate("new Date().toLocaleDateString('sv')")
    assert sheet["answers"] == {ids(started)[0]: {"level": 3}}
    assert (sheet["format"], sheet["kind"], sheet["respondent"], sheet["mode"], sheet["date"]) == ("touchstone-answers/1", "agreed", None, "quick", today)
    assert sheet["scope"] == {"unit": "Shop & Sons", "period": None, "role": None, "size": None, "exchange": None}
    started.open()
    expect(started.page.locator(".tq-agenda-said").first).to_have_text("3agreed: 3 by rule")
    assert agreed(started) == sheet


def test_dissent_and_note_are_kept(started):
    """What is typed is in the sheet when the next question comes, and stands there on the way back."""
    started.press("Show our answers")
    level(started, 2)
    started.page.get_by_label("Dissent").fill("The front line says 1 <b>")
    started.page.get_by_label("Note").fill("Two stories")
    started.press("Next")
    first = ids(started)[0]
    expect(started.page.locator(".tq-stage-where")).to_have_text("Question 2 of 3 · 1 agreed")
    assert agreed(started)["answers"][first] == {"level": 2, "note": "Two stories", "dissent": "The front line says 1 <b>"}
    started.press("Previous")
    expect(started.page.get_by_label("Dissent")).to_have_value("The front line says 1 <b>")
    started.press("Back to the list")
    expect(started.page.locator(".tq-agenda li").first).to_contain_text("dissent")


def test_dont_know_and_taking_back(started):
    """A team may not know; a choice can be taken back; not applicable only where the question allows it."""
    started.press("Show our answers")
    started.page.get_by_text("We don’t know").click()
    assert agreed(started)["answers"][ids(started)[0]] == {"state": "dk"}
    started.press("Take it back")
    expect(started.page.locator(".tq-stage-where")).to_have_text("Question 1 of 3 · 0 agreed")
    assert agreed(started)["answers"] == {}
    na = started.page.evaluate("document.getElementById('ts-assessment').dataset.na.split(' ')")
    for place, item in enumerate(ids(started)):
        if place:
            started.press("Next")
            started.press("Show our answers")
        expect(started.page.get_by_text("Not applicable", exact=True)).to_have_count(int(item in na))


def test_keys_turn_the_pages(started):
    """n and the right arrow go on, p and the left arrow back, but no letter where somebody writes and no arrow where somebody chooses; Escape leads to the list."""
    page, where = started.page, started.page.locator(".tq-stage-where")
    page.keyboard.press("n")
    expect(where).to_contain_text("Question 2 of 3")
    page.keyboard.press("ArrowRight")
    expect(where).to_contain_text("Question 3 of 3")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("p")
    expect(where).to_contain_text("Question 1 of 3")
    page.keyboard.press("Enter")  # the focused button
    expect(page.locator(".tq-agree")).to_be_visible()
    page.locator("[name=team-level]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=team-level][value='2']")).to_be_checked()
    page.get_by_label("Note").focus()
    page.keyboard.type("npl")
    expect(page.get_by_label("Note")).to_have_value("npl")
    expect(where).to_contain_text("Question 1 of 3")
    page.keyboard.press("Escape")
    expect(page.locator(".tq-stage")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.item") == ids(started)[0]


def test_keys_turn_the_questions_from_anywhere(started):
    """The theme leads to the next page of the site with the same keys: not while a question is open, wherever the focus is."""
    page, where, here = started.page, started.page.locator(".tq-stage-where"), started.page.url
    page.evaluate("document.activeElement.blur()")
    assert page.evaluate("document.activeElement === document.body")
    for key, number in (("n", 2), (".", 3), ("ArrowLeft", 2), (",", 1), ("ArrowRight", 2), ("p", 1)):
        page.keyboard.press(key)
        expect(where).to_contain_text(f"Question {number} of 3")
        page.evaluate("document.activeElement.blur()")
    started.press("Show our answers")
    page.locator("[name=team-level]").first.focus()
    page.keyboard.press("n")
    expect(where).to_contain_text("Question 2 of 3")
    page.evaluate("document.querySelector('[data-team=delete]').focus()")
    page.keyboard.press("p")
    expect(where).to_contain_text("Question 1 of 3")
    page.wait_for_timeout(300)
    assert page.url == here


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_in_the_large_view_nothing_is_larger_than_the_question(started, width):
    """Read from the back of the room: the question's letters are the largest, before and after the reveal."""
    page = started.page
    page.set_viewport_size({"width": width, "height": 900})
    page.keyboard.press("l")
    largest = """() => { const sizes = [...document.querySelectorAll(".tq-stage *")].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
      .map((e) => [parseFloat(getComputedStyle(e).fontSize), e.className]).sort((a, b) => b[0] - a[0]); return [sizes[0][1], sizes[0][0] > sizes[1][0]]; }"""
    assert page.evaluate(largest) == ["ts-card-question", True]
    page.keyboard.press("Enter")
    expect(page.locator(".tq-agree")).to_be_visible()
    assert page.evaluate(largest) == ["ts-card-question", True]


def test_escape_in_a_field_of_the_large_view_keeps_it_in_view(started):
    """Normal size, the text as it was, and the field still before the eyes."""
    page = started.page
    started.press("Show our answers")
    page.keyboard.press("l")
    note = page.get_by_label("Note")
    note.fill("Half a sent")
    page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_have_class(re.compile("tq-large"))
    expect(page.locator(".tq-stage")).to_be_visible()
    expect(note).to_have_value("Half a sent")
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport(ratio=1)


def test_the_large_view_fills_the_window_and_escape_leaves_it(started):
    """For a shared screen: larger letters, nothing else in view; one Escape leaves it, the next leads to the list."""
    page = started.page
    size = "parseFloat(getComputedStyle(document.querySelector('.tq-stage .ts-card')).fontSize)"
    before = page.evaluate(size)
    page.keyboard.press("l")
    box = page.locator(".tq-stage").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 900)
    assert page.evaluate(size) > before
    expect(page.get_by_role("button", name="Normal size")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    assert page.locator(".tq-stage").bounding_box()["width"] < 1280
    page.keyboard.press("Escape")
    expect(page.locator(".tq-stage")).to_be_hidden()


def test_a_question_can_be_left(started):
    """Left for now: the next one comes, the list says so, and “Go on” leads to it at last."""
    started.press("Leave it for now")
    expect(started.page.locator(".tq-stage-where")).to_contain_text("Question 2 of 3")
    started.undo()
    assert started.kept()["left"] == []
    started.press("Previous")
    started.press("Leave it for now")
    started.press("Back to the list")
    expect(started.page.locator(".tq-agenda-said")).to_have_text(["left for now", "open", "open"])
    expect(started.page.locator("#team-agree .tq-count")).to_have_text("0 of 3 agreed, 1 left for now.")
    started.press("Go on")
    expect(started.page.locator(".tq-stage-where")).to_contain_text("Question 2 of 3")


def test_shared_levels_are_taken_over_only_when_asked(met):  # noqa: F811
    """The offer names the question, the level and the reason; it changes nothing until pressed, and can be undone."""
    offer = met.page.locator(".tq-offer")
    third = ids(met)[2]
    expect(offer).to_contain_text("In one question your answers are the same, or close together.")
    expect(offer.locator("li")).to_have_text(f"Question {third}?: 4 by evidence. All 5 said 4.")
    assert agreed(met) is None
    met.press("Take that level over")
    met.notice("One level is taken over as agreed.")
    assert agreed(met)["answers"] == {third: {"level": 4}}
    expect(offer).to_be_hidden()
    met.undo()
    assert agreed(met)["answers"] == {}
    expect(offer).to_be_visible()


def test_the_agreed_result_is_shown_like_any_result(started):
    """Scored from the agreed sheet, with its plan and downloads; a change in the workshop shows in it; a target is kept in the sheet."""
    page = started.page
    started.press("Show our answers")
    level(started, 3)
    started.press("Back to the list")
    started.press("Show the agreed result")
    report = page.locator("[data-agreed] .ts-report")
    expect(report).to_contain_text("1 levels, quick")
    asked = started.calls("report")[-1]["answers"]
    assert (asked["kind"], asked["answers"]) == ("agreed", {ids(started)[0]: {"level": 3}})
    expect(page.get_by_role("button", name="Keep as a snapshot")).to_be_visible()
    page.locator(".tq-agenda-item").nth(1).click()
    started.press("Show our answers")
    level(started, 5)
    expect(report).to_contain_text("2 levels, quick")
    dimension = ids(started)[0].split(".")[0]
    page.select_option(f"#set-target-{dimension}", "5")
    expect(page.locator("[data-notice]")).to_be_visible()
    assert agreed(started)["targets"] == {dimension: 5}
    sheet = json.loads(started.download("[data-agreed] button:text-is('Answers as a file')"))
    assert (sheet["kind"], sheet["respondent"], len(sheet["answers"])) == ("agreed", None, 2)


def test_the_agreed_result_can_be_kept_for_comparing(started):
    """A snapshot of the agreed sheet, as the page for comparing lists it."""
    started.press("Show our answers")
    level(started, 3)
    started.press("Back to the list")
    started.press("Show the agreed result")
    started.press("Keep as a snapshot")
    started.notice("Kept as a snapshot on this device, with today’s date. Next time you can compare with it.")
    started.page.goto(started.address + "assessment/compare/")
    expect(started.page.locator(".tq-pile-more")).to_contain_text("agreed by the team")


def test_minutes_are_a_file_of_the_engine(started):
    """The engine makes them of the team and the agreed sheet."""
    started.press("Show our answers")
    level(started, 3)
    started.press("Back to the list")
    with started.page.expect_download() as got:
        started.press("Minutes as text")
    assert got.value.suggested_filename == "touchstone-minutes.md"
    assert open(got.value.path(), encoding="utf-8").read() == "# Minutes of 1, 5 people\n"
    assert started.calls("team")[-1]["agreed"]["kind"] == "agreed"


def test_the_scope_follows_the_invitation(started):
    """Whoever changes the unit later changes it for what is agreed, too."""
    started.press("Show our answers")
    level(started, 3)
    started.press("Change")
    started.page.fill("#invite-unit", "Another")
    started.page.locator("#invite-unit").blur()
    expect(started.page.locator("#team-invite-title")).to_be_visible()
    started.page.wait_for_timeout(400)
    assert agreed(started)["scope"]["unit"] == "Another"


def test_on_paper_stands_the_picture_alone(met):  # noqa: F811
    """Print: the picture, and neither the codes nor the steps nor the workshop."""
    met.page.emulate_media(media="print")
    met.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visible = met.page.evaluate("""() => Object.fromEntries([".tq-picture", "#team-collect", "#team-invite", "#team-agree", ".tq-keep-picture", "[data-agreed]"].map(
      (name) => [name, document.querySelector(name).checkVisibility()]))""")
    assert visible == {".tq-picture": True, "#team-collect": False, "#team-invite": False, "#team-agree": False, ".tq-keep-picture": False, "[data-agreed]": False}
