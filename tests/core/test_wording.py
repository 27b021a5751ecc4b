"""How figures, shares, levels and lists are said in words."""

from fractions import Fraction as F

import pytest

from assessment.core.wording import count, figure, level_words, listing, percent, span
from instruments import dimension, instrument

MODEL = instrument((dimension("calm"),))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (figure(F(3)), "3"), (figure(F(7, 2)), "3.5"), (figure(F(13, 4)), "3.25"), (figure(F(10, 3)), "3.33"), (figure(F(5, 2) + F(1, 200)), "2.5"), (figure(F(0)), "0"),
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
