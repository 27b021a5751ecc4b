"""The questions and the result without a server, in the engines that tests/walk/test_offline.py does not drive."""

import pytest

from tests.browsers.flow import LEVELS, READY, SHOWN

ANSWER = """for (const input of document.querySelectorAll('input[name*="."][value="3"]')) { input.checked = true; input.dispatchEvent(new Event("change", { bubbles: true })); }"""
KEPT = "return !document.querySelector('[data-offline]').hidden"


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_after_one_visit_it_works_without_a_network(open_room, site, engine):
    """The page has said that it is kept, and the server goes away: opened anew it has the answers, Python starts, and the result is shown."""
    with open_room(engine, "desk", site) as room:
        address = room.site.url + "assessment/questions/"
        room.driver.go(address)
        room.driver.until(READY)
        room.driver.run(ANSWER)
        room.driver.until(KEPT)
        room.site.stop()
        room.driver.go(address)
        room.driver.until(READY)
        room.driver.until("return document.querySelector('[data-start=count]').innerText.startsWith('11 of 11')")
        room.driver.run("location.hash = 'result'")
        room.driver.until(SHOWN)
        assert room.driver.run(LEVELS) == ["3"] * 11
        assert room.escaped([]) == []
