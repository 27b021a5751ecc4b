"""What is deleted stays deleted, in every tab and at the next visit, until Undo brings back all of it."""

import json

import pytest
from playwright.sync_api import expect

from tests.web.test_early import HOLD_OPEN, left
from tests.web.test_nothing_lost import ANSWER_MANY, FAILS, NOT_SAVED, bar

# While the deletion is being written, before it is on the disk.
MEANWHILE = """() => {
  const { delete: gone } = IDBObjectStore.prototype;
  let isDone = false;
  IDBObjectStore.prototype.delete = function (key) {
    if (!isDone && key === "current") { isDone = true; WHAT }
    return gone.call(this, key);
  };
}"""
DELETE_FAILS = """() => {
  const { delete: gone } = IDBObjectStore.prototype;
  globalThis.failNext = 2; // once, and once more after the storage has been opened anew
  IDBObjectStore.prototype.delete = function (...what) {
    const asked = gone.apply(this, what);
    if (globalThis.failNext-- > 0) this.transaction.abort();
    return asked;
  };
}"""


def press(item, value):
    """The script that chooses an answer."""
    return f"document.querySelector('input[name=\"{item}\"][value=\"{value}\"]').click();"


def delete(form, says="deleted"):
    """Delete everything as a person does."""
    form.go("start")
    form.page.evaluate("document.querySelector('.tq-keep').open = true")
    form.page.click("[data-do=delete]")
    expect(form.page.locator("[data-notice]:not([hidden])")).to_contain_text(says)


def levels(form):
    """What is stored: item to level."""
    return {item: entry.get("level") for item, entry in (form.stored() or {"answers": {}})["answers"].items()}


@pytest.fixture
def two(form):
    """The page with its first two core questions answered; and these and the next two, as (item, value)."""
    picks = [(item, value) for item, value in zip(list(form.core().values())[:4], "2345", strict=True)]
    form.page.evaluate(ANSWER_MANY, picks[:2])
    form.saved()
    return form, picks


@pytest.mark.parametrize("is_left", [False, True], ids=["stays", "goes away"])
def test_an_answer_chosen_while_all_is_deleted_brings_nothing_back(two, is_left):
    """It alone is kept, also where the page goes away before the deletion is on the disk."""
    form, picks = two
    leaves = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));" if is_left else ""
    form.page.evaluate(MEANWHILE.replace("WHAT", press(*picks[2]) + leaves))
    delete(form)
    form.saved()
    assert levels(form) == {picks[2][0]: 4}
    assert [form.chosen(item) for item, _ in picks[:3]] == [None, None, "4"]
    if is_left:
        form.open()
        assert levels(form) == {picks[2][0]: 4} and left(form) == []
        return
    form.page.click("[data-notice-undo]")
    expect(form.radio(*picks[0])).to_be_checked()
    assert levels(form) == {item: int(value) for item, value in picks[:3]}


def test_what_another_tab_could_not_store_brings_nothing_back(form_page):
    """Deleted here, while another tab still tries to store an answer: neither that answer nor what was there before comes back with the next one."""
    form = form_page()
    form.open()
    picks = [(item, value) for item, value in zip(list(form.core().values())[:3], "234", strict=True)]
    form.page.evaluate(ANSWER_MANY, picks[:1])
    form.saved()
    other = form.another()
    other.page.add_init_script(FAILS)
    other.open()
    other.page.evaluate("failNext = 2")
    other.page.evaluate(ANSWER_MANY, [picks[1]])
    expect(bar(other)).to_have_text(NOT_SAVED)
    delete(form)
    expect(other.radio(*picks[1])).not_to_be_checked()
    other.page.evaluate(ANSWER_MANY, [picks[2]])
    other.saved()
    assert levels(form) == {picks[2][0]: 4}


@pytest.mark.parametrize("key", ["current", "early", "early:abc"])
def test_what_waits_for_the_next_visit_is_deleted_too(two, key):
    """What lies in localStorage goes with the rest, and comes back with Undo."""
    form, picks = two
    waits = {**form.stored(), "answers": {picks[3][0]: {"level": 5}}}
    leave = f"localStorage.setItem('{form.database}:{key}', {json.dumps(json.dumps(waits))})"
    form.page.evaluate(leave)
    delete(form)
    assert form.stored() is None and left(form) == []
    form.page.click("[data-notice-undo]")
    expect(form.radio(*picks[3])).to_be_checked()
    assert levels(form) == {item: int(value) for item, value in picks[:2] + picks[3:]}
    form.page.evaluate(leave)
    delete(form)
    form.open()
    assert form.stored() is None and left(form) == []


def test_a_deletion_that_fails_says_so_and_takes_nothing(two):
    """The answers are still shown and stored, what could not be stored before is still owed, and the next press deletes."""
    form, picks = two
    form.page.evaluate(DELETE_FAILS)
    delete(form, "could not delete your answers")
    expect(form.page.locator("[data-notice-undo]")).to_be_hidden()
    assert levels(form) == {item: int(value) for item, value in picks[:2]}
    assert [form.chosen(item) for item, _ in picks[:2]] == ["2", "3"]
    form.page.evaluate(ANSWER_MANY, [picks[2]])
    form.saved()
    assert levels(form) == {item: int(value) for item, value in picks[:3]}
    delete(form)
    assert form.stored() is None


def test_an_undo_that_fails_can_be_tried_again(form_page):
    """The way back stays until it has been gone."""
    form = form_page()
    form.page.add_init_script(FAILS)
    form.open()
    item = next(iter(form.core().values()))
    form.page.evaluate(ANSWER_MANY, [(item, "4")])
    form.saved()
    delete(form)
    form.page.evaluate("failNext = 2")
    form.page.click("[data-notice-undo]")
    expect(form.page.locator("[data-notice]")).to_contain_text("could not be undone. Try once more")
    assert form.stored() is None
    form.page.click("[data-notice-undo]")
    expect(form.radio(item, "4")).to_be_checked()
    assert levels(form) == {item: 4}


def test_what_is_owed_comes_back_with_undo(form_page):
    """An answer that could not be stored before everything was deleted is among what Undo brings back."""
    form = form_page()
    form.page.add_init_script(FAILS)
    form.open()
    one, two = [(item, value) for item, value in zip(list(form.core().values())[:2], "23", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one])
    form.saved()
    form.page.evaluate("failNext = 2")
    form.page.evaluate(ANSWER_MANY, [two])
    expect(bar(form)).to_have_text(NOT_SAVED)
    delete(form)
    assert form.stored() is None
    form.page.click("[data-notice-undo]")
    expect(form.radio(*two)).to_be_checked()
    assert levels(form) == {one[0]: 2, two[0]: 3}


def test_what_a_tab_leaves_early_lies_on_nothing_newer(two):
    """Another tab goes away before its storage has opened: this one takes its answer up at once, and a newer one stays on top."""
    form, picks = two
    item, value = picks[2]
    hasty = form.another()
    hasty.page.add_init_script(HOLD_OPEN)
    hasty.open()
    hasty.page.evaluate(ANSWER_MANY, [(item, value)])
    hasty.page.goto("about:blank")
    expect(form.radio(item, value)).to_be_checked()
    form.page.evaluate(ANSWER_MANY, [(item, "1")])
    form.saved()
    form.open()
    assert form.chosen(item) == "1" and levels(form)[item] == 1 and left(form) == []
