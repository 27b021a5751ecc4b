"""Takes the style sheets of assessment/web and gives those that the pages load; knows their order and who needs them, and nothing of their content."""

import re
from pathlib import Path

# Sheets by name, and what they are made of. Every page loads the first; the others are loaded, in this order, where a page has something for them.
# Later ones win: what a page is made of first, then what changes it.
SHEETS = {
    "site": ("colours.css", "reading.css", "home.css", "fragments.css", "screens.css", "cards.css", "guide.css", "stored.css"),
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
WORN = re.compile(r'\bclass="([^"]*)"')


def stylesheet(web: Path, sheet: str = FIRST) -> bytes:
    """One sheet, so that a page asks once for all in it; raises FileNotFoundError if a part is missing."""
    return b"".join((web / name).read_bytes().rstrip() + b"\n" for name in SHEETS[sheet])


def classes(css: bytes) -> frozenset[str]:
    """Our own classes that a sheet has rules for."""
    return frozenset(CLASS.findall(COMMENT.sub("", css.decode())))


def needed(page: str, of: dict[str, frozenset[str]]) -> list[str]:
    """The names of the sheets that a page needs, in order; `of` gives the classes of each sheet."""
    wanted = {FIRST}
    for found in re.finditer(r'<div class="ts-assessment"([^>]*)>', page):
        named = re.search(r' data-page="([a-z]+)"', found[1])
        wanted |= {"tool", *PAGES.get(named[1] if named else "", ())}
    worn = {name for text in WORN.findall(page) for name in text.split()}
    for sheet, known in of.items():
        others = frozenset().union(*(classes_ for name, classes_ in of.items() if name != sheet))
        if worn & (known - others):
            wanted.add(sheet)
    return [sheet for sheet in SHEETS if sheet in wanted]
