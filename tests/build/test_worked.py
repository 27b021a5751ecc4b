"""The worked example of the method page, against figures worked by hand, and the figures that the page states in its own words."""

import re
from fractions import Fraction
from itertools import combinations_with_replacement, groupby, product
from math import factorial, prod
from pathlib import Path

import markdown
import pytest

from assessment.build import gate
from assessment.build.worked import sheet, without_cap, worked, worked_fragments
from assessment.core.groups import hidden_groups
from assessment.core.outcome import outcome
from assessment.core.result import make_result
from assessment.core.scoring import score
from assessment.core.spread import Spread
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


def random_answers(people: int) -> list[tuple[Fraction, Fraction, Fraction]]:
    """rWG, average deviation and probability of every set of answers of so many people, each of five levels equally likely."""
    found = []
    for levels in combinations_with_replacement(range(1, 6), people):
        mean = Fraction(sum(levels), people)
        squares = sum((x - mean) ** 2 for x in levels) / (people - 1)
        orders = Fraction(factorial(people), prod(factorial(levels.count(x)) for x in set(levels)))
        found.append((1 - squares / 2, sum(abs(x - mean) for x in levels) / people, orders / 5**people))
    return found


def agreeing(people: int) -> Fraction:
    """The share of all possible answers of so many people to one question whose rWG is 0.70 or more."""
    return sum((share for agreement, _, share in random_answers(people) if agreement >= Fraction(7, 10)), Fraction(0))


def rare(people: int) -> Fraction | None:
    """The least rWG that, with all above it, has a probability of 1/20 or less; None where even identical answers are more likely."""
    reached, least = Fraction(0), None
    for agreement, together in groupby(sorted(random_answers(people), reverse=True), key=lambda one: one[0]):
        reached += sum(share for _, _, share in together)
        if reached > Fraction(1, 20):
            return least
        least = agreement
    return least


@pytest.mark.parametrize(
    ("people", "share", "least", "deviating"),
    [(2, 52, "none", 52), (3, 23, "1.000", 38), (4, 10, "1.000", 31), (5, 6, "0.850", 26), (6, 4, "0.717", 15), (7, 3, "0.667", 14), (8, 2, "0.607", 10), (10, 1, "0.528", 8)],
)
def test_random_answers_agree_as_often_as_the_page_says(people, share, least, deviating):
    """By exact enumeration; 13 of 25 for two people; 0.53 for ten people stands in Dunlap, Burke & Smith-Crowe (2003), as R's multilevel package tells."""
    assert round(100 * agreeing(people)) == share
    found = rare(people)
    assert ("none" if found is None else f"{float(found):.3f}") == least
    assert round(100 * sum(s for _, deviation, s in random_answers(people) if deviation <= Fraction(8, 10))) == deviating
    assert f"| {people} | {share} % | {least} | {deviating} % |" in METHOD.read_text("utf-8")
    assert agreeing(2) == Fraction(13, 25)


def test_the_word_shared_asks_for_what_the_page_says():
    """0.85 with five people, 0.717 with six; from seven on chance alone gives less than 0.70 in nineteen cases of twenty."""
    assert rare(5) == Fraction(85, 100) and rare(6) == Fraction(43, 60) and all(rare(people) < Fraction(7, 10) for people in range(7, 10))
    assert "With five people *shared* asks for 0.85, with six for 0.717, and from seven on for 0.70." in METHOD.read_text("utf-8")


TEAMS = {(3, 3, 3, 3, 3, 4, 4): "shared", (2, 3, 3, 3, 3, 4, 5): "mixed", (1, 2, 2, 4, 4, 5, 5): "two camps"}


@pytest.mark.parametrize("answers", TEAMS)
def test_three_teams_have_the_same_average_and_little_else(answers):
    """Each row of the page, worked out twice: with plain sums here, and by the engine from the counts."""
    mean, n = Fraction(sum(answers), 7), 7
    deviation = sum(abs(x - mean) for x in answers) / n
    squares = sum((x - mean) ** 2 for x in answers) / (n - 1)
    figures = [f"{float(x):.2f}".replace("-", "−") for x in (mean, deviation, squares, 1 - squares / 2)]
    row = f"| {', '.join(map(str, answers))} | {figures[0]} | {min(answers)} to {max(answers)} | {' | '.join(figures[1:])} | {TEAMS[answers]} |"
    assert row in METHOD.read_text("utf-8") and figures[0] == "3.29"
    spread = Spread(tuple(answers.count(level) for level in range(1, 6)))
    assert (spread.mean, spread.average_deviation, spread.variance, spread.agreement, spread.word) == (mean, deviation, squares, 1 - squares / 2, TEAMS[answers])


def test_the_steps_of_the_third_team_add_up():
    """Distances of 16, 9, 9, 5, 5, 12 and 12 sevenths: 68 in all; their squares: 756 forty-ninths, which is 108/7."""
    text = METHOD.read_text("utf-8")
    distances = [abs(7 * x - 23) for x in (1, 2, 2, 4, 4, 5, 5)]
    assert distances == [16, 9, 9, 5, 5, 12, 12] and sum(distances) == 68 and Fraction(sum(d * d for d in distances), 49) == Fraction(108, 7)
    assert "Their sum is 68 / 7 = 9.71, so AD is 9.71 / 7 = 1.39." in text and "add up to 108 / 7 = 15.43, so s² is 15.43 / 6 = 2.57." in text


def test_the_page_hides_the_groups_that_it_says():
    """12, 2 and 1 of 15 people: two too small, three together, so the third goes too; with 5 in hiding it may stay."""
    assert hidden_groups([12, 2, 1], 5) == [True, True, True] and hidden_groups([12, 4, 1], 5) == [False, True, True]
    assert "of 15 people 12 are of one role, 2 of another and 1 of a third" in METHOD.read_text("utf-8")


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
