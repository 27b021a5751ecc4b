"""Takes a report and gives it as HTML for the page: headings from h2 down, tables, SVG, classes only; knows no rule of scoring.

The page copies it through an allow-list, so there is no style, no script, and every link is relative.
"""

from assessment.core.chart import bar
from assessment.core.report import Report, Row


def escaped(text: str) -> str:
    """Text that is safe between tags and inside double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")


def _link(root: str | None, path: str, inner: str) -> str:
    return inner if root is None else f'<a href="{root}{path}">{inner}</a>'


def make_page(report: Report, root: str | None) -> str:
    """The report as one `<section>`; `root` is the relative address of the site's root, such as `../../`, or None for no links."""
    notes = "".join(f"<li>{escaped(n)}</li>" for n in report.notes)
    scope = "".join(f"<div><dt>{escaped(label)}</dt><dd>{escaped(text)}</dd></div>" for label, text in report.scope)
    return (
        f'<section class="ts-report" aria-labelledby="result-title" data-status="{report.status}">'
        f'<h2 id="result-title" tabindex="-1">{escaped(report.title)}</h2>'
        f'<p class="ts-report-sentence">{escaped(report.sentence)}</p>'
        f'<p class="ts-report-byline">{escaped(report.byline)}</p>'
        + (f'<dl class="ts-report-scope">{scope}</dl>' if scope else "")
        + _profile(report)
        + _steps(report, root)
        + '<h3 id="result-overall">Overall</h3>'
        + f'<p class="ts-report-overall">{escaped(report.overall)} The profile above says more than this one line.</p>'
        + (f'<h3 id="result-notes">Notes</h3><ul class="ts-report-notes">{notes}</ul>' if notes else "")
        + f'<p class="ts-report-limits">A self-assessment is an opinion, carefully asked. It is no certificate and no benchmark, and this questionnaire has not been validated. {_link(root, "method/", "How the figures are made.")}</p>'
        "</section>"
    )


def _profile(report: Report) -> str:
    ticks = "".join(f'<span class="ts-tick">{n}</span>' for n in range(1, 6))
    bodies = ""
    for pillar, words, rows in report.rows:
        head = (
            f'<tr class="ts-profile-pillar" role="row"><th colspan="6" scope="rowgroup" role="rowheader">{escaped(pillar)} <span>{escaped(words)}</span>'
            f'<span class="ts-ticks ts-ticks-again" aria-hidden="true">{ticks}</span></th></tr>'
        )
        bodies += f'<tbody role="rowgroup">{head}{_profile_rows(rows)}</tbody>'
    return (
        '<div class="ts-profile-frame" role="region" aria-labelledby="profile-caption" tabindex="0"><table class="ts-profile" role="table">'
        '<caption id="profile-caption">Profile on the scale from 1 to 5. The diamond is the mean of the answers. '
        "The band runs from the worst to the best case for what is not known; no band means that every question counted here is answered.</caption>"
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Dimension</th><th scope="col" role="columnheader">Level</th><th scope="col" role="columnheader" class="ts-profile-axis"><span class="ts-ticks">{ticks}</span></th>'
        '<th scope="col" role="columnheader">Mean</th><th scope="col" role="columnheader">Worst to best case</th><th scope="col" role="columnheader">Answered</th></tr></thead>'
        f"{bodies}</table></div>"
    )


def _profile_rows(rows: tuple[Row, ...]) -> str:
    return "".join(map(_profile_row, rows))


def _profile_row(row: Row) -> str:
    s = row.storey
    if row.shown:
        level = _level(row)
        drawing = bar(s.low, s.high, s.point)
    else:
        level, drawing = f'<span class="ts-level-none">{escaped(row.status)}</span>', ""
    marks = ' <span class="ts-tag">quick check, one question</span>' if row.quick else ""
    if row.shown and not row.quick and row.status == "provisional" and row.storey.coverage < 1:
        marks = ' <span class="ts-tag">provisional</span>'
    if row.uneven:
        marks += ' <span class="ts-tag">uneven</span>'
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><a href="#step-{row.dimension.id}">{escaped(row.dimension.title)}</a>{marks}</th>'
        f'<td role="cell" class="ts-profile-level">{level}</td><td role="cell" class="ts-profile-bar">{drawing}</td>'
        f'<td role="cell" class="ts-figure"><span class="ts-cell-name">Mean </span>{row.mean}</td><td role="cell" class="ts-figure"><span class="ts-cell-name">Worst to best case </span>{row.bounds}</td>'
        f'<td role="cell" class="ts-figure"><span class="ts-cell-name">Answered </span>{row.answered}</td></tr>'
    )


def _level(row: Row) -> str:
    rung = row.storey.lower if row.storey.lower == row.storey.upper else "open"
    return f'<span class="ts-level ts-level-{rung}">{escaped(row.level)}</span>'


def _steps(report: Report, root: str | None) -> str:
    rows = [row for _, _, rows in report.rows for row in rows]
    articles = "".join(_step(row, root) for row in rows)
    return f'<h3 id="result-steps">What holds each dimension, and the next step</h3><div class="ts-steps">{articles}</div>'


def _step(row: Row, root: str | None) -> str:
    d = row.dimension
    head = f'<article class="ts-step" id="step-{d.id}"><h4>{escaped(d.title)}</h4>'
    more = _link(root, f"pillars/{row.pillar}/{d.id}/", f'About this dimension<span class="ts-hidden">: {escaped(d.title)}</span>')
    foot = "</article>" if root is None else f'<p class="ts-step-more">{more}</p></article>'
    if row.status == "not applicable":
        return f"{head}<p>Not applicable.</p>{foot}"
    holds = "".join(f'<li>{_link(root, f"assessment/questions/#{d.id}", escaped(h.item.text))}{_unknown(h.known, h.item.ask)}</li>' for h in row.holds)
    if not row.shown:
        return f"{head}<p><strong>Not enough answers.</strong> Find out first:</p><ul>{holds}</ul>{foot}"
    level = f'<p class="ts-step-level">{_level(row)}</p>'
    if row.next_level is None:
        return f"{head}{level}<p>The top of the ladder. Look out for too much of it: {escaped(d.overdone)}</p>{foot}"
    return (
        f"{head}{level}<p>{row.way}</p><ul>{holds}</ul>"
        f'<p class="ts-step-next"><strong>Next step.</strong> {escaped(row.next_step)}</p>{foot}'
    )


def _unknown(known: bool, ask: str) -> str:
    return "" if known else f' <span class="ts-tag">not known: ask {escaped(ask)}</span>'
