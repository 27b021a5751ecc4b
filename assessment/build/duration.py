"""Takes items and gives how long they take to answer; knows no page.

Both figures below are assumptions, the same for everybody; nobody was timed.
"""

from collections.abc import Iterable

from assessment.core.model import Item

WORDS_A_MINUTE = 238
SECONDS_TO_CHOOSE = 8


def words(item: Item) -> int:
    """The words that must be read to answer: the question and its anchors."""
    return sum(len(text.split()) for text in (item.text, *item.anchors.values()))


def seconds(items: Iterable[Item]) -> int:
    """Whole seconds to read and answer the items."""
    items = tuple(items)
    return round(sum(map(words, items)) * 60 / WORDS_A_MINUTE) + SECONDS_TO_CHOOSE * len(items)


def minutes(items: Iterable[Item]) -> int:
    """Whole minutes, to the nearest and at least one."""
    return max(1, (seconds(items) + 30) // 60)
