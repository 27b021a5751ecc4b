"""Takes comparisons and gives them as `touchstone-comparison/1`, as notes and as CSV; knows no rule of comparing.

One comparison is an object; several, each against the same first file, are a list of objects.
"""

from assessment.core.answers import Answers, version_of
from assessment.core.compare import Comparison
from assessment.core.model import model_hash
from assessment.core.result import number
from assessment.core.sheet import cell

FORMAT = "touchstone-comparison/1"
COLUMNS = ("id", "pairs", "common", "before", "after", "delta", "total", "target", "progress_to_date", "learned", "lost")
SIDES = ("version", "mode", "date")

Notes = list[dict[str, str]]


def make_comparison(found: Comparison, notes: Notes) -> dict[str, object]:
    """One comparison as plain data; figures have at most 4 decimals, `pairs` and `common` are counts."""
    model = found.model
    return {
        "format": FORMAT,
        "model": {"id": model.id, "version": model.version, "hash": model_hash(model)},
        "older": _side(found.older),
        "newer": _side(found.newer),
        "dimensions": [
            {
                "id": c.dimension.id,
                "pairs": len(c.pairs),
                "common": len(c.common),
                "before": number(c.before),
                "after": number(c.after),
                "delta": number(c.delta),
                "total": number(c.total),
                "target": c.target,
                "progress_to_date": number(c.progress),
                "learned": list(c.learned),
                "lost": list(c.lost),
            }
            for c in found.dimensions
        ],
        "notes": notes,
    }


def _side(file: Answers) -> dict[str, object]:
    return {"version": file.model_version, "mode": file.mode, "date": file.date}


def make_comparison_sheet(made: list[dict]) -> str:
    """Comparisons as CSV, one row a dimension with what was compared in front; safe to open in a spreadsheet."""
    head = [*(f"{side}_{name}" for side in ("older", "newer") for name in SIDES), *COLUMNS]
    rows = [[*(c[side][name] for side in ("older", "newer") for name in SIDES), *(d[column] for column in COLUMNS)] for c in made for d in c["dimensions"]]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in [head, *rows])


def make_comparison_notes(found: Comparison, older_notes: Notes, newer_notes: Notes) -> Notes:
    """What the reader of a comparison should know: `code`, `id` (`older`, `newer`, `both` or an item) and `text`.

    The notes that came with reading the two files are told again in words that say which file they mean.
    """
    if found.older.as_dict() == found.newer.as_dict():
        return [_note("same-file", "both", "Both are the same answers, so nothing can have changed between them.")]
    return [*_differences(found), *_of_a_file("older", found.older, older_notes), *_of_a_file("newer", found.newer, newer_notes), *_retired(older_notes + newer_notes)]


def _note(code: str, id: str, text: str) -> dict[str, str]:
    return {"code": code, "id": id, "text": text}


def _differences(found: Comparison) -> Notes:
    """Where two files speak of different things, a difference between them is no progress."""
    a, b = found.older, found.newer
    notes = []
    if a.date and b.date and a.date > b.date:
        notes.append(_note("dates", "both", f"The first is dated {a.date}, after the second ({b.date}): before and after may have been swapped."))
    if version_of(a.model_version) > version_of(b.model_version):
        notes.append(_note("versions", "both", f"The first answers version {a.model_version} of the questions, the second an earlier one ({b.model_version}): before and after may have been swapped."))
    if _differ(a, b, "unit"):
        notes.append(_note("other-unit", "both", f"They name different units, “{a.scope['unit']}” and “{b.scope['unit']}”: a difference between two units is no progress of one."))
    if _differ(a, b, "role"):
        notes.append(_note("other-role", "both", "They were answered in different roles: a difference may be one of view and not of practice."))
    if a.kind != b.kind:
        notes.append(_note("other-kind", "both", "One is what one person said, the other what a team agreed on: a difference may be one of view and not of practice."))
    elif a.kind == "own" and a.respondent and b.respondent and a.respondent != b.respondent:
        notes.append(_note("other-respondent", "both", "They may come from two people, or one person began anew in between: a difference may be one of view and not of practice."))
    if a.mode != b.mode:
        notes.append(_note("other-mode", "both", "One is a quick check and one a full assessment: only the questions of the quick check were asked in both and are compared."))
    return notes


def _differ(a: Answers, b: Answers, key: str) -> bool:
    one, other = (" ".join((file.scope.get(key) or "").split()).casefold() for file in (a, b))
    return bool(one and other) and one != other


def _of_a_file(side: str, file: Answers, notes: Notes) -> Notes:
    name = {"older": "The first", "newer": "The second"}[side]
    texts = {
        "older-model": f"{name} answers version {file.model_version} of the questions; those that came later were not asked in it and are not compared.",
        "other-hash": f"{name} answers another edition of these questions under the same version number: what they count may have changed.",
    }
    return [_note(n["code"], side, texts[n["code"]]) for n in notes if n["code"] in texts]


def _retired(notes: Notes) -> Notes:
    ids = dict.fromkeys(n["id"] for n in notes if n["code"] == "retired")
    return [_note("retired", id, "This question is no longer asked: it counts under “other questions”, and in no change.") for id in ids]
