"""Claims about the drawings of a team's answers: a dot a person, at its level, and bars where people are many; places were worked by hand."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.dots import apart, hill, row, strip

DOT = re.compile(r"M(-?[\d.]+) (-?[\d.]+)h0")


def dots(svg):
    """Every dot of a drawing, as its place."""
    return [(float(x), float(y)) for x, y in DOT.findall(svg)]


def texts(svg, kind):
    return ["".join(e.itertext()) for e in ET.fromstring(svg).iter() if e.get("class") == kind]


def bars(svg):
    return [{k: float(e.get(k)) for k in ("x", "y", "width", "height")} for e in ET.fromstring(svg).iter() if e.get("class") == "ts-dots-bar"]


@given(st.tuples(*[st.integers(0, 30)] * 5))
def test_each_person_is_one_dot_and_no_two_lie_on_each_other(levels):
    """As many dots as people; dots are 13 apart and 11 wide, so none hides another and all stay inside."""
    drawn = dots(strip(levels, "x"))
    assert len(drawn) == sum(levels) == len(set(drawn))
    _, _, width, height = map(float, ET.fromstring(strip(levels, "x")).get("viewBox").split())
    assert all(5.5 <= x <= width - 5.5 and 5.5 <= y <= height - 22 for x, y in drawn)
    assert all(abs(a[0] - b[0]) >= 11 or abs(a[1] - b[1]) >= 11 for n, a in enumerate(drawn) for b in drawn[:n])


def test_dots_stand_above_their_level():
    """Level 1 is at 28 and each next level 46 further; the ground of two in a column is at 2 × 13 + 4, so the first dot is at 23.5, the second 13 above it."""
    assert dots(strip((2, 0, 0, 0, 1), "x")) == [(28, 23.5), (28, 10.5), (212, 23.5)]
    assert texts(strip((2, 0, 0, 0, 1), "x"), "ts-dots-level") == ["1", "2", "3", "4", "5"]


def test_a_row_that_is_not_full_stands_in_the_middle():
    """Seven at level 3 (x = 120) stand two abreast at 113.5 and 126.5; the seventh alone at 120."""
    drawn = dots(strip((0, 0, 7, 0, 0), "x"))
    assert sorted({x for x, _ in drawn}) == [113.5, 120, 126.5]
    assert [x for x, y in drawn if y == min(y for _, y in drawn)] == [120]


def test_numbers_stand_above_where_dots_cannot_be_counted_at_a_glance():
    """Up to five in a column need no number; six do, and then every level with somebody has one."""
    assert texts(strip((5, 1, 0, 0, 0), "x"), "ts-dots-count") == []
    assert texts(strip((6, 1, 0, 0, 2), "x"), "ts-dots-count") == ["6", "1", "2"]


def test_many_people_are_bars_with_their_numbers():
    """31 at one level are a bar of 78 units; 1,000 beside 500 are twice as high; one among a thousand is still seen."""
    assert dots(strip((31, 0, 0, 0, 0), "x")) == []
    assert [b["height"] for b in bars(strip((31, 0, 0, 0, 0), "x"))] == [78]
    big = strip((1000, 500, 0, 1, 0), "x")
    assert [b["height"] for b in bars(big)] == [78, 39, 1.5]
    assert [b["x"] for b in bars(big)] == [12, 58, 150]  # 28, 74 and 166 less half of 32
    assert texts(big, "ts-dots-count") == ["1,000", "500", "1"]
    assert len(dots(strip((30, 0, 0, 0, 0), "x"))) == 30


def test_nobody_leaves_an_empty_scale():
    """No answer: five numbers under a line and nothing above it."""
    svg = strip((0, 0, 0, 0, 0), "nobody gave a level")
    assert dots(svg) == [] and bars(svg) == [] and len(texts(svg, "ts-dots-level")) == 5
    assert 'aria-label="nobody gave a level"' in svg


def test_a_row_holds_ten_and_then_breaks():
    """For the shared screen: 12 people are ten and two below, in a drawing 10 by 2."""
    svg = row(12, 12)
    assert len(dots(svg)) == 12 and {y for _, y in dots(svg)} == {6.5, 19.5}
    assert 'width="10em" height="2em"' in svg
    assert dots(row(40, 80)) == [] and [b["width"] for b in bars(row(40, 80))] == [65]  # half of 130


def test_a_dimension_is_columns_with_its_mean_and_target():
    """Levels (2, 4, 0, 1, 0): the columns are 12, 24 and 6 high on the ground at 28; a mean of 2 lies at 64, a target of 3 at 120."""
    svg = hill((2, 4, 0, 1, 0), F(2), 3, "x")
    assert [(b["x"], b["y"], b["height"]) for b in bars(svg)] == [(1, 16, 12), (57, 4, 24), (169, 22, 6)]
    assert 'class="ts-bar-point" d="M64 30' in svg and "M120 5V45" in svg
    assert "ts-bar-point" not in hill((1, 0, 0, 0, 0), None, None, "x") and "ts-bar-target" not in hill((1, 0, 0, 0, 0), None, None, "x")


def test_two_groups_have_shapes_of_their_own():
    """The first group is a square, the second a ring: 4 lies at 176, 2.5 at 92."""
    svg = apart(F(4), F(5, 2))
    assert 'ts-apart-square" x="170.5"' in svg and 'ts-apart-ring" cx="92"' in svg


@pytest.mark.parametrize("svg", [strip((1, 2, 3, 4, 40), '"><script>'), strip((1, 0, 0, 0, 0), "<b>"), row(3, 3), row(50, 99), hill((1, 2, 3, 4, 5), F(3), 4, '"&'), apart(F(1), F(5))])
def test_a_drawing_is_well_formed_and_brings_no_style_of_its_own(svg):
    """The page lets through classes only, and a label is text."""
    ET.fromstring(svg)
    assert not re.search(r'style=|<script|<b>|\bfill=|\bstroke="|data-', svg)
