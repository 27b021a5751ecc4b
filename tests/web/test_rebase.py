"""What was changed apart is made again on what is stored: worked by hand, key by key."""

import json
import subprocess

import pytest

from tests.house import ROOT

SCRIPT = """
import { readFileSync } from "node:fs";
import { rebased } from "./assessment/web/rebase.mjs";
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((three) => rebased(...three))));
"""
SCOPE = {"unit": None, "period": None, "role": None, "size": None, "exchange": None}
BLANK = {"format": "touchstone-answers/1", "model": {"id": "m", "version": "1.0.0", "hash": None}, "kind": "own", "respondent": None, "mode": "quick", "date": None,
         "scope": SCOPE, "answers": {}, "targets": {}, "importance": {}, "facts": {}, "plan": []}  # fmt: skip


def record(**parts):
    """An answers object with these parts."""
    return {**BLANK, **parts}


def of(answers):
    """The same with these answers."""
    return record(answers=answers)


def rebased(there, base, mine):
    """What the module makes of the three."""
    done = subprocess.run(["node", "--input-type=module", "-e", SCRIPT], input=json.dumps([[there, base, mine]]), capture_output=True, text=True, check=True, cwd=ROOT)
    return json.loads(done.stdout)[0]


CASES = {
    "an answer of each": (of({"a": {"level": 1}}), None, of({"b": {"level": 2}}), {"a": {"level": 1}, "b": {"level": 2}}),
    "taken back here": (of({"a": {"level": 1}, "b": {"level": 2}}), of({"a": {"level": 1}}), of({}), {"b": {"level": 2}}),
    "unchanged here, changed there": (of({"a": {"level": 5}}), of({"a": {"level": 1}}), of({"a": {"level": 1}}), {"a": {"level": 5}}),
    "unchanged here, taken back there": (of({}), of({"a": {"level": 1}}), of({"a": {"level": 1}, "b": {"level": 2}}), {"b": {"level": 2}}),
    "changed in both": (of({"a": {"level": 5}}), of({"a": {"level": 1}}), of({"a": {"level": 2}}), {"a": {"level": 2}}),
    "a level here, a note there": (of({"a": {"level": 1, "note": "n"}}), of({"a": {"level": 1}}), of({"a": {"level": 2}}), {"a": {"level": 2, "note": "n"}}),
    "a choice is never half of each": (of({"a": {"state": "na", "reason": "r"}}), of({"a": {"level": 1}}), of({"a": {"level": 2}}), {"a": {"level": 2}}),
    "a note taken back here, a level changed there": (of({"a": {"level": 3, "note": "n"}}), of({"a": {"level": 1, "note": "n"}}), of({"a": {"level": 1}}), {"a": {"level": 3}}),
    "all of an entry is gone": (of({"a": {"level": 1}}), of({"a": {"level": 1}}), of({}), {}),
    "nothing is stored any more": (None, of({"a": {"level": 1}}), of({"a": {"level": 1}, "b": {"level": 2}}), {"b": {"level": 2}}),
}


@pytest.mark.parametrize("case", CASES)
def test_answers_one_by_one(case):
    """Each text of an answer is one thing, and so is its choice."""
    there, base, mine, wanted = CASES[case]
    assert rebased(there, base, mine)["answers"] == wanted


def test_every_other_part():
    """Lines, targets, importance and facts key by key, the plan step by step, and kind, mode and date each as a whole."""
    base = record(mode="quick", date="2026-11-20", scope={**SCOPE, "unit": "A", "period": "1"}, targets={"x": 2, "y": 2}, importance={"x": 1}, facts={"f": "yes"}, plan=[{"dimension": "x", "owner": "A"}, {"dimension": "y", "owner": "B"}])
    there = {**base, "mode": "full", "scope": {**SCOPE, "unit": "A", "period": "2"}, "targets": {"x": 2, "y": 4}, "plan": [*base["plan"], {"dimension": "z", "owner": "C"}]}
    mine = {**base, "kind": "agreed", "date": "2026-11-23", "scope": {**SCOPE, "unit": "B", "period": "1", "role": "it"}, "targets": {"y": 2}, "importance": {"x": 3}, "facts": {}, "plan": [{"dimension": "x", "owner": "Z"}]}
    assert rebased(there, base, mine) == {
        **base, "kind": "agreed", "mode": "full", "date": "2026-11-23", "scope": {**SCOPE, "unit": "B", "period": "2", "role": "it"}, "targets": {"y": 4}, "importance": {"x": 3}, "facts": {},
        "plan": [{"dimension": "x", "owner": "Z"}, {"dimension": "z", "owner": "C"}],
    }  # fmt: skip


def test_a_plan_with_two_steps_for_one_dimension():
    """A file may hold several: each stays one of its own, changed or not."""
    base = record(plan=[{"dimension": "x", "owner": "A"}, {"dimension": "y", "owner": "B"}, {"dimension": "x", "owner": "C"}])
    mine = {**base, "plan": [*base["plan"][:2], {"dimension": "x", "owner": "Z"}]}
    assert rebased(base, base, mine)["plan"] == mine["plan"]
    assert rebased(mine, base, base)["plan"] == mine["plan"]
    assert rebased(base, base, {**base, "plan": base["plan"][:2]})["plan"] == base["plan"][:2]


@pytest.mark.parametrize(("there", "base", "mine", "wanted"), [("AAAAAAAA", None, "BBBBBBBB", "AAAAAAAA"), (None, None, "BBBBBBBB", "BBBBBBBB"), ("AAAAAAAA", "AAAAAAAA", "BBBBBBBB", "BBBBBBBB")])
def test_the_respondent(there, base, mine, wanted):
    """Who was there before a page began empty stays; who was replaced on purpose is."""
    assert rebased(record(respondent=there), base and record(respondent=base), record(respondent=mine))["respondent"] == wanted


def test_a_newer_edition_stays():
    """What is stored names the edition; a page of an older one changes answers and not the name."""
    newer = {**BLANK["model"], "version": "1.1.0"}
    assert rebased(record(model=newer, answers={"new": {"level": 1}}), BLANK, of({"a": {"level": 1}})) == record(model=newer, answers={"new": {"level": 1}, "a": {"level": 1}})


def test_what_lacks_parts_is_taken_as_empty():
    """A record of which only the answers are known, as the page on what is stored reads it."""
    poor = {"format": "x", "model": {"id": "m", "version": "1.0.0"}, "answers": {"a": {"level": 1}}}
    assert rebased(poor, None, poor)["answers"] == {"a": {"level": 1}}
