"""Hostile texts in every field that a person fills: whatever is written there, what carries it has the shape that it has with a harmless word."""

import csv
import io
import json
import re
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessment.build.rehearsal import rehearsal
from assessment.core.calendar import escaped, folded
from assessment.core.sheet import cell
from door import Door, Refused

ATTACKS = (
    "<script>globalThis.hit=1</script>", "</td></tr></table><script>globalThis.hit=1</script>", "<img src=x onerror=globalThis.hit=1>", "<svg onload=globalThis.hit=1>", "\" onmouseover=\"globalThis.hit=1", "' autofocus onfocus='globalThis.hit=1",
    "<meta http-equiv=refresh content=0;url=https://example.org>", "<iframe srcdoc='<script>parent.hit=1</script>'>", "<style>*{display:none}</style>", "</textarea><script>", "<!--", "-->", "]]><script>", "<![CDATA[", "<?xml ?>", "&lt;script&gt;", "&#60;b&#62;", "&amp;",
    "[x](javascript:globalThis.hit=1)", "![x](https://example.org/x.png)", "<https://example.org>", "[x]: https://example.org", "[^1]", "| a | b |", "\n| --- |\n", "\n# Title", "\n- a", "\n\n> b", "\n```\ncode", "\n---\n", "**b**", "__b__", "~~~", "`c`", "$$x$$", "{: .c}", "\\", "1. x", "+ x", "a  \nb", "\n    code", "===", "https://example.org",
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\r\n=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", "\"=1", "'=1", " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", '",=1,"', '";=1;"', '"\n=1', "a;=1", "a\t=1",
    "BEGIN:VEVENT", "\r\nEND:VEVENT\r\nBEGIN:VALARM", "\nATTACH:https://example.org", "\\n", "\\,", ";VALUE=DATE:", ":", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0", "\x7f", "\u202e", "\u2066", "\U0001f469\u200d\U0001f4bb" * 20, "é" * 80, "x" * 150, "__proto__",
)  # fmt: skip
hostile = st.lists(st.sampled_from(ATTACKS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4).map("".join).map(lambda text: text[:180] + "x")
FIELDS = ("unit", "period", "note", "evidence", "dissent", "reason", "owner", "measure")


@cache
def door() -> Door:
    return Door(json.loads(rehearsal()[2])["model"])


def sheet(text: str, kind: str = "own") -> dict:
    """All questions answered, and the text in every field."""
    letters = {f"{name}.{letter}": {"level": 1 + (place * 2 + ord(letter)) % 5, "note": text, "evidence": text, "dissent": text} for place, name in enumerate(("warm", "cold", "dry", "wet")) for letter in "abc"}
    letters["wet.b"] = {"state": "na", "reason": text, "note": text}
    return {
        "format": "touchstone-answers/1", "model": {"id": "rehearsal", "version": "1.1.0"}, "kind": kind, "mode": "full", "date": "2026-11-21", "scope": {"unit": text, "period": text, "role": "service", "size": "small", "exchange": "discrete"},
        "answers": letters, "targets": {"dry": 5}, "facts": {"asked": "no"}, "plan": [{"dimension": "cold", "from": 1, "owner": text, "due": "2026-12-31", "measure": text}, {"dimension": "dry", "from": 2, "owner": text, "due": None, "measure": text}],
    }  # fmt: skip


def line(number: int, text: str) -> str:
    """The hand-in of one person with notes."""
    return f"full service 0000000{number} 2026-11-0{number} {number}2345{'6'}123450 " + json.dumps({"warm.a": text, "cold.b": text}, ensure_ascii=False)


def made(text: str) -> dict[str, str]:
    """Everything that the door makes of the text, by operation and form."""
    ask, answers = door().ask, sheet(text)
    team = {"handed": [line(n, text) for n in range(1, 6)], "scope": {"unit": text[:80], "period": text[:40]}}
    found = {f"score {form}": ask("score", answers=answers, **{"as": form}) for form in ("markdown", "csv", "html", "svg", "radar")}
    found |= {"report html": ask("report", answers=answers)["html"], "report still html": ask("report", answers=answers, live=False)["html"], "explain markdown": ask("explain", answers=answers, **{"as": "markdown"}), "explain html": ask("explain", answers=answers, **{"as": "page"})["html"]}
    found |= {f"plan {form}": ask("plan", answers=answers, **{"as": form}) for form in ("markdown", "csv", "ics")}
    found |= {f"compare {form}": ask("compare", files=[answers, {**answers, "answers": {}}], **{"as": form}) for form in ("markdown", "csv")}
    found |= {"compare html": ask("compare", files=[answers, answers], **{"as": "page"})["html"]}
    try:
        found |= {f"team {form}": ask("team", **team, **{"as": form}) for form in ("markdown", "csv")} | {"team html": ask("team", **team, **{"as": "page"})["html"]}
        found |= {"minutes markdown": ask("team", **team, agreed=sheet(text, "agreed"), **{"as": "minutes"})}
    except Refused as refused:  # a scope is one line
        assert all("scope" in fault["where"] for fault in refused.faults)
        team["scope"] = {}
        found |= {f"team {form}": ask("team", **team, **{"as": form}) for form in ("markdown", "csv")} | {"team html": ask("team", **team, **{"as": "page"})["html"], "minutes markdown": ask("team", **team, agreed=sheet(text, "agreed"), **{"as": "minutes"})}
    return found


class Shape(HTMLParser):
    """The elements of a text and the names of their attributes, in order."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *sorted(name for name, _ in attrs)))
        assert not any(name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:")) for name, value in attrs), attrs

    def handle_endtag(self, tag):
        self.found.append(tag)

    def handle_comment(self, data):
        self.found.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def shape(form: str, text: str) -> object:
    """What must be the same whatever was written."""
    if form.endswith("html"):
        return Shape(text).found
    if form.endswith(("svg", "radar")):
        return {(element.tag, *sorted({*element.attrib} - {"font-weight"})) for element in ElementTree.fromstring(text).iter()}  # a long title has more lines
    if form.endswith("markdown"):
        return Shape(markdown.markdown(text, extensions=["extra", "sane_lists"])).found
    if form.endswith("csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        cells = [one for row in rows for one in row]
        assert not any(starts_a_formula(one) for one in cells), cells
        return [len(row) for row in rows]
    assert form.endswith("ics")
    assert text.count("\n") == text.count("\r\n") == text.count("\r") and all(len(one.encode()) <= 75 for one in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert not any(ord(c) < 32 for one in lines for c in one)
    return [re.match(r"[A-Z-]*", one)[0] for one in lines]


def starts_a_formula(text: str) -> bool:
    """True for what a spreadsheet might compute; a figure is none."""
    return bool(re.match(r"[\s\ufeff\u200b\u00ad\u2060]*[=+\-@＝＋－＠]", text)) and not re.fullmatch(r"-?\d+(\.\d+)?", text)


@cache
def harmless() -> dict[str, object]:
    """The shape of everything with one word in each field."""
    return {form: shape(form, text) for form, text in made("word").items()}


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(hostile)
@example("".join(ATTACKS[:7])[:180] + "x")
@example("\r\n=1\n| --- |\n# x")
def test_no_text_changes_the_shape_of_what_carries_it(text):
    """Pages, drawings, Markdown, tables and calendars: the same elements, rows and entries as with a harmless word, and no cell is a formula."""
    for form, said in made(text).items():
        assert shape(form, said) == harmless()[form], (form, said)


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_by_itself(attack):
    """Each of them in a cell, in a line of a calendar and in a page’s words: one cell that is no formula, one line, and no element."""
    text = attack + "x"
    plain = text.replace("\u202e", "")
    for mark in (",", ";", "\t"):
        row = f"{cell(text)}{mark}{cell('b')}\r\n"
        [read] = csv.reader(io.StringIO(row, newline=""), delimiter=mark)
        assert len(read) == 2 and read[0] in (plain, f"'{plain}") and not starts_a_formula(read[0])
    kept = escaped(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]|(?<!\\)(?:\\\\)*[;,]", kept)
    assert all(len(part.encode()) <= 75 for part in folded(f"SUMMARY:{kept}").split("\r\n"))


def test_a_calendar_folds_between_characters():
    """By hand: 75 octets a line and no character broken; 40 letters of two octets behind “SUMMARY:” (8) are 33 on the first line (74) and 7 after a space."""
    assert folded("SUMMARY:" + "é" * 40) == "SUMMARY:" + "é" * 33 + "\r\n " + "é" * 7



@pytest.mark.parametrize("key", ["__proto__", "constructor", "toString", "hasOwnProperty"])
def test_names_of_prototypes_are_no_names_here(key):
    """As a question, a dimension, a fact, a part of the scope or of the file they are refused by name."""
    for place in ("answers", "targets", "importance", "facts", "scope", None):
        file = sheet("x")
        (file.setdefault(place, {}) if place else file)[key] = {"level": 5}
        assert any(key in fault["where"] for fault in door().faults(file)), place


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 30_000, '{"format": "touchstone-answers/1", "mode": ' + "9" * 4_000_000 + "}", '"' + "\\u0041" * 800_000, '{"a": 1e' + "9" * 4_000 + "}"], ids=["lists", "objects", "a number", "a text", "an exponent"])
def test_huge_json_is_refused_at_once(text):
    """Nested a hundred thousand deep, or a number of four million digits: a message, without a second of work."""
    import time

    start = time.process_time()
    [fault] = door().faults(text)
    assert time.process_time() - start < 1 and fault["where"].startswith(("file", "format")) and fault["right"]
