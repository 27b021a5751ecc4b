"""Opening an invitation: nothing of one's own is lost, nothing in the link is trusted, and it can be left."""


import pytest
from playwright.sync_api import expect

from tests.web.invitations import hash_of, sealed, written

READERS = "The person who collects can technically read each hand-in alone. The team page hides small groups on the screen, not from that person."


@pytest.fixture
def invite(form):
    """`invite(*parts)` opens the questions with an invitation of these parts, after the model's hash; gives the page."""
    known = hash_of(form)

    def one(*parts, text=None):
        form.open("#" + (text or written(known, *parts)))
        return form.page

    return one


@pytest.fixture
def answered(form):
    """Somebody with two answers of their own, for a unit and in a role."""
    form.page.click(".tq-about > summary")
    form.page.fill("[data-scope=unit]", "My own unit")
    form.page.select_option("[data-scope=role]", "finance")
    form.answer_two()
    form.own = form.stored()
    return form


def test_where_nothing_is_answered_it_fills_in_the_unit(form, invite):
    """Unit, period, size, dealings and mode are there and can be changed; the banner says what it is, how long it takes, how many are invited and who can read."""
    page = invite("f", 1, 7, "Service, Nord", "2026", "s", "c")
    banner = page.locator("#invitation")
    expect(banner).to_contain_text("You are invited to assess Service, Nord (2026).")
    expect(banner).to_contain_text("Full assessment: 44 questions, about")
    expect(banner).to_contain_text("7 people are invited.")
    expect(banner).to_contain_text(READERS)
    expect(banner).not_to_contain_text("guessed")
    assert page.locator("[name=ts-mode][value=full]").is_checked()
    page.click(".tq-about > summary")
    for key, value in {"unit": "Service, Nord", "period": "2026", "size": "small", "exchange": "continuous"}.items():
        expect(page.locator(f"[data-scope={key}]")).to_have_value(value)
    page.fill("[data-scope=unit]", "Another name")
    page.locator("[data-scope=unit]").blur()
    page.wait_for_timeout(300)
    assert form.stored()["scope"] == {"unit": "Another name", "period": "2026", "role": None, "size": "small", "exchange": "continuous"}
    assert form.stored()["answers"] == {} and form.stored()["respondent"] is None


def test_it_leaves_the_address_and_stays_on_a_reload(form, invite):
    """Nobody who looks at the address or goes back in the history finds it; the banner is there again, also in another tab."""
    page = invite("q", 1, 7, "Service, Nord")
    expect(page.locator("#invitation")).to_be_visible()
    assert "#" not in page.url
    page.wait_for_timeout(200)
    form.open()
    expect(page.locator("#invitation")).to_contain_text("Service, Nord")
    other = page.context.new_page()
    other.goto(form.address + "assessment/questions/")
    expect(other.locator("#invitation")).to_contain_text("Service, Nord")
    other.get_by_role("button", name="This is not for me").click()
    expect(other.locator("#invitation")).to_have_count(0)
    expect(page.locator("#invitation")).to_have_count(0)


@pytest.mark.parametrize(("invited", "words"), [(4, "With fewer than 5 people, answers can be guessed from the figures."), (0, "If fewer than 5 people answer, answers can be guessed from the figures.")])
def test_before_few_people_answer_they_are_told(invite, invited, words):
    """Also where nobody has said how many there will be."""
    expect(invite("q", 1, invited).locator("#invitation")).to_contain_text(words)


def test_answers_that_are_here_are_asked_about_first(answered, invite):
    """Nothing is changed before the person says so; using them hands in nothing, and goes back with Undo."""
    page = invite("f", ["sales"], 7, "Service, Nord")
    banner = page.locator("#invitation")
    expect(banner).to_contain_text("This browser already keeps 2 answers, for My own unit, last changed on")
    expect(banner.locator(".tq-banner-title")).to_be_focused()
    assert answered.stored() == answered.own
    answered.go("check")
    expect(page.locator("#handing")).to_have_count(0)
    answered.go("start")
    banner.get_by_role("button", name="Use the answers that are here").click()
    expect(banner).to_contain_text("Answer alone")
    expect(page.locator("[data-notice]")).to_contain_text("can now be handed in")
    page.wait_for_timeout(300)
    assert answered.stored() == {**answered.own, "mode": "full"}, "the unit, the role and the respondent stay their own"
    assert page.evaluate("engineStandIn.calls") == []
    page.click("[data-notice-undo]")
    expect(banner).to_contain_text("already keeps 2 answers")
    page.wait_for_timeout(300)
    assert answered.stored() == answered.own


def test_before_choosing_they_know_who_can_read(answered, invite):
    """How many are invited, who can read a hand-in, and that few can be guessed: from the start, not after they have agreed."""
    banner = invite("q", 1, 4, "Service, Nord").locator("#invitation")
    expect(banner).to_contain_text("already keeps 2 answers")
    for words in ("4 people are invited.", f"Who can read it: {READERS}", "With fewer than 5 people, answers can be guessed from the figures."):
        expect(banner).to_contain_text(words)


def test_using_own_answers_fills_in_only_what_is_empty(answered, invite):
    """The name that is written stays, the empty lines come from the invitation; Undo empties them again, and so does leaving it."""
    page = invite("q", 1, 7, "Service, Nord", "2026", "s", "c")
    page.get_by_role("button", name="Use the answers that are here").click()
    expect(page.locator("[data-notice]")).to_contain_text("Lines about the unit that were empty are filled in from the invitation.")
    page.wait_for_timeout(300)
    full = {**answered.own, "scope": {"unit": "My own unit", "period": "2026", "role": "finance", "size": "small", "exchange": "continuous"}}
    assert answered.stored() == full
    page.click("[data-notice-undo]")
    expect(page.locator("#invitation")).to_contain_text("already keeps 2 answers")
    page.wait_for_timeout(300)
    assert answered.stored() == answered.own
    page.get_by_role("button", name="Use the answers that are here").click()
    expect(page.locator("#invitation")).to_contain_text("Answer alone")
    page.wait_for_timeout(300)
    answered.open()
    page.get_by_role("button", name="This is not for me").click()
    page.wait_for_timeout(300)
    assert answered.stored() == answered.own
    page.click("[data-notice-undo]")
    expect(page.locator("#invitation")).to_contain_text("Answer alone")
    page.wait_for_timeout(300)
    assert answered.stored() == full


def test_the_box_has_the_way_on(form, invite):
    """Start, gold and alone in that, leads to the first question; later it says and does what the end of the overview does."""
    page = invite("q", 1, 7, "Service, Nord")
    start = page.locator("#invitation-start")
    expect(start).to_have_text("Start")
    page.mouse.move(0, 0)
    gold = """() => { const colour = getComputedStyle(document.querySelector("#invitation-start")).backgroundColor;
      return [...document.querySelectorAll("#start .ts-button")].filter((one) => one.checkVisibility() && getComputedStyle(one).backgroundColor === colour).map((one) => one.id); }"""
    assert page.evaluate(gold) == ["invitation-start"]
    start.click()
    form.at(form.dimensions[0])
    form.choose(form.core()[form.dimensions[0]])
    form.go("start")
    expect(start).to_have_text("Continue")
    expect(start).to_have_attribute("href", f"#{form.dimensions[1]}")
    start.click()
    form.at(form.dimensions[1])


def test_answering_anew_keeps_the_old_ones(answered, invite):
    """As a snapshot, under another respondent; Undo brings them back and takes the snapshot away."""
    page = invite("q", 1, 7, "Service, Nord")
    page.get_by_role("button", name="Answer anew").click()
    expect(page.locator("#invitation")).to_contain_text("Answer alone")
    expect(page.locator("[data-start=count]")).to_have_text("0 of 11 answered")
    page.wait_for_timeout(300)
    now = answered.stored()
    assert now["answers"] == {} and now["respondent"] is None and now["scope"]["unit"] == "Service, Nord" and now["scope"]["role"] is None
    copies = "() => new Promise((done) => { const open = indexedDB.open('%s'); open.onsuccess = () => { const all = open.result.transaction('answers').objectStore('answers').getAll(IDBKeyRange.bound('snapshot:', 'snapshot;')); all.onsuccess = () => { open.result.close(); done(all.result); }; }; })" % answered.database
    assert [one["record"] for one in page.evaluate(copies)] == [answered.own]
    page.click("[data-notice-undo]")
    expect(page.locator("#invitation")).to_contain_text("already keeps 2 answers")
    page.wait_for_timeout(400)
    assert answered.stored() == answered.own and page.evaluate(copies) == []


def test_it_can_be_left_and_that_undone(form, invite):
    """The banner closes, the lines that came with it go, and the focus is on the way back."""
    page = invite("q", 1, 7, "Service, Nord", "2026")
    page.get_by_role("button", name="This is not for me").click()
    expect(page.locator("#invitation")).to_have_count(0)
    expect(page.locator("[data-notice-undo]")).to_be_focused()
    page.wait_for_timeout(300)
    assert form.stored("invitation") is None and form.stored()["scope"]["unit"] is None
    page.click("[data-notice-undo]")
    expect(page.locator("#invitation")).to_contain_text("Service, Nord")
    page.wait_for_timeout(300)
    assert form.stored()["scope"]["unit"] == "Service, Nord"


def test_left_with_answers_these_stay(answered, invite):
    """Whoever is not meant goes on with their own."""
    page = invite("q", 1, 7, "Service, Nord")
    page.get_by_role("button", name="This is not for me").click()
    expect(page.locator("#invitation")).to_have_count(0)
    page.wait_for_timeout(300)
    assert answered.stored() == answered.own


def test_a_second_invitation_does_not_lose_the_first(form, invite):
    """Leaving the second leads back to the first."""
    invite("q", 1, 7, "Service, Nord")
    page = invite("q", 1, 7, "Sales")
    expect(page.locator("#invitation")).to_contain_text("Sales")
    page.get_by_role("button", name="This is not for me").click()
    expect(page.locator("#invitation")).to_contain_text("Service, Nord")
    expect(page.locator("[data-start=about]")).to_have_text("Service, Nord")


def test_on_an_open_page_it_is_taken_up_too(answered):
    """A link that is pasted into the same tab: the start shows, the address is clean, the answers stay."""
    answered.page.evaluate("hash => { location.hash = hash; }", written(hash_of(answered), "q", 1, 0, "Service, Nord"))
    expect(answered.page.locator("#invitation")).to_contain_text("already keeps 2 answers")
    answered.at("start")
    assert "#" not in answered.page.url
    assert answered.stored() == answered.own


@pytest.mark.parametrize(
    ("text", "words"),
    [(written("00000000", "q", 1), "other questions"), ("TI1-IjlhNjU0MzQx", "cut or changed"), ("TI1-%E0%A4%A", "cut or changed"), ("TI2-x", "another version"), (sealed(b"[[[["), "cannot be read"), ("TI1-" + "A" * 100_000, "too long")],
)
def test_a_bad_one_is_named_and_nothing_else_happens(answered, invite, text, words):
    """In plain words, and it can be closed."""
    page = invite(text=text)
    fault = page.locator("#invitation-fault")
    expect(fault).to_contain_text("This invitation cannot be used.")
    expect(fault).to_contain_text(words)
    assert "#" not in page.url and answered.stored() == answered.own
    fault.get_by_role("button", name="Close").click()
    expect(fault).to_have_count(0)
    expect(page.locator("#invitation")).to_have_count(0)


def test_markup_in_it_is_text(form, invite):
    """Names may hold anything; the page shows it as it is written, and no script runs."""
    evil = '"><img src=x onerror="document.title=1"><b>'
    page = invite("q", 1, 7, evil, "<script>x</script>")
    expect(page.locator("#invitation-title")).to_have_text(f"You are invited to assess {evil} (<script>x</script>).")
    assert page.locator("#invitation img, #invitation b, #invitation script").count() == 0
    page.click(".tq-about > summary")
    expect(page.locator("[data-scope=unit]")).to_have_value(evil)
    form.answer_core(but=tuple(form.dimensions[1:]))
    form.go("check")
    expect(page.locator("#handing-title")).to_have_text(f"Hand in for {evil}")


def test_the_role_is_asked_for_in_one_place(form, invite):
    """While somebody is invited, the line about their role is gone from the start: a role is chosen at the hand-in, or not at all. Without the invitation it is back."""
    page = invite("q", ["sales", "it"], 7)
    page.click(".tq-about > summary")
    expect(page.locator("[data-scope=unit]")).to_be_visible()
    expect(page.locator("[data-scope=role]")).to_be_hidden()
    page.get_by_role("button", name="This is not for me").click()
    expect(page.locator("[data-scope=role]")).to_be_visible()


def test_deleting_everything_forgets_it_and_undo_brings_it_back(form, invite):
    """An invitation is a thing that is kept here, like the answers."""
    page = invite("q", 1, 7, "Service, Nord")
    page.wait_for_timeout(200)
    page.click(".tq-keep > summary")
    page.click("[data-do=delete]")
    expect(page.locator("#invitation")).to_have_count(0)
    assert form.stored("invitation") is None
    page.click("[data-notice-undo]")
    expect(page.locator("#invitation")).to_contain_text("Service, Nord")


def test_where_nothing_can_be_stored_it_works_until_the_page_closes(form_page, watch):
    """A browser without storage is no reason to be left out."""
    watch.allow("uncaught: no storage")  # the theme's own script wants to remember the colours
    form = form_page()
    form.page.add_init_script("delete globalThis.indexedDB; Object.defineProperty(globalThis, 'indexedDB', { value: undefined }); Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('no storage'); } });")
    form.open()
    form.open("#" + written(hash_of(form), "q", 1, 7, "Service, Nord"))
    expect(form.page.locator("#invitation")).to_contain_text("Service, Nord")
    expect(form.page.locator("[data-start=about]")).to_contain_text("Service, Nord")
