"""Builds the site each time a line comes in, in one process that keeps what it made; knows no watcher and no server.

scripts/serve.py starts `python -m assessment.build.live`, and starts it anew when code has changed.
Each line on standard input asks for a build, or for `warm`; each answer is one line of JSON on standard output: `faults`, empty if all is well, and `made`, how often each step worked.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from assessment.build import site as building
from assessment.build.again import Pages
from assessment.build.memory import Memory

WARM = "warm"


class Builder:
    """Builds the site at `site` again and again; `memory` holds what it made."""

    def __init__(self, site: Path, progress: Callable[[str], None]):
        self.site, self.progress, self.memory = site, progress, Memory()
        self.pages = Pages(building.ROOT, self.memory)

    def build(self) -> dict[str, object]:
        """Build as far as something changed; the answer as this module's first lines say."""
        self.memory.made.clear()
        try:
            building.build_site(self.site, self.progress, self._write_pages, self.memory)
        except building.BuildFailed as failed:
            return {"faults": str(failed), "made": dict(self.memory.made)}
        return {"faults": "", "made": dict(self.memory.made)}

    def warm(self) -> dict[str, object]:
        """Make the pages of a site that is up to date, and throw them away: the next build then knows them."""
        self.memory.made.clear()
        try:
            building.make_aside(self._write_pages, self.memory)
        except building.BuildFailed:
            pass  # the next build will tell
        return {"faults": "", "made": dict(self.memory.made)}

    def _write_pages(self, target: Path) -> None:
        told = self.pages.build(target)
        if told:
            raise building.BuildFailed("\n".join(told))


def main() -> int:
    """Answer until standard input ends."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.chdir(building.ROOT)
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    for stream in (answers, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    builder = Builder(building.SITE, lambda line: print(line, file=sys.stderr, flush=True))
    try:
        _answer_all(builder, answers)
    except KeyboardInterrupt:  # Ctrl-C reaches the server and this process alike
        return 130
    return 0


def _answer_all(builder: Builder, answers: TextIO) -> None:
    for line in sys.stdin:
        answer = builder.warm() if line.strip() == WARM else builder.build()
        print(json.dumps(answer), file=answers, flush=True)
        builder.progress = lambda line: None


if __name__ == "__main__":
    raise SystemExit(main())
