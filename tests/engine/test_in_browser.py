"""The engine in a real browser, on a small page with the final policy, below a sub-path."""

import json

import pytest

from assessment.build.rehearsal import rehearsal
from assessment.core.api import call
from tests.engine.conftest import POLICY, replace, stand_in, write_page
from tests.server import Drop

# A text nested 5,000 deep is for the core's own tests.
TEXTS = [text for text in rehearsal()[3:-4] if "[[[" not in text]
ASK = "async (requests) => { globalThis.engine ??= make(); const all = []; for (const r of requests) all.push(await engine.call(r)); return all; }"
START = "async (more) => { globalThis.engine = make(more); try { await engine.start(); return null; } catch (error) { return error.kind; } }"
QUICK = {"pause": 50}


def states(page) -> list[str]:
    """The states that the engine has told."""
    return [told["state"] for told in page.evaluate("told.states")]


def test_the_door_answers_as_under_cpython(opened):
    """Python in a blob worker gives the same answers as CPython, and nothing of it is fetched before the start."""
    here, page = opened()
    page.evaluate("globalThis.engine = make()")
    page.wait_for_timeout(200)
    assert not here.log.paths("/engine/|/model"), "something was fetched before start()"
    answers = page.evaluate(ASK, [json.loads(text) for text in TEXTS])
    call(rehearsal()[2])
    assert answers == [json.loads(call(text)) for text in TEXTS]
    assert page.evaluate("performance.getEntriesByType('mark').map(m => m.name)") == ["touchstone:engine-start", "touchstone:engine-ready"]
    assert states(page) == ["loading", "ready"]
    assert page.evaluate("engine.model.id") == "rehearsal"


def test_progress_ends_at_the_true_number_of_bytes(opened, engine):
    """What `onprogress` counts grows and ends at the bytes of the bundle, without the manifest itself."""
    _, page = opened()
    page.evaluate(START, {})
    told = page.evaluate("told.progress")
    total = sum(path.stat().st_size for path in engine[0].iterdir() if path.name != "manifest.json")
    assert {p["total"] for p in told} == {total}
    assert [p["loaded"] for p in told] == sorted(p["loaded"] for p in told)
    assert told[-1]["loaded"] == total


DROPS = [("pyodide.asm.wasm.gz", 3_300_000, True), ("pyodide.asm.wasm.gz", 3_300_000, False), ("worker.js.gz", 1, False), ("manifest.json", 100, False), ("pyodide.mjs", 9000, True)]


@pytest.mark.parametrize(("name", "at", "ranges"), DROPS, ids=[f"{name} {ranges=}" for name, _, ranges in DROPS])
def test_a_connection_that_drops_twice(opened, watch, name, at, ranges):
    """A file whose connection ends twice in the middle still arrives; where the server can, only the rest is asked for again."""
    watch.allow("Failed to load resource|ERR_")
    here, page = opened(gzip=False, ranges=ranges, drops=(Drop(f"/{name}$", at), Drop(f"/{name}$", min(at, 100_000))))
    assert page.evaluate(START, {"patience": QUICK}) is None
    asked = [r for r in here.log.requests if r.path.endswith(name)]
    assert len(asked) == 3
    if at > 3_000_000:  # the browser throws away what no script has read yet when the connection ends: up to 2 MB
        assert all(r.headers.get("Range", "").startswith("bytes=") for r in asked[1:])
    assert page.evaluate(ASK, [json.loads(TEXTS[0])])[0]["ok"]


def test_a_connection_that_drops_three_times(opened, watch):
    """After three tries the start has failed and says so; the next call tries anew."""
    watch.allow("Failed to load resource|ERR_")
    _, page = opened(drops=(Drop("/core.zip.gz$", 300, 3),))
    assert page.evaluate(START, {"patience": QUICK}) == "lost"
    assert states(page) == ["loading", "failed"]
    assert page.evaluate(ASK, [json.loads(TEXTS[0])])[0]["ok"]
    assert states(page) == ["loading", "failed", "loading", "ready"]


def test_a_page_that_is_older_than_the_site(opened, folder, engine, watch):
    """After a deploy the old engine is gone: the page asks current.json, past every cache, and takes the new one and the new model."""
    watch.allow("Failed to load resource")
    here, page = opened()
    (folder / "engine" / engine[1]).rename(folder / "engine" / "0123456789ab")
    (folder / "engine" / "current.json").write_text('{"hash": "0123456789ab"}', "utf-8")
    (folder / "model" / "0000abcd.json").unlink()
    assert page.evaluate(START, {"patience": QUICK}) is None
    assert len(here.log.paths("current.json")) == 1
    assert here.log.paths("^/repo/model.json$")


def test_a_page_whose_loader_is_gone(opened, watch):
    """After a deploy the module that a worker would load the engine with may have gone with its folder: then the page does it itself."""
    watch.allow("Failed to load resource|ERR_|dynamically imported module")
    here, page = opened()
    page.route("**/loader.mjs", lambda route: route.fulfill(status=404))  # past the browser's cache
    assert page.evaluate(ASK, [json.loads(TEXTS[0])])[0]["ok"]
    assert len(here.log.paths("pyodide.asm.wasm.gz")) == 1
    assert [p["loaded"] for p in page.evaluate("told.progress")][-1] == page.evaluate("told.progress.at(-1).total")


def test_a_part_that_is_nowhere(opened, folder, engine, watch):
    """A file that is missing in today's engine is told as missing, without three tries."""
    watch.allow("Failed to load resource")
    here, page = opened()
    (folder / "engine" / engine[1] / "core.zip.gz").unlink()
    assert page.evaluate(START, {"patience": QUICK}) == "missing"
    assert len(here.log.paths("core.zip.gz")) == 1


def test_webassembly_is_blocked(folder, engine, opened, watch):
    """Where the policy forbids WebAssembly the engine says so at once and fetches nothing."""
    watch.allow("WebAssembly|policy: script-src refused wasm-eval")
    write_page(folder, engine[1], POLICY.replace(" 'wasm-unsafe-eval'", ""))
    here, page = opened()
    assert page.evaluate(START, {}) == "blocked"
    assert states(page) == ["blocked"]
    assert not here.log.paths("/engine/")


def test_bytes_that_were_spoilt_on_the_way(opened, folder, engine, watch):
    """What cannot be unpacked is fetched anew, past the browser's cache, by whoever asks next."""
    watch.allow(".")
    here, page = opened()
    path = folder / "engine" / engine[1] / "python_stdlib.zip.gz"
    whole = path.read_bytes()
    path.write_bytes(whole[:200_000] + bytes(100) + whole[200_100:])
    assert page.evaluate(START, {"patience": QUICK}) == "crashed"
    path.write_bytes(whole)
    assert page.evaluate(ASK, [json.loads(TEXTS[0])])[0]["ok"]
    assert len(here.log.paths("python_stdlib.zip.gz")) == 4


FATAL = """
import json, os
def call(text):
    if json.loads(text)["do"] == "die":
        os.abort()
    return json.dumps({"ok": True, "result": text})
"""


def test_a_fatal_error_restarts_the_engine(folder, engine, opened, watch):
    """When Python dies, the calls under way are told, and the next call gets a fresh worker without fetching the bytes again."""
    watch.allow(".")  # Pyodide shouts
    stand_in(folder / "engine" / engine[1], FATAL)
    here, page = opened()
    told = page.evaluate("""async () => {
        globalThis.engine = make();
        await engine.start();
        const calls = ["die", "live", "live"].map((what) => engine.call({ do: what }).then(() => "answered", (error) => error.kind));
        return [...await Promise.all(calls), engine.state, (await engine.call({ do: "live" })).ok, engine.state];
    }""")
    assert told == ["crashed", "crashed", "crashed", "failed", True, "ready"]
    assert states(page) == ["loading", "ready", "failed", "loading", "ready"]
    assert len(here.log.paths("pyodide.asm.wasm.gz")) == 1


def test_an_engine_that_never_starts(folder, engine, opened):
    """A start that is silent after its last byte has failed."""
    stand_in(folder / "engine" / engine[1], "while True: pass")
    _, page = opened()
    assert page.evaluate(START, {"patience": {"silence": 4000}}) == "silent"


def test_an_engine_that_breaks_at_every_start(folder, engine, opened):
    """Three fresh workers are tried, then the start has failed."""
    stand_in(folder / "engine" / engine[1], "raise LookupError('broken')")
    _, page = opened()
    assert page.evaluate(START, {"patience": QUICK}) == "crashed"
    assert "broken" in page.evaluate("told.states.at(-1).cause")


def test_a_model_that_python_refuses(folder, opened):
    """A model.json that is none is told as such."""
    (folder / "model" / "0000abcd.json").write_text('{"id": 1}', "utf-8")
    _, page = opened()
    assert page.evaluate(START, {}) == "model"


NOSY = """
import json
def call(text):
    from js import globalThis, Function
    import js
    gone = ["Worker", "SharedWorker", "XMLHttpRequest", "WebSocket", "EventSource", "indexedDB", "caches", "FontFace", "BroadcastChannel"]
    left = [name for name in gone if getattr(js, name, None) is not None]
    for address in ("https://example.org/", "/repo/model.json?secret"):
        try:
            js.fetch(address)
            left.append(address)
        except RuntimeError:  # a promise, for which the engine has no event loop; nor would it be kept
            pass
    return json.dumps({"ok": True, "result": {"left": left}})
"""


def test_python_has_no_network(folder, engine, opened, watch):
    """What a worker could open a connection with is gone before Python runs; fetch refuses."""
    watch.allow("The engine has no network")
    stand_in(folder / "engine" / engine[1], NOSY)
    here, page = opened()
    assert page.evaluate(ASK, [{"do": "look"}]) == [{"ok": True, "result": {"left": []}}]
    page.wait_for_timeout(500)
    assert not here.log.paths("secret")


def test_bytes_that_the_host_has_unpacked(folder, engine, opened):
    """A host that unpacks .gz on the way, or serves it so, does no harm."""
    import gzip

    bundle = folder / "engine" / engine[1]
    replace(bundle, "core.zip.gz", gzip.decompress((bundle / "core.zip.gz").read_bytes()))
    _, page = opened()
    assert page.evaluate(START, {}) is None
