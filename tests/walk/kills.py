"""Kills the browser in the middle of answering, again and again, and looks whether all that the page had called saved is still there.

`python -m tests.walk.kills --kills 200 --seed 1`. One profile lives through all rounds. In each, a Chromium of its own opens the questions,
is asked first what it still has, then answers and writes as a script tells it, and is killed (SIGKILL, the whole process group) at a seeded moment.
What the page had called saved is known from outside: whenever it says "Saved at", it tells, over the console, what it showed then.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Timer

from playwright.sync_api import Error, sync_playwright

from scripts import browser as ours
from tests import server as servers

QUESTIONS = "assessment/questions/"
LONGEST = 4  # seconds that a browser may live after the page is ready

# Tells at once what the page calls saved: every choice and every text that it shows at the moment at which it says so.
TELL = """
() => {
  const root = document.getElementById("ts-assessment");
  const shown = () => {
    const found = {};
    for (const radio of root.querySelectorAll("[data-item] .tq-radio:checked")) found[radio.name] = radio.value;
    for (const field of root.querySelectorAll("[data-text]")) if (field.value) found[`${field.dataset.for} ${field.dataset.text}`] = field.value;
    for (const line of root.querySelectorAll("input[data-scope]")) if (line.value.trim()) found[`scope ${line.dataset.scope}`] = line.value.trim();
    return JSON.stringify(found);
  };
  const saved = root.querySelector("[data-bar=saved]");
  new MutationObserver(() => saved.textContent.startsWith("Saved at") && console.debug("kept " + shown())).observe(saved, { childList: true, characterData: true, subtree: true });
}
"""

# One thing that a person does, after another, at moments that chance chooses; without waiting for anything.
ANSWER = """
([seed, gap, round]) => {
  let number = 0;
  const period = document.querySelector("[data-scope=period]");
  const root = document.getElementById("ts-assessment");
  let state = seed;
  const chance = (most) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 * most | 0;
  const fields = [...root.querySelectorAll("[data-item]:not([hidden])")];
  const did = (key, value) => console.debug("did " + JSON.stringify([number, key, value]));
  const act = () => {
    number += 1;
    const fieldset = fields[chance(fields.length)];
    if (chance(3)) {
      const radios = fieldset.querySelectorAll(".tq-radio");
      const radio = radios[chance(radios.length)];
      did(radio.name, radio.value);
      if (radio.value !== "na") did(`${radio.name} reason`, null);
      radio.click();
    } else {
      const texts = [...fieldset.querySelectorAll("[data-text]"), root.querySelector("[data-scope=unit]")];
      const field = texts[chance(texts.length)];
      field.value = (field.value + ` word${chance(1000)}`).slice(-150);
      did(field.dataset.scope ? `scope ${field.dataset.scope}` : `${field.dataset.for} ${field.dataset.text}`, field.dataset.scope ? field.value.trim() : field.value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      if (chance(2)) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    period.value = `act ${round}.${number}`; // so the disk tells how far it came
    did("scope period", period.value);
    period.dispatchEvent(new Event("change", { bubbles: true }));
    setTimeout(act, chance(6) ? chance(gap) : 600 + chance(600)); // people stop and think
  };
  setTimeout(act, chance(gap));
}
"""

# What lies on the disk, as the page would show it.
READ = """
(name) => new Promise((done, fail) => {
  const open = indexedDB.open(name, 1);
  open.onerror = () => fail(open.error);
  open.onsuccess = () => {
    const get = open.result.transaction("answers").objectStore("answers").get("current");
    get.onsuccess = () => { open.result.close(); done(get.result ?? null); };
    get.onerror = () => fail(get.error);
  };
})
"""


@dataclass
class Found:
    """What came of the kills so far."""

    kills: int = 0
    saved: int = 0
    """How often a page had called something saved, over all rounds."""
    compared: int = 0
    """Single answers and texts that were called saved last before a kill, and looked for after it."""
    newer: int = 0
    """Rounds after which the disk held more than the page had come to say."""
    untold: int = 0
    """Acts that were on the disk before the console could tell of them: any one of them may have changed what was saved before."""
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.kills} kills, {self.compared:,} answers and texts that were called saved looked for, {len(self.lost)} lost; the page said “Saved at” {self.saved:,} times; after {self.newer} kills more was there than had been called saved, {self.untold} acts of that unheard"


def kill_again_and_again(playwright, address: str, kills: int, seed: int, profile: Path, progress: Callable[[Found], None] = lambda found: None) -> Found:
    """So many kills of a browser on the questions page at `address`."""
    found, before = Found(), ({}, [], 0)
    for number in range(kills + 1):
        for patience in range(5):
            try:
                before = _round(playwright, address, Random(f"{seed} {number}"), profile, found, before, is_last=number == kills)
                break
            except Error:  # the page did not come; nothing was compared or answered, so the round begins anew
                if patience == 4:
                    raise
        progress(found)
    return found


def _round(playwright, address: str, rng: Random, profile: Path, found: Found, before: tuple[dict, list, int], *, is_last: bool) -> tuple[dict, list, int]:
    """Look for what was saved before, answer, and be killed; gives what the page called saved last, and what was done after that."""
    process, port = _started(profile)
    told: list[str] = []
    dead, timer = Event(), None
    try:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=120_000)
        page = browser.contexts[0].new_page()
        page.set_default_timeout(120_000)
        page.on("console", lambda message: told.append(message.text))
        page.goto(address + QUESTIONS)
        page.wait_for_selector(".ts-assessment[data-ready]")
        name = "touchstone:" + page.evaluate("document.getElementById('ts-assessment').dataset.model")
        now = _shown(page.evaluate(READ, name))
        page.evaluate(TELL)
        _compare(*before, now, found)
        if is_last:
            return now, [], 0
        page.evaluate(ANSWER, [rng.randrange(2**31), rng.choice((10, 50, 200, 500)), found.kills])
        timer = Timer(rng.uniform(0.1, LONGEST), lambda: (_kill(process), dead.set()))
        timer.start()
        while not dead.is_set():
            page.wait_for_timeout(20)
    except Error:
        if not (timer and dead.wait(10)):
            raise
    finally:
        if timer:
            timer.cancel()
        _kill(process)
        process.wait()
    found.kills += 1
    kept = [place for place, text in enumerate(told) if text.startswith("kept ")]
    found.saved += len(kept)
    last = kept[-1] if kept else -1
    done = [json.loads(text[4:]) for text in told if text.startswith("did ")]
    later = [json.loads(text[4:]) for text in told[last + 1 :] if text.startswith("did ")]
    return json.loads(told[last][5:]) if kept else now, [[key, value] for _, key, value in later], max((number for number, _, _ in done), default=0)


def _compare(saved: dict, later: list, heard: int, now: dict, found: Found) -> None:
    """Everything that was called saved is there, or what was answered or written in its place after that; nothing older."""
    found.compared += len(saved)
    found.newer += now != saved
    round_, _, number = now.get("scope period", "act 0.0")[4:].partition(".")
    is_of_last = int(round_) == found.kills - 1  # the counter itself is of the last round, so nothing older
    untold = max(int(number) - heard, 0) if is_of_last else 0
    found.untold += untold
    strange = [key for key, value in saved.items() if now.get(key) != value and [key, now.get(key)] not in later and not (is_of_last and key == "scope period")]
    if len(strange) > untold:
        found.lost += [f"kill {found.kills}: {key} was {saved[key]!r} and is {now.get(key)!r}; after it was saved: {[what for where, what in later if where == key]}" for key in strange]


def _shown(record: dict | None) -> dict:
    """A stored record in the form in which the page tells."""
    if record is None:
        return {}
    found = {}
    for item, entry in record["answers"].items():
        if "level" in entry or "state" in entry:
            found[item] = str(entry.get("level") or entry["state"])
        found |= {f"{item} {name}": entry[name] for name in ("note", "evidence", "reason") if entry.get(name)}
    return found | {f"scope {key}": value for key, value in record["scope"].items() if value and key in ("unit", "period")}


def _started(profile: Path) -> tuple[subprocess.Popen, int]:
    """A Chromium in a process group of its own on this profile, and the port of its protocol."""
    port_file = profile / "DevToolsActivePort"
    for left in (port_file, *profile.glob("Singleton*")):
        left.unlink(missing_ok=True)
    process = subprocess.Popen(
        [ours.find(), *ours.arguments(), "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", "--no-default-browser-check", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    for _ in range(1200):
        if port_file.is_file() and port_file.read_text().count("\n"):
            return process, int(port_file.read_text().splitlines()[0])
        time.sleep(0.1)
    _kill(process)
    raise AssertionError("the browser did not start within two minutes")


def _kill(process: subprocess.Popen) -> None:
    """SIGKILL to the browser and everything it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def main() -> int:
    """0 if nothing was lost."""
    asked = argparse.ArgumentParser(prog="python -m tests.walk.kills", description=__doc__)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--site", type=Path, help="a folder with a built site; else one is built")
    asked.add_argument("--progress", type=Path, help="a file that says how far it is")
    given = asked.parse_args()
    if given.site is None:
        from assessment.build.site import build_site

        given.site = build_site()
    server = servers.start(given.site)
    profile = Path(tempfile.mkdtemp(prefix="touchstone-kills-"))
    start = time.monotonic()
    try:
        with sync_playwright() as playwright:
            found = kill_again_and_again(playwright, server.url, given.kills, given.seed, profile, lambda so_far: given.progress.write_text("\n".join([str(so_far), *so_far.lost]) + "\n", "utf-8") if given.progress else None)
    finally:
        server.stop()
        shutil.rmtree(profile, ignore_errors=True)
    print(f"{found}; {time.monotonic() - start:.0f} s")
    print(*found.lost, sep="\n")
    return int(bool(found.lost))


if __name__ == "__main__":
    sys.exit(main())
