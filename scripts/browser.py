"""Finds a Chromium on this machine, or gets one; knows no page and no test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
)
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
MISSING = "no browser found: install Chromium or Chrome, or set CHROME to the path of its program, then run this again."


class NoBrowser(Exception):
    """No browser, and none could be had; the text says what to install."""


def named(variable: str, what: str) -> str | None:
    """The program that an environment variable names; None if it is not set, NoBrowser with a sentence where it leads nowhere."""
    chosen = os.environ.get(variable)
    if not chosen:
        return None
    if found := shutil.which(chosen):
        return found
    raise NoBrowser(f"{variable} is set to {chosen}, which is not a program here: set it to the path of {what}, or unset it.")


def find() -> str | None:
    """The path of a Chromium, looked for in $CHROME, Playwright's own place, the system's; None if there is none.

    Raises NoBrowser where $CHROME is set to something that is not there: a wrong setting should not be passed over in silence.
    """
    if chosen := named("CHROME", "Chromium or Chrome"):
        return chosen
    return _playwrights_own() or next(filter(None, map(shutil.which, NAMES)), None) or _in_known_places()


def get(progress=print) -> str:
    """The path of a Chromium that was there or has been fetched now; raises NoBrowser with a sentence on what to install."""
    found = find()
    if found:
        return found
    progress("no browser found; Playwright downloads its Chromium (about 150 MB) …")
    if _ran(sys.executable, "-m", "playwright", "install", "chromium") and (found := find()):
        return found
    progress("that did not work; trying Debian's package chromium …")
    if install("chromium", progress=progress) and (found := find()):
        return found
    raise NoBrowser(MISSING)


def install(*packages: str, progress=print) -> bool:
    """Install Debian's packages where this is root with apt-get; True if that worked."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    progress(f"installing Debian's {', '.join(packages)} …")
    command = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    return _ran(*command) or (_ran("apt-get", "update") and _ran(*command))


def arguments() -> list[str]:
    """Command-line switches that keep Chromium quiet, and let it start as root."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox"] if as_root else [])]


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    # In a process of its own: Playwright's sync interface must not be started twice in the one that runs the tests.
    asked = subprocess.run([sys.executable, "-c", "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"],
                           capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if path and Path(path).is_file() else None


def _in_known_places() -> str | None:
    for place in PLACES:
        for name in ("PROGRAMFILES(X86)", "PROGRAMFILES", "LOCALAPPDATA"):
            place = place.replace("{" + name + "}", os.environ.get(name, "/nowhere"))
        if Path(place).is_file():
            return place
    return None


def _ran(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
