"""Takes content and pages and gives for each source the pages that cite it; knows where each kind of content is shown, and no markup."""

from dataclasses import dataclass

from assessment.build.content import Content
from assessment.build.knowledge import SHOWN_ON
from assessment.build.pages import Page

LIST = "sources.md"
"""The page with the list itself, which does not lead back to itself."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A page as a link needs it."""

    address: str
    """Below the root of the site, such as `guide/claims/`; empty for the home page."""
    title: str
    """As its front matter gives it."""


def address(path: str) -> str:
    """Where the page `guide/claims.md` is published: `guide/claims/`."""
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"


def places(pages: tuple[Page, ...]) -> dict[str, Place]:
    """Every page by its path below docs/."""
    return {page.path: Place(address(page.path), page.prose.title or page.path) for page in pages}


def cited_on(content: Content, pages: tuple[Page, ...]) -> dict[str, list[Place]]:
    """For each cited source the pages that cite it, in the order of their addresses; what is generated counts for the page that shows it."""
    found: dict[str, set[str]] = {}

    def note(ids: tuple[str, ...] | list[str], path: str) -> None:
        for id_ in ids:
            found.setdefault(id_, set()).add(path)

    for page in pages:
        note(page.cited, page.path)
    for kind, path in SHOWN_ON.items():
        for entry in getattr(content, kind):
            note(entry.sources, path)
    for pillar in content.outline.pillars if content.outline else ():
        for id_ in pillar.dimensions:
            dimension = content.dimensions[id_]
            for ids in (dimension.sources, *(item.sources for item in dimension.items)):
                note(ids, f"pillars/{pillar.id}/{id_}.md")
    known = places(pages)
    return {id_: sorted(known[path] for path in paths if path in known and path != LIST) for id_, paths in found.items()}
