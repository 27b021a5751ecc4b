"""The whole way of a person through the assessment, in any engine: answer, reload, score, explain, export, link, load, team; each step says what it claims.

`walk(driver, address, model)` goes it on the built site with the real engine and gives what a note said and the codes that were made,
so that whoever recorded the requests knows what to look for in them.
"""

import json
from dataclasses import dataclass

from assessment.core import api
from tests.browsers.driver import Driver

NOTE = "Markstein7Q candid note"  # nobody else writes such a word
READY = "return document.querySelector('.ts-assessment[data-ready]') !== null"
SHOWN = "return document.querySelector('main').dataset.state === 'shown'"
LEVELS = "return [...document.querySelectorAll('.ts-profile .ts-level')].map((cell) => cell.innerText.trim().split(/\\s/)[0])"
CHOSEN = "return [...document.querySelectorAll('.tq-form [data-item] input[type=radio]:checked')].map((radio) => [radio.name, radio.value])"
SAVED = "return /^Saved at \\d\\d:\\d\\d/.test(document.querySelector('[data-bar=saved]').textContent)"
VIEW = "return document.getElementById('ts-assessment').dataset.view === args[0]"


def show(driver: Driver, view: str) -> None:
    """Follow a fragment, as a link does, and wait until that view shows."""
    driver.run("location.hash = args[0]", view)
    driver.until(VIEW, view)


def result(driver: Driver) -> None:
    """Wait for the result; where the machine was too busy for the engine to start within its minute, try again as the page offers."""
    driver.until("return ['shown', 'failed'].includes(document.querySelector('main').dataset.state)")
    if "did not start within a minute" in driver.text("[data-shell]"):
        driver.click("[data-shell] button", "Try again")
    driver.until(SHOWN)


# Browsers ask for the icon when they like; Firefox looks for a newer worker about a second after a page has opened, which may be after a quick result.
OF_ITS_OWN = {"chromium": ("/favicon.svg",), "firefox": ("/favicon.svg", "/offline.js"), "webkit": ("/favicon.svg",)}


@dataclass
class Way:
    """What came out of a walk."""

    words: list[str]
    """What only the person wrote or was given: must be in no request."""
    quiet: list[tuple[str, int, int]]
    """Where on the way nothing may be asked for: (what was done, how many requests had come before, and after)."""

    def late(self, requests: list, engine: str) -> dict[str, list[str]]:
        """What was asked for all the same, by what was done; without what this engine asks for of its own accord, and nothing of the person is in it."""
        return {what: [one.path for one in requests[before:after] if not one.path.endswith(OF_ITS_OWN[engine])] for what, before, after in self.quiet}


def ask(model: dict, **request) -> dict:
    """What CPython answers at the same door."""
    api.call(json.dumps({"do": "load", "model": model}))
    answer = json.loads(api.call(json.dumps(request)))
    assert answer["ok"], answer
    return answer["result"]


def walk(driver: Driver, address: str, model: dict, count=lambda: 0) -> Way:
    """Go the whole way; `count()` gives how many requests the server has seen. Raises AssertionError where the page does not do what it should."""
    answered = answer(driver, address, model)
    quiet = []

    def still(what, action, *args):
        before = count()
        made = action(driver, *args)
        quiet.append((what, before, count()))
        return made

    levels = score(driver, answered)
    still("explain", explain)
    record = still("export", export, model, answered)
    link = still("link", make_link)
    still("delete and load", load, record, answered)
    open_link(driver, link, levels)
    codes = team(driver, address, model, answered)
    return Way([NOTE, NOTE.split()[0], link.partition("#")[2], *codes, json.loads(record)["respondent"]], quiet)


def answer(driver: Driver, address: str, model: dict) -> dict[str, str]:
    """Every core question is answered by a click on its card, one with a note; after a reload all of it is still there."""
    driver.go(address + "assessment/questions/")
    driver.until(READY)
    core = [item["id"] for pillar in model["pillars"] for dimension in pillar["dimensions"] for item in dimension["items"] if item["core"]]
    wanted = {item: ("4", "2", "3", "5", "dk")[place % 5] for place, item in enumerate(core)}
    for item, value in wanted.items():
        show(driver, item.partition(".")[0])
        driver.click(f'label:has(input[name="{item}"][value="{value}"])')
    first = core[0]
    show(driver, first.partition(".")[0])
    driver.click(f'[data-item="{first}"] .tq-note > summary')
    driver.click(f'[data-for="{first}"][data-text=note]')
    driver.write(NOTE)
    driver.press("Tab")
    driver.until(SAVED)
    driver.until("return (await indexedDB.databases()).some(({ name }) => name.startsWith('touchstone:'))")
    assert dict(driver.run(CHOSEN)) == wanted, dict(driver.run(CHOSEN))
    driver.reload()
    driver.until(READY)
    driver.until(f"{CHOSEN}.length === args[0]", len(wanted))
    assert dict(driver.run(CHOSEN)) == wanted, dict(driver.run(CHOSEN))
    assert driver.run("return document.querySelector(args[0]).value", f'[data-for="{first}"][data-text=note]') == NOTE
    return wanted


def score(driver: Driver, answered: dict[str, str]) -> list[str]:
    """Python starts in the page and the profile shows the levels that were chosen."""
    show(driver, "check")
    driver.click("#check a[href='#result']")
    result(driver)
    driver.until("return performance.getEntriesByName('touchstone:result-shown').length > 0")
    levels = driver.run(LEVELS)
    assert [level for level in levels if level.isdigit()] == [value for value in answered.values() if value != "dk"], levels
    return levels


def explain(driver: Driver) -> None:
    """A link at a score leads to how it comes about, and takes the focus there."""
    goal = driver.run("return document.querySelector('.ts-explain-link').getAttribute('href')")
    driver.click(f".ts-explain-link[href='{goal}']")
    driver.until("return document.activeElement.id === args[0] && document.activeElement.innerText.length > 100", goal[1:])
    driver.click(".tq-explain .ts-button", "Back to the profile")


def export(driver: Driver, model: dict, answered: dict[str, str]) -> str:
    """The answers as a file hold what was chosen and written; the result as a file has the bytes that CPython makes of it."""
    driver.click("#result-keep button", "Answers as a file")
    text = driver.file(".json").decode()
    record = json.loads(text)
    assert {item: str(entry.get("level") or entry.get("state")) for item, entry in record["answers"].items()} == answered
    assert NOTE in text
    driver.click("#result-keep button", "Result as JSON")
    result = driver.file("result.json")
    assert result.decode() == ask(model, do="score", answers=record, **{"as": "json"})
    return text


def make_link(driver: Driver) -> str:
    """The link is shown after what is in it, and the button that copies it says so."""
    driver.click("button", "Make a link")
    driver.click("#result-link button", "Show the link")
    link = driver.run("return document.querySelector('.tq-address').value")
    driver.click("#result-link button", "Copy the link")
    driver.until("return /Copied|Selected/.test(document.querySelector('#result-link .tq-copied')?.textContent)")
    assert "#TU1-" in link
    return link


def load(driver: Driver, record: str, answered: dict[str, str]) -> None:
    """All is deleted, the file is loaded, and the answers are back."""
    show(driver, "start")
    driver.run("document.querySelector('[data-do=delete]').closest('details').open = true")
    driver.click("[data-do=delete]")
    driver.until("return document.querySelectorAll('.tq-form [data-item] input[type=radio]:checked').length === 0")
    driver.choose_file("[data-do=load]", "answers.json", record)
    driver.until("return /is loaded/.test(document.querySelector('[data-notice]').innerText)")
    assert dict(driver.run(CHOSEN)) == answered


def open_link(driver: Driver, link: str, levels: list[str]) -> None:
    """The link shows the same profile on the page for results."""
    driver.go("about:blank")
    driver.go(link)
    result(driver)
    assert driver.run(LEVELS) == levels


def team(driver: Driver, address: str, model: dict, answered: dict[str, str]) -> list[str]:
    """Three codes are pasted, three people are counted, and the picture comes."""
    codes = []
    for place, respondent in enumerate(("0000000A", "0000000B", "0000000C")):
        given = {item: {"level": 1 + (int(value) + place) % 5} if value.isdigit() else {"state": "dk"} for item, value in answered.items()}
        sheet = {"format": "touchstone-answers/1", "model": {"id": model["id"], "version": model["version"]}, "mode": "quick", "respondent": respondent, "answers": given}
        codes.append(ask(model, do="encode", answers=sheet)["code"])
    driver.go(address + "assessment/team/")
    driver.until(READY)
    driver.paste("#team-paste", "\n".join(codes))
    driver.until("return document.querySelector('#team-count').innerText === '3 handed in.'")
    driver.click("button", "All in: show the picture")
    driver.until(SHOWN)
    driver.until("return document.querySelector('#team-see').innerText.includes('3 people')")
    return codes
