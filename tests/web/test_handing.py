"""Handing in: a code or a file, with exactly what was said before, and nothing of one's own that nobody asked for."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.invitations import hash_of, written

CODE = "TU1-GOODGOO-D"  # what the stand-in for the engine gives


@pytest.fixture
def invited(form):
    """`invited(*parts, **options)` takes up an invitation and answers the first two core questions at level 3, the second with a note, evidence and all that stays."""

    def one(*parts):
        form.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        form.open("#" + written(hash_of(form), *parts))
        expect(form.page.locator("#invitation")).to_be_visible()
        form.first, form.second = (form.core()[d] for d in form.dimensions[:2])
        for dimension, item in zip(form.dimensions[:2], (form.first, form.second), strict=True):
            form.go(dimension)
            form.choose(item)
        form.page.locator(f'[data-item="{form.second}"] .tq-note > summary').click()
        form.page.fill(f'[data-for="{form.second}"][data-text=note]', "My note")
        form.page.fill(f'[data-for="{form.second}"][data-text=evidence]', "My evidence")
        form.go("check")
        form.saved()
        return form.page

    return one


def opened(page):
    """Unfold the hand-in and wait for its code."""
    page.click("#handing-open")
    expect(page.get_by_role("textbox", name="Your code", exact=True)).to_have_value(CODE)


def asked(page):
    """The answers that the door was asked to encode, each time."""
    return [call["answers"] for call in page.evaluate("engineStandIn.calls") if call["do"] == "encode"]


def copied(page):
    """What lies in the clipboard."""
    return page.evaluate("navigator.clipboard.readText()")


def test_nobody_is_asked_who_was_not_invited(form):
    """Without an invitation there is no section, and one small button on the result leads to it."""
    page = form.page
    form.answer_core(but=tuple(form.dimensions[2:]))
    form.go("check")
    expect(page.locator("#handing")).to_have_count(0)
    form.go("result")
    page.get_by_role("button", name="Hand in to a team").click()
    expect(page.get_by_role("textbox", name="Your code", exact=True)).to_have_value(CODE)
    expect(page.get_by_role("heading", name="What is handed in")).to_be_focused()
    assert page.locator("#handing-role option").count() == 9
    page.click("#handing-open")
    expect(page.locator("#handing-panel")).to_be_hidden()


def test_the_code_is_shown_after_what_is_in_it(invited):
    """First the engine's own words on what goes and what stays, then the code; under it who can read it, and each answer."""
    page = invited("q", 1, 7, "Service, Nord")
    expect(page.locator(".tq-handing-state")).to_have_text("9 of 11 questions have no answer yet. You can hand in all the same.")
    expect(page.locator("#handing-open")).to_have_class(re.compile("ts-primary"))
    opened(page)
    expect(page.get_by_role("heading", name="What is handed in")).to_be_focused()
    section = page.locator("#handing")
    for words in ("The kind of check.", "1 note.", "The person who collects can technically read each hand-in alone."):
        expect(section).to_contain_text(words)
    page.click("text=Every question and the answer that goes along")
    assert page.locator("#handing dl > div:visible").count() == 2


def test_on_a_phone_it_opens_at_its_start(form_page):
    """The window and the focus go to a heading above the role; the code and the button that copies it are in the first screen, under the two short lists."""
    form = form_page(viewport={"width": 390, "height": 844}, has_touch=True).open()
    page = form.page
    form.open("#" + written(hash_of(form), "q", 1, 7, "Service, Nord", "2026", "s", "c"))
    form.go(form.dimensions[0])
    form.choose(form.core()[form.dimensions[0]])
    form.go("check")
    opened(page)
    heading = page.get_by_role("heading", name="What is handed in")
    expect(heading).to_be_focused()
    above = "([one, other]) => Boolean(document.querySelector(one).compareDocumentPosition(document.querySelector(other)) & Node.DOCUMENT_POSITION_FOLLOWING)"
    order = [".tq-handing-start", "#handing-role", ".tq-link-parts", ".tq-handing-code .tq-address", ".tq-handing-code .ts-primary", ".tq-handing-code details", ".tq-handing-file"]
    for one, other in zip(order, order[1:], strict=False):
        assert page.evaluate(above, [one, other]), (one, other)
    top = page.evaluate("document.querySelector('.tq-handing-start').getBoundingClientRect().top")
    bar = page.evaluate("Math.max(...[...document.querySelectorAll('.md-header, .tq-bar')].map((one) => one.getBoundingClientRect().bottom))")
    assert bar <= top < 200, (bar, top)
    expect(page.get_by_role("button", name="Copy the code")).to_be_in_viewport(ratio=1)


def test_what_the_file_holds_is_read_out_of_the_file(form, invited):
    """Unit, period, size, dealings and day are in the file and never in its list of what is not; the notes change sides with the tick, and nothing of this changes what is said of the code."""
    page = invited("q", ["sales", "it"], 7, "Service, Nord", "2026", "s", "c")
    opened(page)
    page.select_option("#handing-role", "it")
    held, left = (page.get_by_role("list", name=name, exact=True) for name in ("In the file", "Not in the file"))
    stored = form.stored()
    role = page.locator("#handing-role option:checked").text_content()
    lines = ["The name of the unit: Service, Nord.", "The period: 2026.", f"Your role: {role}.", "The size of the unit: fewer than 50 people.", "The kind of exchange with customers: all the time.", f"The day of your last change: {stored['date']}."]  # fmt: skip
    first, last = ["Which questions were asked: the quick check.", "What you chose: 2 answers."], [f"The random number of the code, {stored['respondent']}.", f"The edition of the questions: {stored['model']['hash']}."]
    expect(held.get_by_role("listitem")).to_have_text([*first, *lines, *last])
    expect(left.get_by_role("listitem")).to_have_text(["What you wrote: 1 note, 1 piece of evidence."])
    page.get_by_label("Add my note to the file").check()
    expect(held.get_by_role("listitem")).to_have_text([*first, "What you wrote: 1 note.", *lines, *last])
    expect(left.get_by_role("listitem")).to_have_text(["What you wrote: 1 piece of evidence."])
    expect(page.locator("[data-live]")).to_have_text("The file now holds what you wrote as notes.")
    expect(page.get_by_role("list", name="In the code", exact=True)).to_have_text("The kind of check.")
    expect(page.get_by_role("list", name="Not in the code", exact=True)).to_have_text("1 note.")


def test_no_role_goes_unless_it_is_chosen_here(invited):
    """The role of one's own result stays out; a chosen one goes along, and can be taken back."""
    page = invited("q", ["sales", "it"], 7)
    opened(page)
    assert page.locator("#handing-role").evaluate("one => [...one.options].map((o) => o.value)") == ["", "sales", "it"]
    expect(page.locator("#handing-role")).to_have_value("")
    assert asked(page)[-1]["scope"]["role"] is None
    page.select_option("#handing-role", "it")
    page.wait_for_timeout(200)
    assert asked(page)[-1]["scope"]["role"] == "it"
    page.reload()
    opened(page)
    expect(page.locator("#handing-role")).to_have_value("it")
    page.select_option("#handing-role", "")
    page.wait_for_timeout(200)
    assert asked(page)[-1]["scope"]["role"] is None


def test_an_own_role_from_before_stays(form):
    """Answers that were there before, in a role: it is not handed in with them, not even where that role is offered."""
    page = form.page
    page.click(".tq-about > summary")
    page.select_option("[data-scope=role]", "sales")
    form.answer_core(but=tuple(form.dimensions[1:]))
    form.open("#" + written(hash_of(form), "q", 1, 7))
    page.get_by_role("button", name="Use the answers that are here").click()
    form.go("check")
    opened(page)
    expect(page.locator("#handing-role")).to_have_value("")
    assert asked(page)[-1]["scope"]["role"] is None


def test_where_roles_are_not_asked_none_can_be_given(invited):
    """No field, and none in the code."""
    page = invited("q", 0, 7)
    opened(page)
    expect(page.locator("#handing-role")).to_have_count(0)
    assert asked(page)[-1]["scope"]["role"] is None


def test_copying_is_remembered_and_a_change_noticed(form, invited):
    """When it was copied, that the later one wins, and that it has to be done again after a change; also after a reload."""
    page = invited("q", 1, 7, "Service, Nord")
    opened(page)
    page.get_by_role("button", name="Copy the code").click()
    state = page.locator(".tq-handing-state")
    expect(state).to_have_text(re.compile(r"^You copied the code at \d\d:\d\d\. Send it to the person who collects\. If you change an answer, hand in again: the later one wins\.$"))
    assert copied(page) == CODE
    page.get_by_role("button", name="Copy it with a sentence").click()
    page.wait_for_timeout(100)
    assert copied(page) == f"My answers for Service, Nord: {CODE}"
    page.wait_for_timeout(300)
    page.reload()
    expect(state).to_contain_text("You copied the code at")
    expect(page.locator("#handing-open")).to_have_text("Hand in again")
    form.go(form.dimensions[0])
    form.choose(form.first, "4")
    form.go("check")
    expect(state).to_have_text(re.compile(r"^What you hand in has changed since\. You copied the code at \d\d:\d\d\. Hand in again: the later one wins\.$"))
    form.go(form.dimensions[0])
    form.choose(form.first, "3")
    form.go("check")
    expect(state).to_contain_text("You copied the code at")
    expect(state).not_to_contain_text("changed since")


def test_where_copying_is_forbidden_the_keyboard_does_it(form, invited):
    """The text is selected; only when it is really copied the page says so."""
    page = invited("q", 1, 7)
    opened(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } })")
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator("#handing")).to_contain_text("Selected: copy it with Ctrl+C")
    expect(page.locator(".tq-handing-state")).not_to_contain_text("You copied")
    page.keyboard.press("Control+C")
    expect(page.locator(".tq-handing-state")).to_contain_text("You copied the code")


def test_a_file_holds_the_choices_and_no_word_of_ones_own(form, invited):
    """What the invitation says of the unit, the levels, the respondent; notes only if ticked, evidence, targets, facts and plan never."""
    page = invited("q", 1, 7, "Service, Nord", "2026", "s", "c")
    page.evaluate("location.hash = 'start'")
    page.click(".tq-about > summary")
    page.fill("[data-scope=unit]", "My private name for it")
    form.go("check")
    page.wait_for_timeout(300)
    own = {**form.stored(), "targets": {form.dimensions[0]: 5}, "importance": {form.dimensions[0]: 3}, "plan": [{"dimension": form.dimensions[0], "from": 2, "owner": "Me", "due": None, "measure": "Mine"}]}
    page.goto("about:blank")
    page.goto(form.address + "assessment/questions/")
    form.put(own)
    page.goto("about:blank")
    form.open("#check")
    opened(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as a file").click()
    assert re.fullmatch(r"touchstone-hand-in-\d{4}-\d\d-\d\d\.json", got.value.suggested_filename)
    plain = json.loads(open(got.value.path(), encoding="utf-8").read())
    assert plain == {
        "format": "touchstone-answers/1", "model": own["model"], "kind": "own", "respondent": own["respondent"], "mode": "quick", "date": own["date"],
        "scope": {"unit": "Service, Nord", "period": "2026", "role": None, "size": "small", "exchange": "continuous"},
        "answers": {form.first: {"level": 3}, form.second: {"level": 3}}, "targets": {}, "importance": {}, "facts": {}, "plan": [],
    }  # fmt: skip
    expect(page.locator(".tq-handing-state")).to_contain_text("You saved the file at")
    left = page.get_by_role("list", name="Not in the file", exact=True)
    for words in ("The name of the unit as you wrote it yourself.", "1 target of your own.", "1 importance of your own.", "1 step of your plan."):
        expect(left).to_contain_text(words)
    page.get_by_label("Add my note to the file").check()
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as a file").click()
    noted = json.loads(open(got.value.path(), encoding="utf-8").read())
    assert noted == {**plain, "answers": {form.first: {"level": 3}, form.second: {"level": 3, "note": "My note"}}}


def test_a_quick_invitation_takes_quick_answers(form, invited):
    """Whoever went on to the full assessment hands in what the team was asked, and not more."""
    page = invited("q", 1, 7)
    form.go("start")
    page.click("text=Full assessment")
    form.go(form.dimensions[0])
    more = form.items(form.dimensions[0])[1]
    form.choose(more, "5")
    form.go("check")
    expect(page.locator(".tq-handing-state")).to_contain_text("9 of 11")
    opened(page)
    assert asked(page)[-1]["mode"] == "quick"
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as a file").click()
    saved = json.loads(open(got.value.path(), encoding="utf-8").read())
    assert saved["mode"] == "quick" and more not in saved["answers"]


def test_without_the_engine_the_file_is_left(form, invited):
    """A code needs the engine; a file does not."""
    page = invited("q", 1, 7)
    page.evaluate("engineStandIn.faults = [{ where: 'engine', wrong: 'stopped.', right: 'Try again.' }]")
    page.click("#handing-open")
    expect(page.locator("#handing [role=alert]")).to_contain_text("The code could not be made. Your answers are as before; you can hand in the file.")
    with page.expect_download():
        page.get_by_role("button", name="Save as a file").click()
    expect(page.locator(".tq-handing-code")).to_be_hidden()
    page.evaluate("engineStandIn.faults = null")
    page.locator("#handing").get_by_role("button", name="Try again").click()
    expect(page.get_by_role("textbox", name="Your code", exact=True)).to_have_value(CODE)


def test_it_is_not_printed(form, invited):
    """Neither the banner nor the code stands on the paper of a result."""
    page = invited("q", 1, 7)
    form.go("result")
    expect(page.locator("[data-handing=result] #handing")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#handing")).to_be_hidden()
    expect(page.locator("#invitation")).to_be_hidden()


def test_one_gold_button_in_a_view(form, invited):
    """For somebody who is invited the hand-in is the main thing; afterwards it is not."""
    page = invited("q", 1, 7)
    gold = """() => { const colour = getComputedStyle(document.querySelector("#handing-open")).backgroundColor;
      return [...document.querySelectorAll("#check .ts-button")].filter((one) => getComputedStyle(one).backgroundColor === colour).map((one) => one.textContent); }"""
    page.mouse.move(0, 0)
    assert page.evaluate(gold) == ["Hand in"]
