"""The page for comparing: what it lists and chooses, files good and bad, snapshots, and how it tells what it shows."""

import json

import pytest
from playwright.sync_api import expect

from tests.web.conftest import FormPage
from tests.web.test_storage import NO_DATABASE, NO_LOCAL

HERE = "assessment/compare/"


class Compare(FormPage):
    """The page for comparing, with the moves that the tests make."""

    here = HERE

    def sheet(self, date, level=3, version=None, **more):
        """An answers file of this model, as an object."""
        model = self.page.evaluate("(({ model, version, items }) => [model, version, items.split(' ')[0]])(document.getElementById('ts-assessment').dataset)")
        return {"format": "touchstone-answers/1", "model": {"id": model[0], "version": version or model[1], "hash": None}, "kind": "own", "respondent": None, "mode": "quick",
                "date": date, "scope": {"unit": None}, "answers": {model[2]: {"level": level}}, "targets": {}, "importance": {}, "facts": {}, "plan": [], **more}

    def snapshot(self, date, label="", **more):
        """Put a snapshot into the storage behind the page's back."""
        at = f"{date}T10:00:00.000Z"
        self.put({"label": label, "at": at, "record": self.sheet(date, **more)}, f"snapshot:{at}:0")

    def add(self, *files):
        """Choose files by the input: (name, content) each."""
        self.page.set_input_files("[data-compare=file]", [{"name": n, "mimeType": "application/json", "buffer": c if isinstance(c, bytes) else json.dumps(c).encode()} for n, c in files])

    @property
    def names(self):
        """The names in the list, in order, with what stands beside them."""
        return self.page.eval_on_selector_all(".tq-pile-row", "all => all.map(r => [r.querySelector('b').firstChild.data, r.querySelector('input').checked])")

    def state(self, name):
        """Wait for a state."""
        expect(self.page.locator("main")).to_have_attribute("data-state", name)

    def said(self, text):
        """Wait for what the stand-in says it compared."""
        expect(self.page.locator("[data-shell] .said")).to_have_text(text)


@pytest.fixture
def compare(form_page):
    """The page, opened with nothing stored."""
    made = form_page()
    return Compare(made.page, made.address).open()


@pytest.fixture
def two(compare):
    """The page with two snapshots and today's answers."""
    compare.snapshot("2026-05-02", "Before the move")
    compare.snapshot("2025-11-02")
    compare.put(compare.sheet("2026-11-21", 4))
    return compare.open()


def test_empty_says_what_to_do_and_starts_nothing(compare):
    """Nothing stored: the state is empty, the way on is a link, and no engine starts."""
    compare.state("empty")
    expect(compare.page.locator("[data-shell] a")).to_have_text("Answer the questions")
    assert compare.standin()["starts"] == 0
    expect(compare.page.locator("[data-compare=keep]")).to_be_hidden()


def test_one_alone_is_not_compared(compare):
    """Only today's answers: one more is needed, and the page says so."""
    compare.put(compare.sheet("2026-11-21"))
    compare.open()
    compare.state("empty")
    expect(compare.page.locator("[data-shell]")).to_contain_text("One more is needed")
    assert compare.standin()["starts"] == 0


def test_the_two_latest_are_compared_oldest_first(two):
    """Listed by date, the two latest chosen, the older one called before; the result is said and has the focus."""
    assert two.names == [["Snapshot", False], ["Before the move", True], ["Your answers in this browser", True]]
    two.said("2026-05-02 then 2026-11-21")
    expect(two.page.locator(".tq-flag")).to_have_text(["before", "now"])
    expect(two.page.locator("[data-live]")).to_have_text("Comparison ready. It moved.")
    assert two.page.evaluate("document.activeElement.id") == "compare-title"
    assert two.page.evaluate("performance.getEntriesByName('touchstone:result-shown').length") == 1


def test_choosing_compares_anew_and_keeps_the_focus(two):
    """A tick adds the third, an untick takes one away; below two the result goes."""
    two.said("2026-05-02 then 2026-11-21")
    box = two.page.locator(".tq-pile-row input").first
    box.focus()
    two.page.keyboard.press("Space")
    two.said("2025-11-02 then 2026-05-02 then 2026-11-21")
    expect(two.page.locator(".tq-flag")).to_have_text(["before", "in between", "now"])
    assert two.page.evaluate("document.activeElement.closest('[data-entry]').dataset.entry").startswith("snapshot:2025")
    for place in (1, 2):
        two.page.locator(".tq-pile-row input").nth(place).uncheck()
    two.state("empty")
    expect(two.page.locator("[data-shell]")).to_contain_text("Choose a second one")


def test_files_are_checked_one_by_one(two):
    """A bad file is listed with its faults, as text, and stops none of the others."""
    two.said("2026-05-02 then 2026-11-21")
    two.add(("bad.json", b"{"), ("good.json", two.sheet("2024-01-01")), ("worse.json", b"\xff\xfe"))
    two.said("2024-01-01 then 2026-05-02 then 2026-11-21")
    assert sorted(two.names) == [["Before the move", True], ["Snapshot", False], ["Your answers in this browser", True], ["bad.json", False], ["good.json", True], ["worse.json", False]]
    expect(two.page.locator("[data-refused]")).to_have_count(2)
    expect(two.page.locator("[data-refused] li").first).to_have_text("format is <b>not</b> there. It is touchstone-answers/1.")
    expect(two.page.locator("[data-refused]").nth(1)).to_contain_text("not a text in UTF-8")
    expect(two.page.locator("[data-notice]")).to_contain_text("2 files can’t be used")


def test_a_dropped_file_is_added(compare):
    """Drag and drop does what the button does."""
    sheets = [compare.sheet("2026-01-01"), compare.sheet("2026-02-01")]
    compare.page.evaluate("""sheets => {
      const data = new DataTransfer();
      sheets.forEach((sheet, n) => data.items.add(new File([JSON.stringify(sheet)], `${n}.json`)));
      document.querySelector("[data-compare=list]").parentElement.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }""", sheets)
    compare.said("2026-01-01 then 2026-02-01")


def test_a_snapshot_of_other_questions_is_refused_and_the_rest_compared(two):
    """What the engine refuses is marked with its faults and no longer chosen; the next two are compared."""
    two.snapshot("2026-06-01", "Too new", version="9.0.0")
    two.open()
    two.said("2026-05-02 then 2026-11-21")
    expect(two.page.locator("[data-refused]")).to_contain_text("is 9.0.0, <b>another</b> version.")
    expect(two.page.locator("[data-refused] input")).to_be_disabled()


def test_today_can_be_kept_as_a_snapshot_and_undone(compare):
    """The button keeps a dated copy that stays when the answers change; undo takes it away."""
    compare.put(compare.sheet("2026-11-21", 2))
    compare.open()
    compare.page.click("[data-compare=snapshot]")
    expect(compare.page.locator("[data-notice]")).to_contain_text("Kept as a snapshot")
    assert [name for name, _ in compare.names] == ["Snapshot", "Your answers in this browser"]
    compare.put(compare.sheet("2026-11-22", 5))
    compare.open()
    compare.said("2026-11-21 then 2026-11-22")
    assert [list(f["answers"].values())[0]["level"] for f in compare.standin()["calls"][-1]["files"]] == [2, 5]
    compare.page.click("[data-compare=snapshot]")
    expect(compare.page.locator(".tq-pile-row")).to_have_count(3)
    compare.page.click("[data-notice-undo]")
    expect(compare.page.locator(".tq-pile-row")).to_have_count(2)


def test_a_snapshot_is_removed_with_a_way_back(two):
    """Remove takes it off the device; the focus is on the way back, and undo brings it back as it was."""
    key = "snapshot:2026-05-02T10:00:00.000Z:0"
    before = two.stored(key)
    two.page.click("text=Remove >> nth=1")
    expect(two.page.locator(".tq-pile-row")).to_have_count(2)
    assert two.stored(key) is None
    assert two.page.evaluate("document.activeElement.textContent") == "Undo"
    two.said("2025-11-02 then 2026-11-21")
    two.page.keyboard.press("Enter")
    expect(two.page.locator(".tq-pile-row")).to_have_count(3)
    assert two.stored(key) == before


def test_a_file_is_removed_with_a_way_back(two):
    """Taking a file out of the list leaves the file alone and can be undone."""
    two.add(("old.json", two.sheet("2024-01-01")))
    expect(two.page.locator(".tq-pile-row")).to_have_count(4)
    two.page.click("text=Remove >> nth=0")
    two.said("2026-05-02 then 2026-11-21")
    two.page.click("[data-notice-undo]")
    two.said("2024-01-01 then 2026-05-02 then 2026-11-21")


def test_the_comparison_and_a_snapshot_can_be_taken_away(two):
    """Three forms from the door, and each snapshot as the file it is."""
    two.said("2026-05-02 then 2026-11-21")
    assert [two.download(f"text=Comparison as {form}") for form in ("JSON", "text", "a table")] == [f"compared as {form}\n".encode() for form in ("json", "markdown", "csv")]
    assert json.loads(two.download("text=Download >> nth=1")) == two.stored("snapshot:2026-05-02T10:00:00.000Z:0")["record"]


def test_a_failure_has_words_and_another_try(two):
    """The engine does not start: the page says so, names the command, and tries again on request."""
    two.page.evaluate("sessionStorage.setItem('engine-fails', 'lost')")
    two.open()
    two.state("failed")
    expect(two.page.locator("[data-shell]")).to_contain_text("python -m assessment compare older.json newer.json")
    two.page.evaluate("engineStandIn.fail = null")
    two.page.click("text=Try again")
    two.said("2026-05-02 then 2026-11-21")


def test_the_page_says_how_much_is_loaded(form_page):
    """While the engine comes, the state is working and the megabytes are told."""
    made = form_page()
    compare = Compare(made.page, made.address).open()
    for month in ("05", "06"):
        compare.snapshot(f"2026-{month}-02")
    compare.page.add_init_script("globalThis.engineStandIn = { wait: true };")
    compare.open()
    compare.state("working")
    expect(compare.page.locator("[data-shell]")).to_contain_text("2.6 of 5.2 MB")
    compare.page.evaluate("engineStandIn.go()")
    compare.said("2026-05-02 then 2026-06-02")


def test_another_tab_is_followed(two):
    """A snapshot that another tab keeps, and answers that it changes, show here."""
    other = Compare(two.page.context.new_page(), two.address).open()
    other.page.click("[data-compare=snapshot]")
    expect(two.page.locator(".tq-pile-row")).to_have_count(4)
    other.page.click("[data-notice-undo]")
    expect(two.page.locator(".tq-pile-row")).to_have_count(3)


def test_back_from_another_page(two):
    """Back and forward: the comparison is there again, with what was answered meanwhile."""
    two.said("2026-05-02 then 2026-11-21")
    later = two.sheet("2026-11-22", 5)
    two.page.goto(two.address + "assessment/questions/")
    two.page.wait_for_selector("[data-ready]")
    two.put(later)
    two.page.go_back()
    two.said("2026-05-02 then 2026-11-22")


@pytest.mark.parametrize("script", [NO_DATABASE, NO_DATABASE + NO_LOCAL], ids=["localstorage", "memory"])
def test_snapshots_without_a_database(form_page, script):
    """Where IndexedDB is missing, snapshots go to localStorage, or last as long as the page; they can be removed and brought back."""
    form = form_page()
    form.page.add_init_script(script)
    form.open()
    modules = form.page.evaluate("document.querySelector('script[src$=\"questions.mjs\"]').src.replace('questions.mjs', '')")
    told = form.page.evaluate("""async (at) => {
      const [{ Session }, { keepSnapshot, removeSnapshot, snapshots }] = await Promise.all(["session", "snapshots"].map((name) => import(`${at}${name}.mjs`)));
      const session = new Session({ model: { id: "toy", version: "1.0.0", hash: null }, items: ["a.b"], retired: [] }, { change() {}, saved() {}, failed() {} });
      await session.load();
      const refused = await keepSnapshot(session, "x").then(() => "kept", (problem) => problem.message);
      await session.apply((record) => void (record.answers["a.b"] = { level: 2 }));
      const undo = await keepSnapshot(session, " First ");
      await keepSnapshot(session, "Second");
      await session.apply((record) => void (record.answers["a.b"] = { level: 5 }));
      const all = (await snapshots(session)).map(({ label, record }) => [label, record.answers["a.b"].level]);
      await undo();
      const [left] = await snapshots(session);
      const back = await removeSnapshot(session, left.key);
      const none = (await snapshots(session)).length;
      await back();
      const restore = await session.clear();
      const cleared = (await snapshots(session)).length;
      await restore();
      return { refused, all, none, cleared, kind: session.store.kind, now: session.record.answers["a.b"].level, labels: (await snapshots(session)).map(({ label }) => label) };
    }""", modules)
    assert told == {"refused": "Nothing is answered yet, so there is nothing to keep.", "all": [["First", 2], ["Second", 2]], "none": 0, "cleared": 0,
                    "kind": "memory" if NO_LOCAL in script else "localstorage", "now": 5, "labels": ["Second"]}


def test_delete_everything_takes_the_snapshots_too_and_brings_them_back(form):
    """“Delete everything” is meant; its undo restores what was kept, also where only snapshots are left."""
    form.put({"label": "", "at": "2026-05-02T10:00:00.000Z", "record": {"any": "thing"}}, "snapshot:2026-05-02T10:00:00.000Z:0")
    form.page.click(".tq-keep > summary")
    form.page.click("[data-do=delete]")
    expect(form.page.locator("[data-notice]")).to_contain_text("All answers and snapshots are deleted.")
    assert form.stored("snapshot:2026-05-02T10:00:00.000Z:0") is None
    form.page.click("text=Undo")
    form.page.wait_for_timeout(200)
    assert form.stored("snapshot:2026-05-02T10:00:00.000Z:0") == {"label": "", "at": "2026-05-02T10:00:00.000Z", "record": {"any": "thing"}}


def test_undoing_a_loaded_file_leaves_the_snapshots(form, as_file):
    """The way back from a loaded file to an empty form takes the loaded answers away, and nothing else."""
    form.put({"label": "", "at": "2026-05-02T10:00:00.000Z", "record": {"any": "thing"}}, "snapshot:2026-05-02T10:00:00.000Z:0")
    item = next(iter(form.core().values()))
    data = form.page.evaluate("(({ model, version, hash }) => ({ id: model, version, hash }))(document.getElementById('ts-assessment').dataset)")
    sheet = {"format": "touchstone-answers/1", "model": data, "mode": "quick", "answers": {item: {"level": 4}}}
    form.page.set_input_files("[data-do=load]", {"name": "a.json", "mimeType": "application/json", "buffer": as_file(sheet)})
    expect(form.radio(item, "4")).to_be_checked()
    form.page.click(".tq-keep > summary")
    form.page.click("[data-notice-undo]")
    expect(form.radio(item, "4")).not_to_be_checked()
    form.page.wait_for_timeout(200)
    assert form.stored() is None and form.stored("snapshot:2026-05-02T10:00:00.000Z:0") is not None
