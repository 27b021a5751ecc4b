"""The questions page as a person uses it, with a stand-in for the engine: what Python computes is tested elsewhere."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

STANDIN = Path(__file__).with_name("standin.mjs").read_text(encoding="utf-8")
QUESTIONS = "assessment/questions/"


class FormPage:
    """One browser page on the questions, with the moves that the tests make."""

    def __init__(self, page, address):
        self.page, self.address = page, address

    here = QUESTIONS

    def open(self, fragment: str = "", path: str | None = None):
        """Enter a page by its address, this one if none is named, and wait until its script has taken over."""
        path = path or self.here
        self.page.goto("about:blank")
        self.page.goto(self.address + path + fragment)
        self.page.wait_for_selector(".ts-assessment[data-ready]" if path in (QUESTIONS, self.here) else "main[data-state]")
        return self

    def another(self):
        """A second tab with the same storage, not opened yet."""
        return type(self)(self.page.context.new_page(), self.address)

    def answer_two(self):
        """Answer the first question of the first two dimensions; `.two` has their ids."""
        self.two = self.dimensions[:2]
        for dimension in self.two:
            self.go(dimension)
            self.choose(self.items(dimension)[0])
        self.saved()

    @property
    def dimensions(self) -> list[str]:
        """The ids of the dimensions in their order."""
        return self.page.eval_on_selector_all("section[data-dimension]", "all => all.map(s => s.dataset.dimension)")

    @property
    def view(self) -> str:
        """The id of the section that shows; exactly one does."""
        shown = self.page.eval_on_selector_all(".tq-view", "all => all.filter(s => s.checkVisibility()).map(s => s.id)")
        assert len(shown) == 1, shown
        return shown[0]

    def items(self, dimension: str) -> list[str]:
        """The ids of the questions of a dimension that show."""
        return self.page.eval_on_selector_all(f"#{dimension} [data-item]:not([hidden])", "all => all.map(f => f.dataset.item)")

    def radio(self, item: str, value: str):
        """A radio button, found as the browser groups them."""
        return self.page.locator(f'input[name="{item}"][value="{value}"]')

    def choose(self, item: str, value: str = "3"):
        """Click an answer where people click: on its card. The view must show it."""
        self.page.locator(f'label:has(input[name="{item}"][value="{value}"])').click()

    def chosen(self, item: str) -> str | None:
        """The value that is checked."""
        return self.page.evaluate("name => document.querySelector(`input[name='${name}']:checked`)?.value ?? null", item)

    def saved(self):
        """Wait until the page says that the answers are on the disk."""
        expect(self.page.locator("[data-bar=saved]")).to_have_text(re.compile(r"^Saved at \d\d:\d\d$"))

    def core(self) -> dict[str, str]:
        """Dimension to its core item."""
        pairs = self.page.eval_on_selector_all("[data-core]", "all => all.map(f => [f.closest('section').dataset.dimension, f.dataset.item])")
        return dict(pairs)

    def answer_core(self, value: str = "3", but: tuple[str, ...] = ()):
        """Answer the core questions of all dimensions, but those named."""
        for dimension, item in self.core().items():
            if dimension not in but:
                self.page.evaluate("id => { location.hash = id; }", dimension)
                self.choose(item, value)
        self.saved()

    def go(self, view: str):
        """Follow a fragment, as a link does."""
        self.page.evaluate("id => { location.hash = id; }", view)
        self.at(view)

    def at(self, view: str):
        """Wait until a view shows."""
        expect(self.page.locator("#ts-assessment")).to_have_attribute("data-view", view)

    def stored(self, key: str = "current"):
        """What lies in IndexedDB."""
        return self.page.evaluate(READ, [self.database, key])

    def put(self, value, key: str = "current"):
        """Put something into IndexedDB behind the page's back."""
        self.page.evaluate(WRITE, [self.database, key, value])

    @property
    def database(self) -> str:
        return "touchstone:" + self.page.evaluate("document.getElementById('ts-assessment').dataset.model")

    def standin(self):
        """What the stand-in for the engine was asked."""
        return self.page.evaluate("globalThis.engineStandIn")

    def download(self, click: str) -> bytes:
        """The bytes of the file that a click gives."""
        with self.page.expect_download() as got:
            self.page.click(click)
        return Path(got.value.path()).read_bytes()


READ = """([name, key]) => new Promise((done, fail) => {
  const open = indexedDB.open(name, 1);
  open.onerror = () => fail(open.error);
  open.onsuccess = () => {
    const get = open.result.transaction("answers").objectStore("answers").get(key);
    get.onsuccess = () => { open.result.close(); done(get.result ?? null); };
  };
})"""
WRITE = """([name, key, value]) => new Promise((done, fail) => {
  const open = indexedDB.open(name, 1);
  open.onerror = () => fail(open.error);
  open.onsuccess = () => {
    const change = open.result.transaction("answers", "readwrite");
    change.objectStore("answers").put(value, key);
    change.oncomplete = () => { open.result.close(); done(); };
  };
})"""


def stand_in(context):
    """Serve the stand-in wherever a page of this context asks for the engine's module."""
    context.route(re.compile(r"/engine\.mjs$"), lambda route: route.fulfill(body=STANDIN, content_type="text/javascript"))


@pytest.fixture
def form_page(open_page, site_url):
    """`form_page(**options)` gives a FormPage in a context of its own, not opened yet."""

    def one(**options):
        page = open_page(**options)
        stand_in(page.context)
        return FormPage(page, site_url)

    return one


@pytest.fixture
def form(form_page) -> FormPage:
    """The questions page, opened on its overview."""
    return form_page().open()


@pytest.fixture
def phone(form_page) -> FormPage:
    """The same in a narrow window with a touch screen."""
    return form_page(viewport={"width": 390, "height": 844}, has_touch=True).open()


@pytest.fixture
def other_tab(form):
    """A second tab with the same storage."""
    return FormPage(form.page.context.new_page(), form.address).open()


@pytest.fixture
def as_file():
    """`as_file(answers)` gives the bytes that Python would write."""
    return lambda answers: (json.dumps(answers, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


@pytest.fixture
def shown(form):
    """The result of two dimensions, on the questions page; with the dimensions' ids as `.two`."""
    form.answer_two()
    form.go("result")
    form.page.wait_for_selector("main[data-state=shown]")
    return form
