"""The golden cases of tests/golden, byte for byte, through the door and through the command line; their figures come from README.md there, not from this code."""

import json
import os
import re
import subprocess
import sys

import pytest

from assessment.__main__ import main
from door import GOLDEN, garden

INDEX = json.loads((GOLDEN / "index.json").read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in INDEX["cases"]}
README = (GOLDEN / "README.md").read_text(encoding="utf-8")
each_case = pytest.mark.parametrize("name", CASES)


@pytest.fixture(scope="module")
def door():
    return garden()


def text_of(file: str) -> str:
    return (GOLDEN / file).read_bytes().decode("utf-8")


def test_the_index_names_every_file_and_the_readme_works_every_case():
    """Cases, files and the table of workings are the same list."""
    worked = re.findall(r"^\| `([a-z-]+)` \|", README.partition("## The cases")[2], re.MULTILINE)
    assert worked == list(CASES)
    files = {name for case in CASES.values() for name in (case["answers"], case["result"])}
    assert files == {path.name for path in GOLDEN.glob("*.json")} - {"index.json"}


def test_the_hash_is_that_of_the_formula(door):
    """The hash of the small instrument was computed apart, from section 5 of the design."""
    assert door.raw('{"do": "load", "model": ' + door.model + "}")["result"] == INDEX["model"]


@each_case
def test_through_the_door(door, name):
    """The text of the answers file gives the bytes of the result file."""
    case = CASES[name]
    assert door.ask("score", answers=text_of(case["answers"]), **{"as": "json"}) == text_of(case["result"])


@each_case
def test_as_an_object(door, name):
    """The page hands the answers over as an object; the figures are the same."""
    case = CASES[name]
    assert door.ask("score", answers=json.loads(text_of(case["answers"]))) == json.loads(text_of(case["result"]))


@each_case
def test_saved_and_loaded_again(door, name):
    """The canonical form of the answers scores the same, and is its own canonical form."""
    case = CASES[name]
    once = door.ask("check", answers=text_of(case["answers"]))["answers"]
    assert door.ask("score", answers=once, **{"as": "json"}) == text_of(case["result"])
    assert door.ask("check", answers=once)["answers"] == once


@each_case
def test_through_the_command_line(name, capfdbinary, monkeypatch, door):
    """`score FILE` prints the bytes of the result file and nothing else."""
    monkeypatch.setattr("assessment.build.model_json", lambda folder: door.model)  # read once; the last test but one reads the YAML
    case = CASES[name]
    status = main(["score", str(GOLDEN / case["answers"]), "--content", str(GOLDEN / INDEX["content"])])
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    assert (status, err) == (0, b"")
    assert out == (GOLDEN / case["result"]).read_bytes()


def test_in_a_process_of_its_own_under_another_locale():
    """The bytes do not depend on the terminal's language or encoding."""
    case = CASES["older-version"]
    command = [sys.executable, "-m", "assessment", "score", str(GOLDEN / case["answers"]), "--content", str(GOLDEN / INDEX["content"])]
    done = subprocess.run(command, capture_output=True, cwd=GOLDEN.parents[1], env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (GOLDEN / case["result"]).read_bytes()


def test_three_of_a_thousand_draws_are_always_counted(door):
    """Shares of the top three sum to 3 wherever there are any."""
    sums = set()
    for case in CASES.values():
        shares = [p["top3_share"] for p in json.loads(text_of(case["result"]))["priorities"]]
        if len(shares) > 3:
            sums.add(round(sum(shares), 9))
        else:
            assert shares == [None] * len(shares)
    assert sums == {3.0}
