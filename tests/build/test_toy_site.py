"""Any instrument in this YAML becomes a site: the toy is built from its YAML to finished pages, with no code touched."""

import json
import re
from pathlib import Path

import pytest

from assessment.build import build
from tests.build.conftest import TOY
from tests.house import build_house


@pytest.fixture(scope="module")
def made(generated, tmp_path_factory) -> tuple[Path, Path]:
    """The folder of generated files and the finished site of the toy."""
    return build_house(TOY, tmp_path_factory.mktemp("house"), generated)


def test_the_same_input_writes_nothing_again(made):
    """Built twice, no file is touched: output is a function of the input."""
    out, _ = made
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    said = []
    build(out.parent / "content", out, progress=said.append)
    assert [p for p in out.rglob("*") if p.is_file() and p.stat().st_mtime_ns != before.get(p) and "lock" not in p.name] == []
    assert sorted(line.partition(" (")[0] for line in said) == ["content: unchanged", "engine: unchanged"]


def test_the_questionnaire_asks_the_three_questions(made):
    """Every item of the toy is a question on the finished page, core items and others alike."""
    page = (made[1] / "assessment/questions/index.html").read_text("utf-8")
    assert {name for name in re.findall(r'<input[^>]* name="([^"]+)"', page) if "." in name} >= {"welcome.greeting", "welcome.waiting", "goodbye.bill"}


def test_pages_show_model_text_as_text(made):
    """A note with “< 2” in it is text on the page."""
    page = (made[1] / "index.html").read_text("utf-8")
    assert "With one waiter (&lt; 2), the cook greets too." in page
    assert "The quick check asks 2 questions" in page and 'id="fn:homburg-2017"' in page


def test_what_the_page_loads_is_there(made):
    """Model, schemas and engine are published where the page looks for them, byte for byte."""
    out, site = made
    assert (site / "model.json").read_bytes() == (out / "model.json").read_bytes()
    assert json.loads((site / "model.json").read_text("utf-8"))["id"] == "toy"
    assert (site / "schemas/touchstone-answers/1.json").is_file() and (site / "schemas/touchstone-answers-1.json").is_file()
    digest = json.loads((out / "engine/current.json").read_text("utf-8"))["hash"]
    assert (site / "engine" / digest).is_dir()
