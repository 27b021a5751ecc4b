"""Takes a table as text, in one piece or in several, and gives how often each answer of each role stands in it; keeps no row and no respondent.

Long form: `respondent,role,item,answer`. Counted form: `role,item,answer,count`, as one GROUP BY gives on any warehouse.
Comma, semicolon or tab; a byte-order mark and either line end are no faults.
A caller with a large table hands it over in pieces of whole lines, each with the state that the piece before gave back.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.handin import few
from assessment.core.model import Model
from assessment.core.tally import KINDS, UNSAID

LONG = ("respondent", "role", "item", "answer")
COUNTED = ("role", "item", "answer", "count")
HEADS = f"It is {','.join(LONG)} or {','.join(COUNTED)}."
MOST_DIFFERENT = 100_000
Count = tuple[str, str, str, int]
"""Role, item, kind of answer (one of KINDS), how often."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a table has been read: its columns, what stands between them, lines so far, the respondent and item of the last row."""

    columns: tuple[str, ...]
    mark: str
    lines: int = 1
    last: str = ""

    def as_dict(self) -> dict[str, object]:
        """The state as plain data, to be handed back with the next piece."""
        return {"columns": list(self.columns), "mark": self.mark, "lines": self.lines, "last": self.last}


def header(line: str) -> State | None:
    """The columns of a first line, in any order; None where it is not a table of ours."""
    line = line.removeprefix("\ufeff").rstrip("\r\n")
    for mark in ",;\t":
        columns = tuple(cell.lower() for cell in cells(line, mark))
        if len(columns) == 4 and set(columns) in (set(LONG), set(COUNTED)):
            return State(columns, mark)
    return None


def read_state(given: object) -> State:
    """A state that came back as plain data. Raises Faulty."""
    if isinstance(given, dict) and set(given) == {"columns", "mark", "lines", "last"}:
        columns, mark, lines, last = given["columns"], given["mark"], given["lines"], given["last"]
        if isinstance(columns, list) and sorted(map(str, columns)) in (sorted(LONG), sorted(COUNTED)) and mark in (",", ";", "\t") and type(lines) is int and lines > 0 and isinstance(last, str):
            return State(tuple(columns), mark, lines, last)
    raise Faulty([Fault("state", "is not what count gave back.", "Hand over the state of the piece before, or null for the first one.")])


def count_rows(text: str, model: Model, state: State | None = None, name: str = "") -> tuple[list[Count], State]:
    """The counts of one piece, and the state for the next; without a state the first line names the columns. Raises Faulty with every fault."""
    where = f"{quoted(name)}: " if name else ""
    if state is None:
        first, _, text = text.partition("\n")
        state = header(first)
        if state is None:
            raise Faulty([Fault(f"{where}line 1", f"is {quoted(first.strip())}." if first.strip("\ufeff \r") else "holds nothing.", HEADS)])
    faults: list[Fault] = []
    seen, last = (_counted if "count" in state.columns else _long)(text, state, where, faults)
    known = Known(model)
    counts: list[Count] = []
    for (role, item, answer), (count, line) in seen.items():
        fault = known.fault(role, item, answer)
        if fault:
            faults.append(Fault(f"{where}line {line}", *fault))
        elif count:
            counts.append((role or UNSAID, item, answer or "blank", count))
    if faults:
        raise Faulty(few(sorted(faults, key=lambda f: int(f.where.rsplit(" ", 1)[1]))))
    return counts, replace(state, lines=state.lines + text.count("\n") + (not text.endswith("\n") and text != ""), last=last)


def _long(text: str, state: State, where: str, faults: list[Fault]) -> tuple[dict, str]:
    """Role, item and answer to how often and where first; a respondent's second row for an item directly after the first is a fault.

    Millions of rows come through here, so what is done for each is done by the interpreter's own loops.
    """
    mark = state.mark
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if state.columns != LONG or '"' in text:
        text = "\n".join(_straight(row, state) for row in text.split("\n"))
    rows = text.split("\n")
    tails = [row[row.find(mark) + 1 :] for row in rows]
    counted = Counter(tails)
    gaps = counted.pop("", 0)
    if len(counted) > MOST_DIFFERENT:
        raise Faulty([Fault(f"{where}line {state.lines + 1}", f"and those after it are {len(counted):,} different rows.", "Roles, items and answers are few: is this the right table?")])
    found: dict[tuple[str, ...], list[int]] = {}
    first: dict[str, int] = {}
    item: dict[str, str] = {"": ""}
    odd = False
    for tail, count in counted.items():
        parts = tuple(part.strip() for part in tail.split(mark))
        odd = odd or len(parts) != 3 or not parts[1]
        found.setdefault(parts, [0, 0])[0] += count
        item[tail] = parts[1] if len(parts) == 3 else ""
    for line, row in enumerate(rows if odd else (), state.lines + 1):
        if row.count(mark) != 3 and row.strip():
            faults.append(Fault(f"{where}line {line}", *_odd(state)))
    for line, tail in enumerate(tails, state.lines + 1):
        if len(first) == len(counted):
            break
        if tail and tail not in first:
            first[tail] = line
            place = found[tuple(part.strip() for part in tail.split(mark))]
            place[1] = place[1] or line
    whole = {parts: seen for parts, seen in found.items() if len(parts) == 3 and any(parts)}  # the others are told, or rows of nothing
    items = list(map(item.__getitem__, tails))
    if gaps > 1 or state.last.endswith(state.mark + items[0]) or any(map(str.__eq__, items, items[1:])):
        _tell_doubles(text, state, where, faults)
    last = next((row.split(mark) for row in reversed(rows) if row.strip()), None)
    if last is None:
        return whole, state.last
    return whole, mark.join((last[0], last[2].strip())) if len(last) == 4 else ""


def _tell_doubles(text: str, state: State, where: str, faults: list[Fault]) -> None:
    """Tells each row that answers what the row before it did; only where questions follow each other, for it is slow."""
    mark, cell = state.mark, f"[^{state.mark}\\n]"
    same = re.compile(rf"\n({cell}++){mark}{cell}*+{mark} *({cell}+?) *{mark}[^\n]*+(?=\n++\1{mark}{cell}*+{mark} *\2 *{mark})")
    who, _, what = state.last.partition(mark)
    start = f"\n{who}{mark}{mark}{what}{mark}\n" if what else "\n"
    searched, line, counted = start + text, state.lines + 1 - start.count("\n"), 0
    for double in same.finditer(searched):
        behind = re.compile(r"\n+").match(searched, double.end()).end()
        line, counted = line + searched.count("\n", counted, behind), behind
        faults.append(Fault(f"{where}line {line}", "answers the same question of the same respondent once more.", "Keep one of the two rows."))


def _straight(row: str, state: State) -> str:
    """A row with its columns in the usual order and without quotes; as it is where it can't be read so."""
    parts = cells(row, state.mark)
    if len(parts) != 4:
        return row
    named = dict(zip(state.columns, parts, strict=True))
    return state.mark.join(named[column].replace(state.mark, " ") for column in LONG)


def _counted(text: str, state: State, where: str, faults: list[Fault]) -> tuple[dict, str]:
    found: dict[tuple[str, ...], list[int]] = {}
    for line, row in enumerate(text.split("\n"), state.lines + 1):
        parts = cells(row.rstrip("\r"), state.mark)
        if not any(parts):
            continue
        if len(parts) != 4:
            faults.append(Fault(f"{where}line {line}", *_odd(state)))
            continue
        named = dict(zip(state.columns, parts, strict=True))
        count = named["count"]
        if not (count.isascii() and count.isdigit() and len(count) <= 12):
            faults.append(Fault(f"{where}line {line}", f"has the count {quoted(count)}.", "It is a whole number of at most 12 digits, without marks."))
            continue
        found.setdefault((named["role"], named["item"], named["answer"]), [0, line])[0] += int(count)
    return found, ""


class Known:
    """What may stand in a row of a model's table."""

    def __init__(self, model: Model) -> None:
        self.items = {item.id: item for item in model.items}
        self.roles = {"", UNSAID, *(role.id for role in model.roles)}

    def fault(self, role: str, item: str, answer: str) -> tuple[str, str] | None:
        """What is wrong with a row, and what would be right; None for a good one."""
        if item not in self.items:
            return f"names the question {quoted(item)}.", "Its id is none of this model."
        if role not in self.roles:
            return f"names the role {quoted(role)}.", f"Known: {', '.join(sorted(self.roles - {''}))}; empty where it is not said."
        if answer not in (*KINDS, ""):
            return f"has the answer {quoted(answer)}.", "It is 1 to 5, dk, na or empty."
        if answer == "na" and not self.items[item].na_allowed:
            return f"says “na” to {quoted(item)}.", "This question applies to everybody."
        return None


def cells(row: str, mark: str) -> list[str]:
    """The cells of one row, with quotes taken off and white space trimmed."""
    if '"' not in row:
        return [cell.strip() for cell in row.split(mark)]
    found, cell, inside, place = [], "", False, 0
    while place < len(row):
        letter = row[place]
        if letter == '"':
            if inside and row[place + 1 : place + 2] == '"':
                cell, place = cell + '"', place + 1
            else:
                inside = not inside
        elif letter == mark and not inside:
            found.append(cell.strip())
            cell = ""
        else:
            cell += letter
        place += 1
    return [*found, cell.strip()]


def _odd(state: State) -> tuple[str, str]:
    return "does not have 4 cells.", f"They are {', '.join(state.columns)}."
