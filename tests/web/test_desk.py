"""What a person does on a shown result: setting, planning, asking why, carrying away, with a stand-in for the engine."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.desk import asked, control, stored

NAMES = {"md": "text/markdown", "csv": "text/csv", "html": "text/html", "svg": "image/svg+xml", "json": "application/json", "ics": "text/calendar"}


def test_a_target_is_set_where_it_stands(shown):
    """The choice is stored, the report follows with one call, the focus stays, the suggestion and what is reached are named, and Undo goes back."""
    one = shown.two[0]
    target = control(shown, "target", one)
    expect(target).to_have_accessible_name(f"Target for The {one}")
    expect(target).to_have_value("3")
    assert target.locator("option").all_inner_texts() == ["1 one", "2 two", "3, starting point", "4 four", "5 five", "2, as it is: enough"]
    before = len(asked(shown, "report"))
    target.focus()
    target.select_option("5")
    expect(shown.page.locator("[data-notice]")).to_contain_text("Priorities updated")
    expect(shown.page.locator("[data-live]")).to_contain_text("Priorities updated")
    assert stored(shown, "targets") == {one: 5}
    assert len(asked(shown, "report")) == before + 1 and asked(shown, "report")[-1]["answers"]["targets"] == {one: 5}
    assert shown.page.evaluate("document.activeElement.id") == f"set-target-{one}"
    shown.page.click("[data-notice-undo]")
    expect(target).to_have_value("3")
    assert stored(shown, "targets") == {}


def test_enough_as_it_is_and_back_to_what_is_suggested(shown):
    """The level reached may be the target; choosing the suggested one, or the button, leaves no target of one's own."""
    one, two = shown.two
    reset = shown.page.get_by_role("button", name="Back to the common starting point")
    expect(reset).to_have_count(0)
    control(shown, "target", one).select_option("enough")
    expect(control(shown, "target", one)).to_have_value("enough")
    assert stored(shown, "targets") == {one: 2}
    control(shown, "target", one).select_option("3")
    assert stored(shown, "targets") == {}
    control(shown, "target", one).select_option("1")
    control(shown, "target", two).select_option("4")
    reset.click()
    expect(reset).to_have_count(0)
    assert stored(shown, "targets") == {}
    shown.page.click("[data-notice-undo]")
    expect(control(shown, "target", two)).to_have_value("4")
    assert stored(shown, "targets") == {one: 1, two: 4}


def test_a_row_may_move_and_the_focus_goes_with_it(shown):
    """More important: the row goes up, and the control that was used has the focus still, at the same height of the window."""
    one, two = shown.two
    shown.page.evaluate("document.getElementById('result').style.paddingBlock = '1200px'")
    last = control(shown, "importance", two)
    last.scroll_into_view_if_needed()
    last.focus()
    top = last.bounding_box()["y"]
    last.select_option("3")
    expect(shown.page.locator(".ts-rows li").first).to_contain_text(f"{two} ")
    assert shown.page.evaluate("document.activeElement.id") == f"set-importance-{two}"
    assert abs(last.bounding_box()["y"] - top) < 2
    assert stored(shown, "importance") == {two: 3}
    last.select_option("2")
    expect(shown.page.locator(".ts-rows li").first).to_contain_text(f"{one} ")
    assert stored(shown, "importance") == {}


def test_what_is_open_stays_open(shown):
    """A redraw changes what differs and leaves the elements that are there."""
    shown.page.evaluate("document.querySelector('.ts-rows').mark = 'the same'")
    control(shown, "target", shown.two[0]).select_option("4")
    expect(control(shown, "target", shown.two[0])).to_have_value("4")
    assert shown.page.evaluate("document.querySelector('.ts-rows').mark") == "the same"


def test_the_radar_is_drawn_when_somebody_opens_it(shown):
    """It is asked for then, and follows a change while it stands open; closed again, it costs nothing."""
    radar, drawing = shown.page.locator("#result-radar"), shown.page.locator("#result-radar svg")
    expect(drawing).to_have_count(0)
    radar.locator("summary").click()
    expect(drawing).to_have_count(1)
    control(shown, "target", shown.two[0]).select_option("4")
    shown.page.wait_for_timeout(300)
    assert [one["radar"] for one in asked(shown, "report")][-3:] == [False, True, True]
    expect(drawing).to_have_count(1)
    radar.locator("summary").click()
    control(shown, "target", shown.two[0]).select_option("5")
    expect(control(shown, "target", shown.two[0])).to_have_value("5")
    shown.page.wait_for_timeout(300)
    assert asked(shown, "report")[-1]["radar"] is False


def test_only_the_parts_that_differ_are_touched(shown):
    """A changed target leaves every other part of the report as it stands: nothing is put in, taken out or set there."""
    shown.page.evaluate("""() => {
      globalThis.touched = new Set();
      const look = (records) => records.forEach(({ target }) => touched.add((target.closest ? target : target.parentElement).closest("[id^=part-], [id^=step-], [id^=result-]")?.id ?? "frame"));
      new MutationObserver(look).observe(document.querySelector(".ts-report"), { subtree: true, childList: true, attributes: true, characterData: true });
    }""")
    control(shown, "importance", shown.two[0]).select_option("3")
    shown.page.wait_for_timeout(300)
    assert asked(shown, "report")[-1]["answers"]["importance"] == {shown.two[0]: 3}
    assert shown.page.evaluate("[...touched]") == ["part-rows"]


def test_explain_comes_marked_and_follows(shown):
    """The link loads the reasons, goes there, marks the one that was asked for; a change is followed; the way back is the link."""
    one, two = shown.two
    link = shown.page.locator(f"a[href='#explain-{two}']")
    link.click()
    article = shown.page.locator(f"#explain-{two}")
    expect(article).to_have_attribute("aria-current", "true")
    expect(article).to_be_focused()
    assert shown.view == "result" and shown.page.url.endswith(f"#explain-{two}")
    expect(shown.page.locator(f"#explain-{one}")).to_be_hidden()
    shown.page.get_by_role("button", name="Show the other explanations").click()
    expect(shown.page.locator(f"#explain-{one}")).to_be_visible()
    control(shown, "target", two).select_option("5")
    expect(article).to_contain_text("own target: 5")
    assert shown.download("text=Explanation as JSON") == b"explained as json\n"
    shown.page.locator("#result-explain").get_by_role("button", name="Back to the profile").first.click()
    expect(link).to_be_focused()
    expect(shown.page.locator("#result-explain")).to_be_hidden()
    shown.open(f"#explain-{one}")
    expect(shown.page.locator(f"#explain-{one}")).to_be_focused()
    assert shown.view == "result"


@pytest.mark.parametrize(("label", "said", "ending"), [
    ("Result as text", "markdown", "md"), ("Result as a table", "csv", "csv"), ("Printable page", "html", "html"),
    ("Profile as a picture", "svg", "svg"), ("Radar as a picture", "radar", "svg"), ("Result as JSON", "json", "json"),
])  # fmt: skip
def test_each_file_has_its_kind(shown, label, said, ending):
    """The bytes are the door's, the name ends as it should, and the browser is told the kind."""
    shown.page.evaluate("() => { const make = URL.createObjectURL; globalThis.kinds = []; URL.createObjectURL = (blob) => (kinds.push(blob.type), make(blob)); }")
    with shown.page.expect_download() as got:
        shown.page.get_by_role("button", name=label).click()
    assert Path(got.value.path()).read_bytes() == f"as {said}\n".encode()
    assert got.value.suggested_filename.endswith(f".{ending}")
    assert shown.page.evaluate("kinds") == [f"{NAMES[ending]};charset=utf-8"]


def test_a_file_that_cannot_be_made_leaves_the_result(shown):
    """What the door refuses is told beside the result, which stays."""
    shown.page.evaluate("engineStandIn.faults = [{where: 'as', wrong: 'is <b>odd</b>.', right: 'Even.'}]")
    shown.page.get_by_role("button", name="Radar as a picture").click()
    expect(shown.page.locator(".tq-trouble li")).to_have_text("as is <b>odd</b>. Even.")
    expect(shown.page.locator("main")).to_have_attribute("data-state", "shown")


def test_the_nudge_goes_when_the_file_is_taken(shown):
    """Answers that lie in this browser only: the page says so until they are saved, and again when they change."""
    nudge = shown.page.locator("#result-nudge")
    expect(nudge).to_contain_text("only in this browser")
    assert json.loads(shown.download("#result-keep >> text=Answers as a file")) == shown.stored()
    expect(nudge).to_be_hidden()
    control(shown, "target", shown.two[0]).select_option("5")
    expect(nudge).to_be_visible()


def test_three_sentences_can_be_copied(shown):
    """The clipboard gets them; where that is refused, they are selected and the page says so."""
    expect(shown.page.get_by_label("Three sentences for a mail")).to_have_value("One. Two. Three.")
    shown.page.evaluate("() => { navigator.clipboard.writeText = async (text) => void (globalThis.copied = text); }")
    shown.page.click("text=Copy the sentences")
    expect(shown.page.locator(".tq-copied")).to_have_text("Copied")
    assert shown.page.evaluate("copied") == "One. Two. Three."
    shown.page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('no'); }; }")
    shown.page.click("text=Copy the sentences")
    expect(shown.page.locator(".tq-copied")).to_contain_text("Ctrl+C")
    assert shown.page.evaluate("getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)") == "One. Two. Three."


def test_a_link_is_shown_only_after_its_preview(shown):
    """What is in it, what stays, every answer; then the link; another answer closes it."""
    shown.page.click("text=Make a link")
    link = shown.page.locator("#result-link")
    expect(link).to_contain_text("Anybody who has the link can read these answers")
    expect(link).to_contain_text("The kind of check.")
    expect(link).to_contain_text("1 note.")
    expect(link.locator("dt")).to_have_count(2)
    assert "TU1-" not in shown.page.content()
    link.get_by_role("button", name="Show the link").click()
    address = link.get_by_label("The link").input_value()
    assert address == shown.address + "assessment/result/#TU1-GOODGOO-D"
    control(shown, "target", shown.two[0]).select_option("5")
    expect(link).to_be_hidden()
    assert asked(shown, "encode")[0]["answers"]["answers"].keys() == shown.stored()["answers"].keys()


def test_paper_has_text_and_no_controls(shown):
    """Controls print as what they say; buttons do not print."""
    shown.page.emulate_media(media="print")
    target = shown.page.locator(f"#target-{shown.two[0]}")
    expect(target.locator(".tq-set-said")).to_have_text("3, starting point")
    expect(target.locator(".tq-set-said")).to_be_visible()
    assert shown.page.locator("#result select:visible, #result button:visible, #result textarea:visible").count() == 0


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_desk_fits_its_window(form_page, width):
    """At 400 % zoom (320 px), on a phone and on a screen, nothing is wider than the window; also the plan, the reasons and the link."""
    form = form_page(viewport={"width": width, "height": 800}).open()
    form.answer_core()
    form.go("result")
    form.page.wait_for_selector("main[data-state=shown]")
    form.page.locator(f"#set-plan-{form.dimensions[0]}").check()
    form.page.click(f"a[href='#explain-{form.dimensions[0]}']")
    form.page.click("text=Make a link")
    form.page.click("text=Show the link")
    expect(form.page.locator(".tq-address")).to_be_visible()
    assert form.page.evaluate("document.documentElement.scrollWidth") <= width
