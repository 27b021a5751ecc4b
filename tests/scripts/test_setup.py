"""Claims about setting up: old Pythons get a sentence, a second run does nothing, and what is missing is named."""

import ast
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import setup

ROOT = Path(__file__).resolve().parents[2]
FIRST_READ = ("setup.py", "serve.py", "test.py", "__init__.py")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with two locks, whose long steps are only noted down."""
    steps = []
    for name, value in {"ROOT": str(tmp_path), "VENV": str(tmp_path / ".venv"), "STAMP": str(tmp_path / ".venv" / "stamp.json")}.items():
        monkeypatch.setattr(setup, name, value)
    (tmp_path / "requirements.txt").write_text("a==1\n")
    (tmp_path / "package-lock.json").write_text("{}\n")

    def make_venv():
        steps.append("venv")
        python = Path(setup.venv_python())
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    def run(command, *_):
        steps.append("npm" if "ci" in command else "pip")
        if "ci" in command:
            (tmp_path / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(setup, "make_venv", make_venv)
    monkeypatch.setattr(setup, "run_counting", run)
    monkeypatch.setattr(setup, "_lacks", lambda *_: False)
    return tmp_path, steps


def set_up(checkout):
    _, steps = checkout
    steps.clear()
    setup.set_up(tell=lambda line: None)
    return list(steps)


@pytest.mark.parametrize("version", [(3, 6), (3, 8), (3, 11)])
def test_a_python_that_is_too_old_gets_one_sentence_that_says_what_to_do(version):
    """One line on standard error with the version that is there and the one that is needed; exit status 2."""
    said = io.StringIO()
    with pytest.raises(SystemExit) as left:
        setup.require_python(version, explain=said)
    assert left.value.code == 2
    assert said.getvalue().count("\n") == 1
    assert "%d.%d" % version in said.getvalue() and "3.12 or newer" in said.getvalue() and "install" in said.getvalue()


def test_python_3_12_is_new_enough():
    """3.12 and what comes after it are let through."""
    for version in ((3, 12), (3, 13), (4, 0)):
        assert setup.require_python(version) is None


@pytest.mark.parametrize("name", FIRST_READ)
def test_old_pythons_can_read_what_they_start(name):
    """Nothing in the files that an old Python reads needs a younger grammar, nor annotations that it would evaluate."""
    source = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    annotated = [n for n in ast.walk(tree) if isinstance(n, ast.AnnAssign) or (isinstance(n, ast.FunctionDef) and n.returns) or (isinstance(n, ast.arg) and n.annotation)]
    assert not annotated


@pytest.mark.parametrize("script", ["serve.py", "test.py"])
def test_an_old_python_that_is_here_gets_the_sentence(script):
    """The real thing, with whatever old Python this machine has."""
    for name in ("/usr/bin/python3", *(f"python3.{minor}" for minor in range(6, 12))):
        python = shutil.which(name)
        asked = python and subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info >= (3, 12))"], capture_output=True)
        if asked and asked.returncode == 0:
            break
    else:
        pytest.skip("no Python older than 3.12 on this machine")
    done = subprocess.run([python, str(ROOT / "scripts" / script)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "3.12 or newer" in done.stderr


def test_a_second_set_up_does_nothing(checkout):
    """What the locks ask for is installed once."""
    assert set_up(checkout) == ["venv", "pip", "npm"]
    assert set_up(checkout) == []


def test_only_what_a_changed_lock_asks_for_is_installed_again(checkout):
    """Each lock has a stamp of its own, and a line end that git changed is no change."""
    folder, _ = checkout
    set_up(checkout)
    (folder / "package-lock.json").write_bytes(b"{}\r\n")
    assert set_up(checkout) == []
    (folder / "package-lock.json").write_text('{"new": 1}\n')
    assert set_up(checkout) == ["npm"]
    (folder / "requirements.txt").write_text("a==2\n")
    assert set_up(checkout) == ["pip"]


def test_a_set_up_that_was_cut_short_is_taken_up_again(checkout, monkeypatch):
    """A step that failed leaves no stamp; the steps before it keep theirs."""
    noted = setup.run_counting

    def fails_at_npm(command, *rest):
        if "ci" in command:
            raise setup.SetUpFailed("no network")
        noted(command, *rest)

    monkeypatch.setattr(setup, "run_counting", fails_at_npm)
    with pytest.raises(setup.SetUpFailed):
        set_up(checkout)
    monkeypatch.setattr(setup, "run_counting", noted)
    assert set_up(checkout) == ["npm"]


def test_a_missing_lock_is_named(checkout):
    """The sentence names the file."""
    (checkout[0] / "package-lock.json").unlink()
    with pytest.raises(setup.SetUpFailed, match=r"^package-lock\.json is missing: .*\.$"):
        set_up(checkout)


def test_an_environment_of_an_old_python_is_refused_and_not_deleted(checkout):
    """The sentence says what to remove; the folder stays."""
    venv = Path(setup.VENV)
    venv.mkdir()
    (venv / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.2\n")
    with pytest.raises(setup.SetUpFailed, match="3.11.2.*remove it"):
        set_up(checkout)
    assert (venv / "pyvenv.cfg").exists()


def test_a_python_without_venv_is_told_which_package_to_install(tmp_path, monkeypatch):
    """Debian leaves ensurepip out of its Python; one sentence says how to get it."""
    monkeypatch.setattr(setup, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(setup, "_lacks", lambda module, *_: module == "ensurepip")
    monkeypatch.setattr(setup.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1, "ensurepip is not available"))
    with pytest.raises(setup.SetUpFailed, match="apt install python3-venv") as told:
        setup.make_venv()
    assert "\n" not in str(told.value)


def test_a_step_that_fails_shows_what_it_said(tmp_path, monkeypatch):
    """The first line is our sentence; what the program said follows."""
    monkeypatch.setattr(setup, "ROOT", str(tmp_path))
    with pytest.raises(setup.SetUpFailed, match="check the network.*\nthe reason"):
        setup.run_counting([setup.sys.executable, "-c", "print('the reason'); raise SystemExit(1)"], None, print, "x could not be installed")


def test_the_lock_holds_a_hash_for_every_package_and_no_address():
    """Each requirement is pinned and followed by a hash."""
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    requirements = [line for line in lines if not line.startswith(" ")]
    assert requirements and all("==" in line and line.endswith("\\") for line in requirements)
    assert all(line.strip().startswith("--hash=sha256:") for line in lines if line.startswith(" "))
    assert not any("//" in line for line in lines)
