"""Claims about language: no misspelt word in what we wrote, and Markdown without a lint fault; settings and names stand in pyproject.toml."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
WORDS = [*PAGES, "content", "assessment"]


def said_by(*command):
    """Exit status and the lines that a program prints, run where pyproject.toml lies."""
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, (done.stdout + done.stderr).splitlines()


def spelling(*paths):
    """What typos says; status 0 when every word is right, 2 when one is not."""
    program = shutil.which("typos", path=sysconfig.get_path("scripts"))
    assert program, "typos is not installed: run `python3 scripts/setup.py`"
    return said_by(program, "--config", str(ROOT / "pyproject.toml"), "--sort", "--format", "brief", *map(str, paths))


def markdown(*paths):
    """What pymarkdownlnt says; status 0 when nothing is wrong, 1 when something is."""
    return said_by(sys.executable, "-m", "pymarkdown", "scan", "-r", *map(str, paths))


def test_no_word_is_misspelt():
    """Pages, instrument, code with its names, and the files that a visitor of the repository reads first."""
    status, lines = spelling(*WORDS)
    assert not lines and status == 0


@pytest.mark.parametrize(
    ("name", "text", "slip"),
    [
        ("page.md", "Customers recieve a parcel.\n", "recieve"),
        ("dimension.yml", "text: The journey is seperate from the rest.\n", "seperate"),
        ("module.py", "def first_occurence():\n    pass\n", "occurence"),
        ("page.md", "A greif that lasts.\n", "greif"),
    ],
)
def test_a_misspelt_word_is_found(tmp_path, name, text, slip):
    """The test above can fail: on a page, in YAML, in a name of code, and where a word resembles the name of an author."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    status, lines = spelling(tmp_path)
    assert status == 2 and any(f"`{slip}`" in line for line in lines)


def test_british_and_american_spelling_and_foreign_names_pass(tmp_path):
    """Both spellings stand in titles that we quote; a name and a German or Latin title is no slip."""
    text = (
        "Behaviour and behavior, organisation and organization, centre and center, labour and labor.\n"
        "Homburg, Jozić and Kuehnl; Jüttner; Groth; Greif (greif-2012); Markey; Curtis; MIS Quarterly.\n"
        "Kundenzufriedenheit und Kundenbindung; Pratica della mercatura; De officiis; caveat emptor.\n"
    )
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    assert spelling(tmp_path) == (0, [])


def test_markdown_has_no_lint_fault():
    """Every page, and the files that a visitor of the repository reads first."""
    status, lines = markdown(*PAGES)
    assert not lines and status == 0


def test_a_fault_in_markdown_is_found(tmp_path):
    """The test above can fail: each fault here is one that a reader of the page would see, or that hides a text from some of them."""
    text = (
        "---\ntitle: A page\n---\n\n# A page\n\n### A level is left out\n\n"
        "A list without a line above\n- one\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 | lost |\n\n"
        "A (reversed)[https://example.org] link, and [an empty one]().\n\nA word in ** no bold ** type.\n\n"
        "![](picture.png)\n\n##No heading\n\n# A second title\n"
    )
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    status, lines = markdown(tmp_path)
    assert status == 1
    assert {rule for line in lines for rule in re.findall(r"\bMD\d{3}\b", line)} == {"MD001", "MD011", "MD018", "MD025", "MD032", "MD037", "MD042", "MD045", "MD056"}


def test_the_markdown_of_this_house_passes(tmp_path):
    """A sentence a line however long, Markdown in a div, fragments, notes, attributes, admonitions, and headings that come again under another one."""
    text = (
        '---\ntitle: The window\n---\n\n<div class="ts-hero" markdown>\n\n# The page\n\n[Go](index.md){ .md-button }\n</div>\n\n'
        f'--8<-- "time-quick.md"\nA sentence that is {"very " * 40}long.[^homburg-2017][^otto-2020]\n\n'
        '!!! note "Note"\n\n    Indented.\n\n- one\n    - nested\n\nTerm\n:   Meaning.\n\n'
        '## Early { #early }\n\n### Case\n\n## Late\n\n### Case\n\n--8<-- "footnotes/page.md"\n'
    )
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    assert markdown(tmp_path) == (0, [])
