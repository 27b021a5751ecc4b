"""Answers stay: through reload, two tabs, broken values and browsers without storage; a killed browser is in tests/walk/kills.py, and what goes wrong meanwhile in test_nothing_lost.py."""

import re

import pytest
from playwright.sync_api import expect

from assessment.core.intake import read_answers

HOLD_COMPLETE = """
const held = new Promise((go) => { globalThis.release = go; });
const { get, set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
Object.defineProperty(IDBTransaction.prototype, "oncomplete", { get, set(then) { set.call(this, async (event) => { await held; then(event); }); } });
globalThis.asked = [];
const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (...how) { globalThis.asked.push([how[1] ?? "readonly", how[2]?.durability ?? "default"]); return transaction.apply(this, how); };
"""
NO_DATABASE = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
NO_LOCAL = """
const { setItem } = Storage.prototype;
Storage.prototype.setItem = function (key, value) {
  if (key.startsWith("touchstone:")) throw new DOMException("full", "QuotaExceededError");
  setItem.call(this, key, value);
};
"""


def first_answer(form, value="3"):
    """Answer the first question; gives its id."""
    form.go(form.dimensions[0])
    item = form.items(form.dimensions[0])[0]
    form.choose(item, value)
    return item


def test_saved_is_said_only_when_the_transaction_is_complete(form_page):
    """“Saved at” stands for bytes on the disk: it waits for complete, and the disk is asked strictly."""
    form = form_page()
    form.page.add_init_script(HOLD_COMPLETE)
    form.open()
    first_answer(form)
    form.page.wait_for_timeout(300)
    expect(form.page.locator("[data-bar=saved]")).to_have_text("Saving …")
    form.page.evaluate("release()")
    form.saved()
    assert {durability for mode, durability in form.page.evaluate("asked") if mode == "readwrite"} == {"strict"}


def test_the_record_is_in_the_format_of_the_files(form):
    """What is stored is an answers file of this model, with every key."""
    item = first_answer(form)
    form.saved()
    stored = form.stored()
    assert list(stored) == ["format", "model", "kind", "respondent", "mode", "date", "scope", "answers", "targets", "importance", "facts", "plan"]
    assert (stored["format"], stored["kind"], stored["mode"]) == ("touchstone-answers/1", "own", "quick")
    assert stored["answers"] == {item: {"level": 3}}
    assert stored["date"] == form.page.evaluate("new Date().toLocaleDateString('sv')")


def test_two_tabs_do_not_undo_each_other(form, other_tab):
    """An answer in one tab shows in the other, and both tabs' answers are kept."""
    (one, item_one), (two, item_two) = list(form.core().items())[:2]
    form.go(one)
    form.choose(item_one, "2")
    expect(other_tab.radio(item_one, "2")).to_be_checked()
    other_tab.go(two)
    other_tab.choose(item_two, "5")
    expect(form.radio(item_two, "5")).to_be_checked()
    other_tab.saved()
    assert form.stored()["answers"] == {item_one: {"level": 2}, item_two: {"level": 5}}


def test_delete_everything_and_undo(form):
    """One button deletes all that is stored; undo brings all of it back."""
    item = first_answer(form, "5")
    form.saved()
    form.go("start")
    form.page.click(".tq-keep > summary")
    form.page.click("[data-do=delete]")
    expect(form.page.locator("[data-notice]")).to_contain_text("deleted")
    assert form.stored() is None
    assert form.chosen(item) is None
    form.page.click("text=Undo")
    expect(form.radio(item, "5")).to_be_checked()
    assert form.stored()["answers"] == {item: {"level": 5}}


def test_undo_of_a_deletion_keeps_what_came_after(form, other_tab):
    """Deleted here, answered in another tab, undone here: the old answers come back beneath the new one."""
    first, second = list(form.core().items())[:2]
    form.go(first[0])
    form.choose(first[1], "2")
    form.saved()
    form.go("start")
    form.page.click(".tq-keep > summary")
    form.page.click("[data-do=delete]")
    expect(form.page.locator("[data-notice]")).to_contain_text("deleted")
    form.page.evaluate("document.querySelector('[data-do=delete]').click()")  # a second press takes nothing away
    other_tab.go(second[0])
    other_tab.choose(second[1], "5")
    other_tab.saved()
    form.page.click("text=Undo")
    expect(form.radio(first[1], "2")).to_be_checked()
    assert form.stored()["answers"] == {first[1]: {"level": 2}, second[1]: {"level": 5}}


def test_without_a_database_the_page_says_what_may_be_lost(form_page):
    """Where IndexedDB is missing, answers go to localStorage, and a crash is named as the danger."""
    form = form_page()
    form.page.add_init_script(NO_DATABASE)
    item = first_answer(form.open(), "2")
    form.saved()
    form.open()
    expect(form.radio(item, "2")).to_be_checked()
    assert "if it crashes, the last moments may be lost" in form.page.text_content("[data-start=where]")
    assert all(key.startswith("touchstone:") for key in form.page.evaluate("Object.keys(localStorage).filter(k => !k.includes('__palette'))"))


def test_without_any_storage_the_page_offers_the_file(form_page):
    """Where nothing can be kept, the page never says saved; it says download."""
    form = form_page()
    form.page.add_init_script(NO_DATABASE + NO_LOCAL)
    item = first_answer(form.open(), "2")
    expect(form.page.locator("[data-bar=saved]")).to_have_text("Not kept: download your answers")
    assert form.chosen(item) == "2"


def test_a_broken_value_does_not_break_the_page(form):
    """Junk in the storage is set aside and offered as a file; the questions work."""
    for junk in ("junk", 7, [], {"format": "touchstone-answers/1"}, {"format": "touchstone-answers/1", "mode": "quick", "model": None, "answers": {}}):
        form.put(junk)
        form.open()
        expect(form.page.locator("[data-start=faults]")).to_contain_text("cannot read")
        item = first_answer(form)
        form.saved()
        assert form.stored("aside") == junk
        assert form.stored()["answers"] == {item: {"level": 3}}


def test_broken_entries_are_left_out(form):
    """Entries that make no sense are dropped, the others kept."""
    first_answer(form)
    form.saved()
    good, bad, worse = list(form.core().values())[:3]
    record = form.stored()
    record["answers"] = {good: {"level": 2, "note": "<img src=x onerror=alert(1)>"}, bad: {"level": 3.5}, worse: "x", "nobody.knows": {"level": 1}, "__proto__": 3}
    form.put(record)
    form.open()
    expect(form.radio(good, "2")).to_be_checked()
    form.go("check")
    assert form.chosen(bad) is None
    form.go(form.dimensions[1])
    form.choose(bad, "1")
    form.saved()
    form.page.wait_for_timeout(100)
    assert form.stored()["answers"] == {good: {"level": 2, "note": "<img src=x onerror=alert(1)>"}, bad: {"level": 1}}


def test_answers_of_an_older_version_are_kept(form):
    """An earlier minor version is read and becomes today's; another major version is set aside whole."""
    item = first_answer(form)
    form.saved()
    record = form.stored()
    now = record["model"]["version"]
    major = int(now.split(".")[0])
    form.put({**record, "model": {**record["model"], "version": f"{major}.0.0", "hash": "00000000"}})
    form.open()
    expect(form.radio(item, "3")).to_be_checked()
    other = {**record, "model": {**record["model"], "version": f"{major + 1}.0.0"}}
    form.put(other)
    form.open()
    assert form.chosen(item) is None
    expect(form.page.locator("[data-start=faults]")).to_contain_text("cannot read")
    first_answer(form)
    form.saved()
    assert form.stored("aside") == other


def test_answers_of_another_edition_are_set_aside_also_when_the_page_goes_away(form):
    """A line is typed and the page is gone within half a second: what was stored before is set aside, and the line is there."""
    first_answer(form)
    form.saved()
    record = form.stored()
    other = {**record, "model": {**record["model"], "version": f"{int(record['model']['version'].split('.')[0]) + 1}.0.0"}}
    form.put(other)
    form.open()
    expect(form.page.locator("[data-start=faults]")).to_contain_text("cannot read")
    form.page.click(".tq-about > summary")
    form.page.locator("[data-scope=unit]").press_sequentially("North")
    form.page.goto("about:blank")
    form.open()
    expect(form.page.locator("[data-scope=unit]")).to_have_value("North")
    assert form.stored("aside") == other and form.stored()["scope"]["unit"] == "North"


@pytest.mark.parametrize(("key", "text", "kept"), [("current", "half", "half"), ("early:x", "[7]", [7])])
def test_what_cannot_be_read_takes_no_place(form, key, text, kept):
    """A value in localStorage that makes no sense is set aside; the answers in the database stay."""
    item = first_answer(form)
    form.saved()
    form.page.evaluate("([place, text]) => localStorage.setItem(place, text)", [f"{form.database}:{key}", text])
    form.open()
    assert form.chosen(item) == "3" and form.stored()["answers"] == {item: {"level": 3}}
    assert form.stored("aside") == kept
    assert form.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('touchstone:'))") == []


def test_a_text_is_kept_when_the_page_goes_away(form):
    """Closing the page right after the last key loses no word."""
    item = first_answer(form)
    form.saved()
    form.page.click(f"#{form.dimensions[0]} .tq-note summary >> visible=true")
    form.page.locator(f'[data-text=note][data-for="{item}"]').press_sequentially("to the last letter")
    form.page.goto("about:blank")
    form.open()
    assert form.stored()["answers"][item]["note"] == "to the last letter"


def test_lines_about_the_unit_are_kept(form):
    """Unit, role and size are optional lines of the record."""
    form.page.click(".tq-about > summary")
    form.page.fill("[data-scope=unit]", "Service, Nord")
    form.page.select_option("[data-scope=size]", "small")
    form.page.locator("[data-scope=unit]").blur()
    form.page.wait_for_timeout(300)
    assert form.stored()["scope"] == {"unit": "Service, Nord", "period": None, "role": None, "size": "small", "exchange": None}


def test_the_seven_days_of_safari_are_said(form):
    """The page says where browsers delete on their own."""
    assert re.search(r"Safari .* seven days", form.page.text_content(".tq-keep"))


def junk(dimension, other, fact, item):
    """What a broken or foreign program may leave in each part of the record, beside what is right."""
    step = {"dimension": dimension, "from": 2, "owner": "A", "due": "2026-02-28", "measure": ""}
    return {
        "date": "2026-13-40",
        "scope": {"unit": 5, "period": "2026", "role": ["x"], "size": "huge", "exchange": "continuous", "more": 1},
        "targets": {dimension: 4, other: 0, "none": 3, "x": "3"},
        "importance": {dimension: 4, other: 2, "none": 1},
        "facts": {fact: "no", "none": "yes", "toString": "no"},
        "plan": [step, {**step, "due": "2026-02-30", "measure": "m" * 3000}, {**step, "from": 5}, {**step, "dimension": "none"}, None, "step"],
        "answers": {item: {"state": "na", "note": "kept"}},
    }


def test_what_the_format_does_not_allow_is_dropped(form, model):
    """Junk in any part is left out and the rest stays, so that the engine takes the record again."""
    item = first_answer(form)
    form.saved()
    dimension, other = form.dimensions[:2]
    fact = model.facts[0].id
    form.put({**form.stored(), **junk(dimension, other, fact, item)})
    form.open()
    form.page.click("text=Full assessment")
    form.saved()
    form.page.wait_for_timeout(100)
    stored = form.stored()
    step = {"dimension": dimension, "from": 2, "owner": "A", "due": "2026-02-28", "measure": ""}
    assert stored["scope"] == {"unit": None, "period": "2026", "role": None, "size": None, "exchange": "continuous"}
    assert (stored["targets"], stored["importance"], stored["facts"]) == ({dimension: 4}, {other: 2}, {fact: "no"})
    assert stored["plan"] == [step, {**step, "due": None, "measure": "m" * 2000}]
    assert stored["answers"] == {item: {"note": "kept"}}  # a core question applies to everybody
    read, notes = read_answers(stored, model)
    assert notes == [] and read.as_dict() == stored


def test_parts_of_another_kind_are_empty(form, model):
    """A list for a map, a text for a list: nothing of it is used, and the engine still takes the record."""
    first_answer(form)
    form.saved()
    form.put({**form.stored(), "scope": [], "targets": [1], "importance": "x", "facts": None, "plan": {"0": 1}})
    form.open()
    form.page.click("text=Full assessment")
    form.saved()
    form.page.wait_for_timeout(100)
    stored = form.stored()
    assert [stored[key] for key in ("targets", "importance", "facts", "plan")] == [{}, {}, {}, []]
    assert set(stored["scope"].values()) == {None}
    assert read_answers(stored, model)[0].as_dict() == stored
