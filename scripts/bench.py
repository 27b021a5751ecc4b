"""Sets up, builds the site, measures start, scoring, bytes and build beside their peers, prints one table and writes docs/about/performance.md; knows the aims, and not how each figure is taken.

`python3 scripts/bench.py [--rounds 5] [--no-write]`; about five minutes, on a machine that does nothing else.
"""

import os
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from scripts import setup  # noqa: E402

setup.require_python()

HEAD = """---
title: "How fast it is"
description: "Start, scoring, bytes and build of this site, each beside its peer from the same run, with the machine and the command that repeats it."
checked: {date}
search: {{exclude: true}}
---

# How fast it is

Measured on {date} by `python3 scripts/bench.py`, which wrote this page.
The machine: {machine}.
The browser: {browser}; the servers ran on the same machine.
Times are medians of {rounds} rounds and belong to this machine alone; a ratio to what was measured beside it says more.
Bytes are counted on a host that compresses nothing, unless a line says otherwise.

| what | here | beside it | ratio | aim |
|---|---|---|---|---|
"""
TAIL = """
## What stands beside it

- **Stock Pyodide** is `loadPyodide` from its package, in a worker, until `json`, `dataclasses`, `fractions` and `math` are imported.
- **With Pydantic** the same page also loads Pydantic's five wheels from the same server, and imports it.
- **The default page** holds what the file of this site's page on history holds, built by MkDocs with the Material theme and no setting changed.
  It has no timeline, no terms to open and no sources below it, and its search knows one page; the fonts that it fetches from another host are not counted.
- **CPython** is the same scoring on the same machine outside the browser.

The budgets in bytes are tests (`tests/site/test_budget.py` and `tests/engine/test_bundle.py`).
Times are no tests, because they depend on the machine.
"""
APART = "\n## Measured apart\n"


def main():
    """Exit status 0, also where an aim is missed: the table says so."""
    setup.enter(__file__)
    import argparse
    import datetime
    from itertools import chain
    from pathlib import Path

    from playwright.sync_api import sync_playwright

    from assessment.build.site import build_site
    from scripts import browser as browsers

    options = argparse.ArgumentParser(description="How fast the site is, beside its peers.")
    options.add_argument("--rounds", type=int, default=5, help="the median of so many rounds is told")
    options.add_argument("--no-write", action="store_true", help="print only")
    asked = options.parse_args()
    browsers.get(progress=setup._tell)
    site = build_site(progress=setup._tell)
    with sync_playwright() as playwright:
        lines = []
        for row in chain(weights(playwright, site), builds(setup.ROOT), results(playwright, site, asked.rounds), starts(playwright, site, asked.rounds)):
            lines.append(row)
            print(f"| {' | '.join(row)} |", flush=True)
        started = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.arguments())
        version = f"Chromium {started.version}"
        started.close()
    table = "".join(f"| {' | '.join(row)} |\n" for row in lines)
    if not asked.no_write:
        head = HEAD.format(date=datetime.date.today().isoformat(), machine=machine(), browser=version, rounds=asked.rounds)
        page = Path(setup.ROOT, "docs/about/performance.md")
        page.write_text(head + table + TAIL + apart(page.read_text("utf-8")), encoding="utf-8", newline="\n")
    return 0


def apart(page):
    """What stands at the end of the page that was written before: figures of other commands, which are written by hand."""
    _, heading, rest = page.partition(APART)
    return heading + rest


def line(what, here, peer, *, unit, name="", aim="", ratio_most=None, most=None):
    """One row; the aim is for the ratio (`ratio_most`) or for the figure itself (`most`)."""
    ratio = here / peer if peer else None
    bounds = [figure <= bound for figure, bound in ((ratio, ratio_most), (here, most)) if bound is not None]
    kept = "" if not bounds else ", kept" if all(bounds) else ", missed"
    return [what, told(here, unit), f"{told(peer, unit)} {name}" if peer else "–", f"{ratio:.2f}" if peer else "–", f"{aim}{kept}" if aim else "–"]


def told(figure, unit):
    """A figure with its unit."""
    return f"{figure:,.0f} {unit}" if figure >= 100 or unit == "bytes" else f"{figure:.1f} {unit}"


def starts(playwright, site, rounds):
    """From the first answer to an engine that is ready, and what it weighs in time while it loads."""
    import statistics

    from scripts import bench_engine
    from tests.engine import measure

    times = measure.measure(rounds, playwright, wheels=wheels())
    middle = {key: statistics.median(values) for key, values in times.items()}
    for visit, named in (("cold", "empty cache"), ("again", "second visit")):
        yield line(f"engine ready, {named}", middle["ours", visit], middle["stock", visit], unit="ms", name="stock Pyodide", aim="0.36 of stock" if visit == "cold" else "", ratio_most=0.36 if visit == "cold" else None)
        yield line(f"the same beside Pydantic, {named}", middle["ours", visit], middle["pydantic", visit], unit="ms", name="stock with Pydantic")
    first, again = (statistics.median(found) for found in bench_engine.from_a_link(playwright, site, rounds))
    yield line("a result from a link, navigation to result, empty cache", first, middle["stock", "cold"], unit="ms", name="stock Pyodide alone")
    yield line("the same, second visit", again, middle["stock", "again"], unit="ms", name="stock Pyodide alone")
    for slow, named in ((False, "a fast network"), (True, "1.6 Mbit/s and 150 ms")):
        longest, after, took = bench_engine.busy(playwright, site, slow_network=slow)
        found = line(f"longest task of the page while the engine loads, processor throttled fourfold, {named} (ready after {took / 1000:.0f} s)", longest, after or None, unit="ms", name="of answering alone", aim="50 ms", most=50)
        yield found if longest else [found[0], "none over 50 ms", *found[2:]]  # a browser tells no shorter ones


def results(playwright, site, rounds):
    """Scoring."""
    import statistics

    from scripts import bench_engine

    found = bench_engine.scoring(playwright, site, rounds)
    yield line("one full result with priorities and robustness, warm", found["warm"], found["cpython"], unit="ms", name="CPython", aim="16 ms", most=16)
    yield line("importing the core and the first result", found["import"] + found["first"], None, unit="ms", aim="100 ms", most=100)
    yield line("from the wish to see the result until it shows, engine ready", statistics.median(bench_engine.first_result(playwright, site, rounds)), None, unit="ms")


def weights(playwright, site):
    """Bytes, beside stock Pyodide and a default page."""
    import shutil
    import subprocess
    import tempfile
    from pathlib import Path

    from scripts import bench_pages
    from scripts import browser as browsers
    from tests.engine.measure import PYODIDE, STOCK

    started = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.arguments())
    rows = bench_pages.rows(site, started)
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        docs.mkdir()
        shutil.copyfile(Path(setup.ROOT, "docs/guide/history.md"), docs / "index.md")
        Path(folder, "mkdocs.yml").write_text("site_name: Default\ntheme: {name: material}\nvalidation: {links: {not_found: ignore}}\n", "utf-8")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        untouched, *default = [one.rest for one in bench_pages.page_and_search(Path(folder, "site"), started, words="customer")]
    started.close()
    stock = sum((PYODIDE / name).stat().st_size for name in STOCK)
    peers = {0: (stock, "stock Pyodide"), 3: (untouched, "the default page"), 4: (default[0], "the default page"), 5: (sum(default), "the default page")}
    for place, row in enumerate(rows):
        peer, name = peers.get(place, (None, ""))
        kept = "kept" if row.bytes <= row.most else "missed"
        yield [*line(f"{row.what} ({row.requests} requests)", row.bytes, peer, unit="bytes", name=name)[:4], f"{row.most:,} bytes, {kept}"]


def builds(root):
    """The whole site from a warm set-up, beside MkDocs alone on the same pages."""
    import subprocess
    import tempfile
    import time
    from pathlib import Path

    def took(*command, **more):
        began = time.monotonic()
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
        return 1000 * (time.monotonic() - began)

    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder, "checkout")
        subprocess.run(["git", "clone", "--quiet", root, str(here)], check=True)
        for name in (".venv", "node_modules", ".cache"):
            if Path(root, name).exists():
                os.symlink(os.path.realpath(Path(root, name)), here / name)
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "assessment.build.site", "--quiet"], cwd=here, env={**os.environ, "PYTHONPATH": str(here)}, check=True, stdout=subprocess.DEVNULL)
        whole = 1000 * (time.monotonic() - began)
        alone = took(sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(Path(folder, "alone")), env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    yield line("the whole site from the last commit, set-up warm", whole, alone, unit="ms", name="MkDocs alone", aim="15,000 ms", most=15_000)


def wheels():
    """The wheels of Pydantic for Pyodide, fetched once by pip into `.cache/`."""
    import subprocess
    from pathlib import Path

    folder = Path(setup.ROOT, ".cache", "bench")
    if not list(folder.glob("pydantic-*.whl")):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = ["--require-hashes", "-r", str(Path(setup.ROOT, "scripts/bench-requirements.txt")), "--no-deps", "--only-binary", ":all:"]
        target = ["--platform", "pyemscripten_2026_0_wasm32", "--platform", "any", "--python-version", "314", "--implementation", "cp"]
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *wanted, *target, "-d", str(folder)], check=True)
    return sorted(folder.glob("*.whl"))


def machine():
    """The processor, how many cores, memory and system, as far as the system tells."""
    import platform
    import re
    from pathlib import Path

    cpu, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    name = re.search(r"model name\s*: (.+)", cpu.read_text()) if cpu.exists() else None
    kilobytes = re.search(r"MemTotal:\s*(\d+)", memory.read_text()) if memory.exists() else None
    about = [name[1].strip() if name else platform.machine(), f"{os.cpu_count()} cores", f"{int(kilobytes[1]) / 2**20:.0f} GiB" if kilobytes else "", f"{platform.system()} {platform.release().split('-')[0]}"]
    return ", ".join(filter(None, about))


if __name__ == "__main__":
    sys.exit(main())
