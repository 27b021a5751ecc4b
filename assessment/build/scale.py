"""Takes effects and gives where each is drawn: positions in the units of the drawing, to scale; knows no markup and no colour.

Correlations run from 0 to 1, or from -1 if one is negative: the axis is never cut.
"""

from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from assessment.build.knowledge import Effect

WIDTH = 360.0
LEFT, RIGHT = 8.0, 352.0
LETTERS = 50  # what fits between LEFT and RIGHT in one line of a label
LINE = 15.0
BAR, THIN = 13.0, 7.0
TICKS = (-1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One effect: lines of its label with their baselines, and its two bars."""

    effect: Effect
    label: tuple[tuple[float, str], ...]
    bar: tuple[float, float, float]
    """x, y and width of the bar of the correlation."""
    shared: tuple[float, float, float]
    """x, y and width of the bar of the shared variance."""
    interval: tuple[float, float] | None
    """x of both ends, if there is an interval."""


@dataclass(frozen=True, slots=True)
class Group:
    """Effects with the same sources; `line` is the height of the rule above them, `title` the baseline of their name."""

    line: float
    title: float
    sources: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it; `ticks` are x and number."""

    height: float
    top: float
    bottom: float
    groups: tuple[Group, ...]
    ticks: tuple[tuple[float, str], ...]


def correlation(value: float) -> str:
    """As printed: .101, -.2, 1."""
    return f"{value:g}".replace("0.", ".", 1)


def per_cent(share: float) -> str:
    """A share of 0 to 1 in whole per cent; what is not nothing is not printed as 0."""
    return f"{round(share * 100)} %" if share == 0 or share >= 0.005 else "less than 1 %"


def drawing(effects: tuple[Effect, ...]) -> Drawing:
    """The positions of all effects, in their order; the width is WIDTH."""
    low = -1.0 if any(e.figure < 0 for e in effects) else 0.0

    def x(value: float) -> float:
        return round(LEFT + (value - low) / (1 - low) * (RIGHT - LEFT), 2)

    def span(value: float) -> tuple[float, float]:
        return min(x(0), x(value)), round(abs(x(value) - x(0)), 2)

    top = y = 34.0
    groups = []
    for sources, members in groupby(effects, key=lambda e: e.sources):
        line, title, rows = y, y + 18, []
        y += 26
        for effect in members:
            label = []
            for text in wrap(effect.label, LETTERS):
                y += LINE
                label.append((y - 3, text))
            (start, width), (also, thin) = span(effect.figure), span(effect.shared)
            interval = (x(effect.low), x(effect.high)) if effect.low is not None and effect.high is not None else None
            rows.append(Row(effect, tuple(label), (start, y + 2, width), (also, y + 2 + BAR + 3, thin), interval))
            y += BAR + THIN + 18
        groups.append(Group(line, title, sources, tuple(rows)))
        y += 2
    ticks = tuple((x(t), correlation(t) if t else "0") for t in TICKS if t >= low)
    return Drawing(y + 34, top, y, tuple(groups), ticks)
