"""Takes the pages of a site and its folder and gives the pages with fewer bytes to load; knows the steps, and what of the theme may go when no page names it.

What each step does, and why: docs/about/decisions/0010-*.md.
"""

from collections.abc import Mapping
from pathlib import Path

from .late import with_late_theme
from .search import with_late_search
from .sheets import with_sheets

KEPT = "light"
"""The folder, below the generated files, with what was made small before."""
THEMES = ("assets/images", "assets/javascripts", "assets/stylesheets")


def lightened(site: Path, build: Path, web: Path, pages: Mapping[Path, str]) -> dict[Path, str]:
    """The pages, not written yet; writes what they load below `site`, and removes what none of them loads. Raises EngineFault where Node fails.

    Pages that are so already are given back as they are.
    """
    kept = build / KEPT
    made = with_late_theme(site, with_late_search(site, with_sheets(site, pages, web, kept), web, kept), web, kept)
    for folder in THEMES:
        _without_unnamed(site / folder, made)
    return made


def _without_unnamed(folder: Path, pages: Mapping[Path, str]) -> None:
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if not any(path.name in page for page in pages.values()):
            path.unlink()
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
