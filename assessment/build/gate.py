"""Takes the folders of content and pages and gives every fault in one run; knows the order of faults, and no rule."""

from itertools import chain
from pathlib import Path

from assessment.build.content import Content, read_content
from assessment.build.example import example_fits_the_model
from assessment.build.example_team import example_team_fits_the_model
from assessment.build.guide_rules import GUIDE_RULES
from assessment.build.item_rules import ITEM_RULES
from assessment.build.pages import page_findings, read_pages
from assessment.build.prose_rules import PROSE_RULES
from assessment.build.reading import Finding
from assessment.build.rules import RULES
from assessment.core.faults import Fault, Faulty

MOST_SHOWN = 600  # characters of one part of a message


def check(content: Path, docs: Path | None = None) -> list[Fault]:
    """Every fault, sorted by file and line; an empty list if all is well. Without `docs`, pages are not looked at."""
    return _faults(read_content(content), docs)


def passed(content: Path, docs: Path | None = None) -> Content:
    """The content without a fault; raises Faulty with all of them."""
    found = read_content(content)
    faults = _faults(found, docs)
    if faults:
        raise Faulty(faults)
    return found


def _faults(content: Content, docs: Path | None) -> list[Fault]:
    found = chain.from_iterable(rule(content) for rule in (*RULES, *ITEM_RULES, *GUIDE_RULES))
    if docs is not None and docs.is_dir():
        pages, shown = read_pages(docs), _beside(content, docs)
        found = chain(found, page_findings(content, pages, docs, shown), *(rule(content, pages, shown) for rule in PROSE_RULES))
    findings = set(content.findings) | {f for f in found if not _told_already(f, content)}
    # Only a whole instrument can judge answers to it.
    return [as_fault(f) for f in sorted(findings or {*example_fits_the_model(content), *example_team_fits_the_model(content)})]


def as_fault(finding: Finding) -> Fault:
    """A finding as it is told: on one line, without signs that a terminal obeys or that nobody sees, and cut where somebody's text in it is endless."""
    return Fault(*(_shown(part) for part in (finding.where, _sentence(finding.wrong), finding.right)))


def _shown(text: str) -> str:
    text = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _told_already(finding: Finding, content: Content) -> bool:
    """True if the entry, one in it or one around it is of the wrong form: that was said, and a stand-in was looked at."""
    complained = next((d.complained for d in content.documents.values() if d.file == finding.file), set())
    path = finding.path
    return any(path[: len(other)] == other[: len(path)] for other in complained) if path else False


def _beside(content: Content, docs: Path) -> str:
    """The pages' folder as messages name it: beside the content, if it is there."""
    return (Path(content.shown).parent / docs.name).as_posix() if docs.parent == content.root.parent else docs.as_posix()


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
