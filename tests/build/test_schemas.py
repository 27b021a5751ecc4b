"""The schemas describe what is really written: the YAML of the content, and the files that people keep."""

import json

import pytest
from pydantic import TypeAdapter

from assessment.build import gate, model_json
from assessment.build.content import KINDS, read_content
from assessment.build.formats import FORMATS
from assessment.build.schemas import schemas
from assessment.core.api import call
from tests.build.conftest import TOY

ROOT = TOY.parents[1]


def agrees(value: object, part: dict, whole: dict) -> bool:
    """A small reading of JSON Schema: only the words that our schemas use for content."""
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    if "anyOf" in part:
        return any(agrees(value, one, whole) for one in part["anyOf"])
    if "enum" in part:
        return value in part["enum"]
    kinds = {"string": str, "integer": int, "number": float, "boolean": bool, "object": dict, "array": list, "null": type(None)}
    if type(value) is not kinds[part["type"]]:
        return False
    if isinstance(value, list):
        return all(agrees(one, part["items"], whole) for one in value)
    if isinstance(value, dict):
        known, other = part.get("properties", {}), part.get("additionalProperties", False)
        return set(part.get("required", ())) <= set(value) and all(agrees(v, known.get(k, other), whole) if k in known or other else False for k, v in value.items())
    return True


@pytest.mark.parametrize("root", [ROOT / "content", TOY / "content"], ids=["real", "toy"])
def test_content_agrees_with_its_schemas(root):
    """What an editor checks by schema and what the gate checks is the same form."""
    made = schemas()
    for name, document in read_content(root).documents.items():
        schema = json.loads(made[f"content-{name.partition('/')[0].removesuffix('s') if '/' in name else name}.json"])
        assert agrees(json.loads(json.dumps(document.data)), schema, schema), name


@pytest.mark.parametrize("root", [ROOT / "content", TOY / "content"], ids=["real", "toy"])
def test_each_content_file_names_its_schema(root):
    """The first line of each YAML file gives editors completion; it leads to a schema that the build makes."""
    made = schemas()
    for name in read_content(root).documents:
        path = root / f"{name}.yml"
        line = path.read_text("utf-8").splitlines()[0]
        assert line.startswith("# yaml-language-server: $schema="), path
        target = (path.parent / line.partition("=")[2]).resolve()
        assert target.parent == ROOT / ".build/schemas" and target.name in made, path


def test_schemas_tell_what_a_field_means():
    """An editor shows the words that stand once, at the class."""
    item = json.loads(schemas()["content-dimension.json"])["$defs"]["Item"]
    assert item["properties"]["ask"]["description"] == "Who in the organization can answer."
    assert item["additionalProperties"] is False and "weight" not in item["required"]
    assert item["properties"]["anchors"]["propertyNames"] == {"pattern": "^[1-5]$"}


def test_every_kind_and_format_has_its_schema():
    """One schema a kind of content, one for the model, and each format under its own name and under one without a folder."""
    formats = {f"{name}.json" for one in FORMATS for name in (one, one.replace("/", "-"))}
    assert set(schemas()) == {f"content-{kind}.json" for kind in KINDS} | {"touchstone-model.json"} | formats


@pytest.fixture
def door():
    """The door with the toy loaded; gives results."""

    def ask(**request) -> object:
        answer = json.loads(call(json.dumps(request)))
        assert answer["ok"], answer
        return answer["result"]

    ask(do="load", model=json.loads(model_json(TOY / "content")))
    return ask


ANSWERED = {
    "welcome.greeting": {"level": 4, "note": "n", "evidence": "e", "dissent": "d"},
    "welcome.waiting": {"state": "na", "reason": "never full"},
    "goodbye.bill": {"level": 2},
}
SPARSE = {"welcome.greeting": {"state": "dk"}, "goodbye.bill": {"note": "later"}}


@pytest.mark.parametrize("answers", [ANSWERED, SPARSE, {}], ids=["answered", "sparse", "blank"])
@pytest.mark.parametrize("mode", ["quick", "full"])
def test_what_the_engine_writes_is_of_the_form_that_the_schema_gives(door, answers, mode):
    """The schemas of the formats are held to what the one door really takes and gives."""
    whole = {
        "kind": "own", "respondent": "0123ABCD", "date": "2026-11-21", "scope": {"unit": "Café", "size": "small", "exchange": "discrete"}, "targets": {"welcome": 5},
        "importance": {"goodbye": 3}, "facts": {"asked-guests": "no"}, "plan": [{"dimension": "goodbye", "from": 2, "owner": "A", "due": "2026-12-01", "measure": "m"}],
    }  # fmt: skip
    least = {"format": "touchstone-answers/1", "model": {"id": "toy", "version": "1.1.0"}, "mode": mode, "answers": answers}
    for given in (least, least | whole):
        TypeAdapter(FORMATS["touchstone-answers/1"]).validate_json(json.dumps(given))
        canonical = door(do="check", answers=given)["answers"]
        TypeAdapter(FORMATS["touchstone-answers/1"]).validate_json(json.dumps(canonical))
        result = door(do="score", answers=given)
        TypeAdapter(FORMATS["touchstone-result/1"]).validate_json(json.dumps(result))
        assert list(result) == list(FORMATS["touchstone-result/1"].__annotations__)
        trace = door(do="explain", answers=given)
        TypeAdapter(FORMATS["touchstone-trace/1"]).validate_json(json.dumps(trace))
        assert list(trace) == list(FORMATS["touchstone-trace/1"].__annotations__)


def test_the_model_agrees_with_its_schema():
    """model.json is of the form of touchstone-model.json."""
    schema = json.loads(schemas()["touchstone-model.json"])
    assert agrees(json.loads(model_json(TOY / "content")), schema, schema)
    assert gate.passed(TOY / "content").model.id == "toy"
