"""Takes an outcome and gives what a result says, in order and in words; knows no markup.

The profile comes first, the overall level last: a mean of ordered descriptions is the weakest thing that we can say.
"""

from dataclasses import dataclass

from assessment.core.advice import Advice, make_advice
from assessment.core.answers import Answers
from assessment.core.model import Model, model_hash
from assessment.core.outcome import Outcome
from assessment.core.rows import Row, make_rows
from assessment.core.scoring import Scores, Storey
from assessment.core.shown import falls_back, first_look
from assessment.core.wording import CONTEXT_WORDS, count, figure, level_words, listing, lower_first, percent

SAY_DO = "say-do"  # the code of notes that set what is said against what is done


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
    advice: Advice
    doubts: tuple[str, ...]
    """Where what is said and what is done do not fit together."""
    overall: str
    notes: tuple[str, ...]
    mail: tuple[str, ...]
    """Three sentences to pass on."""


def make_report(found: Outcome, notes: list[dict[str, str]]) -> Report:
    """The report; `notes` are those of the result."""
    model, answers, scores = found.model, found.answers, found.scores
    quick = first_look(found)
    rows = make_rows(found, quick)
    groups = []
    for pillar, full, first in zip(model.pillars, scores.pillars, quick.pillars, strict=True):
        words = _storey_words(model, first if falls_back(full, first) else full)
        marked = f"Quick check: {lower_first(words)}" if falls_back(full, first) else words
        groups.append((pillar.title, marked, tuple(r for r in rows if r.pillar == pillar.id)))
    status = scores.overall.status
    if status == "not-enough" and any(r.shown for r in rows):
        status = "provisional"
    sentence, advice = _sentence(model, answers, rows, scores), make_advice(found)
    return Report(
        title=_title(answers, rows),
        sentence=sentence,
        byline=byline(model, answers, scores),
        scope=scope_of(model, answers),
        status=status,
        rows=tuple(groups),
        advice=advice,
        doubts=tuple(n["text"] for n in notes if n["code"] == SAY_DO),
        overall=_overall(model, scores.overall, quick.overall),
        notes=tuple(n["text"] for n in notes if n["code"] != SAY_DO),
        mail=(_opening(model, answers, sentence), _first_steps(advice), _limits(answers, scores)),
    )


def _title(answers: Answers, rows: list[Row]) -> str:
    if answers.mode == "quick":
        return "Result of the quick check, provisional"
    shown = [r for r in rows if r.shown]
    return "Result of the quick check, until the full one has enough answers" if shown and all(r.quick for r in shown) else "Result of the full assessment"


def _voice(answers: Answers) -> str:
    return "As seen by one person" if answers.kind == "own" else "As agreed by the team"


def _sentence(model: Model, answers: Answers, rows: list[Row], scores: Scores) -> str:
    shown = [r for r in rows if r.shown]
    if not shown:
        known, asked = _counted(scores)
        return f"Not enough answers yet: {known} of {count(asked, 'question has', 'questions have')} a level, and no figure can be given."
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


def byline(model: Model, answers: Answers, scores: Scores) -> str:
    """Whose view, which check, when, how much of it is known, and which edition of the questions."""
    mode = "quick check" if answers.mode == "quick" else "full assessment"
    when = answers.date or "no date"
    known, asked = _counted(scores)
    return f"{_voice(answers)} · {mode} · {when} · {known} of {asked} questions answered with a level · {model.id} {model.version} ({model_hash(model)})"


def _counted(scores: Scores) -> tuple[int, int]:
    """How many questions have a level, and how many were asked."""
    asked = [a for d in scores.dimensions for a in d.answers]
    return sum(a.level is not None for a in asked), len(asked)


def _opening(model: Model, answers: Answers, sentence: str) -> str:
    mode = "quick check" if answers.mode == "quick" else "full assessment"
    unit = f" of {answers.scope['unit']}" if answers.scope.get("unit") else ""
    when = f", {answers.date}" if answers.date else ""
    return f"{model.title}{unit} ({mode}{when}): {lower_first(sentence)}"


def _first_steps(advice: Advice) -> str:
    first = [lower_first(c.dimension.title) for c in advice.first]
    unknown = [lower_first(u.dimension.title) for u in advice.find_out]
    ask = f"; not known yet: {listing(unknown)}" if unknown else ""
    if first:
        shared = " (places shared)" if any("shared" in c.rank for c in advice.first) else ""
        return f"To take up first, by gap and importance{shared}: {listing(first)}{ask}."
    return f"Nothing with a figure is below its target{ask}." if advice.enough else f"There is no figure yet to compare with a target{ask}."


def _limits(answers: Answers, scores: Scores) -> str:
    known, asked = _counted(scores)
    whose = "one person's opinion" if answers.kind == "own" else "the team's opinion"
    return f"This is {whose} on {known} of {asked} questions, with a questionnaire that has not been validated: a start for talking, no benchmark."


def scope_of(model: Model, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Pairs of a label and a text: what the answers are about, as far as it was said."""
    roles = {r.id: r.title for r in model.roles}
    labels = {"unit": "Unit", "period": "Period", "role": "Role", "size": "Size", "exchange": "Exchange with customers"}
    given = {key: answers.scope.get(key) for key in labels}
    return tuple((labels[k], roles.get(v, v) if k == "role" else CONTEXT_WORDS.get(v, v)) for k, v in given.items() if v)


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
    if falls_back(full, first):
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
