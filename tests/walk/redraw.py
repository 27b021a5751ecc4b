"""Measures how long a shown result takes to follow a change of a target: `python -m tests.walk.redraw [times]`.

On the built site with the real engine, all questions answered: from the `change` event to the frame after the new report is in, as the page marks it.
Beside it, where the time goes: the answer of the engine (worker and back), the report's way into the page, and what is left, which is waiting for the frame.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from assessment.build.site import build_site
from scripts import browser as browsers
from tests import server

LIMIT = 50  # ms, the median that the design asks for

# Spies from outside: the page's own modules are what they are.
SPY = """(() => {
  globalThis.spy = { asked: [], answered: [] };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.text) spy.asked.push(performance.now());
    if (!this.spied) { this.spied = true; this.addEventListener("message", ({ data }) => data.id && spy.answered.push(performance.now())); }
    return post.call(this, message, ...rest);
  };
})();"""
CHANGE = """async ([kind, turn]) => {
  const controls = document.querySelectorAll(`select[data-tune=${kind}]`);
  const control = controls[turn % controls.length];
  const values = [...control.options].map((o) => o.value).filter((v) => /^[1-5]$/.test(v) && v !== control.value);
  performance.clearMarks("touchstone:result-redrawn");
  Object.assign(spy, { asked: [], answered: [] });
  control.focus();
  await new Promise((go) => setTimeout(go, 150)); // whoever changes it has scrolled there before
  control.value = values[turn % values.length];
  const start = performance.now();
  control.dispatchEvent(new Event("change", { bubbles: true }));
  const handled = performance.now();
  return new Promise((done) => (function look() {
    const [mark] = performance.getEntriesByName("touchstone:result-redrawn");
    if (!mark && performance.now() - start > 3000) return done(null); // nothing to redraw: the same value by another name
    if (!mark) return setTimeout(look, 4);
    const [answered] = spy.answered;
    done({ whole: mark.startTime - start, handler: handled - start, engine: answered - spy.asked[0], page: mark.startTime - answered, held: document.activeElement.id === control.id });
  })());
}"""


def sheet(model: dict) -> dict:
    """Answers to every question of a model, at all levels."""
    items = [item["id"] for pillar in model["pillars"] for dimension in pillar["dimensions"] for item in dimension["items"]]
    answers = {item: {"level": 1 + (7 * n) % 5} for n, item in enumerate(items)}
    return {"format": "touchstone-answers/1", "model": {"id": model["id"], "version": model["version"]}, "mode": "full", "answers": answers}


def show(page, url: str, answers: dict) -> None:
    """Load answers from a file and show their result."""
    page.add_init_script(SPY)
    page.goto(url + "assessment/questions/")
    page.wait_for_selector("[data-ready]")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.json"
        path.write_text(json.dumps(answers), "utf-8")
        page.set_input_files("[data-do=load]", path)
        page.wait_for_selector("[data-notice]:has-text('is loaded')", state="attached", timeout=60_000)
    page.evaluate("location.hash = 'result'")
    page.wait_for_selector("main[data-state=shown]", timeout=60_000)


def redraws(page, times: int = 20) -> list[dict]:
    """The parts of each redraw in ms, targets and importance in turn; the first two warm up and do not count."""
    found = []
    for turn in range(times + 2):
        found.append(page.evaluate(CHANGE, ["target" if turn % 2 else "importance", turn]))
        page.wait_for_timeout(150)
    return [one for one in found[2:] if one]


def main(times: int = 20) -> None:
    site = build_site()
    model = json.loads((site / "model.json").read_text("utf-8"))
    here = server.start(site)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.arguments())
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            show(page, here.url, sheet(model))
            found = redraws(page, times)
            browser.close()
    finally:
        here.stop()
    for part, words in (("whole", "change to frame"), ("handler", "the page's handler"), ("engine", "the engine's answer"), ("page", "answer to frame")):
        values = sorted(one[part] for one in found)
        print(f"{words:<22} median {statistics.median(values):6.1f} ms   least {values[0]:6.1f}   most {values[-1]:6.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
