"""The figures of one question, against hand work, R's package multilevel on its real data, and exact enumeration of chance."""

from collections import Counter
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.spread import Spread, rounded_root

R = (Path(__file__).parent / "authority" / "multilevel.txt").read_text("utf-8").splitlines()
FACTS = settings(max_examples=60, deadline=None, derandomize=True, database=None)
counts = st.tuples(*[st.integers(0, 9)] * 5)


def of(*levels):
    """The spread of some levels."""
    return Spread(tuple(levels.count(level) for level in range(1, 6)))


def test_five_answers_by_hand():
    """2, 2, 2, 3, 3: mean 12/5; squares 0.48 + 0.72 = 1.2, by 4 is 0.3; deviations 1.2 + 1.2 = 2.4, by 5 is 0.48; rWG 1 − 0.15."""
    s = of(2, 2, 2, 3, 3)
    assert (s.n, s.mean, s.median, s.range) == (5, Fraction(12, 5), 2, 1)
    assert (s.variance, s.average_deviation, s.agreement) == (Fraction(3, 10), Fraction(12, 25), Fraction(17, 20))
    assert rounded_root(s.variance) == 0.5477


def test_two_halves_by_hand():
    """1, 1, 2, 4, 5, 5: mean 3; squares 18, by 5 is 3.6; deviations 10, by 6; rWG 1 − 1.8 = −0.8, not clipped."""
    s = of(1, 1, 2, 4, 5, 5)
    assert (s.mean, s.median, s.variance, s.average_deviation, s.agreement, s.word) == (3, 3, Fraction(18, 5), Fraction(5, 3), Fraction(-4, 5), "two camps")


def test_nothing_to_say():
    """Without a level there is no figure; one level has a mean and no variance."""
    assert [of().mean, of().median, of().variance, of().average_deviation, of().agreement, of().word, of().range] == [None] * 6 + [0]
    assert (of(4).mean, of(4).median, of(4).variance, of(4).range) == (4, 4, None, 0)
    assert of(3, 3, 3, 3).agreement is None and of(3, 3, 3, 3, 3).agreement == 1


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ((2, 2, 2, 3, 3), "shared"),  # five: exactly 0.85
        ((2, 2, 3, 3, 4), "mixed"),  # five: s² 0.7, rWG 0.65
        ((1, 1, 1, 2, 2), "shared"),
        ((3, 3, 4, 4, 4, 5), "shared"),  # six: s² 17/30, exactly 43/60, which tables print as 0.717
        ((3, 3, 3, 4, 4, 5), "mixed"),  # six: s² 2/3, rWG 0.6667
        ((3, 3, 3, 3, 4, 4, 5), "mixed"),  # seven: s² 0.619, rWG 0.6905
        ((3, 3, 3, 4, 4, 4, 5), "shared"),  # seven: s² 0.5714, rWG 0.7143
        ((1, 2, 3, 4, 5, 3), "two camps"),  # exactly a third at each end
        ((1, 2, 3, 3, 3, 4, 5), "mixed"),  # two of seven are less than a third
        ((1, 1, 5, 5), None),
    ],
)
def test_words(levels, word):
    """Shared from 0.7 and from the 5 % value on; two camps from a third at each end; no word below five."""
    assert of(*levels).word == word


def rows(first):
    """The lines of R's output that begin with a word."""
    return [line.split() for line in R if line.startswith(first)]


def test_r_agrees_on_real_data():
    """sd, average deviation about the mean and rWG (two as the variance of random answers) are those of R's sd, ad.m and rwg, to 4 decimals.

    Where the variance is above two R's rwg says 0; ours says how far below, so there the clipped figures are compared.
    """
    found = [line for name in ("lq2002 ", "bhr2000 ", "cohesion ") for line in rows(name)]
    clipped = 0
    for name, item, group, *figures in found:
        levels, n = tuple(map(int, figures[:5])), int(figures[5])
        sd, ad, rwg = map(float, figures[6:])
        s = Spread(levels)
        assert s.n == n
        ours = 1 - s.variance / 2
        clipped += ours < 0
        assert s.agreement == (ours if n >= 5 else None)
        assert (rounded_root(s.variance), round(float(s.average_deviation), 4), round(float(max(ours, 0)), 4)) == pytest.approx((sd, ad, rwg), abs=0.5001e-4), (name, item, group)
    assert len(found) > 250 and clipped >= 3, "the data has groups beyond the clip, or this proves less than it says"


def test_r_agrees_on_a_dimension():
    """ad.m of eleven items at once is the mean of the items' average deviations."""
    for _, _, *figures in rows("dimension "):
        levels, ad = list(map(int, figures[:-1])), float(figures[-1])
        items = [Spread(tuple(levels[n : n + 5])) for n in range(0, len(levels), 5)]
        assert len(items) == 11
        assert float(sum(i.average_deviation for i in items) / 11) == pytest.approx(ad, abs=1e-9)
    assert len(rows("dimension ")) == 12


def chance(n):
    """rWG to how many of the 5ⁿ equally likely ways to answer give it."""
    ways = Counter()
    for levels in combinations_with_replacement(range(1, 6), n):
        spread, number = of(*levels), factorial(n)
        for count in spread.counts:
            number //= factorial(count)
        ways[spread.agreement] += number
    assert sum(ways.values()) == 5**n
    return ways


@pytest.mark.parametrize(("n", "least", "next_one"), [(5, Fraction(17, 20), Fraction(3, 4)), (6, Fraction(43, 60), Fraction(2, 3)), (7, Fraction(2, 3), Fraction(25, 42)), (10, Fraction(19, 36), Fraction(91, 180))])
def test_what_random_answers_give(n, least, next_one):
    """Counting every way to answer: from the 5 % value on at most one in twenty, with the next smaller value more; from seven on it is below 0.7."""
    ways = chance(n)
    assert 20 * sum(count for value, count in ways.items() if value >= least) <= 5**n
    assert 20 * sum(count for value, count in ways.items() if value >= next_one) > 5**n
    assert max(value for value in ways if value < least) == next_one
    simulated = {int(line[1]): float(line[-1]) for line in rows("chance ")}
    if n <= 7:  # at ten two values lie about as near to 5 %, and a simulation may take either
        assert float(least) == pytest.approx(simulated[n], abs=1e-4), "the 95 % value of R's rwg.sim is the same"


@FACTS
@given(counts)
def test_facts_of_any_answers(given_counts):
    """The mean lies between the ends; turning the scale round turns the mean and leaves the spread; deviation is at most the sd."""
    s, turned = Spread(given_counts), Spread(given_counts[::-1])
    if s.n:
        assert s.levels[0] <= s.mean <= s.levels[-1] and s.levels[0] <= s.median <= s.levels[-1]
        assert turned.mean == 6 - s.mean and turned.median == 6 - s.median
        assert turned.average_deviation == s.average_deviation and turned.word == s.word
    if s.n >= 2:
        assert s.average_deviation**2 <= s.variance
    if s.n >= 5:
        assert Fraction(-14, 10) <= s.agreement <= 1


@FACTS
@given(st.fractions(0, 10))
def test_a_root_is_rounded_and_not_guessed(square):
    """The rounded root is the nearest with four decimals, by squares and in whole numbers."""
    root = Fraction(str(rounded_root(square)))
    step = Fraction(1, 20_000)
    assert max(root - step, 0) ** 2 <= square <= (root + step) ** 2


def test_half_of_the_last_digit_goes_to_the_even_one():
    """0.00005² and 0.00015² lie exactly between two roots."""
    assert [rounded_root(Fraction(n, 20_000) ** 2) for n in (1, 3, 5)] == [0.0, 0.0002, 0.0002]
