"""Each rule on the sentences of a page finds its fault with file and line, and every exception has a name and a test."""

import pytest

from assessment.build.prose import prose
from assessment.build.prose_rules import PROSE_RULES
from tests.build.guide import page

FOOT = '\n--8<-- "footnotes/guide/x.md"\n'
# rule, text of a guide page from line 8 on, [line, words of what is wrong, words of what would be right]
FAULTY = [
    ("figures_and_studies_are_cited", "\nIn 2017 all was well.\n", [9, "the figure 2017 stands in a paragraph", "[^id]"]),
    ("figures_and_studies_are_cited", "\nFirst a word.\nThen 52 managers.\n", [10, "the figure 52", "[^id]"]),
    ("figures_and_studies_are_cited", "\nIt was .101 on average.\n", [9, "the figure .101", "[^id]"]),
    ("figures_and_studies_are_cited", "\nAs Homburg and others say.\n", [9, "the name Homburg", "[^id]"]),
    ("figures_and_studies_are_cited", "\n- one\n- 12 of 15\n", [10, "the figure 12", "[^id]"]),
    ("figures_and_studies_are_cited", "\nSaid.[^homburg-2017]\n\nNot cited here.\n\n| a | b |\n|---|---|\n| x | 40 % |\n" + FOOT, [15, "the figure 40 stands in a table", "[^id]"]),
    ("figures_and_studies_are_cited", "\nIt is level 6 of 7.\n", [9, "the figure 6", "[^id]"]),
    ("figures_and_studies_are_cited", "\nAs of March 2019.\n", [9, "the figure 2019", "[^id]"]),
    ("one_sentence_stands_on_a_line", "\nOne is here. Two is there.\n", [9, "2 sentences stand on one line", "before “Two is there. …”"]),
    ("one_sentence_stands_on_a_line", "\nWas it “so?” Yes. It was.\n", [9, "3 sentences", "before “Yes. It was. …”"]),
    ("model_text_is_not_repeated", "\nAsk so:\nWhat do guests hear or see when they come in at all?\n", [10, "“what do guests hear or see when they” stands in content/dimensions/welcome.yml", "Include the fragment"]),
    ("pages_say_what_they_are", "\n# Another head\n", [9, "2 main headings", "one line that starts with"]),
]  # fmt: skip
FINE = {
    "a cited paragraph": "\nIn 2017 there were 52.[^homburg-2017]\n" + FOOT,
    "list markers": "\n1. one\n2. two\n",
    "headings": "\n## The year 2017\n",
    "levels": "\nFrom level 2 to the next, or levels 3 and 4; a scale from 1 to 5.\n",
    "a plan of our own": "\nThe first 90 days come next.\n",
    "the page's own month": "\nAs we understand it in November 2026.\n",
    "names that hold a figure": "\nB2B and A4 and `x = 3`.\n",
    "addresses of links": "\nSee [this](../index.md#year-2017).\n",
    "a table that is cited in its paragraph": "\nSaid.[^homburg-2017]\n\n| a | b |\n|---|---|\n| x | 40 % |\n" + FOOT,
    "a table with a citation in a cell": "\n| a | b |\n|---|---|\n| x | 40 %[^homburg-2017] |\n" + FOOT,
    "shortened words": "\nIt was e.g. This one, by J. R. Smith et al. Later more.\n",
    "items and rows are one line": "\n- **One.** Two. Three.\n\n| a. B | C. D |\n|---|---|\n",
    "a surname inside a word": "\nHomburgs are hats.\n",
    "programs": "\n```text\nIn 2017 there were 52. So it was.\n```\n",
}


@pytest.mark.parametrize(("rule", "body", "said"), FAULTY, ids=[f"{n}-{case[0]}" for n, case in enumerate(FAULTY)])
def test_a_rule_tells_file_and_line(toy, rule, body, said):
    """One spoilt sentence gives one fault at its line."""
    toy.edit("content/dimensions/welcome.yml", "text: What do guests hear", "text: What do guests hear or see when they")
    toy.write("docs/guide/x.md", page("Page", body))
    assert [(f.where, said[1] in f.wrong, said[2] in f.right) for f in toy.faults()] == [(f"docs/guide/x.md:{said[0]}", True, True)], toy.faults()


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_what_claims_nothing_about_the_world_needs_no_source(toy, body):
    """Each exception is one that has a name."""
    toy.write("docs/guide/x.md", page("Page", body))
    assert toy.faults() == []


def test_every_rule_is_tried():
    """No rule is without a page that breaks it."""
    assert {rule.__name__ for rule in PROSE_RULES} == {case[0] for case in FAULTY}


def test_pages_about_the_site_itself_may_count(toy):
    """The method counts its own questions; only the guide speaks of the world."""
    toy.write("docs/method.md", page("Method", "\nThere are 44 of them.\n"))
    assert toy.faults() == []


@pytest.mark.parametrize(
    ("front", "wrong"),
    [
        ("title: X\nchecked: 2026-11-21", "the page has no description."),
        ("description: About.", "the page does not say when it was checked."),
        ("description: About.\nchecked: last week", "the page does not say when it was checked."),
        ("description: 'broken", "the page has no description."),
    ],
)
def test_a_page_says_what_it_is(toy, front, wrong):
    """Description and day stand in the front matter; a day is written as a day."""
    toy.write("docs/x.md", f"---\n{front}\n---\n\n# X\n\nA sentence.\n")
    assert wrong in [f.wrong for f in toy.faults()] and {f.where for f in toy.faults()} == {"docs/x.md:1"}


def test_a_page_is_read_as_blocks_with_lines():
    """Front matter, headings, lists with continuations, tables, HTML, includes and programs are told apart."""
    read = prose("---\ntitle: T\n---\n# H\n\nA\nb\n\n- c\n  d\n- e\n\n| f |\n|---|\n\n<div>\n\n--8<-- \"x\"\n\n```py\nno\n```\nz")
    assert (read.title, read.about) == ("T", {"title": "T"})
    assert [(b.kind, b.line, len(b.lines)) for b in read.blocks] == [
        ("heading", 4, 1), ("paragraph", 6, 2), ("item", 9, 2), ("item", 11, 1), ("table", 13, 2), ("html", 16, 1), ("include", 18, 1), ("paragraph", 23, 1),
    ]  # fmt: skip
