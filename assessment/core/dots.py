"""Takes how often each answer was given and gives a team's answers as SVG text: a dot a person, or bars where they are many; knows no model and no words.

Position, shape and number say everything; colours come from CSS classes and add nothing.
"""

from fractions import Fraction

from assessment.core.chart import MARGIN, SCALE, WIDTH, place, target_mark
from assessment.core.markup import escaped

MOST_DOTS = 30
"""More than this many at one level are drawn as bars."""
STRIP_WIDTH, FIRST, STEP = 240, 28, 46  # user units: the whole, level 1, from level to level
PITCH = 13  # from dot to dot
BARS, BAR = 78, 32  # height of the tallest bar, width of each
GLANCE = 5  # as many dots as people count at a glance; from more on the number stands above
HILL_HEIGHT, HILL, FOOT, COLUMN = 46, 24, 28, 14  # the columns of a dimension: all, tallest, their ground, width of one


def strip(levels: tuple[int, ...], label: str) -> str:
    """One question's levels: how many people chose each of 1 to 5; `label` says the same in words."""
    most = max(levels)
    many, numbered = most > MOST_DOTS, most > GLANCE
    across = 1 if most <= GLANCE else 2 if most <= 12 else 3
    ground = (BARS if many else max(-(-most // across), 1) * PITCH) + (18 if numbered else 4)
    drawn = ""
    for level, n in enumerate(levels, 1):
        x = FIRST + STEP * (level - 1)
        top = ground - (BARS * n / most if many else -(-n // across) * PITCH) if n else ground
        drawn += (_column(x, top, ground) if many else _stack(x, ground, n, across)) if n else ""
        drawn += f'<text class="ts-dots-count" x="{x}" y="{top - 5:.5g}" text-anchor="middle">{n:,}</text>' if n and numbered else ""
        drawn += f'<text class="ts-dots-level" x="{x}" y="{ground + 17}" text-anchor="middle">{level}</text>'
    return (
        f'<svg class="ts-dots" viewBox="0 0 {STRIP_WIDTH} {ground + 22}" role="img" aria-label="{escaped(label)}" focusable="false">'
        f'<path class="ts-dots-axis" d="M4 {ground + 1.5}H{STRIP_WIDTH - 4}"/>{drawn}</svg>'
    )


def row(count: int, most: int) -> str:
    """One level's people side by side, for the shared screen, or a bar of their share of `most`; hidden from screen readers, since the number stands beside it."""
    if most > MOST_DOTS:
        width, height, inner = 10, 1, f'<rect class="ts-dots-bar" x="0" y="2" width="{max(130 * count / most, 1 if count else 0):.5g}" height="9"/>'
        box = "0 0 130 13"
    else:
        lines = max(-(-count // 10), 1)
        width, height = min(max(count, 1), 10), lines
        inner = _dots([(6.5 + PITCH * (n % 10), 6.5 + PITCH * (n // 10)) for n in range(count)])
        box = f"0 0 {PITCH * width} {PITCH * height}"
    return f'<svg class="ts-dots-row" viewBox="{box}" width="{width}em" height="{height}em" aria-hidden="true" focusable="false">{inner}</svg>'


def hill(levels: tuple[int, ...], mean: Fraction | None, target: int | None, label: str) -> str:
    """A dimension's levels as five columns, below them the mean as a diamond, through them the target as a line."""
    most = max(levels)
    columns = ""
    for level, n in enumerate(levels, 1):
        tall = round(HILL * n / most, 2) if n else 0
        columns += f'<rect class="ts-dots-bar" x="{place(level) - COLUMN / 2:g}" y="{FOOT - tall:g}" width="{COLUMN}" height="{tall:g}"/>' if n else ""
    ticks = "".join(f'<line class="ts-bar-tick" x1="{place(n):g}" x2="{place(n):g}" y1="{FOOT}" y2="{FOOT + 4}"/>' for n in range(1, 6))
    ground = f'<line class="ts-bar-axis" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{FOOT}" y2="{FOOT}"/>'
    aim = "" if target is None else target_mark(place(target), 0, HILL_HEIGHT - 1)
    diamond = "" if mean is None else f'<path class="ts-bar-point" d="M{place(mean):g} {FOOT + 2}l7 7l-7 7l-7 -7z"/>'
    return f'<svg class="ts-bar ts-hill" viewBox="0 0 {WIDTH} {HILL_HEIGHT}" role="img" aria-label="{escaped(label)}" focusable="false">{columns}{ground}{ticks}{aim}{diamond}</svg>'


def apart(square: Fraction, ring: Fraction) -> str:
    """Two groups' means on one axis, the first as a square, the second as a ring; hidden from screen readers, since both stand in the cells of their row."""
    x, y = place(square), place(ring)
    return (
        f'<svg class="ts-bar ts-apart" viewBox="0 0 {WIDTH} 28" aria-hidden="true" focusable="false">{SCALE}<line class="ts-apart-line" x1="{x:g}" x2="{y:g}" y1="14" y2="14"/>'
        f'<rect class="ts-apart-square" x="{x - 5.5:g}" y="8.5" width="11" height="11"/><circle class="ts-apart-ring" cx="{y:g}" cy="14" r="8"/></svg>'
    )


def _dots(places: list[tuple[float, float]]) -> str:
    """All dots as one path: a line of no length with round ends is a dot, as wide as its stroke, and costs a page nothing."""
    return f'<path class="ts-dots-one" d="{"".join(f"M{x:g} {y:g}h0" for x, y in places)}"/>'


def _stack(x: float, ground: float, n: int, across: int) -> str:
    """The dots of one level, from the ground up; a row that is not full stands in the middle."""
    made = []
    for first in range(0, n, across):
        here = min(across, n - first)
        y = ground - PITCH * (first // across) - PITCH / 2
        made += [(x + PITCH * (k - (here - 1) / 2), y) for k in range(here)]
    return _dots(made)


def _column(x: float, top: float, ground: float) -> str:
    top = min(top, ground - 1.5)  # one person among a thousand is still there
    return f'<rect class="ts-dots-bar" x="{x - BAR / 2:g}" y="{top:.5g}" width="{BAR}" height="{ground - top:.5g}"/>'
