"""Takes what is to be published and gives the address it is published under; knows no page.

Every address carries eight hexadecimal digits of its content, so that caches may keep it for ever.
All are relative to the root of the site and have no slash in front.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .minify import minifier

ENGINE_HASH = "0-engine-hash-0"
"""Stands in generated pages for the hash of an engine that may still be in the making; `finish` puts the hash in its place."""


def short_hash(content: bytes) -> str:
    """The first eight hexadecimal digits of the SHA-256."""
    return hashlib.sha256(content).hexdigest()[:8]


def app_hash(web: Path, others: Mapping[str, bytes] | None = None) -> str:
    """Eight digits that change with the name or the bytes of any file below `web`, or of `others` that are published with them, or with what makes them small."""
    told = hashlib.sha256(minifier().encode())
    own = {path.relative_to(web).as_posix(): path.read_bytes() for path in app_files(web)}
    for name, content in [*own.items(), *sorted((others or {}).items())]:
        for part in (name.encode(), content):
            told.update(len(part).to_bytes(8, "big") + part)
    return told.hexdigest()[:8]


def app_files(web: Path) -> list[Path]:
    """The modules of the app, sorted; style sheets and the worker's text go other ways."""
    return sorted(p for p in web.rglob("*.mjs") if p.is_file())


def app_folder(web: Path, others: Mapping[str, bytes] | None = None) -> str:
    """Where the files of `web`, and those of `others`, are published: `app/<hash>`."""
    return f"app/{app_hash(web, others)}"


def model_name(model_json: bytes) -> str:
    """Where the model is published for the page, packed, beside `model.json`: `model/<hash>.json.gz`."""
    return f"model/{short_hash(model_json)}.json.gz"


def engine_folder(out: Path) -> str:
    """Where the engine is published: `engine/<hash>`; raises FileNotFoundError before the engine was built into `out`."""
    current = json.loads((out / "engine" / "current.json").read_text("utf-8"))
    return f"engine/{current['hash']}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the finished site keeps what a page of the assessment needs; relative to its root, no slash at either end."""

    app: str
    model: str
    engine: str = f"engine/{ENGINE_HASH}"
