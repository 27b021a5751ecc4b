"""Takes the model and gives cards to be printed and cut: one sheet of levels for each person, and every question; knows no page around them.

A sheet is one side of A4: eight cards with levels, or four with questions.
"""

from collections.abc import Iterator

from assessment.build.fragments import BY, rendered
from assessment.core.model import Item, Model, in_scope

ON_A_SHEET = 4
"""Cards with a question; the sheet of levels holds its five, two for other answers, and how to choose."""


def card_fragments(model: Model) -> Iterator[tuple[str, str]]:
    """Path below the folder of fragments and text of each piece: levels, questions of the quick check, the others, and which is on which page."""
    quick, others = _asked(model, quick=True), _asked(model, quick=False)
    places = {item.id: (pillar.title, dimension.title) for pillar in model.pillars for dimension in pillar.dimensions for item in dimension.items}
    yield "cards/levels.html", rendered("cards-levels.html", "content/model.yml", model=model, na=any(i.na_allowed for i in model.items))
    for name, items in (("quick", quick), ("others", others)):
        yield f"cards/{name}.html", rendered("cards-questions.html", "content/dimensions/", model=model, sheets=sheets(items), places=places)
    yield "cards/pages.md", f"{pages(len(quick), len(others))} <!-- generated from content/dimensions/ {BY} -->\n"


def sheets(items: list[Item]) -> list[list[Item]]:
    """The questions of each sheet, in order."""
    return [items[n : n + ON_A_SHEET] for n in range(0, len(items), ON_A_SHEET)]


def pages(quick: int, others: int) -> str:
    """On which printed pages the cards are; `quick` and `others` are numbers of questions."""
    last = 1 + -(-quick // ON_A_SHEET)
    told = f"Page 1 has the level cards, {_range(2, last)} the questions of the quick check"
    return f"{told}, {_range(last + 1, last + -(-others // ON_A_SHEET))} the others." if others else f"{told}."


def _asked(model: Model, quick: bool) -> list[Item]:
    return [item for d in model.dimensions for item in d.items if (item in in_scope(d, "quick")) == quick]


def _range(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"
