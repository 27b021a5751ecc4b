"""Takes an outcome and gives a plan: what to take up, from which level, who, until when, how to see it; knows no format of a file.

Where the answers hold no plan, the first three priorities are proposed, due 30, 60 and 90 days after the plan's date.
"""

from dataclasses import dataclass

from assessment.core.answers import PlanStep, day_number, days_after
from assessment.core.outcome import Outcome
from assessment.core.wording import count, level_words

PROPOSED = 3
STRIDE = 30  # days
HORIZONS = {
    "overdue": "Overdue, or before the start",
    "30": "Within 30 days",
    "60": "Days 31 to 60",
    "90": "Days 61 to 90",
    "later": "After 90 days",
    "dated": "With a date",
    "none": "No date yet",
}
"""In reading order; `dated` is a due day where the plan itself has none to count from."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step with what the model says about it; `start` is the level it starts from, 1 to 4."""

    dimension: str
    title: str
    start: int
    from_words: str
    to_words: str
    """The levels with their names, such as `2 by person`."""
    next_step: str
    owner: str
    due: str | None
    measure: str
    horizon: str

    def as_dict(self) -> dict[str, object]:
        """As the door tells it; `to` is one level above `from`."""
        return {
            "dimension": self.dimension, "title": self.title, "from": self.start, "to": self.start + 1, "from_level": self.from_words, "to_level": self.to_words,
            "next_step": self.next_step, "owner": self.owner, "due": self.due, "measure": self.measure, "horizon": self.horizon,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in their order; `proposed` if nobody has chosen them yet; `sentence` says what this is."""

    steps: tuple[Step, ...]
    proposed: bool
    date: str | None
    sentence: str

    def as_dict(self) -> dict[str, object]:
        """As the door tells it."""
        return {"steps": [s.as_dict() for s in self.steps], "proposed": self.proposed, "date": self.date, "sentence": self.sentence}


def make_plan(found: Outcome, date: str | None) -> Plan:
    """The plan on a date (YYYY-MM-DD, or None); that of the answers, else a proposal, else none with the reason."""
    own = found.answers.plan
    chosen = own or _proposal(found, date)
    titles = {d.id: d for d in found.model.dimensions}
    steps = []
    for step in chosen:
        d, levels = titles[step.dimension], [level_words(found.model, n, n) for n in (step.start, step.start + 1)]
        steps.append(Step(d.id, d.title, step.start, *levels, d.next_steps.get(step.start, ""), step.owner, step.due, step.measure, horizon(date, step.due)))
    proposed = bool(steps) and not own
    return Plan(tuple(steps), proposed, date, _sentence(found, len(steps), proposed=proposed))


def horizon(date: str | None, due: str | None) -> str:
    """In which stretch of days a due day lies, counted from the plan's date; a key of HORIZONS."""
    if due is None:
        return "none"
    if date is None:
        return "dated"
    days = day_number(due) - day_number(date)
    if days < 0:
        return "overdue"
    return next((str(end) for end in (30, 60, 90) if days <= end), "later")


def _proposal(found: Outcome, date: str | None) -> tuple[PlanStep, ...]:
    reached = {d.storey.id: d.storey.lower for d in found.scores.dimensions}
    first = found.priorities[:PROPOSED]
    return tuple(PlanStep(p.id, reached[p.id], due=date and days_after(date, STRIDE * (place + 1))) for place, p in enumerate(first))


def _sentence(found: Outcome, steps: int, *, proposed: bool) -> str:
    if proposed:
        return f"Proposed: nobody has agreed on {'this step' if steps == 1 else 'these steps'} yet. {'It is the only one below its target' if steps == 1 else 'They come first in the list of priorities'}; choose your own."
    if steps:
        return f"{count(steps, 'step', 'steps')} to take up."
    if any(s.point is not None for s in found.standings.values()):
        unknown = " Other dimensions have too few answers yet: find out about those first." if found.find_out else ""
        return f"Every dimension with enough answers stands at its target or above, so there is nothing to propose. Enough is enough.{unknown}"
    return "There are not enough answers yet to propose a step. Find out first, then plan." if found.find_out else "Nothing here applies, so there is nothing to plan."
