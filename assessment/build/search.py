"""Takes the search that the theme built and gives it so that a page loads nothing of it before somebody types; knows the theme's files, and no page.

The theme fetches worker and index with every page. So a small worker of ours stands in front of its own, and an empty index in front of the full one.
The full one loses what no one looks for: lists of sources, which stand under every page and once more on their own, and marks inside a line.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from .addresses import short_hash
from .minify import minified, packed

WORKER = "assets/javascripts/workers"
INDEX = "search/search_index.json"
STARTER = "search.js"
NAMED = re.compile(r'("search": ?")([^"]*?)assets/javascripts/workers/search\.[0-9a-f]+\.min\.js"')
FOOTNOTES = re.compile(r"<ol> <li> (?:(?!<ol>).)*?↩.*</ol>", re.DOTALL)
NESTED = re.compile(r"<li>(?:(?!</li>).)*<[ou]l>", re.DOTALL)
INLINE = re.compile(r"<sup>.*?</sup>|</?(?!(?:p|ol|ul|li|pre|table|tr|td|th)\b)[a-z][^>]*>", re.DOTALL)


def with_late_search(site: Path, pages: Mapping[Path, str], web: Path, kept: Path | None = None) -> dict[Path, str]:
    """The pages with the address of the small worker; writes it and the index below `site/search/`.

    A site without a search, or one that was given already, is left as it is. Raises EngineFault where Node fails.
    """
    theirs = sorted((site / WORKER).glob("search.*.js"))
    if not theirs or not (site / INDEX).is_file():
        return dict(pages)
    folder = (site / INDEX).parent
    full = lighter_index((site / INDEX).read_text("utf-8"))
    worker = theirs[0].read_bytes()
    names = {"INDEX": f"index.{short_hash(full.encode())}.json.gz", "WORKER": f"worker.{short_hash(worker)}.js"}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in names.items())
    starter = head.encode() + minified({STARTER: (web / STARTER).read_bytes()}, kept)[STARTER]  # apart, since the index's name changes with each sentence
    (folder / names["INDEX"]).write_bytes(packed({INDEX: full.encode()}, kept)[INDEX])
    (folder / names["WORKER"]).write_bytes(worker)
    start = f"start.{short_hash(starter)}.js"
    (folder / start).write_bytes(starter)
    config = json.loads(full)["config"]
    (site / INDEX).write_text(json.dumps({"config": config, "docs": []}, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")
    for path in theirs:
        path.unlink()
    return {path: NAMED.sub(lambda found: f'{found[1]}{found[2]}search/{start}"', page) for path, page in pages.items()}


def lighter_index(text: str) -> str:
    """The index with what can be looked for; `text` is the theme's JSON."""
    index = json.loads(text)
    docs = []
    for doc in index["docs"]:
        slim = {**doc, "text": _slim(doc["text"])}
        # A heading over nothing but its list of sources leads nowhere.
        if slim["text"] or not doc["text"] or "#" not in doc["location"]:
            docs.append(slim)
    return json.dumps({**index, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1 << 14)  # a build process that lives on has most sections again
def _slim(text: str) -> str:
    return re.sub(r"\s+", " ", _as_paragraphs(INLINE.sub("", FOOTNOTES.sub("", text)))).strip()


def _as_paragraphs(text: str) -> str:
    """A list as one paragraph for each of its items: of paragraphs the theme shows those that match, of a list all."""
    if NESTED.search(text):
        return text
    text = re.sub(r"</?[ou]l>", "", text)
    return re.sub(r"(?:</p>\s*)?</li>", "</p>", re.sub(r"<li>(?:\s*<p>)?", "<p>", text))
