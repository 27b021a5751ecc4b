"""The parsers that are written in Python, each with the valid inputs that hypothesis draws for it and what counts as past its first check."""

import io
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from random import Random

from hypothesis import strategies as st

from assessment.build.content import _typed
from assessment.build.gate import as_fault
from assessment.build.reading import parsed
from assessment.build.rehearsal import rehearsal
from assessment.core import api
from assessment.core.code import Packed
from assessment.core.faults import Fault, Faulty
from assessment.core.model import Model
from assessment.core.table import HEADS, count_rows
from assessment.team_files import Team
from tests.fuzz import change
from tests.fuzz.answers import ROOT, WORDS, Parser, Seen, broken_code, broken_json, broken_line, broken_mail, instrument, now_and_then, packs, read_code, read_file, read_line, read_mail, sheet_text, sheets, told

# ---- tables ----


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of either form, with any of the marks."""
    mark, end = draw(st.sampled_from(",;\t")), draw(st.sampled_from(("\n", "\r\n")))
    counted = draw(st.booleans())
    items = st.sampled_from([i.id for i in instrument().items[:8]])
    roles = st.sampled_from(["", "unsaid", *(r.id for r in instrument().roles)])
    row = st.tuples(roles, items, st.sampled_from(("1", "5", "dk", "")), st.integers(0, 10**6).map(str)) if counted else st.tuples(st.sampled_from(("a", "b", "ö")), roles, items, st.sampled_from(("1", "3", "dk", "")))
    rows = draw(st.lists(row, min_size=1, max_size=8))
    head = ("role", "item", "answer", "count") if counted else ("respondent", "role", "item", "answer")
    return end.join(mark.join(cells) for cells in (head, *rows)) + end


def broken_table(base: str, rng: Random) -> str:
    """Two of three keep their head."""
    head, end, rest = base.partition("\n")
    if rng.random() < 0.75:
        return head + end + change.text(rest, rng, base)
    return change.text(base, rng, base)


def read_table(text: str) -> Seen:
    """A table in one piece; cut after any line and read in two, it must give the same."""
    model = instrument()
    try:
        counts, _ = count_rows(text, model)
    except Faulty as faulty:
        return Seen(not any(f.right == HEADS for f in faulty.faults), told(faulty))
    cut = text.find("\n", len(text) // 2) + 1
    if 0 < cut < len(text) and now_and_then(text):
        first, state = count_rows(text[:cut], model)
        second, _ = count_rows(text[cut:], model, state)
        assert _added(first + second) == _added(counts), "in two pieces it counts otherwise"
    return Seen(True, [])


def _added(counts: list[tuple[str, str, str, int]]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for *key, count in counts:
        found[tuple(key)] = found.get(tuple(key), 0) + count
    return found


# ---- content ----


@cache
def pages() -> list[tuple[str, str]]:
    """Pieces of the real content, each with its kind: an entry of a list, or a file's first lines."""
    found = []
    for path in sorted((ROOT / "content").rglob("*.yml")):
        kind = "dimension" if path.parent.name == "dimensions" else path.stem
        lines = path.read_text("utf-8").split("\n")
        starts = [n for n, line in enumerate(lines) if line.startswith("- ")] or [0]
        found += [(kind, "\n".join(lines[start : start + 9]) + "\n") for start in starts[:12]]
    return found


def broken_yaml(base: tuple[str, str], rng: Random) -> tuple[str, bytes]:
    """A few lines of content, changed as text; once in ten, as bytes."""
    kind, text = base
    lines = text.split("\n")
    how = rng.random()
    if how < 0.35:  # within one value, so that it mostly is YAML still
        place = rng.randrange(len(lines))
        key, colon, value = lines[place].partition(": ")
        lines[place] = key + colon + (str(rng.choice(change.VALUES[:40])) if rng.random() < 0.5 else change.text(value, rng))
        text = "\n".join(lines)
    elif how < 0.55:
        place = rng.randrange(len(lines))
        lines[place:place] = [rng.choice(lines)] * rng.choice((1, 2)) if rng.random() < 0.5 else [rng.choice(("a: &a [x]", "b: *a", "<<: *a", "c: !!python/name:os.system", "d: [[[[[[[[[[[[[[[[[[[[[[", "e: {f: {g: 1}}", "? h", "3: i", "'4': j", "0x1F: k", "# l", "\tm: n", "o: 2026-11-22", "p: 9e999", "q: .nan"))]
        text = "\n".join(lines)
    else:
        text = change.text(text, rng, "a: &a [*a, *a]\n" * 5)
    content = text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.05:
        at = rng.randint(0, len(content))
        content = content[:at] + rng.randbytes(rng.choice((1, 2, 4))) + content[at:]
    return kind, content


def read_yaml(given: tuple[str, bytes]) -> Seen:
    """A file of content, and the class of its kind made of it."""
    kind, content = given
    document = parsed(content, f"content/{kind}.yml")
    past = not document.findings
    _typed(document, kind, empty_is_fine=True)
    assert all(f.line > 0 for f in document.findings), "a finding without a line"
    return Seen(past, [(f.where, f.wrong, f.right) for f in map(as_fault, document.findings)])


# ---- the door, and files at the command line ----


@cache
def requests() -> list[str]:
    """What the build asks the door of its small instrument."""
    return [text for text in rehearsal()[3:] if len(text) < 6000 and text.startswith('{"do": "') and '"do": "load"' not in text]


def broken_request(base: str, rng: Random) -> str:
    """A request for any operation; three of four are JSON still."""
    words = ("do", "as", "answers", "files", "text", "name", "line", "state", "handed", "counts", "parts", "invited", "scope", "targets", "agreed", "date", "root", "live", "radar", "code", "json", "markdown", "csv", "page", "score", "check", "report", "explain", "plan", "compare", "encode", "decode", "collect", "gather", "count", "team", "warm", "warm.a", "wet.b", "warm.old", "service", "../../")
    return change.data(base, rng, words) if rng.random() < 0.75 else change.text(base, rng, base)


def read_request(text: str) -> Seen:
    """A request at the door, which never raises; a defect of ours is told as one of the engine."""
    _load("small", lambda: rehearsal()[2])
    answer = json.loads(api.call(text))
    if answer["ok"]:
        return Seen(True, [])
    faults = [(f["where"], f["wrong"], f["right"]) for f in answer["faults"]]
    assert not any(where == "engine" for where, _, _ in faults), faults
    return Seen(not any(where in ("do", "request") or where.startswith("request") for where, _, _ in faults), faults)


def broken_upload(base: tuple[str, str, Packed], rng: Random) -> bytes:
    """What somebody may name as a file of a team: a table, answers, a mail; as bytes of one encoding or another."""
    table, file, packed = base
    text = rng.choice((broken_table, lambda b, r: broken_mail((packed, file), r)))(table, rng)
    content = text.encode("utf-8", "surrogatepass")
    how = rng.random()
    if how < 0.04:
        return text.encode(rng.choice(("utf-16", "utf-8-sig", "latin-1", "cp1252")), "replace")
    if how < 0.10:
        at = rng.randint(0, len(content))
        return content[:at] + rng.randbytes(rng.choice((1, 3))) + content[at:]
    return content


def _ask(request: dict) -> object:
    _load("real", lambda: json.dumps({"do": "load", "model": asdict(instrument())}))
    answer = json.loads(api.call(json.dumps(request)))
    if not answer["ok"]:
        raise Faulty([Fault(**fault) for fault in answer["faults"]])
    return answer["result"]


def _load(name: str, request: Callable[[], str]) -> None:
    """Have the door know a model, if it does not yet."""
    if name not in _at_the_door or api._loaded.get("model") is not _at_the_door[name]:
        api.call(request())
        _at_the_door[name] = api._loaded["model"]


_at_the_door: dict[str, Model] = {}


def read_upload(content: bytes) -> Seen:
    """A file of a team as the command line reads it."""
    team = Team(_ask)
    try:
        team._read("file", io.BytesIO(content))
    except Faulty as faulty:
        team.faults += faulty.faults
    assert not any("engine" in f.where for f in team.faults), team.faults
    first = ("is UTF-16", "is not a text", "is not UTF-8", "holds no code and is no table")
    return Seen(not any(f.wrong.startswith(first) for f in team.faults), [(f.where, f.wrong, f.right) for f in team.faults])


PARSERS: dict[str, Parser] = {
    "answers": Parser(sheets().map(sheet_text), broken_json, read_file, "JSON of our format"),
    "code": Parser(packs(), broken_code, read_code, "prefix, length and check right"),
    "handin": Parser(st.tuples(packs(), sheets().map(sheet_text)), broken_mail, read_mail, "a hand-in was found whole"),
    "line": Parser(st.tuples(packs(), WORDS), broken_line, read_line, "mode, role and respondent right"),
    "csv": Parser(tables(), broken_table, read_table, "the columns were found"),
    "yaml": Parser(st.deferred(lambda: st.sampled_from(pages())), broken_yaml, read_yaml, "plain YAML"),
    "request": Parser(st.deferred(lambda: st.sampled_from(requests())), broken_request, read_request, "a known operation"),
    "team-file": Parser(st.tuples(tables(), sheets().map(sheet_text), packs()), broken_upload, read_upload, "a text with a table, an answers file or a code in it"),
}
