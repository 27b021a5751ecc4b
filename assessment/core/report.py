"""Takes an outcome and gives what a result says, in order and in words; knows no markup.

The profile comes first, the overall level last: a mean of ordered descriptions is the weakest thing that we can say.
"""

from dataclasses import dataclass, replace

from assessment.core.answers import Answers
from assessment.core.model import Dimension, Item, Model, model_hash
from assessment.core.outcome import Outcome
from assessment.core.scoring import DimensionScore, Scores, Storey, score
from assessment.core.wording import STATUS, count, figure, level_words, listing, lower_first, percent, span


@dataclass(frozen=True, slots=True)
class Holding:
    """An item that holds its dimension back; `known` False where it was not answered with a level."""

    item: Item
    known: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension in the profile; `quick` where a full assessment has too few answers and the quick check's figure stands in."""

    dimension: Dimension
    pillar: str
    status: str
    quick: bool
    storey: Storey
    level: str
    mean: str
    bounds: str
    answered: str
    uneven: bool
    confidence: str | None
    holds: tuple[Holding, ...]
    next_level: int | None
    next_step: str

    @property
    def shown(self) -> bool:
        """True where there is a figure to show."""
        return self.storey.point is not None

    @property
    def way(self) -> str:
        """What would be enough for the next level; not the only way there, since a strong answer may lift a weak one."""
        rise = "this answer rises" if len(self.holds) == 1 else "each of these answers rises"
        above = "" if self.next_level == 5 else " or above"
        return f"For level {self.next_level} it is enough that {rise} to {self.next_level}{above}:"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a result says."""

    title: str
    sentence: str
    byline: str
    scope: tuple[tuple[str, str], ...]
    status: str
    rows: tuple[tuple[str, str, tuple[Row, ...]], ...]
    """Pillar title, what is known of the pillar, its rows."""
    overall: str
    notes: tuple[str, ...]


def make_report(found: Outcome, notes: list[dict[str, str]]) -> Report:
    """The report; `notes` are those of the result."""
    model, answers, scores = found.model, found.answers, found.scores
    quick = scores if answers.mode == "quick" else score(model, replace(answers, mode="quick"))
    rows = [_row(model, full, first) for full, first in zip(scores.dimensions, quick.dimensions, strict=True)]
    groups = []
    for pillar, full, first in zip(model.pillars, scores.pillars, quick.pillars, strict=True):
        words = _storey_words(model, first if _falls_back(full, first) else full)
        marked = f"Quick check: {lower_first(words)}" if _falls_back(full, first) else words
        groups.append((pillar.title, marked, tuple(r for r in rows if r.pillar == pillar.id)))
    status = scores.overall.status
    if status == "not-enough" and any(r.shown for r in rows):
        status = "provisional"
    return Report(
        title=_title(answers, rows),
        sentence=_sentence(model, answers, rows, scores),
        byline=_byline(model, answers, scores),
        scope=_scope(model, answers),
        status=status,
        rows=tuple(groups),
        overall=_overall(model, scores.overall, quick.overall),
        notes=tuple(n["text"] for n in notes),
    )


def _falls_back(full: Storey, first: Storey) -> bool:
    """True where the quick check has a figure and the full assessment not yet: the quick one then stays, named as such."""
    return full.status == "not-enough" and first.point is not None


def _row(model: Model, full: DimensionScore, first: DimensionScore) -> Row:
    use_quick = _falls_back(full.storey, first.storey)
    d = first if use_quick else full
    s = d.storey
    holds = tuple(Holding(i, a.level is not None) for i, a in zip(d.items, d.answers, strict=True) if i.id in s.blocked_by)
    if s.status == "not-applicable":
        level = mean = bounds = answered = "–"
    else:
        level = level_words(model, s.lower, s.upper) if s.point is not None else "–"
        mean = figure(s.point) if s.point is not None else "–"
        bounds = span(s.low, s.high) if s.point is not None else "–"
        answered = f"{sum(a.level is not None for a in full.answers)} of {sum(a.state != 'na' for a in full.answers)}"
    reached = s.lower if s.point is not None else None
    step = d.dimension.next_steps[reached] if reached is not None and reached < 5 else ""
    return Row(
        dimension=d.dimension,
        pillar=d.pillar,
        status=STATUS[s.status],
        quick=use_quick,
        storey=s,
        level=level,
        mean=mean,
        bounds=bounds,
        answered=answered,
        uneven=full.uneven,
        confidence=full.confidence,
        holds=holds,
        next_level=None if reached in (None, 5) else reached + 1,
        next_step=step,
    )


def _title(answers: Answers, rows: list[Row]) -> str:
    if answers.mode == "quick":
        return "Result of the quick check"
    shown = [r for r in rows if r.shown]
    return "Result of the quick check, until the full one has enough answers" if shown and all(r.quick for r in shown) else "Result of the full assessment"


def _voice(answers: Answers) -> str:
    return "As seen by one person" if answers.kind == "own" else "As agreed by the team"


def _sentence(model: Model, answers: Answers, rows: list[Row], scores: Scores) -> str:
    shown = [r for r in rows if r.shown]
    if not shown:
        asked = [a for d in scores.dimensions for a in d.answers]
        known = sum(a.level is not None for a in asked)
        return f"Not enough answers yet: {known} of {count(len(asked), 'question has', 'questions have')} a level, and no figure can be given."
    most, least = max(r.storey.point for r in shown), min(r.storey.point for r in shown)
    voice = _voice(answers)
    if most == least:
        who = _names(shown) if len(shown) <= 3 else f"all {len(shown)} dimensions with enough answers"
        return f"{voice}, {who} {'stands' if len(shown) == 1 else 'stand'} at {figure(most)} on the scale from 1 to 5."
    top, bottom = ([r for r in shown if r.storey.point == p] for p in (most, least))
    partly = " Dimensions with too few answers stand as the quick check left them." if any(r.quick for r in shown) else ""
    return f"{voice}, {_at(model, top, 'furthest along')}, and {_at(model, bottom, 'least far')}.{partly}"


def _names(rows: list[Row]) -> str:
    return listing([lower_first(r.dimension.title) for r in rows])


def _at(model: Model, rows: list[Row], where: str) -> str:
    lower, upper = min(r.storey.lower for r in rows), max(r.storey.upper for r in rows)
    who = _names(rows) if len(rows) <= 2 else f"{len(rows)} dimensions"
    return f"{who} {'is' if len(rows) == 1 else 'are'} {where} (level {level_words(model, lower, upper)})"


def _byline(model: Model, answers: Answers, scores: Scores) -> str:
    mode = "quick check" if answers.mode == "quick" else "full assessment"
    when = answers.date or "no date"
    asked = [a for d in scores.dimensions for a in d.answers]
    known = sum(a.level is not None for a in asked)
    return f"{_voice(answers)} · {mode} · {when} · {known} of {len(asked)} questions answered with a level · {model.id} {model.version} ({model_hash(model)})"


def _scope(model: Model, answers: Answers) -> tuple[tuple[str, str], ...]:
    roles = {r.id: r.title for r in model.roles}
    words = {"small": "fewer than 50 people", "large": "50 people or more", "discrete": "single purchases", "continuous": "ongoing relationships"}
    labels = {"unit": "Unit", "period": "Period", "role": "Role", "size": "Size", "exchange": "Exchange with customers"}
    given = {key: answers.scope.get(key) for key in labels}
    return tuple((labels[k], roles.get(v, v) if k == "role" else words.get(v, v)) for k, v in given.items() if v)


def _storey_words(model: Model, s: Storey) -> str:
    if s.status == "not-applicable":
        return "Not applicable."
    if s.point is None:
        return "Not enough answers."
    capped = " Held by its weakest dimension." if s.capped else ""
    return f"Level {level_words(model, s.lower, s.upper)}, mean {figure(s.point)}{_between(s)}.{capped}"


def _between(s: Storey) -> str:
    return "" if s.low == s.high else f", at least {figure(s.low)} and at most {figure(s.high)}"


def _overall(model: Model, full: Storey, first: Storey) -> str:
    if _falls_back(full, first):
        return f"Not enough answers to the full assessment yet. The quick check alone says: {lower_first(_overall(model, first, first))}"
    if full.status == "not-applicable":
        return "Nothing here applies, so there is no overall level."
    if full.point is None:
        return "Not enough answers for an overall level."
    titles = {p.id: p.title for p in model.pillars}
    holding = f" What holds it: {listing([lower_first(titles[i]) for i in full.blocked_by])}." if full.blocked_by else ""
    capped = " The mean alone would be higher, but nothing counts as more than one level above its weakest part." if full.capped else ""
    provisional = " This is provisional." if full.status == "provisional" else ""
    return f"Level {level_words(model, full.lower, full.upper)}, mean {figure(full.point)}{_between(full)}, {percent(full.coverage)} known.{capped}{holding}{provisional}"
