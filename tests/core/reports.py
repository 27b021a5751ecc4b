"""A small instrument, its answers and a strict reader of HTML, for tests of what a result says."""

from html.parser import HTMLParser

from door import Door
from instruments import dimension, instrument, sheet

MODEL = instrument((dimension("calm"), dimension("wind")), (dimension("rain"), dimension("snow")))
DOOR = Door(MODEL)
VOID = {"br", "img", "meta", "link", "input", "hr", "line", "rect", "path"}


class Tree(HTMLParser):
    """Reads a page strictly: nesting, tags, attributes, rows of tables and running text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.attributes, self.rows, self.text = [], [], [], [], ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data


def file(*rows, mode="full", **more):
    """Answers of one tuple a dimension, as a file."""
    answers = sheet(MODEL, rows, mode, **more).as_dict()
    for entry in answers["answers"].values():
        if entry.get("state") == "na":
            entry["reason"] = "no such thing"
    return answers


BLANK = (None,) * 4
FULL = file((3, 3, 3, 3), (2, 5, 4, "dk"), (4, 4, 4, 4), (3, 3, 4, 4), date="2026-11-21")


def page(answers):
    """The report for the page and its tree."""
    report = DOOR.ask("report", answers=answers)
    return report, Tree(report["html"])
