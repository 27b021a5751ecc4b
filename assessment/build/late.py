"""Takes the pages with the theme's script and gives them with a small one in its place, which fetches the theme's when somebody uses what it serves; knows the theme's tag, and no page.

Why: docs/about/decisions/0013-the-theme-comes-late.md.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from .addresses import short_hash
from .minify import minified

LATE = "theme.js"
FOLDER = "assets/javascripts"
TAG = re.compile(rf'<script src="([^"]*?{FOLDER}/)(bundle\.[0-9a-f]+\.min\.js)"></script>')


def with_late_theme(site: Path, pages: Mapping[Path, str], web: Path, kept: Path | None = None) -> dict[Path, str]:
    """The pages with the small script; writes it below `site/assets/javascripts/`. Pages without the theme's tag are given back as they are. Raises EngineFault where Node fails."""
    if not any(TAG.search(page) for page in pages.values()):
        return dict(pages)
    small = minified({LATE: (web / LATE).read_bytes()}, kept)[LATE]
    name = f"theme.{short_hash(small)}.js"
    for old in (site / FOLDER).glob("theme.*.js"):
        old.unlink()
    (site / FOLDER / name).write_bytes(small)
    return {path: TAG.sub(rf'<script src="\1{name}" data-theme="\1\2" async></script>', page) for path, page in pages.items()}
