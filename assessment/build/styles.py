"""Takes the style sheets of assessment/web and gives the one that every page loads; knows their order and nothing of their content."""

from pathlib import Path

# Later ones win: what a page is made of first, then what changes it.
ORDER = (
    "colours.css",
    "reading.css",
    "home.css",
    "fragments.css",
    "screens.css",
    "form.css",
    "paper.css",
    "cards.css",
    "charts.css",
    "report.css",
    "explain.css",
    "compare.css",
    "team-report.css",
    "desk.css",
    "team.css",
    "invite.css",
    "guide.css",
)
NAME = "assets/touchstone.css"


def stylesheet(web: Path) -> bytes:
    """All style sheets in one, so that a page asks once; raises FileNotFoundError if one is missing."""
    return b"".join((web / name).read_bytes().rstrip() + b"\n" for name in ORDER)
