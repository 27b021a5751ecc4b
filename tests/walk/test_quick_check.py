"""The whole way on the real site with the real engine: from the first page to a result that the command line confirms."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.test_access import ASK, AXE, CONTRAST, TAGS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tab_to(page):
    """Presses Tab until an element matches, as somebody without a mouse does."""

    def tab(selector, most=120):
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    return tab


def test_from_the_first_page_to_the_result_with_the_keyboard_alone(page, site_url, tab_to):
    """Tab, Enter, Space and arrows are enough; the result is announced, has the focus, and shows what was answered."""
    press = page.keyboard.press
    page.goto(site_url)
    tab_to(".ts-hero a[href*='assessment']")
    press("Enter")
    page.wait_for_url("**/assessment/")
    tab_to("main a[href*='questions']")
    press("Enter")
    page.wait_for_selector("[data-ready]")
    tab_to("[data-start=go]")
    press("Enter")
    dimensions = page.eval_on_selector_all(".tq-view", "all => all.map(v => v.id).filter(id => !['start', 'facts', 'check', 'result'].includes(id))")
    for number, dimension in enumerate(dimensions):
        page.wait_for_selector(f"#{dimension}[data-shown]")
        tab_to(f"#{dimension} .tq-radio")
        press("Space")
        for _ in range(number % 5):
            press("ArrowDown")
        tab_to("[data-step=on]")
        press("Enter")
    page.wait_for_selector("#check[data-shown]")
    tab_to("#check a[href='#result']")
    press("Enter")
    page.wait_for_selector("main[data-state=shown]", timeout=60_000)
    assert page.evaluate("document.activeElement.closest('#result') !== null && document.activeElement.matches('h2')")
    levels = page.locator(".ts-profile .ts-level").all_inner_texts()
    assert [int(text.split()[0]) for text in levels] == [n % 5 + 1 for n in range(len(dimensions))]
    said = page.evaluate("performance.getEntriesByType('mark').map(m => m.name).filter(n => n.startsWith('touchstone:'))")
    assert said == ["touchstone:engine-start", "touchstone:engine-ready", "touchstone:result-shown"]


@pytest.fixture
def full_sheet(model, tmp_path):
    """An answers file for all questions: levels, don't knows, one "not applicable", notes in several scripts."""
    answers = {}
    for number, item in enumerate(model.items):
        answers[item.id] = {"level": number % 5 + 1} if number % 7 else {"state": "dk"}
        if item.na_allowed and "na" not in str(answers):
            answers[item.id] = {"state": "na", "reason": "Jozić & Kühnl 客户 😀 <b>"}
    sheet = {"format": "touchstone-answers/1", "model": {"id": model.id, "version": model.version}, "mode": "full", "date": "2026-11-21",
             "scope": {"unit": "<img src=x onerror=alert(1)> Kühnl 客户"}, "answers": answers}  # fmt: skip
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(sheet, ensure_ascii=False), "utf-8")
    return path


def test_the_page_and_the_command_line_give_the_same_bytes(page, site_url, watch, full_sheet):
    """The same file, scored in the page and by `python -m assessment score`; no request goes out after the engine has come."""
    page.goto(site_url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    page.set_input_files("[data-do=load]", full_sheet)
    expect(page.locator("[data-notice]")).to_contain_text("is loaded", timeout=60_000)
    before = len(watch.requests)
    page.evaluate("location.hash = 'result'")
    page.wait_for_selector("main[data-state=shown]")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Result as JSON").click()
    done = subprocess.run([sys.executable, "-m", "assessment", "score", str(full_sheet)], cwd=ROOT, capture_output=True, check=True)
    assert Path(taken.value.path()).read_bytes() == done.stdout
    after = [u for u in watch.requests[before:] if not u.startswith("blob:") and not u.endswith("/favicon.svg")]  # the browser asks for its icon when it likes
    assert after == []
    assert page.locator(".ts-report-scope").inner_text().endswith("<img src=x onerror=alert(1)> Kühnl 客户")
    assert page.locator(".ts-report img").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_a_result(open_page, site_url, full_sheet, width):
    """The shown result and the list of answers have no violation, in light and in dark."""
    page = open_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    page.goto(site_url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    page.set_input_files("[data-do=load]", full_sheet)
    expect(page.locator("[data-notice]")).to_contain_text("is loaded", timeout=60_000)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for view in ("result", "check"):
        page.evaluate("view => { location.hash = view; }", view)
        if view == "result":
            page.wait_for_selector("main[data-state=shown]")
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
        found += [(view, "light", *violation) for violation in page.evaluate(ASK, ["tag", TAGS])]
        page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
        found += [(view, "dark", *violation) for violation in page.evaluate(ASK, ["rule", CONTRAST])]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{view} is {wider} px wider than its window"
    assert found == [], json.dumps(found, indent=1)
