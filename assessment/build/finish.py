"""Takes the folder that MkDocs built and `.build/`, and makes the site that is published; knows addresses and markup, nothing of content or scoring.

It brings model, schemas, engine and application to their addresses, drops what nobody loads, closes gaps in accessibility, explains terms, writes the colophon, and gives every page the policy.
It may be run twice on one folder: the second run changes no byte.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from .access import repaired
from .addresses import ENGINE_HASH, app_files, app_folder, engine_folder, model_name
from .colophon import with_colophon
from .light import KEPT, lightened
from .memory import Memory
from .minify import minified, packed
from .offline import write_offline
from .policy import faults, inline_script_hashes, policy, with_policy
from .spaces import tightened
from .styles import ORDER
from .terms import Term, explained, read_terms
from .vendored import vendored

WEB = Path(__file__).resolve().parents[1] / "web"
# Maps serve only people who debug the theme; word lists of other languages serve no page in English.
DEAD_WEIGHT = ("**/*.map", "assets/javascripts/lunr")
MAP_COMMENT = re.compile(rb"\n?(?://[#@] sourceMappingURL=[^\n]*|/\*[#@] sourceMappingURL=.*?\*/)\s*\Z")


class SiteFaults(Exception):
    """The built pages hold what the site promises not to hold; the text has one line a fault."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A page with all but its policy, which depends on the other pages too."""

    page: str
    faults: tuple[str, ...]
    """What is wrong with it: one line each."""


def read(site: Path, build: Path, memory: Memory) -> dict[Path, Finished]:
    """The pages of a folder as far as each depends on itself and on the terms only; `memory` keeps them for `finish`, which may come when the engine is ready."""
    terms, found = read_terms(build), {}
    for path in sorted(site.rglob("*.html")):
        name, text = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        found[path] = memory.get("finish", name, (text, terms), lambda: _finished(name, text, terms))
    return found


def finish(site: Path, build: Path, web: Path = WEB, memory: Memory | None = None) -> None:
    """Finish the site in place; raises SiteFaults, with all faults in one go, if something is missing or a page breaks the policy.

    `memory` spares the pages that it has seen with the same terms.
    """
    _bring(site, build, web)
    _lighten(site)
    pages, engine = read(site, build, memory or Memory()), engine_folder(build).rpartition("/")[2]
    found = [fault for page in pages.values() for fault in page.faults]
    if not pages:
        found.append(f"{site}: no page in it; run mkdocs build first")
    if found:
        raise SiteFaults("\n".join(found))
    light = lightened(site, build, web, {path: finished.page.replace(ENGINE_HASH, engine) for path, finished in pages.items()})
    text = policy(set().union(*map(inline_script_hashes, light.values())))
    for path, page in light.items():
        try:
            path.write_text(with_policy(page, text), encoding="utf-8", newline="\n")
        except ValueError as wrong:
            raise SiteFaults(f"{path.relative_to(site).as_posix()}: {wrong}") from None
    write_offline(site)


def _finished(name: str, text: str, terms: tuple[Term, ...]) -> Finished:
    """One page, by its path below the site."""
    address = name.removesuffix("index.html")
    try:
        page = tightened(with_colophon(explained(repaired(text), address, terms), address))
    except ValueError as wrong:
        return Finished(text, (f"{name}:1: {wrong}",))
    return Finished(page, tuple(f"{name}:{line}: {wrong}" for line, wrong in faults(page)))


def _bring(site: Path, build: Path, web: Path) -> None:
    model = build / "model.json"
    wanted = (model, build / "schemas", build / "engine" / "current.json", *(web / name for name in ORDER))
    missing = [f"{path}: missing; run python -m assessment build" for path in wanted if not path.exists()]
    if missing:
        raise SiteFaults("\n".join(missing))
    shutil.copyfile(model, site / "model.json")
    kept = build / KEPT
    where = site / model_name(model.read_bytes())
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_bytes(packed({where.name: model.read_bytes()}, kept)[where.name])
    for folder in ("schemas", "engine"):
        shutil.rmtree(site / folder, ignore_errors=True)
        shutil.copytree(build / folder, site / folder)
    others = vendored()
    app = site / app_folder(web, others)
    own = minified({path.relative_to(web).as_posix(): path.read_bytes() for path in app_files(web)}, kept)
    for name, content in [*own.items(), *others.items()]:
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).write_bytes(content)


def _lighten(site: Path) -> None:
    for pattern in DEAD_WEIGHT:
        for path in list(site.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for folder in ("javascripts", "stylesheets"):
        for path in (site / "assets" / folder).rglob("*.[cj]s*"):
            # Without its map the comment would send every open debugger to a missing file.
            path.write_bytes(MAP_COMMENT.sub(b"\n", path.read_bytes()))
