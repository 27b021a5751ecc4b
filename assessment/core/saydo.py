"""Takes an outcome and gives the facts that were answered no where the answers claim the level that expects them; changes no figure.

People rate themselves kindly, and a fact about customers is harder to rate kindly than a practice.
Both texts are shown side by side; which of the two holds is for people to find out (design, section 4).
"""

from dataclasses import dataclass

from assessment.core.model import Dimension, Fact
from assessment.core.outcome import Outcome
from assessment.core.wording import figure, level_words


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A dimension at or above the level from which a fact is expected, and that fact answered no."""

    dimension: Dimension
    fact: Fact
    said: str
    """The level in words, such as `4 by evidence` or `3 to 5`."""
    mean: str
    """The point as it is printed."""

    @property
    def text(self) -> str:
        """Both sides in one note, and what follows from them: nothing but a question."""
        return (
            f"{self.dimension.title}: the answers come to level {self.said}, mean {self.mean}. "
            f"And yet the answer is no to: “{self.fact.text}” "
            "Nothing is added or taken off for it; find out which of the two holds."
        )


def contradictions(found: Outcome) -> tuple[Contradiction, ...]:
    """In the order of the model's dimensions, then of its facts; none for a dimension without a point."""
    model, facts = found.model, found.answers.facts
    flagged = []
    for d in found.scores.dimensions:
        s = d.storey
        if s.point is None:
            continue
        for fact in model.facts:
            if fact.dimension == s.id and facts.get(fact.id) == "no" and s.point >= fact.expected_from:
                flagged.append(Contradiction(d.dimension, fact, level_words(model, s.lower, s.upper), figure(s.point)))
    return tuple(flagged)
