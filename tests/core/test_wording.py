"""How figures, shares, levels and lists are said in words."""

from fractions import Fraction as F

import pytest

from assessment.core.document import plain
from assessment.core.markup import escaped
from assessment.core.sheet import cell
from assessment.core.sums import spoken
from assessment.core.wording import count, figure, level_words, listing, lower_first, percent, span
from instruments import dimension, instrument

MODEL = instrument((dimension("calm"),))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (figure(F(3)), "3"), (figure(F(7, 2)), "3.5"), (figure(F(13, 4)), "3.25"), (figure(F(10, 3)), "3.33"), (figure(F(5, 2) + F(1, 200)), "2.5"), (figure(F(0)), "0"),
        (figure(F(-1, 2)), "-0.5"), (figure(F(-1, 1000)), "0"), (figure(F(1, 8)), "0.12"), (figure(F(3, 8)), "0.38"), (figure(F(1999, 1000)), "2"), (figure(4), "4"),
        (span(F(3), F(3)), "3"), (span(F(5, 2), F(4)), "2.5 to 4"),
        (percent(F(0)), "0 %"), (percent(F(1)), "100 %"), (percent(F(999, 1000)), "99 %"), (percent(F(1, 1000)), "1 %"), (percent(F(1, 2)), "50 %"),
        (level_words(MODEL, 3, 3), "3 name 3"), (level_words(MODEL, 2, 3), "2 or 3"), (level_words(MODEL, 2, 4), "2 to 4"),
        (listing(["a"]), "a"), (listing(["a", "b"]), "a and b"), (listing(["a", "b", "c"]), "a, b and c"),
        (count(1, "question", "questions"), "1 question"), (count(0, "question", "questions"), "0 questions"),
    ],
)  # fmt: skip
def test_wording(said, expected):
    """Figures and lists as a person says them: no idle zeros, never 100 % for less than all, never 0 % for more than none."""
    assert said == expected


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("floor(3.5) = 3", "3.5 rounded down = 3"),
        ("floor(10/3) = 3", "10/3 rounded down = 3"),
        ("min(floor(3.4375), 1 + min(1, 4, 4, 4)) = 2", "3.4375 rounded down, but at most 1 + the smallest of (1, 4, 4, 4) = 2"),
        ("min(floor(3), 1 + 2) = 3", "3 rounded down, but at most 1 + 2 = 3"),
        ("max(0, 3 − 3.5) = 0", "3 − 3.5, but at least 0 = 0"),
        ("(3 + 4 + 3 + 4) / 4 = 3.5", "(3 + 4 + 3 + 4) / 4 = 3.5"),
    ],
)
def test_sums_are_said_without_the_words_of_programs(told, said):
    """The numbers, their order and the outcome stay."""
    assert spoken(told) == said


def test_a_text_turns_nothing_round_in_what_is_carried_away():
    """An override of the direction of writing (U+202E) would show a file's next words backwards."""
    text = "cost \u202egnp.exe\u202d"
    assert plain(text) == "cost gnp.exe" and cell(text) == "cost gnp.exe" and escaped(text) == "cost gnp.exe"


@pytest.mark.parametrize(("title", "inside"), [("General management", "general management"), ("IT and data", "IT and data"), ("A team", "a team"), ("", "")])
def test_a_title_inside_a_sentence(title, inside):
    """An abbreviation keeps its capitals."""
    assert lower_first(title) == inside
