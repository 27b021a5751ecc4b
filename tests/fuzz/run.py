"""Takes a parser's name and a number of inputs, feeds it as many, and gives what was counted and every find; knows no parser."""

import faulthandler
import resource
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from random import Random

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.answers import Seen
from tests.fuzz.parsers import PARSERS
from tests.fuzz.web import SCRIPTS, Script

EACH = 100  # changed inputs of one that hypothesis drew
MOST_SECONDS = 1.0  # of work, so that a busy machine is no find
FENCE = 600  # MB of addresses; a parser that wants more is stopped
MOST_MESSAGE = 2000
ROUND = 300  # draws; hypothesis remembers every one of a round, which is not the parser's memory
KEPT = 5  # finds of one kind that are kept, the shortest


@dataclass
class Tally:
    """What came of the inputs so far; `seconds` and `slowest` are of work, not of the clock."""

    inputs: int = 0
    drawn: int = 0
    past: int = 0
    refused: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    memory: float = 0.0
    finds: dict[str, list[str]] = field(default_factory=dict)
    seen: bytearray = field(default_factory=lambda: bytearray(1 << 23))
    different: int = 0
    """Inputs unlike any before, counted with a table of 67 million places, so a little too few."""

    def find(self, kind: str, given: object) -> None:
        """Keep an input that should not have done this."""
        kept = self.finds.setdefault(kind, [])
        kept.append(ascii(given))
        kept.sort(key=len)
        del kept[KEPT:]

    def mark(self, given: object) -> None:
        """Count an input among the different ones, if it is."""
        place = hash(given) & (1 << 26) - 1
        if not self.seen[place >> 3] >> (place & 7) & 1:
            self.seen[place >> 3] |= 1 << (place & 7)
            self.different += 1


class Hang(BaseException):
    """Two seconds of work on one input."""


def run(name: str, inputs: int, seed: int, progress: Callable[[Tally], None] = lambda tally: None) -> Tally:
    """At least so many inputs for one parser. The same seed draws the same inputs as long as nothing changes."""
    tally = Tally()
    script = Script() if name in SCRIPTS else None
    parser = SCRIPTS[name] if script else PARSERS[name]
    round_ = 0
    while tally.inputs < inputs:

        @hypothesis.seed(seed * 1000 + round_)
        @settings(max_examples=min(ceil((inputs - tally.inputs) / EACH), ROUND), database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(parser.bases)
        def drawn(base: object) -> None:
            if tally.inputs >= inputs:
                return
            rng = Random(f"{seed} {tally.drawn}")
            tally.drawn += 1
            changed = [parser.change(base, rng) for _ in range(min(EACH, inputs - tally.inputs))]
            for one in changed:
                tally.mark(one)
            if script:
                for one, past, fault, took in script.read(name, changed):
                    judge(tally, one, past, [fault] if fault else [], took)
            else:
                _read(parser.read, changed, tally)
            tally.memory = script.memory if script else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            if tally.drawn % 100 == 0:
                progress(tally)

        drawn()
        round_ += 1
    if script:
        script.close()
    return tally


def fence() -> None:
    """From now on this process gets no more than a few hundred MB of addresses, and says where it stands if it dies."""
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (FENCE << 20, FENCE << 20))


def _read(read: Callable[[object], Seen], changed: list[object], tally: Tally) -> None:
    before = signal.signal(signal.SIGVTALRM, _hang)
    try:
        for one in changed:
            signal.setitimer(signal.ITIMER_VIRTUAL, 2 * MOST_SECONDS)
            start = time.process_time()
            try:
                seen = read(one)
            except Hang:
                tally.find("two seconds and no end", one)
                seen = Seen(False, [])
            except Exception as error:  # noqa: BLE001 — that is what is looked for
                place = traceback.extract_tb(error.__traceback__)[-1]
                tally.find(f"{type(error).__name__}: {str(error)[:200]} ({place.name}, line {place.lineno})", one)
                seen = Seen(False, [])
            took = time.process_time() - start
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            judge(tally, one, seen.past, seen.faults, took)
    finally:
        signal.signal(signal.SIGVTALRM, before)


def _hang(number: int, frame: object) -> None:
    raise Hang


def judge(tally: Tally, given: object, past: bool, faults: list[tuple[str, str, str]], took: float) -> None:
    """Count one input, and look at what was said about it: each fault has a place, a wrong and a right, short and printable."""
    tally.inputs += 1
    tally.past += past
    tally.refused += bool(faults)
    tally.seconds += took
    tally.slowest = max(tally.slowest, took)
    if took > MOST_SECONDS:
        tally.find("more than a second", given)
    for fault in faults:
        if fault[1].startswith("\0"):  # Node's way to say that it threw
            tally.find(fault[1][1:400], given)
        elif not all(fault):
            tally.find(f"a message without a part: {fault}", given)
        elif not all(part.isprintable() for part in fault):
            tally.find("a message that does not print", given)
        elif sum(map(len, fault)) > MOST_MESSAGE:
            tally.find("a message that nobody reads to its end", given)
