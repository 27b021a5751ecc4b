"""Takes the words of comparisons and gives them as HTML for the page: a sentence, a slope a dimension, the table beside it; knows no rule of comparing."""

from assessment.core.movement import EXPLAINED, HEADS, NONE, Line, Movement
from assessment.core.page import escaped
from assessment.core.slope import slope

LEGEND = (
    "The ring is before, the diamond is now, the upright line is today’s target, on the scale from 1 to 5. "
    "A line that leans to the right has risen."
)


def make_movement_page(title: str, movements: list[Movement]) -> str:
    """One `<section>` for all comparisons, each against the same first file; headings from h2 down."""
    several = len(movements) > 1
    head = f'<h2 id="compare-title" tabindex="-1">{escaped(title)}</h2>'
    if several:
        head += f'<p class="ts-report-byline">{len(movements)} comparisons, the latest first; each is with the oldest one.</p>'
        # The latest first: it answers the question that people come with.
        bodies = "".join(_part(m, len(movements) - n, several) for n, m in enumerate(reversed(movements)))
    else:
        bodies = _part(movements[0], 1, several)
    return f'<section class="ts-compare" aria-labelledby="compare-title">{head}{bodies}<p class="ts-report-limits">{escaped(EXPLAINED)}</p></section>'


def _part(m: Movement, number: int, several: bool) -> str:
    level = 4 if several else 3
    title = f'<h3 id="compare-{number}">{escaped(m.title)}</h3>' if several else ""
    lists = _list("Newly answered", m.learned, level) + _list("No longer answered", m.lost, level)
    notes = "".join(f"<li>{escaped(n)}</li>" for n in m.notes)
    # What makes two files hard to compare stands before the figures, where it is read.
    warned = f'<ul class="ts-compare-notes">{notes}</ul>' if notes else ""
    return f'{title}<p class="ts-report-sentence">{escaped(m.sentence)}</p><p class="ts-report-byline">{escaped(m.byline)}</p>{warned}{_table(m, number)}{lists}'


def _list(heading: str, told: tuple[tuple[str, str, str], ...], level: int) -> str:
    if not told:
        return ""
    lines = "".join(f"<li><strong>{escaped(dimension)}</strong>: {escaped(question)} <span>{escaped(answer)}</span></li>" for dimension, question, answer in told)
    return f'<h{level}>{heading}</h{level}><ul class="ts-compare-list">{lines}</ul>'


def _table(m: Movement, number: int) -> str:
    ticks = "".join(f"<span>{n}</span>" for n in range(1, 6))
    name, *heads = HEADS
    columns = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in heads)
    bodies = ""
    for pillar, lines in m.groups:
        title = (
            f'<tr class="ts-profile-pillar" role="row"><th colspan="7" scope="rowgroup" role="rowheader">{escaped(pillar)}'
            f'<span class="ts-ticks ts-ticks-again" aria-hidden="true">{ticks}</span></th></tr>'
        )
        bodies += f'<tbody role="rowgroup">{title}{"".join(map(_row, lines))}</tbody>'
    return (
        f'<div class="ts-profile-frame" role="region" aria-labelledby="compare-{number}-caption" tabindex="0"><table class="ts-profile ts-compare-table" role="table">'
        f'<caption id="compare-{number}-caption">{LEGEND}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">{name}</th>'
        f'<th scope="col" role="columnheader" class="ts-profile-axis"><span class="ts-hidden">Slope from </span><span class="ts-ticks">{ticks}</span></th>{columns}</tr></thead>{bodies}</table></div>'
    )


def _row(line: Line) -> str:
    c = line.change
    drawing = slope(c.before, c.after, c.target) if line.shown else ""
    _, before, now, delta, rest, target = HEADS

    def cell(head: str, text: str, more: str = "") -> str:
        quiet = " ts-level-none" if text == NONE else ""
        return f'<td role="cell" class="ts-figure{more}{quiet}"><span class="ts-cell-name">{head} </span>{escaped(text)}</td>'

    return (
        f'<tr role="row"{"" if line.shown else ' class="ts-compare-none"'}><th scope="row" role="rowheader">{escaped(c.dimension.title)}<span class="ts-compare-count">{escaped(line.compared)}</span></th>'
        f'<td role="cell" class="ts-profile-bar">{drawing}</td>'
        f"{cell(before, line.before)}{cell(now, line.after)}{cell(delta, line.delta, ' ts-compare-delta')}{cell(rest, line.rest)}{cell(target, line.target, ' ts-compare-target')}</tr>"
    )
