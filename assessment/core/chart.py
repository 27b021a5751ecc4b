"""Takes figures on the scale 1 to 5 and gives SVG text; colours come from CSS classes, never colour alone; knows no model."""

from fractions import Fraction

WIDTH, HEIGHT, MARGIN = 240, 28, 8  # user units; the drawing scales with its cell


def place(figure: Fraction | int) -> float:
    """Where a figure 1 to 5 lies on the axis, in user units. A drawing may use floats: its few operations are the same on every machine."""
    return round(MARGIN + (WIDTH - 2 * MARGIN) * (float(figure) - 1) / 4, 2)


def bar(low: Fraction, high: Fraction, point: Fraction | None, target: int | None = None) -> str:
    """One row of the profile, hidden from screen readers, since the same figures stand in the cells of its row."""
    return f'<svg class="ts-bar" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">{marks(low, high, point, target)}</svg>'


def marks(low: Fraction, high: Fraction, point: Fraction | None, target: int | None = None) -> str:
    """What a bar shows: five ticks, the worst-case interval as a band, the point as a diamond, the target as a line under a flag.

    The flag stands above everything else, so that it is seen where the target and the point are the same.
    """
    middle = HEIGHT / 2
    left, right = place(low), place(high)
    band = "" if low == high else f'<rect class="ts-bar-range" x="{left:g}" y="{middle - 5:g}" width="{round(right - left, 2):g}" height="10" rx="2"/>'
    aim = "" if target is None else target_mark(place(target), 1, HEIGHT - 1)
    diamond = "" if point is None else f'<path class="ts-bar-point" d="M{place(point):g} {middle - 8:g}l8 8l-8 8l-8 -8z"/>'
    return f"{SCALE}{band}{aim}{diamond}"


def _scale() -> str:
    middle = HEIGHT / 2
    ticks = "".join(f'<line class="ts-bar-tick" x1="{place(n):g}" x2="{place(n):g}" y1="{middle - 6:g}" y2="{middle + 6:g}"/>' for n in range(1, 6))
    return f'<line class="ts-bar-axis" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{middle:g}" y2="{middle:g}"/>{ticks}'


SCALE = _scale()  # the same under every bar


def target_mark(x: float, top: float, bottom: float) -> str:
    """A target: a small triangle on its tip with a line down from it."""
    return f'<path class="ts-bar-target" d="M{x - 4:g} {top:g}h8l-4 5z"/><path class="ts-bar-target" d="M{x:g} {top + 5:g}V{bottom:g}"/>'
