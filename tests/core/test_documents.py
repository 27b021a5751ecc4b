"""The result as Markdown, as a table and as a page that stands alone: the same figures, and no text that becomes markup or a formula."""

import csv
import io
import re
from html import unescape

import pytest

from assessment.core.sheet import cell
from reports import BLANK, DOOR, FULL, file, page

NASTY = "<b>&lt;i&gt; *x* _y_ `z` [a](javascript:b) ![c](d) | # ~~q~~ \\ https://e.example <!-- --> &copy;"


def shown(markdown):
    """One line of Markdown as CommonMark shows it, if it holds no markup: escapes taken off, entities read. Fails on markup."""
    text = ""
    for escape, entity, plain in re.findall(r"\\([!-/:-@\[-`{-~])|(&\w+;)|(.)", markdown):
        assert plain not in tuple("`*_[]<>|~"), f"{plain} would be markup"
        text += escape or unescape(entity) or plain
    return text


def test_markdown_shows_texts_as_they_are():
    """What a person typed is shown letter by letter, makes no markup, and stays in its line."""
    text = DOOR.ask("score", answers=FULL | {"scope": {"unit": NASTY, "period": "a\n# b\n| c |"}}, **{"as": "markdown"})
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert [shown(line) for line in lines[:2]] == [f"- Unit: {NASTY}", "- Period: a # b | c |"]


def test_markdown_says_what_the_page_says():
    """Sentence, levels, next steps, blocking items, limits."""
    text = DOOR.ask("score", answers=FULL, **{"as": "markdown"})
    assert page(FULL)[0]["sentence"] in text
    assert "| Calm | 3 name 3 | 3 | 3 | 3 | 4 of 4 | fair | complete |" in text
    assert "Next step: Step 3 of calm." in text and "- Question 3 of wind? (not known)" in text
    assert "no certificate" in text and text.endswith("\n") and "<" not in text


def test_markdown_of_a_blank_has_no_figure():
    """Not enough answers, in words only."""
    text = DOOR.ask("score", answers=file(*[BLANK] * 4), **{"as": "markdown"})
    assert "| Calm | – | – | – | 3 | 0 of 4 | little | not enough answers |" in text
    assert not re.search(r"[Ll]evel \d|mean \d|Step \d", text)


def test_the_sheet_has_a_row_a_dimension_with_the_results_figures():
    """CSV in model order; a figure as JSON prints it, an empty cell where there is none; lines end with CR LF."""
    text = DOOR.ask("score", answers=FULL, **{"as": "csv"})
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    result = DOOR.ask("score", answers=FULL)["dimensions"]
    assert [r["id"] for r in rows] == [d["id"] for d in result] and text.count("\r\n") == text.count("\n") == 5
    for r, d in zip(rows, result, strict=True):
        for key in ("point", "low", "high", "coverage", "gap", "level", "target", "importance"):
            assert r[key] == ("" if d[key] is None else str(d[key]))
        assert r["blocked_by"] == " ".join(d["blocked_by"]) and r["uneven"] == str(d["uneven"]).lower()


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", ["=cmd|' /C calc'!A0"]])
def test_no_cell_is_a_formula(value):
    """A spreadsheet must not compute what a file says; a text that begins like a formula gets an apostrophe in front."""
    assert cell(value).lstrip('"').startswith("'")


def test_a_cell_with_a_comma_or_quote_is_quoted():
    """Commas, semicolons, quotes and line breaks stay in their cell; a negative figure is a figure."""
    assert next(csv.reader([cell('a,"b";c')])) == ['a,"b";c'] and cell(None) == "" and cell(2.5) == "2.5" and cell(True) == "true"


def test_the_printout_stands_alone():
    """The HTML of the command line is one whole document without script or link."""
    html = DOOR.ask("score", answers=FULL, **{"as": "html"})
    assert html.startswith("<!doctype html>") and html.endswith("</html>\n") and '<html lang="en">' in html and '<meta charset="utf-8">' in html
    assert "<script" not in html and not re.search(r'(?:href|src)="(?!#)', html) and "http" not in html
    assert page(FULL)[0]["sentence"] in html
