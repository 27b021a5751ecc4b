"""What people may load, and how anything else is refused: where, what is wrong, what would be right (design, section 5)."""

import json
import time

import pytest

from assessment.core.model import Fact, Retired
from door import Door
from instruments import dimension, instrument

MODEL = instrument(
    (dimension("d"), dimension("e")),
    version="1.2.0",
    retired=(Retired(id="d.old", dimension="d", weight=1, since="1.0.0", until="1.1.0"),),
    facts=(Fact(id="calls", text="Do you call back?", dimension="d", expected_from=3),),
)
DOOR = Door(MODEL)
BASE = {"format": "touchstone-answers/1", "model": {"id": "t", "version": "1.2.0"}, "mode": "full", "answers": {"d.0": {"level": 3}}}
LONG = "x" * 2001


def file(**more):
    return BASE | more


def item(entry, id="d.1"):
    return file(answers={id: entry})


def faults(answers):
    """Faults of an object; the same come from its text."""
    found = DOOR.faults(answers)
    assert DOOR.faults(json.dumps(answers)) == found
    return found


# name: (answers, where, words in the whole fault)
BAD = {
    "another format": (file(format="touchstone-result/1"), "format", ["touchstone-result/1", "touchstone-answers/1"]),
    "no format": ({k: v for k, v in BASE.items() if k != "format"}, "format", ["touchstone-answers/1"]),
    "another model": (file(model={"id": "other", "version": "1.2.0"}), "model.id", ["other", "another assessment"]),
    "another major version": (file(model={"id": "t", "version": "2.0.0"}), "model.version", ["2.0.0", "another major version", "1.2.0"]),
    "an older major version": (file(model={"id": "t", "version": "0.9.0"}), "model.version", ["0.9.0", "another major version"]),
    "a newer minor version": (file(model={"id": "t", "version": "1.3.0"}), "model.version", ["1.3.0", "newer", "1.2.0"]),
    "a newer patch": (file(model={"id": "t", "version": "1.2.1"}), "model.version", ["1.2.1", "newer"]),
    "no version": (file(model={"id": "t"}), "model.version", ["1.0.0"]),
    "a number as version": (file(model={"id": "t", "version": 1.2}), "model.version", ["1.2"]),
    "a version of two parts": (file(model={"id": "t", "version": "1.2"}), "model.version", ["1.2"]),
    "a strange hash": (file(model={"id": "t", "version": "1.2.0", "hash": "XYZ"}), "model.hash", ["XYZ", "hexadecimal"]),
    "model is text": (file(model="t"), "model", ["not an object"]),
    "no model": ({k: v for k, v in BASE.items() if k != "model"}, "model", ["missing"]),
    "no mode": ({k: v for k, v in BASE.items() if k != "mode"}, "mode", ["missing"]),
    "no answers": ({k: v for k, v in BASE.items() if k != "answers"}, "answers", ["missing"]),
    "another mode": (file(mode="slow"), "mode", ["slow", "quick", "full"]),
    "another kind": (file(kind="mine"), "kind", ["mine", "own", "agreed"]),
    "a lower-case respondent": (file(respondent="7k3m9qxz"), "respondent", ["7k3m9qxz", "eight"]),
    "a respondent of seven": (file(respondent="7K3M9QX"), "respondent", ["7K3M9QX"]),
    "a day that is none": (file(date="2026-02-29"), "date", ["2026-02-29", "YYYY-MM-DD"]),
    "a day in another order": (file(date="21.11.2026"), "date", ["21.11.2026", "YYYY-MM-DD"]),
    "answers in a list": (file(answers=[]), "answers", ["not an object"]),
    "an unknown item": (item({"level": 3}, "d.9"), "answers[“d.9”]", ["question"]),
    "an unknown dimension": (item({"level": 3}, "z.0"), "answers[“z.0”]", ["question"]),
    "__proto__": (item({"level": 3}, "__proto__"), "answers[“__proto__”]", ["question"]),
    "a list as an answer": (item([3]), "answers[“d.1”]", ["not an object"]),
    "a bare level": (item(3), "answers[“d.1”]", ["not an object"]),
    "level 3.0": (item({"level": 3.0}), "answers[“d.1”].level", ["3.0", "whole number", "1 to 5"]),
    "level true": (item({"level": True}), "answers[“d.1”].level", ["True", "whole number"]),
    "level text": (item({"level": "3"}), "answers[“d.1”].level", ["3", "whole number"]),
    "level 0": (item({"level": 0}), "answers[“d.1”].level", ["0", "1 to 5"]),
    "level 6": (item({"level": 6}), "answers[“d.1”].level", ["6", "1 to 5"]),
    "level -1": (item({"level": -1}), "answers[“d.1”].level", ["-1", "1 to 5"]),
    "level null": (item({"level": None}), "answers[“d.1”].level", ["None", "1 to 5"]),
    "a level of 4,000 digits": (item({"level": 10**4000}), "answers[“d.1”].level", ["1000", "1 to 5"]),
    "level 1e308": (item({"level": float("1e308")}), "answers[“d.1”].level", ["1e+308", "1 to 5"]),
    "another state": (item({"state": "maybe"}), "answers[“d.1”].state", ["maybe", "dk", "na"]),
    "both level and state": (item({"level": 3, "state": "dk"}), "answers[“d.1”]", ["both", "one of them"]),
    "na on a core item": (item({"state": "na", "reason": "no"}, "d.0"), "answers[“d.0”].state", ["na", "everybody"]),
    "a reason without na": (item({"level": 3, "reason": "because"}), "answers[“d.1”].reason", ["without “na”"]),
    "a reason with dk": (item({"state": "dk", "reason": "because"}), "answers[“d.1”].reason", ["without “na”"]),
    "a note of 2,001 characters": (item({"note": LONG}), "answers[“d.1”].note", ["2,001", "2,000"]),
    "evidence of 2,001 characters": (item({"level": 3, "evidence": LONG}), "answers[“d.1”].evidence", ["2,001"]),
    "dissent of 2,001 characters": (item({"level": 3, "dissent": LONG}), "answers[“d.1”].dissent", ["2,001"]),
    "a reason of 2,001 characters": (item({"state": "na", "reason": LONG}), "answers[“d.1”].reason", ["2,001"]),
    "a number as note": (item({"level": 3, "note": 3}), "answers[“d.1”].note", ["text"]),
    "half a character in a note": (item({"level": 3, "note": "a\ud800b"}), "answers[“d.1”].note", ["text"]),
    "half a character in the scope": (file(scope={"unit": "\udfff"}), "scope.unit", ["text"]),
    "an unknown key at the top": (file(score=5), "“score”", ["not a key"]),
    "__proto__ at the top": (BASE | {"__proto__": {"mode": "quick"}}, "“__proto__”", ["not a key"]),
    "an unknown key in the model": (file(model={"id": "t", "version": "1.2.0", "lang": "en"}), "model.“lang”", ["not a key"]),
    "an unknown key in an answer": (item({"level": 3, "weight": 9}), "answers[“d.1”].“weight”", ["not a key", "evidence"]),
    "an unknown key in the scope": (file(scope={"town": "here"}), "scope.“town”", ["not a key", "unit"]),
    "an unknown key in the plan": (file(plan=[{"dimension": "d", "from": 1, "who": "me"}]), "plan[0].“who”", ["not a key"]),
    "another size": (file(scope={"size": "medium"}), "scope.size", ["medium", "small", "large"]),
    "another exchange": (file(scope={"exchange": "barter"}), "scope.exchange", ["barter", "discrete"]),
    "scope in a list": (file(scope=[]), "scope", ["not an object"]),
    "a target for nothing": (file(targets={"z": 3}), "targets[“z”]", ["dimension", "d, e"]),
    "a target of 6": (file(targets={"d": 6}), "targets.d", ["6", "1 to 5"]),
    "a target of 3.0": (file(targets={"d": 3.0}), "targets.d", ["3.0", "whole number"]),
    "an importance of 4": (file(importance={"d": 4}), "importance.d", ["4", "1 to 3"]),
    "an importance of 0": (file(importance={"d": 0}), "importance.d", ["0", "1 to 3"]),
    "an unknown fact": (file(facts={"mails": "yes"}), "facts[“mails”]", ["fact"]),
    "a fact that is true": (file(facts={"calls": True}), "facts.calls", ["True", "yes", "no", "dk"]),
    "a plan that is an object": (file(plan={}), "plan", ["not a list"]),
    "a plan for nothing": (file(plan=[{"dimension": "z", "from": 1}]), "plan[0].dimension", ["z", "d, e"]),
    "a plan from 9": (file(plan=[{"dimension": "d", "from": 9}]), "plan[0].from", ["9", "whole number"]),
    "a plan due some day": (file(plan=[{"dimension": "d", "from": 1, "due": "soon"}]), "plan[0].due", ["soon", "YYYY-MM-DD"]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_says_where_and_what(name):
    """Each fault names its place and the words that help; nothing else is complained about."""
    answers, where, words = BAD[name]
    found = [f for f in faults(answers) if not (f["where"] == "model.id" and name == "model is text")]
    assert [f["where"] for f in found] == [where]
    told = f"{found[0]['wrong']} {found[0]['right']}"
    assert all(word in told for word in words), told
    assert found[0]["wrong"].endswith(".") and found[0]["right"].endswith((".", "null.", "TU1."))
    assert all(part.isprintable() and len(part) < 300 for part in found[0].values())


TEXTS = {
    "empty": ("", ["file"], "not JSON"),
    "not JSON": ("hello", ["file"], "not JSON"),
    "cut off": (json.dumps(BASE)[:-5], ["file"], "not JSON"),
    "a list": ("[]", ["file"], "not an answers file"),
    "a number": ("3", ["file"], "not an answers file"),
    "null": ("null", ["file"], "not an answers file"),
    "two documents": (json.dumps(BASE) * 2, ["file"], "not JSON"),
    "a double key": (json.dumps(BASE).replace('"mode"', '"mode": "quick", "mode"'), ["file"], "“mode” stands twice"),
    "a double item": (json.dumps(item({"level": 3})).replace('"d.1"', '"d.1": {"level": 5}, "d.1"'), ["file"], "“d.1” stands twice"),
    "a double level": (json.dumps(item({"level": 3})).replace('"level"', '"level": 5, "level"'), ["file"], "“level” stands twice"),
    "NaN": (json.dumps(item({"level": float("nan")})), ["file"], "NaN is not a JSON number"),
    "Infinity": (json.dumps(item({"level": float("inf")})), ["file"], "Infinity is not a JSON number"),
    "minus Infinity": (json.dumps(item({"level": float("-inf")})), ["file"], "-Infinity is not a JSON number"),
    "1e999": (json.dumps(item({"level": 7})).replace("7", "1e999"), ["answers[“d.1”].level"], "is “inf”"),
    "a number of 100,000 digits": (json.dumps(item({"level": 7})).replace("7", "7" * 100_000), ["file"], "number that is far too long"),
    "100,000 brackets": ("[" * 100_000, ["file"], "nested too deeply"),
    "100,000 brackets in an answer": (json.dumps(item({"level": 7})).replace("7", "[" * 100_000 + "]" * 100_000), ["file"], "nested too deeply"),
    "100,000 objects": ('{"a":' * 100_000, ["file"], "nested too deeply"),
    "two byte-order marks": ("\ufeff\ufeff" + json.dumps(BASE), ["file"], "not JSON"),
    "UTF-16 read as UTF-8": ("{\x00}\x00", ["file"], "not JSON"),
    "an HTML page": ("<!doctype html><title>Login</title>", ["file"], "not JSON"),
    "YAML": ("format: touchstone-answers/1", ["file"], "not JSON"),
    "a comment": ("// hi\n{}", ["file"], "not JSON"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_answers_file(name):
    """The raw text of a file is refused with one fault that says why."""
    text, wheres, words = TEXTS[name]
    found = DOOR.faults(text)
    assert [f["where"].split(",")[0] for f in found] == wheres and words in found[0]["wrong"], found


def test_a_syntax_fault_names_the_line():
    """A file broken in its third line says so."""
    assert DOOR.faults('{\n "format": 1,\n oops\n}')[0]["where"] == "file, line 3"


@pytest.mark.parametrize("junk", ["x" * 6_000_000, '"' + "y" * 6_000_000 + '"', "[" + "1," * 3_000_000 + "1]"])
def test_six_megabytes_of_junk(junk):
    """Far too much text is refused by its size, quickly."""
    began = time.process_time()
    found = DOOR.faults(junk)
    assert len(found) == 1 and "characters" in found[0]["wrong"] and "5,000,000" in found[0]["right"]
    assert time.process_time() - began < 5


def test_many_keys_and_one_twice():
    """One double key among 8,000 is found at once: the time grows with the file, not with its square."""
    text = "{" + ",".join(f'"k{n}": 1' for n in range(8_000)) + ', "k7999": 2}'
    began = time.process_time()
    found = DOOR.faults(text)
    assert "“k7999” stands twice" in found[0]["wrong"]
    assert time.process_time() - began < 1.5


def test_many_unknown_ids():
    """Thousands of faults are cut short and each keeps its place."""
    found = DOOR.faults(file(answers={f"z.{n}": {"level": 3} for n in range(5_000)}))
    assert 50 <= len(found) <= 200 and found[0]["where"] == "answers[“z.0”]"


def test_all_faults_in_one_go():
    """A file with faults at every level tells all of them in one run."""
    answers = {
        "format": "touchstone-answers/1", "model": {"id": "t", "version": "1.2.0", "lang": "en"}, "mode": "slow", "kind": "mine", "date": "today", "respondent": "me",
        "scope": {"size": "medium", "town": "x"}, "answers": {"d.0": {"state": "na"}, "d.1": {"level": 6, "note": 1}, "z.0": {}}, "targets": {"d": 0}, "importance": {"e": 9},
        "facts": {"calls": 1}, "plan": [{"dimension": "z", "from": 0}], "extra": 1,
    }  # fmt: skip
    expected = {
        "model.“lang”", "mode", "kind", "date", "respondent", "scope.size", "scope.“town”", "answers[“d.0”].state", "answers[“d.1”].level", "answers[“d.1”].note",
        "answers[“z.0”]", "targets.d", "importance.e", "facts.calls", "plan[0].dimension", "plan[0].from", "“extra”",
    }  # fmt: skip
    without = {k: v for k, v in answers.items() if k != "extra"} | {"model": {"id": "t", "version": "1.2.0"}}
    assert {f["where"] for f in faults(without)} == expected - {"“extra”", "model.“lang”"}
    assert {f["where"] for f in faults(answers)} == expected


ACCEPTED = {
    "the least": {k: v for k, v in BASE.items()} | {"answers": {}},
    "a blank with a note": item({"note": "ask the shop"}),
    "an empty answer": item({}),
    "na with a reason": item({"state": "na", "reason": "we have no shop"}),
    "na from a code, without a reason": item({"state": "na", "reason": ""}),
    "nulls where allowed": file(respondent=None, date=None, scope={"unit": None, "size": None}, model={"id": "t", "version": "1.2.0", "hash": None}),
    "2,000 characters": item({"level": 3, "note": "😀" * 2000, "evidence": "y" * 2000, "dissent": "z" * 2000}),
    "a leap day": file(date="2028-02-29"),
    "a plan": file(plan=[{"dimension": "d", "from": 1, "owner": "Ana", "due": "2027-01-31", "measure": "calls"}]),
    "a fact": file(facts={"calls": "no"}),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_accepted(name):
    """What may be missing is filled in, and the canonical form has every key."""
    answers = DOOR.ask("check", answers=ACCEPTED[name])["answers"]
    assert list(answers) == ["format", "model", "kind", "respondent", "mode", "date", "scope", "answers", "targets", "importance", "facts", "plan"]
    assert list(answers["scope"]) == ["unit", "period", "role", "size", "exchange"]
    assert DOOR.ask("check", answers=answers)["answers"] == answers
    for key, value in ACCEPTED[name].items():
        if key not in ("model", "scope", "answers"):
            assert answers[key] == value


def test_a_byte_order_mark_is_no_fault():
    """Windows editors put one at the beginning."""
    assert DOOR.ask("score", answers="\ufeff" + json.dumps(BASE)) == DOOR.ask("score", answers=BASE)


def test_texts_come_back_as_they_were():
    """Names in any script survive, in an answer and in the scope, also through the text of a file."""
    text = "Jozić & Kühnl 客户 😀 \u202e\t\n\"'\\"
    answers = file(scope={"unit": text}, answers={"d.0": {"level": 3, "note": text, "evidence": text, "dissent": text}})
    for given_form in (answers, json.dumps(answers), json.dumps(answers, ensure_ascii=False)):
        came = DOOR.ask("check", answers=given_form)["answers"]
        assert came["scope"]["unit"] == text and {came["answers"]["d.0"][k] for k in ("note", "evidence", "dissent")} == {text}
        assert DOOR.ask("score", answers=given_form)["scope"]["unit"] == text


def test_retired_ids_are_set_aside_and_named():
    """An older file keeps the answer to a question that is gone; it enters no figure, and a note names it."""
    older = file(model={"id": "t", "version": "1.0.0"})
    with_old = older | {"answers": BASE["answers"] | {"d.old": {"level": 1, "note": "long ago"}}}
    one, other = (DOOR.ask("score", answers=a) for a in (older, with_old))
    assert [n for n in other["notes"] if n not in one["notes"]] == [n for n in other["notes"] if n["id"] == "d.old"] != []
    assert one | {"notes": 0} == other | {"notes": 0}
    assert DOOR.ask("check", answers=with_old)["answers"]["answers"]["d.old"] == {"level": 1, "note": "long ago"}


def test_another_wording_of_the_same_version_is_noted():
    """Another hash under the same version is scored, and a note says so."""
    r = DOOR.ask("check", answers=file(model={"id": "t", "version": "1.2.0", "hash": "00000000"}))
    assert [n["code"] for n in r["notes"]] == ["other-hash"]


def test_html_stays_text():
    """Markup in strings is kept as data in JSON and escaped where HTML is made."""
    nasty = "<img src=x onerror=alert(1)>\"'&<script>"
    answers = file(scope={"unit": nasty, "period": nasty, "role": nasty}, answers={"d.0": {"level": 3, "note": nasty, "evidence": nasty}})
    assert DOOR.ask("score", answers=answers)["scope"]["unit"] == nasty
    for html in (DOOR.ask("report", answers=answers)["html"], DOOR.ask("score", answers=answers, **{"as": "html"})):
        assert "<img" not in html and "<script" not in html and "&lt;img" in html
    assert "<img" not in DOOR.ask("score", answers=answers, **{"as": "markdown"}).replace("\\<", "")
