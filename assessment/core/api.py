"""The one door: takes a request as JSON text and gives an answer as JSON text, never an exception; knows no file and no page.

`{"do": "load", "model": …}` comes first; then `score`, `check`, `report`, `explain`, `plan`, `encode`, `decode`;
`report`, `compare`, and `collect`, `gather`, `count` and `team`, are answered in rooms of their own (door_report.py, door_compare.py, door_team.py).
What a first result does not need is imported by those who ask for it: the less there is to import, the sooner the engine is ready.
Answers come as an object, as the raw text of a file, or as a code.
The answer is `{"ok": true, "result": …}` or `{"ok": false, "faults": [{"where", "wrong", "right"}]}`.
"""

import json
from collections.abc import Callable

from assessment.core.answers import Answers, is_date
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.intake import read_answers
from assessment.core.model import Model, from_json, model_hash
from assessment.core.outcome import Outcome, outcome
from assessment.core.request import form_of, root_of
from assessment.core.result import make_result
from assessment.core.strictjson import read_request, write_json

_loaded: dict[str, Model] = {}


def call(text: str) -> str:
    """Answers one request; see the module."""
    return json.dumps(_answer(text), ensure_ascii=False, allow_nan=False)


def _answer(text: str) -> dict[str, object]:
    try:
        request = read_request(text)
        do = request.get("do") if isinstance(request, dict) else None
        if not isinstance(do, str) or do not in OPERATIONS:
            raise Faulty([Fault("do", f"is {quoted(do)}.", f"It is one of: {', '.join(OPERATIONS)}.")])
        return {"ok": True, "result": OPERATIONS[do](request)}
    except Faulty as faulty:
        return {"ok": False, "faults": [f.as_dict() for f in faulty.faults]}
    except Exception as error:  # the last resort: a defect of ours must not kill the page's engine
        return {"ok": False, "faults": [Fault("engine", f"{type(error).__name__}: {quoted(str(error))}", "This is a defect of the program: please report it.").as_dict()]}


def _model() -> Model:
    if "model" not in _loaded:
        raise Faulty([Fault("do", "came before a model was loaded.", "Call load first.")])
    return _loaded["model"]


def _load(request: dict) -> dict[str, object]:
    try:
        model = from_json(request["model"])
        result = {"id": model.id, "version": model.version, "hash": model_hash(model)}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Faulty([Fault("model", f"is not a model ({type(error).__name__}: {quoted(str(error))}).", "It is what model.json holds.")]) from None
    _loaded["model"] = model
    return result


def _answers(request: dict) -> tuple[Answers, list[dict[str, str]]]:
    return _given(request.get("answers"))


def _given(given: object) -> tuple[Answers, list[dict[str, str]]]:
    if isinstance(given, str):
        from assessment.core.code import decode, is_code  # only for a text: the page gives an object

        if is_code(given):
            return decode(given, _model()), []
    return read_answers(given, _model())


def _outcome(request: dict) -> tuple[Outcome, list[dict[str, str]]]:
    answers, notes = _answers(request)
    return outcome(_model(), answers), notes


def _score(request: dict) -> object:
    found, notes = _outcome(request)
    form = form_of(request, tuple(FORMS))
    return make_result(found, notes) if form is None else FORMS[form](found, notes)


def _sheet(found: Outcome, notes: list[dict[str, str]]) -> str:
    from assessment.core.sheet import make_sheet  # only for those who take it along

    return make_sheet(make_result(found, notes))


def _in_words(name: str) -> Callable[[Outcome, list[dict[str, str]]], str]:
    def made(found: Outcome, notes: list[dict[str, str]]) -> str:
        from assessment.core import door_report  # only for those who take it along

        return getattr(door_report, name)(found, notes)

    return made


def _picture(kind: str, found: Outcome) -> str:
    from assessment.core.picture import PICTURES  # only for those who take one away

    return PICTURES[kind](found)


FORMS = {
    "json": lambda found, notes: write_json(make_result(found, notes)),
    "markdown": _in_words("document"),
    "csv": _sheet,
    "html": _in_words("printout"),
    "svg": lambda found, notes: _picture("svg", found),
    "radar": lambda found, notes: _picture("radar", found),
}


def _check(request: dict) -> dict[str, object]:
    answers, notes = _answers(request)
    return {"answers": answers.as_dict(), "notes": notes}


def _report(request: dict) -> dict[str, object]:
    from assessment.core.door_report import answer  # a score alone needs no words

    return answer(*_outcome(request), request)


def _explain(request: dict) -> object:
    found, _ = _outcome(request)
    form, root = form_of(request, ("json", "markdown", "page")), root_of(request)
    if form == "page":
        from assessment.core.explain_page import make_explain_page  # only for those who ask

        return {"html": make_explain_page(found, root)}
    if form == "markdown":
        from assessment.core.explain_document import make_explain_document

        return make_explain_document(found)
    from assessment.core.explain import make_trace

    trace = make_trace(found)
    return write_json(trace) if form == "json" else trace


def _plan(request: dict) -> object:
    from assessment.core.plan import make_plan  # only for those who plan

    found, _ = _outcome(request)
    form, date = form_of(request, ("markdown", "csv", "ics")), request.get("date")
    if date is not None and (not isinstance(date, str) or not is_date(date)):
        raise Faulty([Fault("date", f"is {quoted(date)}.", "It is a day written YYYY-MM-DD.")])
    plan = make_plan(found, date or found.answers.date)
    if form is None:
        return plan.as_dict()
    if form == "ics":
        from assessment.core.calendar import make_calendar

        return make_calendar(found, plan)
    from assessment.core.plan_document import make_plan_document, make_plan_sheet

    return make_plan_document(found, plan) if form == "markdown" else make_plan_sheet(plan)


def _compare(request: dict) -> object:
    from assessment.core.door_compare import answer  # only for those who come again

    return answer(_model(), request, _given)


def _encode(request: dict) -> dict[str, object]:
    from assessment.core.code import decode, encode  # only for those who share
    from assessment.core.preview import carries, questions, stays

    answers, _ = _answers(request)
    model = _model()
    code = encode(model, answers)
    came = decode(code, model)
    return {"code": code, "carries": carries(model, came), "stays": stays(model, answers, came), "questions": questions(model, came)}


def _decode(request: dict) -> dict[str, object]:
    code = request.get("code")
    if not isinstance(code, str):
        raise Faulty([Fault("code", "is not a text.", "It begins with TU1-.")])
    from assessment.core.code import decode

    return {"answers": decode(code, _model()).as_dict()}


def _in_team_room(do: str) -> Callable[[dict], object]:
    def answered(request: dict) -> object:
        from assessment.core.door_team import answer  # only for teams: a first score need not load it

        return answer(do, _model(), request)

    return answered


OPERATIONS = {
    "load": _load,
    "score": _score,
    "check": _check,
    "report": _report,
    "explain": _explain,
    "plan": _plan,
    "compare": _compare,
    "encode": _encode,
    "decode": _decode,
    **{do: _in_team_room(do) for do in ("collect", "gather", "count", "team")},
}
