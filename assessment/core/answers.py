"""Takes one respondent's answers and gives them as frozen classes and in canonical form; knows no model and no score."""

from dataclasses import dataclass, field

FORMAT = "touchstone-answers/1"
MOST_TEXT = 2000
STATES = ("dk", "na")
CONTEXT = {"size": ("small", "large"), "exchange": ("discrete", "continuous")}
SCOPE = ("unit", "period", "role", "size", "exchange")
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer to one item: a level 1 to 5, or a state `dk` or `na`, or neither (a note on a blank)."""

    level: int | None = None
    state: str | None = None
    note: str = ""
    evidence: str = ""
    dissent: str = ""
    reason: str = ""

    def as_dict(self) -> dict[str, object]:
        """The answer as a file holds it: only what there is; a reason always with `na`."""
        texts = {name: getattr(self, name) for name in ("note", "evidence", "dissent")}
        found: dict[str, object] = {}
        if self.level is not None:
            found["level"] = self.level
        if self.state is not None:
            found["state"] = self.state
        found |= {name: text for name, text in texts.items() if text}
        if self.state == "na":
            found["reason"] = self.reason
        return found


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One thing to take up: a dimension, the level it starts from, who, until when, and how one will see it."""

    dimension: str
    start: int
    owner: str = ""
    due: str | None = None
    measure: str = ""

    def as_dict(self) -> dict[str, object]:
        """The step as a file holds it."""
        return {"dimension": self.dimension, "from": self.start, "owner": self.owner, "due": self.due, "measure": self.measure}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One answers file, checked; `answers` holds items of today's model, `set_aside` retired ones."""

    model_id: str
    model_version: str
    model_hash: str | None = None
    kind: str = "own"
    respondent: str | None = None
    mode: str = "quick"
    date: str | None = None
    scope: dict[str, str | None] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    set_aside: dict[str, Answer] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)
    importance: dict[str, int] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    plan: tuple[PlanStep, ...] = ()

    def get(self, item_id: str) -> Answer:
        """The answer to an item; an empty one where there is none."""
        return self.answers.get(item_id, Answer())

    def as_dict(self) -> dict[str, object]:
        """The answers as `touchstone-answers/1` in canonical form."""
        return {
            "format": FORMAT,
            "model": {"id": self.model_id, "version": self.model_version, "hash": self.model_hash},
            "kind": self.kind,
            "respondent": self.respondent,
            "mode": self.mode,
            "date": self.date,
            "scope": {key: self.scope.get(key) for key in SCOPE},
            "answers": {item: answer.as_dict() for item, answer in (self.answers | self.set_aside).items()},
            "targets": dict(self.targets),
            "importance": dict(self.importance),
            "facts": dict(self.facts),
            "plan": [step.as_dict() for step in self.plan],
        }


def version_of(text: object) -> tuple[int, int, int] | None:
    """`1.2.3` as three whole numbers, or None where it is not of that form."""
    parts = text.split(".") if isinstance(text, str) else []
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) <= 6 for p in parts):
        return None
    return (int(parts[0]), int(parts[1]), int(parts[2]))


def is_date(text: str) -> bool:
    """True for a day that exists, written YYYY-MM-DD."""
    parts = text.split("-")
    if [len(p) for p in parts] != [4, 2, 2] or not all(p.isascii() and p.isdigit() for p in parts):
        return False
    year, month, day = map(int, parts)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= days[month - 1]


def days_after(day: str, days: int) -> str | None:
    """The day so many days later (or earlier), written YYYY-MM-DD; None outside the years 1 to 9999."""
    number = day_number(day) + days
    if not 0 <= number <= _LAST_DAY:
        return None
    # Counted from 1 March of the year 0, so that the leap day is the last of its year: 400 years have 146,097 days.
    eras, rest = divmod(number + _FROM_MARCH, 146_097)
    years = (rest - rest // 1_460 + rest // 36_524 - rest // 146_096) // 365
    rest -= 365 * years + years // 4 - years // 100
    months = (5 * rest + 2) // 153
    month = months + 3 if months < 10 else months - 9
    return f"{400 * eras + years + (month <= 2):04d}-{month:02d}-{rest - (153 * months + 2) // 5 + 1:02d}"


def day_number(day: str) -> int:
    """How many days a day that exists, written YYYY-MM-DD, is after 0001-01-01."""
    year, month, of_month = map(int, day.split("-"))
    year -= month <= 2
    months = month - 3 if month > 2 else month + 9
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * months + 2) // 5 + of_month - 1 - _FROM_MARCH


_FROM_MARCH = 306  # days from 0000-03-01 to 0001-01-01
_LAST_DAY = 3_652_058  # 9999-12-31
