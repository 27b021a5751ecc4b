"""What the team page makes of strange things: a record that is not as it should be, a page that cannot be drawn, a notice in the way; with a stand-in for the engine."""

import json
import re

import pytest
from playwright.sync_api import expect

from assessment.core import api
from tests.web.conftest import STANDIN
from tests.web.team_page import Team, code, codes, met, team  # noqa: F401

BANNER = "Something stored here could not be read."


def test_everything_is_deleted_with_the_result_open_and_a_notice_standing(met):  # noqa: F811
    """The notice of what was taken over stands in a part that goes; the new one is seen all the same, and its Undo brings all back."""
    met.press("Take that level over")
    met.press("Show the agreed result")
    expect(met.page.locator("[data-agreed] .ts-report")).to_be_visible()
    met.download("[data-agreed] button:text-is('Answers as a file')")
    before = met.kept()
    met.press("Delete everything on this page")
    met.notice("Everything on this page is deleted from this device.")
    expect(met.page.locator("[data-notice-undo]")).to_be_focused()
    expect(met.page.locator("[data-agreed]")).to_be_hidden()
    assert met.kept() is None
    met.undo()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    assert {**met.kept(), "at": None} == {**before, "at": None}


def test_a_notice_in_the_result_outlives_it(met):  # noqa: F811
    """It stands in the result, which is made anew after “Collect more” and “All in”: the page goes on, and deletes."""
    met.press("Take that level over")
    met.press("Show the agreed result")
    met.page.locator("[data-agreed] .tq-set").first.select_option("5")
    met.notice("Priorities updated.")
    met.page.evaluate("document.querySelector('[data-shell]').replaceChildren()")
    met.press("Delete everything on this page")
    met.notice("Everything on this page is deleted from this device.")
    expect(met.page.locator("[data-notice-undo]")).to_be_focused()
    assert met.kept() is None


def test_what_cannot_be_drawn_is_deleted_all_the_same(met, watch):  # noqa: F811
    """A fault while drawing stops neither deleting nor the way back."""
    watch.allow("Cannot read properties of null|Cannot set properties of null")
    met.page.evaluate("() => { const line = document.querySelector('.tq-forget'), button = line.querySelector('button'); line.remove(); button.click(); }")
    met.notice("Everything on this page is deleted from this device.")
    expect(met.page.locator("[data-notice-undo]")).to_be_visible()
    assert met.kept() is None
    met.undo()
    expect(met.page.locator("[data-live]")).to_have_text("Undone")
    assert len(met.kept()["batches"]) == 1


@pytest.mark.parametrize(("change", "isAside"), [
    ({"left": None}, False),
    ({"revealed": None}, False),
    ({"left": [3, None], "revealed": "x"}, True),
    ({"agreed": {"answers": None}}, True),
    ({"agreed": "x"}, True),
    ({"gathered": {"key": "", "people": 5}}, False),
    ({"gathered": 7, "allIn": 3, "seen": {}}, False),
    ({"invitation": "x"}, True),
    ({"invitation": {"unit": 3, "invited": "many", "roles": None}}, True),
    ({"invitation": {"unit": "<img src=x onerror=alert(1)>" * 9, "period": "x" * 300_000, "size": "__proto__", "exchange": ["continuous"], "mode": {}, "invited": 10**15, "roles": [{}], "message": "m" * 9_000}}, True),
])
def test_a_strange_record_does_not_break_the_page(met, change, isAside):  # noqa: F811, N803
    """What makes no sense is left out, and said where it is lost; what makes sense is there, and the page works on."""
    met.put({**met.kept(), **change}, "team")
    met.open()
    if met.page.locator("#team-collect").get_by_role("button", name="All in: show the picture").is_visible():
        met.press("All in: show the picture")
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    expect(met.page.locator("#team-collect [data-said]")).to_contain_text(re.compile("^5 "))
    assert met.page.locator(".tq-banner-title").all_inner_texts() == [BANNER] * isAside
    met.page.get_by_role("button", name=re.compile("^(Start the workshop|Go on)$")).click()
    met.press("Leave it for now")
    met.notice("Left for now. It stays in the list.")
    assert len(met.kept()["left"]) == 1
    met.open()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    assert met.page.locator(".tq-banner-title").count() == isAside
    if isAside:
        (key,) = change if len(change) == 1 else ("left",)
        assert json.loads(met.download(".tq-banner button >> nth=0"))[key] == change[key]


def test_what_the_engine_is_told_of_an_invitation_is_always_in_bounds(met):  # noqa: F811
    """A stored invitation that no form would make: the picture comes all the same, for unit, size and number are cut to what they may be."""
    met.put({**met.kept(), "invitation": {"unit": "u" * 10**6, "period": 7, "size": "huge", "exchange": "continuous", "invited": 1e300, "roles": ["constructor"]}}, "team")
    met.open()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    asked = met.calls("team")[-1]
    assert (asked["invited"], asked["scope"]) == (None, {"unit": "u" * 80, "period": None, "size": None, "exchange": "continuous"})


@pytest.mark.parametrize("bad", [{"text": "no list"}, {"text": "[1, 2]"}, {"text": "[{"}, {"text": '{"a": 1}'}, {"text": None}, {"counts": "x"}, {"size": 4}])
def test_a_batch_that_cannot_be_read_is_set_aside(team, bad):  # noqa: F811
    """The other batches stay, what was there can be downloaded, and the next record is whole."""
    team.paste(codes(2))
    team.count("2 handed in.")
    team.paste(codes(3, first=3))
    team.count("5 handed in.")
    old = team.kept()
    team.put({**old, "batches": [{**old["batches"][0], **bad}, old["batches"][1]]}, "team")
    team.open()
    team.count("3 handed in.")
    expect(team.page.locator(".tq-banner-title")).to_have_text(BANNER)
    assert len(json.loads(team.download(".tq-banner button >> nth=0"))["batches"]) == 2
    assert [batch["size"] for batch in team.kept()["batches"]] == [3]
    team.press("Delete it")
    expect(team.page.locator(".tq-banner")).to_have_count(0)
    team.open()
    assert team.page.locator(".tq-banner").count() == 0


def test_a_text_of_no_use_stays_in_the_field(team):  # noqa: F811
    """So that one sees what it was; nothing is called added; the next paste takes its place."""
    team.paste("Dear all,\r\nsee you on Monday.")
    expect(team.page.locator(".tq-faults-title")).to_have_text("One thing could not be used. Nothing else was found.")
    expect(team.page.locator("#team-paste")).to_have_value("Dear all,\nsee you on Monday.")
    team.paste(f"{code('AAAAAAAA')}\n{code('BBBBBBBB', 'BAD')}")
    expect(team.page.locator(".tq-faults-title")).to_have_text("One thing could not be used. Everything else was added.")
    expect(team.page.locator("#team-paste")).to_have_value("")
    team.page.fill("#team-paste", code("CCCCCCCC", "BAD"))
    team.press("Add what is in the field")
    expect(team.page.locator(".tq-faults-title")).to_have_text("One thing could not be used. Nothing else was found.")
    expect(team.page.locator("#team-paste")).to_have_value(code("CCCCCCCC", "BAD"))


def test_a_text_full_of_damage_is_not_read_to_its_end(team):  # noqa: F811
    """After twenty thousand faults in one text the page stops and says so; what was good before stays."""
    team.paste("\n".join([code("AAAAAAAA"), *(code(f"{n:08d}", "BAD") for n in range(60_000))]))
    team.count("1 handed in.")
    expect(team.page.locator(".tq-faults-box li").first).to_contain_text("and no further: more than 20,000 things in it could not be used.")
    read = sum(call["text"].count("BAD") for call in team.calls("collect"))
    assert 20_000 < read < 25_000


def test_a_notice_goes_with_the_next_action(met):  # noqa: F811
    """Whatever is pressed or chosen next takes it away, so that it covers nothing for long."""
    notice = met.page.locator("[data-notice]")
    met.press("Take that level over")
    expect(notice).to_be_visible()
    met.press("Fold the picture")
    expect(notice).to_be_hidden()
    met.press("Go on")
    met.press("Leave it for now")
    expect(notice).to_be_visible()
    met.page.keyboard.press("n")
    expect(notice).to_be_hidden()


def test_the_agreed_result_is_not_wider_than_a_phone(form_page, model_text, model):
    """The real report of a full sheet at 320 px: nothing makes the page scroll sideways."""
    answers = {item.id: {"level": 1 + place % 5} for place, item in enumerate(model.items)}
    made = form_page(viewport={"width": 320, "height": 700})
    team = Team(made.page, made.address).open()  # noqa: F811
    api.call(json.dumps({"do": "load", "model": json.loads(model_text)}))
    facts = team.page.evaluate("({ ...document.getElementById('ts-assessment').dataset })")
    sheet = {"format": "touchstone-answers/1", "model": {"id": facts["model"], "version": facts["version"], "hash": facts["hash"]}, "kind": "agreed", "respondent": None, "mode": "full",
             "date": "2026-11-22", "scope": {}, "answers": answers, "targets": {}, "importance": {}, "facts": {}, "plan": []}
    told = json.loads(api.call(json.dumps({"do": "report", "answers": sheet})))
    assert told["ok"], told
    real = STANDIN.replace("result: report(request.answers, request.radar)", f"result: {json.dumps(told['result'])}")
    assert real != STANDIN
    made.page.context.route(re.compile(r"/engine\.mjs$"), lambda route: route.fulfill(body=real, content_type="text/javascript"))
    team.paste(codes(5))
    team.count("5 handed in.")
    team.put({**team.kept(), "allIn": "2026-11-22T10:00:00Z", "agreed": sheet}, "team")
    team.open()
    team.press("Show the agreed result")
    expect(made.page.locator("[data-agreed] select.tq-set").first).to_be_visible()
    wide = made.page.evaluate("""() => [...document.querySelectorAll("[data-agreed] *")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth && !e.closest(".ts-hidden, thead, .tq-sr"))
      .map((e) => e.localName + "." + e.className)""")
    assert (made.page.evaluate("document.documentElement.scrollWidth"), wide) == (320, [])
