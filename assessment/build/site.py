"""Takes the checkout and gives the finished site; knows the order of the steps, and nothing of what each of them makes.

`python -m assessment.build.site [DIR]` builds into `site/` or DIR.
A step whose inputs have not changed since it last succeeded is skipped.
A site that was built before stays as it is until the new one is whole.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock

from assessment.build import build
from assessment.build.engine import EngineFault
from assessment.build.finish import SiteFaults, dressed, finish, prepare
from assessment.build.memory import Memory
from assessment.core.faults import Faulty

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"
SITE = ROOT / "site"
GENERATED_FROM = ("content", "assessment", "docs/**/*.md", "package-lock.json", "requirements.txt")
PAGES_FROM = ("docs", "overrides", "mkdocs.yml")
SETTINGS = ("SITE_URL", "REPO_URL", "EDIT_URI")  # what mkdocs.yml reads from the environment


class BuildFailed(Exception):
    """A step of the build found faults; its text is what the author should read."""


def build_site(site: Path = SITE, progress: Callable[[str], None] = print, pages: Callable[[Path], None] | None = None, memory: Memory | None = None) -> Path:
    """The finished site at `site`, built only as far as something changed; raises BuildFailed and leaves `site` alone.

    Two processes that build at the same time wait for each other.
    `pages` writes the pages into a folder and raises BuildFailed; MkDocs' own command is taken where none is given. `memory` is what `finish` spares itself by.
    """
    with _lock():
        sources = _digest(GENERATED_FROM)
        stamp = BUILD / "stamps" / (hashlib.sha256(str(site.resolve()).encode()).hexdigest()[:8] + ".site")
        state = json.dumps([sources, _digest(PAGES_FROM), *(os.environ.get(name, "") for name in SETTINGS)])
        following, ready = BUILD / "next", {}

        def write_pages() -> None:
            progress("building the pages …")
            shutil.rmtree(following, ignore_errors=True)
            ready.update(_dressed(following, pages or _mkdocs, memory))

        generated = _generate(sources, progress, write_pages)
        if not generated and site.is_dir() and _same(stamp, state):
            return site
        if not generated:
            write_pages()
        finish(following, BUILD, pages=ready)
        stamp.unlink(missing_ok=True)
        _put_in_place(following, site)
        _remember(stamp, state)
    return site


def make_aside(pages: Callable[[Path], None], memory: Memory) -> None:
    """Take every step, also where nothing has changed, without touching a site, so that this process knows what they give; raises BuildFailed."""
    aside = BUILD / "aside"
    with _lock():
        try:
            build(ROOT / "content", BUILD, progress=lambda line: None, meanwhile=lambda: _dressed(aside, pages, memory))
        except (Faulty, EngineFault) as faults:
            raise BuildFailed(str(faults)) from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _dressed(folder: Path, pages: Callable[[Path], None], memory: Memory | None) -> dict[Path, str]:
    """The pages, written and finished as far as they can be while the engine may still be in the making."""
    try:
        with ThreadPoolExecutor(1) as beside:
            small = beside.submit(prepare, BUILD)
            pages(folder)
            small.result()
        return dressed(folder, BUILD, memory=memory)
    except (SiteFaults, EngineFault) as faults:
        raise BuildFailed(str(faults)) from None


def generate(progress: Callable[[str], None] = print) -> Path:
    """`.build/` up to date with content and code (model.json, schemas, fragments, engine); raises BuildFailed."""
    with _lock():
        _generate(_digest(GENERATED_FROM), progress)
    return BUILD


def _generate(state: str, progress: Callable[[str], None], meanwhile: Callable[[], None] = lambda: None) -> bool:
    """True if something had to be generated; `meanwhile` was then called as soon as the fragments were there, beside the engine."""
    stamp = BUILD / "stamps" / "generated"
    if (BUILD / "model.json").is_file() and _same(stamp, state):
        return False
    stamp.unlink(missing_ok=True)
    progress("building model, fragments and engine …")
    try:
        build(ROOT / "content", BUILD, progress=progress, meanwhile=meanwhile)
    except Faulty as faulty:
        raise BuildFailed("\n".join(map(str, faulty.faults))) from None
    except EngineFault as fault:
        raise BuildFailed(str(fault)) from None
    _remember(stamp, state)
    return True


def _mkdocs(target: Path) -> None:
    """Its warnings are faults, and all of them are told; not with `--quiet`, under which `--strict` counts none."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)], cwd=ROOT, env=environment,
                          text=True, encoding="utf-8", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    if done.returncode:
        told = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("INFO ")]
        raise BuildFailed("\n".join(told) or f"mkdocs ended with {done.returncode} and said nothing")


def _put_in_place(made: Path, site: Path) -> None:
    previous = BUILD / "previous"
    shutil.rmtree(previous, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(20):  # Windows refuses while a server has a file of the old site open
        try:
            if site.exists():
                shutil.move(site, previous)
            shutil.move(made, site)
            break
        except PermissionError:
            if attempt == 19:
                raise
            time.sleep(0.25)
    shutil.rmtree(previous, ignore_errors=True)


def _lock() -> FileLock:
    BUILD.mkdir(exist_ok=True)
    return FileLock(BUILD / "lock")


def _digest(patterns: Iterable[str]) -> str:
    """Changes with any byte of those files below the checkout that the patterns name, and with their names."""
    digest = hashlib.sha256()
    for name in sorted(set(_files(patterns))):
        digest.update(f"{name}\0{hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(patterns: Iterable[str]) -> Iterable[str]:
    for pattern in patterns:
        for found in ROOT.glob(pattern):
            for path in found.rglob("*") if found.is_dir() else (found,):
                if "__pycache__" not in path.parts and path.is_file():
                    yield path.relative_to(ROOT).as_posix()


def _same(stamp: Path, state: str) -> bool:
    return stamp.is_file() and stamp.read_text() == state


def _remember(stamp: Path, state: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


def main(arguments: list[str] | None = None) -> int:
    """Build; 0 and the folder on standard output, or 2 and one line a fault on standard error."""
    options = argparse.ArgumentParser(prog="python -m assessment.build.site", description="Build the finished site, as far as something changed.")
    options.add_argument("folder", nargs="?", type=Path, default=SITE, help="default: site/")
    options.add_argument("--quiet", action="store_true", help="tell faults only")
    asked = options.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        print(build_site(asked.folder, progress=(lambda line: None) if asked.quiet else lambda line: print(line, file=sys.stderr, flush=True)))
    except BuildFailed as failed:
        print(failed, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
