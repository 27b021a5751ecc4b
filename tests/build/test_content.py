"""Types: content is read strictly onto the classes of the core, and every error of type is told in our words with file, line and id."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.build import gate, model_json
from assessment.core.faults import Faulty
from assessment.core.model import from_json
from tests.build.conftest import TOY

WELCOME = "content/dimensions/welcome.yml"

# what stands there, what a test writes instead, line, id, words of what is wrong, words of what would be right
TYPES = {
    "a number with a point": ("weight: 2", "weight: 3.0", 8, "welcome.greeting", "“weight” is 3.0, not a whole number", "without a decimal point"),
    "true for a number": ("weight: 2", "weight: true", 8, "welcome.greeting", "“weight” is true, not a whole number", "whole number"),
    "a number in quotes": ("weight: 2", 'weight: "3"', 8, "welcome.greeting", "“weight” is the text “3”, not a whole number", "without quotes"),
    "a text for true": ("core: true", "core: 'true'", 7, "welcome.greeting", "“core” is the text “true”, not true or false", "without quotes"),
    "1 for true": ("core: true", "core: 1", 7, "welcome.greeting", "“core” is 1, not true or false", "Write true or false"),
    "a number for a text": ("title: Welcome", "title: 12", 3, "welcome", "“title” is 12, not text", "in quotes"),
    "no for a text": ("overdone: Six people greet every guest.", "overdone: no", 42, "welcome", "“overdone” is no, which YAML reads as false, not text", "in quotes"),
    "nothing for a text": ("you_would_see: Somebody at the door.", "you_would_see:", 16, "welcome.greeting", "“you_would_see” is empty, not text", "Write text"),
    "a version without quotes": ('since: "1.1.0"', "since: 1.1", 36, "welcome.waiting", "“since” is 1.1, not text", "in quotes"),
    "a text for a list": ("sources: [homburg-2017]\n    since", "sources: homburg-2017\n    since", 20, "welcome.greeting", "“sources” is the text “homburg-2017”, not a list", "[one, two]"),
    "a number in a list": ("sources: [homburg-2017]\n    since", "sources: [2017]\n    since", 20, "welcome.greeting", "“sources”, entry 1 is 2017, not text", "in quotes"),
    "a list for a text": ("      1: Guests wait and hear nothing.", "      1: [Guests wait]", 26, "welcome.waiting", "“anchors”, level 1 is a list, not text", "Write text"),
    "a word for a level": ("      1: Guests wait and hear nothing.", "      one: Guests wait and hear nothing.", 26, "welcome.waiting", "“one” is a key that is not a whole number", "whole numbers as keys"),
    "a misspelt key": ("you_would_see: Somebody", "would_see: Somebody", 16, "welcome.greeting", "“would_see” is no key known here", "Write “you_would_see”"),
    "an unknown key": ("overdone: Six", "colour: red\noverdone: Six", 42, "welcome", "“colour” is no key known here", "use one of: b2b, b2c"),
    "a missing key": ("b2c: Most guests come alone or in pairs.\n", "", 2, "welcome", "“b2c” is missing", "What differs with consumers."),
    "a text for an item": ("next_steps:\n", "  - just a text\nnext_steps:\n", 37, "welcome", "“items”, entry 3 is the text “just a text”, not a mapping", "key: value"),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPES)
def test_a_value_of_the_wrong_kind_is_told(toy, name):
    """Where, what is wrong, what would be right; nothing is converted in silence."""
    old, new, line, id_, wrong, right = TYPES[name]
    toy.edit(WELCOME, old, new)
    told = [f for f in toy.faults() if f.where == f"{WELCOME}:{line} ({id_})" and wrong in f.wrong and right in f.right]
    assert len(told) == 1, toy.faults()
    consequences = [f for f in toy.faults() if f is not told[0] and "missing" not in f.wrong]
    assert [f for f in consequences if f != told[0]] == []


def test_a_kind_of_check_that_does_not_exist_is_told(toy):
    """How far a source was checked is one of five marks."""
    toy.edit("content/sources.yml", "checked: V", "checked: surely")
    (fault,) = toy.faults()
    assert fault.where == "content/sources.yml:10 (homburg-2017)"
    assert "“checked” is the text “surely”" in fault.wrong and "'M-high'" in fault.right


@pytest.mark.parametrize("kind", ["retired", "facts", "targets"])
@pytest.mark.parametrize("how", ["missing", "empty", "empty list"])
def test_some_files_may_be_missing_or_empty(toy, kind, how):
    """An instrument without retired items, facts or targets is whole."""
    path = toy.content / f"{kind}.yml"
    path.unlink() if how == "missing" else path.write_text({"empty": "", "empty list": "[]\n"}[how])
    assert toy.faults() == []


@pytest.mark.parametrize(("kind", "text", "wrong"), [("model", None, "the file is missing."), ("sources", None, "the file is missing."), ("model", "# nothing\n", "the file is empty.")])
def test_others_may_not(toy, kind, text, wrong):
    """model.yml and sources.yml must be there, and model.yml holds something."""
    path = toy.content / f"{kind}.yml"
    path.unlink() if text is None else path.write_text(text)
    faults = toy.faults()
    assert (f"content/{kind}.yml:1", wrong) in [(f.where, f.wrong) for f in faults]


@pytest.mark.parametrize("text", ["just a text\n", "3\n", "- a\n- b\n", "x: y\n", "null\n"])
def test_a_file_of_quite_another_form_is_told_and_nothing_breaks(toy, text):
    """Whatever a file holds, the author gets faults, never a traceback."""
    for file in ("model", "sources", "retired", "facts", "targets", "dimensions/welcome"):
        before = (toy.content / f"{file}.yml").read_text("utf-8")
        toy.write(f"content/{file}.yml", text)
        told = {f.where.partition(":")[0] for f in toy.faults()}
        assert f"content/{file}.yml" in told or (text == "null\n" and file in ("retired", "facts", "targets"))
        toy.write(f"content/{file}.yml", before)


def test_the_model_read_from_yaml_is_the_one_rebuilt_from_json():
    """The browser's short `from_json` gives what Pydantic gave at build time: same classes, same values."""
    assert from_json(json.loads(model_json(TOY / "content"))) == gate.passed(TOY / "content").model


def test_faulty_content_gives_no_model(toy):
    """Nothing is scored with a model that has a fault; all faults come with the refusal."""
    toy.edit("content/dimensions/welcome.yml", "weight: 2", "weight: 0")
    toy.edit("content/facts.yml", "expected_from: 4", "expected_from: 9")
    with pytest.raises(Faulty) as refused:
        model_json(toy.content)
    assert len(refused.value.faults) == 2


PLACES = st.sampled_from(["model.yml", "sources.yml", "facts.yml", "targets.yml", "dimensions/welcome.yml"])
ODD = st.sampled_from(["null", "[]", "{}", "3.5", "true", "''", "[[]]", "{a: {b: c}}", "[{}]", ".nan", "1e400", "12:30", "{1: {2: 3}}", "&a x", "*a", "!x y", "- x", "? x", "'open", "[", "a: b", "\t", "@x"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=PLACES, line=st.integers(0, 40), value=ODD)
def test_no_value_anywhere_breaks_the_gate(toy, file, line, value):
    """Whatever an author puts behind a key, the answer is a list of whole faults, each on one line."""
    path = toy.content / file
    before = path.read_text("utf-8")
    lines = before.splitlines()
    lines[line % len(lines)] = lines[line % len(lines)].partition(":")[0] + ": " + value
    path.write_text("\n".join(lines) + "\n", "utf-8")
    try:
        for fault in toy.faults():
            assert fault.where and fault.wrong and fault.right and "\n" not in str(fault)
    finally:
        path.write_text(before, "utf-8")


def test_of_thousands_of_faults_the_first_are_told():
    """A file of 1,000 wrong entries, 4 faults each, is told as 200 faults and how many more there are."""
    from assessment.build.content import _typed
    from assessment.build.reading import parsed

    document = parsed(b"- id: effort\n  term: word\n" * 1000, "content/glossary.yml")
    assert _typed(document, "glossary") is None
    told = [str(finding) for finding in document.findings]
    assert len(told) == 201
    assert "3,800 more entries are wrong" in told[-1]
