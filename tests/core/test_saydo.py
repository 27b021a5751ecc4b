"""Say and do: a no to a fact, beside a level that should have had a yes (design, section 4); the cases are worked by hand."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.model import Fact
from assessment.core.outcome import outcome
from assessment.core.result import make_result
from assessment.core.saydo import contradictions
from instruments import dimension, instrument, sheet
from test_properties import few, scored

FACTS = (
    Fact(id="wind-fact", text="Can you show the wind?", dimension="wind", expected_from=4),
    Fact(id="calm-first", text="Can you name a calm day?", dimension="calm", expected_from=3),
    Fact(id="calm-second", text="Do you know its date?", dimension="calm", expected_from=4),
)
MODEL = instrument((dimension("calm"), dimension("wind")), facts=FACTS)
ALL_NO = {fact.id: "no" for fact in FACTS}


def flagged(rows, facts, mode="full"):
    """(dimension id, fact id, level in words, mean) of each contradiction."""
    found = outcome(MODEL, sheet(MODEL, rows, mode, facts=facts))
    return [(c.dimension.id, c.fact.id, c.said, c.mean) for c in contradictions(found)]


def test_a_no_at_the_level_that_expects_a_yes_is_flagged():
    """Calm 3, 3, 3, 3 is a point of 3.0: at 3, so the first fact is flagged, and below 4, so the second is not."""
    assert flagged([(3, 3, 3, 3), (1, 1, 1, 1)], ALL_NO) == [("calm", "calm-first", "3 name 3", "3")]


def test_just_below_is_not_flagged():
    """Calm 3, 3, 3, 2 is 11/4: below 3."""
    assert flagged([(3, 3, 3, 2), (1, 1, 1, 1)], ALL_NO) == []


def test_the_point_counts_and_not_the_level():
    """Calm 5, 5, dk, 2 is a point of 4 with bounds 13/4 and 17/4: both facts are flagged, and the level is said as a range."""
    assert flagged([(5, 5, "dk", 2), (None,) * 4], ALL_NO) == [("calm", "calm-first", "3 or 4", "4"), ("calm", "calm-second", "3 or 4", "4")]


def test_they_stand_in_the_order_of_the_model():
    """Dimensions first, then facts, however the file lists them."""
    assert [c[1] for c in flagged([(5,) * 4, (4,) * 4], ALL_NO)] == ["calm-first", "calm-second", "wind-fact"]


@pytest.mark.parametrize("said", ["yes", "dk", None])
def test_only_a_no_is_flagged(said):
    """A yes agrees, a don't know claims nothing, and a fact without an answer was not asked."""
    facts = {fact.id: said for fact in FACTS if said}
    assert flagged([(5,) * 4, (5,) * 4], facts) == []


def test_without_a_point_nothing_is_claimed():
    """One answer of four is a quarter of the dimension: no point, so no contradiction; not applicable neither."""
    assert flagged([(5, "dk", "dk", "dk"), (4, "na", "na", "na")], ALL_NO) == []


def test_quick_mode_looks_at_what_it_asks():
    """The core answer alone is the point of a quick check: 4 is flagged although the others say 1."""
    assert flagged([(4, 1, 1, 1), (3, 5, 5, 5)], ALL_NO, "quick") == [("calm", "calm-first", "4 name 4", "4"), ("calm", "calm-second", "4 name 4", "4")]


def test_the_result_holds_both_texts_as_a_note():
    """The note names the dimension, what the answers come to, and the fact that was answered no."""
    result = make_result(outcome(MODEL, sheet(MODEL, [(3,) * 4, (4,) * 4], facts={"wind-fact": "no"})), [])
    [note] = [n for n in result["notes"] if n["code"] == "say-do"]
    assert note["id"] == "wind"
    assert "Wind: the answers come to level 4 name 4, mean 4." in note["text"]
    assert "“Can you show the wind?”" in note["text"]


@few
@given(scored(), st.data())
def test_facts_never_change_a_figure(case, data):
    """Whatever is said to whatever facts: everything but the notes stays, and every note more is a say-do note."""
    model, answers = case
    ids = [d.id for d in model.dimensions]
    facts = tuple(Fact(id=f"f{n}", text=f"Fact {n}?", dimension=data.draw(st.sampled_from(ids)), expected_from=data.draw(st.integers(1, 5))) for n in range(4))
    said = data.draw(st.dictionaries(st.sampled_from([f.id for f in facts]), st.sampled_from(["yes", "no", "dk"])))
    plain = make_result(outcome(model, answers), [])
    asked = make_result(outcome(replace(model, facts=facts), replace(answers, facts=said)), [])
    assert {k: v for k, v in plain.items() if k != "notes"} == {k: v for k, v in asked.items() if k != "notes"}
    more = [n for n in asked["notes"] if n not in plain["notes"]]
    assert {n["code"] for n in more} <= {"say-do"} and len(asked["notes"]) == len(plain["notes"]) + len(more)
    points = {d["id"]: d["point"] for d in plain["dimensions"]}
    expected = [f.id for f in facts if said.get(f.id) == "no" and points[f.dimension] is not None and points[f.dimension] >= f.expected_from]
    assert len(more) == len({json.dumps(n) for n in more}) == len(expected)
