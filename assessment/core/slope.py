"""Takes two figures on the scale 1 to 5 and a target and gives one slope of a slope chart as SVG text; knows no model.

Time runs down and the scale runs across, as in the profile: before is the ring above, now the diamond below.
So a line that leans to the right has risen, and one chart a dimension keeps eleven lines from crossing and their names from colliding.
Colours come from CSS classes; shape, place and the words beside it say the same without them.
"""

from fractions import Fraction

from assessment.core.chart import MARGIN, WIDTH, place
from assessment.core.wording import figure

HEIGHT, ABOVE, BELOW = 44, 10, 33  # user units: the whole, the line of before, the line of now


def slope(before: Fraction, after: Fraction, target: int | None) -> str:
    """One drawing for one dimension, with its figures as its name for those who can't see it."""
    x, y = place(before), place(after)
    ticks = "".join(f'<line class="ts-bar-tick" x1="{place(Fraction(n))}" x2="{place(Fraction(n))}" y1="{ABOVE}" y2="{BELOW}"/>' for n in range(1, 6))
    axes = "".join(f'<line class="ts-bar-axis" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{line}" y2="{line}"/>' for line in (ABOVE, BELOW))
    aim = "" if target is None else f'<path class="ts-bar-target" d="M{place(Fraction(target))} {BELOW - 11}v22"/>'
    way = "ts-slope-same" if before == after else "ts-slope-up" if after > before else "ts-slope-down"
    said = f"Before {figure(before)}, now {figure(after)}" + ("" if target is None else f", target {target}")
    return (
        f'<svg class="ts-slope" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}" focusable="false">{axes}{ticks}{aim}'
        f'<line class="ts-slope-line {way}" x1="{x}" y1="{ABOVE}" x2="{y}" y2="{BELOW}"/>'
        f'<circle class="ts-slope-before" cx="{x}" cy="{ABOVE}" r="5.5"/><path class="ts-bar-point" d="M{y} {BELOW - 8}l8 8l-8 8l-8 -8z"/></svg>'
    )
