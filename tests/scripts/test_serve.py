"""Claims about serve.py: a port that is taken gets a sentence, a change is built once and told in a line, a bad change leaves the site as it was."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import serve

ROOT = Path(__file__).resolve().parents[2]


def test_a_port_in_use_gets_one_sentence():
    """Before anything is set up or built; exit status 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run([sys.executable, str(ROOT / "scripts" / "serve.py"), "--port", str(port)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr == f"Port {port} is in use: end the other program, or choose another with `--port {port + 1}`.\n"


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_does_not_exist_gets_one_sentence(port):
    """No traceback for a slip of the finger."""
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / "serve.py"), f"--port={port}"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and port in done.stderr


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A checkout with one source file, looked at without waiting."""
    monkeypatch.setattr(serve, "EVERY", 0)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "model.yml").write_text("a")
    return tmp_path


def test_nothing_is_built_while_nothing_changes(sources, capsys):
    """Generated folders and caches are not sources."""
    before = serve.snapshot(sources)
    (sources / ".build").mkdir()
    (sources / ".build" / "model.json").write_text("{}")
    (sources / "content" / "__pycache__").mkdir()
    (sources / "content" / "__pycache__" / "x.pyc").write_text("")
    serve.watch(before, sources, rebuild=lambda changed: pytest.fail("built for nothing"), looks=3)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("change", ["edit", "new", "gone"])
def test_a_change_is_built_once_and_told_in_one_line(sources, capsys, change):
    """Editing, adding and removing a file are changes."""
    before, built = serve.snapshot(sources), []
    file = sources / "content" / "model.yml"
    if change == "edit":
        file.write_text("longer")
    elif change == "new":
        (sources / "content" / "facts.yml").write_text("")
    else:
        file.unlink()
    serve.watch(before, sources, rebuild=lambda changed: built.append(changed) or "", looks=3)
    out = capsys.readouterr().out
    assert built == [[os.path.join("content", "facts.yml" if change == "new" else "model.yml")]] and out.count("\n") == 1 and "changed; built in" in out


def test_a_change_that_cannot_be_built_is_told_with_its_faults(sources, capsys):
    """The author reads the faults, and the next change is tried again."""
    before, answers = serve.snapshot(sources), iter(["content/model.yml:1: is wrong", ""])

    def rebuild(changed):
        told = next(answers)
        (sources / "content" / "model.yml").write_text("mended" if told else "mended twice")
        return told

    (sources / "content" / "model.yml").write_text("broken")
    serve.watch(before, sources, rebuild, looks=2)
    first, second, third = capsys.readouterr().out.splitlines()
    assert "the site stays as it was" in first and second == "content/model.yml:1: is wrong" and "built in" in third


# Stands in for assessment/build/live.py: tells its process and what it was asked, and dies once a file named `die` is there.
STAND_IN = """
import json, os, sys
for line in sys.stdin:
    if os.path.exists("die"):
        sys.exit(3)
    print(json.dumps({"faults": f"{os.getpid()} {line.strip()}", "made": {"finish": 1} if os.path.exists("made") else {}}), flush=True)
"""


@pytest.fixture
def builder(tmp_path):
    """A builder whose process is the stand-in."""
    one = serve.Builder([sys.executable, "-c", STAND_IN], tmp_path)
    yield one
    one.end()


def test_one_process_builds_until_code_changes(builder):
    """A sentence goes to the process that knows the pages; edited Python goes to a new one."""
    first = builder.build()
    assert first.endswith(" build") and builder.build(["docs/index.md", "content/model.yml", "assessment/web/form.mjs"]) == first
    second = builder.build(["docs/index.md", os.path.join("assessment", "build", "site.py")])
    assert second != first and builder.build(["overrides/main.html"]) == second
    assert builder.build(["package-lock.json"]) != second


def test_nobody_waits_for_the_warming_up(builder, tmp_path):
    """It is asked for only where nothing was made, and its answer is not taken for that of the next build."""
    builder.build()
    builder.warm()
    assert builder.due == 1
    assert builder.build().endswith(" build") and builder.due == 0
    (tmp_path / "made").touch()
    builder.build()
    builder.warm()
    assert builder.due == 0


def test_a_process_that_dies_is_told_and_replaced(builder, tmp_path):
    """The next change is built by another one."""
    first = builder.build()
    (tmp_path / "die").touch()
    assert builder.build() == "the build ended with 3 and said nothing"
    (tmp_path / "die").unlink()
    again = builder.build()
    assert again.endswith(" build") and again != first
