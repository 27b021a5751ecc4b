"""Claims about what roles and sides give away: whoever takes everything that is shown and adds and subtracts it never gets fewer people than a group needs."""

from dataclasses import replace
from fractions import Fraction as F
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.core.groups import hidden_groups
from assessment.core.model import Role
from assessment.core.sides import both_sides
from assessment.core.tally import Tally
from assessment.core.team import make_team
from door import Door
from handlines import line
from instruments import dimension, instrument

SIDE_OF = (("a", "leadership"), ("b", "leadership"), ("c", "front-line"), ("d", "front-line"), ("e", None))
MODEL = replace(instrument((dimension("calm", (1,)),)), roles=tuple(Role(id=i, title=i.upper(), side=side) for i, side in SIDE_OF))
LEAST = 5


def rank(rows):
    """The rank of a matrix of fractions, by elimination."""
    rows, found = [list(map(F, row)) for row in rows], 0
    for column in range(len(SIDE_OF) + 1):
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for n in range(found + 1, len(rows)):
            by = rows[n][column] / rows[found][column]
            rows[n] = [x - by * y for x, y in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


def found_out(known, sizes):
    """The sets of one to four people whose answers follow from the rows that are known; a row, and a set, has a 1 for each of the six groups in it."""
    base = rank(known)
    few = [subset for subset in product((0, 1), repeat=6) if 0 < sum(n for n, part in zip(sizes, subset, strict=True) if part) < LEAST]
    return [subset for subset in few if rank([*known, list(subset)]) == base]


def test_who_can_be_found_out():
    """Of 6, 1 and 0 people, the whole and the six are known: the one follows. With the whole alone, nobody does."""
    whole, six = [1] * 6, [1, 0, 0, 0, 0, 0]
    nobody = [[int(n == place) for n in range(6)] for place in range(2, 6)]
    assert (0, 1, 0, 0, 0, 0) in found_out([whole, six, *nobody], (6, 1, 0, 0, 0, 0))
    assert not found_out([whole, *nobody], (6, 1, 0, 0, 0, 0))


@given(st.tuples(*[st.integers(0, 9)] * 6))
def test_no_sum_or_difference_of_what_is_shown_is_a_small_group(sizes):
    """Every set of roles (and of those without one) whose answers follow from the whole, the shown roles and the sides has nobody or at least five people."""
    tally = Tally(MODEL)
    for role, n in zip(tally.roles, sizes, strict=True):
        tally.add(role, "calm.0", "3", n)
    if sum(sizes) < LEAST:
        return  # the whole is shown at any size, and the page says so
    shown = [not out for out in hidden_groups(list(sizes), LEAST)]
    known = [[1] * 6] + [[int(n == place) for n in range(6)] for place in range(6) if shown[place]]
    sides = both_sides(tally, LEAST)
    if sides:
        for side in (sides.leadership, sides.front_line):
            titles = [r.title for r in MODEL.roles]
            known.append([int(n < 5 and titles[n] in side.roles) for n in range(6)])
            assert side.n == sum(n for n, part in zip(sizes, known[-1], strict=True) if part) >= LEAST
    known += [[int(n == place) for n in range(6)] for place in range(6) if sizes[place] == 0]  # nobody is nobody
    assert not found_out(known, sizes), sides


def test_sides_need_people_on_both():
    """Five and five are compared, five and four are not."""
    for front, compared in ((5, True), (4, False)):
        tally = Tally(MODEL)
        tally.add("a", "calm.0", "4", 5)
        tally.add("c", "calm.0", "2", front)
        assert bool(both_sides(tally, LEAST)) is compared


MIXED = replace(MODEL, pillars=(replace(MODEL.pillars[0], dimensions=(dimension("calm", (1, 1)),)), *MODEL.pillars[1:]))


@given(st.tuples(*[st.tuples(st.integers(0, 7), st.integers(0, 7))] * 6))
def test_quick_and_full_together_tell_nobody_of_few(people):
    """The same question by question, where of each role some were asked the core question only: of those who were asked the other one, nobody or at least five can be worked out.

    What is shown of it: the whole, each role that is shown and does not keep it back, and the sides where they cover more than the core questions.
    """
    tally = Tally(MIXED)
    first, second = (i.id for i in MIXED.items)
    for role, (quick, full) in zip(tally.roles, people, strict=True):
        tally.add(role, first, "3", quick + full)
        tally.add(role, second, "3", full)
    asked = [full for _, full in people]
    if sum(asked) < LEAST:
        return  # so few were asked it at all, and the whole is shown at any size
    roles = make_team(tally, {}, [])["roles"]
    open_ = [not r["hidden"] and r["items"][1]["counts"] is not None for r in roles]
    known = [[1] * 6] + [[int(n == place) for n in range(6)] for place in range(6) if open_[place]]
    sides = both_sides(tally, LEAST)
    if sides and sides.mode == "full":
        titles = [r.title for r in MIXED.roles]
        known += [[int(n < 5 and titles[n] in side.roles) for n in range(6)] for side in (sides.leadership, sides.front_line)]
    known += [[int(n == place) for n in range(6)] for place in range(6) if asked[place] == 0]
    assert not found_out(known, asked), (people, sides)


def test_one_of_the_others_keeps_both_sides_to_the_core_questions():
    """Five and five, all asked everything; of five others one: taken from the whole, the sides would leave that one."""
    tally = Tally(MIXED)
    first, second = (i.id for i in MIXED.items)
    for role, all_asked in (("a", 5), ("c", 5), ("e", 1)):
        tally.add(role, first, "4", 5)
        tally.add(role, second, "4", all_asked)
    assert both_sides(tally, LEAST).mode == "quick"
    tally.add("e", second, "4", 4)
    assert both_sides(tally, LEAST).mode == "full"


TWO = replace(MODEL, min_group=LEAST, pillars=(replace(MODEL.pillars[0], dimensions=(dimension("calm", (1, 1)), dimension("wind", (1,)))), *MODEL.pillars[1:]))
GROUPS = [role for role, _ in SIDE_OF] + ["unsaid"]
HANDED = st.tuples(st.sampled_from(GROUPS), st.sampled_from(("quick", "full")), st.integers(1, 7))
COUNTED = st.tuples(st.sampled_from(GROUPS), st.sampled_from([i.id for i in TWO.items]), st.integers(1, 7))


@settings(max_examples=400)
@given(st.lists(HANDED, max_size=9), st.lists(COUNTED, max_size=9))
@example([("a", "full", 6), ("c", "full", 6)], [("a", "wind.0", 9), ("e", "calm.0", 3), ("e", "calm.1", 3)])
@example([], [("a", "calm.0", 5), ("c", "calm.0", 5), ("a", "wind.0", 2), ("c", "wind.0", 9)])
@example([], [("a", "calm.0", 5), ("c", "calm.0", 5), ("a", "wind.0", 5), ("c", "wind.0", 5), ("b", "wind.0", 1)])
def test_tables_and_hand_ins_together_tell_nobody_of_few(handed, counted):
    """Hand-ins of both kinds and a table in which any role may have been asked any question, through the door: of the answers to each question, nobody's or those of at least five people follow from the whole, the roles and the means of the sides.

    Where fewer than five were asked a question at all, the whole stands there, and a note says that answers can be guessed.
    """
    width, door = {"quick": 2, "full": 3}, Door(TWO)
    lines = [line("3" * width[mode], None if role == "unsaid" else role, mode=mode) for role, mode, n in handed for _ in range(n)]
    rows = [[role, item, "3", n] for role, item, n in counted]
    team = door.ask("team", handed=lines, counts=rows)
    tally = Tally(TWO)
    for row in door.ask("team", handed=lines, counts=rows, **{"as": "part"})["counts"]:
        tally.add(*row)
    sides, asked_by_few = both_sides(tally, LEAST), False
    for place, item in enumerate(team["items"]):
        asked = [sum(tally.counts(item["id"], role)) for role in GROUPS]
        if 0 < sum(asked) < LEAST:
            asked_by_few = True
            continue
        known = [[1] * 6] + [[int(n == m) for n in range(6)] for m, role in enumerate(team["roles"]) if not role["hidden"] and role["items"][place]["counts"]]
        for side in (sides.leadership, sides.front_line) if sides and (sides.mode == "full" or item["id"] != "calm.1") else ():
            if side.means[item["id"].split(".")[0]] is not None:
                known.append([int(n < 5 and TWO.roles[n].title in side.roles) for n in range(6)])
        known += [[int(n == m) for n in range(6)] for m in range(6) if asked[m] == 0]
        assert not found_out(known, asked), (item["id"], asked, sides)
    assert asked_by_few == any(note["code"] in ("few", "few-asked") for note in team["notes"])
