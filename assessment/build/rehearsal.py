"""Gives the calls that take the engine through its whole job once, on a small instrument of its own; knows nothing of Pyodide or of what the calls answer.

The engine's bundle keeps only the standard modules that these calls load, and is tried with them before it is written.
The instrument is not the one in `content/`: rewording a question must not change a byte of the engine.
"""

import json
from dataclasses import asdict

from assessment.core.model import Dimension, Fact, Item, Level, Model, Pillar, Retired, Role, TargetProfile


CODE = "TU1-1V28E60-123ABCD-7AM6TMZ-JQ4A80"  # the second of the answers below, as `encode` writes them


def _model() -> Model:
    def item(item_id: str, *, core: bool = False) -> Item:
        anchors = {level: f"What is true at {level}." for level in range(1, 6)}
        return Item(
            id=item_id, text="Is it so?", anchors=anchors, you_would_see="A list.", not_enough_if="Nobody has it.",
            ask="A manager.", provenance="Made up.", sources=("none-2026",), since="1.0.0", core=core, na_allowed=not core, weight=1 if core else 2,
        )  # fmt: skip

    def dimension(name: str) -> Dimension:
        return Dimension(
            id=name, title=name.title(), definition="A part.", items=(item(f"{name}.a", core=True), item(f"{name}.b"), item(f"{name}.c")),
            next_steps={level: f"Take step {level}." for level in range(1, 5)}, overdone="Too much.", b2b="Firms.", b2c="People.", small="Few.", large="Many.", sources=("none-2026",),
        )  # fmt: skip

    return Model(
        id="rehearsal", version="1.1.0", lang="en", title="Rehearsal", min_group=5,
        scale=tuple(Level(level=n, name=f"level {n}", text="A level.") for n in range(1, 6)),
        pillars=(Pillar(id="first", title="First", dimensions=(dimension("warm"), dimension("cold"))), Pillar(id="second", title="Second", dimensions=(dimension("dry"), dimension("wet")))),
        roles=(Role(id="service", title="Service"),),
        retired=(Retired(id="warm.old", dimension="warm", weight=1, since="1.0.0", until="1.0.0"),),
        facts=(Fact(id="asked", text="Did you ask?", dimension="warm", expected_from=3),),
        targets=(TargetProfile(size="small", exchange="discrete", why="It is enough.", levels={"warm": 3}),),
    )  # fmt: skip


def _answers() -> list[dict]:
    model = {"id": "rehearsal", "version": "1.1.0", "hash": None}
    names = ("warm", "cold", "dry", "wet")
    quick = {f"{name}.a": {"level": level} for name, level in zip(names, (1, 2, 3, 4), strict=True)}
    full = {f"{name}.{letter}": {"level": 1 + (7 * place) % 5} for place, (name, letter) in enumerate((n, x) for n in names for x in "abc")}
    full |= {"warm.b": {"state": "dk", "note": "<b>&é \u2028 \U0001f642"}, "wet.b": {"state": "na", "reason": "Not ours."}, "wet.c": {"state": "na", "reason": "Not ours."}}
    full |= {"warm.old": {"level": 2}, "dry.a": {"level": 5, "evidence": "A list.", "dissent": "Some say 3."}}
    whole = {
        "kind": "agreed", "respondent": "0123ABCD", "date": "2026-11-21", "scope": {"unit": "Shop", "period": "2026", "role": "service", "size": "small", "exchange": "discrete"},
        "targets": {"dry": 5}, "importance": {"cold": 3}, "facts": {"asked": "no"}, "plan": [{"dimension": "cold", "from": 1, "owner": "A", "due": "2026-12-31", "measure": "A count."}],
    }  # fmt: skip
    return [
        {"format": "touchstone-answers/1", "model": model, "mode": "quick", "answers": quick},
        {"format": "touchstone-answers/1", "model": model, "mode": "full", "answers": full, **whole},
        {"format": "touchstone-answers/1", "model": {**model, "version": "1.0.0", "hash": "00000000"}, "mode": "full", "answers": {}},
        {"format": "touchstone-answers/1", "model": model, "mode": "quick", "answers": {"warm.a": {"level": 3.5}, "none": {}}, "plan": 1},
    ]


def _team_calls() -> list[dict]:
    """Many answers: found in text and files, made one a respondent, counted, and told in each form."""
    def handed(number: int, said: str, mode: str = "full") -> str:
        return f"{mode} {'service' if number % 2 else '-'} {f'0000000{number}' if number else '-'} 2026-11-0{number or 1} {said}"

    file, agreed = json.dumps(_answers()[0]), json.dumps(_answers()[1])
    texts = [f"Mine:\n> {CODE[:20]}=\n> {CODE[20:].lower()}\nTU1-{CODE[5:]}", "None here.", file, f"{file}\n{file}\n{{", agreed, 3]
    team = [handed(0, "1215", "quick"), *(handed(n, f"{n}2345{'67'[n % 2]}123450") for n in range(1, 6)), handed(5, "5555", "quick")]
    table = "respondent;role;item;answer\r\nA;service;warm.a;4\r\nA;;cold.a;dk\r\n"
    counts = [["service", "warm.a", "4", 7], ["unsaid", "wet.b", "na", 2]]
    calls: list[dict] = [{"do": "collect", "text": text, "name": "mail.txt"} for text in texts]
    calls += [{"do": "gather", "handed": given} for given in (team, [f'{team[1]} {{"warm.a": "why"}}', team[1]], [{}], ["quick - - - 9"], None)]
    calls += [{"do": "count", "text": text} for text in (table, "\ufeffrole,item,answer,count\nservice,warm.a,5,12\n", "a,b", table + "A;;none;7", None)]
    calls += [{"do": "count", "text": "B;;warm.a;1\n", "state": state} for state in ({"columns": ["respondent", "role", "item", "answer"], "mark": ";", "lines": 3, "last": ""}, {})]
    calls += [{"do": "team", "handed": team, "counts": counts, "invited": 20, "scope": {"size": "small", "exchange": "discrete", "unit": "Shop"}, "targets": {"dry": 5}, "as": form} for form in (None, "json", "markdown", "csv", "page", "agenda", "part", "none")]
    calls += [{"do": "team", "parts": [{"counts": counts, "again": 1, "modes": {"quick": 2, "full": 7}}], "as": form} for form in ("markdown", "csv")]
    calls += [{"do": "team", "handed": team, "as": "proposals"}, {"do": "gather", "handed": team, "as": "numbers"}, {"do": "gather", "handed": team, "as": "none"}]
    calls += [{"do": "team", "handed": team, "as": "minutes", "agreed": given} for given in (_answers()[1], _answers()[0], None)]
    return [*calls, *({"do": "team", "handed": []} | wrong for wrong in ({}, {"counts": [[]]}, {"counts": 1}, {"parts": [{}]}, {"invited": -1}, {"scope": {"x": 1}}, {"targets": {"x": 1}}))]


def rehearsal() -> list[str]:
    """Texts for the door, in order; every operation at least once, right and wrong."""
    calls: list[object] = [{"do": "score", "answers": {}}, {"do": "load", "model": {}}, {"do": "load", "model": asdict(_model())}]
    for answers in _answers():
        calls += [{"do": "score", "answers": answers, "as": form} for form in (None, "json", "markdown", "csv", "html", "svg", "radar", "none")]
        calls += [{"do": "check", "answers": answers}, {"do": "check", "answers": "\ufeff" + json.dumps(answers)}, {"do": "report", "answers": answers}]
        calls += [{"do": "explain", "answers": answers, "as": form} for form in (None, "json", "markdown", "page", "none")]
        calls += [{"do": "plan", "answers": answers, "as": form, "date": date} for form in (None, "markdown", "csv", "ics", "none") for date in (None, "2026-11-22", "never")]
    calls += [{"do": "encode", "answers": answers} for answers in _answers()]
    pairs = [[_answers()[n] for n in numbers] for numbers in ((0, 1), (1, 2, 0), (1, 3), (1, 1), (0,))]
    calls += [{"do": "compare", "files": files, "as": form} for files in pairs for form in (None, "json", "markdown", "csv", "page", "none")]
    calls += [{"do": "decode", "code": code} for code in (CODE, CODE[:-1], "", None)]
    calls += _team_calls()
    calls += [{"do": "score", "answers": junk} for junk in ("", "[1,", "[" * 5000, '{"a":1,"a":2}', "NaN", "9" * 5000, '{"format": "\\ud800"}')]
    return [json.dumps(entry) for entry in calls] + ["", "{", '{"do":"unknown"}', "null"]
