"""Takes the names of files with a team's answers and gives their counts, part by part, as the door gave them; knows no rule of scoring.

A table is read in blocks, so its size does not matter; of hand-ins each respondent's is kept until all files are read.
"""

import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from assessment.core.code import is_code
from assessment.core.faults import Fault, Faulty
from assessment.core.handline import respondent_of

BLOCK = 4_000_000  # bytes of a table
PIECE = 500_000  # bytes of anything else: a bad piece is slow, and reading ends with it
MOST_FILE = 20_000_000  # bytes of one answers file
MOST_LINE = 5_000_000  # bytes
MOST_TOLD = 100
SPAN = 100_000  # no code is longer, however mail programs have spread it
BUCKETS = 64
ENOUGH = 20_000  # hand-ins in one request
RIGHT = "Name answers files, files with codes or tables, or - for standard input."
# Before this a text with codes may be cut: what begins here is read with the next piece.
_START = re.compile(r"[Tt](?>(?<![0-9A-Za-z].)\W{0,40}[Uu]\W{0,40}|[Uu](?=[1IiLl][-\u2010-\u2015\u2212=])|(?<=%23.)[Uu]|(?<=%2523.)[Uu])[1IiLl]")
Ask = Callable[[dict], object]


class Team:
    """Reads files one after the other; `parts` gives all that was in them."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.counts: dict[tuple[str, str, str], int] = {}
        self.handed: list[list[str]] = [[] for _ in range(BUCKETS)]
        self.size = 0  # hand-ins
        self.faults: list[Fault] = []
        self.unread = 0

    def read(self, source: str) -> None:
        """One file, `-`, or a code; what is wrong with it is kept in `faults`. Where enough is wrong already, it is only counted."""
        if len(self.faults) >= MOST_TOLD:
            self.unread += 1
            return
        try:
            if is_code(source) and not Path(source).exists():
                self._collect("code", source)
                return
            with opened(source) as file:
                self._read(source, file)
        except Faulty as faulty:
            self.faults += faulty.faults

    def parts(self) -> list[dict[str, object]]:
        """Parts for the door's `team`; hand-ins of one respondent are in one part. Raises Faulty with what was wrong in any file."""
        if self.faults:
            unread = [Fault("files", f"named after these were not read: {self.unread:,}.", "Mend the first ones, and try again.")]
            raise Faulty(self.faults + unread * bool(self.unread))
        found = [{"counts": [[*key, count] for key, count in self.counts.items()], "again": 0, "modes": {"quick": 0, "full": 0}}] if self.counts else []
        together: list[str] = []
        for number, bucket in enumerate(self.handed, 1):
            together += bucket
            bucket.clear()
            if len(together) >= ENOUGH or (together and number == BUCKETS):
                found.append(self.ask({"do": "team", "handed": together, "as": "part"}))
                together = []
        if not found:
            raise Faulty([Fault("files", "hold no answers.", RIGHT)])
        return found

    def _read(self, source: str, file: BinaryIO) -> None:
        start = file.read(BLOCK)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Faulty([Fault(source, "is UTF-16 text.", "Save it as UTF-8; a spreadsheet calls it “CSV UTF-8”.")])
        if b"\0" in start:
            raise Faulty([Fault(source, "is not a text.", RIGHT)])
        start = start.removeprefix(b"\xef\xbb\xbf")
        first, _, _ = start.partition(b"\n")
        if start.lstrip().startswith(b"{"):
            self._read_json(source, start, file)
        elif Path(source).suffix.lower() in (".csv", ".tsv") or self._is_table(first):
            self._read_table(source, start, file)
        else:
            self._read_text(source, start, file)

    def _is_table(self, first: bytes) -> bool:
        try:
            self.ask({"do": "count", "text": first[:1000].decode("utf-8", "replace")})
        except Faulty:
            return False
        return True

    def _read_table(self, source: str, start: bytes, file: BinaryIO) -> None:
        state, line = None, 1
        for block in whole_lines(source, start, file, BLOCK):
            text = decoded(source, block, line)
            with named(source):
                found = self.ask({"do": "count", "text": text, "state": state})
            state, line = found["state"], found["state"]["lines"] + 1
            for role, item, kind, count in found["counts"]:
                key = (role, item, kind)
                self.counts[key] = self.counts.get(key, 0) + count

    def _read_json(self, source: str, start: bytes, file: BinaryIO) -> None:
        """One answers file, or one in each line."""
        lines = start.lstrip().split(b"\n", 2)
        if len(lines) < 2 or not lines[0].rstrip().endswith(b"}"):
            data = start + file.read(MOST_FILE - len(start) + 1)
            if len(data) > MOST_FILE:
                raise Faulty([Fault(source, "is far too large.", f"One answers file has at most {MOST_FILE:,} bytes; for several, write one in each line.")])
            self._collect(source, decoded(source, data, 1))
            return
        line = 1
        for block in whole_lines(source, start, file):
            self._collect(source, decoded(source, block, line), line)
            line += block.count(b"\n")

    def _read_text(self, source: str, start: bytes, file: BinaryIO) -> None:
        line, rest, before = 1, "", (self.size, len(self.faults))
        for text in _texts(source, start, file):
            text = rest + text
            cut = max(len(text) - 200, 0)
            for last in _START.finditer(text, max(len(text) - SPAN, 0)):
                cut = last.start()
            self._collect(source, text[:cut], line)
            line += text.count("\n", 0, cut)
            rest = text[cut:]
        self._collect(source, rest, line)
        if (self.size, len(self.faults)) == before:
            raise Faulty([Fault(source, "holds no code and is no table.", "A code begins with TU1-; a table with its columns, respondent,role,item,answer or role,item,answer,count.")])

    def _collect(self, source: str, text: str, line: int | None = None) -> None:
        """Keeps the hand-ins of a text. Raises Faulty where so much is wrong that nobody reads on."""
        found = self.ask({"do": "collect", "text": text, "line": line})
        for one in found["handed"]:
            self.handed[bucket_of(respondent_of(one), self.size)].append(one)
            self.size += 1
        self.faults += [Fault(**told(source, fault)) for fault in found["faults"]]
        if len(self.faults) >= MOST_TOLD:
            del self.faults[MOST_TOLD:]
            raise Faulty([Fault(f"{source}: line {(line or 1) + text.count(chr(10))}", "is where reading ended: too much before it could not be used.", "Mend the first ones, and try again.")])


def bucket_of(respondent: str | None, place: int) -> int:
    """Which bucket a respondent's hand-ins lie in, the same on every run; `place` where nobody is named."""
    return (sum(map(ord, respondent)) if respondent else place) % BUCKETS


def told(source: str, fault: dict[str, str]) -> dict[str, str]:
    """A fault with the name of its file in front."""
    return fault | {"where": f"{source}: {fault['where']}"}


@contextmanager
def named(source: str) -> Iterator[None]:
    """Puts the name of the file in front of every fault."""
    try:
        yield
    except Faulty as faulty:
        raise Faulty([Fault(f"{source}: {f.where}", f.wrong, f.right) for f in faulty.faults]) from None


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """The file, or standard input for `-`. Raises Faulty."""
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        with open(source, "rb") as file:
            yield file
    except OSError as error:
        raise Faulty([Fault(source, f"can't be read: {error.strerror}.", RIGHT)]) from None


def whole_lines(source: str, start: bytes, file: BinaryIO, size: int = PIECE) -> Iterator[bytes]:
    """What was read of the file and the rest, in blocks of about `size` bytes that end where a line ends. Raises Faulty for a line that never does."""
    block = b""
    for following in _blocks(start, file, size):
        end = block.rfind(b"\n") + 1
        if len(block) - end > MOST_LINE:
            raise Faulty([Fault(source, f"has a line of more than {MOST_LINE:,} bytes.", RIGHT)])
        if end:
            yield block[:end]
        block = block[end:] + following
    if block:
        yield block


def _blocks(start: bytes, file: BinaryIO, size: int) -> Iterator[bytes]:
    for at in range(0, len(start), size):
        yield start[at : at + size]
    while following := file.read(size):
        yield following


def _texts(source: str, start: bytes, file: BinaryIO) -> Iterator[str]:
    """What was read of the file and the rest, as text, in pieces that end anywhere. Raises Faulty with the line that is none."""
    decoder, line = getincrementaldecoder("utf-8")(), 1
    for block in chain(_blocks(start, file, PIECE), [b""]):
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise _no_text(source, line, error) from None
        line += text.count("\n")
        yield text


def decoded(source: str, block: bytes, line: int) -> str:
    """A block as text. Raises Faulty with the line that is none."""
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_text(source, line, error) from None


def _no_text(source: str, line: int, error: UnicodeDecodeError) -> Faulty:
    line += error.object.count(b"\n", 0, error.start)
    return Faulty([Fault(f"{source}: line {line}", "is not UTF-8 text.", "Save the file as UTF-8; a spreadsheet calls it “CSV UTF-8”.")])
