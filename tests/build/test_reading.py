"""A YAML file is read as plain data with lines; what is not plain is told as kindly as a wrong reference."""

import time
from pathlib import Path

import pytest

from assessment.build import reading
from assessment.build.reading import MOST_BYTES, read

ROOT = Path(__file__).resolve().parents[2]

LAUGHS = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))

# name: text, line, words of what is wrong, words of what would be right
TYPOS = {
    "colon in a text": ("id: x\ntext: How: said\n", 2, "a colon with a space after it", "in quotes"),
    "key without colon": ("id: x\ntitle\ndefinition: y\n", 2, "neither “key: value” nor", "Add the colon"),
    "tab": ("id: x\nitems:\n\t- a\n", 3, "tab", "Use spaces"),
    "open quotation mark": ('id: x\ntext: "open\nmore: y\n', 2, "is never closed", "Close it"),
    "quotation mark closed by the next one": ('id: x\ntext: "open\nmore: y\nsince: "1"\n', 2, "opens here is closed on line 4 only", "Close it where"),
    "text after quotation mark": ('id: x\ntext: "a" b\n', 2, "text goes on after a closed quotation mark", "whole text in quotes"),
    "open list": ("id: x\nsources: [a, b\nsince: y\n", 2, "is not closed, or a comma is missing", "[one, two]"),
    "open mapping": ("id: x\nanchors: {1: a, 2: b\n", 2, "is not closed, or a comma is missing", "{key: value"),
    "indent": ("items:\n  - id: a\n   text: b\n", 3, "indent", "Line"),
    "sign at the start": ("id: x\ntext: @home\n", 2, "a sign that YAML keeps for itself", "in quotes"),
    "unknown escape": ('id: x\ntext: "a \\q"\n', 2, "backslash", "two backslashes"),
    "second document": ("id: x\n---\nid: y\n", 2, "second document", "one document a file"),
    "control character": ("id: x\ntext: a\x07b\n", 2, "control character", "Delete it"),
    "list behind a key": ("id: x\nitems: - a\n", 2, "a list starts behind a key", "line of its own"),
    "text behind the fold sign": ("id: x\ntext: > said\n  more\n", 2, "after > or |", "next line"),
    "double key": ("id: x\ntext: a\ntext: b\n", 3, "“text” stands here a second time (first on line 2)", "Keep one"),
    "double level": ("anchors:\n  1: a\n  1: b\n", 3, "“1” stands here a second time", "Keep one"),
    "alias": ("a: x\nb: *a\n", 2, "“*a” repeats an entry", "Write the entry out"),
    "anchor": ("a: &a x\n", 1, "“&a” gives an entry a name", "Remove it"),
    "billion laughs": (LAUGHS, 1, "“&a” gives an entry a name", "Remove it"),
    "merge key": ("a: x\n<<: {b: y}\n", 2, "<< cannot be a key", "a field's name"),
    "tag": ("a: !!python/object/apply:os.system [ls]\n", 1, "is a YAML tag", "Remove it"),
    "own tag": ("a: !secret x\n", 1, "“!secret” is a YAML tag", "Remove it"),
    "depth": ("a: " + "[" * 500 + "]" * 500 + "\n", 1, "more than 20 deep", "Close the brackets"),
    "list as a key": ("? [a]\n: b\n", 1, "a list or mapping cannot be a key", "a field's name"),
    "yes as a key": ("yes: b\n", 1, "yes cannot be a key", "a field's name"),
    "number in quotes as a key": ('anchors:\n  "1": a\n', 2, "“1” is text, not a whole number", "Write 1 without quotes"),
    "half a character": ('a: "\\ud83d"\n', 1, "half of a character", "the character itself"),
    "number of 5,000 digits": ("a: " + "9" * 5000 + "\n", 1, "is no number that can be read", "plain whole number"),
    "not UTF-8": ("id: x\ntitle: Caf\xe9\n".encode("latin-1"), 2, "0xe9 is not UTF-8", "Save the file as UTF-8"),
    "too many": ("- a\n" * 20_001, 20_000, "more than 20,000 keys and values", "Take some out"),
    "too large": ("a: " + "x" * MOST_BYTES, 1, "200,003 bytes", "below 200,000"),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPOS)
def test_a_typo_is_told_with_its_line(tmp_path, name):
    """What YAML's reader stumbles over is said in an author's words, at the line where the mistake lies."""
    text, line, wrong, right = TYPOS[name]
    path = tmp_path / "x.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    document = read(path, "content/x.yml")
    assert document.data is None
    assert [(f.where, wrong in f.wrong, right in f.right) for f in document.findings] == [(f"content/x.yml:{line}", True, True)], document.findings


def test_lines_are_those_of_the_file(tmp_path):
    """Every entry knows its line, also inside lists, behind comments and in folded texts; a mark at the start of the file is no fault."""
    path = tmp_path / "x.yml"
    path.write_text("\ufeff# a comment\nid: x\nitems:\n  # another\n  - id: a\n    text: >-\n      long\n      text\n    tags: [p,\n      q]\nend: 1\n", "utf-8")
    document = read(path, "x.yml")
    assert document.data == {"id": "x", "items": [{"id": "a", "text": "long text", "tags": ["p", "q"]}], "end": 1}
    paths = [("id",), ("items",), ("items", 0), ("items", 0, "text"), ("items", 0, "tags", 1), ("end",)]
    assert [document.line(path) for path in paths] == [2, 3, 5, 6, 10, 11]
    assert document.finding(("items", 0, "text"), "", "").where == "x.yml:6 (a)"


def test_a_day_stays_text(tmp_path):
    """2026-11-21 is what somebody typed, not an object of a library."""
    path = tmp_path / "x.yml"
    path.write_text("day: 2026-11-21\n")
    assert read(path, "x.yml").data == {"day": "2026-11-21"}


def test_an_empty_file_is_nothing_and_no_fault(tmp_path):
    """Whether a file may be empty is not for the reader to say."""
    path = tmp_path / "x.yml"
    path.write_text("# only a comment\n")
    document = read(path, "x.yml")
    assert (document.data, document.findings) == (None, [])


def test_both_readers_read_the_same(tmp_path, monkeypatch):
    """libyaml and PyYAML's own parser give the same data, lines and texts for all that authors wrote here; one hard text is written out by hand."""
    hard = 'a: {x: [1, 0x10, 1_000, 010, 1.5, yes, ~, "é\\u00e9\\n"], "q: r": \'it\'\'s\'}\nb:\n- |-\n  two\n   lines\n- >\n  folded\n  text\n\n- ""\n2: # nothing\nc: 2026-11-21\nd: a:b\ne: -1\n'
    (tmp_path / "hard.yml").write_text(hard, "utf-8")
    paths = [tmp_path / "hard.yml", *sorted((ROOT / "content").rglob("*.yml")), *sorted((ROOT / "tests/toy/content").rglob("*.yml"))]
    fast = [read(path, path.name) for path in paths]
    assert fast[0].data["a"] == {"x": [1, 16, 1000, 8, 1.5, True, None, "éé\n"], "q: r": "it's"} and fast[0].data["b"] == ["two\n lines", "folded text\n", ""]
    assert fast[0].lines[("b", 1)] == 6 and fast[0].lines[("e",)] == 14
    monkeypatch.setattr(reading.yaml, "__with_libyaml__", False)
    monkeypatch.setattr(reading, "_PlainInC", None)
    assert [read(path, path.name) for path in paths] == fast


LONG = "".join(f"- id: entry-{n}\n  text: A line like many others.\n" for n in range(3_900))
SLIPS = {
    "a colon in a text": ("  text: How: said\n", "a colon with a space after it"),
    "an open quotation mark": ('  text: "open\n', "is never closed"),
    "a tab": ("\t- a\n", "tab"),
    "an alias": ("  text: *a\n", "repeats an entry"),
}


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("at", [2, 3_900, 7_800])
def test_a_slip_in_a_long_file_is_told_at_once(name, at):
    """A file almost as large as it may be, with a mistake at its start, in the middle or at its end is told in the same words, at its line, within a second."""
    slip, wrong = SLIPS[name]
    lines = LONG.splitlines(keepends=True)
    start = time.process_time()
    found = reading.parsed("".join([*lines[:at], slip, *lines[at:]]).encode(), "x.yml")
    assert time.process_time() - start < 1
    [finding] = found.findings
    assert (finding.line, wrong in finding.wrong) == (at + 1, True), finding
