"""Keeps what each step made last for each place, and makes it again only when what it was made from has changed; knows no step.

A build that starts and ends has an empty one; a build process that lives on keeps it from one build to the next.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from typing import TypeVar

Made = TypeVar("Made")


class Memory:
    """`made` counts, by step, how often something was made and not merely remembered."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[Hashable, object]] = {}
        self.made: Counter[str] = Counter()

    def get(self, step: str, place: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gave for this step and place when the key was the same, or what it gives now.

        `key` must name everything that the outcome depends on, and nobody may change an outcome.
        """
        known = self._last.get((step, place))
        if known and known[0] == key:
            return known[1]  # type: ignore[return-value]
        self.forget(step, place)
        made = make()
        self.made[step] += 1
        self._last[step, place] = (key, made)
        return made

    def forget(self, step: str, place: str) -> None:
        """Make it anew next time."""
        self._last.pop((step, place), None)
