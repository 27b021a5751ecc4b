"""Answers travel as files: out byte for byte in the format, in only through the engine's door."""

import json

import pytest
from playwright.sync_api import expect

from assessment.core.intake import read_answers


@pytest.fixture
def kept(form):
    """The page with one answer, on the fold-out that keeps answers; and the item."""
    form.go(form.dimensions[0])
    [item] = form.items(form.dimensions[0])
    form.choose(item, "4")
    form.saved()
    form.go("start")
    form.page.click(".tq-keep > summary")
    return form, item


def load(form, name, data):
    """Choose a file as a person does."""
    form.page.set_input_files("[data-do=load]", {"name": name, "mimeType": "application/json", "buffer": data})


def test_the_file_is_what_python_would_write(form, model, as_file):
    """Bytes, order of keys and spaces of a downloaded file are the canonical form of the core."""
    core = list(form.core().items())
    for number, (dimension, item) in enumerate(reversed(core)):  # against the order of the model
        form.go(dimension)
        form.choose(item, ["1", "2", "3", "4", "5", "dk"][number % 6])
    form.page.click(f"#{core[0][0]} .tq-note summary >> visible=true")
    form.page.locator(f'[data-text=note][data-for="{core[0][1]}"]').fill('Ümläut "quoted"\n\u2028 \x7f <b>😀')
    form.page.locator(f'[data-text=note][data-for="{core[0][1]}"]').blur()
    form.saved()
    form.go("start")
    form.page.click(".tq-keep > summary")
    data = form.download("[data-do=download]")
    answers, notes = read_answers(data.decode(), model)
    assert data == as_file(answers.as_dict())
    assert notes == []
    assert list(json.loads(data)["answers"]) == [item for _, item in core]


def test_a_file_takes_the_place_of_the_answers_and_back(kept):
    """A file that the engine accepts replaces the answers; undo brings the old ones back."""
    form, item = kept
    other = form.stored()
    other["answers"] = {item: {"state": "dk"}}
    load(form, "mine.json", json.dumps(other).encode())
    expect(form.page.locator("[data-notice]")).to_contain_text("is loaded")
    expect(form.radio(item, "dk")).to_be_checked()
    assert [call["do"] for call in form.standin()["calls"]] == ["check"]
    form.page.click("text=Undo")
    expect(form.radio(item, "4")).to_be_checked()


def test_undo_of_a_file_leaves_what_was_changed_since(kept, other_tab):
    """A file is loaded here, another tab answers and notes, and the file is taken back: the old answers are there, and so is what the other tab said."""
    form, item = kept
    others = list(form.core().values())[1:4]
    load(form, "mine.json", json.dumps({**form.stored(), "scope": {**form.stored()["scope"], "unit": "Elsewhere"}, "answers": {item: {"state": "dk"}, others[0]: {"level": 1}, others[1]: {"level": 2}}}).encode())
    expect(other_tab.radio(item, "dk")).to_be_checked()
    other_tab.page.evaluate("picks => { for (const [item, value] of picks) document.querySelector(`input[name='${item}'][value='${value}']`).click(); }", [[others[1], "5"], [others[2], "3"]])
    other_tab.saved()
    expect(form.radio(others[2], "3")).to_be_checked()
    form.page.click("text=Undo")
    expect(form.radio(item, "4")).to_be_checked()
    expect(other_tab.radio(item, "4")).to_be_checked()
    assert form.stored()["answers"] == {item: {"level": 4}, others[1]: {"level": 5}, others[2]: {"level": 3}}
    assert form.stored()["scope"]["unit"] is None


def test_undo_of_a_file_on_an_empty_page(form):
    """Nothing was answered before: nothing is stored after."""
    item = next(iter(form.core().values()))
    form.page.click(".tq-keep > summary")
    form.page.evaluate("item => document.querySelector(`input[name='${item}'][value='2']`).click()", item)
    form.saved()
    file = form.stored()
    form.page.click("[data-do=delete]")
    expect(form.page.locator("[data-notice]")).to_contain_text("deleted")
    load(form, "mine.json", json.dumps(file).encode())
    expect(form.page.locator("[data-notice]")).to_contain_text("is loaded")
    form.page.click("text=Undo")
    expect(form.radio(item, "2")).not_to_be_checked()
    assert form.stored() is None


def test_a_refused_file_changes_nothing(kept):
    """Each fault is told as text, and the answers are as before."""
    form, item = kept
    load(form, "<i>bad.json", b'{"format": "something else"}')
    told = form.page.locator("[data-start=faults]")
    expect(told).to_contain_text("<i>bad.json")
    expect(told).to_contain_text("format is <b>not</b> there. It is touchstone-answers/1.")
    expect(told).to_contain_text("Your answers are as before.")
    assert told.locator("b, i").count() == 0
    assert form.stored()["answers"] == {item: {"level": 4}}


def test_what_was_said_of_a_file_goes_with_a_deletion(kept):
    """“Your answers are as before” does not stand beside “All answers are deleted”, and is there again after Undo."""
    form, _ = kept
    load(form, "bad.json", b"{")
    told = form.page.locator("[data-start=faults]")
    expect(told).to_contain_text("as before")
    form.page.click("[data-do=delete]")
    expect(form.page.locator("[data-notice]:not([hidden])")).to_contain_text("deleted")
    expect(told).to_be_empty()
    form.page.click("[data-notice-undo]")
    expect(told).to_contain_text("as before")


def test_fifty_megabytes_of_junk_are_refused_by_their_size(kept, tmp_path):
    """A file that is much too large is not read at all."""
    form, item = kept
    junk = tmp_path / "junk.json"
    with junk.open("wb") as file:
        file.truncate(50_000_000)
    form.page.set_input_files("[data-do=load]", junk)
    expect(form.page.locator("[data-start=faults]")).to_contain_text("has 50 MB")
    assert form.standin()["calls"] == []
    assert form.stored()["answers"] == {item: {"level": 4}}


def test_bytes_that_are_no_text_are_refused(kept):
    """A picture is no answers file."""
    form, _ = kept
    load(form, "picture.json", bytes(range(128, 256)))
    expect(form.page.locator("[data-start=faults]")).to_contain_text("is not a text in UTF-8")


def test_without_an_engine_nothing_is_taken_over(form_page):
    """A file that cannot be checked is not loaded, and the page says so."""
    form = form_page()
    form.page.add_init_script("globalThis.engineStandIn = { fail: 'blocked' };")
    form.open()
    form.page.click(".tq-keep > summary")
    load(form, "mine.json", b"{}")
    expect(form.page.locator("[data-start=faults]")).to_contain_text("Your answers are as before.")
