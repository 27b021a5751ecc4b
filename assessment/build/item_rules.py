"""Takes content that was read and gives what types can't say about questions, ladders and wording; knows no page."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from assessment.build.content import Content
from assessment.build.reading import Finding
from assessment.build.rules import Rule
from assessment.core.model import LEVELS

MOST_WORDS_AN_ANCHOR = 20
MOST_WORDS_A_LADDER = 85
LEAST_DIFFERENCE = 4
NO_BREAK = "\u00a0\u202f"  # spaces that keep a number and its unit on one line
STEPS = LEVELS[:-1]


def different_words(one: str, other: str) -> int:
    """How many words stand in one of the two texts only, counted with repeats; case and punctuation do not count."""
    a, b = _words(one), _words(other)
    return ((a - b) + (b - a)).total()


@lru_cache(maxsize=4096)  # each anchor is held against four others
def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+(?:['’-]\w+)*", text.lower()))


def dimensions_ask_something(content: Content) -> Iterator[Finding]:
    """Each dimension has an item."""
    for document, dimension in content.each_dimension():
        if not dimension.items:
            yield document.finding(("items",), f"the dimension “{dimension.id}” has no item.", "Write at least one.")


def one_core_item_comes_first(content: Content) -> Iterator[Finding]:
    """Each dimension has exactly one core item, and asks it first."""
    for document, dimension in content.each_dimension():
        core = [n for n, item in enumerate(dimension.items) if item.core]
        if dimension.items and not core:
            yield document.finding(("items",), f"no item of “{dimension.id}” has “core: true”.", "Mark the one that the quick check asks, and put it first.")
        for n in core[1:]:
            yield document.finding(("items", n, "core"), f"“{dimension.id}” has {len(core)} core items.", "Keep “core: true” on one of them.")
        if core and core[0] != 0:
            yield document.finding(("items", core[0], "core"), f"the core item is number {core[0] + 1} of “{dimension.id}”.", "Put it first: quick answers then carry over to the full assessment.")


def core_items_always_apply(content: Content) -> Iterator[Finding]:
    """A core item never allows "not applicable"."""
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            if item.core and item.na_allowed:
                yield document.finding(("items", n, "na_allowed"), "a core item allows “not applicable”.", "Remove “na_allowed”, or make another item the core item.")


def items_belong_to_their_dimension(content: Content) -> Iterator[Finding]:
    """An item's id starts with the id of its dimension."""
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            if not item.id.startswith(f"{dimension.id}."):
                slug = item.id.rpartition(".")[2] or "…"
                yield document.finding(("items", n, "id"), f"the item id “{item.id}” does not start with “{dimension.id}.”.", f"Write {dimension.id}.{slug}.")


def weights_count(content: Content) -> Iterator[Finding]:
    """A weight is 1 or more."""
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            if item.weight < 1:
                yield document.finding(("items", n, "weight"), f"“weight” is {item.weight}.", "Write 1 or more; an item that should not count is retired.")
    for n, old in enumerate(content.retired):
        if old.weight < 1:
            yield content.documents["retired"].finding((n, "weight"), f"“weight” is {old.weight}.", "Write the last weight it had, 1 or more.")


def ladders_have_five_rungs(content: Content) -> Iterator[Finding]:
    """An item has the anchors 1, 2, 3, 4, 5."""
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            if set(item.anchors) != set(LEVELS):
                yield document.finding(("items", n, "anchors"), f"the anchors are {_listed(item.anchors)}.", "Write one for each level: 1, 2, 3, 4, 5.")


def next_steps_are_four(content: Content) -> Iterator[Finding]:
    """A dimension has one next step for each level that has a next one."""
    for document, dimension in content.each_dimension():
        if set(dimension.next_steps) != set(STEPS):
            yield document.finding(("next_steps",), f"the next steps are {_listed(dimension.next_steps)}.", "Write one for each level from 1 to 4: what to do to reach the next.")


def anchors_are_short(content: Content) -> Iterator[Finding]:
    """An anchor has at most 20 words, the five of an item at most 85."""
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            counts = {level: len(text.split()) for level, text in item.anchors.items()}
            for level, count in counts.items():
                if count > MOST_WORDS_AN_ANCHOR:
                    yield document.finding(("items", n, "anchors", level), f"the anchor for level {level} has {count} words.", f"Use at most {MOST_WORDS_AN_ANCHOR}.")
            if sum(counts.values()) > MOST_WORDS_A_LADDER:
                yield document.finding(("items", n, "anchors"), f"the anchors have {sum(counts.values())} words together.", f"Use at most {MOST_WORDS_A_LADDER}.")


def anchors_differ(content: Content) -> Iterator[Finding]:
    """Any two anchors of an item differ in at least four words, so that people can tell them apart."""
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            for low, high in combinations(sorted(item.anchors), 2):
                apart = different_words(item.anchors[low], item.anchors[high])
                if apart < LEAST_DIFFERENCE:
                    differ = f"differ in {apart} word{'' if apart == 1 else 's'} only" if apart else "have the same words"
                    yield document.finding(("items", n, "anchors", high), f"the anchors for levels {low} and {high} {differ}.", f"Let each say something of its own: at least {LEAST_DIFFERENCE} words.")


def texts_are_clean(content: Content) -> Iterator[Finding]:
    """A text is one line, not empty, with no space around it and no character that can't be seen."""
    for document in content.documents.values():
        for path, text in document.texts():
            if path == ("min_group",):
                continue  # whatever stands there, 5 counts
            key = f"“{path[-1]}”" if path and isinstance(path[-1], str) else "the text"
            if not text.strip():
                yield document.finding(path, f"{key} is empty.", "Write the text, or remove the entry if it may be missing.")
            elif "\n" in text.strip():
                yield document.finding(path, f"{key} has more than one paragraph or line.", "Use >- behind the key, and no blank line inside the text.")
            elif text != text.strip():
                yield document.finding(path, f"{key} starts or ends with a space or a line break.", "Remove it; with a text on lines of its own, use >- instead of > or |.")
            elif not text.isprintable() and (hidden := next((c for c in text if not c.isprintable() and c not in NO_BREAK), None)):
                yield document.finding(path, f"{key} holds the invisible character U+{ord(hidden):04X}.", "Delete it.")


def _listed(levels: dict[int, str]) -> str:
    return ", ".join(map(str, sorted(levels))) or "none"


ITEM_RULES: tuple[Rule, ...] = (
    dimensions_ask_something, one_core_item_comes_first, core_items_always_apply, items_belong_to_their_dimension, weights_count,
    ladders_have_five_rungs, next_steps_are_four, anchors_are_short, anchors_differ, texts_are_clean,
)  # fmt: skip
