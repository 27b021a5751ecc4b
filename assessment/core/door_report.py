"""Takes an outcome and gives it in words: the result page, its settings, the printed sheet and the document; knows no answers file and no model before it was loaded."""

from dataclasses import replace

from assessment.core.outcome import Outcome
from assessment.core.page import make_page
from assessment.core.report import Report, make_report
from assessment.core.request import root_of, switch_of
from assessment.core.result import make_notes
from assessment.core.targets import targets_for


def answer(found: Outcome, notes: list[dict[str, str]], request: dict) -> dict[str, object]:
    """What the page shows, and what it needs beside it; `root`, `live` and `radar` of the request say how. Raises Faulty where they are not what they should be."""
    root, live, drawn = root_of(request), switch_of(request, "live"), switch_of(request, "radar")
    report = _words(found, notes)
    return {"html": _page(found, report, root, live=live, drawn=drawn), "sentence": report.sentence, "status": report.status, "mail": " ".join(report.mail)} | _settings(found)


def document(found: Outcome, notes: list[dict[str, str]]) -> str:
    """The report as Markdown."""
    from assessment.core.document import make_document  # only for those who take it along

    return make_document(_words(found, notes))


def printout(found: Outcome, notes: list[dict[str, str]]) -> str:
    """The report as a page that stands alone."""
    from assessment.core.printout import make_printout  # only for those who print

    report = _words(found, notes)
    return make_printout(report, _page(found, report, None, live=False))


def _words(found: Outcome, notes: list[dict[str, str]]) -> Report:
    return make_report(found, notes + make_notes(found))


def _page(found: Outcome, report: Report, root: str | None, *, live: bool, drawn: bool = True) -> str:
    """The report as HTML; where no script makes a plan of it, the plan stands in it. `drawn` with the radar, which nobody sees before they open it."""
    second = None if report.status == "not-enough" else _radar(found) if drawn else ""
    if live or not found.answers.plan:
        return make_page(report, root, live=live, radar=second)
    from assessment.core.plan import make_plan  # only for those who read or print
    from assessment.core.plan_page import make_plan_part

    return make_page(report, root, radar=second, plan=make_plan_part(make_plan(found, found.answers.date)))


def _radar(found: Outcome) -> str:
    from assessment.core.radar import radar  # only for those who open it

    return radar(found)


def _settings(found: Outcome) -> dict[str, object]:
    """What the page needs to let a person set targets: the names of levels and dimensions, the suggested targets, the levels reached."""
    suggested = targets_for(found.model, replace(found.answers, targets={}))
    return {
        "levels": {str(level.level): level.name for level in found.model.scale},
        "titles": {d.id: d.title for d in found.model.dimensions},
        "suggested": {i: t.level for i, t in suggested.items()},
        "suggested_from": {i: t.origin for i, t in suggested.items()},
        "reached": {d.storey.id: d.storey.lower for d in found.scores.dimensions if d.storey.point is not None},
    }
