"""One engine after the other, with a server that notes every request, another origin, and a proxy that hears whatever is meant for elsewhere."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests import browsers, server
from tests.browsers import chromium
from tests.browsers.driver import Driver
from tests.browsers.wires import Catcher, elsewhere, leaks


@dataclass
class Room:
    """A browser in a house whose every wire is tapped."""

    driver: Driver
    site: server.TestServer
    other: Catcher
    far: Catcher
    expected: list[str] = field(default_factory=list)

    @property
    def requests(self) -> list[server.Request]:
        """What the site's own server was asked."""
        return self.site.log.requests

    def escaped(self, words: list[str]) -> list[str]:
        """All that breaks the promise, from every wire: one line each."""
        told = self.driver.requests() or []
        return [
            *leaks(self.requests, self.site.origin, words),
            *(f"another origin was asked: {line}" for line in self.other.heard),
            *(f"somebody far was asked: {line}" for line in elsewhere(self.far.heard, self.driver.name)),
            *(f"the browser says that it asked {address}" for address in told if not address.startswith(self.site.origin + "/")),
        ]


@contextmanager
def room(engine: str, size: str, folder):
    """A fresh browser of that engine and size, and a server for the folder, as a Room."""
    started = [server.start(folder), Catcher(), Catcher()]
    try:
        with browsers.opened(engine, size, started[2].port) as driver:
            yield Room(driver, *started)
    finally:
        for one in started:
            one.stop()


@pytest.fixture
def open_room(playwright):
    """`with open_room(engine, size, folder) as room:` skips with the reason where this machine lacks the engine."""

    def opened(engine, size, folder):
        if why := browsers.missing(engine):
            pytest.skip(why)
        chromium.given = playwright
        return room(engine, size, folder)

    yield opened
    chromium.given = None


@pytest.fixture
def asked(site) -> dict:
    """The model as the site serves it."""
    return json.loads((site / "model.json").read_text("utf-8"))
