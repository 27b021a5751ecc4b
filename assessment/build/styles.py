"""Takes the style sheets of assessment/web and gives those that the pages load; knows their order and who needs them, and nothing of their content."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

# Sheets by name, and what they are made of. Every page loads the first; the others are loaded, in this order, where a page has something for them.
# Later ones win: what a page is made of first, then what changes it.
SHEETS = {
    "site": ("colours.css", "reading.css", "fragments.css", "screens.css", "pages.css"),
    "home": ("home.css",),
    "cards": ("cards.css", "stored.css"),
    "guide": ("guide.css",),
    "tool": ("form.css", "paper.css", "charts.css", "report.css", "explain.css", "desk.css", "invite.css"),
    "team": ("compare.css", "team-report.css", "team.css"),
}
FIRST = "site"
ORDER = tuple(name for names in SHEETS.values() for name in names)
NAME = "assets/touchstone.css"  # how mkdocs.yml calls them all; the finished site knows them by other names

# What the engine writes is not on the page yet when this is asked.
PAGES = {"compare": ("tool", "team"), "team": ("tool", "team")}
CLASS = re.compile(r"\.((?:ts|tq)-[\w-]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
HOME = re.compile(r'<div class="ts-assessment"([^>]*)>')


def stylesheet(web: Path, sheet: str = FIRST) -> bytes:
    """One sheet, so that a page asks once for all in it; raises FileNotFoundError if a part is missing."""
    return b"".join((web / name).read_bytes().rstrip() + b"\n" for name in SHEETS[sheet])


def classes(css: bytes) -> frozenset[str]:
    """Our own classes that a sheet has rules for."""
    return frozenset(CLASS.findall(COMMENT.sub("", css.decode())))


def said(page: str, attribute: str) -> Iterator[str]:
    """Each value that a page gives an attribute, or one whose name ends so behind a dash."""
    before, *rest = page.split(f'{attribute}="')
    for piece in rest:
        if not (before[-1:].isalnum() or before[-1:] == "_"):
            yield piece.partition('"')[0]
        before = piece


@lru_cache(maxsize=1024)  # a build process that lives on has most pages again
def _worn(page: str) -> tuple[frozenset[str], frozenset[str]]:
    """The classes of a page, and which of the assessment's parts it has."""
    names = (re.search(r' data-page="([a-z]+)"', found[1]) for found in HOME.finditer(page))
    return frozenset(name for text in said(page, "class") for name in text.split()), frozenset(named[1] if named else "" for named in names)


def needed(page: str, of: dict[str, frozenset[str]]) -> list[str]:
    """The names of the sheets that a page needs, in order; `of` gives the classes of each sheet."""
    wanted = {FIRST}
    worn, parts = _worn(page)
    for part in parts:
        wanted |= {"tool", *PAGES.get(part, ())}
    for sheet, known in of.items():
        others = frozenset().union(*(classes_ for name, classes_ in of.items() if name != sheet))
        if worn & (known - others):
            wanted.add(sheet)
    return [sheet for sheet in SHEETS if sheet in wanted]
