"""Takes a report and gives it as Markdown; knows no rule of scoring."""

from assessment.core.report import Report


def plain(text: str) -> str:
    """Text that Markdown shows as it stands: no markup, no HTML, no table cell broken."""
    text = " ".join(text.split())
    return "".join("\\" + c if c in "\\`*_{}[]<>#|!~&" else c for c in text)


def make_document(report: Report) -> str:
    """The report as a Markdown document."""
    lines = [f"# {report.title}", "", plain(report.sentence), "", plain(report.byline), ""]
    lines += [f"- {plain(label)}: {plain(text)}" for label, text in report.scope]
    lines += [""] * bool(report.scope)
    for pillar, words, rows in report.rows:
        lines += [f"## {plain(pillar)}", "", plain(words), "", "| Dimension | Level | Mean | Worst to best case | Answered | Status |", "| --- | --- | ---: | ---: | ---: | --- |"]
        lines += [
            f"| {plain(r.dimension.title)} | {r.level} | {r.mean} | {r.bounds} | {r.answered} | {'quick check, one question' if r.quick else r.status} |" for r in rows
        ]
        lines.append("")
        for r in rows:
            if r.next_level is not None:
                lines += [f"### {plain(r.dimension.title)}", "", r.way, ""]
                lines += [f"- {plain(h.item.text)}{'' if h.known else ' (not known)'}" for h in r.holds]
                lines += ["", f"Next step: {plain(r.next_step)}", ""]
    lines += ["## Overall", "", plain(report.overall), ""]
    if report.notes:
        lines += ["## Notes", "", *(f"- {plain(n)}" for n in report.notes), ""]
    lines += ["A self-assessment is an opinion, carefully asked: no certificate, no benchmark, not validated."]
    return "\n".join(lines) + "\n"
