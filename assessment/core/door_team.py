"""The door's second room, opened only for teams: takes requests to collect, gather, count and show a team; knows no file and no page.

Takes a model and a request, gives what the door answers; raises Faulty. The shapes stand at each operation.
"""

from assessment.core.answers import CONTEXT, Answers
from assessment.core.code import Codec
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.gather import gather
from assessment.core.handin import collect
from assessment.core.handline import HandIn, read_lines, written
from assessment.core.model import Model
from assessment.core.request import form_of, root_of
from assessment.core.strictjson import write_json
from assessment.core.table import Known, State, count_rows, read_state
from assessment.core.tally import KINDS, Tally
from assessment.core.targets import targets_for
from assessment.core.team import make_team, make_team_notes

MOST_PEOPLE = 10**12
FORMS = ("json", "markdown", "csv", "page", "agenda", "part", "proposals", "minutes")
MODES = ("quick", "full")
SCOPE = ("unit", "period", "size", "exchange")


def answer(do: str, model: Model, request: dict) -> object:
    """What one of the operations gives."""
    return {"collect": _collect, "gather": _gather, "count": _count, "team": _team}[do](model, request)


def _collect(model: Model, request: dict) -> dict[str, object]:
    """{text, name?, line?} → {handed: [line], faults}: a bad code is told and harms no other; `line` is the first line's number in a piece of a larger text."""
    line = request.get("line")
    if line is not None and (type(line) is not int or line < 1):
        raise Faulty([Fault("line", f"is {quoted(line)}.", "It is the number of the first line, from 1 on.")])
    handed, faults = collect(_text(request, "text"), Codec(model), _name(request), line)
    return {"handed": [*map(written, handed)], "faults": [f.as_dict() for f in faults]}


def _gather(model: Model, request: dict) -> dict[str, object]:
    """{handed, as?} → {people, handed, again, modes}: one hand-in a respondent, and no figure about answers; `as: numbers` gives no hand-ins back."""
    form, codec = form_of(request, ("numbers",)), Codec(model)
    handed, again = gather(read_lines(request.get("handed"), codec), codec)
    if form:
        return {"people": len(handed), "again": again, "modes": _modes(handed)}
    return {"people": len(handed), "handed": [*map(written, handed)], "again": again, "modes": _modes(handed)}


def _count(model: Model, request: dict) -> dict[str, object]:
    """{text, state?, name?} → {counts: [[role, item, answer, count]], state}: one piece of a table, whole lines."""
    given = request.get("state")
    counts, state = count_rows(_text(request, "text"), model, None if given is None else read_state(given), _name(request))
    return {"counts": counts, "state": state.as_dict()}


def _team(model: Model, request: dict) -> object:
    """{handed?, counts?, parts?, invited?, scope?, targets?, as?, root?} → `touchstone-team/1`, or what `as` says.

    `as: part` gives {counts, again, modes} of the hand-ins, which a later request takes among its `parts`: so a large team is counted piece by piece.
    """
    form, root, codec = form_of(request, FORMS), root_of(request), Codec(model)
    handed, again = gather(read_lines(request.get("handed", []), codec), codec)
    invited, context = _invited(request), _context(model, request)
    tally, parts = Tally(model), [{"again": len(again), "modes": _modes(handed)}, *_parts(request)]
    _pour(tally, handed, codec)
    for counts in (request.get("counts", []), *(part["counts"] for part in parts[1:])):
        _add(tally, counts)
    again, modes = sum(part["again"] for part in parts), {mode: sum(part["modes"][mode] for part in parts) for mode in MODES}
    if form == "part":
        return {"counts": tally.rows(), "again": again, "modes": modes}
    targets = {dimension: target.level for dimension, target in targets_for(model, context).items()}
    team = make_team(tally, targets, make_team_notes(tally, again, modes))
    if form is None:
        return team
    if form == "json":
        return write_json(team)
    if form == "agenda":
        from assessment.core.agenda_page import make_agenda  # only for those who meet

        return {"items": make_agenda(tally, team, model, _notes(handed))}
    if form == "page":
        from assessment.core.team_page import make_team_page  # only for those who look

        return make_team_page(tally, team, model, invited, root, context.scope)
    if form == "proposals":
        from assessment.core.proposals import make_proposals

        return make_proposals(team)
    if form == "minutes":
        from assessment.core.minutes import minutes_of

        return minutes_of(model, team, request.get("agreed"), invited)
    if form == "csv":
        from assessment.core.team_sheet import make_team_sheet

        return make_team_sheet(team)
    from assessment.core.team_document import make_team_document

    return make_team_document(team, model, context.scope, invited)


def _modes(handed: list[HandIn]) -> dict[str, int]:
    return {mode: sum(one.mode == mode for one in handed) for mode in MODES}


def _parts(request: dict) -> list[dict]:
    """What earlier requests gave as parts; their counts are checked when they are added. Raises Faulty."""
    parts = request.get("parts", [])
    for place, part in enumerate(parts if isinstance(parts, list) else [parts]):
        fits = isinstance(part, dict) and set(part) == {"counts", "again", "modes"} and isinstance(part["counts"], list) and isinstance(part["modes"], dict) and set(part["modes"]) == set(MODES)
        if not fits or not all(type(number) is int and 0 <= number <= MOST_PEOPLE for number in (part["again"], *part["modes"].values())):
            raise Faulty([Fault(f"parts[{place}]", f"is {quoted(part)}.", "It is what team gives as a part.")])
    return parts


def _pour(tally: Tally, handed: list[HandIn], codec: Codec) -> None:
    """Count hand-ins, all of one role and mode at once."""
    alike: dict[tuple[str | None, str], list[str]] = {}
    for one in handed:
        alike.setdefault((one.role, one.mode), []).append(one.answers)
    for (role, mode), said in alike.items():
        tally.pour(role, codec.items[mode], said)


def _add(tally: Tally, counts: object) -> None:
    """Count what tables came to. Raises Faulty."""
    if not isinstance(counts, list):
        raise Faulty([Fault("counts", f"is {quoted(counts)}.", "It is a list of [role, item, answer, count], as count gives it.")])
    known = Known(tally.model)
    for place, row in enumerate(counts):
        if not isinstance(row, list) or len(row) != 4 or not all(isinstance(part, str) for part in row[:3]) or type(row[3]) is not int or not 0 <= row[3] <= MOST_PEOPLE:
            raise Faulty([Fault(f"counts[{place}]", f"is {quoted(row)}.", "It is [role, item, answer, count], as count gives it.")])
        role, item, kind, count = row
        wrong = known.fault(role, item, kind) or (None if kind in KINDS else ("has no answer.", f"It is one of: {', '.join(KINDS)}."))
        if wrong:
            raise Faulty([Fault(f"counts[{place}]", *wrong)])
        tally.add(role, item, kind, count)


def _invited(request: dict) -> int | None:
    invited = request.get("invited")
    if invited is not None and (type(invited) is not int or not 0 <= invited <= MOST_PEOPLE):
        raise Faulty([Fault("invited", f"is {quoted(invited)}.", "It is how many were invited, a whole number, or null.")])
    return invited


def _context(model: Model, request: dict) -> Answers:
    """What the team's result is about and the targets it set itself, as answers without an answer. Raises Faulty."""
    scope, targets = request.get("scope") or {}, request.get("targets") or {}
    if not isinstance(scope, dict) or not isinstance(targets, dict):
        raise Faulty([Fault("targets" if isinstance(scope, dict) else "scope", "is not an object.", "It is written { … }.")])
    faults = [Fault(f"scope.{quoted(key)}", "is not a key of a scope.", f"Known: {', '.join(SCOPE)}.") for key in scope if key not in SCOPE]
    for key, value in scope.items():
        if key in SCOPE and value is not None and (value not in CONTEXT[key] if key in CONTEXT else not isinstance(value, str) or len(value) > 200):
            faults.append(Fault(f"scope.{quoted(key)}", f"is {quoted(value)}.", f"It is one of: {', '.join(CONTEXT[key])}." if key in CONTEXT else "It is a text of at most 200 characters."))
    dimensions = [d.id for d in model.dimensions]
    for key, value in targets.items():
        if key not in dimensions or type(value) is not int or not 1 <= value <= 5:
            faults.append(Fault(f"targets.{quoted(key)}", f"is {quoted(value)}.", "It is a dimension of this model and a level from 1 to 5."))
    if faults:
        raise Faulty(faults)
    return Answers(model_id=model.id, model_version=model.version, scope=scope, targets=targets)


def _notes(handed: list[HandIn]) -> dict[str, list[str]]:
    """Item id to what people wrote to it; sorted, so that no two texts are known to be of one person."""
    notes: dict[str, list[str]] = {}
    for one in handed:
        for item, text in one.notes.items():
            notes.setdefault(item, []).append(text)
    return {item: sorted(texts) for item, texts in notes.items()}


def _text(request: dict, key: str) -> str:
    text = request.get(key)
    if not isinstance(text, str):
        raise Faulty([Fault(key, f"is {quoted(text)}.", "It is a text.")])
    return text


def _name(request: dict) -> str:
    name = request.get("name")
    return name if isinstance(name, str) else ""
