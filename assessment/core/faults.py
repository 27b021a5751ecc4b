"""Takes what is wrong with an input and carries it to whoever must mend it; knows no format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (file, line or JSON path), what is wrong, what would be right."""

    where: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.where}: {self.wrong} {self.right}"

    def as_dict(self) -> dict[str, str]:
        """The fault as the door prints it."""
        return {"where": self.where, "wrong": self.wrong, "right": self.right}


class Faulty(ValueError):
    """Raised once with every fault that was found."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def quoted(value: object) -> str:
    """A short, printable form of a value for a message: at most 40 characters, control characters shown, not obeyed."""
    text = value if isinstance(value, str) else repr(value)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text[:200])
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
