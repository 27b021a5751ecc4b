"""Claims about the two other engines: a wrong setting is told, what is missing is named, and only root on Debian is helped."""

import sys

import pytest

from scripts import browser, browsers


@pytest.fixture
def bare(monkeypatch):
    """A machine without either; gives the list of what was installed."""
    installed = []
    monkeypatch.delenv("FIREFOX", raising=False)
    monkeypatch.setattr(browsers.shutil, "which", lambda name: None)
    monkeypatch.setattr(browsers, "install", lambda *packages, progress: installed.append(packages) or True)
    return installed


def test_the_chosen_firefox_comes_first(monkeypatch):
    """And one that is not there is not passed over."""
    monkeypatch.setenv("FIREFOX", sys.executable)
    assert browsers.firefox() == sys.executable
    monkeypatch.setenv("FIREFOX", "no-such-browser")
    with pytest.raises(browser.NoBrowser, match="no-such-browser"):
        browsers.firefox()


def test_what_is_missing_is_said_and_got_once(bare):
    """One sentence for each engine, and the packages that bring it."""
    assert "install" in browsers.missing("firefox") and "webkit2gtk-driver" in browsers.missing("webkit")
    browsers.get(progress=lambda line: None)
    assert bare == [("firefox-esr",), ("webkit2gtk-driver", "xvfb")]


def test_webkit_needs_all_three_parts(bare, monkeypatch):
    """A driver without a browser or a screen drives nothing."""
    monkeypatch.setattr(browsers.glob, "glob", lambda pattern: ["/somewhere/MiniBrowser"])
    assert browsers.webkit() is None
    monkeypatch.setattr(browsers.shutil, "which", lambda name: "/usr/bin/" + name)
    assert browsers.webkit() == {"driver": "/usr/bin/WebKitWebDriver", "browser": "/somewhere/MiniBrowser", "screen": "/usr/bin/Xvfb"}


def test_nobody_but_root_installs(monkeypatch):
    """Elsewhere nothing is run."""
    monkeypatch.setattr(browser, "_ran", lambda *command: pytest.fail("something was run"))
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000, raising=False)
    assert browser.install("chromium", progress=lambda line: None) is False
