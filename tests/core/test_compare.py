"""Comparison: the golden cases, the design's worked examples, and what follows from the rules whatever the instrument (design, section 4)."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assessment.build.formats import FORMATS
from assessment.core.answers import Answer
from assessment.core.compare import compare
from assessment.core.comparison import make_comparison, make_comparison_notes
from assessment.core.model import Retired
from door import GOLDEN, Door, Refused, garden
from instruments import answered, dimension, instrument, item, sheet
from test_properties import few, instruments

FOLDER = GOLDEN / "comparisons"
CASES = {case["name"]: case for case in json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))["cases"]}
ONE = instrument((dimension("d"),))


def text_of(file: str) -> str:
    return (FOLDER / file).read_bytes().decode("utf-8")


def change(older, newer, model=ONE, **more):
    """The change in the only dimension, from rows of answers."""
    return compare(model, sheet(model, [older]), sheet(model, [newer], **more)).dimensions[0]


@pytest.fixture(scope="module")
def door():
    return garden()


@pytest.mark.parametrize("name", CASES)
def test_golden_case(door, name):
    """Two files give the bytes of the comparison, and those are of the form that the schema gives."""
    case = CASES[name]
    made = door.ask("compare", files=[text_of(f) for f in case["files"]], **{"as": "json"})
    assert made == text_of(case["comparison"])
    TypeAdapter(FORMATS["touchstone-comparison/1"]).validate_json(made)
    assert list(json.loads(made)) == list(FORMATS["touchstone-comparison/1"].__annotations__)


def test_the_index_names_every_file_and_the_readme_works_every_case():
    """Cases, files and workings are the same list."""
    files = {f for case in CASES.values() for f in (*case["files"], case["comparison"]) if not f.startswith("..")}
    assert files == {p.name for p in FOLDER.glob("*.json")} - {"index.json"}
    assert [line.split("`")[1] for line in text_of("README.md").splitlines() if line.startswith("### ")] == list(CASES)


def test_more_than_two_files_are_a_list_each_against_the_first(door):
    """Three files give two comparisons, and each is the one that the two files give alone."""
    first, second = (text_of(f) for f in CASES["learned-and-lost"]["files"])
    third = text_of(CASES["versions"]["files"][1])
    several = door.ask("compare", files=[first, second, third])
    assert several == [door.ask("compare", files=[first, second]), door.ask("compare", files=[first, third])]


def test_worked_example_past_the_target():
    """Before 4, target 3, now 3.5: there is no way left to measure."""
    c = change((4, 4, 4, 4), (4, 3, 4, 3))
    assert (c.before, c.after, c.target, c.progress) == (4, Fraction(7, 2), 3, None)


def test_worked_example_learned():
    """Older 4, 4, dk, dk; newer 4, 4, 1, 1: nothing changed, two were learned, and the figure fell by 1.5."""
    c = change((4, 4, "dk", "dk"), (4, 4, 1, 1))
    assert (c.delta, c.learned, c.total, c.rest) == (0, ("d.2", "d.3"), Fraction(-3, 2), Fraction(-3, 2))


@pytest.mark.parametrize(
    ("older", "newer", "learned", "lost"),
    [
        (("dk", None, 3, 3), (2, 2, "dk", None), ("d.0", "d.1"), ("d.2", "d.3")),
        ((3, "na", 3, "na"), (3, 3, "na", "dk"), (), ()),
        (("dk", "dk", None, None), (None, "na", "dk", None), (), ()),
    ],
)
def test_learned_and_lost(older, newer, learned, lost):
    """Only between a level on the one side and don't know or blank on the other."""
    c = change(older, newer)
    assert (c.learned, c.lost) == (learned, lost)


GONE = Retired(id="d.old", dimension="d", weight=2, since="1.0.0", until="1.1.0", replaced_by="d.0")


def test_a_retired_core_item_counts_in_an_older_quick_check():
    """The quick check of then asked the item that today's core item replaced: 2 then, 4 now, and no pair."""
    model = instrument((replace(dimension("d"), items=(replace(item("d", 0, core=True), since="1.2.0"), item("d", 1))),), version="1.2.0", retired=(GONE,))
    older = replace(answered(model, {}, "quick", set_aside={"d.old": Answer(level=2)}), model_version="1.1.0")
    c = compare(model, older, answered(model, {"d.0": 4}, "quick")).dimensions[0]
    assert (c.common, c.delta, c.total) == ((), None, 2)
    heirs = (replace(GONE, replaced_by="d.then"), replace(GONE, id="d.then", since="1.1.1", until="1.1.1"))
    assert compare(replace(model, retired=heirs), older, answered(model, {"d.0": 4}, "quick")).dimensions[0].total == 2
    for other in ("d.1", None, "d.old"):
        gone = (replace(GONE, replaced_by=other),)
        assert compare(replace(model, retired=gone), older, answered(model, {"d.0": 4}, "quick")).dimensions[0].total is None


def test_a_retired_item_counts_only_in_versions_that_asked_it():
    """An answer set aside from before or after its time is no part of the older figure."""
    model = instrument((dimension("d", (1, 1)),), version="1.3.0", retired=(replace(GONE, since="1.1.0", until="1.2.0"),))
    for version, total in (("1.0.0", 0), ("1.1.0", 1), ("1.2.0", 1), ("1.3.0", 0)):
        older = replace(sheet(model, [(3, 3)], set_aside={"d.old": Answer(level=1)}), model_version=version)
        assert compare(model, older, sheet(model, [(3, 3)])).dimensions[0].total == total  # (3 + 3 + 2 × 1)/4 = 2


@st.composite
def two(draw):
    """A model and two files for it, in any modes."""
    model = draw(instruments)

    def file():
        usual = draw(st.sampled_from([[1, 2, 3, 4, 5], [3, 4, "dk", None], ["na", 2, 4, "dk"]]))
        said = {i.id: draw(st.sampled_from(usual)) for i in model.items}
        said = {i.id: "dk" if said[i.id] == "na" and not i.na_allowed else said[i.id] for i in model.items}
        ids = [d.id for d in model.dimensions]
        return answered(model, said, draw(st.sampled_from(["quick", "full"])), targets=draw(st.dictionaries(st.sampled_from(ids), st.integers(1, 5), max_size=4)))

    return model, file(), file()


@few
@given(two())
def test_a_file_against_itself_has_not_changed(case):
    """Delta and total are 0 or null, nothing is learned or lost, no step is done."""
    model, file, _ = case
    for c in compare(model, file, file).dimensions:
        assert c.delta in (0, None) and c.total in (0, None) and c.progress in (0, None) and c.learned == c.lost == ()
    assert [n["code"] for n in make_comparison_notes(compare(model, file, file), [], [])] == ["same-file"]


@few
@given(two())
def test_swapping_negates(case):
    """The other way round every change has the other sign, and learned is lost."""
    model, a, b = case
    for there, back in zip(compare(model, a, b).dimensions, compare(model, b, a).dimensions, strict=True):
        assert (there.common, there.pairs, there.learned, there.lost) == (back.common, back.pairs, back.lost, back.learned)
        for one, other in ((there.delta, back.delta), (there.total, back.total)):
            assert (one is None) == (other is None) and (one is None or one == -other)


@few
@given(two(), st.data())
def test_delta_sees_pairs_only(case, data):
    """Whatever is done to an answer that is no pair, and stays none, the figures of the pairs stay."""
    model, a, b = case
    before = compare(model, a, b)
    ids = [i.id for i in model.items if not any(i.id in c.pairs for c in before.dimensions) and b.get(i.id).level is None]
    assume(ids)
    chosen = data.draw(st.sampled_from(ids))
    other = replace(a, answers=a.answers | {chosen: Answer(level=data.draw(st.integers(1, 5)))})
    for one, same in zip(before.dimensions, compare(model, other, b).dimensions, strict=True):
        assert (one.pairs, one.before, one.after, one.delta) == (same.pairs, same.before, same.after, same.delta)


@few
@given(two())
def test_new_renamed_and_retired_items_never_change_a_delta(case):
    """An item that came, one that went and one under a new id leave the pairs that stay, their means and their delta alone."""
    model, a, b = case
    older, newer = replace(a, mode="full"), replace(b, mode="full", model_version="1.1.0")

    def grown(d):
        came = replace(item(d.id, 90), since="1.1.0", weight=5)
        return replace(d, items=(*d.items, came))

    def changed(d):
        *kept, last = grown(d).items
        renamed = replace(kept[-1], id=f"{d.id}.renamed", since="1.1.0")
        return replace(d, items=(*kept[:-1], renamed, last))

    pillars = tuple(replace(p, dimensions=tuple(grown(d) for d in p.dimensions)) for p in model.pillars)
    added = replace(model, version="1.1.0", pillars=pillars)
    more = replace(newer, answers=newer.answers | {f"{d.id}.90": Answer(level=1) for d in model.dimensions})
    for was, now in zip(compare(model, older, newer).dimensions, compare(added, older, more).dimensions, strict=True):
        assert (was.common, was.before, was.after, was.delta) == (now.common, now.before, now.after, now.delta)

    gone = {d.items[-1].id: d for d in model.dimensions}
    retired = tuple(Retired(id=i, dimension=d.id, weight=d.items[-1].weight, since="1.0.0", until="1.0.0", replaced_by=f"{d.id}.renamed") for i, d in gone.items())
    pillars = tuple(replace(p, dimensions=tuple(changed(d) for d in p.dimensions)) for p in model.pillars)
    today = replace(model, version="1.1.0", pillars=pillars, retired=retired)

    def moved(file):
        kept = {i: a for i, a in file.answers.items() if i not in gone}
        return replace(file, answers=kept, set_aside={i: a for i, a in file.answers.items() if i in gone})

    without = replace(model, pillars=tuple(replace(p, dimensions=tuple(replace(d, items=d.items[:-1]) for d in p.dimensions)) for p in model.pillars))
    for was, now in zip(compare(without, moved(older), moved(newer)).dimensions, compare(today, moved(older), moved(newer)).dimensions, strict=True):
        assert (was.common, was.pairs, was.before, was.after, was.delta) == (now.common, now.pairs, now.before, now.after, now.delta)
    for was, now in zip(compare(model, older, older).dimensions, compare(today, moved(older), moved(newer)).dimensions, strict=True):
        assert set(now.common) == set(was.common) - set(gone)


@few
@given(two())
def test_progress_is_0_at_the_baseline_and_1_at_the_target(case):
    """No step is none of the way, the target is all of it; what was at its target before has no way."""
    model, a, _ = case
    older = replace(a, mode="full")
    for d, c in zip(model.dimensions, compare(model, older, older).dimensions, strict=True):
        if c.before is None or c.target is None:
            continue
        assert c.progress == (0 if c.before < c.target else None)
        there = {i: Answer(level=c.target) for i in c.pairs}
        reached = next(x for x in compare(model, older, replace(older, answers=older.answers | there)).dimensions if x.dimension is d)
        assert reached.progress == (1 if c.before < c.target else None)


def test_targets_come_from_the_newer_file():
    """Progress is measured towards what is wanted now."""
    older, newer = sheet(ONE, [(1, 1, 1, 1)], targets={"d": 2}), sheet(ONE, [(2, 2, 2, 2)], targets={"d": 5})
    assert compare(ONE, older, newer).dimensions[0].progress == Fraction(1, 4)


@pytest.mark.parametrize(
    ("files", "where"),
    [(None, "files"), ([], "files"), ([{}], "files"), ("ab", "files"), ([{}] * 51, "files"), ([{}, "TU1-0"], "files[0].format"), (["{", {}], "files[0].file, line 1")],
)
def test_bad_files_are_told_by_number(files, where):
    """Too few, too many, no list; and the faults of each file under its own number."""
    with pytest.raises(Refused) as refused:
        Door(ONE).ask("compare", files=files)
    assert refused.value.faults[0]["where"] == where
    if where != "files":
        assert {f["where"].split(".")[0].split(",")[0] for f in refused.value.faults} == {"files[0]", "files[1]"}


def test_an_unknown_form_is_told():
    """The forms are named."""
    with pytest.raises(Refused, match="markdown"):
        Door(ONE).ask("compare", files=[], **{"as": "pdf"})


def test_no_figure_is_a_negative_zero(door):
    """Nothing moved is 0, never −0."""
    made = make_comparison(compare(ONE, sheet(ONE, [(3, 3, 3, 3)]), sheet(ONE, [(3, 3, 3, 3)])), [])
    assert "-0" not in json.dumps(made["dimensions"])
