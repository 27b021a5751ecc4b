"""What the team page takes in: pastes, files and tables, good and bad, by number only; with a stand-in for the engine."""

import json
import re

from playwright.sync_api import expect

from tests.web.team_page import DROP, code, codes, team  # noqa: F401


def test_empty_shows_two_steps_and_starts_nothing(team):  # noqa: F811
    """At first one can invite and collect; the picture and the workshop are closed and say when they open; no engine starts."""
    shown = team.page.eval_on_selector_all("[data-step]", "all => all.map(s => [s.dataset.step, s.querySelector('[data-body]').checkVisibility()])")
    assert shown == [["invite", True], ["collect", True], ["see", False], ["agree", False]]
    team.count("Nobody has handed in yet.")
    expect(team.page.locator("#team-see [data-said]")).to_have_text("Opens when you say that all are in. Until then no figure is shown.")
    expect(team.page.get_by_role("button", name="All in: show the picture")).to_be_hidden()
    expect(team.page.get_by_role("button", name="Delete everything on this page")).to_be_hidden()
    assert team.standin()["starts"] == 0
    assert team.kept() is None


def test_a_paste_adds_at_once_and_stays(team):  # noqa: F811
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
    assert [json.loads(batch["text"])[0].split()[2] for batch in kept["batches"]] == ["CCCCCCCC"]
    assert kept["gathered"]["people"] == 1
    team.open()
    team.count("1 handed in.")
    assert team.standin()["starts"] == 0, "the number is kept with the hand-ins"


def test_what_is_typed_is_added_by_the_button(team):  # noqa: F811
    """The button takes what is in the field and empties it; an empty field says so."""
    team.press("Add what is in the field")
    expect(team.page.locator("[data-live]")).to_have_text("The field is empty: paste something first.")
    team.page.fill("#team-paste", code("AAAAAAAA"))
    team.press("Add what is in the field")
    team.count("1 handed in.")
    assert team.page.input_value("#team-paste") == ""
    assert team.page.evaluate("document.activeElement.id") == "team-paste"


def test_who_is_missing_is_told_by_number_only(team):  # noqa: F811
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


def test_the_same_respondent_twice_is_one_person(team):  # noqa: F811
    """A second hand-in of one respondent is said and flagged, and counts no second person; those without symbols are people of their own."""
    team.paste("\n".join([code("AAAAAAAA"), code("NOBODY"), code("NOBODY")]))
    team.count("3 handed in.")
    team.paste(code("AAAAAAAA"))
    team.count("3 handed in.")
    expect(team.page.locator(".tq-came")).to_contain_text("One hand-in came from somebody who had handed in before: the later answers count.")
    expect(team.page.locator(".tq-came-row .tq-pile-more")).to_have_text(["3 hand-ins", "1 hand-in · 1 of them again"])


def test_too_few_to_hide_among_is_said_before_anything_is_shown(team):  # noqa: F811
    """Below the smallest group the page says that answers can be guessed; at five it does not."""
    few = team.page.locator(".tq-came .tq-few")
    expect(few).to_be_hidden()
    team.paste(codes(4))
    expect(few).to_have_text("With fewer than 5 people, the answers of each can be guessed from the picture. Say so before they answer.")
    team.paste(codes(1, first=5))
    team.count("5 handed in.")
    expect(few).to_be_hidden()


def test_faults_are_named_and_stop_nothing(team):  # noqa: F811
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


def test_many_faults_are_counted(team):  # noqa: F811
    """A hundred are named, and how many more there were."""
    team.paste("\n".join([code("AAAAAAAA"), *(code(f"{n:08d}", "BAD") for n in range(412))]))
    team.count("1 handed in.")
    expect(team.page.locator(".tq-faults-box li")).to_have_count(100)
    expect(team.page.locator(".tq-faults-box")).to_contain_text("412 things could not be used.")
    expect(team.page.locator(".tq-faults-box")).to_contain_text("and 312 more")


def test_a_text_without_a_code_adds_nothing(team):  # noqa: F811
    """The fault is told and nothing is kept."""
    team.paste("Dear all, see you on Monday.")
    team.notice("Nothing was added. 1 thing could not be used: the list says why.")
    expect(team.page.locator(".tq-faults-box li")).to_contain_text("holds no code.")
    team.count("Nobody has handed in yet.")


def test_files_of_every_kind_are_taken(team):  # noqa: F811
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


def test_files_can_be_dropped_anywhere(team):  # noqa: F811
    """Dropped on the foot of the page, they are read."""
    team.page.evaluate(DROP, [["a.txt", code("AAAAAAAA")], ["b.txt", code("BBBBBBBB")]])
    team.count("2 handed in.")


def test_a_large_text_is_read_in_pieces_that_split_no_code(team):  # noqa: F811
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


def test_a_large_table_goes_through_in_pieces(team):  # noqa: F811
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


def test_a_table_with_a_fault_counts_not_at_all(team):  # noqa: F811
    """A table is counted whole or not; the fault is named and what else was there stays."""
    team.paste(code("AAAAAAAA"))
    team.count("1 handed in.")
    team.files(("bad.csv", "respondent,role,item,answer\nX,service,a.one,3\nX,service,none.such,3\n"))
    expect(team.page.locator(".tq-faults-box li")).to_contain_text("bad.csv, line 3 names the question “none.such”.")
    team.count("1 handed in.")
    assert len(team.kept()["batches"]) == 1


def test_reading_can_be_stopped(team):  # noqa: F811
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


def test_nothing_is_lost_when_the_engine_fails(team):  # noqa: F811
    """What was pasted waits for another try; the command line is named."""
    team.page.evaluate("engineStandIn.fail = 'lost'")
    team.paste(code("AAAAAAAA"))
    expect(team.page.locator("#team-collect [role=alert]")).to_contain_text("python -m assessment team codes.txt")
    team.page.evaluate("engineStandIn.fail = null")
    team.press("Try again")
    team.count("1 handed in.")


def test_one_can_be_taken_out_and_put_back(team):  # noqa: F811
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
    assert [h.split()[2] for h in json.loads(team.kept()["batches"][0]["text"])] == ["00000001", "00000003"]
    team.undo()
    team.count("3 handed in.")
