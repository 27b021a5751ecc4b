"""The trace: each of its numbers worked out again from the answers alone, each sum read back, each step up scored for real."""

import json
from dataclasses import replace
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answers import Answer
from assessment.core.explain import make_trace
from assessment.core.intake import read_answers
from assessment.core.model import TargetProfile, from_json
from assessment.core.outcome import outcome
from assessment.core.scoring import score
from by_hand import asked, comes_out, holds, printed, scored_by_hand, value_of
from door import GOLDEN, Door, garden
from instruments import answered, dimension, instrument, sheet
from test_properties import few, scored

FIGURES = ("coverage", "point", "value", "low", "high")
CASES = sorted(path.name for path in GOLDEN.glob("*.answers.json"))


@pytest.fixture(scope="module")
def garden_model():
    return from_json(json.loads(garden().model))


def golden(model, name):
    return read_answers((GOLDEN / name).read_text(encoding="utf-8"), model)[0]


def check_storeys(model, answers, trace):
    """Every figure, part and step of every storey."""
    hand = scored_by_hand(model, answers)
    assert [(s["kind"], s["id"]) for s in trace["storeys"]] == [k for kind in ("dimension", "pillar", "overall") for k in hand if k[0] == kind]
    for told in trace["storeys"]:
        s = hand[told["kind"], told["id"]]
        for name in FIGURES:
            assert told[name] == printed(s[name]), (told["id"], name)
        assert told["level_range"] == (None if s["lower"] is None else [s["lower"], s["upper"]])
        for name in ("status", "level", "blocked_by", "capped", "cap"):
            assert told[name] == s[name], (told["id"], name)
        assert len(told["parts"]) == len(s["parts"])
        for one, other in zip(told["parts"], s["parts"], strict=True):
            for name, value in other.items():
                assert one[name] == (printed(value) if name in ("value", "low", "high", "coverage") else value)
        check_steps(told, s)
        assert (told["next"] is None) == (not s["blocked_by"])


def check_steps(told, s):
    """Each printed figure has one step; its sum comes out at the exact figure, and what is printed is that figure."""
    steps = {step["figure"]: step for step in told["steps"]}
    assert len(steps) == len(told["steps"])
    mean = "point" if s["point"] is not None or s["value"] is None else "value"
    expected = ["status"] if s["status"] == "not-applicable" else ["coverage", mean, "low", "high", "lower", "upper", "status"]
    assert list(steps) == expected
    for name, step in steps.items():
        assert step["rule"].endswith(".")
        if name == "status":
            assert holds(step["sum"]) and step["value"] == s["status"]
        elif step["sum"] is None:
            assert name == "point" and s["value"] is None and step["value"] is None
        else:
            assert comes_out(step["sum"]) == s[name] and step["value"] == printed(F(s[name]))


def check_rest(model, answers, trace):
    """Targets, gaps, the way to the targets and the priorities."""
    hand = scored_by_hand(model, answers)
    live = [d for d in model.dimensions if hand["dimension", d.id]["status"] != "not-applicable"]
    assert [t["id"] for t in trace["targets"]] == [d.id for d in live]
    suggested = next((t.levels for t in model.targets if t.size == answers.scope.get("size") and t.exchange == answers.scope.get("exchange")), {})
    gaps, ways, scores = [], [], {}
    for t in trace["targets"]:
        own, context = answers.targets.get(t["id"]), suggested.get(t["id"])
        assert (t["target"], t["from"]) == ((own, "own") if own else (context, "context") if context else (3, "default"))
        point = hand["dimension", t["id"]]["point"]
        assert t["point"] == printed(point) and t["why"]
        if point is None:
            assert t["gap"] is None and t["sum"] is None
            continue
        gap = t["target"] - point if t["target"] > point else F(0)
        assert comes_out(t["sum"]) == gap and t["gap"] == printed(gap)
        gaps.append(gap)
        ways.append(t["target"] - 1)
        if gap:
            scores[t["id"]] = (gap, answers.importance.get(t["id"], 2))
    way = trace["to_target"]
    if sum(ways) == 0:
        assert way["sum"] is None and way["value"] is None
    else:
        share = (sum(ways) - sum(gaps)) / F(sum(ways))
        assert comes_out(way["sum"]) == share and way["value"] == printed(share)
    assert {p["id"] for p in trace["priorities"]} == set(scores)
    for p in trace["priorities"]:
        gap, importance = scores[p["id"]]
        assert (p["gap"], p["importance"], p["score"]) == (printed(gap), importance, printed(gap * importance))
        assert comes_out(p["sum"]) == gap * importance
        assert p["rank"] == 1 + sum(g * i > gap * importance for g, i in scores.values())


def changed(answers, item, level):
    return replace(answers, answers=answers.answers | {item: Answer(level=level)})


def check_what_if(model, answers, trace):
    """Every question in scope once, in model order; each case is what the changed answers score, by hand and through `score`."""
    order = [(p.id, d.id, i.id) for p in model.pillars for d in p.dimensions for i in asked(d, answers.mode)]
    assert [(w["pillar"], w["dimension"], w["id"]) for w in trace["what_if"]] == order
    before = scored_by_hand(model, answers)
    for w in trace["what_if"]:
        given_one = answers.answers.get(w["id"], Answer())
        assert w["answer"] == (given_one.level or given_one.state)
        tried = [] if given_one.state == "na" or given_one.level == 5 else [1, 5] if given_one.level is None else [given_one.level + 1]
        assert [c["level"] for c in w["cases"]] == tried
        assert w["kind"] == ("not-applicable" if given_one.state == "na" else "know" if given_one.level is None else "top" if given_one.level == 5 else "step")
        where = {"dimension": ("dimension", w["dimension"]), "pillar": ("pillar", w["pillar"]), "overall": ("overall", "overall")}
        for name, key in where.items():
            assert w["before"][name] == standing(before[key])
        for case in w["cases"]:
            other = changed(answers, w["id"], case["level"])
            after, real = scored_by_hand(model, other), score(model, other)
            exact = {("overall", "overall"): real.overall} | {("pillar", p.id): p for p in real.pillars} | {("dimension", d.storey.id): d.storey for d in real.dimensions}
            for name, key in where.items():
                assert case[name] == standing(after[key])
                r = exact[key]
                assert case[name] == {"point": printed(r.point), "level_range": None if r.lower is None else [r.lower, r.upper]}
            dim, was = after["dimension", w["dimension"]], before["dimension", w["dimension"]]
            assert case["reaches_next"] == (dim["point"] is not None and dim["lower"] > was["lower"])


def standing(s):
    return {"point": printed(s["point"]), "level_range": None if s["lower"] is None else [s["lower"], s["upper"]]}


def check(model, answers):
    trace = json.loads(json.dumps(make_trace(outcome(model, answers))))
    check_storeys(model, answers, trace)
    check_rest(model, answers, trace)
    check_what_if(model, answers, trace)
    return trace


@pytest.mark.parametrize("name", CASES)
def test_each_number_of_a_golden_case(garden_model, name):
    """The golden answers, worked out a second time, number by number."""
    answers = golden(garden_model, name)
    trace = check(garden_model, answers)
    result = json.loads((GOLDEN / name.replace("answers", "result")).read_text(encoding="utf-8"))
    points = {s["id"]: s["point"] for s in trace["storeys"] if s["kind"] == "dimension"}
    assert points == {d["id"]: d["point"] for d in result["dimensions"]}
    assert trace["to_target"]["value"] == result["to_target"]


@few
@given(scored(), st.sampled_from([None, "small"]))
def test_each_number_of_any_sheet(case, size):
    """Any instrument and any answers: every number of the trace follows from the answers alone."""
    model, answers = case
    suggestion = TargetProfile(size="small", exchange="discrete", why="Enough.", levels={model.dimensions[0].id: 4})
    check(replace(model, targets=(suggestion,)), replace(answers, scope={"size": size, "exchange": "discrete"}))


def test_the_reader_of_sums_knows_arithmetic():
    """The evaluator of this test, on sums worked out by hand."""
    assert value_of("(3 × 3 + 4) / 4") == F(13, 4) and value_of("1 − (0.75 + 1) / (2 + 2 + 1)") == F(13, 20)
    assert value_of("min(floor(3.4375), 1 + min(1, 4, 4, 4))") == 2 and value_of("max(0, 3 − 3.5)") == 0 and value_of("2 − 1 − 1") == 0
    assert holds("1/2 ≤ 0.75 < 1") and not holds("1/2 ≤ 0.25 < 1") and not holds("3 = 4")
    with pytest.raises(AssertionError):
        comes_out("(3 + 4) / 2 = 3.4")
    with pytest.raises(AssertionError):
        comes_out("10/3 = 3.3333")


def explained(model, answers):
    return make_trace(outcome(model, answers))


def sums(trace, id):
    return {step["figure"]: step["sum"] for s in trace["storeys"] if s["id"] == id for step in s["steps"]}


def test_a_sum_has_the_persons_own_numbers():
    """(3, 4, 3, 4): the mean and the level as the design of this issue writes them; a weight of 3 is written, one of 1 is not."""
    model = instrument((dimension("d"), dimension("e", (3, 1))))
    trace = explained(model, sheet(model, [(3, 4, 3, 4), (3, 4)], targets={"d": 3, "e": 4}))
    assert sums(trace, "d")["point"] == "(3 + 4 + 3 + 4) / 4 = 3.5" and sums(trace, "d")["lower"] == "floor(3.5) = 3"
    assert sums(trace, "e")["point"] == "(3 × 3 + 4) / 4 = 3.25"
    assert [t["sum"] for t in trace["targets"]] == ["max(0, 3 − 3.5) = 0", "max(0, 4 − 3.25) = 0.75"]
    assert trace["to_target"]["sum"] == "1 − (0 + 0.75) / (2 + 3) = 0.85"
    assert trace["priorities"][0]["sum"] == "0.75 × 2 = 1.5"


def test_the_cap_stands_in_the_sum():
    """The worked example of the design: (1.75, 4, 4, 4) is 3.4375 on the mean and capped to 2."""
    model = instrument(tuple(dimension(f"d{n}") for n in range(4)))
    trace = explained(model, sheet(model, [(1, 2, 2, 2), (4,) * 4, (4,) * 4, (4,) * 4]))
    assert sums(trace, "p0")["lower"] == "min(floor(3.4375), 1 + min(1, 4, 4, 4)) = 2"
    pillar = next(s for s in trace["storeys"] if s["id"] == "p0")
    assert pillar["capped"] and pillar["cap"] == 2 and pillar["next"] == "For level 3 it is enough that this part rises to 3 or above: D0"


def test_a_third_stays_exact_in_the_sum():
    """A mean of 10/3 enters the sum above it as a fraction, and its own outcome is called rounded."""
    model = instrument((dimension("d", (1, 1, 1)), dimension("e")))
    trace = explained(model, sheet(model, [(3, 3, 4), (4, 4, 4, 4)]))
    assert sums(trace, "d")["point"] == "(3 + 3 + 4) / 3 ≈ 3.3333" and sums(trace, "p0")["point"] == "(10/3 + 4) / 2 ≈ 3.6667"


def test_one_step_up_is_told():
    """(3, 4, 4, 4) with the first at 4: mean 3.75 to 4, and level 4 is reached; the others do not reach it."""
    model = instrument((dimension("d"),))
    trace = explained(model, sheet(model, [(3, 4, 4, 4)]))
    first, second = (w["cases"][0] for w in trace["what_if"][:2])
    assert trace["what_if"][0]["before"]["dimension"] == {"point": 3.75, "level_range": [3, 3]}
    assert first["dimension"] == {"point": 4.0, "level_range": [4, 4]} and first["reaches_next"]
    assert second["level"] == 5 and second["dimension"] == {"point": 4.0, "level_range": [4, 4]}


def test_knowing_settles_a_range():
    """(3, 3, 3, don't know): 2.5 if it is 1, 3.5 if it is 5."""
    model = instrument((dimension("d"),))
    cases = explained(model, sheet(model, [(3, 3, 3, "dk")]))["what_if"][3]["cases"]
    assert [(c["level"], c["dimension"]) for c in cases] == [(1, {"point": 2.5, "level_range": [2, 2]}), (5, {"point": 3.5, "level_range": [3, 3]})]


def test_questions_of_different_weight_are_tried_apart():
    """All at 1, two unknown of weight 3 and 1: both cases of level 1 have the same mean, but not the same amount known."""
    model = instrument((dimension("d", (1, 3, 1)), dimension("e")))
    trace = check(model, sheet(model, [(1, "dk", "dk"), (2, 2, 2, 2)]))
    assert [w["cases"][0]["dimension"] for w in trace["what_if"][1:3]] == [{"point": 1.0, "level_range": [1, 1]}, {"point": None, "level_range": [1, 3]}]


def test_nothing_answered_and_nothing_applicable():
    """A blank sheet and one where nothing applies have a trace without figures, and a page."""
    model = instrument((dimension("d", (1, 1, 1)),))
    for row in ((None,) * 3, ("dk", "na", "na")):
        answers = sheet(model, [row])
        trace = check(model, answers)
        assert trace["to_target"]["value"] is None and trace["priorities"] == []
        assert 'id="explain-d"' in Door(model).ask("explain", answers=answers.as_dict() | {"answers": {}}, **{"as": "page"})["html"]


def test_the_quick_check_is_explained_as_such():
    """One question a dimension: the status says why it is no better than provisional, and what is not asked is not tried."""
    model = instrument((dimension("d"),))
    trace = check(model, answered(model, {"d.0": 3, "d.1": 5}, "quick"))
    status = trace["storeys"][0]["steps"][-1]
    assert status["value"] == "provisional" and "quick check" in status["rule"] and [w["id"] for w in trace["what_if"]] == ["d.0"]
