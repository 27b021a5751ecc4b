"""Takes the rows of a report and gives the profile as an HTML table with a bar in each row; knows no rule of scoring.

The roles are spelt out, since a phone shows the table as blocks and browsers then forget that it is one.
"""

from assessment.core.chart import bar
from assessment.core.markup import escaped, part, place
from assessment.core.report import Report
from assessment.core.rows import Row

COLUMNS = 7
TICKS = "".join(f'<span class="ts-tick">{n}</span>' for n in range(1, 6))
CAPTION = (
    "Profile on the scale from 1 to 5. The diamond is the mean of the answers, the upright line the target. "
    "The band runs from the worst to the best case for what is not known; no band means that every question counted here is answered."
)
SURE = (
    "How sure: good where every question has a level and at least half of the answers have evidence, fair where at least three quarters are known, else little. "
    "It changes no figure."
)


def profile_table(report: Report) -> str:
    """The whole profile, grouped by pillar, and what its last column means."""
    bodies = ""
    for pillar, words, rows in report.rows:
        head = (
            f'<tr class="ts-profile-pillar" role="row"><th colspan="{COLUMNS}" scope="rowgroup" role="rowheader">{escaped(pillar)} <span>{escaped(words)}</span>'
            f'<span class="ts-ticks ts-ticks-again" aria-hidden="true">{TICKS}</span></th></tr>'
        )
        bodies += f'<tbody role="rowgroup">{head}{"".join(map(_row, rows))}</tbody>'
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in ("Mean", "Target", "Answered", "How sure"))
    return (
        '<div class="ts-profile-frame" role="region" aria-label="Profile" tabindex="0"><table class="ts-profile" role="table">'
        f'<caption>{CAPTION}</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Dimension</th><th scope="col" role="columnheader">Level</th>'
        f'<th scope="col" role="columnheader" class="ts-profile-axis"><span class="ts-ticks">{TICKS}</span></th>{heads}</tr></thead>'
        f'{bodies}</table></div><p class="ts-small">{SURE}</p>'
    )


def level_badge(row: Row) -> str:
    """The level as a badge in its colour, with its number and name."""
    rung = row.storey.lower if row.storey.lower == row.storey.upper else "open"
    return f'<span class="ts-level ts-level-{rung}">{escaped(row.level)}</span>'


def _row(row: Row) -> str:
    s = row.storey
    if row.shown:
        level, drawing = level_badge(row), bar(s.low, s.high, s.point, row.target)
    else:
        level, drawing = f'<span class="ts-level-none">{escaped(row.status)}</span>', ""
    marks = ' <span class="ts-tag">quick check, one question</span>' if row.quick else ""
    if row.shown and not row.quick and row.status == "provisional" and s.coverage < 1:
        marks = ' <span class="ts-tag">provisional</span>'
    if row.uneven:
        marks += ' <span class="ts-tag">uneven</span>'
    mean = row.mean if row.bounds in (row.mean, "–") else f'{row.mean} <span class="ts-bounds">({row.bounds})</span>'
    target = "–" if row.target is None else place("target", row.dimension.id, str(row.target))
    sure = row.confidence or "–"
    return part(
        f'<tr id="row-{row.dimension.id}" role="row"><th scope="row" role="rowheader"><a href="#step-{row.dimension.id}">{escaped(row.dimension.title)}</a>{marks}</th>'
        f'<td role="cell" class="ts-profile-level">{level}</td><td role="cell" class="ts-profile-bar">{drawing}</td>'
        f'{_cell("Mean", mean)}{_cell("Target", target)}{_cell("Answered", row.answered)}{_cell("How sure", sure)}</tr>'
    )


def _cell(name: str, inner: str) -> str:
    return f'<td role="cell" class="ts-figure"><span class="ts-cell-name">{name} </span>{inner}</td>'
