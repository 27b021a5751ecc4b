"""Takes hand-ins as a page keeps them and gives them checked, one for each respondent; knows no figure.

Of the same respondent the later hand-in wins, question by question; later is the later date, else the later place in the list.
"""

import re

from assessment.core.answers import MOST_TEXT, SYMBOLS, is_date
from assessment.core.code import Codec
from assessment.core.faults import Fault, Faulty, quoted

HandIn = dict[str, object]
"""`respondent` (8 symbols or None), `role` (id or None), `mode`, `date` (or None), `answers` (a digit an item that the mode asks: 0 blank, 1 to 5, 6 don't know, 7 not applicable), `notes` (item id to text)."""

KEYS = ("respondent", "role", "mode", "date", "answers", "notes")
MOST_FAULTS = 20


def read_handed(given: object, codec: Codec) -> list[HandIn]:
    """The hand-ins of a request, as they came. Raises Faulty with the first faults."""
    if not isinstance(given, list):
        raise Faulty([Fault("handed", f"is {quoted(given)}.", "It is a list of hand-ins, as collect gives them.")])
    shapes = {mode: re.compile("".join("[0-7]" if i.na_allowed else "[0-6]" for i in items)) for mode, items in codec.items.items()}
    asked = {mode: {i.id for i in items} for mode, items in codec.items.items()}
    respondent, known = re.compile(f"[{SYMBOLS}]{{8}}"), {None, *codec.roles}
    faults: list[Fault] = []
    for place, one in enumerate(given):
        wrong = _wrong(one, shapes, asked, respondent, known)
        if wrong:
            faults.append(Fault(f"handed[{place}]{wrong[0]}", *wrong[1:]))
            if len(faults) == MOST_FAULTS:
                break
    if faults:
        raise Faulty(faults)
    return given


def _wrong(one: object, shapes: dict, asked: dict, respondent: re.Pattern, roles: set) -> tuple[str, str, str] | None:
    """Where a hand-in is not as it should be, what is wrong and what would be right."""
    if not isinstance(one, dict) or set(one) != set(KEYS):
        return "", "is not a hand-in.", f"It has {', '.join(KEYS)}."
    mode, said, date, notes = one["mode"], one["answers"], one["date"], one["notes"]
    if mode not in ("quick", "full"):
        return ".mode", f"is {quoted(mode)}.", "It is quick or full."
    if not isinstance(said, str) or not shapes[mode].fullmatch(said):
        return ".answers", f"is {quoted(said)}.", f"It has a digit from 0 to 7 for each of {len(asked[mode])} questions; 7 only where “not applicable” may be said."
    if one["respondent"] is not None and not (isinstance(one["respondent"], str) and respondent.fullmatch(one["respondent"])):
        return ".respondent", f"is {quoted(one['respondent'])}.", "It is eight symbols out of 0-9 and A-Z without I, L, O, U, or null."
    if one["role"] is not None and not (isinstance(one["role"], str) and one["role"] in roles):
        return ".role", f"is {quoted(one['role'])}.", "It is the id of a role of this model, or null."
    if date is not None and not (isinstance(date, str) and is_date(date)):
        return ".date", f"is {quoted(date)}.", "It is a day written YYYY-MM-DD, or null."
    if not isinstance(notes, dict) or not all(i in asked[mode] and isinstance(text, str) and len(text) <= MOST_TEXT for i, text in notes.items()):
        return ".notes", "is not as it should be.", "It is an object: the id of a question that was asked, and a text."
    return None


def gather(handed: list[HandIn], codec: Codec) -> tuple[list[HandIn], list[int]]:
    """One hand-in for each respondent, in the order of the first; and which of the list came from somebody who had handed in before.

    A hand-in without a respondent stands for itself; one without a date counts as given when it came.
    """
    alone: list[tuple[int, HandIn]] = []
    of: dict[str, list[tuple[int, HandIn]]] = {}
    for place, one in enumerate(handed):
        (alone if one["respondent"] is None else of.setdefault(one["respondent"], [])).append((place, one))
    again = sorted(place for several in of.values() for place, _ in several[1:])
    whole = alone + [(several[0][0], _merged([one for _, one in several], codec)) for several in of.values()]
    return [one for _, one in sorted(whole, key=lambda pair: pair[0])], again


def _merged(several: list[HandIn], codec: Codec) -> HandIn:
    if len(several) == 1:
        return several[0]
    day, dated = "", []
    for one in several:
        day = max(day, one["date"] or "")
        dated.append((one["date"] or day, one))
    whole, *later = [one for _, one in sorted(dated, key=lambda pair: pair[0])]  # the order of coming where days are equal
    for one in later:
        whole = _two(whole, one, codec)
    return whole


def _two(earlier: HandIn, later: HandIn, codec: Codec) -> HandIn:
    """The later answer wins, a blank wins over nothing; an earlier note stays as long as its answer does."""
    mode = "full" if "full" in (earlier["mode"], later["mode"]) else "quick"
    before, after = _by_item(earlier, codec), _by_item(later, codec)
    said, notes = "", {}
    for item in codec.items[mode]:
        old, new = before.get(item.id, "0"), after.get(item.id, "0")
        digit = old if new == "0" else new
        said += digit
        note = later["notes"].get(item.id) or (earlier["notes"].get(item.id) if digit == old else None)
        if note:
            notes[item.id] = note
    date = max(earlier["date"] or "", later["date"] or "") or None
    return {"respondent": later["respondent"], "role": later["role"] or earlier["role"], "mode": mode, "date": date, "answers": said, "notes": notes}


def _by_item(one: HandIn, codec: Codec) -> dict[str, str]:
    return {item.id: digit for item, digit in zip(codec.items[one["mode"]], one["answers"], strict=True)}
