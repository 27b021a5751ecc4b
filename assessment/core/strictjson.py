"""Takes JSON text and gives plain data; refuses what JSON forbids or hides (double keys, NaN, too deep, too large); knows no format."""

import json
import re

from assessment.core.faults import Fault, Faulty, quoted

MOST_CHARACTERS = 5_000_000
MOST_BRACKETS = 50_000
MOST_REQUESTED = 100_000_000
MOST_REQUESTED_BRACKETS = 4_000_000
DEEPEST = 50
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # one that never ends runs to the end, so that this stays linear


class _Refused(ValueError):
    pass


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        double = next(k for k, _ in pairs if k in seen or seen.add(k))
        raise _Refused(f"the key {quoted(double)} stands twice in one object.")
    return found


def _constant(name: str) -> object:
    raise _Refused(f"{name} is not a JSON number.")


def read_json(text: str, where: str = "file") -> object:
    """Plain data from the JSON text of a file; a byte-order mark is allowed. Raises Faulty."""
    if len(text) > MOST_CHARACTERS:
        raise Faulty([Fault(where, f"has {len(text):,} characters.", f"An answers file has at most {MOST_CHARACTERS:,}.")])
    return _read(text, where, MOST_BRACKETS)


def read_request(text: str) -> object:
    """Plain data from the JSON text of a request, which may hold the hand-ins of many thousands. Raises Faulty."""
    if len(text) > MOST_REQUESTED:
        raise Faulty([Fault("request", f"has {len(text):,} characters.", f"It has at most {MOST_REQUESTED:,}: hand a large text over in several parts.")])
    return _read(text, "request", MOST_REQUESTED_BRACKETS)


def _read(text: str, where: str, brackets: int) -> object:
    _shallow(text, where, brackets)
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Faulty([Fault(f"{where}, line {error.lineno}", f"is not JSON: {error.msg} at column {error.colno}.", "Load the file as it was downloaded.")]) from None
    except ValueError as error:  # _Refused, and numbers of thousands of digits
        wrong = str(error) if isinstance(error, _Refused) else "holds a number that is far too long."
        raise Faulty([Fault(where, wrong, "Load the file as it was downloaded.")]) from None


def _shallow(text: str, where: str, brackets: int) -> None:
    """Refuses what is nested so deeply that reading it would end the interpreter: in WebAssembly no exception comes for that."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return  # a table in a request is one long text
    depth = seen = 0
    for bracket in re.finditer(r"[][{}]", _STRING.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        seen += 1
        if depth > DEEPEST or seen > brackets:
            wrong = "is nested too deeply." if depth > DEEPEST else "has far too many parts."
            raise Faulty([Fault(where, wrong, "Load the file as it was downloaded.")])


def write_json(data: object) -> str:
    """The one way this project writes JSON files: UTF-8, two spaces, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
