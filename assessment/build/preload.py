"""Takes the folder of the page's modules and the name of one, and gives all that it imports; knows nothing of what they do.

The page names them in its head, so that the browser asks for all at once instead of finding one after the other.
"""

import re
from functools import lru_cache
from pathlib import Path

WEB = Path(__file__).resolve().parents[1] / "web"
_IMPORT = re.compile(r'^import [^;]*?"\./([\w-]+)\.mjs";', re.MULTILINE)


@lru_cache(maxsize=256)  # a build process that lives on has most modules again
def _imports(text: str) -> frozenset[str]:
    return frozenset(_IMPORT.findall(text))


def imported(entry: str, web: Path = WEB) -> tuple[str, ...]:
    """The names of all modules that `entry` imports, directly or through others, without itself, in alphabetical order."""
    found: set[str] = set()
    waiting = [entry]
    while waiting:
        following = _imports((web / f"{waiting.pop()}.mjs").read_text(encoding="utf-8")) - found
        found |= following
        waiting += following
    return tuple(sorted(found - {entry}))
