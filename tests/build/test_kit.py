"""The workshop kit: agendas whose minutes add up, talk that fits into them, and cards that hold what the model says, once each."""

import re
from fractions import Fraction
from html import unescape
from pathlib import Path

import markdown
import pytest

from assessment.build import gate
from assessment.build.cards import ON_A_SHEET, card_fragments, pages, sheets
from assessment.build.fragments import typeset
from assessment.core.model import in_scope
from tests.build.test_fragments import Outline
from tests.core.instruments import dimension, instrument

ROOT = Path(__file__).resolve().parents[2]
KIT = (ROOT / "docs/facilitate.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    section = KIT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    assert len(table) > 2, f"no table under “{heading}”"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def part(heading: str, name: str) -> int:
    """The minutes of the part of an agenda whose name begins so."""
    (found,) = [int(minutes) for minutes, what, _ in rows(heading) if what.startswith(name)]
    return found


@pytest.mark.parametrize("minutes", [60, 90])
def test_the_minutes_of_an_agenda_add_up(minutes):
    """To what its heading promises."""
    assert sum(int(row[0]) for row in rows(f"Agenda for {minutes} minutes")) == minutes


@pytest.mark.parametrize(("minutes", "word", "number"), [(60, "five", 5), (90, "eight", 8)])
def test_five_minutes_are_there_for_each_question_of_an_agenda(minutes, word, number):
    """And half a minute for each of the others of the quick check."""
    heading = f"Agenda for {minutes} minutes"
    assert part(heading, f"Talk about {word} questions") == 5 * number
    assert Fraction(11 - number, 2) <= part(heading, "Agree on the others")


def test_the_table_of_what_fits_is_worked_out(model):
    """Five minutes where the team differs, half a minute where not: 5 × 8 + 36 / 2 = 58; and each row asks all questions of its mode."""
    asked = {name: sum(len(in_scope(d, mode)) for d in model.dimensions) for name, mode in (("quick check", "quick"), ("full assessment", "full"))}
    table = rows("How many questions fit")
    assert len(table) == 4
    for name, differ, agree, minutes in table:
        assert int(differ) + int(agree) == asked[name], name
        assert 5 * int(differ) + Fraction(int(agree), 2) == Fraction(minutes), name


def test_the_kit_names_the_steps_of_the_team_page_and_leads_to_it():
    """Invite, Collect, See, Agree; and to the cards."""
    assert "*Invite*, *Collect*, *See*, *Agree*" in KIT and "](assessment/team.md)" in KIT and "](facilitate/cards.md)" in KIT


def test_the_invitation_says_what_nobody_should_find_out_later():
    """That the collector can read each code alone, that the role is up to the person, from how many on it is shown, that don't know is welcome."""
    text = "\n".join(line.removeprefix("> ").replace("*", "") for line in KIT.splitlines() if line.startswith(">"))
    for said in ("[Collector] can technically read each code alone", "Saying your role is up to you", "at least five people", "“Don't know” is a good answer", "Nobody has to say what they answered"):
        assert said in text


@pytest.fixture
def cards(toy) -> dict[str, str]:
    return dict(card_fragments(gate.passed(toy.content).model))


def test_every_question_is_on_one_card_with_its_five_descriptions(model):
    """Those of the quick check first, then the others; nothing twice, nothing left out."""
    made = dict(card_fragments(model))
    text = unescape(re.sub(r"<[^>]+>", "\n", made["cards/quick.html"] + made["cards/others.html"]))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for item in model.items:
        assert lines.count(typeset(item.text)) == 1, item.id
        assert all(typeset(anchor) in lines for anchor in item.anchors.values()), item.id
    assert made["cards/quick.html"].count("ts-card--question") == sum(len(in_scope(d, "quick")) for d in model.dimensions)
    assert (made["cards/quick.html"] + made["cards/others.html"]).count("may not apply") == sum(item.na_allowed for item in model.items)


def test_a_sheet_of_levels_has_eight_cards(model, cards):
    """Five levels with their names, don't know, not applicable, and how to choose; an instrument without “not applicable” has no card for it."""
    made = dict(card_fragments(model))["cards/levels.html"]
    assert made.count('<li class="ts-card') == 8 and all(level.name in made for level in model.scale)
    assert [made.count("ts-card__reached"), made.count("ts-card__ahead")] == [1 + 2 + 3 + 4 + 5, 4 + 3 + 2 + 1]
    without = dict(card_fragments(instrument((dimension("a", na=False),))))["cards/levels.html"]
    assert without.count('<li class="ts-card') == 7 and "not applicable" not in without


@pytest.mark.parametrize(
    ("quick", "others", "told"),
    [
        (11, 33, "Page 1 has the level cards, pages 2 to 4 the questions of the quick check, pages 5 to 13 the others."),
        (4, 1, "Page 1 has the level cards, page 2 the questions of the quick check, page 3 the others."),
        (5, 0, "Page 1 has the level cards, pages 2 to 3 the questions of the quick check."),
    ],
)
def test_it_is_told_which_page_has_which_cards(quick, others, told):
    """Four questions a page: eleven take three, 33 take nine."""
    assert pages(quick, others) == told


def test_sheets_are_full_but_the_last():
    """Nine questions: four, four, one; in order."""
    items = list(instrument((dimension("a", (1,) * 9),)).items)
    assert ON_A_SHEET == 4 and [len(sheet) for sheet in sheets(items)] == [4, 4, 1] and sum(sheets(items), []) == items


def test_cards_pass_through_markdown_as_they_are(cards):
    """Whole elements, no blank line, no style; what the model says is text."""
    for path, text in cards.items():
        assert re.search(r"<!-- generated from content/\S* by “python -m assessment build”; do not edit -->", text), path
        if path.endswith(".html"):
            assert "\n\n" not in text and "style=" not in text and Outline(text).open == []
            made = markdown.markdown(f"Before.\n\n{text}\nAfter *it*.\n", extensions=["md_in_html", "attr_list", "abbr", "footnotes", "def_list", "tables"])
            assert text.strip() in made and made.endswith("<p>After <em>it</em>.</p>"), path


def test_markup_in_a_question_stays_text(toy):
    """A question with <listen> in it comes out as typed."""
    toy.edit("content/dimensions/goodbye.yml", "text: How do guests get their bill?", 'text: "Do you <listen> & *hear*?"')
    made = dict(card_fragments(gate.passed(toy.content).model))
    assert "Do you &lt;listen&gt; &amp; *hear*?" in made["cards/quick.html"] + made["cards/others.html"]
