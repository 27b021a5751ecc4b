"""Say and do: yes, no or don't know to facts, beside the questions and never in their way."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def at_facts(form):
    """The form, opened on the facts."""
    return form.open("#facts")


def say(form, number, value):
    """Answer the fact at a place in the list; gives its id."""
    fact = form.page.locator("[data-fact]").nth(number)
    fact.locator(f"label:has([value={value}])").click()
    return fact.get_attribute("data-fact")


def test_each_fact_is_one_native_radio_group(at_facts, model):
    """Yes, no and don't know, none of them chosen before somebody chooses."""
    for fact in model.facts:
        found = at_facts.page.eval_on_selector_all(f'input[name="fact-{fact.id}"]', "all => all.map(r => [r.type, r.value, r.checked])")
        assert found == [["radio", value, False] for value in ("yes", "no", "dk")]


def test_what_is_said_is_kept_in_the_record(at_facts):
    """Facts lie in the answers file, in the order of the model, and come back after a reload."""
    second, first = say(at_facts, 1, "no"), say(at_facts, 0, "dk")
    at_facts.saved()
    at_facts.page.wait_for_timeout(100)
    assert list(at_facts.stored()["facts"].items()) == [(first, "dk"), (second, "no")]
    assert at_facts.stored()["answers"] == {}
    at_facts.open("#facts")
    assert at_facts.chosen(f"fact-{second}") == "no"


def test_clear_and_undo(at_facts):
    """An answer to a fact can be taken back, and that too; the focus goes to the way back."""
    fact = say(at_facts, 2, "no")
    at_facts.page.click(f"[data-clear-fact={fact}]")
    assert at_facts.chosen(f"fact-{fact}") is None
    expect(at_facts.page.locator("[data-notice-undo]")).to_be_focused()
    at_facts.page.keyboard.press("Enter")
    expect(at_facts.radio(f"fact-{fact}", "no")).to_be_checked()
    at_facts.saved()
    assert at_facts.stored()["facts"] == {fact: "no"}


def test_overview_and_list_say_how_far_it_is(form, model):
    """Both lead there; both say that it is optional, then how many are answered, and nothing counts as missing."""
    total = len(model.facts)
    status = form.page.locator("[data-start=facts]")
    expect(status).to_have_text(f"{total} facts")
    form.answer_core()
    form.go("check")
    expect(form.page.locator("[data-check]")).to_contain_text(f"{total} facts to check, optional")
    assert form.page.locator(".tq-missing").count() == 0
    form.page.click("[data-check] a[href='#facts']")
    form.at("facts")
    for number in range(total):
        say(form, number, "yes")
        if number == 0:
            form.page.click("text=Check your answers >> visible=true")
            form.at("check")
            expect(form.page.locator("[data-check]")).to_contain_text(f"1 of {total} facts answered")
            form.go("facts")
    form.go("start")
    expect(status).to_have_text("Done")


def test_the_walk_through_the_questions_passes_them_by(form):
    """Continue leads from the last dimension to the list of answers: who wants the facts chooses them."""
    form.open(f"#{form.dimensions[-1]}")
    form.page.click("[data-step=on]")
    form.at("check")


def test_the_keyboard_alone_says_no(form, model):
    """From the overview with Tab, Enter and arrows; the heading has the focus on arrival."""
    press = form.page.keyboard.press

    def tab_to(selector):
        for _ in range(80):
            press("Tab")
            if form.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    tab_to("a[href='#facts']")
    press("Enter")
    form.at("facts")
    assert form.page.evaluate("document.activeElement.id") == "facts-title"
    for fact in model.facts:
        tab_to(f"[name='fact-{fact.id}']")
        press("Space")
        press("ArrowDown")
    assert {form.chosen(f"fact-{fact.id}") for fact in model.facts} == {"no"}
    tab_to("#facts a[href='#check']")
    press("Enter")
    form.at("check")


def test_a_shown_fact_goes_to_the_engine(form):
    """The engine gets what was said; whether it contradicts a level is not for the page to know."""
    form.go(form.dimensions[0])
    form.choose(form.items(form.dimensions[0])[0])
    form.go("facts")
    fact = say(form, 0, "no")
    form.go("result")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")
    assert form.standin()["calls"][-1]["answers"]["facts"] == {fact: "no"}


def test_nothing_is_wider_than_a_phone(form_page):
    """The three answers fit beside each other or below, and are large enough for a finger."""
    for width in (320, 390):
        form = form_page(viewport={"width": width, "height": 800}).open("#facts")
        assert form.page.evaluate("document.documentElement.scrollWidth") <= width
        heights = form.page.eval_on_selector_all("[data-fact] label", "all => all.map(e => e.getBoundingClientRect().height)")
        assert min(heights) >= 44
