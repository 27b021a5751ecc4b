"""Claims about what is written for people: every command exists, every named file exists, every dimension has its page."""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
ALSO = {"cd", "git", "pip", "npm", "uv", "apt", "python3.13"}  # programs that are not ours


def commands(text):
    """Every line of a shell block and every piece of inline code that starts a program of ours."""
    blocks = re.findall(r"```(?:bash|console|sh|shell)\n(.*?)```", text, flags=re.S)
    lines = [line.removeprefix("$ ").split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`((?:python3? |touchstone )[^`\n]+)`", text)
    return [line for line in lines + inline if line and not line.startswith("#")]


@cache
def help_of(*command):
    """What a command says about itself."""
    done = subprocess.run([sys.executable, *command, "--help"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{' '.join(command)} --help: {done.stderr}"
    return done.stdout


def fault(line):
    """What is wrong with a command line, or None."""
    words = [w for w in shlex.split(line) if not w.startswith("<")]
    if words[0] in ALSO:
        return None
    if words[0] == "touchstone":
        words = ["python", "-m", "assessment", *words[1:]]
    if words[0] not in ("python", "python3"):
        return f"unknown program {words[0]}"
    if words[1:2] == ["-m"]:
        known, rest = [words[1], words[2]], words[3:]
        if words[2] not in ("assessment", "assessment.build.site", "tests.engine.measure", "tests.core.bench_team", "tests.walk.team", "scripts.bench_pages", "assessment.build.hashes", "tests.site.access_record", "tests.site.trees", "tests.site.twice", "tests.walk.kills", "tests.fuzz", "tests.browsers.record", "tests.engine.same", "pytest", "mkdocs"):
            return f"unknown module {words[2]}"
        if words[2] in ("pytest", "mkdocs"):
            return None
        if words[2] == "assessment" and rest:
            if not re.search(rf"^\s+{re.escape(rest[0])}\s", help_of(*known), flags=re.M):
                return f"no command {rest[0]}"
            known.append(rest[0])
    else:
        known, rest = [words[1]], words[2:]
        if not (ROOT / words[1]).is_file():
            return f"no file {words[1]}"
        if words[1] == "scripts/test.py":
            return None  # the rest goes to pytest
    flags = [w.split("=")[0] for w in rest if w.startswith("--")]
    return next((f"no option {flag}" for flag in flags if flag not in help_of(*known)), None)


@pytest.mark.parametrize("page", [pytest.param(p, id=p.relative_to(ROOT).as_posix()) for p in PAGES])
def test_every_command_that_a_page_names_exists(page):
    """Scripts, sub-commands and options, in shell blocks and in running text."""
    wrong = [f"{line}: {why}" for line in commands(page.read_text(encoding="utf-8")) if (why := fault(line))]
    assert not wrong


@pytest.mark.parametrize("line", ["python3 scripts/none.py", "python -m assessment fly", "python -m assessment score x --colour red", "python3 scripts/serve.py --speed 3", "make all"])
def test_a_command_that_does_not_exist_is_found(line):
    """The test above can fail."""
    assert fault(line)


def test_the_readme_shows_the_two_commands_before_anything_else():
    """One sentence, one picture, two commands."""
    text = README.read_text(encoding="utf-8")
    opening = text.split("\n## ")[0]
    assert "![" in opening
    assert commands(opening)[-2:] == ["python3 scripts/serve.py", "python3 scripts/test.py"]


def test_every_file_that_the_readme_links_exists():
    """Relative links only lead to what is there."""
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README.read_text(encoding="utf-8"))
    assert targets and not [t for t in targets if not (ROOT / t).exists()]


def test_every_dimension_has_its_page(model):
    """And every pillar; a page without a dimension would be a leftover."""
    pillars = ROOT / "docs" / "pillars"
    wanted = {f"{p.id}/{d.id}.md" for p in model.pillars for d in p.dimensions} | {f"{p.id}/index.md" for p in model.pillars}
    there = {p.relative_to(pillars).as_posix() for p in pillars.glob("*/*.md")}
    assert there == wanted


def test_every_dimension_is_in_the_built_site(model, site):
    """At the address that the design promises."""
    missing = [f"{p.id}/{d.id}" for p in model.pillars for d in p.dimensions if not (site / "pillars" / p.id / d.id / "index.html").is_file()]
    assert not missing


def test_nothing_is_pointed_to_that_the_repository_leaves_out():
    """Licence, citation and change log are named by the README and are there."""
    for name in ("LICENSE", "LICENSE-CONTENT", "CITATION.cff", "CHANGELOG.md", "CONTRIBUTING.md"):
        assert (ROOT / name).is_file() and name in README.read_text(encoding="utf-8")
