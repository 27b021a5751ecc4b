"""Takes hand-ins and gives one for each respondent; knows no figure.

Of the same respondent the later hand-in wins, question by question; later is the later date, else the later place in the list.
"""

from assessment.core.code import Codec
from assessment.core.handline import HandIn


def gather(handed: list[HandIn], codec: Codec) -> tuple[list[HandIn], list[int]]:
    """One hand-in for each respondent, in the order of the first; and which of the list came from somebody who had handed in before.

    A hand-in without a respondent stands for itself; one without a date counts as given when it came.
    """
    named = [one.respondent for one in handed if one.respondent]
    if len(set(named)) == len(named):
        return handed, []
    alone: list[tuple[int, HandIn]] = []
    of: dict[str, list[tuple[int, HandIn]]] = {}
    for place, one in enumerate(handed):
        (alone if one.respondent is None else of.setdefault(one.respondent, [])).append((place, one))
    again = sorted(place for several in of.values() for place, _ in several[1:])
    whole = alone + [(several[0][0], _merged([one for _, one in several], codec)) for several in of.values()]
    return [one for _, one in sorted(whole, key=lambda pair: pair[0])], again


def _merged(several: list[HandIn], codec: Codec) -> HandIn:
    if len(several) == 1:
        return several[0]
    day, dated = "", []
    for one in several:
        day = max(day, one.date or "")
        dated.append((one.date or day, one))
    whole, *later = [one for _, one in sorted(dated, key=lambda pair: pair[0])]  # the order of coming where days are equal
    for one in later:
        whole = _two(whole, one, codec)
    return whole


def _two(earlier: HandIn, later: HandIn, codec: Codec) -> HandIn:
    """The later answer wins, a blank wins over nothing; an earlier note stays as long as its answer does."""
    mode = "full" if "full" in (earlier.mode, later.mode) else "quick"
    before, after = _by_item(earlier, codec), _by_item(later, codec)
    said, notes = "", {}
    for item in codec.items[mode]:
        old, new = before.get(item.id, "0"), after.get(item.id, "0")
        digit = old if new == "0" else new
        said += digit
        note = later.notes.get(item.id) or (earlier.notes.get(item.id) if digit == old else None)
        if note:
            notes[item.id] = note
    date = max(earlier.date or "", later.date or "") or None
    return HandIn(mode, later.role or earlier.role, later.respondent, date, said, notes)


def _by_item(one: HandIn, codec: Codec) -> dict[str, str]:
    return {item.id: digit for item, digit in zip(codec.items[one.mode], one.answers, strict=True)}
