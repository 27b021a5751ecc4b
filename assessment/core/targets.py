"""Takes a model and a person's own targets and context and gives one target level a dimension; knows no scores but for the gap.

The first that exists of: the person's own; the suggestion for their size and exchange; else a common starting point, which is not advice.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessment.core.answers import Answers
from assessment.core.model import Model

DEFAULT_TARGET = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A level 1 to 5 and where it comes from: `own`, `context` or `default`."""

    level: int
    origin: str


def targets_for(model: Model, answers: Answers) -> dict[str, Target]:
    """Dimension id to target, for every dimension of the model."""
    size, exchange = answers.scope.get("size"), answers.scope.get("exchange")
    profile = next((t.levels for t in model.targets if (t.size, t.exchange) == (size, exchange)), {})
    found = {}
    for dimension in model.dimensions:
        if dimension.id in answers.targets:
            found[dimension.id] = Target(answers.targets[dimension.id], "own")
        elif dimension.id in profile:
            found[dimension.id] = Target(profile[dimension.id], "context")
        else:
            found[dimension.id] = Target(DEFAULT_TARGET, "default")
    return found


def gap(target: Target, point: Fraction | None) -> Fraction | None:
    """How far the point is below the target, in levels; 0 where it is not; None without a point."""
    return None if point is None else max(Fraction(0), target.level - point)


def to_target(pairs: list[tuple[Target, Fraction | None]]) -> Fraction | None:
    """The share of the way from level 1 to the targets that is done, 0 to 1, over the dimensions with a point.

    1 − Σgap / Σ(target − 1); None if there is no point, or if all those targets are 1.
    After OWASP SAMM's PercentToTarget, counted from the bottom of the scale instead of from zero.
    """
    known = [(target, point) for target, point in pairs if point is not None]
    way = sum(target.level - 1 for target, _ in known)
    if way == 0:
        return None
    return 1 - sum((gap(target, point) for target, point in known), Fraction(0)) / way
