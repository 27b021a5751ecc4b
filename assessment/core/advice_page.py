"""Takes the advice of a report and gives it as HTML: targets, priorities with their sums, what to find out; knows no rule of scoring."""

from assessment.core.advice import IMPORTANCE, Advice, Candidate, Unknown, firmness_note
from assessment.core.markup import escaped, link, paragraph, part, place
from assessment.core.wording import listing


def targets_part(advice: Advice, root: str | None) -> str:
    """Where the targets come from, and that enough is enough."""
    if not advice.targets:
        return ""
    more = link(root, "method/#targets-and-when-enough-is-enough", "Why not everybody should be at 5") if root is not None else ""
    return part(
        '<section id="part-targets" class="ts-targets" aria-labelledby="result-targets"><h3 id="result-targets">Targets</h3>'
        f"{paragraph(advice.way, 'ts-targets-way')}{paragraph(advice.targets)}{paragraph(advice.why)}"
        f"<p>Enough is enough: a dimension at its target needs nothing more for now, whatever its level. {more}</p></section>"
    )


def priorities_part(advice: Advice, root: str | None) -> str:
    """What to take up first, what to find out first, and what is enough for now."""
    found = (
        '<section id="part-priorities" class="ts-priorities" aria-labelledby="result-priorities"><h3 id="result-priorities">What to take up first</h3>'
        f"{_listed(advice, root)}{_enough(advice)}</section>"
    )
    return part(found) + _find_out(advice, root)


def _listed(advice: Advice, root: str | None) -> str:
    if not advice.listed:
        return paragraph("Nothing with a figure is below its target." if advice.enough else "There is no figure yet to compare with a target.")
    heads = "".join(
        f'<th scope="col" role="columnheader">{name}</th>'
        for name in ("Rank", "Dimension", "(Target − mean) × importance", "Importance", "Among the first three", "Take up")
    )
    rows = "".join(map(_candidate, advice.listed))
    note = firmness_note(advice)
    method = link(root, "method/#how-firm-the-order-of-priorities-is", "How this is counted.") if note and root is not None else ""
    return (
        f"<p>{escaped(advice.order)}</p>"
        '<div class="ts-profile-frame" role="region" aria-label="Priorities" tabindex="0"><table class="ts-ranking" role="table">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
        + (f'<p class="ts-small">{escaped(note)} {method}</p>' if note else "")
    )


def _candidate(c: Candidate) -> str:
    i = c.dimension.id
    return (
        f'<tr role="row"><td role="cell" class="ts-rank">{escaped(c.rank)}</td><th scope="row" role="rowheader"><a href="#step-{i}">{escaped(c.dimension.title)}</a> <span class="ts-tag">how sure: {c.confidence}</span></th>'
        f'{_cell("Score", f"{c.sum} = <b>{c.score}</b>")}{_cell("Importance", place("importance", i, IMPORTANCE[c.importance]))}'
        f'{_cell("Among the first three", c.firmness)}{_cell("Take up", place("plan", i, "–"))}</tr>'
    )


def _cell(name: str, inner: str) -> str:
    return f'<td role="cell" class="ts-figure"><span class="ts-cell-name">{name} </span>{inner}</td>'


def _enough(advice: Advice) -> str:
    return f'<p class="ts-enough"><b>Enough for now:</b> {escaped(listing(list(advice.enough)))}.</p>' if advice.enough else ""


def _find_out(advice: Advice, root: str | None) -> str:
    if not advice.find_out:
        return ""
    lines = "".join(_unknown(u, root) for u in advice.find_out)
    return part(
        '<section id="part-find-out" class="ts-find-out" aria-labelledby="result-find-out"><h3 id="result-find-out">Find out before you improve</h3>'
        f"<p>Too little is known here for a figure. The order is what could be missing at most, times importance.</p><ul>{lines}</ul></section>"
    )


def _unknown(u: Unknown, root: str | None) -> str:
    asks = "; ".join(u.ask)
    name = link(root, f"assessment/questions/#{u.dimension.id}", escaped(u.dimension.title))
    return f'<li>{name} <span class="ts-small">{escaped(u.sum)}</span>{f" Ask: {escaped(asks)}." if asks else ""}</li>'
