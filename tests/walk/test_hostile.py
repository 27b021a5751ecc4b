"""A result full of hostile notes, on the real site with the real engine: nothing in them runs, neither on the page nor in what is carried away."""

import json

import pytest
from playwright.sync_api import expect

from assessment.core.answers import MOST_TEXT

ATTACKS = (
    "<script>globalThis.hit = 1</script>", "<img src=x onerror='globalThis.hit = 1'>", "<svg onload='globalThis.hit = 1'></svg>", '" onmouseover="globalThis.hit = 1" autofocus onfocus="globalThis.hit = 1', "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=javascript:globalThis.hit = 1'>", "</textarea></details></td></table><script>globalThis.hit = 1</script>", "<a href='javascript:globalThis.hit = 1' id=result-keep>x</a>", "<details open ontoggle='globalThis.hit = 1'>", "{{7*7}}${7*7}<%= 7*7 %>", "]]><script>globalThis.hit = 1</script>",
)  # fmt: skip
LOOK = "() => ({ hit: globalThis.hit ?? null, scripts: document.querySelectorAll('#result script, main iframe, main meta, main [onerror], main [onload], main img[src=x]').length, ids: document.querySelectorAll('#result-keep').length })"


@pytest.fixture
def full_of_it(model, tmp_path):
    """An answers file with attacks in every text."""
    every = "\n".join(ATTACKS)[:MOST_TEXT]
    answers = {item.id: {"level": number % 5 + 1, "note": ATTACKS[number % len(ATTACKS)], "evidence": every, "dissent": every} for number, item in enumerate(model.items)}
    plan = [{"dimension": d.id, "from": 1, "owner": every, "due": "2026-12-31", "measure": every} for d in model.dimensions[:3]]
    file = {"format": "touchstone-answers/1", "model": {"id": model.id, "version": model.version}, "mode": "full", "date": "2026-11-21", "scope": {"unit": ATTACKS[1], "period": ATTACKS[0]}, "answers": answers, "plan": plan}
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(file), "utf-8")
    return path


def test_nothing_in_a_note_runs(page, site_url, full_of_it, tmp_path):
    """Loaded, shown, explained, printed and carried away: no script of a note runs, and no element of one is there."""
    page.goto(site_url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    page.click(".tq-keep > summary")
    page.set_input_files("[data-do=load]", full_of_it)
    expect(page.locator("[data-notice]")).to_contain_text("is loaded", timeout=90_000)
    page.goto(site_url + "assessment/questions/#result")
    page.wait_for_selector("main[data-state=shown]", timeout=90_000)
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    page.wait_for_timeout(500)
    expect(page.locator("#result")).to_contain_text(ATTACKS[2])
    assert page.evaluate(LOOK) == {"hit": None, "scripts": 0, "ids": 1}
    for label in ("Printable page", "Profile as a picture", "Radar as a picture"):
        with page.expect_download() as got:
            page.get_by_role("button", name=label).click()
        path = tmp_path / got.value.suggested_filename
        got.value.save_as(path)
        other = page.context.new_page()
        other.goto(path.as_uri())
        other.wait_for_timeout(200)
        assert other.evaluate("globalThis.hit ?? null") is None, label
        assert other.evaluate("document.querySelectorAll('script, iframe, img, [onload], [onerror]').length") == 0, label
        other.close()
