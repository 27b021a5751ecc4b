"""Claims about finding a browser: $CHROME comes first, and where there is none one sentence says what to install."""

import sys

import pytest

from scripts import browser


@pytest.fixture
def bare(monkeypatch):
    """A machine without any browser or way to get one."""
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(browser, "_playwrights_own", lambda: None)
    monkeypatch.setattr(browser, "_in_known_places", lambda: None)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "_ran", lambda *command: False)


def test_the_chosen_browser_comes_first(monkeypatch):
    """$CHROME wins over whatever else is there."""
    monkeypatch.setenv("CHROME", sys.executable)
    assert browser.find() == sys.executable


def test_a_chosen_browser_that_is_not_there_is_not_passed_over(monkeypatch):
    """Silence would run the tests in another browser than the one that was asked for."""
    monkeypatch.setenv("CHROME", "no-such-browser")
    with pytest.raises(browser.NoBrowser, match="no-such-browser"):
        browser.find()


def test_playwrights_own_comes_before_the_systems(bare, monkeypatch):
    """The order of the design."""
    monkeypatch.setattr(browser.shutil, "which", lambda name: "/somewhere/" + name)
    assert browser.find() == "/somewhere/chromium"
    monkeypatch.setattr(browser, "_playwrights_own", lambda: "/playwright/chrome")
    assert browser.find() == "/playwright/chrome"


def test_without_any_browser_one_sentence_says_what_to_install(bare):
    """After the download failed too."""
    with pytest.raises(browser.NoBrowser) as told:
        browser.get(progress=lambda line: None)
    assert "install Chromium" in str(told.value) and "\n" not in str(told.value)


def test_a_browser_that_playwright_fetched_is_used(bare, monkeypatch):
    """What the download brought is found by the same search."""
    fetched = []
    monkeypatch.setattr(browser, "_ran", lambda *command: fetched.append(command) or True)
    monkeypatch.setattr(browser, "_playwrights_own", lambda: "/playwright/chrome" if fetched else None)
    assert browser.get(progress=lambda line: None) == "/playwright/chrome"
    assert len(fetched) == 1 and fetched[0][1:] == ("-m", "playwright", "install", "chromium")
