"""Claims about test.py: its exit status is pytest's, and what it is given goes through."""

from pathlib import Path

import pytest

from scripts import test as command

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("asked", [["-n", "0"], ["-n4"], ["--numprocesses=3"], ["--pdb"], ["-s"], ["-p", "no:xdist"]])
def test_whoever_says_how_to_run_is_not_overruled(asked):
    """No workers where the caller chose, or wants to look into one test."""
    assert command.workers(asked) == []


@pytest.mark.parametrize("asked", [[], ["-k", "scoring"], ["tests/core", "-x"]])
def test_otherwise_two_workers_share_the_files(asked):
    """A file stays whole on one worker, so that its fixtures are made once."""
    assert command.workers(asked) == ["-n", "2", "--dist", "loadfile"]


def test_the_exit_status_is_pytests(monkeypatch):
    """5 (no test ran) is as faithful as 0 and 1; the arguments arrive unchanged."""
    import assessment.build.site as site
    from scripts import browser, browsers

    given = []
    monkeypatch.setattr(command.setup, "enter", lambda script: None)
    monkeypatch.setattr(browser, "get", lambda progress: "chrome")
    monkeypatch.setattr(browsers, "get", lambda progress: None)
    monkeypatch.setenv("CHROME", "kept")
    monkeypatch.setattr(site, "build_site", lambda progress: None)
    monkeypatch.setattr(pytest, "main", lambda arguments: given.append(arguments) or 5)
    monkeypatch.setattr(command.sys, "argv", ["test.py", "-n0", "-k", "name"])
    monkeypatch.chdir(ROOT)
    assert command.main() == 5
    assert given == [["-n0", "-k", "name"]]


@pytest.mark.parametrize("missing", ["browser", "site"])
def test_without_a_browser_or_a_site_no_test_is_run(monkeypatch, capsys, missing):
    """The sentence and exit status 2."""
    import assessment.build.site as site
    from scripts import browser, browsers

    def refuse(error):
        def raising(**_):
            raise error("what to do")

        return raising

    monkeypatch.setattr(command.setup, "enter", lambda script: None)
    monkeypatch.setenv("CHROME", "kept")
    monkeypatch.setattr(browser, "get", refuse(browser.NoBrowser) if missing == "browser" else lambda progress: "chrome")
    monkeypatch.setattr(browsers, "get", lambda progress: None)
    monkeypatch.setattr(site, "build_site", refuse(site.BuildFailed))
    monkeypatch.setattr(pytest, "main", lambda arguments: pytest.fail("the tests ran"))
    assert command.main() == 2
    assert capsys.readouterr().err == "what to do\n"


def test_ci_runs_exactly_that_command():
    """What CI runs, anybody can run."""
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("\nexec python3 scripts/test.py")
