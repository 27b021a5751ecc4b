"""An answer given while the browser is still opening its storage: a first visit on a slow phone."""

import json

import pytest
from playwright.sync_api import expect

from tests.web.invitations import hash_of, written

# The database opens, and says so only when the test lets it.
HOLD_OPEN = """
const held = new Promise((go) => { globalThis.release = go; });
const { get, set } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "onsuccess");
Object.defineProperty(IDBRequest.prototype, "onsuccess", { get, set(then) {
  set.call(this, this instanceof IDBOpenDBRequest ? async (event) => { await held; then.call(this, event); } : then);
} });
"""


@pytest.mark.parametrize("is_first", [True, False], ids=["first visit", "later visit"])
def test_an_answer_given_before_the_storage_is_open_stays(form_page, is_first):
    """It is shown, counted and kept, on an empty browser and beside what was answered before."""
    form = form_page()
    if not is_first:
        form.open().answer_two()
    form.page.context.add_init_script(HOLD_OPEN)
    form.open("#adaptation")
    item = form.items("adaptation")[0]
    form.choose(item, "4")
    form.page.evaluate("release()")
    form.saved()
    expect(form.page.locator("[data-start=count]")).to_contain_text("1 of 11" if is_first else "3 of 11")
    form.page.wait_for_timeout(300)  # what comes late must not take it away again
    assert form.chosen(item) == "4"
    assert form.stored()["answers"][item] == {"level": 4}
    assert len(form.stored()["answers"]) == (1 if is_first else 3)


@pytest.mark.parametrize("is_first", [True, False], ids=["first visit", "later visit"])
def test_what_was_said_before_a_page_went_away_is_there_next_time(form_page, is_first):
    """The page goes before its storage is open: what was answered and typed joins what an earlier visit stored, and takes nothing of it away."""
    form = form_page()
    before = {}
    if not is_first:
        form.open().answer_two()
        form.go("start")
        form.page.check("[name=ts-mode][value=full]")
        form.saved()
        before = form.stored()
    hasty = form.another()
    hasty.page.add_init_script(HOLD_OPEN)
    hasty.open()
    hasty.page.click(".tq-about > summary")
    hasty.page.locator("[data-scope=unit]").press_sequentially("Service, Nord")
    hasty.go("adaptation")
    item = hasty.items("adaptation")[0]
    hasty.choose(item, "4")
    hasty.page.goto("about:blank")
    form.open("#adaptation")
    expect(form.radio(item, "4")).to_be_checked()
    stored = form.stored()
    assert stored["answers"] == {**before.get("answers", {}), item: {"level": 4}}
    assert (stored["scope"]["unit"], stored["mode"]) == ("Service, Nord", before.get("mode", "quick"))
    assert stored["respondent"] == before.get("respondent", stored["respondent"]) is not None
    assert left(form) == []


def test_what_was_left_when_a_page_was_hidden_does_not_come_back_later(form_page):
    """Hidden before the storage is open, then seen again: what was left for the next visit goes as soon as it is stored, so it lies on nothing newer."""
    form = form_page()
    form.page.add_init_script(HOLD_OPEN)
    form.open("#adaptation")
    item = form.items("adaptation")[0]
    form.choose(item, "4")
    form.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert [json.loads(text)["answers"] for _, text in left(form)] == [{item: {"level": 4}}]
    form.page.evaluate("release()")
    form.saved()
    assert left(form) == []
    form.choose(item, "2")
    form.saved()
    again = form.another().open("#adaptation")
    expect(again.radio(item, "2")).to_be_checked()


def test_leaving_while_the_first_change_is_written_takes_nothing_away(form_page):
    """The storage is open, and what it holds is not read yet: a page that goes away now must not put its few answers in the place of all."""
    form = form_page()
    form.open().answer_two()
    hasty = form.another()
    hasty.page.add_init_script(HOLD_OPEN)
    hasty.open("#adaptation")
    item = hasty.items("adaptation")[0]
    hasty.page.evaluate("""() => {
        const { get } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.get = function (key) { dispatchEvent(new PageTransitionEvent('pagehide')); return get.call(this, key); };
    }""")
    hasty.choose(item, "4")
    hasty.page.evaluate("release()")
    hasty.saved()
    form.open("#adaptation")
    expect(form.radio(item, "4")).to_be_checked()
    assert len(form.stored()["answers"]) == 3 and left(form) == []


def test_a_page_that_only_reads_takes_nothing_away(form_page):
    """What waits in localStorage is brought over by a page that knows all questions, not by a dimension's page that knows four."""
    form = form_page()
    form.open().answer_two()
    record = form.stored()
    form.page.evaluate("([name, record]) => localStorage.setItem(`${name}:current`, JSON.stringify(record))", [form.database, record])
    form.page.goto(form.address + "pillars/mindset/alliance/")
    form.page.wait_for_timeout(500)
    form.open()
    assert form.stored()["answers"] == record["answers"]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_under_a_finger_when_the_storage_opens(form_page, width):
    """Who has begun stays where they are, with the focus, when the stored answers come."""
    form = form_page(viewport={"width": width, "height": 700})
    form.page.add_init_script(HOLD_OPEN)
    form.open("#adaptation")
    last = form.page.locator("#adaptation fieldset:not([hidden]) .tq-note > summary").last
    last.click()
    place = "[scrollY, document.activeElement.textContent]"
    before = form.page.evaluate(place)
    assert before[0] > 0
    form.page.evaluate("release()")
    form.page.wait_for_timeout(500)
    assert form.page.evaluate(place) == before


def left(form):
    """What waits in localStorage for the next visit."""
    return form.page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('touchstone:'))")


@pytest.mark.parametrize("said", ["level", "note"])
def test_what_was_said_early_takes_only_its_own_place(form_page, said):
    """Another level leaves the note that was stored, and a note leaves the level."""
    form = form_page()
    form.open("#adaptation")
    item = form.items("adaptation")[0]
    write = f"""text => {{ const field = document.querySelector('[data-for="{item}"][data-text=note]'); field.value = text; field.dispatchEvent(new Event("input", {{ bubbles: true }})); field.dispatchEvent(new Event("change", {{ bubbles: true }})); }}"""
    form.choose(item, "4")
    form.page.evaluate(write, "a long note")
    form.saved()
    assert form.stored()["answers"][item] == {"level": 4, "note": "a long note"}
    hasty = form.another()
    hasty.page.add_init_script(HOLD_OPEN)
    hasty.open("#adaptation")
    if said == "level":
        hasty.choose(item, "2")
    else:
        hasty.page.evaluate(write, "another note")
    hasty.page.goto("about:blank")
    form.open("#adaptation")
    wanted = {"level": 2, "note": "a long note"} if said == "level" else {"level": 4, "note": "another note"}
    expect(form.radio(item, str(wanted["level"]))).to_be_checked()
    form.page.wait_for_timeout(300)
    assert form.stored()["answers"][item] == wanted


@pytest.fixture
def late(form_page):
    """A page whose storage opens only when the test lets it, on a device with two answers for a unit; with the model's hash."""
    form = form_page()
    form.open().answer_two()
    form.go("start")
    form.page.evaluate("document.querySelector('.tq-about').open = true")
    form.page.fill("[data-scope=unit]", "My own unit")
    form.page.wait_for_timeout(700)
    form.saved()
    late = form.another()
    late.hash = hash_of(form)
    late.page.add_init_script(HOLD_OPEN)
    return late


@pytest.mark.parametrize("late_by", [0, 50], ids=["quiet", "busy"])
def test_an_invitation_asks_also_where_something_was_said_before_the_storage_was_open(late, late_by):
    """What an invitation would replace is known by then, although the page has a change of its own on the way, and its timers come late."""
    late.open("#" + written(late.hash, "f", 1, 7, "Service, North"))
    late.page.evaluate("document.querySelector('.tq-about').open = true")
    late.page.fill("[data-scope=period]", "2026")
    late.page.evaluate("document.querySelector('[data-scope=period]').blur()")
    late.page.evaluate("late => { const timer = setTimeout; globalThis.setTimeout = (then, ms = 0, ...more) => timer(then, ms + late, ...more); }", late_by)
    late.page.evaluate("release()")
    late.page.wait_for_timeout(1000)
    assert late.stored()["scope"]["unit"] == "My own unit"
    assert late.stored()["mode"] == "quick"


def test_an_invitation_that_comes_before_the_storage_is_open_asks(late):
    """The link is opened in a page that is already there and does not know yet what is stored: unit and mode stay until the person has said whose answers they are."""
    late.open()
    late.page.evaluate("text => { location.hash = text; }", written(late.hash, "f", 1, 7, "Service, North"))
    late.page.wait_for_timeout(100)
    late.page.evaluate("release()")
    expect(late.page.locator("#invitation")).to_contain_text("This browser already keeps 2 answers, for My own unit")
    late.page.wait_for_timeout(300)
    assert (late.stored()["scope"]["unit"], late.stored()["mode"]) == ("My own unit", "quick")
