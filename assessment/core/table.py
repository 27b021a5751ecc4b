"""Takes a table as text, in one piece or in several, and gives how often each answer of each role stands in it; keeps no row and no respondent.

Long form: `respondent,role,item,answer`. Counted form: `role,item,answer,count`, as one GROUP BY gives on any warehouse.
Comma, semicolon or tab; a byte-order mark and either line end are no faults.
A caller with a large table hands it over in pieces of whole lines, each with the state that the piece before gave back.
"""

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
    rows = text.split("\n")
    if state is None:
        state = header(rows[0])
        if state is None:
            raise Faulty([Fault(f"{where}line 1", f"is {quoted(rows[0].strip())}.", HEADS)])
        rows = rows[1:]
    faults: list[Fault] = []
    read = _counted if "count" in state.columns else _long
    seen, last = read(rows, state, where, faults)
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
    lines = len(rows) - (rows[-1] == "") if rows else 0
    return counts, replace(state, lines=state.lines + lines, last=last)


def _long(rows: list[str], state: State, where: str, faults: list[Fault]) -> tuple[dict, str]:
    """Role, item and answer to how often and where first; a respondent's second row for an item directly after the first is a fault."""
    mark, straight = state.mark, state.columns == LONG
    seen: dict[str, list[int]] = {}
    last = state.last
    for line, row in enumerate(rows, state.lines + 1):
        if not straight or '"' in row:
            parts = cells(row.rstrip("\r"), mark)
            if len(parts) == 4:
                named = dict(zip(state.columns, parts, strict=True))
                row = mark.join(named[column].replace(mark, " ") for column in LONG)
        if not row or row == "\r":
            continue
        key = row[: max(row.rfind(mark), 0)]
        if key == last and key:
            faults.append(Fault(f"{where}line {line}", "answers the same question of the same respondent once more.", "Keep one of the two rows."))
        last = key
        tail = row[row.find(mark) + 1 :]
        if tail in seen:
            seen[tail][0] += 1
        else:
            seen[tail] = [1, line]
            if len(seen) > MOST_DIFFERENT:
                raise Faulty([Fault(f"{where}line {line}", f"is one of {MOST_DIFFERENT:,} different rows.", "Roles, items and answers are few: is this the right table?")])
    found: dict[tuple[str, ...], list[int]] = {}
    for tail, (count, line) in seen.items():
        parts = tuple(part.strip() for part in tail.split(mark))
        if len(parts) != 3:
            faults.append(_odd(where, line, state))
        else:
            found.setdefault(parts, [0, line])[0] += count
    return found, last


def _counted(rows: list[str], state: State, where: str, faults: list[Fault]) -> tuple[dict, str]:
    found: dict[tuple[str, ...], list[int]] = {}
    for line, row in enumerate(rows, state.lines + 1):
        if not row.strip():
            continue
        parts = cells(row.rstrip("\r"), state.mark)
        if len(parts) != 4:
            faults.append(_odd(where, line, state))
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


def _odd(where: str, line: int, state: State) -> Fault:
    return Fault(f"{where}line {line}", "does not have 4 cells.", f"They are {', '.join(state.columns)}.")
