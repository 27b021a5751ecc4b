"""A dimension's page shows the answers that this browser keeps, and leaves no trace where there are none."""

import pytest
from playwright.sync_api import expect

ALLIANCE = "pillars/mindset/alliance/"


@pytest.fixture
def shown(form):
    """`shown()` opens the page of a dimension and gives what it says of the reader's answers."""

    def look() -> list[str]:
        form.page.goto(form.address + ALLIANCE, wait_until="networkidle")
        form.page.wait_for_function("performance.getEntriesByType('resource').some(r => r.name.endsWith('/own.mjs'))")
        form.page.wait_for_timeout(300)
        return form.page.locator(".ts-own:visible").all_inner_texts()

    return look


def test_without_an_answer_nothing_is_said_and_nothing_is_stored(page, site_url):
    """Who never answered finds no note and no database."""
    page.goto(site_url + ALLIANCE, wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.locator(".ts-own:visible").count() == 0
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0 and page.evaluate("localStorage.length") in (0, 1)


def test_an_answer_stands_beside_its_question(form, shown):
    """As level and name, or in words; only at the question that it answers."""
    form.go("alliance")
    items = form.items("alliance")
    form.choose(items[0], "3")
    form.saved()
    assert shown() == ["Your last answer: 3 by rule"]
    expect(form.page.locator(f"[data-own='{items[0]}']")).to_be_visible()


def test_a_dont_know_is_an_answer(form, shown):
    """It is shown in the words of the form."""
    form.go("alliance")
    form.choose(form.items("alliance")[0], "dk")
    form.saved()
    assert shown() == ["Your last answer: don’t know"]


def test_answers_to_another_version_are_not_shown(form, shown):
    """What this version cannot read is no answer of today."""
    form.go("alliance")
    form.choose(form.items("alliance")[0], "3")
    form.saved()
    record = form.stored()
    record["model"]["version"] = "99.0.0"
    form.put(record)
    assert shown() == []


def test_a_question_leads_to_the_place_that_explains_it_and_back(form):
    """From the form to the question on the dimension's page, which is open there, and from there to the form."""
    form.go("alliance")
    item = form.items("alliance")[0]
    form.page.locator(f"fieldset[data-item='{item}'] .tq-help summary").click()
    form.page.locator(f"fieldset[data-item='{item}']").get_by_role("link", name="This question on the page about").click()
    question = form.page.locator(f"#question-{item.replace('.', '-')}")
    expect(question).to_have_attribute("open", "")
    question.get_by_role("link", name="Answer it").click()
    form.at("alliance")
