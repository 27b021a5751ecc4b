"""The door's room for those who come again: takes a model and several answers files and gives what moved, each against the first; knows no file and no page."""

from collections.abc import Callable

from assessment.core.answers import Answers
from assessment.core.compare import Comparison, compare
from assessment.core.comparison import make_comparison, make_comparison_notes, make_comparison_sheet
from assessment.core.faults import Fault, Faulty
from assessment.core.model import Model
from assessment.core.movement import make_movement, make_movement_document, make_sentence, make_title
from assessment.core.movement_page import make_movement_page
from assessment.core.request import form_of
from assessment.core.strictjson import write_json

MOST_FILES = 50
Notes = list[dict[str, str]]
Pair = tuple[Comparison, Notes]


def answer(model: Model, request: dict, given: Callable[[object], tuple[Answers, Notes]]) -> object:
    """{files: [answers file or code], as?} → `touchstone-comparison/1` (a list of them for more than two files), or what `as` says.

    `given` reads one of the files. The faults of all files are told, each under `files[n]`.
    """
    form = form_of(request, tuple(FORMS))
    files = request.get("files")
    if not isinstance(files, list) or not 2 <= len(files) <= MOST_FILES:
        raise Faulty([Fault("files", "is not a list of two files or more.", f"It has 2 to {MOST_FILES} answers files or codes, oldest first.")])
    read, faults = [], []
    for number, file in enumerate(files):
        try:
            read.append(given(file))
        except Faulty as faulty:
            faults += [Fault(f"files[{number}].{f.where}", f.wrong, f.right) for f in faulty.faults]
    if faults:
        raise Faulty(faults)
    (older, older_notes), *rest = read
    pairs = []
    for newer, newer_notes in rest:
        found = compare(model, older, newer)
        pairs.append((found, make_comparison_notes(found, older_notes, newer_notes)))
    return FORMS[form or "data"](pairs)


def _data(pairs: list[Pair]) -> object:
    made = [make_comparison(found, notes) for found, notes in pairs]
    return made[0] if len(made) == 1 else made


def _page(pairs: list[Pair]) -> dict[str, str]:
    movements = [make_movement(*pair) for pair in pairs]
    return {"html": make_movement_page(make_title([found for found, _ in pairs]), movements), "sentence": make_sentence(movements)}


FORMS = {
    "data": _data,
    "json": lambda pairs: write_json(_data(pairs)),
    "markdown": lambda pairs: make_movement_document(make_title([found for found, _ in pairs]), [make_movement(*pair) for pair in pairs]),
    "csv": lambda pairs: make_comparison_sheet([make_comparison(*pair) for pair in pairs]),
    "page": _page,
}
