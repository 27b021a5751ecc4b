"""The whole way of a person in three engines, with every wire tapped: it works, and nothing leaves."""

import pytest

from tests.browsers.flow import walk

# One size each, so that both are seen by an engine in which most people come; `python -m tests.browsers.record` goes all six.
WAYS = [("chromium", "phone"), ("firefox", "desk"), ("webkit", "phone")]


@pytest.mark.parametrize(("engine", "size"), WAYS, ids=[" ".join(way) for way in WAYS])
def test_the_whole_way_works_and_nothing_leaves(open_room, site, asked, engine, size):
    """Answer, reload, score, explain, export, link, load, team: as claimed at each step, without a fault on the console.

    No request goes elsewhere, none has a query, a body, a cookie or a word of the person; and from the first result on nothing is asked for until another page is opened.
    """
    with open_room(engine, size, site) as room:
        way = walk(room.driver, room.site.url, asked, lambda: len(room.requests))
        assert room.driver.run("return document.cookie") == ""
        assert room.escaped(way.words) == []
        assert way.late(room.requests, engine) == {"explain": [], "export": [], "link": [], "delete and load": []}
        assert room.driver.faults() == []
