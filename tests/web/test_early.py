"""An answer given while the browser is still opening its storage: a first visit on a slow phone."""

import pytest
from playwright.sync_api import expect

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
