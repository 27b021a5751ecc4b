"""Takes the folder of the page's modules and the name of one, and gives all that it imports; knows nothing of what they do.

The page names them in its head, so that the browser asks for all at once instead of finding one after the other.
"""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "web"
_IMPORT = re.compile(r'^import [^;]*?"\./([\w-]+)\.mjs";', re.MULTILINE)


def imported(entry: str, web: Path = WEB) -> tuple[str, ...]:
    """The names of all modules that `entry` imports, directly or through others, without itself, in alphabetical order."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        following = set(_IMPORT.findall((web / f"{waiting.pop()}.mjs").read_text(encoding="utf-8"))) - found
        found |= following
        waiting += following
    return tuple(sorted(found - {entry}))
