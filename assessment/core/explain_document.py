"""Takes an outcome and gives the explanation of every score as Markdown; knows no rule of scoring."""

from assessment.core.document import plain
from assessment.core.explain_words import READING, Article, Change, articles
from assessment.core.model import model_hash
from assessment.core.outcome import Outcome


def make_explain_document(found: Outcome) -> str:
    """The explanation as a Markdown document; sums stand as code, since their signs are Markdown's own."""
    model, answers = found.model, found.answers
    mode = "quick check" if answers.mode == "quick" else "full assessment"
    lines = ["# How each figure came about", "", plain(f"{mode} · {answers.date or 'no date'} · {model.id} {model.version} ({model_hash(model)})"), ""]
    lines += ["## How to read the sums", "", *(f"- {name}: {plain(text)}" for name, text in READING), ""]
    for article in articles(found):
        lines += _article(article)
    return "\n".join(lines).rstrip("\n") + "\n"


def _article(a: Article) -> list[str]:
    lines = [f"## {plain(a.title)}", "", plain(a.level), ""]
    for text in a.remarks:
        lines += [plain(text), ""]
    lines += [f"- {plain(s.label)}: `{s.sum}`{f' {plain(s.remark)}' if s.remark else ''}" for s in a.sums] + [""]
    for text, entries in a.lists:
        lines += [plain(text), "", *(f"- {plain(entry)}" for entry in entries), ""]
    if a.tries:
        lines += [f"| {a.tries_title} | Tried | This dimension | Its pillar | The whole |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {plain(t.text)} | {plain(t.tried)} | {' | '.join(map(_cell, t.changes))} |" for t in a.tries] + [""]
    return [*lines, plain(a.after), ""] if a.after else lines


def _cell(change: Change) -> str:
    return plain(f"{change.text} ({change.tag})" if change.tag else change.text)
