"""What was answered stays: two tabs at once, a full or failing disk, a storage that is closed or emptied under the page, a newer edition in another tab, a clock that jumps, a page that slept.

Killing the browser is in tests/walk/kills.py, missing and broken storages in test_storage.py, cuts of the network in tests/engine/test_cuts.py.
"""

import json
import re

import pytest
from playwright.sync_api import expect

ANSWER_MANY = """(picks) => { for (const [item, value] of picks) document.querySelector(`input[name="${item}"][value="${value}"]`).click(); }"""
FAILS = """
const { put } = IDBObjectStore.prototype;
globalThis.failNext = 0;
IDBObjectStore.prototype.put = function (...what) {
  const asked = put.apply(this, what);
  if (globalThis.failNext-- > 0) asked.onsuccess = () => this.transaction.abort(); // written, and taken back before it is on the disk
  return asked;
};
"""
SAVED, NOT_SAVED = re.compile(r"^Saved at"), "Not saved"


def bar(form):
    """What the page says of the answers."""
    return form.page.locator("[data-bar=saved]")


def said(form, picks):
    """Whether the page shows these answers, and whether they are stored."""
    kept = {item: entry.get("level") for item, entry in (form.stored() or {"answers": {}})["answers"].items()}
    return [form.chosen(item) == value for item, value in picks], [kept.get(item) == int(value) for item, value in picks]


def test_two_tabs_at_the_very_same_time(form, other_tab):
    """Eleven questions, answered in turns by two tabs that wait for nothing: all are stored, and both tabs come to show them."""
    items = list(form.core().values())
    mine, other = [(item, "2") for item in items[::2]], [(item, "5") for item in items[1::2]]
    form.page.evaluate(f"picks => setTimeout(() => ({ANSWER_MANY})(picks), 50)", mine)
    other_tab.page.evaluate(ANSWER_MANY, other)
    for item, value in mine + other:
        expect(form.radio(item, value)).to_be_checked()
        expect(other_tab.radio(item, value)).to_be_checked()
    assert said(form, mine + other) == ([True] * 11, [True] * 11)


def test_saved_is_not_said_while_anything_is_still_written(form):
    """A text under the hand takes “Saved at” away until it is on the disk, and an answer saved meanwhile does not bring it back."""
    first, second = list(form.core().values())[:2]
    form.page.evaluate(ANSWER_MANY, [(first, "2")])
    form.saved()
    form.page.evaluate("""([item, other]) => {
        const field = document.querySelector(`[data-for="${item}"][data-text=note]`);
        field.value = "half a";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        globalThis.seen = [];
        const saved = document.querySelector("[data-bar=saved]");
        const look = () => seen.push([saved.textContent.startsWith("Saved at"), performance.now()]);
        look();
        new MutationObserver(look).observe(saved, { childList: true, characterData: true, subtree: true });
        document.querySelector(`input[name="${other}"][value="4"]`).click();
    }""", [first, second])
    form.saved()
    assert form.stored()["answers"][first]["note"] == "half a"
    assert [is_saved for is_saved, _ in form.page.evaluate("seen")].count(True) == 1


def test_a_storage_that_fails_in_the_middle(form_page):
    """An answer whose writing fails stays on the page, is not called saved, and is stored together with the next one."""
    form = form_page()
    form.page.add_init_script(FAILS)
    form.open()
    one, two, three = [(item, value) for item, value in zip(list(form.core().values())[:3], "234", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one])
    form.saved()
    form.page.evaluate("failNext = 2")  # once, and once more after the page has tried again by itself
    form.page.evaluate(ANSWER_MANY, [two])
    expect(bar(form)).to_have_text(NOT_SAVED)
    expect(form.page.locator("[data-notice]")).to_contain_text("could not be stored")
    assert said(form, [one, two]) == ([True, True], [True, False])
    form.page.evaluate(ANSWER_MANY, [three])
    expect(bar(form)).to_have_text(SAVED)
    assert said(form, [one, two, three]) == ([True] * 3, [True] * 3)


def test_a_full_disk(form):
    """Without room the page says so and never says saved; what was answered stays on the page, whatever other tabs tell, and goes into the file."""
    one, two = [(item, value) for item, value in zip(list(form.core().values())[:2], "23", strict=True)]
    # Before the first write: later the browser trusts for half a minute in the room that it found.
    form.page.context.new_cdp_session(form.page).send("Storage.overrideQuotaForOrigin", {"origin": form.page.evaluate("location.origin"), "quotaSize": 1})
    form.page.evaluate(ANSWER_MANY, [one, two])
    expect(bar(form)).to_have_text(NOT_SAVED)
    expect(form.page.locator("[data-notice]")).to_contain_text("Download your answers as a file")
    form.page.evaluate("name => new BroadcastChannel(name).postMessage('changed')", form.database)
    form.page.wait_for_timeout(200)
    assert said(form, [one, two]) == ([True, True], [False, False])
    form.go("start")
    form.page.click(".tq-keep > summary")
    file = json.loads(form.download("[data-do=download]"))
    assert {item: entry["level"] for item, entry in file["answers"].items()} == {one[0]: 2, two[0]: 3}


def test_a_storage_that_is_emptied_or_deleted_under_the_page(form, other_tab):
    """Where the browser throws the database away, the next answer stores all that the page shows; where a person deletes it, it is gone from every tab."""
    one, two, three = [(item, value) for item, value in zip(list(form.core().values())[:3], "234", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one])
    form.saved()
    other_tab.page.close()
    form.page.context.new_cdp_session(form.page).send("Storage.clearDataForOrigin", {"origin": form.page.evaluate("location.origin"), "storageTypes": "indexeddb"})
    form.page.wait_for_timeout(300)
    assert form.chosen(one[0]) == one[1]
    form.page.evaluate(ANSWER_MANY, [two])
    form.saved()
    assert said(form, [one, two]) == ([True] * 2, [True] * 2)
    form.page.evaluate("name => new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; }).then(() => 0)", form.database)
    expect(form.radio(*two)).not_to_be_checked()
    form.page.evaluate(ANSWER_MANY, [three])
    form.saved()
    assert said(form, [one, two, three]) == ([False, False, True], [False, False, True])


def test_a_database_of_a_later_site(form):
    """Another tab with a later site has changed the form of the storage: this page says that it cannot store, and what it shows goes to the next visit all the same."""
    one, two = [(item, value) for item, value in zip(list(form.core().values())[:2], "23", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one])
    form.saved()
    form.page.evaluate("name => new Promise((done) => { indexedDB.open(name, 2).onsuccess = ({ target }) => { target.result.close(); done(); }; })", form.database)
    form.page.evaluate(ANSWER_MANY, [two])
    expect(bar(form)).to_have_text(NOT_SAVED)
    expect(form.page.locator("[data-notice]")).to_contain_text("Download your answers")
    form.open()
    assert [form.chosen(item) for item, _ in (one, two)] == [one[1], two[1]]
    assert "no safe storage" in form.page.text_content("[data-start=where]")


def test_what_waited_in_the_lesser_storage_comes_over(form):
    """Answers that lie in localStorage, because the database did not answer once, join those in the database; what is newer lies on top."""
    one, two, three = [(item, value) for item, value in zip(list(form.core().values())[:3], "234", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one, two])
    form.saved()
    record = form.stored()
    later = {**record, "answers": {two[0]: {"level": 5, "note": "later"}, three[0]: {"level": 4}}}
    form.page.evaluate("([name, record]) => localStorage.setItem(`${name}:current`, JSON.stringify(record))", [form.database, later])
    form.open()
    assert [form.chosen(item) for item, _ in (one, two, three)] == ["2", "5", "4"]
    assert form.stored()["answers"][two[0]] == {"level": 5, "note": "later"}
    assert form.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('touchstone:'))") == []


def test_a_newer_edition_in_another_tab(form):
    """A site update while somebody answers: what the newer page stored stays, whole, with this page’s answers added; this page goes on showing both."""
    one, two = [(item, value) for item, value in zip(list(form.core().values())[:2], "23", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one])
    form.saved()
    record = form.stored()
    major, minor, patch = record["model"]["version"].split(".")
    newer = {**record, "model": {**record["model"], "version": f"{major}.{int(minor) + 1}.{patch}", "hash": "0123abcd"}, "answers": {**record["answers"], "journey-design.of-tomorrow": {"level": 5, "note": "new"}}}
    form.put(newer)
    form.page.evaluate("name => new BroadcastChannel(name).postMessage('changed')", form.database)
    form.page.wait_for_timeout(200)
    assert form.chosen(one[0]) == one[1]
    form.page.evaluate(ANSWER_MANY, [two])
    form.saved()
    assert form.stored() == {**newer, "date": form.stored()["date"], "answers": {**newer["answers"], two[0]: {"level": 3}}} and form.stored("aside") is None
    form.open()
    assert [form.chosen(item) for item, _ in (one, two)] == ["2", "3"]
    assert form.stored()["model"]["version"] == newer["model"]["version"]


def test_a_clock_that_jumps(form_page):
    """Ten years forward and thirty back: the last answer wins, “Saved at” tells the clock’s time, and two snapshots in the wrong order are both kept."""
    form = form_page()
    form.page.clock.set_fixed_time("2036-05-04T10:11:00")
    form.open()
    item = list(form.core().values())[0]
    form.page.evaluate(ANSWER_MANY, [(item, "5")])
    expect(bar(form)).to_have_text("Saved at 10:11")
    keep = "([name, at]) => Promise.all(['store', 'snapshots'].map((one) => import(document.querySelector('script[type=module][src*=questions]').src.replace(/[^/]+$/, `${one}.mjs`)))).then(async ([{ Store }, { copies, keepCopy }]) => { const store = await new Store(name, { read: (value) => value }).open(); return [await keepCopy(store, 'label', await store.current()), (await copies(store)).map(({ at }) => at)]; })"
    form.page.evaluate(keep, [form.database, None])
    form.page.clock.set_fixed_time("2006-05-04T09:08:00")
    form.page.evaluate(ANSWER_MANY, [(item, "1")])
    expect(bar(form)).to_have_text("Saved at 09:08")
    _, times = form.page.evaluate(keep, [form.database, None])
    assert [time[:4] for time in times] == ["2006", "2036"]
    assert (form.stored()["answers"][item], form.stored()["date"]) == ({"level": 1}, "2006-05-04")
    form.open()
    assert form.chosen(item) == "1"


def test_a_page_that_slept(form):
    """Kept for the way back and woken up, the page takes up what other tabs stored meanwhile, and stores on."""
    one, two, three = [(item, value) for item, value in zip(list(form.core().values())[:3], "234", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one])
    form.saved()
    form.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    record = form.stored()
    form.put({**record, "answers": {**record["answers"], two[0]: {"level": 3}}})  # and no tab could tell it
    form.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(form.radio(*two)).to_be_checked()
    form.page.evaluate(ANSWER_MANY, [three])
    form.saved()
    assert said(form, [one, two, three]) == ([True] * 3, [True] * 3)


NEVER_OPENS = {
    "throws": "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };",
    "fails": "IDBFactory.prototype.open = () => { const asked = {}; setTimeout(() => { asked.error = new DOMException('denied', 'UnknownError'); asked.onerror?.(); }); return asked; };",
    "never answers": "IDBFactory.prototype.open = () => ({});",
}


@pytest.mark.parametrize("how", NEVER_OPENS)
def test_a_storage_that_cannot_be_opened(form_page, how):
    """Refused, broken, or without an answer for ever: the page works, says before anything is typed what may be lost, and opens the place with the file."""
    form = form_page()
    form.page.add_init_script(NEVER_OPENS[how])
    form.open()
    expect(form.page.locator("[data-start=where]")).to_contain_text("no safe storage", timeout=20_000)  # it waits four seconds for an answer
    expect(form.page.locator("[data-start=keeps]")).to_contain_text("no safe storage")
    expect(form.page.locator("[data-do=download]")).to_be_visible()
    item = list(form.core().values())[0]
    form.page.evaluate(ANSWER_MANY, [(item, "4")])
    form.saved()
    form.open()
    expect(form.radio(item, "4")).to_be_checked(timeout=20_000)


PROMISES = "Object.assign(globalThis.StorageManager?.prototype ?? {}, { persisted: async () => globalThis.before, persist: async () => globalThis.after }); Object.assign(globalThis, %s);"


@pytest.mark.parametrize(("before", "after", "said_after"), [(False, True, "has promised"), (False, False, "has made no promise"), (True, True, "has promised")])
def test_the_browser_is_asked_for_a_promise(form_page, before, after, said_after):
    """Where a browser can promise to keep the answers, the person may have it asked, and hears what it said; nobody is asked unasked."""
    form = form_page()
    form.page.add_init_script(PROMISES % json.dumps({"before": before, "after": after}))
    form.open()
    assert "Safari after seven days without a visit" in form.page.locator(".tq-promises").inner_text()
    form.page.click("a[href='#keep']")
    expect(form.page.locator("[data-do=download]")).to_be_visible()
    if not before:
        form.page.click("[data-do=persist]")
    expect(form.page.locator("[data-start=promise]")).to_contain_text(said_after)
    expect(form.page.locator("[data-do=persist]")).to_be_hidden()


def test_where_nothing_is_kept_it_is_said_before_anything_is_typed(form_page):
    """At the top of the overview, in the place of the promise that would not hold, with the way to the file."""
    form = form_page(viewport={"width": 390, "height": 844})
    form.page.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined }); Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    form.open()
    warning = form.page.locator("[data-start=keeps]")
    expect(warning).to_have_text("This browser keeps nothing for this page: your answers are lost when you close it.")
    assert warning.evaluate("one => one.compareDocumentPosition(document.querySelector('[name=ts-mode]')) & Node.DOCUMENT_POSITION_FOLLOWING")
    assert warning.bounding_box()["y"] < 844


@pytest.mark.parametrize("how", ["written anew", "deleted"])
def test_a_line_that_only_has_the_focus_overwrites_nothing(form, other_tab, how):
    """The unit is written in one tab and changed, or everything deleted, in another; the first tab goes away with the focus still in its line."""
    for one in (form, other_tab) if how == "written anew" else (form,):
        one.page.evaluate("document.querySelector('.tq-about').open = true")
        one.page.fill("[data-scope=unit]", "North" if one is form else "South")
        one.page.wait_for_timeout(700)
        one.saved()
    if how == "deleted":
        other_tab.page.evaluate("document.querySelector('[data-do=delete]').click()")
        expect(other_tab.page.locator("[data-notice]")).to_contain_text("deleted")
    form.page.wait_for_timeout(300)
    form.page.goto("about:blank")
    other_tab.page.wait_for_timeout(300)
    stored = other_tab.stored()
    assert stored is None if how == "deleted" else stored["scope"]["unit"] == "South"


CLOSED = """() => {
  IDBDatabase.prototype.transaction = () => { throw new DOMException("closed", "InvalidStateError"); };
  IDBFactory.prototype.open = () => { throw new DOMException("denied", "UnknownError"); };
}"""


def test_what_was_taken_back_without_a_storage_stays_taken_back(form, other_tab):
    """The storage is closed under the page and does not open again: the next visit knows what was changed and what was cleared, and takes nothing from another tab."""
    one, two, three = [(item, value) for item, value in zip(list(form.core().values())[:3], "234", strict=True)]
    form.page.evaluate(ANSWER_MANY, [one, two])
    form.saved()
    form.page.evaluate(CLOSED)
    form.page.evaluate("item => document.querySelector(`[data-do=clear][data-for='${item}']`).click()", one[0])
    expect(bar(form)).to_have_text(NOT_SAVED)
    form.page.evaluate(ANSWER_MANY, [(two[0], "5")])
    other_tab.page.evaluate(ANSWER_MANY, [three])
    other_tab.saved()
    form.page.goto("about:blank")
    expect(other_tab.radio(two[0], "5")).to_be_checked()  # it hears of what waits, and takes it up
    other_tab.page.close()
    form.open()
    assert said(form, [(two[0], "5"), three]) == ([True, True], [True, True])
    assert form.chosen(one[0]) is None and one[0] not in form.stored()["answers"]
