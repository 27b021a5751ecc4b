"""What a team could take over, and its minutes: numbers worked out by hand, texts that cannot break the page, and refusals in words."""

import pytest

from door import Door, Refused
from handlines import line
from instruments import dimension, instrument

# Two dimensions of three questions; each one core.
MODEL = instrument((dimension("calm", (1, 1, 1)),), (dimension("rain", (1, 1, 1)),))
DOOR = Door(MODEL)


def handed(*said, mode="full"):
    """Hand-ins without respondents, each one digit a question: 0 blank, 1 to 5, 6 don't know, 7 not applicable."""
    return [line(one, mode=mode) for one in said]


def ask(people, form, **more):
    return DOOR.ask("team", handed=people, **{"as": form}, **more)


def sheet(answers, mode="full", **more):
    """What a team agreed on, as a file."""
    return {"format": "touchstone-answers/1", "model": {"id": MODEL.id, "version": MODEL.version}, "kind": "agreed", "mode": mode, "date": "2026-11-22", "answers": answers} | more


# Five people. By question: 33333 (the same); 22223 (shared: s² = 0.2, rWG 0.9); 12345 (not);
# 444 and two don't know (the same, three of five know); 5577 and a blank (two of the three it applies to, the same);
# 3 and four don't know (one level alone).
FIVE = handed("321453", "322456", "323476", "324676", "335606")


def test_what_is_the_same_or_nearly_may_be_taken_over():
    """The middle level and the reason with its numbers; never where levels differ, where one alone said something, or where most do not know."""
    found = ask(FIVE, "proposals")
    assert found == {"mode": "full", "take": [
        {"id": "calm.0", "level": 3, "why": "All 5 who named a level said 3."},
        {"id": "calm.1", "level": 2, "why": "4 of the 5 who named a level said 2, the others 3."},
        {"id": "rain.0", "level": 4, "why": "All 3 who named a level said 4; 2 people did not know or left it blank."},
        {"id": "rain.1", "level": 5, "why": "All 2 who named a level said 5; 1 person did not know or left it blank."},
    ]}


def test_half_who_know_are_not_enough():
    """Two of four the same, the other two don't know: no offer. Three of four: an offer."""
    two = handed("333333", "333333", "666666", "666666")
    assert ask(two, "proposals")["take"] == []
    assert [one["level"] for one in ask(handed("333333", "333333", "333333", "666666"), "proposals")["take"]] == [3] * 6


def test_between_two_the_lower_is_offered():
    """Twelve people, six at 3 and six at 4: the middle is 3.5, s² is 3/11, rWG 0.86, so shared; offered is 3."""
    people = handed(*["333333"] * 6, *["444444"] * 6)
    assert {(one["level"], one["why"]) for one in ask(people, "proposals")["take"]} == {(3, "6 of the 12 who named a level said 3, the others 4.")}


def test_nearly_the_same_needs_five():
    """Four people 3, 3, 3, 4: no word below five, so no offer; the same level from two is one."""
    assert ask(handed("333333", "333333", "333333", "444444"), "proposals")["take"] == []
    assert len(ask(handed("222222", "222222"), "proposals")["take"]) == 6
    assert ask(handed("222222"), "proposals")["take"] == []


def test_the_minutes_say_what_was_agreed_and_what_was_answered_before():
    """Level with its name and its words, the spread in numbers, dissent and note; what is open; how many took part."""
    answers = {"calm.0": {"level": 3}, "calm.2": {"level": 2, "note": "Two lists.", "dissent": "One of us says 4."}, "rain.1": {"state": "na", "reason": "Not ours."}, "rain.2": {"state": "dk"}}
    told = ask(FIVE, "minutes", agreed=sheet(answers, scope={"unit": "Shop"}), invited=7)
    assert told.startswith("# Minutes: what the team agreed\n")
    for line in (
        "- Unit: Shop", "- Date: 2026-11-22", "- Answered alone before: 5 of 7 invited", "- Agreed: 4 of 6 questions",
        "**Question 0 of calm?**\n\n- Agreed: level 3 name 3\n- It says: Anchor 3 of calm 0.\n- Answers before: 5 at level 3.\n",
        "- Agreed: level 2 name 2\n- It says: Anchor 2 of calm 2.\n- Answers before: 1 at level 1, 1 at level 2, 1 at level 3, 1 at level 4 and 1 at level 5.\n- Dissent: One of us says 4.\n- Note: Two lists.\n",
        "- Agreed: not applicable\n- Answers before: 2 at level 5; 2 not applicable and 1 left blank.\n- Why not applicable: Not ours.\n",
        "- Agreed: the team does not know\n- Answers before: 1 at level 3; 4 don’t know.\n",
        "## Left open\n\n- Question 1 of calm? Answers before: 4 at level 2 and 1 at level 3.\n- Question 0 of rain? Answers before: 3 at level 4; 2 don’t know.\n",
        "## Plan for the next 90 days\n",
    ):  # fmt: skip
        assert line in told, (line, told)
    assert told.index("## What was agreed") < told.index("## Left open") < told.index("## Plan for") and "\n# " not in told[1:]


def test_nothing_agreed_yet_is_said():
    """An empty sheet has minutes, too; without a number of invited the people alone are told."""
    told = ask(FIVE, "minutes", agreed=sheet({}))
    assert "- Answered alone before: 5 people" in told and "- Agreed: 0 of 6 questions" in told and "## What was agreed\n\nNothing yet.\n" in told


def test_a_quick_check_leaves_nothing_else_open():
    """Of a quick sheet only the core questions are asked."""
    told = ask(handed("34", "35", mode="quick"), "minutes", agreed=sheet({"calm.0": {"level": 3}}, mode="quick"))
    assert "- Agreed: 1 of 2 questions" in told and told.count("Answers before") == 2


@pytest.mark.parametrize("hostile", ["<img src=x onerror=alert(1)>", "# Head", "| a | b |", "[x](javascript:alert(1))", "a\n\n# b\n- c", "**b** `c` ![i](x)"])
def test_texts_cannot_become_markup(hostile):
    """Whatever people wrote stays one line of plain text."""
    told = ask(FIVE, "minutes", agreed=sheet({"calm.0": {"level": 3, "note": hostile, "dissent": hostile}}, scope={"unit": hostile}))
    for label in ("Note", "Dissent", "Unit"):
        line = next(line for line in told.splitlines() if line.startswith(f"- {label}: "))
        bare = line.removeprefix(f"- {label}: ")
        assert not any(bare[n] in "<[`*#|" and bare[n - 1 : n] != "\\" for n in range(len(bare))), line
        assert " ".join(hostile.split()) == bare.replace("\\", "")


@pytest.mark.parametrize(("given", "where"), [(sheet({}, kind="own"), "agreed.kind"), (None, None), ("", None), (sheet({"none": {"level": 1}}), "answers[“none”]")])
def test_minutes_of_anything_else_are_refused(given, where):
    """One person's answers are no minutes; neither is what is no file."""
    with pytest.raises(Refused) as refused:
        ask(FIVE, "minutes", agreed=given)
    if where:
        assert refused.value.faults[0]["where"] == where
