"""What a result says on the page, and what it must never say (design, sections 4 and 7)."""

import re
from copy import deepcopy
from fractions import Fraction as F

import pytest

from assessment.core.wording import figure, span
from door import Door
from instruments import dimension, instrument, sheet
from reports import BLANK, DOOR, FULL, MODEL, Tree, file, page


def row(tree, title):
    """The cells of a dimension's row: name and tags, level, bar, mean, interval, target, answered, confidence; without the names that a phone shows."""
    cells = next(cells for cells in tree.rows if cells and cells[0].startswith(title))
    names = ("", "", "", "Mean ", "Target ", "Answered ", "How sure ")
    assert all(cell.startswith(name) for cell, name in zip(cells, names, strict=True))
    name, level, bar, mean, target, answered, sure = [cell.removeprefix(name) for cell, name in zip(cells, names, strict=True)]
    mean, _, bounds = mean.partition(" (")
    return [name, level, bar, mean, bounds.rstrip(")") or mean, target, answered, sure]


def test_the_report_holds_targets_and_confidence():
    """The row of each dimension names its target and how sure it is, as the result has them."""
    answers = deepcopy(FULL) | {"targets": {"wind": 5}}
    result = DOOR.ask("score", answers=answers)
    _, tree = page(answers)
    shown = {d["id"]: tuple(row(tree, d["id"].title())[i] for i in (5, 7)) for d in result["dimensions"]}
    assert shown == {d["id"]: (str(d["target"]), d["confidence"]) for d in result["dimensions"]}
    assert (shown["wind"], shown["calm"]) == (("5", "fair"), ("3", "fair"))
    for item in ("calm.0", "calm.1"):  # evidence for half of the answers
        answers["answers"][item]["evidence"] = "A list."
    assert row(page(answers)[1], "Calm")[7] == "good"


def test_the_numbers_are_those_of_the_result():
    """Level, mean and interval in the table are the result's, to two decimals, for every dimension."""
    result = DOOR.ask("score", answers=FULL)
    _, tree = page(FULL)
    for d in result["dimensions"]:
        name, level, _, mean, bounds, _, answered, _ = row(tree, d["id"].title())
        assert mean == figure(F(d["point"])) and level.startswith(str(d["level_range"][0]))
        assert bounds == span(F(d["low"]), F(d["high"]))
        assert answered == f"{sum(type(i['answer']) is int for i in d['items'])} of {sum(i['answer'] != 'na' for i in d['items'])}"


def test_an_uneven_and_provisional_dimension_says_so():
    """Levels 2 and 5 and a don't know: both words stand at the name."""
    _, tree = page(FULL)
    name = row(tree, "Wind")[0]
    assert "uneven" in name and "provisional" in name
    assert "uneven" not in row(tree, "Calm")[0] and "provisional" not in row(tree, "Calm")[0]


def test_the_sentence_is_one_persons_view_and_stands_on_the_page():
    """One sentence in words, as seen by one person; agreed answers speak for the team."""
    report, tree = page(FULL)
    assert report["sentence"].startswith("As seen by one person, ") and report["sentence"] in tree.text
    assert "rain is furthest along (level 4 name 4)" in report["sentence"] and "calm is least far (level 3 name 3)" in report["sentence"]
    assert page(FULL | {"kind": "agreed"})[0]["sentence"].startswith("As agreed by the team, ")


def test_equal_dimensions_are_not_ranked():
    """Where all stand alike, nobody is called furthest."""
    sentence = page(file(*[(3, 3, 3, 3)] * 4))[0]["sentence"]
    assert sentence == "As seen by one person, all 4 dimensions with enough answers stand at 3 on the scale from 1 to 5."


def test_the_next_step_is_that_of_the_level_reached():
    """Each dimension has the step from its level to the next; at the top the warning of too much instead."""
    model = instrument((dimension("calm"), dimension("wind")))
    door = Door(model)
    answers = sheet(model, [(3, 3, 3, 4), (5, 5, 5, 5)]).as_dict()
    text = Tree(door.ask("report", answers=answers)["html"]).text
    assert "Step 3 of calm." in text and "For level 4 it is enough that" in text and "Step 4 of calm." not in text
    assert "The top of the ladder" in text and not re.search(r"Step \d of wind", text)


def test_what_blocks_is_named_and_what_is_not_known_says_who_to_ask():
    """The items below the next level stand there, the lowest as well as the unknown; the others do not."""
    _, tree = page(FULL)
    wind = tree.text.partition("What holds each dimension")[2].partition("Wind")[2].partition("About this dimension")[0]
    assert "Question 0 of wind?" in wind and "Question 3 of wind? not known: ask somebody" in wind
    assert "Question 1 of wind?" not in wind and "Question 2 of wind?" not in wind


def test_a_blank_questionnaire_has_no_level_and_no_figure():
    """Not enough answers: no bar, no level, no mean, no interval, no step, no overall level."""
    report, tree = page(file(*[BLANK] * 4))
    assert report["status"] == "not-enough" and report["sentence"].startswith("Not enough answers")
    assert "svg" not in tree.tags and "ts-report-overall" in report["html"]
    for title in ("Calm", "Wind", "Rain", "Snow"):
        _, level, bar, mean, bounds, _, answered, sure = row(tree, title)
        assert (level, bar, mean, bounds, answered, sure) == ("not enough answers", "", "–", "–", "0 of 4", "little")
    assert not re.search(r"[Ll]evel \d(?! to these targets)|mean \d|Step \d", tree.text)


def test_the_quick_result_stays_until_a_dimension_has_enough():
    """Full mode with core items only shows the quick figures, named as such; half of the weight answered shows the full ones."""
    _, tree = page(file((4, None, None, None), (4, 2, None, None), (4, 2, 2, 2), BLANK))
    assert "quick check, one question" in row(tree, "Calm")[0] and row(tree, "Calm")[3] == "4"
    assert "quick check" not in row(tree, "Wind")[0] and "provisional" in row(tree, "Wind")[0] and row(tree, "Wind")[3:5] == ["3", "2 to 4"]
    assert "quick check" not in row(tree, "Rain")[0] and row(tree, "Rain")[3] == "2.5"
    assert row(tree, "Snow")[1] == "not enough answers"
    assert "Quick check:" not in tree.text or "Quick check: level" in tree.text


def test_the_whole_falls_back_to_the_quick_check_too():
    """Core items only, in full mode: the page says that the overall level is the quick check's."""
    report, tree = page(file(*[(3, None, None, None)] * 4))
    assert report["status"] == "provisional"
    overall = tree.text.partition("Overall")[2]
    assert "Not enough answers to the full assessment yet" in overall and "quick check alone says" in overall


def test_quick_mode_says_so_once():
    """A quick check is named as such in the title, and one note says that every figure is provisional."""
    report, tree = page(file(*[(3, None, None, None)] * 4, mode="quick"))
    assert report["status"] == "provisional" and "Result of the quick check, provisional" in tree.text
    assert tree.text.count("every figure is provisional") == 1
    assert "This is provisional." in tree.text.partition("Overall")[2]


def test_the_overall_level_comes_last():
    """The profile comes first, then the steps, then the one line for the whole."""
    html = page(FULL)[0]["html"]
    assert html.index("ts-profile") < html.index("ts-steps") < html.index("ts-report-overall")
    assert "This is provisional." in html.partition("ts-report-overall")[2]


def test_a_capped_whole_says_why():
    """Where the cap and not the mean sets the level, the page explains it and names the pillar."""
    _, tree = page(file((5, 5, 5, 5), (5, 5, 5, 5), (1, 1, 1, 1), (5, 5, 5, 5)))
    overall = tree.text.partition("Overall")[2]
    assert "Level 3 name 3, mean 4" in overall and "more than one level above its weakest part" in overall and "What holds it: p1." in overall


def test_not_applicable_has_no_figure_and_no_step():
    """A dimension that is left out is named, and nothing else is said of it."""
    report, tree = page(file((3, 3, 3, 3), (3, "na", "na", "na"), (3, 3, 3, 3), (3, 3, 3, 3)))
    assert row(tree, "Wind")[1:] == ["not applicable", "", "–", "–", "–", "–", "–"] and report["status"] == "scored"
    assert "Wind: more than half is not applicable" in tree.text


ALLOWED = "section article div h2 h3 h4 p span strong b a ul li dl dt dd details summary table caption thead tbody tr th td svg line rect path circle text title desc figure figcaption".split()


@pytest.mark.parametrize("answers", [FULL, file(*[BLANK] * 4), file(*[(5, "na", "dk", None)] * 4), file(*[(1, None, None, None)] * 4, mode="quick")])
def test_the_page_is_fit_for_its_policy(answers):
    """Headings from h2 down, classes only, relative links only, every id once, nothing that runs."""
    report, tree = page(answers)
    assert set(tree.tags) <= set(ALLOWED), set(tree.tags) - set(ALLOWED)
    names = {name for _, name, _ in tree.attributes}
    assert "style" not in names and not any(name.startswith("on") for name in names)
    for tag, name, value in tree.attributes:
        if name in ("href", "src"):
            assert tag == "a" and re.fullmatch(r"#[\w-]+|\.\./\.\./[\w/#.-]*", value), value
    ids = [value for _, name, value in tree.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    inside = {value[1:] for _, name, value in tree.attributes if name == "href" and value.startswith("#")}
    assert {value for value in inside if not value.startswith("explain-")} <= set(ids)  # those are made when somebody asks
    assert "#explain-" in report["html"] and "#explain-" not in DOOR.ask("report", answers=answers, live=False)["html"]
    assert report["html"].startswith("<section") and report["html"].endswith("</section>")


def test_every_bar_is_drawn_inside_its_box_and_hidden_from_readers():
    """The same figures stand in the cells, so the drawing is silent; no coordinate leaves it."""
    html = page(FULL)[0]["html"]
    drawings = re.findall(r"<svg class=\"ts-bar\".*?</svg>", html)
    assert len(drawings) == 4 and all('aria-hidden="true"' in d for d in drawings)
    assert all(0 <= float(x) <= 240 for d in drawings for x in re.findall(r' x[12]?="([\d.]+)"', d))


@pytest.mark.parametrize("root", ["https://elsewhere/", "//elsewhere/", "/", "javascript:alert(1)//", '"><script>', "..//", 3, None])
def test_the_root_of_links_is_relative(root):
    """The page can't be made to link away."""
    try:
        html = DOOR.ask("report", answers=FULL, root=root)["html"]
    except Exception as refused:
        assert "root" in str(refused)
    else:
        assert not re.search(r'href="(?!#|[./]*[a-z])', html) and 'href="//' not in html and "elsewhere" not in html and "<script" not in html
