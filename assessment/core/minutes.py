"""Takes what a team agreed on and the figures of what its people had answered alone, and gives the minutes as Markdown; knows no rule of scoring and no person."""

from assessment.core.answers import Answer
from assessment.core.document import plain
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.intake import read_answers
from assessment.core.model import Item, Model, in_scope, model_hash
from assessment.core.outcome import Outcome, outcome
from assessment.core.plan import make_plan
from assessment.core.plan_document import make_plan_document
from assessment.core.report import make_report
from assessment.core.wording import count, level_words, listing

STATES = {"dk": "the team does not know", "na": "not applicable"}
APART = {"dk": "don’t know", "na": "not applicable", "blank": "left blank"}


def minutes_of(model: Model, team: dict, given: object, invited: int | None) -> str:
    """The minutes of answers as a file holds them. Raises Faulty, also where they are one person's."""
    answers, _ = read_answers(given, model)
    if answers.kind != "agreed":
        raise Faulty([Fault("agreed.kind", f"is {quoted(answers.kind)}.", "Minutes are of answers that a team agreed on: “agreed”.")])
    return make_minutes(outcome(model, answers), team, invited)


def make_minutes(found: Outcome, team: dict, invited: int | None) -> str:
    """The minutes; `found` is of the agreed answers, `team` what `make_team` gives, `invited` how many were asked, if known."""
    model, answers = found.model, found.answers
    figures = {item["id"]: item for item in team["items"]}
    asked = [(d, i) for d in model.dimensions for i in in_scope(d, answers.mode)]
    agreed = [(d, i) for d, i in asked if _is_answered(answers.get(i.id))]
    left = [i for _, i in asked if not _is_answered(answers.get(i.id))]
    lines = ["# Minutes: what the team agreed", "", plain(make_report(found, []).sentence), ""]
    lines += [f"- {plain(label)}: {plain(text)}" for label, text in make_report(found, []).scope]
    lines += [
        f"- Date: {answers.date or 'none'}",
        f"- Answered alone before: {_took_part(team['n'], invited)}",
        f"- Agreed: {len(agreed)} of {count(len(asked), 'question', 'questions')}",
        f"- Questions: {plain(model.id)} {model.version} ({model_hash(model)})",
        "",
        "## What was agreed",
        "",
    ]
    title = None
    for dimension, item in agreed:
        if dimension.title != title:
            title = dimension.title
            lines += [f"### {plain(title)}", ""]
        lines += [f"**{plain(item.text)}**", "", *_told(model, item, answers.get(item.id), figures.get(item.id)), ""]
    if not agreed:
        lines += ["Nothing yet.", ""]
    if left:
        lines += ["## Left open", "", *(f"- {plain(i.text)} Answers before: {_spread(figures.get(i.id))}" for i in left), ""]
    lines += _plan(found)
    lines += ["No mean was taken: a level was agreed in talk, or taken over where the answers before lay close together. A self-assessment is an opinion, carefully asked: no certificate, no benchmark, not validated."]
    return "\n".join(lines) + "\n"


def _is_answered(answer: Answer) -> bool:
    return answer.level is not None or answer.state is not None


def _took_part(n: int, invited: int | None) -> str:
    return count(n, "person", "people") if invited is None else f"{n} of {invited} invited"


def _told(model: Model, item: Item, answer: Answer, figures: dict | None) -> list[str]:
    said = STATES[answer.state] if answer.level is None else f"level {level_words(model, answer.level, answer.level)}"
    lines = [f"- Agreed: {plain(said)}"]
    if answer.level is not None:
        lines += [f"- It says: {plain(item.anchors[answer.level])}"]
    lines += [f"- Answers before: {_spread(figures)}"]
    texts = (("Dissent", answer.dissent), ("Note", answer.note), ("Evidence", answer.evidence), ("Why not applicable", answer.reason))
    return lines + [f"- {label}: {plain(text)}" for label, text in texts if text.strip()]


def _spread(figures: dict | None) -> str:
    """How the answers were spread, in words: `1 at level 2 and 3 at level 4; 1 don’t know.`"""
    if figures is None:
        return "none."
    counts = figures["counts"]
    levels = [f"{counts[str(x)]} at level {x}" for x in range(1, 6) if counts[str(x)]]
    apart = [f"{counts[kind]} {name}" for kind, name in APART.items() if counts[kind]]
    return "; ".join(listing(words) for words in (levels, apart) if words) + "." if levels or apart else "none."


def _plan(found: Outcome) -> list[str]:
    """The plan, its headings one step deeper, without the lines that stand above already."""
    lines = make_plan_document(found, make_plan(found, found.answers.date)).splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
    kept = [*lines[:4], *lines[first:]]
    return [*(f"#{line}" if line.startswith("#") else line for line in kept), ""]
