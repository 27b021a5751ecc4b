"""Takes the rows of a report and gives for each dimension what holds it, the next step and what was written, as HTML; knows no rule of scoring."""

from assessment.core.markup import escaped, link, part
from assessment.core.profile_table import level_badge
from assessment.core.rows import Remark, Row


def steps_part(rows: list[Row], root: str | None, *, live: bool) -> str:
    """One article a dimension; `live` where the page can explain a score on request."""
    articles = "".join(part(_step(row, root, live)) for row in rows)
    return f'<h3 id="result-steps">What holds each dimension, and the next step</h3><div class="ts-steps">{articles}</div>'


def _step(row: Row, root: str | None, live: bool) -> str:
    d = row.dimension
    head = f'<article id="step-{d.id}" class="ts-step"><h4>{escaped(d.title)}</h4>'
    named = f'<span class="ts-hidden">: {escaped(d.title)}</span>'
    links = [f'<a class="ts-explain-link" href="#explain-{d.id}">Explain this score{named}</a>'] if live else []
    if root is not None:
        links.append(link(root, f"pillars/{row.pillar}/{d.id}/", f"About this dimension{named}"))
    foot = f'{_remarks(row)}<p class="ts-step-more">{" · ".join(links)}</p></article>' if links else f"{_remarks(row)}</article>"
    if row.status == "not applicable":
        return f"{head}<p>Not applicable.</p>{foot}"
    holds = "".join(f'<li>{link(root, f"assessment/questions/#{h.item.id}", escaped(h.item.text))}{_unknown(h.known, h.item.ask)}</li>' for h in row.holds)
    if not row.shown:
        return f"{head}<p><strong>Not enough answers.</strong> Find out first:</p><ul>{holds}</ul>{foot}"
    level = f'<p class="ts-step-level">{level_badge(row)}</p>'
    if row.next_level is None:
        return f"{head}{level}<p>The top of the ladder. Look out for too much of it: {escaped(d.overdone)}</p>{foot}"
    enough = f'<p class="ts-enough">At or above the target of {row.target}: enough for now. What follows is for those who want more.</p>' if row.enough else ""
    return f'{head}{level}{enough}<p>{row.way}</p><ul>{holds}</ul><p class="ts-step-next"><strong>Next step.</strong> {escaped(row.next_step)}</p>{foot}'


def _unknown(known: bool, ask: str) -> str:
    return "" if known else f' <span class="ts-tag">not known: ask {escaped(ask)}</span>'


def _remarks(row: Row) -> str:
    if not row.remarks:
        return ""
    texts = sum(len(r.texts) for r in row.remarks)
    return f'<details class="ts-remarks"><summary>Notes and evidence ({texts})</summary><dl>{"".join(map(_remark, row.remarks))}</dl></details>'


def _remark(remark: Remark) -> str:
    lines = "".join(f"<dd><b>{label}:</b> {escaped(text)}</dd>" for label, text in remark.texts)
    return f"<dt>{escaped(remark.item.text)}</dt>{lines}"
