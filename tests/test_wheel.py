"""Claims about the installed command: it scores with the model that came with it, on the standard library alone."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def touchstone(tmp_path_factory, generated):
    """The path of the command, installed from our wheel into an environment that holds nothing else."""
    folder = tmp_path_factory.mktemp("wheel")

    def run(*command):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    venv.create(folder / "alone", with_pip=False)
    programs = folder / "alone" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    run(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(next(folder.glob("*.whl"))))
    return programs / ("touchstone.exe" if os.name == "nt" else "touchstone")


def answers_of(model, level):
    """An answers file in quick mode with one level throughout."""
    answers = {i.id: {"level": level} for d in model.dimensions for i in d.items if i.core}
    return {"format": "touchstone-answers/1", "model": {"id": model.id, "version": model.version}, "mode": "quick", "answers": answers}


def test_the_installed_command_scores_without_content_and_without_any_package(touchstone, model, tmp_path):
    """The same bytes as `python -m assessment score` gives in the checkout."""
    (tmp_path / "mine.json").write_text(json.dumps(answers_of(model, 3)))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    installed = subprocess.run([touchstone, "score", "mine.json"], cwd=tmp_path, env=environment, capture_output=True)
    ours = subprocess.run([sys.executable, "-m", "assessment", "score", str(tmp_path / "mine.json")], cwd=ROOT, capture_output=True)
    assert installed.returncode == 0, installed.stderr.decode()
    assert installed.stdout == ours.stdout
    assert json.loads(installed.stdout)["overall"]["point"] == 3.0


def test_the_installed_command_refuses_bad_input_as_the_checkout_does(touchstone, tmp_path):
    """One line on standard error, exit status 2, nothing on standard output."""
    (tmp_path / "bad.json").write_text("{")
    done = subprocess.run([touchstone, "score", "bad.json"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr
