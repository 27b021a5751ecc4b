"""Takes what Pydantic says about the content of a file and gives findings in our own words; knows no rule beyond types."""

from difflib import get_close_matches
from functools import cache

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from assessment.build.reading import Document, Finding, EntryPath

_KINDS = {
    "string": ("text", "Write text; put it in quotes if it looks like a number or like yes, no or null."),
    "int": ("a whole number", "Write a whole number such as 1, without quotes and without a decimal point."),
    "float": ("a number", "Write a number such as 0.35, without quotes."),
    "bool": ("true or false", "Write true or false, without quotes."),
    "list": ("a list", "Write one “- ” line an entry, or [one, two]."),
    "dict": ("a mapping", "Write one “key: value” line an entry."),
}
_KIND_OF = {kind: kind for kind in _KINDS} | {"str": "string", "tuple": "list", "dataclass": "dict"}


def kind_expected(error: ErrorDetails) -> str | None:
    """`string`, `int`, `float`, `bool`, `list` or `dict`, as far as an error tells; else None."""
    return _KIND_OF.get(error["type"].partition("_")[0])


def place(error: ErrorDetails, data: object) -> EntryPath:
    """The path of an error in the data as we read it: level keys are numbers, and Pydantic's own marks are left out."""
    path: EntryPath = ()
    here = data
    for key in error["loc"]:
        if isinstance(here, dict) and key not in here and isinstance(key, str) and key.lstrip("-").isdigit() and int(key) in here:
            key = int(key)
        if isinstance(here, dict) and key in here:
            here = here[key]
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        elif error["type"] == "missing" and isinstance(here, dict):
            return (*path, key)
        else:
            break
        path = (*path, key)
    return path


def complaint(error: ErrorDetails, document: Document, kind: TypeAdapter) -> Finding:
    """One finding for one error."""
    path = place(error, document.data)
    name = _name(path)
    if error["type"] == "missing":
        told = _described(kind, path)
        return document.finding(path, f"{name} is missing.", f"Add it{f': {told}' if told else '.'}")
    if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        known = sorted(_fields(kind, path[:-1]))
        close = get_close_matches(str(path[-1]), known, 1)
        right = f"Write “{close[0]}”." if close else f"Remove it, or use one of: {', '.join(known)}."
        return document.finding(path, f"{name} is no key known here.", right)
    if error["loc"][-1:] == ("[key]",):
        return document.finding(path, f"{name} is a key that is not a whole number.", "Use whole numbers as keys here, without quotes.")
    if error["type"] == "literal_error":
        return document.finding(path, f"{name} is {_value(document, path)}.", f"Write {error['ctx']['expected']}, without quotation marks.")
    expected = kind_expected(error)
    if expected is None:  # a kind of error that no field here can cause today
        return document.finding(path, f"{name} is not of the right form: {error['msg']}.", "Compare it with the other files of its kind.")
    article, right = _KINDS[expected]
    return document.finding(path, f"{name} is {_value(document, path)}, not {article}.", right)


def _name(path: EntryPath) -> str:
    if not path:
        return "the whole file"
    if isinstance(path[-1], str):
        return f"“{path[-1]}”"
    if len(path) == 1:
        return f"entry {path[0] + 1}"
    of_levels = path[-2] in ("anchors", "next_steps", "levels")
    return f"“{path[-2]}”, level {path[-1]}" if of_levels else f"“{path[-2]}”, entry {path[-1] + 1}"


def _value(document: Document, path: EntryPath) -> str:
    here: object = document.data
    for key in path:
        here = here[key]  # type: ignore[index]
    if here is None or here == "":
        return "empty"
    if isinstance(here, list):
        return "a list"
    if isinstance(here, dict):
        return "a mapping (a text with a colon needs quotes)"
    written = document.written.get(path, str(here))
    shown = written if len(written) <= 40 else written[:39] + "…"
    if isinstance(here, str):
        return f"the text “{shown}”"
    return f"{shown}, which YAML reads as {str(here).lower()}" if shown.lower() != str(here).lower() else shown


@cache  # made once, not for each of many complaints
def _schema(kind: TypeAdapter) -> dict:
    return kind.json_schema()


def _part(kind: TypeAdapter, path: EntryPath) -> dict:
    """The JSON Schema of what lies at a path."""
    whole = _schema(kind)

    def resolved(part: dict) -> dict:
        return whole["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part

    part = resolved(whole)
    for key in path:
        own = part.get("properties", {}).get(key)
        part = own if own is not None and "$ref" not in own else resolved(own or part.get("items") or part.get("additionalProperties") or {})
        if not isinstance(part, dict):
            return {}
    return part


def _described(kind: TypeAdapter, path: EntryPath) -> str:
    return _part(kind, path).get("description", "").replace("\n", " ")


def _fields(kind: TypeAdapter, path: EntryPath) -> list[str]:
    return list(_part(kind, path).get("properties", {}))
