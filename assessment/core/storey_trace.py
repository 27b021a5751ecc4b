"""Takes one storey and its parts and gives, for each of its figures, the rule in words, the sum and the outcome; knows no model and no markup."""

from fractions import Fraction

from assessment.core.result import number
from assessment.core.scoring import HALF, Part, Storey
from assessment.core.sums import equation, exact, smallest, weighted_mean

# What a part is called, and how each rule reads for a dimension and for what stands above it.
COVERAGE = {
    True: "How much is known: a question counts 1 if it has a level, else 0, and the mean of these is taken.",
    False: "How much is known: the mean of what is known of each part.",
}
MEAN = {True: "The mean of the levels that were given.", False: "The mean of the parts' means."}
LOW = {True: "The worst case: the mean if every question without a level were at 1.", False: "The worst case: the mean of the parts' worst cases."}
HIGH = {True: "The best case: the mean if every question without a level were at 5.", False: "The best case: the mean of the parts' best cases."}
APART = "More than half of the parts are not applicable, so this one is left out, here and above."
NO_PARTS = "Nothing is asked here, so this one is left out."
UNKNOWN = "Nothing is known yet, so there is no mean."
KEPT_BACK = "Less than half is known, so no mean is shown here. What is known counts in the mean above."
DOWN = "{} rounded down: a level is reached, not rounded up to."
CAP = "{} rounded down, but not more than one level above the weakest part."
STATUS = {
    "not-enough": "Less than half is known, so no mean and no level are shown.",
    "provisional": "At least half is known, but not all.",
    "scored": "Everything that applies is known.",
    "quick": "At least half is known. The quick check is an indication, so it is never better than provisional.",
}


def steps(s: Storey, parts: list[Part], *, quick: bool, questions: bool) -> list[dict[str, object]]:
    """`figure`, `rule`, `sum` (None where there is none), `value`; in the order in which one follows from the other.

    `questions` where the parts are questions, so that this is a dimension and nothing caps it.
    `point` stands only where it is shown; else `value`, which is what counts one storey up.
    """
    live = [p for p in parts if p.applicable]
    if s.status == "not-applicable":
        apart, all_parts = len(parts) - len(live), len(parts)
        return [_step("status", APART if parts else NO_PARTS, f"{apart} > {all_parts} / 2" if parts else "0 = 0", s.status)]
    known = [p for p in live if p.value is not None]
    found = [_mean("coverage", COVERAGE[questions], [(p.weight, p.coverage) for p in live], s.coverage)]
    if not known:
        found.append(_step("point", UNKNOWN, None, None))
    else:
        figure, rule = ("point", MEAN[questions]) if s.point is not None else ("value", KEPT_BACK)
        found.append(_mean(figure, rule, [(p.weight, p.value) for p in known], s.value))
    found.append(_mean("low", LOW[questions], [(p.weight, p.low) for p in live], s.low))
    found.append(_mean("high", HIGH[questions], [(p.weight, p.high) for p in live], s.high))
    found.append(_bound("lower", "The worst case", s.low, None if questions else [p.lower for p in live], s.lower))
    found.append(_bound("upper", "The best case", s.high, None if questions else [p.upper for p in live], s.upper))
    found.append(_status(s, quick=quick))
    return found


def _step(figure: str, rule: str, sum: str | None, value: object) -> dict[str, object]:
    return {"figure": figure, "rule": rule, "sum": sum, "value": value}


def _mean(figure: str, rule: str, pairs: list[tuple[int, Fraction]], outcome: Fraction) -> dict[str, object]:
    return _step(figure, rule, equation(weighted_mean(pairs), outcome), number(outcome))


def _bound(figure: str, whose: str, mean: Fraction, ends: list[int] | None, outcome: int) -> dict[str, object]:
    down = f"floor({exact(mean)})"
    if ends is None:
        return _step(figure, DOWN.format(whose), equation(down, outcome), outcome)
    return _step(figure, CAP.format(whose), equation(f"min({down}, 1 + {smallest(ends)})", outcome), outcome)


def _status(s: Storey, *, quick: bool) -> dict[str, object]:
    known = exact(s.coverage)
    if s.coverage < HALF:
        return _step("status", STATUS[s.status], f"{known} < 1/2", s.status)
    if s.coverage < 1:
        return _step("status", STATUS["quick" if quick else s.status], f"1/2 ≤ {known} < 1", s.status)
    return _step("status", STATUS["quick" if quick else s.status], f"{known} ≥ 1/2" if quick else f"{known} = 1", s.status)
