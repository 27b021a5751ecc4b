"""The parsers that are written in Python, each with the valid inputs that hypothesis draws for it and what counts as past its first check."""

import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from assessment.build import model_json
from assessment.build.content import KINDS, _typed
from assessment.build.gate import as_fault
from assessment.build.reading import parsed
from assessment.build.rehearsal import rehearsal
from assessment.core import api
from assessment.core.answers import SYMBOLS, Answer, Answers
from assessment.core.code import Codec, Packed, decode
from assessment.core.faults import Fault, Faulty
from assessment.core.handin import collect
from assessment.core.handline import read_lines, written
from assessment.core.intake import read_answers
from assessment.core.model import Model, from_json
from assessment.core.table import HEADS, count_rows
from assessment.team_files import Team
from tests.fuzz import change

ROOT = Path(__file__).resolve().parents[2]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WHO = st.text(st.sampled_from(SYMBOLS), min_size=8, max_size=8)


@dataclass(frozen=True)
class Seen:
    """What a parser did with one input: whether it came past its first check, and its faults as (where, wrong, right)."""

    past: bool
    faults: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Parser:
    """`bases` draws valid inputs; `change(base, rng)` breaks one; `read(input)` is the parser; `first` names its first check."""

    bases: st.SearchStrategy
    change: Callable[[object, Random], object]
    read: Callable[[object], Seen]
    first: str


@cache
def instrument() -> Model:
    """The real instrument."""
    return from_json(json.loads(model_json(ROOT / "content")))


@cache
def codec() -> Codec:
    """Its codes."""
    return Codec(instrument())


@cache
def names() -> tuple[str, ...]:
    """Everything that means something as a key or a value in an answers file."""
    model = instrument()
    fields = ("format", "model", "id", "version", "hash", "kind", "respondent", "mode", "date", "scope", "answers", "targets", "importance", "facts", "plan", "level", "state", "note", "evidence", "dissent", "reason")
    return (*fields, "dimension", "from", "owner", "due", "measure", "unit", "role", "size", "small", "discrete", *(d.id for d in model.dimensions), *(i.id for i in model.items[:6]), *(f.id for f in model.facts[:3]))


def told(faulty: Faulty) -> list[tuple[str, str, str]]:
    """The faults as they are told."""
    return [(f.where, f.wrong, f.right) for f in faulty.faults]


def now_and_then(given: str) -> bool:
    """True for one input in seven, the same ones on every run: what costs as much as reading is not claimed of each."""
    return len(given) % 7 == 0


# ---- an answers file ----


@st.composite
def sheets(draw: st.DrawFn) -> Answers:
    """A few answers with everything that may stand beside them."""
    model = instrument()
    some = draw(st.lists(st.sampled_from(model.items), max_size=6, unique_by=lambda item: item.id))
    answers = {}
    for item in some:
        said = draw(st.sampled_from(("1", "2", "3", "4", "5", "dk", "", *(["na"] if item.na_allowed else []))))
        texts = {name: draw(WORDS) for name in ("note", "evidence", "dissent") if draw(st.booleans())}
        answers[item.id] = Answer(int(said) if said.isdigit() else None, said if said in ("dk", "na") else None, **texts)
    dimension = st.sampled_from([d.id for d in model.dimensions])
    return Answers(
        model_id=model.id, model_version=model.version, mode=draw(st.sampled_from(("quick", "full"))), respondent=draw(st.none() | WHO), date=draw(st.sampled_from((None, "2026-11-22"))),
        scope={"unit": draw(st.none() | WORDS), "role": draw(st.sampled_from((None, model.roles[0].id)))}, answers=answers, targets={draw(dimension): 4}, importance={draw(dimension): 3},
        facts={model.facts[0].id: draw(st.sampled_from(("yes", "no", "dk")))},
    )  # fmt: skip


def sheet_text(answers: Answers) -> str:
    """Its file, with a step of a plan."""
    return json.dumps({**answers.as_dict(), "plan": [{"dimension": instrument().dimensions[0].id, "from": 2, "owner": "A", "due": "2026-12-31", "measure": "m"}]}, ensure_ascii=False)


def broken_json(base: str, rng: Random) -> str:
    """Mostly changed in its structure, so that it still is JSON."""
    return change.data(base, rng, names()) if rng.random() < 0.65 else change.text(base, rng, "[[[[{}]]]]" * 20)


def read_file(text: str) -> Seen:
    """An answers file; what is accepted must be accepted again, and be the same."""
    try:
        answers, _ = read_answers(text, instrument())
    except Faulty as faulty:
        return Seen(not any(f.where.startswith("file") or f.where == "format" for f in faulty.faults), told(faulty))
    if now_and_then(text):
        assert read_answers(json.dumps(answers.as_dict()), instrument())[0] == answers, "what was read is not what is written"
    return Seen(True, [])


# ---- codes ----


@st.composite
def packs(draw: st.DrawFn) -> Packed:
    """What a code may hold, with roles and answers that do not fit now and then."""
    mode = draw(st.sampled_from(("quick", "full")))
    digits = [draw(st.sampled_from("0123456" + "7" * item.na_allowed)) for item in codec().items[mode]]
    return Packed(mode, draw(st.sampled_from((None, *codec().roles))), draw(st.none() | WHO), "".join(digits))


def broken_code(base: Packed, rng: Random) -> str:
    """Half of them whole codes with something strange inside, the others damaged outside, or only written otherwise."""
    how = rng.random()
    if how < 0.35:  # the check is right, what is said may not be
        said = list(base.said)
        for _ in range(rng.randint(1, 3)):
            said[rng.randrange(len(said))] = rng.choice("01234567")
        base = Packed(base.mode, rng.choice((None, *codec().roles)), base.respondent, "".join(said))
    code = codec().pack(base)
    if how < 0.35 or how > 0.75:
        return change.text(code, rng, code)
    for _ in range(rng.randint(0, 5)):  # what mail programs do
        at = rng.randrange(4, len(code))
        code = code[:at] + rng.choice(("-", " ", "\n", "=\r\n", "\r\n> ", "\u2011", "\u00ad", "\u200b")) + code[at:]
    return rng.choice((code, code.lower(), f"#{code}", f" {code}\n", code.replace("0", "O").replace("1", "l"), f"{code}."))


def read_code(text: str) -> Seen:
    """One code; what is read must write a code that reads the same."""
    try:
        answers = decode(text, instrument())
    except Faulty as faulty:
        return Seen(any("role" in f.wrong or "not applicable" in f.wrong for f in faulty.faults), told(faulty))
    if now_and_then(text):
        assert decode(codec().encode(answers), instrument()) == answers, "the code of what was read reads otherwise"
    return Seen(True, [])


MAIL = ("Hello,\nmine is {}.\nBest wishes", "> {}\r\n>> {}", "{}{}", "{} {}", "see https://example.org/assessment/result/#{}&x=1", "Tulip TU Berlin {} tui", "<p>{}</p><p>{}</p>", "name;code\r\nA;{}\r\nB;{}\r\n", "{}")


def broken_mail(base: tuple[Packed, str], rng: Random) -> str:
    """A text with a code or two in it, or an answers file or several."""
    packed, file = base
    if rng.random() < 0.2:
        return rng.choice(("{}", "{}\n{}\n", "\ufeff{}")).replace("{}", broken_json(file, rng))
    good = codec().pack(packed)
    form = rng.choice(MAIL)
    whole = form.replace("{}", broken_code(packed, rng), 1).replace("{}", good)
    return whole if rng.random() < 0.7 else change.text(whole, rng, good)


def read_mail(text: str) -> Seen:
    """Every hand-in in a text; each is written as a line that reads the same."""
    handed, faults = collect(text, codec())
    assert read_lines([written(one) for one in handed], codec()) == handed, "the line of a hand-in reads otherwise"
    assert handed or faults, "neither a hand-in nor a message"
    return Seen(bool(handed), [(f.where, f.wrong, f.right) for f in faults])


def broken_line(base: tuple[Packed, str], rng: Random) -> str:
    """A line as the page keeps it, with notes or without."""
    packed, note = base
    notes = {rng.choice(codec().items["full"]).id: note} if rng.random() < 0.5 else {}
    line = f"{packed.mode} {packed.role or '-'} {packed.respondent or '-'} {rng.choice(('-', '2026-11-22', '2026-02-30'))} {packed.said}"
    line = f"{line} {change.data(json.dumps(notes), rng, names())}" if notes else line
    return line if rng.random() < 0.3 else change.text(line, rng, line)


def read_line(text: str) -> Seen:
    """One line of those that come back from the page."""
    try:
        read_lines([text], codec())
    except Faulty as faulty:
        return Seen(all(f.where.startswith(("handed[0].notes", "handed[0].date", "handed[0].answers")) for f in faulty.faults), told(faulty))
    return Seen(True, [])


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
