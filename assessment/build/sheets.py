"""Takes the pages as MkDocs links their style sheets and gives them with as few and as small ones as do the same; knows the theme's markup, and no rule of any sheet.

The theme's sheets, without what no page can use, and ours become one; a page with more in it gets one or two more.
Their names carry eight digits of their content, so that no cache mixes a new page with an old sheet.
Pages that are linked so already are given back as they are.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from .addresses import short_hash
from .minify import minified
from .purge import purged, without_dead_properties
from .styles import FIRST, NAME, SHEETS, classes, needed, said, stylesheet

CODE = Path(__file__).with_name("purge.py").read_bytes()
CORE = Path(__file__).resolve().parents[1] / "core"
LINK = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/stylesheets/[^"]+\.css)">')
OURS = re.compile(rf'<link rel="stylesheet" href="([^"]*?){re.escape(NAME)}">')
MADE = re.compile(r"assets/[a-z]+\.[0-9a-f]{8}\.css")
WORN = ("class", "id")
TURNED = ("dir", *(f"data-md-color-{of}" for of in ("scheme", "primary", "accent", "media")))
# Parts of the theme that its script could bring in, and that are there only if a page has them.
OPTIONAL = ("md-annotation", "md-code", "md-source", "md-version", "md-consent", "md-clipboard", "md-progress", "md-banner", "md-tag", "md-status", "mermaid", "tabbed")


def with_sheets(site: Path, pages: Mapping[Path, str], web: Path, kept: Path | None = None) -> dict[Path, str]:
    """The pages with their new links; writes the sheets below `site/assets/`. Raises EngineFault where they cannot be made smaller."""
    if not any(OURS.search(page) for page in pages.values()):
        return dict(pages)
    ours = {name: stylesheet(web, name) for name in SHEETS}
    of = {name: classes(css) for name, css in ours.items()}
    small = minified({f"{name}.css": css for name, css in ours.items()}, kept)
    theme = _theme(site, pages, web, b"\n".join(small.values()).decode(), kept)
    made = {name: (theme.encode() if name == FIRST else b"") + small[f"{name}.css"] for name in SHEETS}
    names = {name: f"assets/{name}.{short_hash(css)}.css" for name, css in made.items()}
    for old in [path for path in (site / "assets").glob("*.css") if MADE.fullmatch(f"assets/{path.name}")]:
        old.unlink()
    for name, css in made.items():
        (site / names[name]).write_bytes(css)
    return {path: _linked(page, needed(page, of), names) for path, page in pages.items()}


def _theme(site: Path, pages: Mapping[Path, str], web: Path, ours: str, kept: Path | None) -> str:
    sheets = list(dict.fromkeys(found[1] for page in pages.values() for found in LINK.findall(page)))
    css = "".join((site / name).read_text("utf-8").lstrip("\ufeff").replace('@charset "UTF-8";', "") for name in sheets)
    css = css.replace(".focus-visible", ":focus-visible")  # a class that the theme's script gives, and every browser knows by itself
    scripts = "\n".join(path.read_text("utf-8") for path in sorted((site / "assets").glob("javascripts/*.js")))
    code = "\n".join(path.read_text("utf-8") for path in (*sorted(web.rglob("*.mjs")), *sorted(CORE.glob("*.py"))))
    worn = {name for page in pages.values() for name in _worn(page)}
    said = _said(code, scripts)
    turned = {pair for page in pages.values() for pair in _turned(page)}
    told = json.dumps([css, sorted(worn | said), sorted(turned), ours]).encode()
    place = kept and kept / hashlib.sha256(CODE + told).hexdigest()[:24]
    if place and place.is_file():
        return place.read_text("utf-8")
    made = without_dead_properties(purged(css, worn | said, turned), ours)
    if place:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(made, encoding="utf-8", newline="\n")
    return made


@lru_cache(maxsize=1024)  # a build process that lives on has most pages again
def _worn(page: str) -> frozenset[str]:
    """Every class and id of a page."""
    return frozenset(name for attribute in WORN for text in said(page, attribute) for name in text.split())


@lru_cache(maxsize=1024)
def _turned(page: str) -> frozenset[tuple[str, str]]:
    """Which way a page writes, and its colours."""
    return frozenset((attribute, value) for attribute in TURNED for value in said(page, attribute))


@lru_cache(maxsize=2)
def _said(code: str, scripts: str) -> frozenset[str]:
    """Every class and id that our code or the theme's scripts may bring in."""
    return frozenset(re.findall(r"\b(?:ts|tq|md)-[\w-]+", code)) | {word for word in re.findall(r"[\w-]+", scripts) if not word.startswith(OPTIONAL)}


def _linked(page: str, wanted: list[str], names: Mapping[str, str]) -> str:
    parts = LINK.split(page)
    page = "".join([*(part.rstrip() for part in parts[:-1:3]), parts[-1]])
    return OURS.sub(lambda found: "\n".join(f'<link rel="stylesheet" href="{found[1]}{names[name]}">' for name in wanted), page)
