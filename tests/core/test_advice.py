"""What a result says about targets, priorities and what to find out: sums worked by hand, in words that claim no more than they know."""

import re
from dataclasses import replace
from html import unescape

import pytest

from assessment.core.model import TargetProfile
from door import Door, Refused
from instruments import dimension, instrument, sheet

PROFILE = TargetProfile(size="small", exchange="continuous", why="Made up: it is enough.", levels={"calm": 2, "wind": 4})
MODEL = replace(instrument((dimension("calm"), dimension("wind")), (dimension("rain"), dimension("snow"))), targets=(PROFILE,))
DOOR = Door(MODEL)


def said(*rows, **more):
    """The report's HTML as text without tags, and its Markdown, of one tuple a dimension."""
    answers = sheet(MODEL, rows, "full").as_dict() | more
    html = DOOR.ask("report", answers=answers)["html"]
    return unescape(re.sub(r"<[^>]+>", " ", html)), DOOR.ask("score", answers=answers, **{"as": "markdown"})


ROWS = ((2, 2, 2, 3), (1, 1, 1, 1), (3, 3, 3, 4), (None,) * 4)  # means 9/4, 1, 13/4, none


def test_the_sum_of_a_priority_is_printed():
    """(3 − 2.25) × 3 = 2.25 and (3 − 1) × 2 = 4, the largest first; 3.25 is above its target and enough."""
    html, text = said(*ROWS, importance={"calm": 3})
    for where in (html, text):
        assert where.index("(3 − 1) × 2 = ") < where.index("(3 − 2.25) × 3 = ")
        assert re.search(r"\(3 − 1\) × 2 = +4\b", where) and re.search(r"\(3 − 2\.25\) × 3 = +2\.25\b", where)
        assert re.search(r"Enough for now: +Rain\.", where)
    assert "| 1 | Wind | (3 − 1) × 2 = 4 | 2 normal | – | fair |" in text and "| 2 | Calm | (3 − 2.25) × 3 = 2.25 | 3 high | – | fair |" in text


def test_shared_ranks_are_called_shared():
    """Two equal scores are both “1, shared”, and the text says what a shared rank means."""
    html, text = said((2, 2, 2, 2), (2, 2, 2, 2), (4, 4, 4, 4), (4, 4, 4, 4))
    assert text.count("| 1, shared |") == 2 and "the rank is shared" in text and "the rank is shared" in html


def test_what_is_not_known_is_found_out_first():
    """Snow could lack up to (3 − 1) × 2 = 4; the people to ask stand beside it."""
    html, text = said(*ROWS)
    assert "Snow: up to (3 − 1) × 2 = 4; ask: somebody" in text
    assert "Find out before you improve" in html and re.search(r"Snow +up to \(3 − 1\) × 2 = 4 +Ask: somebody\.", html)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "The target is 3 wherever you set none: a common starting point, not advice."),
        ({"scope": {"size": "small", "exchange": "continuous"}}, "The targets are suggested for a unit with fewer than 50 people and ongoing relationships. Made up: it is enough."),
        ({"targets": {"calm": 5, "rain": 1}}, "2 targets are your own."),
    ],
)
def test_where_the_targets_come_from(more, words):
    """The common 3, a suggestion with its reason, or one's own."""
    html, text = said(*ROWS, **more)
    assert words in " ".join(text.split()) and words in " ".join(html.split())


def test_the_way_to_the_targets():
    """Targets 3, points 9/4, 1, 13/4: gaps 3/4 + 2 + 0 of 2 + 2 + 2, so 1 − 2.75/6 = 54.17 %."""
    assert "54 % of the way from level 1 to these targets is done, over the 3 dimensions with a figure." in said(*ROWS)[0]


def test_nothing_known_gives_no_advice():
    """A blank sheet has no priorities and no way; everything is to be found out."""
    html, text = said(*[(None,) * 4] * 4)
    assert "There is no figure yet to compare with a target." in text and "of the way" not in html and html.count("up to (3 − 1) × 2 = 4") == 4


def test_three_sentences_to_pass_on():
    """Where one stands, what comes first, and how far it carries; no dimension that has no figure is called good or bad."""
    mail = DOOR.ask("report", answers=sheet(MODEL, ROWS, "full").as_dict() | {"scope": {"unit": "Till 5"}, "date": "2026-11-22"})["mail"]
    assert mail == (
        "T of Till 5 (full assessment, 2026-11-22): as seen by one person, rain is furthest along (level 3 name 3), and wind is least far (level 1 name 1). "
        "To take up first, by gap and importance: wind and calm; not known yet: snow. "
        "This is one person's opinion on 12 of 16 questions, with a questionnaire that has not been validated: a start for talking, no benchmark."
    )


def test_the_levels_reached_are_told_to_the_page():
    """The page offers “enough as it is”; the number comes from here."""
    assert DOOR.ask("report", answers=sheet(MODEL, ROWS, "full").as_dict())["reached"] == {"calm": 2, "wind": 1, "rain": 3}


def test_what_was_written_stands_in_the_report():
    """Notes and evidence come back with their question, escaped."""
    answers = sheet(MODEL, ROWS, "full").as_dict()
    answers["answers"]["calm.0"] |= {"note": "<b>half</b> done", "evidence": "The list | of May"}
    html = DOOR.ask("report", answers=answers)["html"]
    assert "Notes and evidence (2)" in html and "&lt;b&gt;half&lt;/b&gt; done" in html and "<b>half" not in html
    text = DOOR.ask("score", answers=answers, **{"as": "markdown"})
    assert "- Note: \\<b\\>half\\</b\\> done" in text and "- Evidence: The list \\| of May" in text


def test_live_is_true_or_false():
    """Anything else is refused."""
    with pytest.raises(Refused, match="live"):
        DOOR.ask("report", answers=sheet(MODEL, ROWS, "full").as_dict(), live="yes")
