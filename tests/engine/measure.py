"""Measures how long the engine takes to start, beside stock Pyodide in the same run: `python -m tests.engine.measure [rounds]`.

The ways take turns, in an order that changes, each round in a browser profile of its own, once with an empty cache and once again:
`ours` is the bundle as it is built;
`stock` is loadPyodide from the npm package in a module worker, until `import json, dataclasses, fractions, math` has run;
`pydantic`, where wheels of it are given, is the same and loads and imports Pydantic too.
The server does not compress, keeps no state and runs on this machine: compare ratios, not milliseconds.
"""

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from assessment.build.engine import PYODIDE, build_engine
from assessment.build.rehearsal import rehearsal
from scripts import browser as browsers
from tests import server
from tests.engine.conftest import APP, ROOT, write_page

STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
STOCK_WORKER = """
import { loadPyodide } from "./pyodide.mjs";
const pyodide = await loadPyodide({ indexURL: new URL(".", import.meta.url).href });
pyodide.runPython("import json, dataclasses, fractions, math");
postMessage("ready");
"""
PYDANTIC = """
await pyodide.loadPackage({wheels}.map((name) => new URL(name, import.meta.url).href));
pyodide.runPython("import pydantic; pydantic.BaseModel");
"""
STOCK_PAGE = """
performance.mark("touchstone:engine-start");
const worker = new Worker("stock/worker.mjs", { type: "module" });
worker.onmessage = () => performance.mark("touchstone:engine-ready");
"""
OURS_PAGE = (Path(__file__).with_name("page.mjs")).read_text("utf-8") + "\nmake().start();\n"
DURATION = """new Promise((done) => {
  const look = () => performance.getEntriesByName("touchstone:engine-ready").length
    ? done(performance.measure("m", "touchstone:engine-start", "touchstone:engine-ready").duration) : setTimeout(look, 20);
  look();
})"""


def lay(folder: Path, way: str, bundle: Path, wheels: Sequence[Path] = ()) -> None:
    """Write the site of one way."""
    (folder / "app").mkdir(parents=True)
    for name in APP:
        shutil.copyfile(ROOT / "assessment" / "web" / name, folder / "app" / name)
    shutil.copytree(bundle, folder / "engine" / bundle.name)
    (folder / "model").mkdir()
    (folder / "model" / "0000abcd.json").write_text(json.dumps(json.loads(rehearsal()[2])["model"]), "utf-8")
    write_page(folder, bundle.name)
    (folder / "page.mjs").write_text(STOCK_PAGE if way in ("stock", "pydantic") else OURS_PAGE, "utf-8")
    (folder / "stock").mkdir()
    for name in STOCK:
        shutil.copyfile(PYODIDE / name, folder / "stock" / name)
    for wheel in wheels:
        shutil.copyfile(wheel, folder / "stock" / wheel.name)
    more = PYDANTIC.replace("{wheels}", json.dumps([wheel.name for wheel in wheels])) if way == "pydantic" else ""
    (folder / "stock" / "worker.mjs").write_text(STOCK_WORKER.replace('postMessage("ready");', more + 'postMessage("ready");'), "utf-8")


def start_of(page, address: str) -> float:
    """Milliseconds from engine-start to engine-ready on one visit."""
    page.goto(address)
    return page.evaluate(DURATION)


def measure(rounds: int, playwright, wheels: Sequence[Path] = ()) -> dict[tuple[str, str], list[float]]:
    """All times by way and `cold` or `again`."""
    ways = ("ours", "stock", *(["pydantic"] if wheels else []))
    digest = build_engine(ROOT / ".build", progress=lambda line: None)
    times: dict[tuple[str, str], list[float]] = {(way, visit): [] for way in ways for visit in ("cold", "again")}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        running = {}
        for way in ways:
            lay(folder / way, way, ROOT / ".build" / "engine" / digest, wheels)
            running[way] = server.start(folder / way, gzip=False, headers={"Cache-Control": "max-age=600"})
        for number in range(rounds):
            turn = number % len(running)  # nobody always comes first
            for way, here in [*running.items()][turn:] + [*running.items()][:turn]:
                profile = folder / f"profile-{way}-{number}"
                context = playwright.chromium.launch_persistent_context(str(profile), executable_path=browsers.find(), args=browsers.arguments())
                page = context.new_page()
                page.wait_for_timeout(1000)  # for the browser itself to have started
                for visit in ("cold", "again"):
                    times[way, visit].append(start_of(page, here.url + "page.html"))
                    page.wait_for_timeout(1000)  # for the browser to write compiled code into its cache
                context.close()
        for here in running.values():
            here.stop()
    return times


def main() -> None:
    """Print a table of medians and ratios, and the bytes by file."""
    with sync_playwright() as playwright:
        times = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5, playwright)
    medians = {key: statistics.median(values) for key, values in times.items()}
    print("| way | cold, ms | again, ms | cold / stock | again / stock |\n|---|---|---|---|---|")
    for way in ("ours", "stock"):
        cold, again = medians[way, "cold"], medians[way, "again"]
        print(f"| {way} | {cold:.0f} | {again:.0f} | {cold / medians['stock', 'cold']:.2f} | {again / medians['stock', 'again']:.2f} |")
    for key, values in times.items():
        print("  ", *key, " ".join(f"{value:.0f}" for value in values))
    bundle = ROOT / ".build" / "engine" / json.loads((ROOT / ".build" / "engine" / "current.json").read_text("utf-8"))["hash"]
    files = {path.name: path.stat().st_size for path in sorted(bundle.iterdir())}
    print("\n| file | bytes |\n|---|---|")
    for name, size in files.items():
        print(f"| {name} | {size:,} |")
    print(f"| ours in all | {sum(files.values()):,} |")
    print(f"| stock in all | {sum((PYODIDE / name).stat().st_size for name in STOCK):,} |")


if __name__ == "__main__":
    main()
