"""Takes figures on the scale 1 to 5 and gives SVG text; colours come from CSS classes, never colour alone; knows no model."""

from fractions import Fraction

WIDTH, HEIGHT, MARGIN = 240, 28, 8  # user units; the drawing scales with its cell


_placed: dict[tuple[int, int], float] = {}


def place(figure: Fraction) -> float:
    """Where a figure 1 to 5 lies on the axis, in user units; worked out once, since a page has the same few places over and over."""
    key = (figure.numerator, figure.denominator)
    if key not in _placed:
        if len(_placed) > 1000:
            _placed.clear()
        _placed[key] = round(float(MARGIN + (WIDTH - 2 * MARGIN) * (figure - 1) / 4), 2)
    return _placed[key]


def bar(low: Fraction, high: Fraction, point: Fraction | None, target: int | None = None) -> str:
    """One row of the profile: five ticks, the worst-case interval as a band, the point as a diamond, the target as a line.

    Hidden from screen readers, since the same figures stand in the cells of its row.
    """
    middle = HEIGHT / 2
    left, right = place(low), place(high)
    ticks = "".join(f'<line class="ts-bar-tick" x1="{place(Fraction(n))}" x2="{place(Fraction(n))}" y1="{middle - 6:g}" y2="{middle + 6:g}"/>' for n in range(1, 6))
    axis = f'<line class="ts-bar-axis" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{middle:g}" y2="{middle:g}"/>'
    band = "" if low == high else f'<rect class="ts-bar-range" x="{left}" y="{middle - 5:g}" width="{round(right - left, 2)}" height="10" rx="2"/>'
    aim = "" if target is None else f'<path class="ts-bar-target" d="M{place(Fraction(target))} {middle - 11:g}v22"/>'
    diamond = "" if point is None else f'<path class="ts-bar-point" d="M{place(point)} {middle - 8:g}l8 8l-8 8l-8 -8z"/>'
    return f'<svg class="ts-bar" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">{axis}{ticks}{band}{aim}{diamond}</svg>'
