"""Takes the finished site and a browser and gives how long Python takes there: from the first answer, from a link, for a result, and how long it keeps the page from answering; knows no budget of bytes.

scripts/bench.py takes its figures. Times are milliseconds of one machine and say little alone: each has its peer in the same run.
"""

import gzip
import io
import json
import shutil
import statistics
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

from assessment.core import api
from assessment.core.code import Codec
from assessment.core.intake import read_answers
from assessment.core.model import Model, from_json
from scripts import browser as browsers
from scripts.pages_host import PagesHost

READY, SHOWN = "touchstone:engine-ready", "touchstone:result-shown"
AT = "name => performance.getEntriesByName(name)[0]?.startTime ?? null"
SPY = """(() => { globalThis.longest = []; new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) longest.push([startTime, duration]); }).observe({ type: "longtask" }); })();"""
ANSWER_ALL = """() => { for (const input of document.querySelectorAll('input[name*="."][value="3"]')) { input.checked = true; input.dispatchEvent(new Event("change", { bubbles: true })); } }"""
ASK = """async ({ app, hash, model, calls }) => {
  const { Engine } = await import(app);
  const engine = new Engine({ engineBase: "/engine/", hash, modelAddress: model });
  await engine.start();
  return (await engine.call({ do: "time", calls })).result;
}"""
TIMED = """
import time
_began = time.perf_counter()
import prepared_first
from assessment.core import api
_imported = time.perf_counter()
_answer = api.call
def call(text):
    import json
    asked = json.loads(text)
    if asked.get("do") != "time":
        return _answer(text)
    times = []
    for one in asked["calls"]:
        began = time.perf_counter()
        _answer(one)
        times.append((time.perf_counter() - began) * 1000)
    return json.dumps({"ok": True, "result": {"import": (_imported - _began) * 1000, "times": times}})
api.call = call
"""


def model_of(site: Path) -> Model:
    """The model that the site asks with."""
    return from_json(json.loads((site / "model.json").read_text("utf-8")))


def full_answers(model: Model) -> dict:
    """An answers file with a level on every question, the same each time."""
    levels = (1, 2, 3, 4, 5, 3, 2)
    return {"format": "touchstone-answers/1", "model": {"id": model.id, "version": model.version}, "mode": "full", "answers": {item.id: {"level": levels[n % 7]} for n, item in enumerate(model.items)}}


def wait(page, name: str) -> float:
    """When the page set a mark, in ms since it was navigated to. Raises TimeoutError after two minutes."""
    patience = time.monotonic() + 120
    while (at := page.evaluate(AT, name)) is None:
        if time.monotonic() > patience:
            raise TimeoutError(f"{name} never came on {page.url}")
        page.wait_for_timeout(20)
    return at


@contextmanager
def fresh(playwright):
    """A page in a browser that was started for it, with an empty cache."""
    with tempfile.TemporaryDirectory() as scratch:
        context = playwright.chromium.launch_persistent_context(scratch, executable_path=browsers.find(), args=browsers.arguments())
        page = context.new_page()
        page.wait_for_timeout(700)  # for the browser itself to have started
        try:
            yield page
        finally:
            context.close()


def from_a_link(playwright, site: Path, rounds: int) -> tuple[list[float], list[float]]:
    """From the navigation to a result in a link until it is shown, with an empty cache and again."""
    model = model_of(site)
    code = Codec(model).encode(read_answers(full_answers(model), model)[0])
    host, first, again = PagesHost(site), [], []
    try:
        for _ in range(rounds):
            with fresh(playwright) as page:
                for times in (first, again):
                    page.goto("about:blank")
                    page.goto(f"{host.url}assessment/result/#{code}")
                    times.append(wait(page, SHOWN))
                    page.wait_for_timeout(500)
    finally:
        host.stop()
    return first, again


def first_result(playwright, site: Path, rounds: int) -> list[float]:
    """From the wish to see the result until it is shown, the engine ready and the person having answered for three seconds since."""
    host, times = PagesHost(site), []
    try:
        for _ in range(rounds):
            with fresh(playwright) as page:
                page.goto(host.url + "assessment/questions/")
                page.wait_for_selector("[data-ready]")
                page.evaluate(ANSWER_ALL)
                wait(page, READY)
                page.wait_for_timeout(3000)
                began = page.evaluate("() => { const now = performance.now(); location.hash = 'result'; return now; }")
                times.append(wait(page, SHOWN) - began)
    finally:
        host.stop()
    return times


def scoring(playwright, site: Path, rounds: int) -> dict[str, float]:
    """Medians inside the worker: `import` of the core, the `first` result after it, a `warm` one; `cpython` is a warm one in this very process."""
    found = {"import": [], "first": [], "warm": [], "cpython": []}
    call = json.dumps({"do": "score", "answers": full_answers(model_of(site))})
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "site")
        shutil.copytree(site, folder)
        [bundle], [app], [model] = ([*folder.glob(pattern)] for pattern in ("engine/*/", "app/*/", "model/*"))
        _time_the_core(bundle)
        host = PagesHost(folder)
        try:
            for _ in range(rounds):
                with fresh(playwright) as page:
                    page.goto(host.url + "404.html")
                    told = page.evaluate(ASK, {"app": f"/app/{app.name}/engine.mjs", "hash": bundle.name, "model": f"/model/{model.name}", "calls": [call] * 41})
                    found["import"].append(told["import"])
                    found["first"].append(told["times"][0])
                    found["warm"].append(statistics.median(told["times"][20:]))
        finally:
            host.stop()
    api.call(json.dumps({"do": "load", "model": json.loads((site / "model.json").read_text("utf-8"))}))
    for _ in range(40):
        began = time.perf_counter()
        api.call(call)
        found["cpython"].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(times) for name, times in found.items()}


def _time_the_core(bundle: Path) -> None:
    """Make the bundle tell how long its core takes: another module stands before the one that the worker imports first."""
    path = bundle / "core.zip.gz"
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(gzip.decompress(path.read_bytes()))) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr("prepared_first.pyc" if name == "prepared.pyc" else name, old.read(name))
        new.writestr("prepared.py", TIMED)
    path.write_bytes(gzip.compress(packed.getvalue()))
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    for file in manifest["files"]:
        file["bytes"] = (bundle / file["name"]).stat().st_size
    (bundle / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def busy(playwright, site: Path, *, slow_network: bool) -> tuple[float, float, float]:
    """The longest task of the page's own thread between the first answer and the engine's readiness, with the processor throttled fourfold; the longest after that; and how long the first took, all in ms.

    Before and after, somebody answers a question every half second. `slow_network`: 1.6 Mbit/s and 150 ms for each request.
    """
    host = PagesHost(site)
    try:
        with fresh(playwright) as page:
            page.add_init_script(SPY)
            page.goto(host.url + "assessment/questions/")
            page.wait_for_selector("[data-ready]")
            page.click("[data-start=go]")
            browser = page.context.new_cdp_session(page)
            browser.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            if slow_network:
                browser.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000})
            page.wait_for_timeout(2000)
            began, turn = page.evaluate("() => { longest.length = 0; return performance.now(); }"), 0
            while page.evaluate(AT, READY) is None and turn < 240:
                _answer_next(page, turn := turn + 1)
            ready = page.evaluate(AT, READY)
            page.wait_for_timeout(2000)  # until it has practised
            after = page.evaluate("performance.now()")
            for turn in range(turn + 1, turn + 8):
                _answer_next(page, turn)
            tasks = page.evaluate("longest")
            return max((ms for at, ms in tasks if began < at < ready), default=0), max((ms for at, ms in tasks if after < at), default=0), ready - began
    finally:
        host.stop()


def _answer_next(page, turn: int) -> None:
    """Choose another level of one of the questions in view, and wait half a second."""
    page.evaluate("turn => { const all = [...document.querySelectorAll('section[data-shown] input[name*=\".\"]')].filter((input) => /[1-5]/.test(input.value)); all[(turn * 7) % all.length].click(); }", turn)
    page.wait_for_timeout(500)
