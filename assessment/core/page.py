"""Takes a report and gives it as HTML for the page: headings from h2 down, tables, SVG, classes only; knows no rule of scoring.

The page copies it through an allow-list, so there is no style, no script, and every link is relative.
"""

from assessment.core.advice_page import priorities_part, targets_part
from assessment.core.markup import MARK, escaped, link, paragraph, part
from assessment.core.profile_table import profile_table
from assessment.core.report import Report
from assessment.core.steps_page import steps_part


def make_page(report: Report, root: str | None, *, live: bool = False, radar: str | None = None, plan: str = "") -> str:
    """The report as one `<section>`; `root` is the relative address of the site's root, such as `../../`, or None for no links.

    `live` where a script answers links to `#explain-…` and redraws by parts; `plan` is the plan to read.
    `radar` is the drawing that stands folded below the profile, as a second view: None for no such view, empty while nobody has opened it.
    """
    notes = "".join(f"<li>{escaped(n)}</li>" for n in report.notes)
    scope = "".join(f"<div><dt>{escaped(label)}</dt><dd>{escaped(text)}</dd></div>" for label, text in report.scope)
    page = (
        f'<section class="ts-report" aria-labelledby="result-title" data-status="{report.status}">'
        f'<h2 id="result-title" tabindex="-1">{escaped(report.title)}</h2>'
        f"{paragraph(report.sentence, 'ts-report-sentence')}{paragraph(report.byline, 'ts-report-byline')}"
        + (f'<dl class="ts-report-scope">{scope}</dl>' if scope else "")
        + profile_table(report)
        + ("" if radar is None else part(f'<details id="result-radar" class="ts-second"><summary>The same as a radar</summary>{radar}</details>'))
        + targets_part(report.advice, root)
        + priorities_part(report.advice, root)
        + _doubts(report)
        + plan
        + steps_part([row for _, _, rows in report.rows for row in rows], root, live=live)
        + '<h3 id="result-overall">Overall</h3>'
        + f'<p class="ts-report-overall">{escaped(report.overall)} The profile above says more than this one line.{_explained(live)}</p>'
        + (f'<h3 id="result-notes">Notes</h3><ul class="ts-report-notes">{notes}</ul>' if notes else "")
        + f'<p class="ts-report-limits">A self-assessment is an opinion, carefully asked. It is no certificate and no benchmark, and this questionnaire has not been validated. {link(root, "method/", "How the figures are made.")}</p>'
        "</section>"
    )
    return page if live else page.replace(MARK, "")


def _explained(live: bool) -> str:
    return ' <a class="ts-explain-link" href="#explain-overall">Explain the overall level</a>' if live else ""


def _doubts(report: Report) -> str:
    if not report.doubts:
        return ""
    lines = "".join(f"<li>{escaped(text)}</li>" for text in report.doubts)
    return (
        '<section class="ts-doubts" aria-labelledby="result-doubts"><h3 id="result-doubts">What is said and what is done</h3>'
        f"<p>These two do not fit together. No figure has changed; look at both before you rely on one.</p><ul>{lines}</ul></section>"
    )
