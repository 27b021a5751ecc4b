"""Claims about what runs on GitHub: pinned, with few rights, and only commands that exist here."""

import re
from pathlib import Path

import pytest
import yaml

from scripts import setup

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}


def steps():
    """Every step with the names of its workflow and job."""
    for name, workflow in WORKFLOWS.items():
        for job, content in workflow["jobs"].items():
            for step in content["steps"]:
                yield f"{name}.{job}", step


def test_every_action_is_pinned_by_commit_and_official():
    """A tag can be moved; a commit cannot."""
    used = [(where, step["uses"]) for where, step in steps() if "uses" in step]
    assert used and not [u for u in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", u[1])]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_given_to_the_job_that_needs_them(name):
    """A workflow starts with reading rights only; only the deployment may write."""
    assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
    writing = {job for job, content in WORKFLOWS[name]["jobs"].items() if "write" in content.get("permissions", {}).values()}
    assert writing <= {"deploy"}


def test_the_commands_exist():
    """Scripts and modules that the workflows start are here."""
    for _, step in steps():
        for word in re.findall(r"scripts/\S+|(?<=-m )\S+", step.get("run", "")):
            path = word if "/" in word else word.replace(".", "/")
            assert any((ROOT / candidate).exists() for candidate in (path, path + ".py")), word


def test_the_systems_are_those_that_the_set_up_is_written_for():
    """Linux, macOS, Windows, and the oldest Python that is promised."""
    matrix = WORKFLOWS["test"]["jobs"]["test"]["strategy"]["matrix"]
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert [i["python"] for i in matrix["include"]] == ["%d.%d" % setup.OLDEST]


def test_pages_are_built_for_the_address_that_github_gives():
    """So that a fork publishes with no edit."""
    build = next(step for where, step in steps() if "assessment.build.site" in step.get("run", ""))
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}/"


def test_every_lock_is_audited_each_week():
    """The locks of pip and npm in this repository, with a tool that is locked itself; nothing is installed without its hash."""
    audit = WORKFLOWS["audit"]
    assert audit[True]["schedule"]  # YAML reads the key `on` as true
    runs = [(step.get("working-directory", "."), step["run"]) for where, step in steps() if where.startswith("audit.") and "run" in step]
    npm = {place for place, run in runs if run.startswith("npm audit")}
    assert npm == {path.parent.relative_to(ROOT).as_posix() for path in [ROOT / "package-lock.json", *ROOT.glob("scripts/*/package-lock.json")]}
    assert any(run.startswith("pip-audit") and "-r requirements.txt" in run for _, run in runs)
    assert all("--require-hashes" in run for _, run in runs if "pip" in run)
    locked = (ROOT / "scripts/audit-requirements.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z][^\n]*", locked, flags=re.M)
    assert len(pinned) > 10 and all(re.match(r"[\w.-]+==[\w.]+ \\$", line) for line in pinned)
