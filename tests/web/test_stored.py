"""What is stored on this device: the privacy page lists it in plain words, deletes what is ours and only that, and brings it back."""

import json

import pytest
from playwright.sync_api import expect

HERE = "about/privacy/"
PUT = """async ([name, entries]) => {
  const database = await new Promise((done, fail) => {
    const open = indexedDB.open(name, 1);
    open.onupgradeneeded = () => open.result.createObjectStore("answers");
    open.onsuccess = () => done(open.result);
    open.onerror = () => fail(open.error);
  });
  const change = database.transaction("answers", "readwrite");
  for (const [key, value] of entries) change.objectStore("answers").put(value, key);
  await new Promise((done) => (change.oncomplete = done));
  database.close();
}"""
KEYS = """async name => {
  if (!(await indexedDB.databases()).some((one) => one.name === name)) return [];
  const database = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
  const keys = await new Promise((done) => (database.transaction("answers").objectStore("answers").getAllKeys().onsuccess = ({ target }) => done(target.result)));
  database.close();
  return keys;
}"""


class Device:
    """The privacy page, and what the tests do there."""

    def __init__(self, page, address, model):
        self.page, self.address, self.model = page, address, model
        self.database = f"touchstone:{model.id}"

    def open(self, is_touched=True):
        self.page.goto(self.address + HERE)
        expect(self.page.locator(".ts-stored")).to_have_attribute("data-ready", "")
        if is_touched:  # brings the theme's script, which stores the colours
            self.page.hover(".md-header__title")
            self.page.wait_for_selector("html.js", state="attached")
        return self

    def put(self, *entries, name=None):
        self.page.evaluate(PUT, [name or self.database, entries])

    def keys(self, name=None):
        return self.page.evaluate(KEYS, name or self.database)

    def record(self, answers, mode="quick", date="2026-11-20"):
        model = {"id": self.model.id, "version": self.model.version, "hash": None}
        return {"format": "touchstone-answers/1", "model": model, "mode": mode, "date": date, "answers": answers}

    @property
    def titles(self):
        return self.page.locator(".ts-stored-title").all_inner_texts()

    def row(self, title):
        return self.page.locator(".ts-stored-row", has=self.page.get_by_text(title, exact=True))

    def delete(self, title):
        self.row(title).get_by_role("button").click()

    def undo(self):
        self.page.get_by_role("button", name="Undo").click()


@pytest.fixture
def device(page, site_url, model):
    """The page on a device where the theme's script has come, which stores the colours, and nothing else is stored."""
    return Device(page, site_url, model).open().open()


@pytest.fixture
def full(device):
    """The same with one of everything: three core questions answered of eleven and one other, a snapshot, an invitation, a team, copies of files, and a neighbour's data."""
    core = [item.id for item in device.model.items if item.core]
    other = next(item.id for item in device.model.items if not item.core)
    answers = {core[0]: {"level": 3, "note": "Kühnl <b>"}, core[1]: {"state": "dk"}, core[2]: {"level": 1}, other: {"level": 5}, core[3]: {"note": "only a note"}}
    device.put(
        ["current", device.record(answers)], ["snapshot:2026-05-02T10:00:00.000Z:0", {"label": "In <i>May</i>", "at": "2026-05-02T10:00:00.000Z", "record": device.record({other: {"level": 2}}, "full")}],
        ["invitation", {"text": "TI1-x", "joined": True, "role": None, "handed": None}], ["team", {"batches": [{"size": 4, "counts": None}, {"size": 3, "counts": []}], "at": "2026-11-19T12:00:00.000Z"}],
    )
    device.page.evaluate("""async () => {
      await (await caches.open("touchstone:/:1")).put("/a", new Response("x".repeat(2_000_000)));
      await (await caches.open("neighbour")).put("/a", new Response("x"));
      await (await caches.open("touchstone:/other/:1")).put("/a", new Response("x"));
      localStorage.setItem("neighbour", "1");
      localStorage.setItem("touchstone:offline:/other/", "off");
      localStorage.setItem("touchstonery", "1");
    }""")
    return device.open()


def test_nothing_is_stored_by_opening_the_page(page, site_url, model):
    """Whoever has touched nothing finds nothing."""
    assert Device(page, site_url, model).open(is_touched=False).titles == []


def test_nothing_but_the_colours_is_stored_by_reading(device):
    """Whoever only reads finds the colours, which the theme stores; deleted, nothing is left, and the page says so and leaves no database behind."""
    assert device.titles == ["Light or dark"]
    device.delete("Light or dark")
    expect(device.page.locator(".ts-stored-sum")).to_have_text("Nothing of this site is stored on this device.")
    expect(device.page.get_by_role("button", name="Delete")).to_have_count(0)
    assert device.page.evaluate("localStorage.length") == 0
    assert device.page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_each_thing_is_told_in_plain_words(full):
    """Own answers first: three of the eleven questions of the quick check, two entries with a text; what people wrote is shown as text or not at all."""
    assert full.titles == ["Your answers", "Snapshot “In <i>May</i>”", "An invitation that you opened", "What was collected for a team", "Light or dark", "Copies of this site’s files, for use without a network"]
    told = [full.row(title).locator("p").nth(1).inner_text() for title in full.titles]
    assert told == [
        "3 of 11 questions answered, 2 with a note. Last changed on 2026-11-20.", "Kept on 2026-05-02. 1 of 44 questions answered.", "Not handed in.", "7 hand-ins, 1 table. Last changed on 2026-11-19.",
        "Light. Pages store it anew when you use them.", "1 file. Deleted copies come again when you use the assessment.",
    ]  # fmt: skip
    assert full.row(full.titles[-1]).locator("p").nth(2).inner_text() == "Cache storage, 2 MB"
    expect(full.page.locator(".ts-stored-sum")).to_have_text("6 things are stored, about 2 MB.")
    assert "Kühnl" not in full.page.locator(".ts-stored").inner_text()


def test_one_thing_is_deleted_and_brought_back(full):
    """The rest stays; the focus goes to Undo and from there back to the row; screen readers are told; other tabs, too."""
    other = Device(full.page.context.new_page(), full.address, full.model).open()
    before = full.keys()
    full.page.locator(".ts-stored").get_by_role("button", name="Delete").first.focus()
    full.page.keyboard.press("Enter")
    expect(full.page.locator("[data-live]")).to_have_text("Deleted: Your answers.")
    expect(full.page.get_by_role("button", name="Undo")).to_be_focused()
    assert sorted(full.keys()) == sorted(set(before) - {"current"})
    expect(other.page.locator(".ts-stored-row")).to_have_count(5)
    full.page.keyboard.press("Enter")
    expect(full.row("Your answers").get_by_role("button")).to_be_focused()
    assert sorted(full.keys()) == sorted(before)
    expect(other.page.locator(".ts-stored-row")).to_have_count(6)
    full.delete("Your answers")
    full.page.get_by_role("button", name="Close").press("Enter")
    expect(full.page.locator("#stored-sum")).to_be_focused()


def test_everything_of_ours_is_deleted_and_nothing_else(full):
    """A neighbour of the same origin keeps what it stored; Undo brings answers, colours and snapshots back, beneath what was answered since: another level takes no note away."""
    full.page.get_by_role("button", name="Delete everything in this list").click()
    expect(full.page.locator(".ts-stored-row")).to_have_count(0)
    assert full.keys() == []
    assert full.page.evaluate("Object.keys(localStorage).sort()") == ["neighbour", "touchstone:offline:/other/", "touchstonery"]
    assert full.page.evaluate("caches.keys().then(all => all.sort())") == ["neighbour", "touchstone:/other/:1"]
    core = [item.id for item in full.model.items if item.core]
    full.put(["current", full.record({core[0]: {"level": 5}}, date="2026-11-22")])
    full.undo()
    expect(full.page.locator(".ts-stored-row")).to_have_count(5)
    assert full.row("Your answers").locator("p").nth(1).inner_text() == "3 of 11 questions answered, 2 with a note. Last changed on 2026-11-22."


def test_what_is_strange_is_listed_and_deleted(device):
    """A damaged record, a key of a later version, another questionnaire's answers, localStorage where IndexedDB was missing: each has its row."""
    device.put(["current", {"format": "other"}], ["later:thing", [1, 2]], ["aside", "x"], ["invitation", 7], ["team", None])
    device.put(["current", device.record({})], name="touchstone:other-model")
    device.page.evaluate("([key, text]) => { localStorage.setItem(key, text); localStorage.setItem('touchstone:x:current', '{'); }", [f"{device.database}:current", json.dumps(device.record({}))])
    device.open()
    assert device.titles == ["Your answers", "Your answers", "Your answers", "Your answers", "An invitation that you opened", "What was collected for a team", "Something that was set aside", "Something else that this site keeps", "Light or dark"]
    told = " ".join(device.page.locator(".ts-stored-row p").all_inner_texts())
    assert "Of another questionnaire, “other-model”" in told and "Its name is “later:thing”." in told and "0 of 11 questions answered" in told
    device.page.get_by_role("button", name="Delete everything in this list").click()
    expect(device.page.locator(".ts-stored-row")).to_have_count(0)
    assert device.keys() == [] == device.keys("touchstone:other-model")


def test_copies_are_switched_off_and_on(full):
    """Off: those that are here go, none is made, and the wish is listed as what is stored; on: the wish is gone."""
    box = full.page.get_by_role("checkbox", name="Keep copies of the assessment, so that it opens without a network")
    expect(box).to_be_checked()
    box.uncheck()
    expect(full.page.locator("[data-live]")).to_have_text("No copies are kept from now on. Those that were here are deleted.")
    assert full.titles[-2:] == ["Your wish to keep no copies", "Light or dark"]
    assert full.page.evaluate("[localStorage['touchstone:offline:/'], localStorage['touchstone:offline:/other/']]") == ["off", "off"]
    assert "touchstone:/:1" not in full.page.evaluate("caches.keys()")
    box.check()
    expect(full.row("Your wish to keep no copies")).to_have_count(0)
    assert full.page.evaluate("localStorage['touchstone:offline:/'] ?? null") is None


def test_the_questions_page_hears_of_it(form, model):
    """Answers deleted here are gone from the questions in another tab, and Undo puts them back there."""
    form.go(form.dimensions[0])
    item = form.items(form.dimensions[0])[0]
    form.choose(item, "4")
    form.saved()
    device = Device(form.page.context.new_page(), form.address, model).open()
    device.delete("Your answers")
    expect(form.page.locator(f'input[name="{item}"]:checked')).to_have_count(0)
    device.undo()
    expect(form.page.locator(f'input[name="{item}"]:checked')).to_have_value("4")


def test_without_storage_or_without_scripts_the_page_still_tells(open_page, site_url, watch):
    """Where the browser refuses to look, nothing is listed; without scripts a sentence stands there."""
    watch.allow("uncaught: denied")  # the theme asks localStorage for the colours and does not expect a refusal
    page = open_page()
    page.add_init_script("for (const name of ['indexedDB', 'localStorage', 'caches']) Object.defineProperty(globalThis, name, { get() { throw new DOMException('denied', 'SecurityError'); } });")
    page.goto(site_url + HERE)
    expect(page.locator(".ts-stored-sum")).to_have_text("Nothing of this site is stored on this device.")
    plain = open_page(java_script_enabled=False)
    plain.goto(site_url + HERE)
    assert "Scripts are off" in plain.locator(".ts-stored").inner_text()


def test_what_waits_for_the_next_visit_is_told_and_deleted(device):
    """Answers that a page left in localStorage because it could not store them are called answers, counted, and can be deleted before any visit joins them with others."""
    core = next(item.id for item in device.model.items if item.core)
    device.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{device.database}:early", json.dumps(device.record({core: {"level": 4}}))])
    device.open()
    title = "Answers from a page that closed before it could store them"
    assert device.titles == [title, "Light or dark"]
    assert device.row(title).locator("p").nth(1).inner_text() == "1 of 11 questions answered. Last changed on 2026-11-20. Your next visit joins them with the others."
    device.delete(title)
    expect(device.page.locator(".ts-stored-row")).to_have_count(1)
    assert device.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('touchstone:'))") == []
