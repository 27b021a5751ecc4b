"""Takes the hand-written pages in `docs/` and gives what they cite, and what is wrong between them and the content; knows no HTML.

A page cites a source as `[^id]` and ends with a line that includes its footnotes, which the build writes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessment.build.content import Content
from assessment.build.prose import Prose, prose
from assessment.build.reading import Finding
from assessment.build.rules import meant

_CITED = re.compile(r"\[\^([^\]\s]+)\](:?)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_INCLUDED = re.compile(r'-+8<-+ +"(footnotes/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """One page and what it cites."""

    path: str
    """Below docs/, such as `pillars/mindset/alliance.md`."""
    citations: tuple[tuple[int, str], ...]
    """Line and source id, in the order of the page; footnotes that the page defines itself are not among them."""
    includes: tuple[tuple[int, str], ...]
    """Line and path of each fragment of footnotes that it includes."""
    prose: Prose
    """What it says of itself, and its blocks."""

    @property
    def cited(self) -> list[str]:
        """Each id once, in the order of the page."""
        return list(dict.fromkeys(id_ for _, id_ in self.citations))

    @property
    def footnotes(self) -> str:
        """The path of its footnotes below the fragments."""
        return f"footnotes/{self.path}"


def read_pages(docs: Path | None) -> tuple[Page, ...]:
    """All Markdown pages below `docs`; none if there is no such folder."""
    if docs is None or not docs.is_dir():
        return ()
    return tuple(_page(path.relative_to(docs).as_posix(), path.read_text("utf-8", errors="replace")) for path in sorted(docs.rglob("*.md")))


@lru_cache(maxsize=4096)  # every step of a build asks for the pages, and few change from one build to the next
def _page(path: str, text: str) -> Page:
    found, own, includes, fence = [], set(), [], ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark:
            continue  # an example of how to cite is no citation
        includes += [(number, m[1]) for m in _INCLUDED.finditer(line)]
        for m in _CITED.finditer(re.sub(r"(`+).+?\1", "", line)):
            if m[2] and not line[: line.index("[^")].strip():
                own.add(m[1])
            else:
                found.append((number, m[1]))
    return Page(path, tuple((n, id_) for n, id_ in found if id_ not in own), tuple(includes), prose(text))


def page_findings(content: Content, pages: tuple[Page, ...], docs: Path, shown: str) -> Iterator[Finding]:
    """What is wrong between pages and content."""
    yield from _citations_are_known(content, pages, shown)
    yield from _footnotes_are_included(pages, shown)
    yield from _sources_are_used(content, pages)
    yield from _glossary_leads_to_pages(content, pages, shown)
    if (docs / "pillars").is_dir():
        yield from _dimensions_have_pages(content, pages, shown)


def _citations_are_known(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    known = {s.id for s in content.sources}
    if content.documents["sources"].data is None:
        return
    for page in pages:
        for line, id_ in page.citations:
            if id_ not in known:
                yield Finding(f"{shown}/{page.path}", line, "", f"the source “{id_}” is not in sources.yml.", meant(id_, known, "Add it there, or remove it here."))


def _footnotes_are_included(pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    for page in pages:
        for line, path in page.includes:
            if path != page.footnotes:
                yield Finding(f"{shown}/{page.path}", line, "", f"the page includes the footnotes of another page ({path}).", f"Write --8<-- \"{page.footnotes}\".")
        if page.citations and not page.includes:
            yield Finding(f"{shown}/{page.path}", page.citations[0][0], "", "the page cites, but includes no footnotes.", f"End it with the line --8<-- \"{page.footnotes}\".")


def _sources_are_used(content: Content, pages: tuple[Page, ...]) -> Iterator[Finding]:
    if content.unread:
        return  # the file that cites it may be the one that could not be read
    used = {id_ for page in pages for id_ in page.cited}
    others = "\n".join(p.read_text("utf-8", errors="replace") for p in content.root.rglob("*.yml") if p.name != "sources.yml")
    words = set(re.findall(r"[\w-]+", others))
    for n, source in enumerate(content.sources):
        if source.id not in used and source.id not in words and not re.search(rf"(?<![\w-]){re.escape(source.id)}(?![\w-])", others):
            yield content.documents["sources"].finding((n, "id"), f"nothing cites the source “{source.id}”.", "Cite it on a page as [^" + source.id + "], or remove it.")


def _glossary_leads_to_pages(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    there = {page.path for page in pages}
    for n, term in enumerate(content.glossary):
        for k, path in enumerate(term.see):
            if path not in there:
                yield content.documents["glossary"].finding((n, "see", k), f"there is no page {shown}/{path}.", meant(path, there, "Name a page below docs/, with its ending."))


def _dimensions_have_pages(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    if content.outline is None:
        return
    there = {page.path for page in pages}
    wanted = {f"pillars/{p.id}/{d}.md": (n, k) for n, p in enumerate(content.outline.pillars) for k, d in enumerate(p.dimensions)}
    wanted |= {f"pillars/{p.id}/index.md": (n, None) for n, p in enumerate(content.outline.pillars)}
    for path, (n, k) in wanted.items():
        if path not in there:
            where = ("pillars", n, "id") if k is None else ("pillars", n, "dimensions", k)
            yield content.documents["model"].finding(where, f"the page {shown}/{path} is missing.", "Write it; the pages beside it show the form.")
    for path in sorted(there):
        if path.startswith("pillars/") and path not in wanted and path != "pillars/index.md":
            yield Finding(f"{shown}/{path}", 1, "", "no pillar or dimension of model.yml belongs to this page.", "Rename it after its dimension, or move it out of pillars/.")
