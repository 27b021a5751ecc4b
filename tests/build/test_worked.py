"""The worked example of the method page, against figures worked by hand, and the figures that the page states in its own words."""

import re
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path

import markdown
import pytest

from assessment.build import gate
from assessment.build.worked import sheet, without_cap, worked, worked_fragments
from assessment.core.outcome import outcome
from assessment.core.result import make_result
from assessment.core.scoring import score
from tests.build.test_fragments import Outline
from tests.core.instruments import dimension, instrument

METHOD = Path(__file__).resolve().parents[2] / "docs/method.md"
ELEVEN = instrument(*(tuple(dimension(f"d{p}{d}") for d in range(n)) for p, n in enumerate((3, 4, 4))))


def figures(line) -> tuple[str, str, str]:
    return line.mean, line.low, line.high


def test_a_dont_know_opens_a_range_and_leaves_two_levels():
    """5, 4, 4 and a don't know: 13/3 known; from (13 + 1)/4 to (13 + 5)/4, so level 3 or 4."""
    first, second, third = worked(ELEVEN).dimensions
    assert (first.answers, *figures(first), first.level) == ("4, 4, 4, 3", "3.75", "3.75", "3.75", "3 name 3")
    assert (second.answers, *figures(second), second.level) == ("5, 4, don't know, 4", "4.3333", "3.5", "4.5", "3 or 4")
    assert (third.answers, *figures(third), third.level) == ("2, 1, 2, 2", "1.75", "1.75", "1.75", "1 name 1")


def test_the_weakest_dimension_holds_its_pillar_back():
    """The pillar is (15/4 + 13/3 + 7/4)/3 = 59/18, from 9/3 to 10/3: level 3 by itself, 2 because a dimension is at level 1."""
    first, *others = worked(ELEVEN).pillars
    assert (*figures(first), first.most, first.level, first.uncapped) == ("3.2778", "3", "3.3333", "2", "2 name 2", "3")
    for line in others:  # 4.25, 4.75, 4.25, 4.75
        assert (*figures(line), line.most, line.level, line.uncapped) == ("4.5", "4.5", "4.5", "5", "4 name 4", "4")


def test_the_weakest_pillar_holds_the_whole_back():
    """The whole is (59/18 + 9)/3 = 221/54, from 12/3 to 37/9: level 4 by itself, 3 because a pillar is at level 2."""
    line = worked(ELEVEN).overall
    assert (*figures(line), line.most, line.level, line.uncapped) == ("4.0926", "4", "4.1111", "3", "3 name 3", "4")


def test_with_equal_dimensions_the_smaller_pillar_counts_for_less():
    """(59/6 + 8 × 9/2)/11 = 275/66 = 4.1667, from (9 + 36)/11 to (10 + 36)/11."""
    example = worked(ELEVEN)
    assert (example.counted, *figures(example.equal), example.equal.uncapped) == (11, "4.1667", "4.0909", "4.1818", "4")


def test_printed_figures_are_those_of_the_result():
    """Who scores the same sheet gets the same figures."""
    answers = sheet(ELEVEN)
    result, scores = make_result(outcome(ELEVEN, answers), []), score(ELEVEN, answers)
    assert result["overall"]["point"] == 4.0926 and result["overall"]["level"] == 3 and result["overall"]["capped"]
    assert without_cap(scores.overall) == (4, 4) and without_cap(scores.pillars[0]) == (3, 3)


def test_any_instrument_can_be_worked(toy):
    """The toy has three questions in all; one of them counts twice: (2 × 4 + 4)/3 = 4, and the two pillars are at 4."""
    model = gate.passed(toy.content).model
    example = worked(model)
    assert example.dimensions[0].answers == "4 (×2), 4" and example.counted == 2
    assert (*figures(example.overall), example.overall.most, example.overall.level) == ("4", "4", "4", "5", "4 by evidence")


def test_too_little_known_is_said_and_not_averaged():
    """Where the don't know weighs 4 of 7, less than half is known: no figure, no level; bounds 17/7 and 33/7."""
    model = instrument((dimension("a"), dimension("b", (1, 1, 4, 1))))
    line = worked(model).dimensions[1]
    assert (line.answers, *figures(line), line.level) == ("5, 4, don't know (×4), 4", "–", "2.4286", "4.7143", "not enough answers")


def test_the_fragment_passes_through_markdown_as_it_is():
    """Whole elements, no blank line, no style; it says that two columns are for comparison."""
    ((path, text),) = worked_fragments(ELEVEN)
    assert path == "worked-example.html" and "\n\n" not in text and "style=" not in text
    assert re.search(r"<!-- generated from content/ by “python -m assessment build”; do not edit -->$", text.splitlines()[0])
    assert Outline(text).open == [] and text.count("For comparison") == 2 and "not scores" in text and "don’t know" in text
    made = markdown.markdown(f"Before.\n\n{text}\nAfter *it*.\n", extensions=["md_in_html", "attr_list", "abbr", "footnotes", "def_list", "tables"])
    assert text.strip() in made and made.endswith("<p>After <em>it</em>.</p>")


def test_the_page_shows_the_example_and_calls_it_made_up():
    """A reader cannot take it for the data of a firm."""
    page = METHOD.read_text("utf-8")
    before, _ = page.split('--8<-- "worked-example.html"')
    assert "computed when this page was built" in before and "not the data of any firm" in before


def agreeing(people: int) -> Fraction:
    """The share of all possible answers of so many people to one question whose rWG, 1 − s²/2, is 0.70 or more: s² is 0.6 or less."""
    counted = 0
    for levels in product(range(1, 6), repeat=people - 1):  # the first answer is summed over below
        some, squares = sum(levels), sum(x * x for x in levels)
        for x in range(1, 6):
            spread = people * (squares + x * x) - (some + x) ** 2  # n (n − 1) s²
            counted += 10 * spread <= 6 * people * (people - 1)
    return Fraction(counted, 5**people)


@pytest.mark.parametrize(("people", "share"), [(2, 52), (3, 23), (4, 10), (5, 6), (8, 2)])
def test_random_answers_agree_as_often_as_the_page_says(people, share):
    """By exact enumeration; 13 of 25 for two people."""
    assert round(100 * agreeing(people)) == share
    assert f"| {people} | {share} % |" in METHOD.read_text("utf-8")
    assert agreeing(2) == Fraction(13, 25)


def test_below_five_people_only_identical_answers_are_rare():
    """Identical answers: 1/5 for two people, 1/25 for three, 1/125 for four; the next best agreement of three or four passes 1 in 20."""
    assert [Fraction(5, 5**n) for n in (2, 3, 4)] == [Fraction(1, 5), Fraction(1, 25), Fraction(1, 125)]
    for people in (3, 4):
        spreads = sorted(people * sum(x * x for x in levels) - sum(levels) ** 2 for levels in product(range(1, 6), repeat=people))
        second = next(s for s in spreads if s > 0)
        assert Fraction(sum(s <= second for s in spreads), len(spreads)) > Fraction(1, 20)


def test_the_means_that_the_page_compares():
    """Levels of 5, 3 and 1: arithmetic mean 3, geometric mean the cube root of 15."""
    assert Fraction(5 + 3 + 1, 3) == 3 and round(prod((5, 3, 1)) ** (1 / 3), 2) == 2.47
    assert "a geometric mean of 2.47 and a minimum of 1" in METHOD.read_text("utf-8")
