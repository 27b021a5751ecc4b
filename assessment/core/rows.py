"""Takes an outcome and gives one row a dimension, in words: figures, what holds it back, the next step, what was written; knows no markup."""

from dataclasses import dataclass

from assessment.core.model import Dimension, Item
from assessment.core.outcome import Outcome
from assessment.core.scoring import DimensionScore, Scores, Storey
from assessment.core.shown import falls_back
from assessment.core.wording import STATUS, figure, level_words, span

TEXTS = {"note": "Note", "evidence": "Evidence", "dissent": "Dissent", "reason": "Why not applicable"}


@dataclass(frozen=True, slots=True)
class Holding:
    """An item that holds its dimension back; `known` False where it was not answered with a level."""

    item: Item
    known: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote to one question: pairs of a label and a text."""

    item: Item
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension in the profile; `quick` where a full assessment has too few answers and the quick check's figure stands in."""

    dimension: Dimension
    pillar: str
    status: str
    quick: bool
    storey: Storey
    level: str
    mean: str
    bounds: str
    answered: str
    target: int | None
    """None where the dimension is not applicable."""
    uneven: bool
    confidence: str | None
    holds: tuple[Holding, ...]
    remarks: tuple[Remark, ...]
    next_level: int | None
    next_step: str

    @property
    def shown(self) -> bool:
        """True where there is a figure to show."""
        return self.storey.point is not None

    @property
    def enough(self) -> bool:
        """True where the figure is at or above the target."""
        return self.shown and not self.quick and self.target is not None and self.storey.point >= self.target

    @property
    def way(self) -> str:
        """What would be enough for the next level; not the only way there, since a strong answer may lift a weak one."""
        rise = "this answer rises" if len(self.holds) == 1 else "each of these answers rises"
        above = "" if self.next_level == 5 else " or above"
        return f"For level {self.next_level} it is enough that {rise} to {self.next_level}{above}:"


def make_rows(found: Outcome, quick: Scores) -> list[Row]:
    """All rows in model order."""
    return [_row(found, full, first) for full, first in zip(found.scores.dimensions, quick.dimensions, strict=True)]


def _row(found: Outcome, full: DimensionScore, first: DimensionScore) -> Row:
    use_quick = falls_back(full.storey, first.storey)
    d = first if use_quick else full
    s = d.storey
    holds = tuple(Holding(i, a.level is not None) for i, a in zip(d.items, d.answers, strict=True) if i.id in s.blocked_by)
    if s.status == "not-applicable":
        level = mean = bounds = answered = "–"
    else:
        level = level_words(found.model, s.lower, s.upper) if s.point is not None else "–"
        mean = figure(s.point) if s.point is not None else "–"
        bounds = span(s.low, s.high) if s.point is not None else "–"
        answered = f"{sum(a.level is not None for a in full.answers)} of {sum(a.state != 'na' for a in full.answers)}"
    reached = s.lower if s.point is not None else None
    standing = found.standings.get(s.id)
    return Row(
        dimension=d.dimension,
        pillar=d.pillar,
        status=STATUS[s.status],
        quick=use_quick,
        storey=s,
        level=level,
        mean=mean,
        bounds=bounds,
        answered=answered,
        target=standing.target if standing else None,
        uneven=full.uneven,
        confidence=full.confidence,
        holds=holds,
        remarks=_remarks(full),
        next_level=None if reached in (None, 5) else reached + 1,
        next_step=d.dimension.next_steps[reached] if reached is not None and reached < 5 else "",
    )


def _remarks(d: DimensionScore) -> tuple[Remark, ...]:
    found = []
    for item, answer in zip(d.items, d.answers, strict=True):
        texts = tuple((label, text.strip()) for name, label in TEXTS.items() if (text := getattr(answer, name)).strip())
        if texts:
            found.append(Remark(item, texts))
    return tuple(found)
