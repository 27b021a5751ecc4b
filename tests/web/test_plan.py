"""A plan on a shown result: ticked, written, on paper and in files, with a stand-in for the engine."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.web.desk import asked, stored


def test_a_plan_from_tick_to_file(shown):
    """Tick, write, choose a day, print and take away; what is written lies in the record, and Undo brings a removed step back."""
    one = shown.two[0]
    plan = shown.page.locator("#result-plan")
    expect(plan).to_contain_text("Tick what to take up")
    tick = shown.page.locator(f"#set-plan-{one}")
    expect(tick).to_have_accessible_name(f"Take up The {one}")
    tick.check()
    expect(plan).to_contain_text(f"Do the step of {one}.")
    expect(plan.locator("h3")).to_have_text(f"The {one} 2 two → 3 three")
    plan.get_by_label("Owner").fill("Miriam")
    plan.get_by_label("Measure").fill("Fewer calls, counted each week")
    calendar = plan.get_by_role("button", name="Plan for the calendar")
    expect(calendar).to_be_disabled()
    expect(calendar).to_have_accessible_description("For the calendar, set at least one day.")
    plan.get_by_role("button", name="due in 30 days").click()
    expect(calendar).to_be_enabled()
    due = (date.fromisoformat(shown.page.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10)")) + timedelta(30)).isoformat()
    expect(plan.get_by_label("Due", exact=True)).to_have_value(due)
    step = {"dimension": one, "from": 2, "owner": "Miriam", "due": due, "measure": "Fewer calls, counted each week"}
    assert stored(shown, "plan") == [step]
    reports = len(asked(shown, "report"))
    assert shown.download("text=Plan as text") == b"plan as markdown\n"
    assert asked(shown, "plan")[-1]["answers"]["plan"] == [step]
    plan.get_by_role("button", name=f"Remove The {one}").click()
    assert stored(shown, "plan") == []
    expect(tick).not_to_be_checked()
    shown.page.click("[data-notice-undo]")
    expect(tick).to_be_checked()
    assert stored(shown, "plan") == [step]
    assert len(asked(shown, "report")) == reports, "a plan changes nothing that the report tells"


def test_a_plan_on_paper_is_text(shown):
    """A field cuts a long text and prints a day in the browser's own way; on paper both stand as text, as long as they are."""
    one = shown.two[0]
    shown.page.locator(f"#set-plan-{one}").check()
    plan, long = shown.page.locator("#result-plan"), "Somebody with a long name and a long list of things " * 6
    plan.get_by_label("Owner").fill(long)
    plan.get_by_label("Due", exact=True).fill("2027-02-01")
    plan.get_by_label("Measure").focus()
    shown.page.emulate_media(media="print")
    expect(plan.locator("input").first).to_be_hidden()
    expect(plan.locator(".tq-plan-said").nth(0)).to_have_text(long.strip())
    expect(plan.locator(".tq-plan-said").nth(0)).to_be_visible()
    assert sorted(plan.locator(".tq-plan-said").nth(1).inner_text().split()) == ["1", "2027", "February"] or "February 1, 2027" in plan.inner_text()
    shown.page.emulate_media(media="screen")
    expect(plan.locator(".tq-plan-said").nth(0)).to_be_hidden()


def test_what_is_typed_is_kept_when_the_page_goes_away(shown):
    """No blur, no pause: the words are in the record all the same."""
    one = shown.two[0]
    shown.page.locator(f"#set-plan-{one}").check()
    shown.page.locator(f"#result-plan-owner-{one}").press_sequentially("Jo")
    shown.open("#result")
    expect(shown.page.locator(f"#result-plan-owner-{one}")).to_have_value("Jo")


def test_typing_is_not_disturbed(shown):
    """What is being written keeps its caret while the record is stored."""
    one = shown.two[0]
    shown.page.locator(f"#set-plan-{one}").check()
    field = shown.page.locator(f"#result-plan-owner-{one}")
    field.press_sequentially("ac")
    shown.page.wait_for_timeout(900)
    field.press("ArrowLeft")
    field.press_sequentially("b")
    expect(field).to_have_value("abc")
    shown.page.wait_for_timeout(900)
    assert stored(shown, "plan")[0]["owner"] == "abc"


def test_saved_is_not_said_while_a_line_is_typed(shown):
    """“Saved at” goes with the first key and comes back when the line is on the disk."""
    one = shown.two[0]
    shown.page.locator(f"#set-plan-{one}").check()
    shown.saved()
    shown.page.locator(f"#result-plan-owner-{one}").press("J")
    assert shown.page.text_content("[data-bar=saved]") == "Saving …"
    shown.saved()
    assert stored(shown, "plan")[0]["owner"] == "J"
    shown.page.evaluate("""id => {
        const field = document.getElementById(id);
        for (const value of ["Jo", "J"]) Object.assign(field, { value }).dispatchEvent(new Event("input", { bubbles: true }));
    }""", f"result-plan-owner-{one}")
    assert shown.page.text_content("[data-bar=saved]") == "Saving …"
    shown.saved()  # also where the line says in the end what it said


def test_two_steps_for_one_dimension(shown):
    """A file may hold several: each is written, dated and removed on its own, and Undo brings one back in its place."""
    one, two = shown.two
    steps = [{"dimension": name, "from": 2, "owner": owner, "due": None, "measure": ""} for name, owner in ((one, "Ann"), (two, "Bo"), (one, "Cy"))]
    shown.put({**shown.stored(), "plan": steps})
    shown.open("#result")
    plan = shown.page.locator("#result-plan")
    expect(plan.get_by_label("Owner")).to_have_count(3)
    assert plan.evaluate("all => { const ids = [...all.querySelectorAll('[id]')].map(({ id }) => id); return ids.length - new Set(ids).size; }") == 0
    plan.get_by_label("Owner").nth(2).fill("Dee")
    plan.get_by_label("Measure").first.focus()
    steps[2]["owner"] = "Dee"
    assert stored(shown, "plan") == steps
    plan.get_by_role("button", name="due in 30 days").nth(2).click()
    steps[2]["due"] = plan.get_by_label("Due", exact=True).nth(2).input_value()
    assert steps[2]["due"]
    assert stored(shown, "plan") == steps
    plan.get_by_role("button", name=f"Remove The {one}").first.click()
    assert stored(shown, "plan") == steps[1:]
    shown.page.click("[data-notice-undo]")
    assert stored(shown, "plan") == steps
    shown.page.locator(f"#set-plan-{one}").uncheck()
    assert stored(shown, "plan") == [steps[1]]
    shown.page.click("[data-notice-undo]")
    assert stored(shown, "plan") == steps
