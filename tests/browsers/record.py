"""Goes the whole way in every engine at both sizes, visits every page, and lets the hostile engine try, with every wire tapped: `python -m tests.browsers.record`.

One line of JSON a step on standard output; exit status 1 if a step found what it must not find. About a minute a step on a quiet machine.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from assessment.build.site import build_site
from tests.browsers import ENGINES, SIZES, hostile, missing
from tests.browsers.flow import walk
from tests.browsers.room import room
from tests.browsers.test_hostile import WORD, attack
from tests.site.built import pages

VISITED = "return document.readyState === 'complete'"


def flow(engine: str, size: str, site: Path) -> dict:
    """The whole way; what the page did wrong raises AssertionError."""
    with room(engine, size, site) as here:
        way = walk(here.driver, here.site.url, model_of(site), lambda: len(here.requests))
        late = [path for paths in way.late(here.requests, engine).values() for path in paths]
        return {"requests": len(here.requests), "escaped": here.escaped(way.words), "after the first result": late, "faults": here.driver.faults(), "version": here.driver.version}


def visit(engine: str, site: Path) -> dict:
    """Every page, with a moment for what comes late."""
    with room(engine, "desk", site) as here:
        every, cookies = pages(site), []
        for page in every:
            here.driver.go(here.site.url + page.address)
            here.driver.until(VISITED)
            time.sleep(0.2)
            cookies += [page.path] if here.driver.run("return document.cookie") else []
        return {"pages": len(every), "requests": len(here.requests), "escaped": here.escaped([]), "cookies": cookies, "faults": here.driver.faults()}


def hostility(engine: str, site: Path) -> dict:
    """The hostile engine; how many ways it tried, how often, and what got out."""
    with tempfile.TemporaryDirectory() as scratch, room(engine, "desk", Path(scratch, "site")) as here:
        tried = attack(here, site, model_of(site))
        return {"ways": len(tried), "attempts": sum(map(len, tried.values())), "tags": len(hostile.TAGS), "escaped": here.escaped([WORD])}


def model_of(site: Path) -> dict:
    """The model as the site serves it."""
    return json.loads((site / "model.json").read_text("utf-8"))


def main() -> int:
    """0 if nothing got out and everything worked."""
    options = argparse.ArgumentParser(prog="python -m tests.browsers.record", description="Go the whole way in three engines and record every request.")
    options.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES)
    options.add_argument("--site", type=Path, help="a built site; default: build it")
    asked = options.parse_args()
    site = asked.site or build_site(progress=lambda line: print(line, file=sys.stderr))
    bad = 0
    for engine in asked.engines:
        if why := missing(engine):
            print(json.dumps({"engine": engine, "skipped": why}), flush=True)
            continue
        steps = [*((f"flow {size}", lambda size=size: flow(engine, size, site)) for size in SIZES), ("every page", lambda: visit(engine, site)), ("hostile", lambda: hostility(engine, site))]
        for name, step in steps:
            began = time.monotonic()
            try:
                found = step()
            except (AssertionError, RuntimeError) as wrong:
                found = {"wrong": str(wrong)[:600]}
            is_bad = bool(found.get("wrong") or found.get("escaped") or found.get("after the first result") or found.get("cookies") or (name != "hostile" and found.get("faults")))
            bad += is_bad
            print(json.dumps({"engine": engine, "step": name, "good": not is_bad, **found, "seconds": round(time.monotonic() - began)}, ensure_ascii=False), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
