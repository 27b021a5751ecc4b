"""What follows from the rules of scoring, on instruments and answers that hypothesis makes up (design, section 4).

The same 25 examples a rule in each run; TOUCHSTONE_EXAMPLES=300 in the environment looks at as many new ones.
"""

import json
import os
from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessment.core.answers import Answer
from assessment.core.model import in_scope
from assessment.core.outcome import outcome
from assessment.core.result import make_result
from assessment.core.scoring import score
from door import Door
from instruments import answered, dimension, instrument, sheet

few = settings(max_examples=int(os.environ.get("TOUCHSTONE_EXAMPLES", "25")), deadline=None, derandomize="TOUCHSTONE_EXAMPLES" not in os.environ, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

weights = st.lists(st.integers(1, 9), min_size=1, max_size=5).map(tuple)
pillar_weights = st.lists(weights, min_size=1, max_size=4)
instruments = st.lists(pillar_weights, min_size=1, max_size=3).map(
    lambda pillars: instrument(*(tuple(dimension(f"d{p}{n}", w) for n, w in enumerate(pillar)) for p, pillar in enumerate(pillars)))
)


@st.composite
def scored(draw):
    """A model and answers to it; half of the draws know much, half little."""
    model = draw(instruments)
    usual = draw(st.sampled_from([[1, 2, 3, 4, 5], [3, 4, "dk", None], [1, 5, 5, 5, "dk"], ["na", 2, 4, "dk"]]))
    said = {}
    for item in model.items:
        value = draw(st.sampled_from(usual))
        said[item.id] = "dk" if value == "na" and not item.na_allowed else value
    ids = [d.id for d in model.dimensions]
    chosen = {name: draw(st.dictionaries(st.sampled_from(ids), st.integers(1, most), max_size=5)) for name, most in (("targets", 5), ("importance", 3))}
    return model, answered(model, said, draw(st.sampled_from(["quick", "full"])), **chosen)


def storeys(model, answers):
    """All storeys with their parts' ids, in a fixed order: id to (storey, parts)."""
    scores = score(model, answers)
    by_pillar = {p.id: [d.storey for d in scores.dimensions if d.pillar == p.id] for p in scores.pillars}
    found = {d.storey.id: (d.storey, []) for d in scores.dimensions}
    found |= {p.id: (p, by_pillar[p.id]) for p in scores.pillars}
    return found | {"overall": (scores.overall, list(scores.pillars))}


def said(answers, item_id, value):
    """The answers with another one to one item."""
    new = Answer(level=value) if isinstance(value, int) else Answer(state=value) if value else Answer()
    return replace(answers, answers=answers.answers | {item_id: new})


def asked_levels(model, answers):
    """Ids of the items in scope that have a level."""
    return [i.id for d in model.dimensions for i in in_scope(d, answers.mode) if answers.get(i.id).level is not None]


def figures(result):
    """A result without its items and notes."""
    return {k: v for k, v in result.items() if k not in ("dimensions", "notes")} | {"dimensions": [{k: v for k, v in d.items() if k != "items"} for d in result["dimensions"]]}


@few
@given(scored())
def test_the_point_lies_between_the_bounds_and_no_level_stands_without_it(case):
    """low ≤ point ≤ high; coverage, status, point and level say the same."""
    model, answers = case
    for s, _ in storeys(model, answers).values():
        if s.status == "not-applicable":
            assert (s.coverage, s.point, s.low, s.high, s.lower, s.upper, s.level, s.blocked_by) == (None,) * 7 + ((),)
            continue
        assert 1 <= s.low <= s.high <= 5 and 1 <= s.lower <= s.upper <= 5
        assert (s.status == "not-enough") == (s.coverage < Fraction(1, 2)) == (s.point is None)
        assert s.status != "scored" or (s.coverage == 1 and answers.mode == "full")
        if s.point is None:
            assert s.level is None
        else:
            assert s.low <= s.point <= s.high
            assert s.level == (s.lower if s.lower == s.upper else None)


@few
@given(scored(), st.data())
def test_a_higher_answer_lowers_nothing(case, data):
    """No figure, no bound and no way to the target falls when one answer rises."""
    model, answers = case
    known = [i for i in asked_levels(model, answers) if answers.get(i).level < 5]
    assume(known)
    item = data.draw(st.sampled_from(known))
    higher = said(answers, item, data.draw(st.integers(answers.get(item).level + 1, 5)))
    before, after = storeys(model, answers), storeys(model, higher)
    for id, (old, _) in before.items():
        new = after[id][0]
        assert (new.status, new.coverage) == (old.status, old.coverage)
        for name in ("value", "low", "high", "lower", "upper"):
            a, b = getattr(old, name), getattr(new, name)
            assert (a is None) == (b is None) and (a is None or a <= b), (id, name)
    ways = [make_result(outcome(model, a), [])["to_target"] for a in (answers, higher)]
    assert ways == [None, None] or ways[0] <= ways[1]


@few
@given(scored(), st.data())
def test_a_dont_know_only_widens(case, data):
    """A level taken back lowers no upper bound, raises no lower one, and costs coverage."""
    model, answers = case
    known = asked_levels(model, answers)
    assume(known)
    item = data.draw(st.sampled_from(known))
    before, after = storeys(model, answers), storeys(model, said(answers, item, "dk"))
    for id, (old, _) in before.items():
        new = after[id][0]
        assert (old.low is None) == (new.low is None)
        if old.low is not None:
            assert new.low <= old.low and old.high <= new.high
            assert new.lower <= old.lower and old.upper <= new.upper
            assert new.coverage <= old.coverage
    home = item.partition(".")[0]
    if before[home][0].coverage is not None:
        assert after[home][0].coverage < before[home][0].coverage


@few
@given(scored())
def test_blank_is_dont_know(case):
    """No figure tells a blank from a don't know."""
    model, answers = case
    blank = replace(answers, answers={i: a for i, a in answers.answers.items() if a.state != "dk"})
    full = replace(answers, answers={i.id: Answer(state="dk") for i in model.items} | blank.answers)
    assert figures(make_result(outcome(model, blank), [])) == figures(make_result(outcome(model, answers), [])) == figures(make_result(outcome(model, full), []))


@few
@given(scored())
def test_raising_what_blocks_is_enough(case):
    """With every part in `blocked_by` at L + 1, the storey reaches L + 1."""
    model, answers = case
    below = {d.id: [i.id for i in in_scope(d, answers.mode)] for d in model.dimensions}
    below |= {p.id: [i for d in p.dimensions for i in below[d.id]] for p in model.pillars}
    for id, (old, _) in storeys(model, answers).items():
        if old.lower is None or old.lower == 5:
            assert old.blocked_by == ()
            continue
        assert old.blocked_by
        wanted, raised = old.lower + 1, answers
        for part in old.blocked_by:
            for item in below.get(part, [part]):
                if answers.get(item).state != "na":
                    raised = said(raised, item, max(answers.get(item).level or 1, wanted))
        assert storeys(model, raised)[id][0].lower >= wanted, id


@few
@given(scored())
def test_nothing_is_more_than_one_level_above_its_weakest_part(case):
    """Both bounds of a pillar and of the whole stay within one level of the lowest among their parts."""
    model, answers = case
    for s, parts in storeys(model, answers).values():
        live = [p for p in parts if p.status != "not-applicable"]
        if live and s.lower is not None:
            assert s.lower <= 1 + min(p.lower for p in live)
            assert s.upper <= 1 + min(p.upper for p in live)
            assert s.capped == (1 + min(p.lower for p in live) < s.low // 1)


@few
@given(scored())
def test_blocking_parts_are_below_and_in_order(case):
    """`blocked_by` holds the parts whose own level (unknown: 1) is at most L, lowest first, then as in the model."""
    model, answers = case
    for s, parts in storeys(model, answers).values():
        live = [p for p in parts if p.status != "not-applicable"]
        if live and s.lower is not None and s.lower < 5:
            behind = [(p.level or 1, p.id) for p in live if (p.level or 1) < s.lower + 1]
            assert list(s.blocked_by) == [id for _, id in sorted(behind, key=lambda pair: pair[0])]


@few
@given(scored())
def test_priorities_are_gaps_in_order(case):
    """Only gaps above zero, largest score first; equal scores share a rank and unequal ones do not; three or fewer have no share."""
    model, answers = case
    r = make_result(outcome(model, answers), [])
    listed = r["priorities"]
    points = {d["id"]: d["point"] for d in r["dimensions"]}
    assert {p["id"] for p in listed} == {d["id"] for d in r["dimensions"] if d["gap"]}
    assert all(p["gap"] > 0 and p["score"] > 0 for p in listed)
    for one, other in zip(listed, listed[1:], strict=False):
        assert one["score"] >= other["score"]
        assert one["rank"] < other["rank"] or (one["score"] == other["score"] and points[one["id"]] <= points[other["id"]])
    for p in listed:
        assert p["rank"] == 1 + sum(q["rank"] < p["rank"] for q in listed)
    shares = [p["top3_share"] for p in listed]
    assert round(sum(shares), 9) == 3 if len(listed) > 3 else shares == [None] * len(listed)
    assert set(r["find_out"]) == {d["id"] for d in r["dimensions"] if d["point"] is None and d["status"] != "not-applicable"}


@few
@given(scored())
def test_the_way_to_the_target_is_a_share(case):
    """`to_target` lies in 0 to 1, is 1 if and only if there is no gap, and is null without a point or with all targets 1."""
    model, answers = case
    r = make_result(outcome(model, answers), [])
    known = [d for d in r["dimensions"] if d["point"] is not None]
    if all(d["target"] == 1 for d in known):
        assert r["to_target"] is None
    else:
        assert 0 <= r["to_target"] <= 1
        if not any(d["gap"] for d in known):
            assert r["to_target"] == 1


@few
@given(scored())
def test_figures_are_printed_as_the_format_says(case):
    """At most four decimals, never minus zero; levels, ranks and weights whole; the same bytes twice."""
    model, answers = case
    r = make_result(outcome(model, answers), [])

    def walk(value, key=""):
        if isinstance(value, dict):
            for k, v in value.items():
                walk(v, k)
        elif isinstance(value, list):
            for v in value:
                walk(v, key)
        elif key in ("level", "level_range", "rank", "weight", "importance", "target"):
            assert value is None or type(value) is int
        elif isinstance(value, float):
            assert round(value, 4) == value and not str(value).startswith("-")
        elif key in ("coverage", "point", "low", "high", "gap", "score", "to_target", "top3_share"):
            assert value is None

    walk(r)
    assert json.dumps(r) == json.dumps(make_result(outcome(model, answers), []))


@few
@given(scored(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_matter(case, random):
    """The keys of `answers`, `targets` and `importance` in any order give the same bytes."""
    model, answers = case
    door, given_file = Door(model), answers.as_dict()
    for entry in given_file["answers"].values():
        if entry.get("state") == "na":
            entry["reason"] = "no such thing"
    shuffled = dict(given_file)
    for key in ("answers", "targets", "importance"):
        pairs = list(given_file[key].items())
        random.shuffle(pairs)
        shuffled[key] = dict(pairs)
    assert door.ask("score", answers=shuffled, **{"as": "json"}) == door.ask("score", answers=given_file, **{"as": "json"})
    assert json.dumps(door.ask("check", answers=shuffled)) == json.dumps(door.ask("check", answers=given_file))


@few
@given(scored(), st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.data())
def test_a_note_changes_nothing(case, text, data):
    """Notes and dissent enter no figure."""
    model, answers = case
    item = data.draw(st.sampled_from(model.items)).id
    noted = replace(answers, answers=answers.answers | {item: replace(answers.get(item), note=text, dissent=text)})
    assert make_result(outcome(model, noted), []) == make_result(outcome(model, answers), [])


def test_different_profiles_have_different_first_steps():
    """Two organizations with the same mean are told to begin in different places."""
    model = instrument(tuple(dimension(f"d{n}") for n in range(6)))
    first, second = (make_result(outcome(model, sheet(model, [(x,) * 4 for x in row])), []) for row in ((1, 1, 1, 3, 3, 3), (3, 3, 3, 1, 1, 1)))
    assert first["overall"]["point"] == second["overall"]["point"]
    assert [p["id"] for p in first["priorities"]] == ["d0", "d1", "d2"]
    assert [p["id"] for p in second["priorities"]] == ["d3", "d4", "d5"]


def test_retired_answers_are_named_in_one_order():
    """Two retired answers give the same notes whichever stands first in the file."""
    from assessment.core.model import Retired

    old = tuple(Retired(id=f"d.{name}", dimension="d", weight=1, since="1.0.0", until="1.0.0") for name in ("x", "y"))
    door = Door(instrument((dimension("d"),), version="1.1.0", retired=old))
    file = {"format": "touchstone-answers/1", "model": {"id": "t", "version": "1.0.0"}, "mode": "full"}
    one, other = (door.ask("score", answers=file | {"answers": {f"d.{name}": {"level": 2} for name in names}}) for names in ("xy", "yx"))
    assert one["notes"] == other["notes"]
