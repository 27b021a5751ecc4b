"""Claims about what a team sees: participation first, spread before means, no small group, nothing but text of what people wrote; figures were worked by hand."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.model import Role
from reports import Tree
from teams import SIDED, agenda, hand, part, see

SIX = [hand(a) for a in ("1333", "1344", "5344", "5335", "4336", "1366")]
"""calm.0: 1 1 5 5 4 1; calm.1: all 3; wind.0: 3 4 4 3 3 dk; wind.1: 3 4 4 5 dk dk."""


def test_an_empty_team_is_told_so():
    """Nobody: no figure, no table, no heading but the title, and what to do."""
    made, tree = see([])
    assert made["n"] == 0 and made["sentence"] == "No answers have come in yet."
    assert "svg" not in tree.tags and "table" not in tree.tags and "h3" not in tree.tags
    assert "Collect what people hand in" in tree.text


def test_who_took_part_stands_first_and_counts_every_answer():
    """24 answers asked for: 21 levels (calm 6 + 6, wind 5 + 4) and 3 don't know; 6 of 8 invited."""
    made, _ = see(SIX, invited=8)
    assert part(made, "team-part") == "Who took part 6 of 8 invited people handed in. 2 are missing. Everybody took the full assessment. Of 24 answers that were asked for, 21 are levels (88 %), 3 “don’t know”."


@pytest.mark.parametrize("invited, words", [
    (None, "6 people handed in."), (6, "All 6 people who were invited handed in."), (7, "1 is missing."), (5, "6 people handed in, 1 more than were invited. Somebody may have handed in twice."),
])  # fmt: skip
def test_missing_people_are_told_by_number(invited, words):
    """By number only, and a surplus is told too."""
    assert words in part(see(SIX, invited=invited)[0], "team-part")


def test_spread_stands_before_means():
    """Participation, disagreements, then dimensions: the first mean is drawn after the last dot."""
    html = see(SIX)[0]["html"]
    places = [html.index(f'id="team-{name}"') for name in ("title", "part", "agenda", "dimensions", "next")]
    assert places == sorted(places)
    assert html.rindex("ts-dots-one") < html.index("ts-bar-point")


def test_the_largest_disagreement_comes_first_with_its_figures():
    """calm.0 is 1 1 5 5 4 1: mean 17/6, AD = (3 × 11/6 + 2 × 13/6 + 7/6)/6 = 11/6 = 1.83; squares 3 × 121 + 2 × 169 + 49 = 750, /36/5 = 4.1667 = s², rWG = 1 − 25/12 = −1.08.

    Half chose 1, half 4 or 5: two camps. wind.1 (3 4 4 5, AD 0.5) has four levels only: no figure.
    """
    made, tree = see(SIX)
    found = part(made, "team-agenda")
    assert made["sentence"] == "6 people answered. They differ most on “Question 0 of calm?”: from 1 name 1 to 5 name 5."
    first, second = found.index("Question 0 of calm?"), found.index("Question 1 of wind?")
    assert first < second < found.index("Question 0 of wind?") < found.index("Question 1 of calm?")
    assert "From 1 name 1 to 5 name 5 two camps 6 levels · average deviation 1.83 · r WG −1.08" in found
    assert "From 3 name 3 to 5 name 5 4 levels: too few for figures of agreement" in found
    assert "All 6 at 3 name 3 shared 6 levels · average deviation 0 · r WG 1" in found
    assert "convention of this project" in found
    labels = [v for t, n, v in tree.attributes if t == "svg" and n == "aria-label"]
    assert labels[0] == "3 at level 1, 1 at level 4, 2 at level 5"


def test_the_ends_of_a_disagreement_are_told_in_the_words_of_the_question():
    """For each that can be talked about, what the lowest and the highest answer claim; where all agree, nothing."""
    made, _ = see(SIX)
    assert "1 name 1 Anchor 1 of calm 0." in part(made, "team-agenda") and "5 name 5 Anchor 5 of calm 0." in part(made, "team-agenda")
    assert "Anchor 3 of calm 1." not in made["html"]


def test_dimensions_have_mean_target_and_gap_and_no_level():
    """calm: (17/6 + 3)/2 = 35/12 = 2.92, 0.08 below 3; AD (11/6 + 0)/2 = 0.92. wind: (17/5 + 4)/2 = 3.7, reached; wind.1 has 4 levels, so no AD."""
    made, tree = see(SIX)
    rows = {r[0]: r[2:] for r in tree.rows}
    assert rows["Calm"] == ["Average deviation 0.92", "Mean 2.92", "Target 3", "To the target 0.08 below", "Levels per question 6"]
    assert rows["Wind"] == ["Average deviation –", "Mean 3.7", "Target 3", "To the target reached", "Levels per question 4 to 5"]
    assert "ts-level" not in made["html"].partition('id="team-dimensions"')[2].partition("</section>")[0]
    assert "The mean is no level of the team." in part(made, "team-dimensions")


def test_more_than_half_of_a_dimension_unknown_has_no_mean():
    """One of two questions known is half: a mean; none of two: too few levels."""
    _, tree = see([hand("3366"), hand("3366")])
    assert next(r for r in tree.rows if r[0] == "Wind")[3] == "Mean too few levels"


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_few_people_are_warned_above_everything(n):
    """Below min_group (here the default, 5) a notice stands before participation; from 5 on there is none."""
    html = see(SIX[:n])[0]["html"]
    assert html.index("ts-team-few") < html.index("team-part")
    assert ("answers can be guessed" in html) == (n > 1)
    assert "ts-team-few" not in see(SIX[:5])[0]["html"]


def test_one_person_is_no_team():
    """Nothing to compare, and the page says whose answers these are."""
    made, _ = see(SIX[:1])
    assert made["sentence"] == "One person answered, so there is nothing to compare yet."
    assert "team-agenda" not in made["html"] and "Everybody who looks at this page knows whose they are" in made["html"]


def test_three_people_are_told_what_to_do():
    """The range and the dots, no coefficient, and ways to go on."""
    made, _ = see(SIX[:3])
    text = part(made, "team-agenda")
    assert "3 levels: too few for figures of agreement" in text and "· r WG" not in text
    assert "Read no mean as the team’s view" in made["html"]


def test_a_team_that_agrees_is_asked_whether_it_does():
    """No disagreement: no list of five, but the questions and a doubt."""
    made, _ = see([hand("3333")] * 5)
    assert made["sentence"] == "5 people answered, and nobody differs on any question."
    assert "That may be agreement" in made["html"] and "All 4 questions" in part(made, "team-agenda")


def test_a_thousand_people_are_columns_and_read_well():
    """600 at 2 and 400 at 4: numbers, not dots; thousands have a comma."""
    made, _ = see([hand("2233")] * 600 + [hand("4433")] * 400)
    assert "How 1,000 people see it" in made["html"] and "Each dot is one person" not in made["html"]
    assert '>600</text>' in made["html"] and "ts-dots-one" not in made["html"]
    assert len(made["html"]) < 20_000


def test_what_is_not_known_names_who_can_answer():
    """wind.1: 2 of 6 don't know; wind.0: 1 of 6; the more unknown one first, with whom to ask."""
    found = part(see(SIX)[0], "team-unknown")
    assert "Question 1 of wind? 2 of 6 don’t know. Ask: somebody." in found
    assert found.index("Question 1 of wind?") < found.index("Question 0 of wind?")
    assert "team-unknown" not in see([hand("3333")] * 5)[0]["html"]


def test_two_modes_are_told_with_their_numbers():
    """Four full, two quick: said, since questions then have different numbers of answers."""
    mixed = [*SIX[:4], hand("33", mode="quick"), hand("43", mode="quick")]
    assert "4 took the full assessment, 2 the quick check." in part(see(mixed)[0], "team-part")


HOSTILE = '<img src=x onerror=alert(1)> & "quoted" \'single\''


def test_what_others_wrote_is_text():
    """A unit, a title of a role, a question and a note with markup in it stay what they are: letters."""
    spoiled = replace(SIDED, roles=(Role(id="boss", title=HOSTILE, side="leadership"), Role(id="shop", title=HOSTILE, side="front-line")))
    handed = [hand("3344", "boss")] * 5 + [hand("2211", "shop", notes={"calm.0": HOSTILE})] * 5
    made, tree = see(handed, spoiled, scope={"unit": HOSTILE, "period": HOSTILE})
    cards = agenda(handed, spoiled)
    assert tree.text.count(HOSTILE) >= 5  # title, byline twice, both sides
    for html in (made["html"], *(card["html"] for card in cards)):
        assert "<img" not in html and not re.search(r"style=|data-|<(?:script|button|input|select)", html)
    assert HOSTILE in Tree(next(c for c in cards if c["id"] == "calm.0")["html"]).text


def test_links_stay_inside():
    """From the site's root, relative; none where there is no site."""
    hrefs = [v for _, n, v in see(SIX, root="../")[1].attributes if n == "href"]
    assert hrefs and all(h.startswith("../") for h in hrefs)


def test_the_agenda_holds_every_question_the_disagreements_first():
    """calm.0 (AD 11/6), wind.1 (1/2), wind.0 (3 4 4 3 3: 12/25), calm.1 (0)."""
    assert [card["id"] for card in agenda(SIX)] == ["calm.0", "wind.1", "wind.0", "calm.1"]
    assert [card["id"] for card in agenda([])] == ["calm.0", "wind.0"]  # nobody was asked more than the quick check
    assert [card["id"] for card in agenda([hand("33", mode="quick")])] == ["calm.0", "wind.0"]


def test_a_question_tells_no_answer_before_it_is_opened():
    """The first card is the same whatever people answered; the second has their number at each level."""
    one, other = ({c["id"]: c for c in agenda(handed)} for handed in (SIX, [hand("2222")] * 6))
    assert one["calm.0"]["question"] == other["calm.0"]["question"]
    assert "svg" not in one["calm.0"]["question"] and "Anchor 5 of calm 0." in one["calm.0"]["question"]
    opened = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", one["calm.0"]["html"]))
    assert "Anchor 1 of calm 0. 3 people" in opened and "Anchor 2 of calm 0. nobody" in opened and "Anchor 4 of calm 0. 1 person" in opened
    assert "two camps" in opened


def test_notes_have_no_name_and_no_order_of_coming():
    """In the order of their letters, whoever came first; blank ones are left out."""
    noted = [hand("3333", notes={"calm.0": text}) for text in ("Zebra.", "Ant.", "  ")]
    html = agenda(noted)[0]["html"]
    assert html.index("Ant.") < html.index("Zebra.") and html.partition("ts-card-notes")[2].count("<li>") == 2
    assert agenda(noted)[0]["html"] == agenda(noted[::-1])[0]["html"]


ANSWERS = st.one_of(
    st.tuples(st.just("full"), st.from_regex(r"[0-6][0-7][0-6][0-7]", fullmatch=True)),
    st.tuples(st.just("quick"), st.from_regex(r"[0-6][0-6]", fullmatch=True)),
)
PEOPLE = st.lists(st.tuples(ANSWERS, st.sampled_from(["boss", "shop", "phone", "other", None])), max_size=14)


@settings(max_examples=60)
@given(PEOPLE, st.none() | st.integers(0, 20))
def test_every_team_has_a_page_that_holds_together(people, invited):
    """Whatever people answer: well-nested HTML, no id twice, and one dot for each level that a person chose."""
    handed = [hand(answers, role, mode) for (mode, answers), role in people]
    made, tree = see(handed, SIDED, invited=invited)
    ids = [v for _, n, v in tree.attributes if n == "id"]
    assert len(ids) == len(set(ids)) and made["n"] == len(people)
    levels = Counter()
    for (mode, answers), _ in people:
        levels.update(i for i, said in zip(("calm.0", "calm.1", "wind.0", "wind.1")[:: 1 if mode == "full" else 2], answers, strict=True) if said in "12345")
    assert made["html"].count("h0") == sum(n for n in levels.values() if n > 1)  # one level alone is no disagreement
    cards = agenda(handed, SIDED)
    assert len({c["id"] for c in cards}) == len(cards) in (2, 4)
    assert {c["id"]: c["html"].count("h0") for c in cards if levels[c["id"]]} == dict(levels)
    for card in cards:
        Tree(card["question"]), Tree(card["html"])
