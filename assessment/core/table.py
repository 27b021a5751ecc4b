"""Takes the lines of a table, answers one by one or counted, and adds them to a tally, or tells every fault; keeps no line and no respondent.

Long form: `respondent,role,item,answer`. Counted form: `role,item,answer,count`, as one GROUP BY gives on any warehouse.
Comma, semicolon or tab; a byte-order mark and either line end are no faults. Memory grows with the number of different rows, not of rows.
"""

from collections.abc import Iterable

from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.handin import few
from assessment.core.model import Model
from assessment.core.tally import KINDS, UNSAID, Tally

LONG = ("respondent", "role", "item", "answer")
COUNTED = ("role", "item", "answer", "count")
HEADS = f"It is {','.join(LONG)} or {','.join(COUNTED)}."
BLANKS = {"": "blank"}
MOST_COUNT = 10**12


def is_table(head: bytes) -> bool:
    """True for a first line that names the columns of one of the two forms, in any order."""
    return any(set(cells(text(head), mark)) in (set(LONG), set(COUNTED)) for mark in ",;\t")


def add_table(lines: Iterable[bytes], tally: Tally, name: str = "") -> None:
    """Add every row; raises Faulty with where and why, and the tally is then of no use."""
    where = f"{quoted(name)}: " if name else ""
    rows = iter(lines)
    head = text(next(rows, b""))
    mark = next((m for m in ",;\t" if set(cells(head, m)) in (set(LONG), set(COUNTED))), None)
    if mark is None:
        raise Faulty([Fault(f"{where}line 1", f"is {quoted(head)}.", HEADS)])
    columns = cells(head, mark)
    faults: list[Fault] = []
    seen = _counted(rows, columns, mark, where, faults) if set(columns) == set(COUNTED) else _long(rows, columns, mark, where, faults)
    known = _Known(tally.model)
    for (role, item, answer), (count, line) in seen.items():
        fault = known.fault(role, item, answer)
        if fault:
            faults.append(Fault(f"{where}line {line}", *fault))
        elif count:
            tally.add(role or UNSAID, item, BLANKS.get(answer, answer), count)
    if faults:
        raise Faulty(few(sorted(faults, key=lambda f: _line(f.where))))


def _long(rows: Iterable[bytes], columns: list[str], mark: str, where: str, faults: list[Fault]) -> dict[tuple[str, str, str], list[int]]:
    """Role, item and answer to how often and where first; a respondent's second row for the same item is a fault if it follows the first."""
    sign, straight = mark.encode(), columns == list(LONG)
    seen: dict[bytes, list[int]] = {}
    before = None
    for line, row in enumerate(rows, 2):
        row = row.rstrip(b"\r\n")
        if not row:
            continue
        if not straight or b'"' in row:
            parts = _named(row, columns, mark)
            row = sign.join(part.encode() for part in parts) if parts and not any(mark in p or '"' in p for p in parts) else b""
            if not row:
                faults.append(_odd(where, line, columns))
                continue
        key = row[: max(row.rfind(sign), 0)]
        if key and key == before:
            faults.append(Fault(f"{where}line {line}", "answers the same question of the same respondent once more.", "Keep one of the two rows."))
        before = key
        tail = row[row.find(sign) + 1 :]
        if tail in seen:
            seen[tail][0] += 1
        else:
            seen[tail] = [1, line]
            if len(seen) > 1_000_000:
                raise Faulty([Fault(f"{where}line {line}", "is one of a million different rows.", "Roles, items and answers are few: is this the right table?")])
    found: dict[tuple[str, str, str], list[int]] = {}
    for tail, (count, line) in seen.items():
        parts = [part.strip() for part in _decoded(tail).split(mark)]
        if len(parts) != 3:
            faults.append(_odd(where, line, columns))
        else:
            found.setdefault(tuple(parts), [0, line])[0] += count
    return found


def _counted(rows: Iterable[bytes], columns: list[str], mark: str, where: str, faults: list[Fault]) -> dict[tuple[str, str, str], list[int]]:
    found: dict[tuple[str, str, str], list[int]] = {}
    for line, row in enumerate(rows, 2):
        if not row.strip():
            continue
        parts = cells(_decoded(row.rstrip(b"\r\n")), mark)
        if len(parts) != len(columns):
            faults.append(_odd(where, line, columns))
            continue
        named = dict(zip(columns, parts, strict=True))
        count = named["count"]
        if not (count.isascii() and count.isdigit() and len(count) <= 12):
            faults.append(Fault(f"{where}line {line}", f"has the count {quoted(count)}.", f"It is a whole number from 0 to {MOST_COUNT - 1:,}, without marks."))
            continue
        found.setdefault((named["role"], named["item"], named["answer"]), [0, line])[0] += int(count)
    return found


class _Known:
    """What may stand in a row of a model's table."""

    def __init__(self, model: Model) -> None:
        self.items = {item.id: item for item in model.items}
        self.roles = {"", UNSAID, *(role.id for role in model.roles)}

    def fault(self, role: str, item: str, answer: str) -> tuple[str, str] | None:
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


def text(row: bytes) -> str:
    """The first line as text, without byte-order mark and line end."""
    return _decoded(row.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n"))


def _decoded(row: bytes) -> str:
    return row.decode("utf-8", "replace")


def _named(row: bytes, columns: list[str], mark: str) -> list[str] | None:
    parts = cells(_decoded(row), mark)
    return [parts[columns.index(name)] for name in LONG] if len(parts) == len(columns) else None


def _odd(where: str, line: int, columns: list[str]) -> Fault:
    return Fault(f"{where}line {line}", f"does not have {len(columns)} cells.", f"They are {', '.join(columns)}.")


def _line(where: str) -> int:
    return int(where.rsplit(" ", 1)[1])
