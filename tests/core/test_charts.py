"""Claims about the drawings: where known figures lie, what stands in them as text, and that a file stands alone; places were worked by hand."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction as F

import pytest

from assessment.core.chart import bar, place
from assessment.core.outcome import outcome
from assessment.core.picture import PAINT, profile_picture, radar_picture
from assessment.core.radar import letters, radar, runs
from assessment.core.svg import escaped, shortened, width, wrapped
from door import Door
from instruments import dimension, instrument, sheet

HOSTILE = '<script>alert(1)</script> & "quotes" \x00\x1b ]]> ' + "W" * 300
FOUR = instrument((dimension("calm"), dimension("wind")), (dimension("rain"), dimension("snow")))
ROWS = [(3, 3, 3, 3), (1, 1, 1, 1), (5, 5, 5, 5), (2, 4, 4, "dk")]


def found(rows=ROWS, model=FOUR, **more):
    return outcome(model, sheet(model, rows, **more))


def texts(svg):
    return " | ".join("".join(e.itertext()) for e in ET.fromstring(svg).iter() if e.tag.endswith("text"))


def paths(svg, kind):
    """The paths of one kind in the drawing itself, without the key beside it."""
    return re.findall(rf'class="ts-radar-{kind}"[^>]* d="([^"]*)"', svg.partition("</svg>")[0])


def test_a_figure_has_its_place_on_the_bar():
    """The axis runs from 8 to 232: 1 at its start, 5 at its end, 3 in the middle, 3.5 an eighth further."""
    assert [place(F(n)) for n in (1, 3, 5)] == [8, 120, 232]
    assert place(F(7, 2)) == 148


def test_a_target_on_a_bar_reads_without_colour():
    """Its mark is a flag of its own form: a triangle at the top over a line down; none without a target."""
    marked = bar(F(2), F(4), F(3), 3)
    assert marked.count("ts-bar-target") == 2 and "ts-bar-target" not in bar(F(2), F(4), F(3))
    assert 'd="M116 1h8l-4 5z"' in marked  # the place of 3 is 120; the triangle is 8 wide and stands on its tip


def test_known_figures_lie_on_their_axes():
    """Four axes point up, right, down and left of (160, 160); level 5 is 120 away, and each level 24."""
    drawn = radar(found())
    first = [re.match(r"M([\d.]+ [\d.]+)", d)[1] for d in paths(drawn, "point")]
    # 3: up 72. 1: right 24. 5: down 120. (2 + 4 + 4)/3 = 10/3: left 80.
    assert first == ["160 88", "184 160", "160 280", "80 160"]
    assert paths(drawn, "line") == ["M160 88L184 160L160 280L80 160z"]
    # Only the last is not known for sure: low 11/4 is 66 away, high 15/4 is 90.
    assert paths(drawn, "reach") == ["M94 160L70 160"]
    # All targets are the common 3.
    assert paths(drawn, "target") == ["M160 88L232 160L160 232L88 160z"]


def test_a_missing_mean_leaves_a_gap_and_is_never_the_centre():
    """With one dimension unknown, the line is open and joins its neighbours around the circle."""
    drawn = radar(found([(3, 3, 3, 3), ("dk", "dk", "dk", "dk"), (5, 5, 5, 5), (4, 4, 4, 4)]))
    assert paths(drawn, "line") == ["M160 280L64 160L160 88"]
    assert len(paths(drawn, "point")) == 3 and len(paths(drawn, "none")) == 1
    assert not [d for kind in ("line", "point", "range", "target", "reach") for d in paths(drawn, kind) if "160 160" in d]


@pytest.mark.parametrize(
    ("known", "expected"),
    [([1, 1, 1], [[0, 1, 2]]), ([1, 0, 1, 1], [[2, 3, 0]]), ([0, 1, 0, 1], [[1], [3]]), ([0, 0, 0], []), ([1, 1, 0, 1, 0, 1], [[3], [5, 0, 1]])],
)
def test_runs_go_around(known, expected):
    """What follows without a gap is one run, also across the top."""
    assert runs([bool(k) for k in known]) == expected


def test_fewer_than_three_dimensions_have_no_radar():
    """Two axes make no radar: the page says so or shows none, and the door names the other drawing."""
    two = instrument((dimension("calm"), dimension("wind")))
    assert "<svg" not in radar(found(ROWS[:2], two))
    (fault,) = Door(two).faults(sheet(two, ROWS[:2]).as_dict(), "score", **{"as": "radar"})
    assert fault["where"] == "as" and "svg" in fault["right"]


def test_the_caption_says_that_the_area_means_nothing():
    """People read areas; this one must not be."""
    assert "area means nothing" in radar(found()) and "area means nothing" in radar_picture(found())


def test_letters_do_not_run_out():
    """More pillars than letters still have names of their own."""
    assert [letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@pytest.mark.parametrize(("draw", "many"), [(profile_picture, 1), *((draw, many) for draw in (profile_picture, radar_picture) for many in (3, 4, 11, 30))])
def test_a_file_stands_alone_for_any_instrument(draw, many):
    """Well-formed, the same bytes twice, no class, style, script, link or foreign part; white behind, and everything inside its frame."""
    model = instrument(*[(dimension(f"d{n}"),) for n in range(many)])
    rows = [((n % 5) + 1, 3, "dk" if n % 3 else 4, 2) for n in range(many)]
    drawn = draw(found(rows, model))
    tree = ET.fromstring(drawn)
    assert drawn == draw(found(rows, model))
    assert {e.tag for e in tree.iter()} <= {f"{{http://www.w3.org/2000/svg}}{t}" for t in ("svg", "title", "desc", "rect", "g", "path", "line", "circle", "text")}
    assert not re.search(r"class=|style=|href|url\(|\bon\w+=|var\(", drawn)
    assert drawn.count("http") == 1  # the name of the format
    wide, tall = float(tree.get("width")), float(tree.get("height"))
    assert 'fill="#ffffff"' in drawn and all(float(e.get("y")) < tall and 0 <= float(e.get("x")) <= wide for e in tree.iter() if e.tag.endswith("}text") and e.get("y"))


def test_every_figure_of_the_table_is_text_in_the_file():
    """Levels, means, intervals, targets and answers can be read without the drawing."""
    result = Door(FOUR).ask("score", answers=sheet(FOUR, ROWS).as_dict(), **{"as": "svg"})
    told = texts(result)
    for words in ("3 name 3", "1 name 1", "5 name 5", "2 or 3", "3.33", "2.75 to 3.75", "3 of 4", "4 of 4", "Calm", "Snow", "P0", "P1", "Overall", "15 of 16 questions"):
        assert words in told, words


def test_hostile_text_stays_text():
    """A scope or a title can neither close an element nor break the file."""
    bad = replace(dimension("calm"), title=HOSTILE)
    model = instrument((bad, dimension("wind"), dimension("rain"), dimension("snow")))
    model = replace(model, pillars=tuple(replace(p, title=HOSTILE) for p in model.pillars))
    about = found(ROWS, model, scope={"unit": HOSTILE, "period": HOSTILE})
    for drawn in (profile_picture(about), radar_picture(about)):
        ET.fromstring(drawn)
        assert "<script" not in drawn and "\x00" not in drawn and "&lt;script&gt;" in drawn
    assert "<script" not in radar(about)
    ET.fromstring(re.sub("^<figure.*?(?=<svg)|(?<=</svg>).*$", "", radar(about), flags=re.S))


def test_every_class_of_a_drawing_has_colours_of_its_own():
    """What the style sheet colours on the page, the file colours itself."""
    used = set(re.findall(r'class="(ts-(?:bar|radar)-[^"]+)"', bar(F(2), F(4), F(3), 3) + radar(found([*ROWS[:3], ("dk",) * 4]))))
    html = {"ts-radar-drawing", "ts-radar-beside", "ts-radar-names", "ts-radar-name", "ts-radar-key", "ts-radar-swatch"}
    assert used - html <= set(PAINT) and "ts-radar-none" in used


def test_text_is_wrapped_and_shortened():
    """No line is wider than its room, nothing is lost without an ellipsis, and one long word is cut."""
    lines = wrapped("Touchpoint journey orientation of everybody", 100, 13, 3)
    assert all(width(line) * 13 <= 100 for line in lines) and len(lines) <= 3
    assert wrapped("one two", 1000, 13, 2) == ["one two"]
    assert all(width(line) * 13 <= 100 for line in wrapped("W" * 40, 100, 13, 9))
    assert shortened("W" * 40, 100, 13).endswith("…") and shortened("short", 100, 13) == "short"
    assert escaped("a\x00<b>") == "a\ufffd&lt;b&gt;"
