"""Takes a model and one person's answers and gives every storey's figures, exactly; knows neither targets nor words.

The one rule for all three storeys is section 4 of the design: weighted means, worst-case bounds for what is not known,
levels that are reached and not rounded, and nothing more than one level above its weakest part.
All figures are `fractions.Fraction` on the scale 1 to 5 (coverage 0 to 1); rounding happens at output only.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

from assessment.core.answers import Answer, Answers
from assessment.core.model import Dimension, Item, Model, Retired, in_scope

HALF = Fraction(1, 2)
LEVELS = tuple(map(Fraction, range(6)))


@dataclass(frozen=True, slots=True)
class Part:
    """What a storey needs to know of one of its parts; `value` is None where nothing is known, `applicable` False where it is left out."""

    id: str
    weight: int
    applicable: bool
    value: Fraction | None = None
    low: Fraction = Fraction(1)
    high: Fraction = Fraction(5)
    coverage: Fraction = Fraction(0)
    lower: int = 1
    upper: int = 5
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Storey:
    """A dimension, a pillar or the whole: its figures, None throughout where it is not applicable."""

    id: str
    status: str
    coverage: Fraction | None
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    lower: int | None
    upper: int | None
    blocked_by: tuple[str, ...] = ()
    capped: bool = False

    @property
    def point(self) -> Fraction | None:
        """The value, unless too little is known to show one."""
        return self.value if self.status in ("scored", "provisional") else None

    @property
    def level(self) -> int | None:
        """The level, where both bounds agree and there is a point."""
        return self.lower if self.point is not None and self.lower == self.upper else None

    def as_part(self) -> Part:
        """This storey as a part, weighing 1, of the one above."""
        if self.status == "not-applicable":
            return Part(self.id, 1, False)
        return Part(self.id, 1, True, self.value, self.low, self.high, self.coverage, self.lower, self.upper, self.level)


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A dimension's storey with the items that were asked."""

    storey: Storey
    dimension: Dimension
    pillar: str
    items: tuple[Item, ...]
    answers: tuple[Answer, ...]

    @property
    def uneven(self) -> bool:
        """True where the highest and the lowest level differ by 3 or more."""
        levels = [a.level for a in self.answers if a.level is not None]
        return bool(levels) and self.storey.status != "not-applicable" and max(levels) - min(levels) >= 3

    @property
    def confidence(self) -> str | None:
        """`good`, `fair` or `little`; None where the dimension is not applicable."""
        if self.storey.coverage is None:
            return None
        levels = [a for a in self.answers if a.level is not None]
        shown = sum(bool(a.evidence.strip()) for a in levels)
        if self.storey.coverage == 1 and 2 * shown >= len(levels):
            return "good"
        return "fair" if self.storey.coverage >= Fraction(3, 4) else "little"


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one set of answers, in model order."""

    mode: str
    overall: Storey
    pillars: tuple[Storey, ...]
    dimensions: tuple[DimensionScore, ...]


def item_part(item: Item | Retired, answer: Answer) -> Part:
    """An item, also one of former days, as a part: level x gives x, x, x, 1; don't know or blank gives nothing, 1, 5, 0."""
    if answer.state == "na":
        return Part(item.id, item.weight, False)
    if answer.level is None:
        return Part(item.id, item.weight, True)
    x = LEVELS[answer.level]
    return Part(item.id, item.weight, True, x, x, x, LEVELS[1], answer.level, answer.level, answer.level)


def weighted_mean(weights: list[int], figures: list[Fraction]) -> Fraction:
    """The exact mean of some figures; in whole numbers until the last step, since fractions are slow to add."""
    ratios = [x.as_integer_ratio() for x in figures]
    unit = lcm(*[below for _, below in ratios])
    return Fraction(sum([w * over * (unit // below) for w, (over, below) in zip(weights, ratios, strict=True)]), unit * sum(weights))


def storey(id: str, parts: tuple[Part, ...], *, quick: bool, capping: bool) -> Storey:
    """The figures of one storey from its parts; `capping` for a pillar and the whole, where no part may be far behind."""
    applicable = [p for p in parts if p.applicable]
    if 2 * len(applicable) < len(parts) or not applicable:
        return Storey(id, "not-applicable", None, None, None, None, None, None)
    weights = [p.weight for p in applicable]
    coverage = weighted_mean(weights, [p.coverage for p in applicable])
    known = [p for p in applicable if p.value is not None]
    value = weighted_mean([p.weight for p in known], [p.value for p in known]) if known else None
    if all(p.low is p.value is p.high for p in applicable):
        low = high = value  # nothing is open: one figure instead of three
    else:
        low, high = weighted_mean(weights, [p.low for p in applicable]), weighted_mean(weights, [p.high for p in applicable])
    if coverage < HALF:
        status = "not-enough"
    else:
        status = "provisional" if coverage < 1 or quick else "scored"
    lower, upper = floor(low), floor(high)
    capped = False
    if capping:
        cap = 1 + min(p.lower for p in applicable)
        capped = cap < lower
        lower = min(lower, cap)
        upper = min(upper, 1 + min(p.upper for p in applicable))
    behind = [(p.level or 1, place, p.id) for place, p in enumerate(applicable) if (p.level or 1) <= lower < 5]
    return Storey(id, status, coverage, value, low, high, lower, upper, tuple(i for _, _, i in sorted(behind)), capped)


_KEPT = 4
_scored: list[tuple[Model, str, dict[str, Answer], Scores]] = []


def score(model: Model, answers: Answers) -> Scores:
    """Every storey of a model for one set of answers, in the mode that the answers name.

    The last few are kept: who changes a target or an importance asks again with the same answers.
    """
    for known, mode, given, scores in _scored:
        if known is model and mode == answers.mode and given == answers.answers:
            return scores
    scores = _score(model, answers)
    del _scored[_KEPT - 1 :]
    _scored.insert(0, (model, answers.mode, dict(answers.answers), scores))
    return scores


def _score(model: Model, answers: Answers) -> Scores:
    quick = answers.mode == "quick"
    dimensions, pillars = [], []
    for pillar in model.pillars:
        below = []
        for dimension in pillar.dimensions:
            items = in_scope(dimension, answers.mode)
            given = tuple(answers.get(item.id) for item in items)
            figures = storey(dimension.id, tuple(map(item_part, items, given)), quick=quick, capping=False)
            below.append(figures)
            dimensions.append(DimensionScore(figures, dimension, pillar.id, items, given))
        pillars.append(storey(pillar.id, tuple(s.as_part() for s in below), quick=quick, capping=True))
    overall = storey("overall", tuple(s.as_part() for s in pillars), quick=quick, capping=True)
    return Scores(answers.mode, overall, tuple(pillars), tuple(dimensions))
