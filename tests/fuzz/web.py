"""The parsers that are written in JavaScript: what hypothesis draws for them, and the Node that reads it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from assessment.core.answers import SYMBOLS
from assessment.core.intake import read_answers
from assessment.core.model import model_hash
from tests.fuzz import change
from tests.fuzz.answers import WORDS, broken_code, broken_json, broken_mail, instrument, names, packs, sheet_text, sheets
from tests.fuzz.parsers import tables

MOST_AT_ONCE = 1_000_000  # characters
MOST_PASTED = 6_000_000  # characters: beyond what one answers file may have, and within what Node's small heap can be told
HARNESS = Path(__file__).with_name("parsers.mjs")


@dataclass(frozen=True)
class WebParser:
    """As `Parser`, but that Node reads; all inputs are texts."""

    bases: st.SearchStrategy
    change: Callable[[object, Random], str]
    first: str


class Script:
    """One Node with a small heap, asked batch by batch."""

    def __init__(self) -> None:
        self.memory = 0.0
        self.node = subprocess.Popen(["node", "--max-old-space-size=100", "--max-semi-space-size=2", "--unhandled-rejections=strict", str(HARNESS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self._ask({"known": known()})

    def read(self, name: str, changed: list[str]) -> Iterator[tuple[str, bool, tuple[str, str, str] | None, float]]:
        """For each input: the input, whether it came past the first check, a fault or None, seconds of work."""
        for some in _by_size(changed):
            answer = self._ask({"parser": name, "inputs": some})
            self.memory = answer["memory"]
            for one, (past, fault, took, made) in zip(some, answer["read"], strict=True):
                if made is not None:
                    assert read_answers(made, instrument())[0].as_dict() == json.loads(made), f"the engine reads {made} otherwise"
                yield one, past, None if fault is None else ("text", fault, "-"), took

    def close(self) -> None:
        """End Node."""
        self.node.stdin.close()
        self.node.wait(10)

    def _ask(self, message: dict) -> dict:
        self.node.stdin.write(json.dumps(message) + "\n")
        self.node.stdin.flush()
        line = self.node.stdout.readline()
        if not line:
            raise AssertionError(f"Node ended on a batch that begins with {ascii(message.get('inputs', [''])[0])[:500]}")
        return json.loads(line)


def _by_size(texts: list[str]) -> Iterator[list[str]]:
    """The same texts in the same order, in lists whose length in characters is small: else a list of long ones would fill Node's heap before any of them was read."""
    some, size = [], 0
    for text in texts:
        if some and size + len(text) > MOST_AT_ONCE:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text)
    yield some


def known() -> dict:
    """What the pages know of the questions."""
    model = instrument()
    return {
        "model": {"id": model.id, "version": model.version, "hash": model_hash(model)},
        "items": [i.id for i in model.items], "retired": [r.id for r in model.retired], "dimensions": [d.id for d in model.dimensions],
        "facts": [f.id for f in model.facts], "na": [i.id for i in model.items if i.na_allowed], "roles": [{"id": r.id, "title": r.title} for r in model.roles],
    }  # fmt: skip


# ---- invitations ----


@st.composite
def invitations(draw: st.DrawFn) -> str:
    """What an invitation holds, as the text between the brackets of a list."""
    roles = [r.id for r in instrument().roles]
    offered = draw(st.sampled_from((0, 1)) | st.lists(st.sampled_from(roles), unique=True))
    parts = [model_hash(instrument()), draw(st.sampled_from("qf")), offered, draw(st.integers(0, 999)), draw(WORDS) or 0, draw(WORDS) or 0, draw(st.sampled_from((0, "s", "l"))), draw(st.sampled_from((0, "d", "c")))]
    return json.dumps(parts[: draw(st.integers(3, 8))], ensure_ascii=False)[1:-1]


def sealed(inside: bytes) -> str:
    """The link's text with a check that is right."""
    from base64 import urlsafe_b64encode

    body = urlsafe_b64encode(inside).decode().rstrip("=")
    found = 0x811C9DC5
    for letter in body:
        found = (found ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return "TI1-" + body + "".join(SYMBOLS[found >> shift & 31] for shift in (27, 22, 17, 12, 7))


def broken_invitation(base: str, rng: Random) -> str:
    """Mostly whole with something strange inside; else damaged outside."""
    how = rng.random()
    if how < 0.35:
        changed = change.data(f"[{base}]", rng, (*names(), "s", "l", "d", "c", "q", "f"))
        return sealed(changed[1:-1].encode("utf-8", "surrogatepass"))
    if how < 0.6:
        return sealed(change.text(base, rng, base).encode("utf-8", "surrogatepass"))
    whole = sealed(base.encode())
    return rng.choice((whole, f" {whole}\n", whole[:20] + "\n" + whole[20:])) if how < 0.7 else change.text(whole, rng, whole)


def broken_fragment(base: tuple, rng: Random) -> str:
    """What may stand behind # in an address."""
    from urllib.parse import quote

    packed, inside = base
    text = broken_code(packed, rng).lstrip("#") if rng.random() < 0.5 else broken_invitation(inside, rng)
    return quote(text) if rng.random() < 0.2 else text.replace("-", "%2D") if rng.random() < 0.1 else text


# ---- what is stored ----


@st.composite
def rooms(draw: st.DrawFn) -> str:
    """What the page for teams keeps."""
    batch = {"id": "1", "name": draw(WORDS), "at": "2026-11-22T10:00:00.000Z", "size": 1, "text": json.dumps(["quick - - - 12345678901"]), "counts": draw(st.none() | st.just([["unsaid", "x", "1", 2]]))}
    known_now = known()
    agreed = draw(st.none() | sheets().map(lambda sheet: json.loads(sheet_text(sheet)) | {"kind": "agreed"}))
    invitation = draw(st.none() | st.fixed_dictionaries({"unit": WORDS, "mode": st.just("quick"), "roles": st.just([known_now["roles"][0]["id"]]), "invited": st.integers(1, 20), "message": WORDS}))
    return json.dumps({"format": "touchstone-room/1", "model": known_now["model"], "invitation": invitation, "batches": [batch] * draw(st.integers(0, 2)), "gathered": {"key": "k", "people": 1, "again": []}, "allIn": None, "seen": None, "revealed": ["a"], "left": [], "agreed": agreed, "at": "x"})


def broken_room(base: str, rng: Random) -> str:
    """Always an object: nothing else reaches the tidying."""
    text = change.data(base, rng, (*names(), "batches", "text", "size", "counts", "invitation", "roles", "invited", "message", "agreed", "revealed", "gathered", "people", "again"))
    try:
        return text if isinstance(json.loads(text), dict) else "{}"
    except (ValueError, RecursionError):
        return "{}"


def broken_paste(base: tuple, rng: Random) -> str:
    """A mail or a table, now and then a thousand times as long."""
    table, packed, file = base
    text = change.text(table, rng, table) if rng.random() < 0.3 else broken_mail((packed, file), rng)
    return text * min(rng.choice((200, 1000)), 1 + MOST_PASTED // (len(text) + 1)) if rng.random() < 0.002 else text


SCRIPTS: dict[str, WebParser] = {
    "invitation": WebParser(invitations(), broken_invitation, "prefix and check right"),
    "link": WebParser(st.tuples(packs(), invitations()), broken_fragment, "taken for a code or an invitation"),
    "stored": WebParser(sheets().map(sheet_text), lambda base, rng: broken_json(base, rng), "an answers object of these questions"),
    "room": WebParser(rooms(), broken_room, "an object"),
    "pieces": WebParser(st.tuples(tables(), packs(), sheets().map(sheet_text)), broken_paste, "more than one line"),
}
