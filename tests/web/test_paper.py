"""Without a script, and on paper: the form is whole."""

import re
from pathlib import Path

from playwright.sync_api import expect


WEB = Path(__file__).resolve().parents[2] / "assessment" / "web"


def test_without_a_script_everything_stands_open(open_page, site_url, model):
    """All dimensions and questions show, the jump list works, and nothing can be sent."""
    page = open_page(java_script_enabled=False)
    page.goto(site_url + "assessment/questions/")
    expect(page.locator("section[data-dimension] >> visible=true")).to_have_count(len(model.dimensions))
    expect(page.locator("fieldset[data-item] >> visible=true")).to_have_count(len(model.items))
    expect(page.locator("fieldset[data-fact] >> visible=true")).to_have_count(len(model.facts))
    expect(page.locator(".tq-tasks a >> visible=true")).to_have_count(len(model.dimensions) + 1)  # and the facts
    expect(page.locator(".tq-noscript >> visible=true")).to_contain_text("python -m assessment score answers.json")
    assert page.locator("form[action], .ts-assessment [type=submit], .ts-assessment button:not([type=button])").count() == 0
    expect(page.locator(".ts-assessment button >> visible=true")).to_have_count(0)
    page.click(f".tq-tasks a >> text={model.dimensions[-1].title}")
    assert page.url.endswith(f"#{model.dimensions[-1].id}")


def test_enter_sends_nothing_without_a_script(open_page, site_url):
    """Enter on an answer neither leaves the page nor changes its address."""
    page = open_page(java_script_enabled=False)
    page.goto(site_url + "assessment/questions/")
    radio = page.locator("fieldset[data-item] input").first
    radio.check()
    radio.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == site_url + "assessment/questions/"
    expect(radio).to_be_checked()


def test_every_item_is_one_native_radio_group(open_page, site_url, model):
    """Each question has its five levels in order, don't know, and not applicable only where the model allows it."""
    page = open_page(java_script_enabled=False)
    page.goto(site_url + "assessment/questions/")
    for item in model.items:
        values = page.eval_on_selector_all(f'input[name="{item.id}"]', "all => all.map(r => r.type + ' ' + r.value)")
        assert values == [f"radio {v}" for v in ("1", "2", "3", "4", "5", "dk", *(["na"] if item.na_allowed else []))]


def pages_of(page) -> int:
    """How many sheets the page takes, counted in its PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_on_paper_all_sections_show(form):
    """Whatever view is open, print has every section and the questions of the mode, with boxes and without navigation."""
    form.go(form.dimensions[2])
    form.page.emulate_media(media="print")
    questions = form.page.locator("fieldset[data-item] >> visible=true")
    expect(questions).to_have_count(len(form.dimensions))
    for gone in (".tq-bar", ".tq-steps", ".tq-tasks", ".tq-tools", ".tq-modes", ".tq-plain", ".tq-more"):
        assert form.page.locator(f"{gone} >> visible=true").count() == 0, gone
    form.page.emulate_media(media="screen")
    form.go("start")
    form.page.click("text=Full assessment")
    form.page.emulate_media(media="print")
    expect(questions).to_have_count(form.page.locator("fieldset[data-item]").count())


def test_paper_has_head_facts_and_the_rule_for_scoring(form, model):
    """Blanks to fill in, a line for a note under each question, each fact, and one row of the table for every part."""
    form.page.emulate_media(media="print")
    expect(form.page.locator(".tq-paper-head dt >> visible=true")).to_have_text(["Unit", "Period", "Date", "Role"])
    expect(form.page.locator(".tq-paper-note >> visible=true")).to_have_count(len(model.dimensions))
    expect(form.page.locator("fieldset[data-fact] >> visible=true")).to_have_count(len(model.facts))
    rows = form.page.locator(".tq-paper-table tbody tr >> visible=true")
    expect(rows).to_have_count(len(model.dimensions) + len(model.pillars) + 1)
    expect(rows.first).to_contain_text("1, from level 4")
    form.page.emulate_media(media="screen")
    expect(form.page.locator(".tq-paper >> visible=true")).to_have_count(0)


def test_the_form_is_short_on_paper(form, open_page, site_url):
    """A quick check takes at most 5 sheets, the full assessment 16, with or without a script."""
    assert 2 <= pages_of(form.page) <= 5
    form.page.click("text=Full assessment")
    expect(form.page.locator("#ts-assessment")).to_have_attribute("data-mode", "full")
    assert 6 <= pages_of(form.page) <= 16
    bare = open_page(java_script_enabled=False)
    bare.goto(site_url + "assessment/questions/")
    assert 6 <= pages_of(bare) <= 16


def test_no_question_is_split(form):
    """Each question, each fact and the scoring rule stay whole on their sheet, and a heading stays with what follows."""
    form.page.emulate_media(media="print")
    breaks = "(all, what) => [...new Set(all.map(e => getComputedStyle(e)[what]))]"
    for selector in ("[data-item]", "[data-fact]", ".tq-paper-score"):
        assert form.page.eval_on_selector_all(selector, breaks, "breakInside") == ["avoid"], selector
    assert form.page.eval_on_selector_all(".tq-dimension > h2", breaks, "breakAfter") == ["avoid"]


def test_a_blank_form_shows_no_answer(form):
    """The button's print hides choices, notes and lines about the unit, which the browser's own print shows."""
    dimension = form.dimensions[0]
    form.page.click(".tq-about > summary")
    form.page.fill("[data-scope=unit]", "Nord")
    form.go(dimension)
    [item] = form.items(dimension)
    form.choose(item, "4")
    form.page.click(f"#{dimension} .tq-note summary >> visible=true")
    form.page.locator(f'[data-text=note][data-for="{item}"]').fill("Ours alone")
    form.go("facts")
    form.page.locator("[data-fact] label").first.click()
    form.go("start")
    form.page.evaluate("globalThis.print = () => {}")
    form.page.emulate_media(media="print")
    note, unit = form.page.get_by_text("Ours alone"), form.page.locator("[data-paper=unit]")
    mark = "e => getComputedStyle(e, '::after').content"
    checked = form.page.locator("[data-item] :checked, [data-fact] :checked")
    expect(note).to_be_visible()
    expect(unit).to_have_text("Nord")
    assert [checked.nth(n).evaluate(mark) for n in range(2)] == ['"✕"'] * 2
    form.page.emulate_media(media="screen")
    form.page.click(".tq-keep > summary")
    form.page.click("[data-do=print]")
    form.page.emulate_media(media="print")
    expect(note).to_be_hidden()
    expect(unit).to_be_hidden()
    assert [checked.nth(n).evaluate(mark) for n in range(2)] == ["none"] * 2


def test_a_result_prints_alone(form):
    """From the result's view paper gets the report, not the form."""
    form.go(form.dimensions[0])
    form.choose(form.items(form.dimensions[0])[0])
    form.go("result")
    expect(form.page.locator("main")).to_have_attribute("data-state", "shown")
    form.page.emulate_media(media="print")
    expect(form.page.locator("[data-shell] td")).to_be_visible()
    assert form.page.locator("fieldset[data-item] >> visible=true").count() == 0


def test_the_page_asks_for_all_its_modules_at_once(open_page, site_url):
    """The modules that a browser fetches are those that the page names in advance, and its entry."""
    for path, entry in (("assessment/questions/", "questions"), ("assessment/result/", "result")):
        page = open_page()
        fetched = []
        page.on("request", lambda request, fetched=fetched: fetched.append(request.url))
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
        named = page.eval_on_selector_all("link[rel=modulepreload]", "all => all.map(link => link.href)")
        modules = {address for address in fetched if address.endswith(".mjs")}
        assert len(named) > 5 and modules - set(named) == {address for address in modules if address.endswith(f"/{entry}.mjs")}
        assert set(named) <= modules


def test_modules_stay_small():
    """A module of the page holds one idea: no more than 250 lines."""
    own = set(WEB.glob("*.mjs")) - {WEB / f"{name}.mjs" for name in ("engine", "download", "admit")}
    assert {path.name: n for path in own if (n := path.read_text("utf-8").count("\n")) > 250} == {}
