"""The team page with a stand-in for the engine: what it takes, keeps, names and hides, and how a workshop is led through it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import FormPage
from tests.web.test_storage import NO_DATABASE, NO_LOCAL

HERE = "assessment/team/"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.getElementById("team-paste").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
DROP = """files => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  document.querySelector("h1").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def code(who, how="OK"):
    """A code as the stand-in knows them."""
    return f"TU1-{who}-{how}"


def codes(number, first=1):
    """As many good codes, one a line, each of another respondent."""
    return "\n".join(code(f"{n:08d}") for n in range(first, first + number))


class Team(FormPage):
    """The team page, with the moves that the tests make."""

    def open(self, fragment="", path=HERE):
        """Enter by the address, and wait until the page knows what there is."""
        self.page.goto("about:blank")
        self.page.goto(self.address + path + fragment)
        self.page.wait_for_selector("#ts-assessment[data-ready]")
        return self

    def paste(self, text):
        """Paste into the field, as the keys do."""
        self.page.evaluate(PASTE, text)

    def count(self, text):
        """Wait for the line that says how many have handed in."""
        expect(self.page.locator("#team-count")).to_have_text(text)

    def notice(self, text):
        """Wait for what the notice says."""
        expect(self.page.locator("[data-notice] .tq-notice-text")).to_have_text(text)

    def undo(self):
        """Press Undo in the notice."""
        self.page.click("[data-notice-undo]")

    def press(self, name):
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def invited(self, number):
        """Say how many are invited."""
        self.page.fill("#invite-invited", str(number))
        self.page.locator("#invite-invited").blur()

    def files(self, *files):
        """Choose files: (name, content) each."""
        self.page.set_input_files("#team-collect input[type=file]", [{"name": n, "mimeType": "", "buffer": c if isinstance(c, bytes) else c.encode()} for n, c in files])

    def calls(self, do):
        """What the stand-in was asked of one kind."""
        return [call for call in self.standin()["calls"] if call["do"] == do]

    def all_in(self):
        """Say that all are in, and wait for the picture and the questions."""
        self.press("All in: show the picture")
        expect(self.page.locator("main")).to_have_attribute("data-state", "shown")
        expect(self.page.locator(".tq-agenda-item")).to_have_count(3)

    def kept(self):
        """The record as the browser keeps it."""
        return self.stored("team")


@pytest.fixture
def team(form_page):
    """The page, opened with nothing stored."""
    made = form_page()
    return Team(made.page, made.address).open()


@pytest.fixture
def met(team):
    """The page after five have handed in and the picture is shown."""
    team.page.fill("#invite-unit", "Shop & Sons")
    team.invited(7)
    team.paste(codes(5))
    team.count("5 of 7 handed in, 2 missing.")
    team.all_in()
    return team


def test_empty_shows_two_steps_and_starts_nothing(team):
    """At first one can invite and collect; the picture and the workshop are closed and say when they open; no engine starts."""
    shown = team.page.eval_on_selector_all("[data-step]", "all => all.map(s => [s.dataset.step, s.querySelector('[data-body]').checkVisibility()])")
    assert shown == [["invite", True], ["collect", True], ["see", False], ["agree", False]]
    team.count("Nobody has handed in yet.")
    expect(team.page.locator("#team-see [data-said]")).to_have_text("Opens when you say that all are in. Until then no figure is shown.")
    expect(team.page.get_by_role("button", name="All in: show the picture")).to_be_hidden()
    expect(team.page.get_by_role("button", name="Delete everything on this page")).to_be_hidden()
    assert team.standin()["starts"] == 0
    assert team.kept() is None


def test_a_paste_adds_at_once_and_stays(team):
    """What is pasted is read without a button and does not fill the field; undo takes it away; a reload keeps it."""
    team.paste(f"Here is mine: {code('AAAAAAAA')}, thanks.\nAnd {code('BBBBBBBB')}")
    team.notice("2 hand-ins added.")
    team.count("2 handed in.")
    assert team.page.input_value("#team-paste") == ""
    team.undo()
    team.count("Nobody has handed in yet.")
    team.paste(code("CCCCCCCC"))
    team.count("1 handed in.")
    kept = team.kept()
    assert [json.loads(batch["text"])[0]["respondent"] for batch in kept["batches"]] == ["CCCCCCCC"]
    assert kept["gathered"]["people"] == 1
    team.open()
    team.count("1 handed in.")
    assert team.standin()["starts"] == 0, "the number is kept with the hand-ins"


def test_what_is_typed_is_added_by_the_button(team):
    """The button takes what is in the field and empties it; an empty field says so."""
    team.press("Add what is in the field")
    expect(team.page.locator("[data-live]")).to_have_text("The field is empty: paste something first.")
    team.page.fill("#team-paste", code("AAAAAAAA"))
    team.press("Add what is in the field")
    team.count("1 handed in.")
    assert team.page.input_value("#team-paste") == ""
    assert team.page.evaluate("document.activeElement.id") == "team-paste"


def test_who_is_missing_is_told_by_number_only(team):
    """Of those invited: some, all, and more than were invited."""
    team.invited(3)
    team.paste(codes(1))
    team.count("1 of 3 handed in, 2 missing.")
    expect(team.page.locator(".tq-count-dots span")).to_have_count(3)
    expect(team.page.locator(".tq-count-dots [data-in]")).to_have_count(1)
    team.paste(codes(2, first=2))
    team.count("3 of 3 handed in. Nobody is missing.")
    team.paste(codes(1, first=4))
    team.count("4 of 3 handed in: 1 more than were invited.")


def test_the_same_respondent_twice_is_one_person(team):
    """A second hand-in of one respondent is said and flagged, and counts no second person; those without symbols are people of their own."""
    team.paste("\n".join([code("AAAAAAAA"), code("NOBODY"), code("NOBODY")]))
    team.count("3 handed in.")
    team.paste(code("AAAAAAAA"))
    team.count("3 handed in.")
    expect(team.page.locator(".tq-came")).to_contain_text("One hand-in came from somebody who had handed in before: the later answers count.")
    expect(team.page.locator(".tq-came-row .tq-pile-more")).to_have_text(["3 hand-ins", "1 hand-in · 1 of them again"])


def test_too_few_to_hide_among_is_said_before_anything_is_shown(team):
    """Below the smallest group the page says that answers can be guessed; at five it does not."""
    few = team.page.locator(".tq-came .tq-few")
    expect(few).to_be_hidden()
    team.paste(codes(4))
    expect(few).to_have_text("With fewer than 5 people, the answers of each can be guessed from the picture. Say so before they answer.")
    team.paste(codes(1, first=5))
    team.count("5 handed in.")
    expect(few).to_be_hidden()


def test_faults_are_named_and_stop_nothing(team):
    """Damaged codes are named one by one with their line, as text; the good ones are in; the list can be closed."""
    team.paste(f"{code('AAAAAAAA')}\n{code('<i>', 'BAD')}\n{code('BBBBBBBB', 'BAD')}\n{code('CCCCCCCC')}")
    team.count("2 handed in.")
    team.notice("2 hand-ins added. 1 thing could not be used: the list says why.")
    faults = team.page.locator(".tq-faults-box li")
    expect(faults).to_have_count(1)
    expect(faults).to_contain_text("line 3 the code “TU1-BBBBBBBB” is <b>damaged</b>. Copy it again.")
    team.press("Close this list")
    expect(faults).to_have_count(0)
    team.count("2 handed in.")


def test_many_faults_are_counted(team):
    """A hundred are named, and how many more there were."""
    team.paste("\n".join([code("AAAAAAAA"), *(code(f"{n:08d}", "BAD") for n in range(412))]))
    team.count("1 handed in.")
    expect(team.page.locator(".tq-faults-box li")).to_have_count(100)
    expect(team.page.locator(".tq-faults-box")).to_contain_text("412 things could not be used.")
    expect(team.page.locator(".tq-faults-box")).to_contain_text("and 312 more")


def test_a_text_without_a_code_adds_nothing(team):
    """The fault is told and nothing is kept."""
    team.paste("Dear all, see you on Monday.")
    team.notice("Nothing was added. 1 thing could not be used: the list says why.")
    expect(team.page.locator(".tq-faults-box li")).to_contain_text("holds no code.")
    team.count("Nobody has handed in yet.")


def test_files_of_every_kind_are_taken(team):
    """Answers, JSON Lines, text and a table, chosen together; one that is no text is named and harms no other; names are text."""
    team.files(
        ("one.json", json.dumps({"respondent": "AAAAAAAA"}, indent=2).replace("\n", " ")),
        ("many.jsonl", '{"respondent": "BBBBBBBB"}\n{"respondent": "CCCCCCCC"}\n'),
        ("<img src=x onerror=alert(1)>.txt", "\ufeff" + code("DDDDDDDD")),
        ("utf16.csv", "respondent,role,item,answer\n".encode("utf-16")),
        ("table.csv", "respondent,role,item,answer\nX,service,a.one,3\nY,service,a.one,3\n"),
    )
    team.notice("4 hand-ins and 1 table added. 1 thing could not be used: the list says why.")
    expect(team.page.locator(".tq-faults-box li")).to_contain_text("utf16.csv is not a text in UTF-8.")
    expect(team.page.locator("#team-count")).to_contain_text("4 handed in. And 1 table")
    expect(team.page.locator(".tq-came-row b")).to_have_text(["one.json", "many.jsonl", "<img src=x onerror=alert(1)>.txt", "table.csv"])
    assert team.kept()["batches"][-1]["counts"] == [["service", "a.one", "3", 2]]


def test_files_can_be_dropped_anywhere(team):
    """Dropped on the heading, they are read."""
    team.page.evaluate(DROP, [["a.txt", code("AAAAAAAA")], ["b.txt", code("BBBBBBBB")]])
    team.count("2 handed in.")


def test_a_large_text_is_read_in_pieces_that_split_no_code(team):
    """Many calls, each beginning at a code; codes that a mail program broke stay whole; lines of faults are those of the whole text."""
    lines = [code(f"{n:08d}").replace("-OK", "-\nOK") for n in range(3000)]
    lines[2500] = code("ZZZZZZZZ", "BAD")
    team.paste("Hello\n" + "\n".join(lines))
    team.count("2,999 handed in.")
    texts = [call["text"] for call in team.calls("collect")]
    assert len(texts) > 1
    assert all(text.startswith("TU1-") for text in texts[1:])
    assert "".join(texts) == "Hello\n" + "\n".join(lines)
    expect(team.page.locator(".tq-faults-box li")).to_contain_text("line 5002 ")  # one line of greeting, 2,500 codes of two lines, and the next


def test_a_large_table_goes_through_in_pieces(team):
    """Whole lines, each piece with the state of the one before; rows that say the same are one row."""
    row = "R0000001,service,some-dimension.some-question,4\n"
    rows = 50_000
    team.files(("long.csv", "respondent,role,item,answer\n" + row * rows))
    team.notice("1 table added.")
    pieces = team.calls("count")
    assert len(pieces) == 3, "2,400,000 characters in pieces of at most 1,000,000"
    assert all(piece["text"].endswith("\n") for piece in pieces)
    assert [piece["state"] for piece in pieces[:2]] == [None, {"lines": pieces[0]["text"].count("\n")}]
    assert team.kept()["batches"][0]["counts"] == [["service", "some-dimension.some-question", "4", rows]]
    team.count("1 table has come in.")


def test_a_table_with_a_fault_counts_not_at_all(team):
    """A table is counted whole or not; the fault is named and what else was there stays."""
    team.paste(code("AAAAAAAA"))
    team.count("1 handed in.")
    team.files(("bad.csv", "respondent,role,item,answer\nX,service,a.one,3\nX,service,none.such,3\n"))
    expect(team.page.locator(".tq-faults-box li")).to_contain_text("bad.csv, line 3 names the question “none.such”.")
    team.count("1 handed in.")
    assert len(team.kept()["batches"]) == 1


def test_reading_can_be_stopped(team):
    """Progress is shown while it reads; Stop adds nothing of it and leaves the rest."""
    team.paste(code("AAAAAAAA"))
    team.count("1 handed in.")
    team.page.evaluate("engineStandIn.hold = true")
    team.paste(codes(10, first=2))
    expect(team.page.locator(".tq-reading progress")).to_be_visible()
    team.press("Stop")
    team.page.evaluate("engineStandIn.go()")
    team.notice("Stopped. Nothing of it was added.")
    expect(team.page.locator(".tq-reading")).to_be_hidden()
    team.count("1 handed in.")


def test_nothing_is_lost_when_the_engine_fails(team):
    """What was pasted waits for another try; the command line is named."""
    team.page.evaluate("engineStandIn.fail = 'lost'")
    team.paste(code("AAAAAAAA"))
    expect(team.page.locator("#team-collect [role=alert]")).to_contain_text("python -m assessment team codes.txt")
    team.page.evaluate("engineStandIn.fail = null")
    team.press("Try again")
    team.count("1 handed in.")


def test_one_can_be_taken_out_and_put_back(team):
    """A whole paste, or one hand-in of it; each with a way back to exactly what was."""
    team.paste(codes(3))
    team.count("3 handed in.")
    before = team.kept()["batches"]
    team.page.click(".tq-came summary >> nth=0")
    team.page.get_by_role("button", name=re.compile("Remove.*Pasted at")).click()
    team.count("Nobody has handed in yet.")
    assert team.page.evaluate("document.activeElement.hasAttribute('data-notice-undo')")
    team.undo()
    team.count("3 handed in.")
    assert team.kept()["batches"] == before
    team.page.get_by_text("One by one", exact=True).click()
    team.page.get_by_role("button", name=re.compile("Remove.*hand-in 2$")).click()
    team.count("2 handed in.")
    assert [h["respondent"] for h in json.loads(team.kept()["batches"][0]["text"])] == ["00000001", "00000003"]
    team.undo()
    team.count("3 handed in.")


def test_no_figure_before_all_in(team):
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


def test_collecting_more_hides_the_picture_and_says_that_it_was_seen(met):
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


def test_files_are_not_added_behind_a_shown_picture(met):
    """While the picture shows, a drop is refused with what to do."""
    met.page.evaluate(DROP, [["a.txt", code("AAAAAAAA")]])
    met.notice("All are in. Press “Collect more” before you add files.")
    assert len(met.kept()["batches"]) == 1


def test_a_reload_shows_the_picture_again(met):
    """What was said to be all in stays so."""
    met.open()
    expect(met.page.locator(".tq-picture h3")).to_have_text("How 5 see it")
    expect(met.page.locator("#team-collect [data-said]")).to_have_text("5 of 7 handed in, 2 missing.")


@pytest.mark.parametrize(("label", "name", "form"), [("Team as JSON", "touchstone-team.json", "json"), ("Team as a table", "touchstone-team.csv", "csv"), ("Team as text", "touchstone-team.md", "markdown")])
def test_the_picture_can_be_carried_away(met, label, name, form):
    """Each form is a file of the engine's own bytes."""
    with met.page.expect_download() as got:
        met.press(label)
    assert got.value.suggested_filename == name
    assert open(got.value.path(), encoding="utf-8").read() == f"team as {form}\n"


def test_the_picture_can_be_folded(met):
    """So that a room does not see it before the questions."""
    met.press("Fold the picture")
    expect(met.page.locator(".tq-picture")).to_be_hidden()
    met.press("Show the picture")
    expect(met.page.locator(".tq-picture")).to_be_visible()


def test_everything_can_be_deleted_and_brought_back(met):
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


def test_another_tab_follows(team):
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


def test_a_collection_for_other_questions_is_set_aside(team):
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
def test_junk_in_the_storage_does_not_stop_the_page(team, junk):
    """Whatever lies there, one can collect."""
    team.put(junk, "team")
    team.open()
    team.paste(code("AAAAAAAA"))
    team.count("1 handed in.")


def test_the_example_leaves_ones_own_untouched(team):
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
    expect(page.locator(".tq-noscript")).to_contain_text("python -m assessment team codes.txt")
    assert page.locator(".tq-step").first.is_hidden()
