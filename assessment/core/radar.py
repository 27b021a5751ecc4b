"""Takes an outcome and gives a radar of its dimensions as SVG text and a figure for the page; a second view of the profile, with no figure of its own.

Level 1 is the innermost ring and not the centre, so that a low mean is still a place and a missing one is none.
Angles are cut to six decimals before anything is multiplied; what follows is the same on every machine.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

from assessment.core.outcome import Outcome
from assessment.core.shown import Shown, shown
from assessment.core.svg import escaped

SIZE, CENTRE, OUTER = 320, 160, 120  # user units: the square, its middle, the ring of level 5
LEAST = 3
ARC, LABEL = 130, 146  # radius of the pillars' arcs and of the axes' labels
CAPTION = (
    "The same means as in the profile, one axis a dimension, from level 1 inside to level 5 outside. "
    "The size of the area means nothing: the order of the axes is a matter of taste, and another order would enclose another area."
)
KEY = (("point", "Mean of the answers"), ("range", "Worst to best case"), ("target", "Target"), ("none", "No figure: too few answers, or not applicable"))


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension: its label such as `A1`, its direction as sine and cosine, its figures."""

    label: str
    title: str
    pillar: int
    x: float
    y: float
    shown: Shown


def letters(place: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def axes(found: Outcome) -> tuple[Axis, ...]:
    """One axis a dimension, the first at the top, then clockwise."""
    all_shown = shown(found)
    made: list[Axis] = []
    for p, pillar in enumerate(found.model.pillars):
        for d, dimension in enumerate(pillar.dimensions):
            x, y = direction(len(made), len(all_shown))
            made.append(Axis(f"{letters(p)}{d + 1}", dimension.title, p, x, y, all_shown[len(made)]))
    return tuple(made)


def direction(place: float, many: int) -> tuple[float, float]:
    """The unit vector of an axis, also of a place between two: 0 is up, then clockwise, y downwards."""
    angle = 2 * pi * place / many
    return round(sin(angle), 6), -round(cos(angle), 6)


def at(x: float, y: float, radius: float) -> str:
    """A point at a distance from the centre, as SVG writes it."""
    return f"{units(CENTRE + x * radius)} {units(CENTRE + y * radius)}"


def units(length: float) -> str:
    """A length with at most two decimals."""
    return f"{round(length, 2):g}"


def radius(figure: Fraction | int) -> float:
    """How far from the centre a figure 1 to 5 lies: level 1 at a fifth of the way."""
    return float(figure) * OUTER / 5


def runs(known: list[bool]) -> list[list[int]]:
    """The places that follow each other without a gap, around the circle; one run with all places where there is no gap."""
    many = len(known)
    if all(known):
        return [list(range(many))]
    start = known.index(False)
    found: list[list[int]] = []
    for place in ((start + n) % many for n in range(many)):
        if known[place]:
            if not found or found[-1][-1] != (place - 1) % many:
                found.append([])
            found[-1].append(place)
    return found


def _outline(axes: tuple[Axis, ...], run: list[int], figures: list[Fraction | int | None]) -> str:
    return "L".join(at(axes[n].x, axes[n].y, radius(figures[n])) for n in run)


def _joined(axes: tuple[Axis, ...], figures: list[Fraction | int | None]) -> list[str]:
    """Path data through the figures, one an axis: closed where all are known, else open lines that leave the gaps open."""
    found = [run for run in runs([f is not None for f in figures]) if len(run) > 1]
    return [f"M{_outline(axes, run, figures)}{'z' if len(run) == len(axes) else ''}" for run in found]


def _grid(axes: tuple[Axis, ...]) -> str:
    rings = "".join(f'<circle class="ts-radar-ring{" ts-radar-rim" if n == 5 else ""}" cx="{CENTRE}" cy="{CENTRE}" r="{units(radius(n))}"/>' for n in range(1, 6))
    spokes = ""
    for a in axes:
        kind = "spoke" if a.shown.point is not None else "none"
        spokes += f'<path class="ts-radar-{kind}" d="M{at(a.x, a.y, radius(1))}L{at(a.x, a.y, OUTER)}"/>'
    return rings + spokes


def _numbers(axes: tuple[Axis, ...]) -> str:
    """The levels' numbers, between the last axis and the first, where no axis runs through them."""
    x, y = direction(-0.5, len(axes))
    made = ""
    for n in range(1, 6):
        px, py = CENTRE + x * radius(n), CENTRE + y * radius(n)
        made += f'<circle class="ts-radar-hole" cx="{units(px)}" cy="{units(py)}" r="6.5"/><text class="ts-radar-level" x="{units(px)}" y="{units(py + 4)}" text-anchor="middle">{n}</text>'
    return made


def _around(axes: tuple[Axis, ...]) -> str:
    """The pillars as arcs outside the rings, and a label at the end of each axis."""
    many = len(axes)
    made = ""
    for pillar in sorted({a.pillar for a in axes}):
        places = [n for n, a in enumerate(axes) if a.pillar == pillar]
        start, end = direction(places[0] - 0.38, many), direction(places[-1] + 0.38, many)
        large = 1 if (places[-1] - places[0] + 0.76) * 2 > many else 0
        made += f'<path class="ts-radar-arc" d="M{at(*start, ARC)}A{ARC} {ARC} 0 {large} 1 {at(*end, ARC)}"/>'
    for a in axes:
        made += f'<text class="ts-radar-label" x="{units(CENTRE + a.x * LABEL)}" y="{units(CENTRE + a.y * LABEL + 4)}" text-anchor="middle">{a.label}</text>'
    return made


def _figures(axes: tuple[Axis, ...]) -> str:
    """Band, targets and points, in the order in which they lie on each other."""
    points, targets = [a.shown.point for a in axes], [a.shown.target for a in axes]
    lows, highs = [a.shown.storey.low for a in axes], [a.shown.storey.high for a in axes]
    made = ""
    for run in runs([p is not None for p in points]):
        if len(run) == len(axes):
            made += f'<path class="ts-radar-range" fill-rule="evenodd" d="M{_outline(axes, run, highs)}zM{_outline(axes, run, lows)}z"/>'
        elif len(run) > 1:
            made += f'<path class="ts-radar-range" d="M{_outline(axes, run, highs)}L{_outline(axes, run[::-1], lows)}z"/>'
    for a in axes:
        s = a.shown.storey
        if a.shown.point is not None and s.low != s.high:
            made += f'<path class="ts-radar-reach" d="M{at(a.x, a.y, radius(s.low))}L{at(a.x, a.y, radius(s.high))}"/>'
    made += "".join(f'<path class="ts-radar-target" d="{d}"/>' for d in _joined(axes, targets))
    for a in axes:
        if a.shown.target is not None:
            made += f'<path class="ts-radar-aim" d="M{at(a.x, a.y, radius(a.shown.target))}m-3.5 -3.5h7v7h-7z"/>'
    made += "".join(f'<path class="ts-radar-line" d="{d}"/>' for d in _joined(axes, points))
    for a in axes:
        if a.shown.point is not None:
            made += f'<path class="ts-radar-point" d="M{at(a.x, a.y, radius(a.shown.point))}m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>'
    return made


def drawing(axes: tuple[Axis, ...]) -> str:
    """Everything inside the square, without the element around it; classes only."""
    return _grid(axes) + _around(axes) + _figures(axes) + _numbers(axes)


def swatch(kind: str) -> str:
    """A small piece of the drawing for its key, 28 by 12 user units."""
    inner = {
        "point": '<path class="ts-radar-line" d="M1 6h26"/><path class="ts-radar-point" d="M14 .5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"/>',
        "range": '<rect class="ts-radar-range" x="1" y="1" width="26" height="10"/>',
        "target": '<path class="ts-radar-target" d="M1 6h26"/><path class="ts-radar-aim" d="M10.5 2.5h7v7h-7z"/>',
        "none": '<path class="ts-radar-none" d="M1 6h26"/>',
    }
    return inner[kind]


def radar(found: Outcome) -> str:
    """The figure for the page: drawing, key, caption and the names of the axes; a sentence where there are fewer than three dimensions."""
    made = axes(found)
    if len(made) < LEAST:
        return '<p class="ts-radar-without">A radar needs at least three dimensions; the bars of the profile show the same figures.</p>'
    groups = ""
    for p, pillar in enumerate(found.model.pillars):
        lines = "".join(f'<li><span class="ts-radar-name">{a.label}</span> {escaped(a.title)}</li>' for a in made if a.pillar == p)
        groups += f'<li><span class="ts-radar-name">{letters(p)}</span> {escaped(pillar.title)}<ul>{lines}</ul></li>'
    there = kinds(made)
    key = "".join(f'<li><svg class="ts-radar-swatch" width="28" height="12" viewBox="0 0 28 12" aria-hidden="true" focusable="false">{swatch(k)}</svg> {words}</li>' for k, words in KEY if k in there)
    return (
        '<figure class="ts-radar">'
        f'<svg class="ts-radar-drawing" viewBox="0 0 {SIZE} {SIZE}" role="img" aria-labelledby="radar-title radar-words" focusable="false">'
        f'<title id="radar-title">Radar of {len(made)} dimensions</title><desc id="radar-words">The means and targets of the profile, drawn on {len(made)} axes. The table holds the same figures.</desc>'
        f"{drawing(made)}</svg>"
        f'<div class="ts-radar-beside"><ul class="ts-radar-names">{groups}</ul><ul class="ts-radar-key">{key}</ul></div>'
        f"<figcaption>{CAPTION}</figcaption></figure>"
    )


def kinds(axes: tuple[Axis, ...]) -> set[str]:
    """Which marks the drawing has, so that the key explains no other."""
    known = [a.shown for a in axes if a.shown.point is not None]
    found = {"target"} if any(a.shown.target is not None for a in axes) else set()
    found |= {"point"} if known else set()
    found |= {"range"} if any(s.storey.low != s.storey.high for s in known) else set()
    return found | ({"none"} if len(known) < len(axes) else set())
