"""The door never fails: any text and any JSON is answered, and never with the last resort for a defect of the program."""

import json
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.api import call
from assessment.core.model import Retired
from door import Door
from instruments import dimension, instrument

DOOR = Door(instrument((dimension("d"), dimension("e")), version="1.2.0", retired=(Retired(id="d.old", dimension="d", weight=1, since="1.0.0", until="1.1.0"),)))
BASE = {"format": "touchstone-answers/1", "model": {"id": "t", "version": "1.2.0"}, "mode": "full", "answers": {"d.0": {"level": 3}}}
MORE = settings(max_examples=40, deadline=None, derandomize=True, database=None)

plain_json = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12)
near_miss = st.fixed_dictionaries(
    {"format": st.just("touchstone-answers/1"), "model": st.just({"id": "t", "version": "1.2.0"}) | plain_json, "mode": st.sampled_from(["full", "quick"]) | plain_json},
    optional={
        "answers": st.dictionaries(
            st.sampled_from(["d.0", "d.1", "e.3", "d.old", "zz"]),
            plain_json | st.fixed_dictionaries({}, optional={k: plain_json | st.integers(1, 5) for k in ("level", "state", "note", "reason", "evidence")}),
        )
        | plain_json,
        **{k: plain_json for k in ("kind", "respondent", "date", "scope", "targets", "importance", "facts", "plan")},
    },
)
OPERATIONS = ["load", "score", "check", "report", "explain", "plan", "compare", "encode", "decode", "collect", "gather", "count", "team"]


def sane(answer):
    """An answer of the door: a result or faults, and never the last resort for a defect of the program."""
    assert set(answer) in ({"ok", "result"}, {"ok", "faults"})
    if not answer["ok"]:
        assert answer["faults"] and all(set(f) == {"where", "wrong", "right"} for f in answer["faults"])
        assert all(f["where"] != "engine" for f in answer["faults"]), answer


@MORE
@given(st.text(max_size=200))
def test_any_text_at_the_door(text):
    """Whatever is said to it, the door answers in JSON."""
    sane(DOOR.raw(text))


@MORE
@given(plain_json)
def test_any_json_at_the_door(data):
    """Any JSON is answered."""
    sane(DOOR.raw(json.dumps(data)))


@MORE
@given(plain_json, plain_json)
def test_any_request_at_the_door(do, rest):
    """Any value of `do` is answered, also one that cannot be looked up."""
    sane(DOOR.raw(json.dumps({"do": do, "answers": rest})))


@MORE
@given(st.sampled_from(OPERATIONS), plain_json | near_miss, plain_json)
def test_any_answers_at_the_door(do, data, form):
    """Every operation answers for any JSON in the place of answers, model, code or form."""
    for given_form in (data, json.dumps(data)):
        sane(DOOR.raw(json.dumps({"do": do, "answers": given_form, "model": data, "code": given_form, "as": form, "root": form, "date": form, "files": [given_form, BASE], "text": given_form, "state": form, "handed": data, "counts": form})))


@MORE
@given(st.text(max_size=100), st.sampled_from(["", "TU1-", "\ufeff", "{", '{"format": "touchstone-answers/1", ']))
def test_any_text_as_a_file(text, start):
    """Any text of a file, and any that wants to be a code, is answered."""
    sane(DOOR.raw(json.dumps({"do": "check", "answers": start + text})))


def test_before_a_model_is_loaded():
    """The door says that a model must come first."""
    code = "from assessment.core.api import call; print(call('{\"do\": \"score\", \"answers\": {}}'))"
    answer = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    assert answer["ok"] is False and "before a model was loaded" in answer["faults"][0]["wrong"]


def test_a_score_needs_no_words():
    """What only a report, a code or a team needs is not imported before it is asked for: that is time until the first result."""
    code = "import sys; import assessment.core.api; print(*(name for name in sys.modules if name.startswith('assessment.core.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert "assessment.core.result" in loaded
    assert {f"assessment.core.{name}" for name in ("page", "report", "code", "plan", "explain", "compare", "team", "sheet")}.isdisjoint(loaded)


def test_a_wrong_model_leaves_the_old_one():
    """A model that cannot be read does not replace the one that is loaded."""
    before = DOOR.ask("score", answers=BASE)
    call_answer = DOOR.raw('{"do": "load", "model": {"id": "x"}}')
    assert call_answer["ok"] is False and call_answer["faults"][0]["where"] == "model"
    assert json.loads(call(json.dumps({"do": "score", "answers": BASE})))["result"] == before
