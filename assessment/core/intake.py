"""Takes an answers file as text or data and gives Answers checked against a model, or every fault at once; knows nothing of scores."""

from assessment.core.answers import CONTEXT, FORMAT, MOST_TEXT, SCOPE, STATES, SYMBOLS, Answer, Answers, PlanStep, is_date, version_of
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.model import Model, model_hash
from assessment.core.strictjson import read_json


class _Reader:
    """Reads field by field and collects the faults, so that all are told in one go."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, where: str, wrong: str, right: str) -> None:
        if len(self.faults) < 100:
            self.faults.append(Fault(where, wrong, right))

    def keys(self, value: object, where: str, allowed: tuple[str, ...]) -> dict[str, object]:
        """An object with no keys but the allowed ones; else a fault and what can be used."""
        found = self.mapping(value, where)
        for key in found:
            if key not in allowed:
                self.add(f"{where}.{quoted(key)}" if where else quoted(key), "is not a key of this format.", f"Known here: {', '.join(allowed)}.")
        return {k: v for k, v in found.items() if k in allowed}

    def mapping(self, value: object, where: str) -> dict[str, object]:
        if isinstance(value, dict):
            return value
        self.add(where or "file", "is not an object.", "It is written { … }.")
        return {}

    def whole(self, value: object, where: str, most: int) -> int | None:
        """A whole number 1 to most; 3.0, true and "3" are faults."""
        if type(value) is int and 1 <= value <= most:
            return value
        self.add(where, f"is {quoted(value)}.", f"It is a whole number from 1 to {most}.")
        return None

    def choice(self, value: object, where: str, choices: tuple[str, ...]) -> str | None:
        if isinstance(value, str) and value in choices:
            return value
        self.add(where, f"is {quoted(value)}.", f"It is one of: {', '.join(choices)}.")
        return None

    def text(self, value: object, where: str, most: int = MOST_TEXT) -> str:
        if isinstance(value, str) and len(value) <= most and not any("\ud800" <= c <= "\udfff" for c in value):
            return value
        wrong = f"has {len(value):,} characters." if isinstance(value, str) and len(value) > most else "is not a text."
        self.add(where, wrong, f"It is a text of at most {most:,} characters.")
        return ""

    def date(self, value: object, where: str) -> str | None:
        if isinstance(value, str) and is_date(value):
            return value
        self.add(where, f"is {quoted(value)}.", "It is a day written YYYY-MM-DD.")
        return None


def read_answers(data: object, model: Model) -> tuple[Answers, list[dict[str, str]]]:
    """Checked answers and notes (`code`, `id`, `text`) from an answers object or the raw text of a file. Raises Faulty with every fault."""
    if isinstance(data, str):
        data = read_json(data)
    r = _Reader()
    top = ("format", "model", "kind", "respondent", "mode", "date", "scope", "answers", "targets", "importance", "facts", "plan")
    if not isinstance(data, dict):
        raise Faulty([Fault("file", "is not an answers file.", "It is a JSON object whose format is touchstone-answers/1.")])
    if data.get("format") != FORMAT:
        raise Faulty([Fault("format", f"is {quoted(data.get('format'))}.", f"It is {FORMAT}: load a file that this assessment made.")])
    found = r.keys(data, "", top)
    missing = [key for key in ("model", "mode", "answers") if key not in found]
    for key in missing:
        r.add(key, "is missing.", "Every answers file has it.")
    notes = _read_model(r, found["model"], model) if "model" in found else []
    if any(f.where in ("model.id", "model.version") for f in r.faults):
        raise Faulty(r.faults)  # another instrument: nothing else in the file can be judged
    reference = found["model"] if isinstance(found.get("model"), dict) else {}
    own, aside = _read_items(r, found.get("answers", {}), model)
    answers = Answers(
        model_id=reference.get("id"),
        model_version=reference.get("version"),
        model_hash=reference.get("hash"),
        kind=r.choice(found.get("kind", "own"), "kind", ("own", "agreed")) or "own",
        respondent=_read_respondent(r, found.get("respondent")),
        mode=r.choice(found["mode"], "mode", ("quick", "full")) if "mode" in found else None,
        date=None if found.get("date") is None else r.date(found["date"], "date"),
        scope=_read_scope(r, found.get("scope", {})),
        answers=own,
        set_aside=aside,
        targets=_read_levels(r, found.get("targets", {}), "targets", 5, model),
        importance=_read_levels(r, found.get("importance", {}), "importance", 3, model),
        facts=_read_facts(r, found.get("facts", {}), model, older=reference.get("version") != model.version),
        plan=_read_plan(r, found.get("plan", []), model),
    )
    if r.faults:
        raise Faulty(r.faults)
    notes += [{"code": "retired", "id": i, "text": "This question is no longer asked; its answer is kept and not scored."} for i in aside]
    return answers, notes


def _read_model(r: _Reader, value: object, model: Model) -> list[dict[str, str]]:
    found = r.keys(value, "model", ("id", "version", "hash"))
    if found.get("id") != model.id:
        r.add("model.id", f"is {quoted(found.get('id'))}.", f"These questions are {quoted(model.id)}: the file belongs to another assessment.")
        return []
    theirs, ours = version_of(found.get("version")), version_of(model.version)
    if theirs is None or ours is None:
        r.add("model.version", f"is {quoted(found.get('version'))}.", "It is written like 1.0.0.")
        return []
    if theirs[0] != ours[0]:
        r.add("model.version", f"is {found['version']}, another major version.", f"This is {model.version}: the questions have changed too much to score the file here.")
    elif theirs > ours:
        r.add("model.version", f"is {found['version']}, newer than this one.", f"This is {model.version}: reload the page or update the program.")
    given = found.get("hash")
    if given is not None and not (isinstance(given, str) and len(given) == 8 and set(given) <= set("0123456789abcdef")):
        r.add("model.hash", f"is {quoted(given)}.", "It is eight hexadecimal digits, or null.")
    if r.faults:
        return []
    if theirs != ours:
        return [{"code": "older-model", "id": model.id, "text": f"The answers were given to version {found['version']}; they are scored with version {model.version}."}]
    if given is not None and given != model_hash(model):
        return [{"code": "other-hash", "id": model.id, "text": "The answers were given to another edition of these questions under the same version number."}]
    return []


def _read_items(r: _Reader, value: object, model: Model) -> tuple[dict[str, Answer], dict[str, Answer]]:
    items = {item.id: item for item in model.items}
    retired = {entry.id for entry in model.retired}
    own: dict[str, Answer] = {}
    aside: dict[str, Answer] = {}
    given = r.mapping(value, "answers")
    for item_id, entry in given.items():
        where = f"answers[{quoted(item_id)}]"
        if item_id not in items and item_id not in retired:
            r.add(where, "is not a question of this model.", "Its id is none of today's and none of the retired ones.")
            continue
        answer = _read_answer(r, entry, where, na_allowed=item_id in retired or items[item_id].na_allowed)
        (own if item_id in items else aside)[item_id] = answer
    return {i: own[i] for i in items if i in own}, {e.id: aside[e.id] for e in model.retired if e.id in aside}


def _read_answer(r: _Reader, value: object, where: str, *, na_allowed: bool) -> Answer:
    found = r.keys(value, where, ("level", "state", "note", "evidence", "dissent", "reason"))
    level = state = None
    if "level" in found and "state" in found:
        r.add(where, "has both a level and a state.", "It has one of them, or neither.")
    elif "level" in found:
        level = r.whole(found["level"], f"{where}.level", 5)
    elif "state" in found:
        state = r.choice(found["state"], f"{where}.state", STATES)
        if state == "na" and not na_allowed:
            r.add(f"{where}.state", "is “na”.", "This question applies to everybody: a level, dk or nothing.")
    if "reason" in found and state != "na":
        r.add(f"{where}.reason", "is given without “na”.", "A reason says why a question is not applicable.")
    texts = {name: r.text(found[name], f"{where}.{name}") for name in ("note", "evidence", "dissent", "reason") if name in found}
    return Answer(level, state, **texts)


def _read_respondent(r: _Reader, value: object) -> str | None:
    if value is None or (isinstance(value, str) and len(value) == 8 and set(value) <= set(SYMBOLS)):
        return value
    r.add("respondent", f"is {quoted(value)}.", "It is eight symbols out of 0-9 and A-Z without I, L, O, U, or null.")
    return None


def _read_scope(r: _Reader, value: object) -> dict[str, str | None]:
    found = r.keys(value, "scope", SCOPE)
    scope: dict[str, str | None] = {key: None for key in SCOPE}
    for key, entry in found.items():
        if entry is not None:
            where = f"scope.{key}"
            scope[key] = r.choice(entry, where, CONTEXT[key]) if key in CONTEXT else r.text(entry, where, 200)
    return scope


def _read_levels(r: _Reader, value: object, where: str, most: int, model: Model) -> dict[str, int]:
    known = [d.id for d in model.dimensions]
    given = r.mapping(value, where)
    found = {}
    for dimension, entry in given.items():
        if dimension not in known:
            r.add(f"{where}[{quoted(dimension)}]", "is not a dimension of this model.", f"Known: {', '.join(known)}.")
        elif (level := r.whole(entry, f"{where}.{dimension}", most)) is not None:
            found[dimension] = level
    return {d: found[d] for d in known if d in found}


def _read_facts(r: _Reader, value: object, model: Model, *, older: bool) -> dict[str, str]:
    known = [fact.id for fact in model.facts]
    given = r.mapping(value, "facts")
    found = {}
    for fact, entry in given.items():
        if fact not in known and older:
            continue  # an older edition may have asked for it; facts never enter a figure
        if fact not in known:
            r.add(f"facts[{quoted(fact)}]", "is not a fact of this model.", "Its id is unknown.")
        elif (said := r.choice(entry, f"facts.{fact}", ("yes", "no", "dk"))) is not None:
            found[fact] = said
    return {f: found[f] for f in known if f in found}


def _read_plan(r: _Reader, value: object, model: Model) -> tuple[PlanStep, ...]:
    if not isinstance(value, list) or len(value) > 200:
        r.add("plan", "is not a list of at most 200 steps.", "It is written [ … ].")
        return ()
    known = tuple(d.id for d in model.dimensions)
    steps = []
    for number, entry in enumerate(value):
        where = f"plan[{number}]"
        found = r.keys(entry, where, ("dimension", "from", "owner", "due", "measure"))
        dimension = r.choice(found.get("dimension"), f"{where}.dimension", known)
        start = r.whole(found.get("from"), f"{where}.from", 4)
        due = None if found.get("due") is None else r.date(found["due"], f"{where}.due")
        owner, measure = (r.text(found.get(name) or "", f"{where}.{name}") for name in ("owner", "measure"))
        if dimension and start:
            steps.append(PlanStep(dimension, start, owner, due, measure))
    return tuple(steps)
