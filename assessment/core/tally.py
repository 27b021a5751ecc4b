"""Takes answers, one respondent after the other or counted already, and gives how often each answer was given; knows no figure and no name.

Adding is all it does, so parts of a team may be counted in any order and grouping and give the same.
"""

from assessment.core.answers import Answer
from assessment.core.model import Item, Model

KINDS = ("1", "2", "3", "4", "5", "dk", "na", "blank")
DIGITS = "12345670"
"""How a hand-in writes each of KINDS."""
UNSAID = "unsaid"


class Tally:
    """Counts by role, item and kind of answer; a role that the model does not have is `unsaid`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.roles = (*(r.id for r in model.roles), UNSAID)
        self._items = {item.id: place for place, item in enumerate(model.items)}
        self._counts: dict[str, list[list[int]]] = {}

    def add(self, role: str | None, item: str, kind: str, count: int = 1) -> None:
        """Count an answer; KeyError or ValueError for an item or a kind that there is not."""
        place, column = self._items[item], KINDS.index(kind)
        self._of(role)[place][column] += count

    def pour(self, role: str | None, items: tuple[Item, ...], said: list[str]) -> None:
        """Count many respondents of one role at once: one text each, one of DIGITS for each of the items."""
        rows, every, width = self._of(role), "".join(said), len(items)
        for start, item in enumerate(items):
            row, answers = rows[self._items[item.id]], every[start::width]
            for column, digit in enumerate(DIGITS):
                row[column] += answers.count(digit)

    def rows(self) -> list[list[object]]:
        """Everything that was counted, as [role, item, kind, count] in the model's order."""
        found = []
        for role in self.roles:
            for item in self._items:
                counted = zip(KINDS, self.counts(item, role), strict=True)
                found += [[role, item, kind, count] for kind, count in counted if count]
        return found

    def counts(self, item: str, role: str | None = None) -> tuple[int, ...]:
        """How often each of KINDS was answered to an item, by one role or by all."""
        place = self._items[item]
        if role is None:
            return tuple(map(sum, zip(*(rows[place] for rows in self._counts.values()), strict=True))) or (0,) * len(KINDS)
        return tuple(self._counts[role][place]) if role in self._counts else (0,) * len(KINDS)

    def size(self, role: str | None = None) -> int:
        """How many people: the largest number of answers of any kind that one item has; of one role or of all."""
        if role is None:
            return max((sum(self.counts(item)) for item in self._items), default=0)
        return max(map(sum, self._counts[role]), default=0) if role in self._counts else 0

    @property
    def mode(self) -> str:
        """`quick` if nothing beyond the core items was asked, else `full`."""
        beyond = any(sum(self.counts(item.id)) for item in self.model.items if not item.core)
        return "full" if beyond else "quick"

    def _of(self, role: str | None) -> list[list[int]]:
        name = role if role in self.roles else UNSAID
        if name not in self._counts:
            self._counts[name] = [[0] * len(KINDS) for _ in self._items]
        return self._counts[name]


def kind_of(answer: Answer) -> str:
    """Which of KINDS an answer is."""
    return str(answer.level) if answer.level is not None else answer.state or "blank"
