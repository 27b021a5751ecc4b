"""Claims about the example: its figures were worked apart from the program, it says that it is made up, and a bad one is a fault of the content."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from assessment.build import check
from assessment.build.content import read_content
from assessment.build.example import example_code, example_fragments
from assessment.core.api import call

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "tests/golden/example/example.result.json"


@pytest.fixture(scope="module")
def content():
    return read_content(ROOT / "content")


@pytest.fixture(scope="module")
def fragment(content):
    return dict(example_fragments(content.model, content.example))["example.html"]


def ask(do, **request):
    answer = json.loads(call(json.dumps({"do": do, **request})))
    assert answer["ok"], answer
    return answer["result"]


def test_the_figures_are_those_worked_apart(content):
    """The example scores to the bytes of the golden result, whose README works every figure."""
    example_code(content.model, content.example)  # loads this model
    plain = yaml.safe_load((ROOT / "content/example.yml").read_text(encoding="utf-8"))
    assert ask("score", answers=plain, **{"as": "json"}) == EXPECTED.read_bytes().decode("utf-8")


def test_it_is_interesting_and_not_flattering():
    """Something is strong, something weak, one dimension uneven, one pillar held by its weakest part, and something is not known."""
    result = json.loads(EXPECTED.read_text(encoding="utf-8"))
    points = [d["point"] for d in result["dimensions"]]
    assert max(points) == 4.0 and min(points) == 1.5
    assert [d["id"] for d in result["dimensions"] if d["uneven"]] == ["journey-design"]
    assert [p["id"] for p in result["pillars"] if p["capped"]] == ["capability"]
    assert sum(i["answer"] == "dk" for d in result["dimensions"] for i in d["items"]) == 2
    assert len([i for d in result["dimensions"] for i in d["items"]]) == 44


def test_the_page_says_that_it_is_made_up(fragment):
    """The mark stands before the report, and the unit is called made up in the report itself."""
    mark, _, report = fragment.partition('<section class="ts-report')
    assert "made up" in mark and "no such organization" in mark
    assert "Example unit (made up)" in report


def test_the_link_carries_the_same_answers(content, fragment):
    """The code in the link decodes to the levels of the example."""
    code = re.search(r'assessment/result/#(TU1-[0-9A-Z-]+)"', fragment)[1]
    carried = ask("decode", code=code)["answers"]["answers"]
    written = content.example["answers"]
    assert carried == {i: {k: a[k] for k in ("level", "state") if k in a} for i, a in written.items()}


def test_the_report_needs_no_script(fragment):
    """No script, no control, no place that only a script fills."""
    assert not re.search(r"<(script|button|input|select|textarea|form)\b|\bon\w+=|style=", fragment)


def test_a_bad_example_is_a_fault_of_the_content(tmp_path):
    """A level that is none, an item that is none: told with file and line, as any fault of the content."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content/example.yml"
    text = file.read_text(encoding="utf-8")
    assert check(tmp_path / "content") == []
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "monitoring.limits" in row)
    file.write_text(text.replace("monitoring.limits: {level: 4}", "monitoring.limits: {level: 6}"), encoding="utf-8")
    (fault,) = check(tmp_path / "content")
    assert fault.where.endswith(f"example.yml:{line}") and "level" in fault.wrong and "5" in fault.wrong
    file.write_text(text.replace("monitoring.limits: {level: 4}", "monitoring.limit: {level: 4}"), encoding="utf-8")
    (fault,) = check(tmp_path / "content")
    assert fault.where.endswith(f"example.yml:{line}") and "monitoring.limit" in fault.wrong


def test_a_fork_needs_no_example(tmp_path):
    """Without the file nothing is wrong."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content/example.yml").unlink()
    assert check(tmp_path / "content") == []
