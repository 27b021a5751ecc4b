"""A team on the real site with the real engine: from pasted codes to the picture, the workshop, the agreed result and its minutes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.test_access import ASK, AXE, CONTRAST, TAGS
from tests.walk.team import codes, measure
from tests.web.team_page import PASTE

ROOT = Path(__file__).resolve().parents[2]
HERE = "assessment/team/"


def command(*arguments):
    """What the command line prints."""
    return subprocess.run([sys.executable, "-m", "assessment", *map(str, arguments)], cwd=ROOT, capture_output=True, check=True).stdout


def taken(page, name, within="body"):
    """The file that a button gives."""
    with page.expect_download() as got:
        page.locator(within).get_by_role("button", name=name, exact=True).click()
    return Path(got.value.path())


def faults(page):
    """What axe finds as the page stands, light and dark, and how far it is too wide."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = [("light", *violation) for violation in page.evaluate(ASK, ["tag", TAGS])]
    before = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    found += [("dark", *violation) for violation in page.evaluate(ASK, ["rule", CONTRAST])]
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", before)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([("too wide", wide)] if wide > 0 else [])


def test_codes_become_a_picture_as_the_command_line_makes_it(page, site_url, watch, tmp_path):
    """The example team pasted as a mail would hold it, one damaged code among them; the files are those of the command line, and nothing is sent."""
    page.goto(site_url + HERE)
    page.wait_for_selector("[data-ready]")
    text = page.evaluate("document.getElementById('example-codes').textContent")
    lines = text.split("\n")
    assert len(lines) == 7
    damaged = lines[0][:-1] + ("0" if lines[0][-1] != "0" else "1")
    broken = "\n".join(f"> {line[:40].lower()}=\n> {line[40:]}" for line in lines)
    page.evaluate(PASTE, f"Hello,\n{broken}\nand once more:\n{damaged}\n{lines[3]}")
    expect(page.locator("#team-count")).to_have_text("7 handed in.", timeout=60_000)
    expect(page.locator(".tq-faults-box li")).to_have_count(1)
    expect(page.locator(".tq-faults-box li")).to_contain_text("line 17 ")  # a greeting, seven codes of two lines, a line, and then it
    expect(page.locator(".tq-came")).to_contain_text("One hand-in came from somebody who had handed in before")
    before = len(watch.requests)
    page.get_by_role("button", name="All in: show the picture").click()
    page.wait_for_selector("main[data-state=shown]", timeout=60_000)
    expect(page.locator("#team-see")).to_contain_text("7 people")
    file = tmp_path / "codes.txt"
    file.write_text(f"{text}\n{lines[3]}\n", encoding="utf-8")
    for name, form in (("Team as JSON", "json"), ("Team as a table", "csv")):
        assert taken(page, name).read_bytes() == command("team", file, "--format", form)
    assert [u for u in watch.requests[before:] if not u.startswith("blob:") and not u.endswith("/favicon.svg")] == []


def test_the_first_question_is_in_view_when_the_workshop_starts(open_page, site_url):
    """Also below a picture with everything unfolded: its height is only guessed until it comes near, and gets its own after the reader has been brought here."""
    page = open_page(viewport={"width": 1280, "height": 720})
    page.goto(site_url + HERE)
    page.wait_for_selector("[data-ready]")
    page.get_by_role("button", name="Try it with the example team of seven").click()
    expect(page.locator("#team-count")).to_contain_text("7 of 7 handed in", timeout=60_000)
    page.get_by_role("button", name="All in: show the picture").click()
    page.wait_for_selector("main[data-state=shown]", timeout=60_000)
    page.evaluate("document.querySelectorAll('article details').forEach((one) => { one.open = one.open || one.checkVisibility(); })")
    page.get_by_role("button", name="Start the workshop").click()
    page.wait_for_timeout(500)
    expect(page.locator(".tq-stage .ts-card-question")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Show our answers")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_example_team_from_end_to_end(open_page, site_url, width):
    """Try, collect, see, talk, agree, minutes: nothing that axe finds on the way, nothing wider than the window, and the agreed sheet scores as on the command line."""
    page = open_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    page.goto(site_url + HERE)
    page.wait_for_selector("[data-ready]")
    page.get_by_role("button", name="Try it with the example team of seven").click()
    expect(page.locator("#team-count")).to_have_text("7 of 7 handed in. Nobody is missing.", timeout=60_000)
    page.locator(".tq-came summary").first.click()
    page.get_by_text("One by one", exact=True).click()
    page.locator("[data-notice-close]").click()
    found = [("collected", *fault) for fault in faults(page)]
    page.get_by_role("button", name="All in: show the picture").click()
    page.wait_for_selector("main[data-state=shown]", timeout=60_000)
    page.get_by_role("button", name="Start the workshop").click()
    first = page.locator(".tq-stage .ts-card-question").text_content()
    found += [("question", *fault) for fault in faults(page)]
    page.keyboard.press("Enter")
    expect(page.locator(".tq-stage .ts-card-verdict")).to_be_visible()
    page.locator(".tq-agree-level").nth(1).click()
    page.get_by_label("Dissent").fill("Two of us <b>say</b> 4")
    found += [("revealed", *fault) for fault in faults(page)]
    page.locator("#team-stage-question").focus()
    page.keyboard.press("l")
    found += [("large", *fault) for fault in faults(page)]
    page.get_by_role("button", name="Back to the list").click()
    page.get_by_text("Which, and why").click()
    page.get_by_role("button", name="levels over").click()
    page.locator("[data-notice-close]").click()
    page.get_by_role("button", name="Show the agreed result").click()
    page.wait_for_selector("[data-agreed][data-state=shown]", timeout=60_000)
    found += [("agreed", *fault) for fault in faults(page)]
    assert found == [], json.dumps(found, indent=1)
    sheet = taken(page, "Answers as a file", "[data-agreed]")
    record = json.loads(sheet.read_bytes())
    assert (record["kind"], record["respondent"]) == ("agreed", None)
    assert taken(page, "Result as JSON", "[data-agreed]").read_bytes() == command("score", sheet)
    minutes = taken(page, "Minutes as text", "#team-agree").read_text(encoding="utf-8")
    assert f"**{first}**" in minutes
    assert "- Dissent: Two of us \\<b\\>say\\</b\\> 4" in minutes
    assert f"- Agreed: {len(record['answers'])} of 44 questions" in minutes
    assert "- Answered alone before: 7 of 7 invited" in minutes


def test_many_codes_leave_the_page_alive(page, site_url, model):
    """Two thousand codes: all are counted, the picture comes, and no task of the page is longer than half a second even on a busy machine (tests/walk/team.py measures)."""
    found = measure(page, site_url, codes(model, 2000))
    assert found["longest collecting"] < 500
    expect(page.locator("#team-see")).to_contain_text("2,000 people")
