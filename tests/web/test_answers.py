"""Choosing, clearing, writing: what a person does to a question."""

from playwright.sync_api import expect


def test_nothing_is_chosen_before_somebody_chooses(form):
    """No answer is suggested by being there first."""
    assert form.page.locator("[data-item] .tq-radio:checked").count() == 0


def test_a_mode_asks_its_questions(form):
    """The quick check asks one question a dimension, the full assessment all; quick answers carry over."""
    core = form.core()
    form.answer_core("2")
    assert all(form.items(d) == [core[d]] for d in form.dimensions)
    form.go("start")
    form.page.click("text=Full assessment")
    assert all(len(form.items(d)) > 1 for d in form.dimensions)
    assert {form.chosen(item) for item in core.values()} == {"2"}
    expect(form.page.locator("[data-status]").first).to_contain_text("In progress, 1 of")
    form.page.click("text=Quick check")
    expect(form.page.locator("[data-status]").first).to_have_text("Done")


def test_a_link_may_choose_the_mode(form):
    """The page before has a button for each mode; the choice is there on arrival, and answers stay."""
    assert form.open("#mode-full").view == "start"
    assert form.page.locator("[name=ts-mode][value=full]").is_checked()
    assert form.open("#mode-quick").page.locator("[name=ts-mode][value=quick]").is_checked()


def test_the_core_question_comes_first(form):
    """Whoever did the quick check finds those answers at the top of each dimension."""
    firsts = form.page.eval_on_selector_all("section[data-dimension]", "all => all.map(s => s.querySelector('[data-item]').hasAttribute('data-core'))")
    assert all(firsts)


def test_clear_and_undo(form):
    """An answer can be taken back, and that too."""
    dimension = form.dimensions[0]
    form.go(dimension)
    [item] = form.items(dimension)
    clear = form.page.locator(f'[data-do=clear][data-for="{item}"]')
    expect(clear).to_be_hidden()
    form.choose(item, "4")
    text = form.page.text_content(f'[data-item="{item}"] .tq-question-text')
    expect(clear).to_have_accessible_name(f"Clear answer to: {text}")
    expect(form.page.locator(f'[data-do=change][data-for="{item}"]')).to_have_attribute("aria-label", f"Change the answer to: {text}")
    clear.click()
    assert form.chosen(item) is None
    form.page.click("text=Undo")
    expect(form.radio(item, "4")).to_be_checked()
    form.saved()
    form.open(f"#{dimension}")
    assert form.chosen(item) == "4"


def test_not_my_area_and_undo(form):
    """One button says don't know to a whole dimension; undo brings back what stood there."""
    form.page.click("text=Full assessment")
    dimension = form.dimensions[2]
    form.go(dimension)
    items = form.items(dimension)
    form.choose(items[1], "5")
    form.page.click(f"[data-do=unknown][data-for={dimension}]")
    assert {form.chosen(i) for i in items} == {"dk"}
    form.page.click("text=Undo")
    expect(form.radio(items[1], "5")).to_be_checked()
    assert [form.chosen(i) for i in items] == [None, "5", *[None] * (len(items) - 2)]


def test_not_applicable_asks_why(form):
    """Where not applicable is allowed, its reason is asked for, kept, and named in the list while it is missing."""
    form.page.click("text=Full assessment")
    allowed = form.page.eval_on_selector_all("input[value=na]", "all => all.map(r => [r.closest('section').id, r.name])")
    dimension, item = allowed[0]
    form.go(dimension)
    reason = form.page.locator(f'[data-text=reason][data-for="{item}"]')
    expect(reason).to_be_hidden()
    form.choose(item, "na")
    expect(reason).to_be_focused()
    form.go("check")
    expect(form.page.locator("[data-check]")).to_contain_text("Not applicable, but why?")
    form.go(dimension)
    reason.fill("We have no dealers.")
    reason.blur()
    form.go("check")
    expect(form.page.locator("[data-check]")).not_to_contain_text("Not applicable, but why?")
    form.saved()
    assert form.stored()["answers"][item] == {"state": "na", "reason": "We have no dealers."}
    form.go(dimension)
    form.choose(item, "2")
    form.saved()
    form.page.wait_for_timeout(100)
    assert form.stored()["answers"][item] == {"level": 2}


def test_core_questions_apply_to_everybody(form):
    """A core question never offers not applicable."""
    assert form.page.locator("[data-core] input[value=na]").count() == 0


def test_notes_are_kept_without_an_answer(form):
    """A note on a blank question survives a reload and is flagged in the list."""
    dimension = form.dimensions[0]
    form.go(dimension)
    [item] = form.items(dimension)
    form.page.click(f"#{dimension} .tq-note summary >> visible=true")
    form.page.locator(f'[data-text=note][data-for="{item}"]').fill("Zeile 1\nЗаметка 2 😀 <b>")
    form.page.locator(f'[data-text=note][data-for="{item}"]').blur()
    form.saved()
    form.open("#check")
    expect(form.page.locator(".tq-answer").first).to_contain_text("Not answered")
    expect(form.page.locator(".tq-answer").first).to_contain_text("with note")
    assert form.stored()["answers"][item] == {"note": "Zeile 1\nЗаметка 2 😀 <b>"}


def test_the_respondent_comes_with_the_first_answer(form):
    """Eight symbols tell files apart; before the first answer there are none."""
    form.page.click("text=Full assessment")
    form.page.wait_for_timeout(200)
    assert form.stored()["respondent"] is None
    form.go(form.dimensions[0])
    for item in form.items(form.dimensions[0])[:2]:
        form.choose(item)
    form.saved()
    form.page.wait_for_timeout(100)
    name = form.stored()["respondent"]
    assert len(name) == 8
    assert set(name) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_the_list_names_what_is_missing(form):
    """Each blank is named with a link to its question; Change leads there and Continue leads back."""
    missing = form.dimensions[4]
    form.answer_core(but=(missing,))
    form.go("check")
    expect(form.page.locator(".tq-missing summary")).to_have_text("One question is not answered")
    form.page.click(".tq-missing a")
    assert form.view == missing
    form.choose(form.items(missing)[0])
    form.page.click("text=Back to your answers")
    form.at("check")
    assert form.page.locator(".tq-missing").count() == 0


def test_after_the_core_questions_there_is_a_natural_end(form):
    """The quick check ends with a result, and the way on starts at the first open question of the full assessment."""
    form.answer_core()
    form.go("check")
    expect(form.page.locator(".tq-stop")).to_contain_text("This is already a result.")
    form.page.click(".tq-stop button")
    form.at(form.dimensions[0])
    assert len(form.items(form.dimensions[0])) > 1


def test_a_chosen_answer_folds_the_others_away_on_a_phone(phone):
    """After a tap the chosen answer stays, with a way to change it; arrow keys still walk the whole group."""
    dimension = phone.dimensions[0]
    phone.go(dimension)
    [item] = phone.items(dimension)
    phone.page.locator(f'label:has(input[name="{item}"][value="3"])').tap()
    showing = f"#{dimension} [data-item]:not([hidden]) label.tq-anchor >> visible=true"
    expect(phone.page.locator(showing)).to_have_count(1)
    expect(phone.page.locator(showing)).to_contain_text("by rule")
    phone.page.keyboard.press("ArrowDown")
    assert phone.chosen(item) == "4"
    expect(phone.page.locator(showing)).to_have_count(6)
    phone.go("check")
    phone.go(dimension)
    expect(phone.page.locator(showing)).to_have_count(1)
    phone.page.click("[data-do=change] >> visible=true")
    expect(phone.page.locator(showing)).to_have_count(6)


def test_what_folds_under_the_finger_comes_back_into_view(phone):
    """Where the head of a question is above the window, folding would pull what follows under the finger; where it is in view, nothing moves."""
    phone.page.evaluate("document.querySelector('input[name=ts-mode][value=full]').click()")
    dimension = phone.dimensions[0]
    phone.go(dimension)
    first, second = phone.items(dimension)[:2]
    last = phone.page.locator(f'label:has(input[name="{first}"][value="5"])')
    phone.page.evaluate("place => scrollTo({ top: place.getBoundingClientRect().top + scrollY - innerHeight / 2, behavior: 'instant' })", last.element_handle())
    head = "item => { const place = document.getElementById(item); return place.getBoundingClientRect().top - parseFloat(getComputedStyle(place).scrollMarginTop); }"
    assert phone.page.evaluate(head, first) < -100
    last.tap()
    assert abs(phone.page.evaluate(head, first)) < 1
    seen = phone.page.evaluate("scrollY")
    phone.page.locator(f'label:has(input[name="{second}"][value="1"])').tap()
    assert phone.page.evaluate("scrollY") == seen


def test_a_wide_window_folds_nothing(form):
    """With room for five anchors all of them stay in view."""
    form.go(form.dimensions[0])
    form.choose(form.items(form.dimensions[0])[0])
    expect(form.page.locator(f"#{form.dimensions[0]} label.tq-anchor >> visible=true")).to_have_count(6)


def test_the_keyboard_alone_walks_the_quick_check(form):
    """From the overview to the list of answers with Tab, arrows, Space and Enter."""
    press = form.page.keyboard.press

    def tab_to(selector):
        for _ in range(60):
            press("Tab")
            if form.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    tab_to("[data-start=go]")
    press("Enter")
    for number, dimension in enumerate(form.dimensions):
        form.at(dimension)
        tab_to(f"#{dimension} .tq-radio")
        press("Space")
        for _ in range(number % 5):
            press("ArrowDown")
        tab_to("[data-step=on]")
        press("Enter")
    form.at("check")
    assert [form.chosen(i) for i in form.core().values()] == [str(n % 5 + 1) for n in range(len(form.dimensions))]
