"""Takes a report and gives it as Markdown; knows no rule of scoring."""

from assessment.core.advice import IMPORTANCE, Advice, firmness_note
from assessment.core.report import Report
from assessment.core.rows import Row
from assessment.core.wording import listing, straight


def plain(text: str) -> str:
    """Text that Markdown shows as it stands: no markup, no HTML, no table cell broken."""
    text = " ".join(straight(text).split())
    return "".join("\\" + c if c in "\\`*_{}[]<>#|!~&" else c for c in text)


def make_document(report: Report) -> str:
    """The report as a Markdown document."""
    lines = [f"# {report.title}", "", plain(report.sentence), "", plain(report.byline), ""]
    lines += [f"- {plain(label)}: {plain(text)}" for label, text in report.scope]
    lines += [""] * bool(report.scope)
    for pillar, words, rows in report.rows:
        lines += [f"## {plain(pillar)}", "", plain(words), "", "| Dimension | Level | Mean | Worst to best case | Target | Answered | How sure | Status |"]
        lines += ["| --- | --- | ---: | ---: | ---: | ---: | --- | --- |", *map(_row, rows), ""]
        for r in rows:
            lines += _step(r)
    lines += _advice(report.advice)
    if report.doubts:
        lines += ["## What is said and what is done", "", *(f"- {plain(d)}" for d in report.doubts), ""]
    lines += ["## Overall", "", plain(report.overall), ""]
    if report.notes:
        lines += ["## Notes", "", *(f"- {plain(n)}" for n in report.notes), ""]
    lines += ["## To pass on", "", *(plain(sentence) for sentence in report.mail), ""]
    lines += ["A self-assessment is an opinion, carefully asked: no certificate, no benchmark, not validated."]
    return "\n".join(lines) + "\n"


def _row(r: Row) -> str:
    target = "–" if r.target is None else r.target
    status = "quick check, one question" if r.quick else r.status
    return f"| {plain(r.dimension.title)} | {r.level} | {r.mean} | {r.bounds} | {target} | {r.answered} | {r.confidence or '–'} | {status} |"


def _step(r: Row) -> list[str]:
    if r.next_level is None and not r.remarks:
        return []
    lines = [f"### {plain(r.dimension.title)}", ""]
    if r.enough:
        lines += [f"At or above the target of {r.target}: enough for now.", ""]
    if r.next_level is not None:
        lines += [r.way, "", *(f"- {plain(h.item.text)}{'' if h.known else ' (not known)'}" for h in r.holds), "", f"Next step: {plain(r.next_step)}", ""]
    for remark in r.remarks:
        lines += [plain(remark.item.text), "", *(f"- {label}: {plain(text)}" for label, text in remark.texts), ""]
    return lines


def _advice(advice: Advice) -> list[str]:
    lines = ["## Targets", "", *(line for text in (advice.way, advice.targets, advice.why) if text for line in (plain(text), ""))]
    lines += ["## What to take up first", ""]
    if advice.listed:
        lines += [plain(advice.order), "", "| Rank | Dimension | (Target − mean) × importance | Importance | Among the first three | How sure |", "| --- | --- | ---: | --- | ---: | --- |"]
        lines += [f"| {c.rank} | {plain(c.dimension.title)} | {c.sum} = {c.score} | {IMPORTANCE[c.importance]} | {c.firmness} | {c.confidence} |" for c in advice.listed]
        lines += ["", *([plain(note), ""] if (note := firmness_note(advice)) else [])]
    else:
        lines += ["Nothing with a figure is below its target." if advice.enough else "There is no figure yet to compare with a target.", ""]
    if advice.enough:
        lines += [f"Enough for now: {plain(listing(list(advice.enough)))}.", ""]
    if advice.find_out:
        lines += ["## Find out before you improve", "", *(f"- {plain(u.dimension.title)}: {u.sum}{_ask(u.ask)}" for u in advice.find_out), ""]
    return lines


def _ask(asks: tuple[str, ...]) -> str:
    return f"; ask: {plain('; '.join(asks))}" if asks else ""
