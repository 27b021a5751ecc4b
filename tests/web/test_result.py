"""Asking for the result: what the page does while the engine starts, answers or fails."""

import json

from playwright.sync_api import expect

COMMAND = "python -m assessment score answers.json"


def answered(form):
    """One answer given; its id."""
    form.go(form.dimensions[0])
    item = form.items(form.dimensions[0])[0]
    form.choose(item)
    form.saved()
    return item


def test_the_engine_waits_for_the_first_answer(form):
    """Reading, walking about and choosing a mode start nothing; the first answer does, and does not wait for it."""
    form.page.click("text=Full assessment")
    for view in (form.dimensions[0], "check", "result", "start"):
        form.go(view)
    assert form.standin()["starts"] == 0
    answered(form)
    form.page.wait_for_timeout(100)
    assert form.standin()["starts"] == 1


def test_an_empty_form_has_no_result(form):
    """Without an answer the state is empty, and a link leads to the questions."""
    form.go("result")
    expect(form.page.locator("main")).to_have_attribute("data-state", "empty")
    expect(form.page.locator("[data-shell]")).to_contain_text("Not enough answers")
    assert form.standin()["calls"] == []


def test_progress_is_told_in_megabytes(form_page):
    """While the engine loads, the page says how much of it is here."""
    form = form_page()
    form.page.add_init_script("globalThis.engineStandIn = { wait: true };")
    answered(form.open())
    form.go("result")
    expect(form.page.locator("main")).to_have_attribute("data-state", "working")
    expect(form.page.locator("[data-shell]")).to_contain_text("2.6 of 5.2 MB")
    form.page.evaluate("engineStandIn.go()")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")


def test_the_report_is_shown_and_said(form):
    """The report stands in the page, the focus on its heading, and the sentence is said aloud."""
    answered(form)
    form.go("result")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")
    expect(form.page.locator("[data-shell] td")).to_have_text("1")
    assert form.page.evaluate("document.activeElement.textContent") == "Result"
    expect(form.page.locator("[data-live]")).to_have_text("Result ready. A sentence.")
    form.page.wait_for_timeout(100)
    assert form.page.evaluate("performance.getEntriesByName('touchstone:result-shown').length") == 1
    form.go("check")
    assert form.page.evaluate("document.querySelector('main').dataset.state") is None


def test_the_engine_sees_what_is_stored(form):
    """The answers that are scored are the record, key for key."""
    answered(form)
    form.go("result")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")
    assert form.standin()["calls"][-1] == {"do": "report", "answers": form.stored(), "radar": False}


def test_each_failure_has_its_words_and_a_way_out(form):
    """Blocked or lost: the page says which, gives the file and the command, and tries again on request."""
    answered(form)
    for kind, words in (("blocked", "WebAssembly"), ("lost", "connection"), ("missing", "Reload"), ("crashed", "stopped")):
        form.page.evaluate("kind => sessionStorage.setItem('engine-fails', kind)", kind)
        form.open("#result")
        expect(form.page.locator("main")).to_have_attribute("data-state", "failed")
        shell = form.page.locator("[data-shell]")
        expect(shell).to_contain_text(words)
        expect(shell).to_contain_text(COMMAND)
    assert json.loads(form.download("text=Download the answers")) == form.stored()
    form.page.evaluate("engineStandIn.fail = null")
    form.page.click("text=Try again")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")


def test_faults_are_told_line_by_line(form):
    """Answers that the door refuses: every fault is shown, as text."""
    answered(form)
    form.page.evaluate("engineStandIn.faults = [{where: 'answers', wrong: 'is <b>odd</b>.', right: 'Even.'}]")
    form.go("result")
    expect(form.page.locator(".tq-failed li")).to_have_text("answers is <b>odd</b>. Even.")


def test_the_result_can_be_taken_away(form):
    """JSON, text and table are what the door prints."""
    answered(form)
    form.go("result")
    assert form.download("text=Result as JSON") == b"as json\n"
    assert form.download("text=Result as a table") == b"as csv\n"


def test_the_result_page_shows_what_is_stored(form):
    """A later visit to the result's own address shows the result; without answers it leads to the questions."""
    form.open(path="assessment/result/")
    expect(form.page.locator("main")).to_have_attribute("data-state", "empty")
    assert form.standin()["starts"] == 0
    form.page.click("text=Go to the questions")
    form.page.wait_for_selector("[data-ready]")
    answered(form)
    form.open(path="assessment/result/")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")
    expect(form.page.locator("[data-shell] td")).to_have_text("1")
