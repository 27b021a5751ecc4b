"""An engine that wants to tell others what was answered, on the real site, in three engines: nothing gets out."""

import json
import time

import pytest

from tests.browsers import ENGINES, hostile
from tests.browsers.flow import READY, SAVED, result, show

WORD = "Markstein7Q"
LEAST = 40  # ways that have to be tried, three addresses each, while it starts and again while it answers: or the test would mean little
LEFT = "return [...document.querySelectorAll('[data-shell] a')].filter((link) => link.href.includes(args[0])).length"


def attack(room, site, model) -> dict[str, list[str]]:
    """Put the hostile engine into the room's site, have it asked for a result, and give what it tried and what came of it."""
    hostile.build(site, room.site.root, own=room.site.origin, other=room.other.origin, word=WORD)
    driver, item = room.driver, model["pillars"][0]["dimensions"][0]["items"][0]["id"]
    driver.go(room.site.url + "assessment/questions/")
    driver.until(READY)
    show(driver, item.partition(".")[0])
    driver.click(f'label:has(input[name="{item}"][value="3"])')
    driver.until(SAVED)
    show(driver, "result")
    result(driver)
    assert driver.run(LEFT, WORD) == 0, "a link in the result carries an answer"
    driver.click("#result-keep button", "Result as a table")
    tried = json.loads(driver.file(".csv"))
    time.sleep(1)  # for what is on its way
    return tried


@pytest.mark.parametrize("engine", ENGINES)
def test_a_hostile_engine_gets_nothing_out(open_room, site, tmp_path, asked, engine):
    """Some forty ways to ask for something from Python, each to another origin, to the own one with a query and to somewhere far, and as many tags in what it returns: not one request arrives."""
    with open_room(engine, "desk", tmp_path / "site") as room:
        tried = attack(room, site, asked)
        assert room.escaped([WORD]) == []
    assert len(tried) >= LEAST and all(len(told) >= 6 for told in tried.values()), tried
