"""An engine that wants to tell others what was answered, on the real site, in three engines: nothing gets out."""

import json
import time

import pytest

from tests.browsers import ENGINES, hostile
from tests.browsers.flow import READY, SAVED, SHOWN, show

WORD = "Markstein7Q"
# What a way has to come to for the test to mean something: the attack has run to its end.
LEAST = 40


@pytest.mark.parametrize("engine", ENGINES)
def test_a_hostile_engine_gets_nothing_out(open_room, site, tmp_path, asked, engine):
    """Some forty ways to ask for something from Python, each to another origin, to the own one with a query and to somewhere far, and as many tags in what it returns: not one request arrives."""
    with open_room(engine, "desk", tmp_path / "site") as room:
        hostile.build(site, tmp_path / "site", own=room.site.origin, other=room.other.origin, word=WORD)
        driver, item = room.driver, asked["pillars"][0]["dimensions"][0]["items"][0]["id"]
        driver.go(room.site.url + "assessment/questions/")
        driver.until(READY)
        show(driver, item.partition(".")[0])
        driver.click(f'label:has(input[name="{item}"][value="3"])')
        driver.until(SAVED)
        show(driver, "result")
        driver.until(SHOWN)
        driver.run("for (const link of document.querySelectorAll('[data-shell] a:not([href])')) link.click()")  # what it was left with leads nowhere
        assert driver.run("return [...document.querySelectorAll('[data-shell] a')].filter((a) => /Markstein7Q/.test(a.href)).length") == 0
        driver.click("#result-keep button", "Result as a table")
        tried = json.loads(driver.file(".csv"))
        time.sleep(1)  # for what is on its way
        assert room.escaped([WORD]) == []
    assert len(tried) >= LEAST and all(len(told) >= 6 for told in tried.values()), tried
