"""The fixtures that every test may ask for: the real model, the built site, servers for it, and a watched browser.

`model_text`, `model`   the real instrument, built from content/
`site`                  the folder of the built site, made once a session and shared by all workers; never write into it
`server(...)`           starts a server for the site (or `folder=`); its options are those of `tests.server.start`
`site_url`              the address of the site on a plain server, with a slash at the end
`open_page(**options)`  a watched page in a context of its own; the options are those of Playwright's `new_context`
`page`                  such a page with a wide window
`watch`                 what went wrong in those pages; `watch.allow("regular expression")` names a fault that a test expects

A test that used a page fails at its end on a request to another origin, a breach of the policy or a console error that it did not expect.
"""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import expect

from tests import server as servers
from tests.watch import Watch

# A busy machine is no fault of the code; and what CI runs it should run the same way twice.
settings.register_profile("touchstone", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("touchstone")
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def generated() -> Path:
    """The folder `.build/`, up to date: model.json, schemas, fragments, engine."""
    from assessment.build.site import BuildFailed, generate

    try:
        return generate()
    except BuildFailed as failed:
        pytest.fail(f"the build failed:\n{failed}", pytrace=False)


@pytest.fixture(scope="session")
def model_text(generated) -> str:
    """The bytes of `model.json` as text."""
    return (generated / "model.json").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def model(model_text):
    """The real instrument as `core.model.Model`."""
    import json

    from assessment.core.model import from_json

    return from_json(json.loads(model_text))


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """A folder with the built site, which nobody rebuilds while the tests run."""
    from filelock import FileLock

    from assessment.build.site import BuildFailed, build_site

    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    ours = shared / "site"
    with FileLock(shared / "site.lock"):
        if not ours.exists():
            try:
                built = build_site()
            except BuildFailed as failed:
                pytest.fail(f"the build failed:\n{failed}", pytrace=False)
            shutil.copytree(built, shared / "site.part", copy_function=_link, dirs_exist_ok=True)
            (shared / "site.part").rename(ours)
    return ours


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


@pytest.fixture
def server(watch, request):
    """`server(folder=None, mount="/", gzip=True, ranges=False, drops=(), headers=None)` starts a server that ends with the test."""
    started = []

    def start(folder=None, **options):
        one = servers.start(folder or request.getfixturevalue("site"), **options)
        started.append(one)
        watch.origins.add(one.origin)
        return one

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def site_url(server) -> str:
    """The address of the built site, with a slash at the end."""
    return server().url


@pytest.fixture(scope="session")
def playwright():
    """Playwright's sync interface."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright):
    """Chromium, one for the session."""
    from scripts import browser as ours

    try:
        path = ours.find()
    except ours.NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)
    if not path:
        pytest.fail(ours.MISSING, pytrace=False)
    started = playwright.chromium.launch(executable_path=path, args=ours.arguments())
    yield started
    started.close()


@pytest.fixture
def watch():
    """What goes wrong in the test's pages; looked at when the test ends."""
    seen = Watch()
    yield seen
    unexpected = seen.unexpected()
    if unexpected:
        pytest.fail("the page broke its promise:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture
def open_page(browser, watch, server):
    """`open_page(**options)` opens a watched page in a new context (no storage shared with another)."""
    contexts = []

    def open_one(**options):
        # Copies for use without a network have tests of their own (tests/walk/test_offline.py); elsewhere they would hide what a page asks for.
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "service_workers": "block", **options})
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    """A watched page in a window of 1280 by 900."""
    return open_page()
