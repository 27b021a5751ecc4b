"""Takes a folder with a site and gives a browser in a house whose every wire is tapped: a server that notes what it is asked, another origin, and a proxy that hears what is meant for elsewhere."""

from contextlib import contextmanager
from dataclasses import dataclass

from tests import browsers, server
from tests.browsers.driver import Driver
from tests.browsers.wires import Catcher, elsewhere, leaks


@dataclass
class Room:
    """A browser in a house whose every wire is tapped."""

    driver: Driver
    site: server.TestServer
    other: Catcher
    far: Catcher

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
