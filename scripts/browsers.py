"""Finds Firefox and WebKit's small browser on this machine, or gets them where that is one command; knows no page and no test.

Chromium is found by scripts/browser.py. Nothing here is needed to build, serve or use the site.
"""

import glob
import shutil

from scripts.browser import install, named

FIREFOX = ("firefox", "firefox-esr")
MINI = "/usr/lib/*/webkit*/MiniBrowser"  # Debian and Ubuntu; WebKitWebDriver does not say where it lies
PACKAGES = {"firefox": ("firefox-esr",), "webkit": ("webkit2gtk-driver", "xvfb")}
MISSING = {
    "firefox": "no Firefox found: install it, or set FIREFOX to the path of its program",
    "webkit": "no WebKit that can be driven found: on Debian and Ubuntu install webkit2gtk-driver and xvfb; elsewhere there is none",
}


def firefox() -> str | None:
    """The path of Firefox: $FIREFOX, then what is on the path; None if there is none. Raises NoBrowser where $FIREFOX leads nowhere."""
    return named("FIREFOX", "Firefox") or next(filter(None, map(shutil.which, FIREFOX)), None)


def webkit() -> dict[str, str] | None:
    """The paths of `driver`, `browser` and `screen` (Xvfb), or None where one of them is missing."""
    found = {"driver": shutil.which("WebKitWebDriver"), "browser": next(iter(sorted(glob.glob(MINI))), None), "screen": shutil.which("Xvfb")}
    return found if all(found.values()) else None


def missing(engine: str) -> str | None:
    """Why "firefox" or "webkit" cannot be driven here, in one sentence; None if it can."""
    found = firefox() if engine == "firefox" else webkit()
    return None if found else MISSING[engine]


def get(progress=print) -> None:
    """Install what is missing where this is root with apt-get; elsewhere their tests skip and say why."""
    for engine, packages in PACKAGES.items():
        if missing(engine) and install(*packages, progress=progress):
            progress(f"installed {' and '.join(packages)}")

