"""Takes JSON text and gives plain data; refuses what JSON forbids or hides (double keys, NaN, too deep, too large); knows no format."""

import json

from assessment.core.faults import Fault, Faulty, quoted

MOST_CHARACTERS = 5_000_000


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
    """Plain data from JSON text; a byte-order mark is allowed. Raises Faulty."""
    if len(text) > MOST_CHARACTERS:
        raise Faulty([Fault(where, f"has {len(text):,} characters.", f"An answers file has at most {MOST_CHARACTERS:,}.")])
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Faulty([Fault(f"{where}, line {error.lineno}", f"is not JSON: {error.msg} at column {error.colno}.", "Load the file as it was downloaded.")]) from None
    except RecursionError:
        raise Faulty([Fault(where, "is nested too deeply.", "Load the file as it was downloaded.")]) from None
    except ValueError as error:  # _Refused, and numbers of thousands of digits
        wrong = str(error) if isinstance(error, _Refused) else "holds a number that is far too long."
        raise Faulty([Fault(where, wrong, "Load the file as it was downloaded.")]) from None


def write_json(data: object) -> str:
    """The one way this project writes JSON files: UTF-8, two spaces, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
