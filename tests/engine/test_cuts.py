"""The network cut at any byte of the engine’s download: it arrives whole or is told as lost, and never answers from broken bytes."""

import json
from random import Random

import pytest

from assessment.build.rehearsal import rehearsal
from assessment.core.api import call
from tests.engine.test_in_browser import ASK, START, TEXTS
from tests.server import Drop

SEED = 20261122
PATIENT = {"patience": {"pause": 20, "tries": 12}}
LARGE = ["pyodide.asm.wasm.gz", "python_stdlib.zip.gz", "worker.js.gz", "core.zip.gz", "pyodide.mjs", "manifest.json"]


def cuts(bundle, rng, each):
    """Cuts at bytes that chance chooses in every file of the engine: the first and the last byte, and within."""
    sizes = {name: (bundle / name).stat().st_size for name in LARGE}
    return [Drop(f"/{name}$", at) for name, size in sizes.items() for at in rng.sample([0, 1, 10, size - 1, *(rng.randrange(size) for _ in range(8))], 1 if name == "pyodide.mjs" else each)]


def answers_rightly(page):
    """The engine answers what CPython answers."""
    call(rehearsal()[2])
    return page.evaluate(ASK, [json.loads(TEXTS[0])]) == [json.loads(call(TEXTS[0]))]


@pytest.mark.parametrize(("ranges", "gzip", "lies"), [(True, False, ""), (False, True, ""), (True, False, "whole")])
def test_cuts_at_any_byte(opened, watch, engine, ranges, gzip, lies):
    """Two cuts in every file, at seeded bytes, from a server that knows ranges, from one that does not and packs on the way, and from one that answers them with the whole file: the engine starts and answers as ever."""
    watch.allow("Failed to load resource|ERR_|import")
    drops = cuts(engine[0], Random(f"{SEED} {ranges} {lies}"), 2)
    here, page = opened(ranges=ranges, gzip=gzip, drops=tuple(drops), lies=lies)
    assert page.evaluate(START, PATIENT) is None
    assert answers_rightly(page)
    assert set(LARGE) == {path.rsplit("/", 1)[1] for path in here.log.ended}
    for name in set(LARGE) - {"pyodide.mjs"}:  # the browser itself asks for a module, and once again with another address
        assert len(here.log.paths(f"/{name}$")) == 1 + sum(path.endswith(f"/{name}") for path in here.log.ended)


def test_a_file_without_a_byte(opened):
    """It is an empty text, not a fault of ours."""
    here, page = opened()
    page.route("**/empty", lambda route: route.fulfill(body=b""))
    assert page.evaluate("async () => { const { downloadText } = await import('./app/download.mjs'); return downloadText(new URL('empty', location.href), { tries: 1 }); }") == ""


@pytest.mark.parametrize("lies", ["other", "page", "gone"])
def test_a_server_that_lies_about_what_it_sends(opened, watch, engine, lies):
    """Another range than asked for, none at all, or the page of a hotel’s network with status 200: never taken for the rest of the file. It is told as a failure, and the next start works."""
    watch.allow("Failed to load resource|ERR_|WebAssembly")
    here, page = opened(ranges=True, gzip=False, drops=(Drop("/pyodide.asm.wasm.gz$", 3_300_000), Drop("/core.zip.gz$", 3000)), lies=lies)
    assert page.evaluate(START, {"patience": {"pause": 20}}) in ("lost", "crashed")
    here.lies = ""
    assert answers_rightly(page)
