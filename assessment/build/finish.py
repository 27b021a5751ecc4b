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
from .late import LATE
from .light import KEPT, lightened
from .memory import Memory
from .minify import minified, packed, ready
from .offline import WORKER, write_offline
from .policy import faults, inline_script_hashes, policy, with_policy
from .search import STARTER
from .spaces import tightened
from .styles import ORDER, SHEETS, stylesheet
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


def prepare(build: Path, web: Path = WEB) -> None:
    """Make small, in one go, what of it no page changes; `finish` finds it again, and nothing is lost where it does not. Raises EngineFault where Node fails."""
    model, kept = build / "model.json", build / KEPT
    sheets = {f"{name}.css": stylesheet(web, name) for name in SHEETS}
    scripts = {name: (web / name).read_bytes() for name in (LATE, STARTER, WORKER)}
    ready({**_modules(web), **sheets, **scripts}, {Path(model_name(model.read_bytes())).name: model.read_bytes()}, kept)


def dressed(site: Path, build: Path, web: Path = WEB, memory: Memory | None = None) -> dict[Path, str]:
    """The pages of the folder as they will be published, but for the address of the engine, which may still be in the making; writes all that they load but the engine.

    `memory` spares the pages that it has seen with the same terms. Raises SiteFaults, with all faults in one go, if something is missing or a page breaks the policy.
    """
    _require(build / "model.json", build / "schemas", *(web / name for name in ORDER))
    _bring(site, build, web)
    _lighten(site)
    known, terms, pages = memory or Memory(), read_terms(build), {}
    for path in sorted(site.rglob("*.html")):
        name, text = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        pages[path] = known.get("finish", name, (text, terms), lambda: _finished(name, text, terms))
    found = [fault for page in pages.values() for fault in page.faults]
    if not pages:
        found.append(f"{site}: no page in it; run mkdocs build first")
    if found:
        raise SiteFaults("\n".join(found))
    light = lightened(site, build, web, {path: finished.page for path, finished in pages.items()})
    text = policy(set().union(*map(inline_script_hashes, light.values())))
    for path, page in light.items():
        try:
            light[path] = with_policy(page, text)
        except ValueError as wrong:
            raise SiteFaults(f"{path.relative_to(site).as_posix()}: {wrong}") from None
    return light


def finish(site: Path, build: Path, web: Path = WEB, pages: dict[Path, str] | None = None) -> None:
    """Finish the site in place; raises SiteFaults as `dressed` does, whose pages may be given if they were made before the engine was."""
    if pages is None:
        _require(build / "model.json", build / "schemas", build / "engine" / "current.json", *(web / name for name in ORDER))
        pages = dressed(site, build, web)
    shutil.rmtree(site / "engine", ignore_errors=True)
    shutil.copytree(build / "engine", site / "engine")
    engine = engine_folder(build).rpartition("/")[2]
    for path, page in pages.items():
        path.write_text(page.replace(ENGINE_HASH, engine), encoding="utf-8", newline="\n")
    write_offline(site, build / KEPT)


def _finished(name: str, text: str, terms: tuple[Term, ...]) -> Finished:
    """One page, by its path below the site."""
    address = name.removesuffix("index.html")
    try:
        page = tightened(with_colophon(explained(repaired(text), address, terms), address))
    except ValueError as wrong:
        return Finished(text, (f"{name}:1: {wrong}",))
    return Finished(page, tuple(f"{name}:{line}: {wrong}" for line, wrong in faults(page)))


def _require(*wanted: Path) -> None:
    missing = [f"{path}: missing; run python -m assessment build" for path in wanted if not path.exists()]
    if missing:
        raise SiteFaults("\n".join(missing))


def _modules(web: Path) -> dict[str, bytes]:
    return {path.relative_to(web).as_posix(): path.read_bytes() for path in app_files(web)}


def _bring(site: Path, build: Path, web: Path) -> None:
    model = build / "model.json"
    shutil.copyfile(model, site / "model.json")
    kept = build / KEPT
    where = site / model_name(model.read_bytes())
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_bytes(packed({where.name: model.read_bytes()}, kept)[where.name])
    shutil.rmtree(site / "schemas", ignore_errors=True)
    shutil.copytree(build / "schemas", site / "schemas")
    others = vendored()
    app = site / app_folder(web, others)
    for name, content in [*minified(_modules(web), kept).items(), *others.items()]:
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
