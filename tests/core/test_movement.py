"""A comparison in words: notes, sentence, progress, and the forms that people read (HTML, Markdown, CSV)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.core.compare import compare
from assessment.core.comparison import make_comparison_notes
from assessment.core.movement import make_movement, signed
from assessment.core.slope import slope
from door import Door
from instruments import dimension, instrument, item, sheet

ONE = instrument((dimension("d"),))
TWO = instrument((dimension("left"), dimension("right")), (dimension("far"),))


@pytest.mark.parametrize(
    ("older", "newer", "codes"),
    [
        ({"date": "2026-05-02"}, {"date": "2026-11-21"}, []),
        ({"date": "2026-11-21"}, {"date": "2026-05-02"}, ["dates"]),
        ({"scope": {"unit": "Shop North"}}, {"scope": {"unit": " shop  north"}, "date": "2026-01-01"}, []),
        ({"scope": {"unit": "North"}}, {"scope": {"unit": "South"}}, ["other-unit"]),
        ({"scope": {"unit": "North"}}, {"scope": {"unit": None}}, []),
        ({"scope": {"role": "lead"}}, {"scope": {"role": "front"}}, ["other-role"]),
        ({"kind": "own", "respondent": "00000000"}, {"kind": "agreed", "respondent": "00000001"}, ["other-kind"]),
        ({"respondent": "00000000"}, {"respondent": "00000001"}, ["other-respondent"]),
        ({"mode": "quick"}, {"mode": "full"}, ["other-mode"]),
        ({}, {}, ["same-file"]),
        ({}, {"model": {"id": "t", "version": "1.0.0", "hash": "00000000"}}, ["other-hash"]),
    ],
)
def test_notes_say_what_makes_two_files_hard_to_compare(older, newer, codes):
    """Each in words, with the side that it is about; files of the same kind and unit need none."""
    base = {"format": "touchstone-answers/1", "model": {"id": "t", "version": "1.0.0"}, "mode": "full", "answers": {"d.0": {"level": 3}}}
    door = Door(ONE)
    notes = door.ask("compare", files=[base | older, base | newer])["notes"]
    assert [n["code"] for n in notes] == codes
    page = door.ask("compare", files=[base | older, base | newer], **{"as": "page"})["html"]
    assert ("ts-compare-notes" in page) == bool(codes)


def test_versions_in_the_wrong_order_are_told():
    """The first file was given to a later version than the second; only what both were asked is compared."""
    model = instrument((replace(dimension("d", (1, 1)), items=(item("d", 0, core=True), replace(item("d", 1), since="1.1.0"))),), version="1.1.0")
    older, newer = sheet(model, [(3, 5)]), replace(sheet(model, [(4, 1)]), model_version="1.0.0")
    found = compare(model, older, newer)
    assert [n["code"] for n in make_comparison_notes(found, [], [])] == ["versions"]
    assert (found.dimensions[0].common, found.dimensions[0].delta) == (("d.0",), 1)


@pytest.mark.parametrize(
    ("older", "newer", "said"),
    [
        ([(2, 2, 2, 2), (4, 4, 4, 4), (3, 3, 3, 3)], [(3, 3, 3, 4), (4, 3, 3, 3), (3, 3, 3, 3)], "Left rose most, by 1.25 (2 to 3.25); right fell most, by 0.75 (4 to 3.25)."),
        ([(2, 2, 2, 2), (4, 4, 4, 4), (3, 3, 3, 3)], [(3, 3, 3, 3), (5, 5, 5, 5), (3, 3, 3, 3)], "Left and right rose most, by 1 each."),
        ([(2, 2, 2, 2)] * 3, [(1, 1, 1, 1)] * 3, "3 dimensions fell most, by 1 each."),
        ([(2, 2, 2, 2)] * 3, [(2, 2, 2, 2)] * 3, "Nothing moved: all 3 dimensions that can be compared stand where they stood."),
        ([(2, 2, 2, 2)] * 3, [(2, 2, 2, 2), (None,) * 4, ("dk",) * 4], "Nothing moved: left stands where it stood. 2 dimensions can’t be compared."),
        ([(None,) * 4] * 3, [(2, 2, 2, 2)] * 3, "Too few questions have a level in both, so no change can be shown."),
    ],
)
def test_the_sentence_says_what_moved_most(older, newer, said):
    """Both ways, by name where there are one or two, or that nothing did, or that nothing can be said."""
    found = compare(TWO, sheet(TWO, older), sheet(TWO, newer))
    assert make_movement(found, []).sentence == said


@pytest.mark.parametrize(
    ("before", "after", "target", "said"),
    [
        (1, 3, 5, "50 % of the way to 5"), (1, 1, 5, "no step yet towards 5"), (3, 2, 5, "further from 5 than before"), (1, 5, 5, "target 5 reached"),
        (1, 5, 4, "past target 4"), (4, 4, 3, "already there: target 3"), (3, 2, 3, "was at target 3, now below"),
    ],
)  # fmt: skip
def test_progress_in_words(before, after, target, said):
    """Every outcome has words of its own."""
    found = compare(ONE, sheet(ONE, [(before,) * 4]), sheet(ONE, [(after,) * 4], targets={"d": target}))
    assert make_movement(found, []).groups[0][1][0].target == said


def test_with_too_few_pairs_there_are_words_instead_of_a_number():
    """One of four questions has a level in both: no figure, no drawing, and the count."""
    door = Door(ONE)
    files = [sheet(ONE, [row]).as_dict() for row in ((2, "dk", "dk", 2), (5, 5, 5, None))]
    page, text = (door.ask("compare", files=files, **{"as": form}) for form in ("page", "markdown"))
    assert "too few to compare: 1 of 4 questions answered in both" in page["html"] and "too few to compare: 1 of 4" in text
    assert "<svg" not in page["html"] and page["sentence"].startswith("Too few")


def test_texts_of_the_files_are_text_everywhere():
    """A unit with markup and a formula stays what it is in HTML, Markdown and CSV."""
    door = Door(ONE)
    evil = "=1+1<img src=x onerror=alert(1)>|`"
    files = [sheet(ONE, [(2, 2, 2, 2)], scope={"unit": unit}).as_dict() for unit in (evil, "other")]
    page, text, table = (door.ask("compare", files=files, **{"as": form}) for form in ("page", "markdown", "csv"))
    assert "<img" not in page["html"] and "&lt;img" in page["html"]
    assert "<img" not in text.replace("\\<", "") and "\\|" in text
    assert all(line[:1] not in "=+-@" for line in table.splitlines())


def test_the_table_has_a_row_a_dimension_and_numbers_as_numbers():
    """What was compared stands in front; lines end as RFC 4180 says."""
    files = [sheet(TWO, [(2, 2, 2, 2), (4, 4, 4, 4), ("dk", 3, 3, 3)]).as_dict(), sheet(TWO, [(1, 1, 1, 1), (4, 4, 4, 5), (3, 3, 3, 3)], "full", date="2026-11-21").as_dict()]
    rows = Door(TWO).ask("compare", files=files, **{"as": "csv"}).split("\r\n")
    assert rows[0] == "older_version,older_mode,older_date,newer_version,newer_mode,newer_date,id,pairs,common,before,after,delta,total,target,progress_to_date,learned,lost"
    assert rows[1:] == ["1.0.0,full,,1.0.0,full,2026-11-21,left,4,4,2.0,1.0,-1.0,-1.0,3,-1.0,,", "1.0.0,full,,1.0.0,full,2026-11-21,right,4,4,4.0,4.25,0.25,0.25,3,,,",
                        "1.0.0,full,,1.0.0,full,2026-11-21,far,3,4,3.0,3.0,0.0,0.0,3,,far.0,", ""]


def test_a_slope_says_its_figures_and_leans_the_way_it_moved():
    """The ring and the diamond lie where the figures are on the scale; the name says the same in words."""
    up = slope(Fraction(2), Fraction(7, 2), 4)
    assert 'aria-label="Before 2, now 3.5, target 4"' in up and "ts-slope-up" in up
    assert 'x1="64.0" y1="10" x2="148.0" y2="33"' in up  # 8 + 224 × (2 − 1)/4 = 64 and 8 + 224 × 2.5/4 = 148
    assert "ts-slope-down" in slope(Fraction(3), Fraction(2), None) and "ts-bar-target" not in slope(Fraction(3), Fraction(2), None)
    assert "ts-slope-same" in slope(Fraction(3), Fraction(3), 1) and "style=" not in up


def test_signs():
    """A true minus, a plus, and no sign on nothing."""
    assert [signed(Fraction(x)) for x in ("1/2", "-5/4", "0")] == ["+0.5", "−1.25", "0"]


def test_the_page_of_several_has_the_latest_first():
    """Three files: two tables with names of their own, the latest on top, and its sentence is the one that is said."""
    files = [sheet(ONE, [(n,) * 4], date=f"2026-0{n}-01").as_dict() for n in (1, 2, 4)]
    made = Door(ONE).ask("compare", files=files, **{"as": "page"})
    assert made["html"].index('id="compare-2"') < made["html"].index('id="compare-1"') and made["sentence"] == "D rose most, by 3 (1 to 4)."
    assert "What changed since 2026-01-01" in made["html"]
