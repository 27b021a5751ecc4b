"""The command: `python -m tests.fuzz --parser csv --inputs 1000000 --seed 1` prints one row; `--parser all` runs each in a process of its own."""

import argparse
import subprocess
import sys
from pathlib import Path

from tests.fuzz.parsers import PARSERS
from tests.fuzz.run import Tally, fence, run
from tests.fuzz.web import SCRIPTS

MOST_MEMORY = 200  # MB, of the whole process that reads
HEAD = "| Parser | Inputs | Different | Past the first check | First check | Slowest, s of work | Seconds of work | Peak MB | Finds |\n| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |"


def row(name: str, tally: Tally) -> str:
    """One row of the table, in Markdown."""
    first = (PARSERS | SCRIPTS)[name].first
    finds = sum(map(len, tally.finds.values()))
    return f"| {name} | {tally.inputs:,} | {tally.different:,} | {tally.past / max(tally.inputs, 1):.0%} | {first} | {tally.slowest:.3f} | {tally.seconds:.0f} | {tally.memory:.0f} | {finds} |"


def main() -> int:
    """0 if nothing was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--parser", choices=(*PARSERS, *SCRIPTS, "all"), default="all")
    asked.add_argument("--inputs", type=int, default=20_000, help="how many changed inputs (default 20,000)")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--progress", type=Path, help="a file that holds the row of what has been done so far")
    given = asked.parse_args()
    if given.parser == "all":
        print(HEAD, flush=True)
        more = ["--inputs", str(given.inputs), "--seed", str(given.seed)]
        return max(subprocess.run([sys.executable, "-m", "tests.fuzz", "--parser", name, *more], check=False).returncode for name in (*PARSERS, *SCRIPTS))
    if given.parser in PARSERS:
        fence()
    tally = run(given.parser, given.inputs, given.seed, lambda so_far: given.progress.write_text(row(given.parser, so_far) + "\n", "utf-8") if given.progress else None)
    print(row(given.parser, tally), flush=True)
    for kind, inputs in tally.finds.items():
        print(f"\n{given.parser}: {kind}", *(text[:2000] for text in inputs), sep="\n  ", file=sys.stderr)
    if tally.past * 3 < tally.inputs:
        print(f"{given.parser}: fewer than a third came past the first check.", file=sys.stderr)
    return int(bool(tally.finds) or tally.past * 3 < tally.inputs or tally.memory > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
