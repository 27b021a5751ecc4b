"""The worked examples of the design, section 4: computed there, apart from this code."""

from fractions import Fraction as F

import pytest

from assessment.core import priorities
from assessment.core.priorities import top3_shares
from assessment.core.outcome import outcome
from assessment.core.result import make_result
from assessment.core.scoring import score
from instruments import dimension, instrument, sheet

FOUR = tuple(f"c{n}" for n in range(4))


def eleven(mode="full"):
    """The shape of the real instrument: 3, 4 and 4 dimensions of four items."""
    return instrument(*(tuple(dimension(f"d{p}{n}") for n in range(count)) for p, count in enumerate((3, 4, 4))))


def result(model, answers):
    return make_result(outcome(model, answers), [])


def test_half_not_applicable_is_not_more_than_half():
    """Weights 3,1,1,1 and answers na, na, 4, 2: scored, 3.0."""
    model = instrument((dimension("d", (3, 1, 1, 1)),))
    d = result(model, sheet(model, [("na", "na", 4, 2)]))["dimensions"][0]
    assert (d["status"], d["point"], d["coverage"], d["low"], d["high"]) == ("scored", 3.0, 1.0, 3.0, 3.0)


def test_quick_with_one_dont_know():
    """Quick, all 3, one don't know in a pillar of four: whole 3.0 provisional, 2.8333 to 3.1667, no level."""
    model = eleven()
    rows = [(3, None, None, None)] * 10 + [("dk", None, None, None)]
    whole = result(model, sheet(model, rows, "quick"))["overall"]
    assert (whole["point"], whole["status"], whole["low"], whole["high"], whole["level"]) == (3.0, "provisional", 2.8333, 3.1667, None)


def test_pillar_with_one_dimension_mostly_unknown():
    """(3,4,3,4) three times and (5,dk,dk,dk): coverage 0.8125, point 3.875, 3.125 to 3.875, level 3."""
    model = instrument(tuple(map(dimension, FOUR)))
    p = result(model, sheet(model, [(3, 4, 3, 4)] * 3 + [(5, "dk", "dk", "dk")]))["pillars"][0]
    assert (p["coverage"], p["point"], p["low"], p["high"], p["level"]) == (0.8125, 3.875, 3.125, 3.875, 3)


def test_nothing_is_more_than_one_level_above_its_weakest_part():
    """Pillars 4.5, 4.5 and one of (1.75, 4, 4, 4): that one 3.4375 capped to 2, the whole level 3, capped."""
    model = instrument(*(tuple(dimension(f"p{p}d{n}") for n in range(4)) for p in range(3)))
    rows = [(4, 4, 5, 5)] * 8 + [(1, 2, 2, 2)] + [(4, 4, 4, 4)] * 3
    r = result(model, sheet(model, rows))
    weak = r["pillars"][2]
    assert (weak["point"], weak["level"], weak["capped"], weak["blocked_by"]) == (3.4375, 2, True, ["p2d0"])
    assert (r["overall"]["level"], r["overall"]["capped"], r["overall"]["blocked_by"]) == (3, True, ["p2"])


def test_level_one_everywhere_is_no_part_of_the_way():
    """All 1 and targets 4: to_target 0.0."""
    model = eleven()
    answers = sheet(model, [(1, 1, 1, 1)] * 11, targets={d.id: 4 for d in model.dimensions})
    assert result(model, answers)["to_target"] == 0.0


def test_equal_scores_share_a_rank():
    """Quick, all 2, target 3 everywhere: all rank 1."""
    model = eleven()
    r = result(model, sheet(model, [(2, None, None, None)] * 11, "quick"))
    assert [p["rank"] for p in r["priorities"]] == [1] * 11
    assert [p["id"] for p in r["priorities"]] == [d.id for d in model.dimensions]


def test_top_three_shares_of_the_design():
    """Eleven gaps at importance 2 and their shares of 1,000 draws."""
    gaps = [F(3, 4), F(1), F(1, 2), F(5, 4), F(2), F(1, 4), F(3, 2), F(1), F(3, 4), F(1, 2), F(7, 4)]
    shares = [float(s) for s in top3_shares([2 * g for g in gaps])]
    assert shares == [0.007, 0.129, 0, 0.405, 0.874, 0, 0.649, 0.137, 0.016, 0, 0.783]


def test_the_factors_are_those_of_the_generator():
    """Knuth's MMIX generator step by step, as design section 4 writes it: the ten highest bits and 512."""
    x, drawn = 20260101, []
    for _ in range(11_000):
        x = (6364136223846793005 * x + 1442695040888963407) % 2**64
        drawn.append(512 + x // 2**54)
    for many in (1, 63, 64, 65, 7000, 11_000):
        priorities._drawn.clear()
        assert priorities.factors(many)[:many] == drawn[:many]


def test_a_blank_questionnaire_has_no_figure():
    """Nothing answered: not enough, no point and no level anywhere, but the bounds 1 and 5."""
    model = eleven()
    r = result(model, sheet(model, [(None,) * 4] * 11))
    for s in [r["overall"], *r["pillars"], *r["dimensions"]]:
        assert (s["status"], s["coverage"], s["point"], s["level"]) == ("not-enough", 0.0, None, None)
        assert (s["low"], s["high"]) == (1.0, 5.0)
    assert r["to_target"] is None and r["priorities"] == []


@pytest.mark.parametrize("mode", ["quick", "full"])
def test_quick_is_never_better_than_provisional(mode):
    """One question a dimension is an indication, even if all are answered."""
    model = eleven()
    statuses = {s.storey.status for s in score(model, sheet(model, [(3, 3, 3, 3)] * 11, mode)).dimensions}
    assert statuses == ({"provisional"} if mode == "quick" else {"scored"})
