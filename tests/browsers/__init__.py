"""Three engines behind one face: Chromium, Firefox and WebKit, each driven by what it brings itself, with no package more.

`opened(name, ...)` gives a `Driver` (tests/browsers/driver.py); what the tests do with it does not know which engine it has.
"""

from contextlib import contextmanager

from scripts import browsers

ENGINES = ("chromium", "firefox", "webkit")
SIZES = {"phone": (390, 844), "desk": (1280, 800)}


def missing(engine: str) -> str | None:
    """Why this engine cannot be driven here, in one sentence, or None; Chromium is there wherever tests run."""
    return None if engine == "chromium" else browsers.missing(engine)


@contextmanager
def opened(engine: str, size: str = "desk", proxy: int | None = None):
    """A fresh browser with nothing stored and a window of that size, as a Driver; `proxy` is a port here that gets whatever is not for 127.0.0.1."""
    from importlib import import_module

    driver = import_module(f"tests.browsers.{engine}").start(*SIZES[size], proxy)
    try:
        yield driver
    finally:
        driver.close()
