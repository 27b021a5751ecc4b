"""Takes an outcome and gives what one step up on each question would change; knows no words.

Only what the question is part of is scored again: its dimension, that one's pillar, and the whole.
A question without a level is tried at both ends of the scale: that is all that knowing it can settle.
"""

from dataclasses import dataclass

from assessment.core.model import Item
from assessment.core.outcome import Outcome
from assessment.core.scoring import Part, Storey, item_part, storey
from assessment.core.answers import Answer

STEP, KNOW, TOP, APART = "step", "know", "top", "not-applicable"


@dataclass(frozen=True, slots=True)
class Case:
    """The three storeys if the question had this level."""

    level: int
    dimension: Storey
    pillar: Storey
    overall: Storey
    reaches_next: bool
    """True where the dimension has a point and its lower level bound has risen."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One question: `step` has one case, `know` (no level yet) those of level 1 and 5; `top` and `not-applicable` have none."""

    item: Item
    answer: Answer
    kind: str
    dimension: Storey
    pillar: Storey
    overall: Storey
    cases: tuple[Case, ...]


def what_ifs(found: Outcome) -> tuple[WhatIf, ...]:
    """Every question in scope, in model order."""
    scores = found.scores
    quick = scores.mode == "quick"
    pillars = {p.id: p for p in scores.pillars}
    above = {p.id: p.as_part() for p in scores.pillars}
    known: dict[tuple[object, ...], tuple[Storey, Storey]] = {}  # questions of one weight change their dimension alike
    told = []
    for pillar in scores.pillars:
        members = [d for d in scores.dimensions if d.pillar == pillar.id]
        below = {d.storey.id: d.storey.as_part() for d in members}

        def higher(dimension: Storey, pillar: Storey = pillar, below: dict[str, Part] = below) -> tuple[Storey, Storey]:
            if dimension.status == "not-applicable":
                return pillar, scores.overall
            # These fix the mean and the best case too: what is not known counts 1 below and 5 above.
            key = (dimension.id, dimension.low.as_integer_ratio(), dimension.coverage.as_integer_ratio())
            if key not in known:
                p = storey(pillar.id, tuple((below | {dimension.id: dimension.as_part()}).values()), quick=quick, capping=True)
                known[key] = (p, storey("overall", tuple((above | {p.id: p.as_part()}).values()), quick=quick, capping=True))
            return known[key]

        for d in members:
            parts = list(map(item_part, d.items, d.answers))
            for place, (item, answer) in enumerate(zip(d.items, d.answers, strict=True)):
                kind, levels = _tried(answer)
                cases = []
                for level in levels:
                    changed = (*parts[:place], item_part(item, Answer(level=level)), *parts[place + 1 :])
                    dimension = storey(d.storey.id, changed, quick=quick, capping=False)
                    reaches = dimension.point is not None and dimension.lower > d.storey.lower
                    cases.append(Case(level, dimension, *higher(dimension), reaches))
                told.append(WhatIf(item, answer, kind, d.storey, pillars[d.pillar], scores.overall, tuple(cases)))
    return tuple(told)


def _tried(answer: Answer) -> tuple[str, tuple[int, ...]]:
    if answer.state == "na":
        return APART, ()
    if answer.level is None:
        return KNOW, (1, 5)
    return (STEP, (answer.level + 1,)) if answer.level < 5 else (TOP, ())
