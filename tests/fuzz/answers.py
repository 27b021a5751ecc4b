"""What the parsers of answers read (files, codes, mails, the lines that a page keeps): valid inputs, how they are broken, and what is claimed of each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from assessment.build import model_json
from assessment.core.answers import SYMBOLS, Answer, Answers
from assessment.core.code import Codec, Packed, decode
from assessment.core.faults import Faulty
from assessment.core.handin import collect
from assessment.core.handline import read_lines, written
from assessment.core.intake import read_answers
from assessment.core.model import Model, from_json
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
