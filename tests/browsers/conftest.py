"""A browser of each engine in a tapped house, where this machine has that engine."""

import json

import pytest

from tests import browsers
from tests.browsers import chromium
from tests.browsers.room import room


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
