"""Takes the finished site and writes `offline.js`, the worker that keeps pages of the assessment for use without a network; knows addresses and hashes, no page's meaning.

What it keeps and when: docs/about/decisions/0011-without-a-network.md.
"""

import hashlib
import html
import json
import posixpath
import re
from pathlib import Path

from .minify import minified

WEB = Path(__file__).resolve().parents[1] / "web"
WORKER, OFF = "offline-worker.js", "offline-off.js"
SWITCHED_OFF = '<meta name="touchstone:offline" content="off">'
_NEEDS = re.compile(r'data-engine-hash="(?P<hash>[0-9a-f]+)"')
_MODEL = re.compile(r'data-model-at="(?P<model>[^"]+)"')
_LOADED = re.compile(r'(?:href|src|data-theme)="(?P<path>[^"#?:]+\.(?:css|js|mjs|svg|png))"')
_TITLE = re.compile(r"<title>(?P<title>[^<]*?)(?: · [^<]*)?</title>")


def write_offline(site: Path, kept: Path | None = None) -> None:
    """Write `offline.js` into a finished site: the worker with its list, or the one that takes everything back where the pages say so; `kept` is a folder for what was made smaller once."""
    pages = {path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text("utf-8") for path in sorted(site.glob("assessment/**/index.html"))}
    if any(SWITCHED_OFF in page for page in pages.values()):
        (site / "offline.js").write_bytes((WEB / OFF).read_bytes())
        return
    needed = {path: _needed(site, path, page) for path, page in pages.items() if _NEEDS.search(page)}
    apps = {path.relative_to(site).as_posix() for path in (site / "app").rglob("*.mjs")}
    titles = {path: _TITLE.search(pages[path])["title"] for path in needed}
    files = {path: _digest(site / (path + "index.html" if path.endswith("/") else path)) for path in sorted({*needed, *apps, *(f for files in needed.values() for f in files)})}
    places = {file: place for place, file in enumerate(files)}
    told = {"pages": {path: [places[file] for file in needed[path]] for path in needed}, "titles": titles, "files": files}
    text = minified({WORKER: (WEB / WORKER).read_bytes()}, kept)[WORKER].decode()
    version = hashlib.sha256((json.dumps(told, sort_keys=True) + text).encode()).hexdigest()[:12]
    (site / "offline.js").write_text(f"const LIST = {json.dumps({'version': version, **told}, separators=(',', ':'))};\n{text}", encoding="utf-8", newline="\n")


def _needed(site: Path, path: str, page: str) -> list[str]:
    """What a page of the assessment loads, with the engine and the model; each file is there, or the site is broken."""
    engine = f"engine/{_NEEDS.search(page)['hash']}"
    named = {html.unescape(found["path"]) for found in _LOADED.finditer(page)} | {html.unescape(found["model"]) for found in _MODEL.finditer(page)}
    loaded = {posixpath.normpath(posixpath.join(path, one)) for one in named}
    search = [*(site / "search").glob("start.*.js"), *(site / "search").glob("search_index.json")]  # the theme asks for both before anybody searches
    others = {file.relative_to(site).as_posix() for file in [*search, *(site / engine).iterdir()]}
    return sorted({one for one in loaded if (site / one).is_file()} | others)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:32]
