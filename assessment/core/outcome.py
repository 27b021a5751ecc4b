"""Takes a model and checked answers and gives everything that follows from them, exact and once; knows no rounding and no words.

What is printed, drawn or explained later starts from here, so that two views can't disagree.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessment.core.answers import Answers
from assessment.core.model import Model
from assessment.core.priorities import DEFAULT_IMPORTANCE, Priority, Standing, find_out, priorities
from assessment.core.scoring import Scores, score
from assessment.core.targets import Target, gap, targets_for, to_target


@dataclass(frozen=True, slots=True)
class Outcome:
    """Scores, targets and priorities of one set of answers; dimensions are named by id, those not applicable have no standing."""

    model: Model
    answers: Answers
    scores: Scores
    targets: dict[str, Target]
    standings: dict[str, Standing]
    priorities: tuple[Priority, ...]
    find_out: tuple[str, ...]
    to_target: Fraction | None


def outcome(model: Model, answers: Answers) -> Outcome:
    """All of it, in model order."""
    scores = score(model, answers)
    targets = targets_for(model, answers)
    standings = {}
    for s in (d.storey for d in scores.dimensions):
        if s.status != "not-applicable":
            importance = answers.importance.get(s.id, DEFAULT_IMPORTANCE)
            standings[s.id] = Standing(s.id, s.point, s.low, targets[s.id].level, gap(targets[s.id], s.point), importance)
    listed = list(standings.values())
    share = to_target([(targets[s.id], s.point) for s in listed])
    return Outcome(model, answers, scores, targets, standings, priorities(listed), find_out(listed), share)
