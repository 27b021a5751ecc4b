"""Takes answers and what came back out of their code, and says in plain sentences what the code carries and what it leaves behind; knows no bits.

The sentences are worked out from both, not from a list of what should travel: what is said is what is really in the code.
"""

from assessment.core.answers import Answer, Answers
from assessment.core.model import Model, in_scope, model_hash
from assessment.core.wording import count, listing

KINDS = {"quick": "the quick check", "full": "the full assessment"}
TEXTS = {"note": ("note", "notes"), "evidence": ("piece of evidence", "pieces of evidence"), "dissent": ("other view", "other views"), "reason": ("reason for “not applicable”", "reasons for “not applicable”")}
LINES = {"unit": "The name of the unit", "period": "The period", "role": "Your role", "size": "The size of the unit", "exchange": "The kind of exchange with customers"}


def carries(model: Model, came: Answers) -> list[str]:
    """One sentence for each thing in a code, from the answers that were read out of it."""
    asked = _asked(model, came)
    said = ["level" if a.level else a.state or "blank" for a in asked.values()]
    kinds = {kind: said.count(kind) for kind in ("level", "dk", "na", "blank")}
    role = next((r.title for r in model.roles if r.id == came.scope.get("role")), None)
    counted = [
        count(kinds["level"], "answer with a level", "answers with a level"),
        f"{kinds['dk']} “don’t know”",
        f"{kinds['na']} “not applicable”",
        f"{kinds['blank']} without an answer",
    ]
    return [
        f"Which questions were asked: {KINDS[came.mode]}, {count(len(asked), 'question', 'questions')}.",
        f"Your role: {role}." if role else "No role.",
        f"The edition of the questions: {model_hash(model)}, which is {model.title} {model.version}.",
        f"A random number, {came.respondent}. It tells one respondent’s answers from another’s and says nothing else about you." if came.respondent else "No number that tells one respondent’s answers from another’s.",
        f"For each question, what was chosen: {listing(counted)}.",
    ]


def stays(model: Model, sent: Answers, came: Answers) -> list[str]:
    """One sentence for each thing that is in the answers and not in their code."""
    had = sent.answers | sent.set_aside
    got = {i: came.get(i) for i in had}
    texts = [count(n, *words) for name, words in TEXTS.items() if (n := sum(bool(getattr(a, name)) and not getattr(got[i], name) for i, a in had.items()))]
    lost = sum((a.level, a.state) != (got[i].level, got[i].state) for i, a in had.items())
    lines = [f"{label}." for key, label in LINES.items() if sent.scope.get(key) and came.scope.get(key) != sent.scope[key]]
    maps = (
        ("target of your own", "targets of your own", sent.targets, came.targets),
        ("importance of your own", "importances of your own", sent.importance, came.importance),
        ("answer about your customers", "answers about your customers", sent.facts, came.facts),
        ("step of your plan", "steps of your plan", sent.plan, came.plan),
    )
    return [
        *([f"What you wrote: {listing(texts)}."] if texts else []),
        *lines,
        *([f"{count(lost, 'answer', 'answers')} to questions that this check does not ask."] if lost else []),
        *(f"{count(len(mine), one, many)}." for one, many, mine, theirs in maps if mine and mine != theirs),
        *(["The day of the last change."] if sent.date and came.date != sent.date else []),
        *(["That a team agreed on these answers."] if sent.kind == "agreed" != came.kind else []),
    ] or ["Nothing: there is no more than this."]


def questions(model: Model, came: Answers) -> list[dict[str, str]]:
    """Each question that was asked, as `id` and `text`, and its answer in words."""
    texts = {i.id: i.text for i in model.items}
    return [{"id": i, "text": texts[i], "answer": _said(model, a)} for i, a in _asked(model, came).items()]


def _asked(model: Model, came: Answers) -> dict[str, Answer]:
    return {i.id: came.get(i.id) for d in model.dimensions for i in in_scope(d, came.mode)}


def _said(model: Model, answer: Answer) -> str:
    if answer.level:
        return f"{answer.level} {model.scale[answer.level - 1].name}"
    return {"dk": "don’t know", "na": "not applicable"}.get(answer.state, "no answer")
