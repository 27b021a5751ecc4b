"""Takes a hand-in and writes it as one line of text, and reads such lines; knows no figure.

A line is `mode role respondent date answers`, with `-` for what is not said, and behind it the notes as JSON if there are any.
Lines and not objects, because a page keeps them by the ten thousand and gives all of them back to be counted.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.core.answers import MOST_TEXT, SYMBOLS, is_date
from assessment.core.code import Codec
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.strictjson import read_json

MOST_FAULTS = 20
NONE = "-"


@dataclass(slots=True)  # not frozen: ten thousand of them are made at once
class HandIn:
    """One respondent's answers, packed: `respondent` (8 symbols or None), `role` (id or None), `date` (YYYY-MM-DD or None), `answers` (a digit for each item that the mode asks: 0 blank, 1 to 5, 6 don't know, 7 not applicable), `notes` (item id to text)."""

    mode: str
    role: str | None
    respondent: str | None
    date: str | None
    answers: str
    notes: dict[str, str]


def written(one: HandIn) -> str:
    """The line of a hand-in."""
    line = f"{one.mode} {one.role or NONE} {one.respondent or NONE} {one.date or NONE} {one.answers}"
    return f"{line} {json.dumps(one.notes, ensure_ascii=False)}" if one.notes else line


def read_lines(given: object, codec: Codec) -> list[HandIn]:
    """The hand-ins of a request, as they came. Raises Faulty with the first faults."""
    if not isinstance(given, list):
        raise Faulty([Fault("handed", f"is {quoted(given)}.", "It is a list of hand-ins, as collect gives them.")])
    shapes = {mode: _shape(mode, codec) for mode in codec.items}
    found, faults = [], []
    for place, line in enumerate(given):
        try:
            found.append(_read(line, shapes, codec))
        except Faulty as faulty:
            faults += [Fault(f"handed[{place}]{f.where}", f.wrong, f.right) for f in faulty.faults]
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        raise Faulty(faults)
    return found


def respondent_of(line: str) -> str | None:
    """Who handed in, of a line that `written` gave."""
    named = line.split(" ", 3)[2]
    return None if named == NONE else named


def _read(line: object, shapes: dict[str, re.Pattern[str]], codec: Codec) -> HandIn:
    if not isinstance(line, str):
        raise Faulty([Fault("", "is not a hand-in.", "It is a line of text, as collect gives it.")])
    shape = shapes["quick" if line.startswith("q") else "full"]
    match = shape.fullmatch(line)
    if not match:
        raise Faulty([_wrong(line, codec)])
    mode, role, respondent, date, answers, notes = match.groups()
    if date != NONE and not is_date(date):
        raise Faulty([Fault(".date", f"is {quoted(date)}.", "It is a day written YYYY-MM-DD, or -.")])
    return HandIn(mode, None if role == NONE else role, None if respondent == NONE else respondent, None if date == NONE else date, answers, _notes(notes, mode, codec) if notes else {})


def _shape(mode: str, codec: Codec) -> re.Pattern[str]:
    roles = "|".join(map(re.escape, [NONE, *codec.roles]))
    answers = "".join(_digits(codec, mode))
    return re.compile(rf"({mode}) ({roles}) ([{SYMBOLS}]{{8}}|-) ([0-9-]{{10}}|-) ({answers})(?: (\{{.*\}}))?", re.DOTALL)


def _digits(codec: Codec, mode: str) -> Iterable[str]:
    return ("[0-7]" if item.na_allowed else "[0-6]" for item in codec.items[mode])


def _wrong(line: str, codec: Codec) -> Fault:
    """Where a line is not as it should be."""
    mode, role, respondent, date, said = (line.split(" ", 5) + [""] * 5)[:5]
    if mode not in codec.items:
        return Fault(".mode", f"is {quoted(mode)}.", "It is quick or full.")
    if role not in (NONE, *codec.roles):
        return Fault(".role", f"is {quoted(role)}.", "It is the id of a role of this model, or -.")
    if not re.fullmatch(f"[{SYMBOLS}]{{8}}|-", respondent):
        return Fault(".respondent", f"is {quoted(respondent)}.", "It is eight symbols out of 0-9 and A-Z without I, L, O, U, or -.")
    if not re.fullmatch("[0-9-]{10}|-", date):
        return Fault(".date", f"is {quoted(date)}.", "It is a day written YYYY-MM-DD, or -.")
    if not re.fullmatch("".join(_digits(codec, mode)), said):
        return Fault(".answers", f"is {quoted(said)}.", f"It has a digit from 0 to 7 for each of {len(codec.items[mode])} questions; 7 only where “not applicable” may be said.")
    return Fault(".notes", "is not as it should be.", "It is an object: the id of a question that was asked, and a text.")


def _notes(text: str, mode: str, codec: Codec) -> dict[str, str]:
    notes = read_json(text, ".notes")
    asked = {item.id for item in codec.items[mode]}
    if not isinstance(notes, dict) or not all(i in asked and isinstance(note, str) and len(note) <= MOST_TEXT for i, note in notes.items()):
        raise Faulty([Fault(".notes", "is not as it should be.", "It is an object: the id of a question that was asked, and a text.")])
    return notes
