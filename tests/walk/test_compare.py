"""Comparing on the real site with the real engine: two files, one of an older date, and what the command line says of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.test_access import ASK, AXE, CONTRAST, TAGS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def then_and_now(model, tmp_path):
    """Two files: 2 everywhere in May, and in November 3 in the first dimension, 1 in the second, don't know in the third."""
    first, second, third = (d.id for d in model.dimensions[:3])
    now = {first: {"level": 3}, second: {"level": 1}, third: {"state": "dk"}}
    files = []
    for name, date, changed in (("then", "2026-05-02", {}), ("now", "2026-11-21", now)):
        answers = {i.id: changed.get(d.id, {"level": 2}) for d in model.dimensions for i in d.items}
        sheet = {"format": "touchstone-answers/1", "model": {"id": model.id, "version": model.version}, "mode": "full", "date": date,
                 "scope": {"unit": "<img src=x onerror=alert(1)> Kühnl"}, "answers": answers}  # fmt: skip
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(sheet), encoding="utf-8")
    return files


def open_with(page, site_url, files):
    """Go to the page, add the files, wait for the comparison."""
    page.goto(site_url + "assessment/compare/")
    page.wait_for_selector("[data-ready]")
    page.set_input_files("[data-compare=file]", files)
    page.wait_for_selector("main[data-state=shown]", timeout=60_000)


def test_two_files_are_compared_as_the_command_line_does(page, site_url, watch, model, then_and_now):
    """Added newest first, compared oldest first: sentence, slopes, figures and the downloaded bytes."""
    open_with(page, site_url, [str(f) for f in reversed(then_and_now)])
    titles = [d.title[:1].lower() + d.title[1:] for d in model.dimensions]
    said = f"{titles[0][:1].upper()}{titles[0][1:]} rose most, by 1 (2 to 3); {titles[1]} fell most, by 1 (2 to 1). 1 dimension can’t be compared."
    expect(page.locator(".ts-report-sentence")).to_have_text(said)
    expect(page.locator("[data-live]")).to_have_text(f"Comparison ready. {said}")
    others = len(model.dimensions) - 3
    expect(page.locator(".ts-compare-delta")).to_have_text(["You changed +1", "You changed −1", "You changed –", *["You changed 0"] * others])
    assert [page.locator(f".ts-slope-{way}").count() for way in ("up", "down", "same")] == [1, 1, others]
    assert page.locator(".ts-compare img").count() == 0
    before = len(watch.requests)
    for label, form in (("JSON", "json"), ("text", "markdown"), ("a table", "csv")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=f"Comparison as {label}").click()
        done = subprocess.run([sys.executable, "-m", "assessment", "compare", *map(str, then_and_now), "--format", form], cwd=ROOT, capture_output=True, check=True)
        assert Path(taken.value.path()).read_bytes() == done.stdout
    assert [u for u in watch.requests[before:] if not u.startswith("blob:") and not u.endswith("/favicon.svg")] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_a_comparison(open_page, site_url, then_and_now, tmp_path, width):
    """The shown comparison, with a file that was refused, has no violation, in light and in dark, and is not wider than its window."""
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    page = open_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    open_with(page, site_url, [*map(str, then_and_now), str(tmp_path / "bad.json")])
    page.wait_for_selector("[data-refused]")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    found = [("light", *violation) for violation in page.evaluate(ASK, ["tag", TAGS])]
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    found += [("dark", *violation) for violation in page.evaluate(ASK, ["rule", CONTRAST])]
    assert found == [], json.dumps(found, indent=1)
    page.set_viewport_size({"width": 320, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
