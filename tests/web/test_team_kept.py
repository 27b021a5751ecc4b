"""What the team page shows when all are in, what it keeps and forgets, and the example team; with a stand-in for the engine."""

import json

import pytest
from playwright.sync_api import expect

from tests.web.team_page import DROP, HERE, Team, code, codes, met, team  # noqa: F401
from tests.web.test_storage import NO_DATABASE, NO_LOCAL


def test_no_figure_before_all_in(team):  # noqa: F811
    """Until the button is pressed the engine is not asked for a figure, and nothing of answers or roles stands on the page."""
    team.paste(codes(5))
    team.count("5 handed in.")
    assert team.calls("team") == []
    assert team.page.locator("#team-see [data-body] > *").count() == 0
    team.all_in()
    expect(team.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    expect(team.page.locator("[data-live]")).to_contain_text("The picture is ready. 5 people answered.")
    assert team.page.evaluate("performance.getEntriesByName('touchstone:result-shown').length") == 1
    assert team.page.evaluate("document.activeElement.id") == "team-see-title"
    asked = team.calls("team")[0]
    assert (asked["as"], len(asked["handed"]), asked["counts"], asked["invited"]) == ("page", 5, [], None)


def test_collecting_more_hides_the_picture_and_says_that_it_was_seen(met):  # noqa: F811
    """Back to collecting: the picture goes, what comes then is marked, and the new picture is of all."""
    met.press("Collect more")
    met.notice("Collecting again. The picture was seen already: whoever answers now may know it.")
    assert met.page.locator(".tq-picture").count() == 0
    met.paste(codes(1, first=6))
    met.count("6 of 7 handed in, 1 missing.")
    expect(met.page.locator(".tq-came-row .tq-pile-more").last).to_have_text("1 hand-in · came after the picture was seen")
    met.open()
    expect(met.page.locator(".tq-all-in")).to_contain_text("The picture was seen already")
    met.all_in()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 6 see it")


def test_files_are_not_added_behind_a_shown_picture(met):  # noqa: F811
    """While the picture shows, a drop is refused with what to do."""
    met.page.evaluate(DROP, [["a.txt", code("AAAAAAAA")]])
    met.notice("All are in. Press “Collect more” before you add files.")
    assert len(met.kept()["batches"]) == 1


def test_a_reload_shows_the_picture_again(met):  # noqa: F811
    """What was said to be all in stays so."""
    met.open()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    expect(met.page.locator("#team-collect [data-said]")).to_have_text("5 of 7 handed in, 2 missing.")


@pytest.mark.parametrize(("label", "name", "form"), [("Team as JSON", "touchstone-team.json", "json"), ("Team as a table", "touchstone-team.csv", "csv"), ("Team as text", "touchstone-team.md", "markdown")])
def test_the_picture_can_be_carried_away(met, label, name, form):  # noqa: F811
    """Each form is a file of the engine's own bytes."""
    with met.page.expect_download() as got:
        met.press(label)
    assert got.value.suggested_filename == name
    assert open(got.value.path(), encoding="utf-8").read() == f"team as {form}\n"


def test_the_picture_can_be_folded(met):  # noqa: F811
    """So that a room does not see it before the questions."""
    met.press("Fold the picture")
    expect(met.page.locator(".tq-picture")).to_be_hidden()
    met.press("Show the picture")
    expect(met.page.locator(".tq-picture")).to_be_visible()


def test_everything_can_be_deleted_and_brought_back(met):  # noqa: F811
    """One button; nothing stays in the database; undo brings all of it back."""
    before = met.kept()
    met.press("Delete everything on this page")
    met.notice("Everything on this page is deleted from this device.")
    met.count("Nobody has handed in yet.")
    assert met.kept() is None
    assert met.page.input_value("#invite-unit") == ""
    met.undo()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    after = met.kept()
    assert {**after, "at": None} == {**before, "at": None}


def test_another_tab_follows(team):  # noqa: F811
    """What one tab collects, the other shows, and nothing of either is lost."""
    other = Team(team.page.context.new_page(), team.address).open()
    team.paste(codes(2))
    other.count("2 handed in.")
    other.paste(codes(1, first=3))
    team.count("3 handed in.")
    assert [batch["size"] for batch in team.kept()["batches"]] == [2, 1]


@pytest.mark.parametrize("without", [NO_DATABASE, NO_DATABASE + NO_LOCAL])
def test_it_works_without_a_database(form_page, without):
    """With less storage the page still collects and shows."""
    made = form_page()
    made.page.add_init_script(without)
    team = Team(made.page, made.address).open()
    team.paste(codes(5))
    team.count("5 handed in.")
    team.all_in()


def test_a_collection_for_other_questions_is_set_aside(team):  # noqa: F811
    """Hand-ins that belong to other questions are not counted and not thrown away; they can be downloaded, then deleted."""
    team.paste(code("AAAAAAAA"))
    team.count("1 handed in.")
    old = team.kept()
    team.put({**old, "model": {**old["model"], "hash": "00000000"}}, "team")
    team.open()
    team.count("Nobody has handed in yet.")
    banner = team.page.locator(".tq-banner")
    expect(banner).to_contain_text("A collection for other questions lies here.")
    assert json.loads(team.download(".tq-banner button >> nth=0"))["model"]["hash"] == "00000000"
    team.press("Delete it")
    expect(banner).to_have_count(0)
    assert team.stored("team:aside") is None


@pytest.mark.parametrize("junk", [3, "text", [1], {"format": "touchstone-room/1"}, {"format": "touchstone-room/1", "batches": "x"}])
def test_junk_in_the_storage_does_not_stop_the_page(team, junk):  # noqa: F811
    """Whatever lies there, one can collect."""
    team.put(junk, "team")
    team.open()
    team.paste(code("AAAAAAAA"))
    team.count("1 handed in.")


def test_the_example_leaves_ones_own_untouched(team):  # noqa: F811
    """The example team fills the page, is called made up, is not stored, and goes without a trace."""

    team.page.fill("#invite-unit", "Our own")
    team.page.locator("#invite-unit").blur()
    expect(team.page.locator("[data-team=delete]")).to_be_visible()
    before = team.kept()
    team.press("Try it with the example team of seven")
    team.count("7 of 7 handed in. Nobody is missing.")
    expect(team.page.locator("[data-team=banner]")).to_contain_text("its people and answers are made up")
    team.all_in()
    assert team.kept() == before
    team.press("Leave the example")
    expect(team.page.locator("[data-team=banner]")).to_be_hidden()
    team.count("Nobody has handed in yet.")
    assert team.kept() == before
    assert team.page.input_value("#invite-unit") == "Our own"


def test_without_a_script_the_way_is_told(open_page, site_url):
    """No empty steps; the command line is named."""
    page = open_page(java_script_enabled=False)
    page.goto(site_url + HERE)
    expect(page.locator(".tq-noscript:not(#ts-old)")).to_contain_text("python -m assessment team codes.txt")
    assert page.locator(".tq-step").first.is_hidden()
