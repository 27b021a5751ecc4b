"""Claims about the groups that a team sees: none so small that somebody could be worked out, leadership against front line, and never the number of a hidden one."""

from dataclasses import replace

import pytest

from teams import ONE, SIDED, hand, part, see

SIX = [hand("3333")] * 6


def crowd(**sizes):
    """People of roles: `boss=5` gives five bosses who say 4 everywhere; the others say 2."""
    return [hand("4444" if role == "boss" else "2222", None if role == "none" else role) for role, n in sizes.items() for _ in range(n)]


def test_hidden_roles_are_named_without_a_number():
    """Roles of 1, 2 and 12: all three hidden (design, section 4), and no text holds the 12."""
    made, _ = see(crowd(boss=1, shop=2, phone=12), SIDED)
    roles = part(made, "team-roles")
    assert roles.startswith("Roles No role is shown.") and "12" not in roles
    assert "Not compared." in part(made, "team-sides")


def test_shown_roles_have_number_and_means():
    """Six and seven are shown; a role that has nobody is not told from one that is too small."""
    made, tree = see(crowd(boss=6, shop=7), SIDED)
    assert "Shown: Bosses (6 people) and Shop (7 people)." in part(made, "team-roles")
    assert "Not shown: Phone and Others." in part(made, "team-roles")
    assert ["Calm", "4", "2"] in tree.rows


def test_leadership_and_front_line_are_set_against_each_other():
    """Six bosses at 4, six at 2: the difference is 2 in each dimension, leadership higher."""
    made, tree = see(crowd(boss=6, shop=6), SIDED)
    assert "Leadership: Bosses, 6 people. Front line: Shop, 6 people." in part(made, "team-sides")
    assert ["Calm", "", "Leadership 4", "Front line 2", "Difference leadership 2 higher"] in tree.rows


def test_the_larger_difference_stands_first():
    """calm differs by 1, wind by 3: wind first though it comes later in the model."""
    made, _ = see([hand("3344", "boss")] * 5 + [hand("2211", "shop")] * 5, SIDED)
    found = part(made, "team-sides")
    assert found.index("Wind") < found.index("Calm") and "leadership 3 higher" in found


@pytest.mark.parametrize("sizes, front", [
    ({"boss": 5, "shop": 3, "phone": 4}, "Front line: Shop and Phone, 7 people."),  # hidden: 7 on one side, nobody else
    ({"boss": 5, "shop": 5, "phone": 6}, "Front line: Shop and Phone, 11 people."),  # nobody is hidden
    ({"boss": 5, "shop": 6, "phone": 1, "other": 4}, "Front line: Shop, 6 people."),  # the one on the phone could be worked out: only shown roles count
    ({"boss": 5, "shop": 4, "phone": 0, "none": 4}, None),  # four are too few
    ({"boss": 4, "shop": 9, "phone": 9}, None),
    ({"boss": 6, "shop": 3, "phone": 3, "other": 1}, None),  # the one other would be the rest of the whole
])  # fmt: skip
def test_no_comparison_of_sides_gives_a_person_away(sizes, front):
    """What is left of the whole or of a side, when everything shown is taken away, is nobody or at least five people."""
    found = part(see(crowd(**sizes), SIDED)[0], "team-sides")
    assert (front in found) if front else found.endswith("nobody who could be worked out from the rest.")


def test_sides_are_compared_on_what_both_were_asked():
    """Five bosses, one of whom took the full assessment: the core questions alone count, and the page says so.

    Bosses say 4 to the core question of calm and the one says 1 to the other; the mean is 4, not 2.5.
    """
    bosses = [hand("41" * 2, "boss"), *[hand("44", "boss", mode="quick")] * 4]
    made, tree = see(bosses + crowd(shop=5), SIDED)
    assert ["Calm", "", "Leadership 4", "Front line 2", "Difference leadership 2 higher"] in tree.rows
    assert "Only the questions of the quick check count here" in part(made, "team-sides")


def test_an_instrument_without_sides_or_roles_has_no_such_part():
    """Any instrument works."""
    made, _ = see(SIX, replace(ONE, roles=()))
    assert "team-sides" not in made["html"] and "team-roles" not in made["html"]
    assert "Nobody gave a role" in part(see(SIX)[0], "team-roles")


def test_a_core_question_that_a_table_has_of_few_is_left_out_of_the_comparison():
    """Five and five were asked calm; of the bosses two were asked wind: their mean is on neither side, and nothing is compared where that is all there is."""
    counts = [["boss", "calm.0", "4", 5], ["shop", "calm.0", "2", 5], ["boss", "wind.0", "5", 2], ["shop", "wind.0", "1", 9]]
    made, tree = see([], SIDED, counts=counts)
    assert "Left out, since too few gave a level on one side, or somebody could be worked out: Wind." in part(made, "team-sides")
    assert [row[0] for row in tree.rows if "Difference " in row[-1]] == ["Calm"]
    only = [[role, "wind.0", kind, n] for role, _, kind, n in counts[2:]] + [["boss", "wind.1", "3", 5]]
    assert part(see([], SIDED, counts=only)[0], "team-sides").startswith("Leadership and front line Not compared.")


def test_answers_of_few_to_some_questions_are_told_before_the_figures():
    """Nine took the quick check and one the full assessment: the two other questions show what the one said, and the page says so first; of five it does not."""
    nine = [hand("33", mode="quick")] * 9
    html = see([*nine, hand("3131")])[0]["html"]
    told = "2 questions were asked of fewer than 5 people: who answered what there can be guessed."
    assert told in html and html.index(told) < html.index("Who took part") and html.count(told) == 1
    assert "can be guessed" not in see([*nine, *[hand("3131")] * 5])[0]["html"]
    assert "can be guessed" not in see(nine)[0]["html"]
