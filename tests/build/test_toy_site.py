"""Any instrument in this YAML becomes a site: the toy is built from its YAML to finished pages, with no code touched."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.build import build
from assessment.build.finish import finish
from tests.build.conftest import TOY

ROOT = TOY.parents[1]


@pytest.fixture(scope="module")
def made(generated, tmp_path_factory) -> tuple[Path, Path]:
    """The folder of generated files and the finished site of the toy."""
    root = tmp_path_factory.mktemp("house")
    toy = root / "tests/toy"
    shutil.copytree(TOY, toy)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    out, site = toy / ".build", root / "site"
    # the engine knows no instrument, so the toy takes the one that is there, and makes all else anew over the real one's
    shutil.copytree(generated, out, ignore=shutil.ignore_patterns("previous", "next", "*lock"))
    build(toy / "content", out, progress=lambda text: None)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=toy, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    finish(site, out)
    return out, site


def test_the_same_input_writes_nothing_again(made):
    """Built twice, no file is touched: output is a function of the input."""
    out, _ = made
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}
    said = []
    build(out.parent / "content", out, progress=said.append)
    assert [p for p in out.rglob("*") if p.is_file() and p.stat().st_mtime_ns != before.get(p) and "lock" not in p.name] == []
    assert said[-1] == "content: unchanged"


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
