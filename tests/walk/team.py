"""Measures the way of many codes from the paste to the picture: `python -m tests.walk.team [number of codes]`.

On the built site with the real engine, which is running already: from the paste to the line that says how many handed in, and from “All in” to the frame with the picture.
Beside it the longest task of the page's own thread, which is how long it cannot answer, and reading the same text alone, as a ratio.
"""

import json
import random
import sys

from playwright.sync_api import sync_playwright

from assessment.build.site import build_site
from assessment.core.answers import SYMBOLS, Answer, Answers
from assessment.core.code import Codec
from assessment.core.model import Model, from_json
from scripts import browser as browsers
from tests import server

LIMIT = 2000  # ms for 10,000 codes, from paste to picture
LONGEST = 50  # ms that the page's thread may be busy at once

SPY = """(() => {
  globalThis.longest = [];
  new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) longest.push([startTime, duration]); }).observe({ type: "longtask" });
})();"""
READ = """async text => {
  const bytes = new Blob([text]);
  const start = performance.now();
  const read = await bytes.text();
  return [performance.now() - start, read.length];
}"""
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  globalThis.start = performance.now();
  globalThis.counted = null;
  const line = document.getElementById("team-count");
  const wanted = String(text.split("TU1-").length - 1).replace(/\\B(?=(\\d{3})+$)/g, ",");
  new MutationObserver(() => { if (!counted && line.querySelector("b")?.textContent === wanted) globalThis.counted = performance.now(); }).observe(line, { childList: true, subtree: true, characterData: true });
  document.getElementById("team-paste").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def codes(model: Model, number: int) -> str:
    """As many codes, one a line: every question answered at random, each of another respondent; the same each time."""
    chance = random.Random(20260101)
    codec = Codec(model)
    items = [i.id for i in model.items]
    roles = [None, *(role.id for role in model.roles)]

    def one() -> str:
        answers = {i: Answer(level=chance.randint(1, 5)) for i in items}
        return codec.encode(Answers(model_id=model.id, model_version=model.version, mode="full", respondent="".join(chance.choices(SYMBOLS, k=8)), scope={"role": chance.choice(roles)}, answers=answers))

    return "\n".join(one() for _ in range(number))


def measure(page, url: str, text: str) -> dict[str, float]:
    """Times in ms, and the longest tasks of the page's thread."""
    page.add_init_script(SPY)
    page.goto(url + "assessment/team/")
    page.wait_for_selector("[data-ready]")
    read = min(page.evaluate(READ, text)[0] for _ in range(5))
    page.focus("#team-paste")  # starts the engine, as it does for everybody
    page.wait_for_timeout(200)
    while not page.evaluate("performance.getEntriesByName('touchstone:engine-ready').length"):
        page.wait_for_timeout(100)
    page.evaluate("longest.length = 0")
    page.evaluate(PASTE, text)
    while page.evaluate("counted") is None:
        page.wait_for_timeout(50)
    counted = page.evaluate("counted - start")
    page.wait_for_timeout(500)
    collecting = page.evaluate("longest.filter(([at]) => at > start).map(([, ms]) => ms)")
    page.evaluate("longest.length = 0; globalThis.clicked = performance.now(); [...document.querySelectorAll('#team-collect button')].find((b) => b.textContent.startsWith('All in')).click()")
    while not page.evaluate("performance.getEntriesByName('touchstone:result-shown').length"):
        page.wait_for_timeout(50)
    shown = page.evaluate("performance.getEntriesByName('touchstone:result-shown')[0].startTime - clicked")
    page.wait_for_timeout(1500)
    seeing = page.evaluate("longest.map(([, ms]) => ms)")
    return {"read": read, "counted": counted, "shown": shown, "whole": counted + shown, "longest collecting": max(collecting, default=0), "longest seeing": max(seeing, default=0)}


def main(number: int) -> None:
    """Print the times as a table."""
    site = build_site()
    text = codes(from_json(json.loads((site / "model.json").read_text("utf-8"))), number)
    started = server.start(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.arguments())
        found = measure(browser.new_page(), started.url, text)
        browser.close()
    started.stop()
    print(f"{number:,} codes, {len(text):,} characters")
    for name, time in found.items():
        print(f"{name:20} {time:8.1f} ms   {time / found['read']:8.0f} × reading the text alone")
    print(f"limit {LIMIT} ms for 10,000 from paste to picture: {'kept' if found['whole'] < LIMIT else 'missed'}; no task above {LONGEST} ms: {'kept' if max(found['longest collecting'], found['longest seeing']) <= LONGEST else 'missed'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
