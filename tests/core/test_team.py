"""A team's figures through the door: the golden team, the worked examples of the design, small groups, weights, parts in any order."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assessment.build.formats import FORMATS
from assessment.core.groups import group_minimum, hidden_groups
from door import GOLDEN, Door, Refused, garden
from handlines import fields, line
from instruments import dimension, instrument

SMALL = instrument((dimension("d", (3, 1, 1, 1)), dimension("e", (1, 1))), min_group=5)
DOOR = Door(SMALL)
FACTS = settings(max_examples=40, deadline=None, derandomize=True, database=None)
KINDS = ("blank", "1", "2", "3", "4", "5", "dk", "na")


def handed(said, role=None, respondent=None, mode="full", date=None, **notes):
    """One hand-in as collect gives it; `notes` are by item with `_` for the dot."""
    return line(said, role, respondent, mode, date, {k.replace("_", "."): v for k, v in notes.items()})


def team(*people, door=DOOR, **more):
    return door.ask("team", handed=list(people), **more)


def item(found, id):
    return next(i for i in found["items"] if i["id"] == id)


def test_the_golden_team():
    """Six files come to the bytes that were worked by hand; README.md there has the working."""
    door, folder = garden(), GOLDEN / "teams"
    people = door.ask("collect", text=(folder / "six.answers.jsonl").read_text("utf-8"))
    assert people["faults"] == [] and len(people["handed"]) == 6
    context = {"size": "small", "exchange": "continuous"}
    assert door.ask("team", handed=people["handed"], scope=context, **{"as": "json"}) == (folder / "six.team.json").read_bytes().decode()


def test_four_levels_and_two_who_dont_know():
    """The worked example of the design: 1, 2, 4, 5 and two don't know give n 4, mean and median 3, and no coefficient."""
    found = item(team(*(handed(f"{d}00000") for d in "124566")), "d.0")
    assert {k: found[k] for k in ("n", "mean", "median", "min", "max")} == {"n": 4, "mean": 3.0, "median": 3.0, "min": 1, "max": 5}
    assert [found[k] for k in ("sd", "ad", "rwg", "word")] == [None] * 4
    assert found["counts"] == {"1": 1, "2": 1, "3": 0, "4": 1, "5": 1, "dk": 2, "na": 0, "blank": 0}


def test_a_dimension_weighs_its_questions():
    """Weights 3, 1, 1, 1; means 2, 4 and nothing on the others: (3 · 2 + 4)/4 = 2.5; with only the light ones known, none: 3 of 6 is half, 2 of 6 less."""
    mean = lambda *said: team(*map(handed, said))["dimensions"][0]["mean"]
    assert mean("140000", "340000") == 2.5
    assert mean("500000") == 5.0, "weight 3 of 6 is exactly half"
    assert mean("055000") is None, "weight 2 of 6 is less than half"
    assert mean("055500") == 5.0


def test_a_dimension_has_a_measure_only_if_all_its_questions_have():
    """ad and rwg are the plain means of the questions', null if one is; n is the smallest."""
    e = team(*(handed(f"0000{a}{b}") for a, b in zip("22233", "12345", strict=True)))["dimensions"][1]
    # e.0: ad 0.48, rwg 0.85; e.1: ad (2+1+0+1+2)/5 = 1.2, rwg 1 − 2.5/2 = −0.25
    assert (e["n"], e["mean"], e["ad"], e["rwg"]) == (5, 2.7, 0.84, 0.3)
    e = team(*(handed(f"0000{a}{b}") for a, b in zip("22233", "12346", strict=True)))["dimensions"][1]
    assert (e["n"], e["ad"], e["rwg"]) == (4, None, None)


def test_the_order_of_disagreement():
    """Average deviation, then range, then model order; at any number from two on."""
    found = team(handed("133311"), handed("333355"), handed("333333"))
    # d.0: 1 3 3, deviations 8/9; e.0, e.1: 1 5 3, deviations 4/3; the others 0
    assert found["disagreements"] == ["e.0", "e.1", "d.0", "d.1", "d.2", "d.3"]
    assert team(handed("133000"))["disagreements"] == []
    # equal deviations, another range: 2 2 4 4 and 1 3 3 5 both deviate by 1
    found = team(*(handed(f"{a}000{b}0") for a, b in zip("2244", "1335", strict=True)))
    assert found["disagreements"] == ["e.0", "d.0"]


@pytest.mark.parametrize(
    ("sizes", "minimum", "hidden"),
    [
        ([1, 2, 12], 5, [1, 1, 1]),  # the design's example: 3 hidden people, so the twelve hide too
        ([1, 12, 6], 5, [1, 0, 1]),  # the smallest shown one joins
        ([4, 4, 12], 5, [1, 1, 0]),  # eight hidden people give nobody away
        ([5, 5], 5, [0, 0]),
        ([5, 5, 1], 5, [0, 1, 1]),  # a tie: the later one hides
        ([0, 0, 7], 5, [1, 1, 0]),  # nobody there, nobody to give away
        ([4], 5, [1]),
        ([3, 9], 3, [0, 0]),
        ([2, 9, 3], 3, [1, 0, 1]),
        ([], 5, []),
    ],
)
def test_small_groups(sizes, minimum, hidden):
    """Groups below the minimum are hidden, and others until nobody can be found by taking the shown from the whole."""
    assert hidden_groups(sizes, minimum) == [bool(h) for h in hidden]


@FACTS
@given(st.lists(st.integers(0, 30), max_size=9), st.integers(3, 12))
def test_nobody_is_found_by_subtraction(sizes, minimum):
    """The hidden people together are none, or enough; or nothing is shown. No shown group is small, and no larger one hides before a smaller."""
    hidden = hidden_groups(sizes, minimum)
    shown = [size for size, out in zip(sizes, hidden, strict=True) if not out]
    rest = sum(sizes) - sum(shown)
    assert rest == 0 or rest >= minimum or not shown
    assert all(size >= minimum for size in shown)
    forced = [size for size, out in zip(sizes, hidden, strict=True) if out and size >= minimum]
    assert not forced or not shown or max(forced) <= min(shown)


@pytest.mark.parametrize(("setting", "minimum"), [(None, 5), ("", 5), ("many", 5), (0, 5), (-4, 5), (1, 5), (2, 5), ("2", 5), (True, 5), (2.5, 5), ([], 5), (3, 3), ("3", 3), (" 7 ", 7), (8, 8), ("9" * 5000, 5)])
def test_a_minimum_that_is_no_minimum_is_five(setting, minimum):
    """Missing, empty, unreadable or below three counts as five: a slip in the setting must not show a person."""
    assert group_minimum(setting) == minimum


@pytest.mark.parametrize("setting", [None, "", 0, 1, 2, 5])
def test_the_whole_output_keeps_a_small_group_back(setting):
    """With any such setting four people of a role stand nowhere but in the whole: not in JSON, CSV or Markdown."""
    door = Door(instrument((dimension("d", (1,)),), min_group=setting))
    people = [*(handed("1", "lead") for _ in range(4)), *(handed("4", "front") for _ in range(9))]
    found = team(*people, door=door)
    assert found["min_group"] == 5
    assert [(r["id"], r["n"], r["hidden"], r["items"], r["dimensions"]) for r in found["roles"] if r["id"] != "unsaid"] == [("lead", None, True, None, None), ("front", None, True, None, None)]
    assert [n["code"] for n in found["notes"]] == ["quick", "hidden"]
    sheet = team(*people, door=door, **{"as": "csv"})
    assert {line.split(",")[0] for line in sheet.splitlines()[5:]} == {"all"}
    assert "Lead" not in team(*people, door=door, **{"as": "markdown"})


def test_groups_that_are_large_enough_are_shown():
    """Five and six people each have figures of their own; those without a role, and of one that the model has not, would be `unsaid`."""
    found = team(*(handed("100000", "lead") for _ in range(5)), *(handed("400000", "front") for _ in range(6)), *(handed("500000") for _ in range(5)))
    assert [(r["id"], r["n"], r["items"][0]["mean"]) for r in found["roles"]] == [("lead", 5, 1.0), ("front", 6, 4.0), ("unsaid", 5, 5.0)]
    assert found["n"] == 16 and item(found, "d.0")["mean"] == 3.375


def test_a_role_counts_its_people_whatever_they_answered():
    """Five who don't know are five, and shown; their figures are null."""
    lead = team(*(handed("666666", "lead") for _ in range(5)), *(handed("444444", "front") for _ in range(5)))["roles"][0]
    assert (lead["n"], lead["hidden"], lead["items"][0]["n"], lead["dimensions"][0]["mean"]) == (5, False, 0, None)


def test_a_shown_role_keeps_back_what_one_of_it_was_asked():
    """Six of a role, five of them asked the core questions only: what the sixth answered to the others is not shown, nor what would give it away.

    Of the other questions one person of the first role and six of the second were asked: the one is hidden, so the six are too, since all less six is one.
    Where nobody of the first role was asked them, the second is shown.
    """
    one, two = SMALL.roles[0].id, SMALL.roles[1].id
    quick = [handed("33", one, mode="quick")] * 5
    full = [handed("444444", two)] * 6
    roles = {r["id"]: r for r in team(*quick, handed("511111", one), *full)["roles"]}
    told = {role: {i["id"]: i["n"] for i in roles[role]["items"]} for role in (one, two)}
    assert told[one] == {"d.0": 6, "d.1": None, "d.2": None, "d.3": None, "e.0": 6, "e.1": None} == told[two]
    kept = next(i for i in roles[one]["items"] if i["id"] == "d.1")
    assert {value for key, value in kept.items() if key != "id"} == {None}
    assert [d["mean"] for d in roles[one]["dimensions"]] == [None, None] and roles[one]["n"] == 6 and not roles[one]["hidden"]
    roles = {r["id"]: r for r in team(*quick, *full)["roles"]}
    assert [i["n"] for i in roles[two]["items"]] == [6] * 6 and [i["n"] for i in roles[one]["items"]] == [5, None, None, None, 5, None]


def test_quick_and_full_together():
    """Questions beyond the quick check have as many answers as people who were asked; the page is told."""
    found = team(*(handed("40", mode="quick") for _ in range(3)), *(handed("211111") for _ in range(2)))
    assert found["mode"] == "full" and found["n"] == 5
    assert [item(found, i)["n"] for i in ("d.0", "d.1", "e.0", "e.1")] == [5, 2, 2, 2]
    assert "two-modes" in [n["code"] for n in found["notes"]]
    assert team(handed("40", mode="quick"))["mode"] == "quick"


def test_nobody():
    """Without an answer everything is there and empty."""
    found = team()
    assert (found["n"], found["mode"], found["disagreements"], found["notes"]) == (0, "quick", [], [])
    assert [i["counts"]["blank"] for i in found["items"]] == [0, 0]
    assert "Nobody has answered yet." in team(**{"as": "markdown"})


def test_targets_come_from_the_context_or_the_team():
    """Own targets before the common starting point."""
    assert [d["target"] for d in team(targets={"e": 5})["dimensions"]] == [3, 5]


@pytest.mark.parametrize(
    ("people", "notes"),
    [
        ([handed("400000", respondent="A" * 8), handed("200000", respondent="A" * 8)], ["again", "few"]),
        ([handed("400000")] * 2, ["few"]),
        ([handed("400000")] * 5, []),
    ],
)
def test_notes(people, notes):
    """What the reader must know: who handed in twice, and that few people can be told apart."""
    assert [n["code"] for n in team(*people)["notes"]] == notes


def test_the_forms_agree_and_are_safe():
    """Markdown tells participation before figures, shows no markup of others, and CSV is no formula."""
    people = [handed("143210", "lead", d_0="=cmd|' /C calc'!A0") for _ in range(3)]
    text = team(*people, invited=5, scope={"unit": "<b>|x", "period": "2026"}, **{"as": "markdown"})
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == ["# What the team answered", "## Who answered", "## Where people differ", "## Dimensions", "### P0", "## Notes"]
    assert "3 of 5 people invited answered; 2 are missing." in text and "\\<b\\>\\|x" in text and "cmd" not in text
    assert "Of 18 answers, 15 are a level, 0 don’t know, 0 not applicable and 3 left blank." in text
    rows = team(*people, **{"as": "csv"}).split("\r\n")
    assert rows[0].startswith("group,kind,id,hidden,n,1,2,3,4,5,dk,na,blank") and rows[-1] == ""
    assert len({row.count(",") for row in rows[:-1]}) == 1
    assert team(*people, **{"as": "json"}) == json.dumps(team(*people), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(("n", "invited", "words"), [(1, None, "1 person answered."), (3, 4, "3 of 4 people invited answered; 1 is missing."), (3, 3, "3 people answered, and 3 were invited."), (3, 1, "3 people answered, and 1 was invited."), (0, 9, "Nobody has answered yet.")])
def test_participation_in_words(n, invited, words):
    """How many answered of how many, in one sentence."""
    assert words in team(*[handed("111111")] * n, invited=invited, **{"as": "markdown"}).splitlines()


@pytest.mark.parametrize("form", [[handed("111111", "lead")] * 7, [], [handed("166666"), handed("000000", "front"), handed("62", mode="quick")]], ids=["seven", "nobody", "sparse"])
def test_what_the_engine_writes_is_of_the_form_that_the_schema_gives(form):
    """The schema is held to what the door gives, keys in their order."""
    found = team(*form)
    TypeAdapter(FORMATS["touchstone-team/1"]).validate_json(json.dumps(found))
    assert list(found) == list(FORMATS["touchstone-team/1"].__annotations__)


def some(seed, many):
    dice = random.Random(seed)
    return [handed("".join(dice.choice("0123456" if n in (0, 4) else "01234567") for n in range(6)), dice.choice([None, "lead", "front"]), dice.choice([None, f"{k:08d}"])) for k in range(1, many + 1)]


@FACTS
@given(st.integers(0, 10**6), st.integers(0, 25), st.integers(1, 5), st.randoms(use_true_random=False))
def test_parts_in_any_order_and_grouping_give_the_same_bytes(seed, many, into, dice):
    """People shuffled, cut into parts, each part counted by itself and the parts shuffled again: the same text, also through counts and through a table."""
    people = some(seed, many)
    whole = team(*people, **{"as": "json"})
    shuffled = dice.sample(people, many)
    parts = [team(*shuffled[n::into], **{"as": "part"}) for n in range(into)]
    dice.shuffle(parts)
    assert DOOR.ask("team", parts=parts, **{"as": "json"}) == whole
    pairs = [{"counts": parts[0]["counts"] + (parts[1]["counts"] if into > 1 else []), "again": 0, "modes": {"quick": 0, "full": many}}, *parts[2:]]
    assert DOOR.ask("team", parts=pairs, **{"as": "json"}) == whole
    assert DOOR.ask("team", counts=[row for part in parts for row in part["counts"]], **{"as": "json"}) == whole
    table = "".join(f"{p['respondent'] or n},{p['role'] or ''},{i},{KINDS[int(d)]}\n" for n, p in enumerate(map(fields, shuffled)) for i, d in zip(("d.0", "d.1", "d.2", "d.3", "e.0", "e.1"), p["answers"], strict=True))
    counts = DOOR.ask("count", text="respondent,role,item,answer\n" + table)["counts"]
    assert DOOR.ask("team", counts=counts, **{"as": "json"}) == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"handed": 1}, {"handed": [1]}, {"handed": [{}]}, {"handed": [handed("1111")]}, {"handed": [handed("711111")]}, {"handed": [handed("11111١")]}, {"handed": [handed("111111", "boss")]},
        {"handed": [handed("111111", respondent="abcdefgh")]}, {"handed": [handed("111111", date="2026-02-30")]}, {"handed": [handed("111111", mode="other")]}, {"handed": [[]]}, {"handed": [handed("111111").encode().hex()]},
        {"handed": [handed("111111", x_y="note")]}, {"handed": [handed("111111", d_0=3)]}, {"handed": [handed("111111", d_0="x" * 2001)]}, {"handed": [handed("111111", "lead|front")]}, {"handed": [handed("111111") + " {"]}, {"handed": [handed("111111") + " 1"]}, {"handed": ["q"]}, {"handed": [handed("11", mode="quick", d_1="of a question that was not asked")]},
        {"counts": 1}, {"counts": [["lead", "d.0", "1"]]}, {"counts": [["lead", "d.0", "1", -1]]}, {"counts": [["lead", "d.0", "1", True]]}, {"counts": [["lead", "d.0", "1", 1.0]]}, {"counts": [["boss", "d.0", "1", 1]]},
        {"counts": [["lead", "z", "1", 1]]}, {"counts": [["lead", "d.0", "6", 1]]}, {"counts": [["lead", "d.0", "na", 1]]}, {"counts": [["lead", "d.0", "", 1]]}, {"counts": [[None, "d.0", "1", 1]]}, {"counts": [["lead", "d.0", "1", 10**13]]},
        {"parts": 1}, {"parts": [1]}, {"parts": [{"counts": [], "again": -1, "modes": {"quick": 0, "full": 0}}]}, {"parts": [{"counts": [], "again": 0, "modes": {}}]}, {"parts": [{"counts": 1, "again": 0, "modes": {"quick": 0, "full": 0}}]},
        {"invited": -1}, {"invited": True}, {"invited": "7"}, {"scope": 1}, {"scope": {"role": "lead"}}, {"scope": {"size": "huge"}}, {"scope": {"size": []}}, {"scope": {"unit": "x" * 201}}, {"scope": {"unit": 1}},
        {"targets": 1}, {"targets": {"z": 3}}, {"targets": {"d": 6}}, {"targets": {"d": True}}, {"as": "pdf"}, {"root": "https://x"},
    ],
)  # fmt: skip
def test_a_wrong_request_is_told(wrong):
    """Each says where it is wrong; none is a defect of ours."""
    with pytest.raises(Refused) as refused:
        DOOR.ask("team", **wrong)
    assert all(f["where"] != "engine" and f["where"].startswith(next(iter(wrong))) for f in refused.value.faults)
