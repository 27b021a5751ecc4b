"""Takes an outcome and gives for each dimension the figures that people are shown, in model order; knows no words and no drawing."""

from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.core.outcome import Outcome
from assessment.core.scoring import DimensionScore, Scores, Storey, score


@dataclass(frozen=True, slots=True)
class Shown:
    """One dimension; `quick` where a full assessment has too few answers and the quick check's figures stand in; `target` None where it does not apply."""

    score: DimensionScore
    quick: bool
    target: int | None

    @property
    def storey(self) -> Storey:
        """Its figures; without a point none of them is shown."""
        return self.score.storey

    @property
    def point(self) -> Fraction | None:
        """The mean, or None."""
        return self.score.storey.point


def first_look(found: Outcome) -> Scores:
    """What the quick check alone says."""
    return found.scores if found.answers.mode == "quick" else score(found.model, replace(found.answers, mode="quick"))


def falls_back(full: Storey, first: Storey) -> bool:
    """True where the quick check has a figure and the full assessment not yet: the quick one then stays, named as such."""
    return full.status == "not-enough" and first.point is not None


def shown(found: Outcome) -> tuple[Shown, ...]:
    """Every dimension of the model."""
    made = []
    for full, first in zip(found.scores.dimensions, first_look(found).dimensions, strict=True):
        quick = falls_back(full.storey, first.storey)
        standing = found.standings.get(full.storey.id)
        made.append(Shown(first if quick else full, quick, standing.target if standing else None))
    return tuple(made)
