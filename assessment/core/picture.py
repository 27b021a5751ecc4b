"""Takes an outcome and gives pictures that stand alone: the whole profile, or the radar, as one SVG file; knows no rule of scoring.

A file has no style sheet beside it, so every class is replaced by colours of its own; light, since it is for paper and slides.
"""

import re

from assessment.core.chart import HEIGHT, WIDTH, marks, place, target_mark
from assessment.core.faults import Fault, Faulty
from assessment.core.outcome import Outcome
from assessment.core.radar import CAPTION, KEY, LEAST, SIZE, Axis, axes, drawing, kinds, letters, swatch
from assessment.core.report import byline, scope_of
from assessment.core.scoring import Storey
from assessment.core.shown import Shown, falls_back, first_look, shown
from assessment.core.svg import escaped, shortened, wrapped
from assessment.core.wording import STATUS, figure, level_words, lower_first, percent, span

INK, MUTED, LINE, GOLD, SLATE, BAND = "#17212b", "#4a5764", "#cfd7de", "#bd8e20", "#26333f", "#b3c6d6"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
PAINT = {
    "ts-bar-axis": f'stroke="{LINE}"',
    "ts-bar-tick": f'stroke="{LINE}"',
    "ts-bar-range": f'fill="{BAND}" stroke="#4a6f8f"',
    "ts-bar-point": f'fill="{GOLD}" stroke="{INK}" stroke-width="1.5" stroke-linejoin="round"',
    "ts-bar-target": f'fill="{INK}" stroke="{INK}" stroke-width="2"',
    "ts-radar-ring": f'fill="none" stroke="{LINE}"',
    "ts-radar-ring ts-radar-rim": f'fill="none" stroke="{MUTED}"',
    "ts-radar-spoke": f'stroke="{LINE}"',
    "ts-radar-none": f'stroke="{MUTED}" stroke-dasharray="1 4"',
    "ts-radar-arc": f'fill="none" stroke="{SLATE}" stroke-width="3"',
    "ts-radar-range": f'fill="{BAND}" fill-opacity=".7"',
    "ts-radar-reach": 'stroke="#4a6f8f" stroke-width="4"',
    "ts-radar-target": f'fill="none" stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 4"',
    "ts-radar-aim": f'fill="#ffffff" stroke="{INK}" stroke-width="1.5"',
    "ts-radar-line": f'fill="none" stroke="{INK}" stroke-width="2" stroke-linejoin="round"',
    "ts-radar-point": f'fill="{GOLD}" stroke="{INK}" stroke-width="1.5" stroke-linejoin="round"',
    "ts-radar-hole": 'fill="#ffffff"',
    "ts-radar-level": f'fill="{MUTED}" font-size="10"',
    "ts-radar-label": f'fill="{INK}" font-size="13" font-weight="600"',
    "ts-picture-title": f'fill="{INK}" font-size="22" font-weight="700"',
    "ts-picture-text": f'fill="{INK}" font-size="13"',
    "ts-picture-strong": f'fill="{INK}" font-size="14" font-weight="700"',
    "ts-picture-small": f'fill="{MUTED}" font-size="12"',
    "ts-picture-line": f'stroke="{LINE}"',
    "ts-picture-rule": f'stroke="{SLATE}" stroke-width="2"',
}
WIDE, EDGE = 1040, 24  # user units: the picture, and its margin
COLUMNS = (("Level", 556, "start"), ("Mean", 740, "end"), ("Worst to best case", 874, "end"), ("Target", 938, "end"), ("Answered", 1016, "end"))
BAR_AT, NAME_ROOM, LEVEL_ROOM = 300, 264, 150
MOST_SCOPE = 3  # lines of one entry of the scope; a file is no place for a page of text
MARKS = (
    ('<path class="ts-bar-point" d="M12 -8l8 8l-8 8l-8 -8z"/>', "Mean of the answers"),
    ('<rect class="ts-bar-range" x="0" y="-5" width="24" height="10" rx="2"/>', "Worst to best case"),
    (target_mark(12, -9, 9), "Target"),
)


class _Sheet:
    """What is drawn so far, and how far down it goes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = float(EDGE)

    def text(self, x: float, text: str, kind: str = "text", anchor: str = "start", y: float | None = None) -> None:
        at = self.y if y is None else y
        self.parts.append(f'<text class="ts-picture-{kind}" x="{x:g}" y="{at:g}" text-anchor="{anchor}">{escaped(text)}</text>')

    def lines(self, x: float, text: str, room: float, kind: str = "text", size: float = 13, most: int = 4) -> None:
        for line in wrapped(text, room, size, most):
            self.text(x, line, kind)
            self.y += round(size * 1.4)

    def rule(self, kind: str = "line", left: float = EDGE, right: float = WIDE - EDGE) -> None:
        self.parts.append(f'<path class="ts-picture-{kind}" d="M{left:g} {self.y:g}H{right:g}"/>')

    def put(self, x: float, y: float, inner: str) -> None:
        self.parts.append(f'<g transform="translate({x:g} {y:g})">{inner}</g>')


def stand_alone(inner: str, height: float, title: str, description: str) -> str:
    """A whole SVG file around a drawing made with classes; every class becomes colours of its own. Raises KeyError for a class without any."""
    painted = re.sub(r' class="([a-z0-9 -]+)"', lambda m: " " + PAINT[m[1]], inner)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{height:g}" viewBox="0 0 {WIDE} {height:g}" role="img" font-family="{FONT}">\n'
        f"<title>{escaped(title)}</title>\n<desc>{escaped(description)}</desc>\n"
        f'<rect width="{WIDE}" height="{height:g}" fill="#ffffff"/>\n{painted}\n</svg>\n'
    )


def profile_picture(found: Outcome) -> str:
    """The whole profile as one SVG file: every bar with its figures as text, and what they are about."""
    sheet = _Sheet()
    _head(sheet, found, "Profile")
    _key(sheet)
    sheet.y += 34
    for n in range(1, 6):
        sheet.text(BAR_AT + place(n), str(n), "small", "middle")
    for name, x, anchor in COLUMNS:
        sheet.text(x, name, "small", anchor)
    rows, first = shown(found), first_look(found)
    for pillar, storey, quick in zip(found.model.pillars, found.scores.pillars, first.pillars, strict=True):
        sheet.y += 30
        sheet.lines(EDGE, pillar.title, NAME_ROOM + WIDTH, "strong", 14, 2)
        sheet.lines(EDGE, _summary(found, storey, quick), WIDE - 2 * EDGE, "small", 12)
        sheet.y -= 8
        sheet.rule("rule")
        for row in rows:
            if row.score.pillar == pillar.id:
                _row(sheet, found, row)
    sheet.y += 34
    sheet.lines(EDGE, "Overall", WIDE, "strong", 14)
    sheet.lines(EDGE, _summary(found, found.scores.overall, first.overall), WIDE - 2 * EDGE)
    _foot(sheet, found)
    return stand_alone("".join(sheet.parts), sheet.y, f"Profile: {found.model.title}", "One bar a dimension on the scale from 1 to 5, with the figures beside it.")


def radar_picture(found: Outcome) -> str:
    """The radar as one SVG file, its axes named beside it with their figures. Raises Faulty for fewer than three dimensions."""
    made = axes(found)
    if len(made) < LEAST:
        raise Faulty([Fault("as", f"is a radar, and these questions have fewer than {LEAST} dimensions.", "Ask for svg, which draws the profile.")])
    sheet = _Sheet()
    _head(sheet, found, "Radar")
    top = sheet.y + 12
    sheet.put(EDGE - 10, top, f'<g transform="scale(1.5)">{drawing(made)}</g>')
    sheet.y = top + 20
    left, room = 540, WIDE - EDGE - 540
    there = kinds(made)
    for p, pillar in enumerate(found.model.pillars):
        sheet.lines(left, f"{letters(p)}  {pillar.title}", room, "strong", 14, 2)
        for axis in made:
            if axis.pillar == p:
                _axis(sheet, axis, left, room)
        sheet.y += 12
    for kind, words in KEY:
        if kind in there:
            sheet.put(left, sheet.y - 10, swatch(kind))
            sheet.lines(left + 36, words, room - 36, "small", 12)
    sheet.y = max(sheet.y, top + SIZE * 1.5) + 12
    sheet.lines(EDGE, CAPTION, WIDE - 2 * EDGE, "small", 12)
    _foot(sheet, found)
    return stand_alone("".join(sheet.parts), sheet.y, f"Radar: {found.model.title}", CAPTION)


def _axis(sheet: _Sheet, axis: Axis, left: float, room: float) -> None:
    """The name of an axis with its mean and target."""
    s = axis.shown
    aim = "" if s.target is None else f", target {s.target}"
    sheet.text(left, axis.label, "small")
    sheet.lines(left + 36, f"{axis.title}: {STATUS[s.storey.status] if s.point is None else figure(s.point)}{aim}", room - 36)


def _head(sheet: _Sheet, found: Outcome, what: str) -> None:
    model, answers = found.model, found.answers
    sheet.y += 18
    for line in wrapped(f"{what} of {answers.scope['unit']}" if answers.scope.get("unit") else what, WIDE - 2 * EDGE, 22, 2):
        sheet.text(EDGE, line, "title")
        sheet.y += 28
    sheet.lines(EDGE, model.title, WIDE - 2 * EDGE, "text")
    for label, text in scope_of(model, answers):
        if label != "Unit":
            sheet.lines(EDGE, f"{label}: {text}", WIDE - 2 * EDGE, "text", 13, MOST_SCOPE)
    sheet.lines(EDGE, byline(model, answers, found.scores), WIDE - 2 * EDGE, "small", 12)


def _key(sheet: _Sheet) -> None:
    """What the marks of a bar mean, on one line."""
    sheet.y += 14
    x = float(EDGE)
    for mark, words in MARKS:
        sheet.put(x, sheet.y - 4.5, mark)
        sheet.text(x + 30, words, "small")
        x += 200


def _row(sheet: _Sheet, found: Outcome, row: Shown) -> None:
    """One dimension: its title, its bar, its figures."""
    s = row.storey
    extra = [w for w, is_so in (("quick check, one question", row.quick), ("uneven", row.score.uneven)) if is_so]
    lines = wrapped(row.score.dimension.title, NAME_ROOM, 13, 2)
    top = sheet.y
    tall = max(40, 18 * (len(lines) + bool(extra)) + 14)
    middle = top + tall / 2
    first = middle + 4.5 - 9 * (len(lines) + bool(extra) - 1)
    for n, line in enumerate(lines):
        sheet.text(EDGE, line, y=first + 18 * n)
    if extra:
        sheet.text(EDGE, ", ".join(extra), "small", y=first + 18 * len(lines))
    figures = [STATUS[s.status], "–", "–", str(row.target) if row.target is not None else "–", "–"]
    if s.status != "not-applicable":
        known, asked = sum(a.level is not None for a in row.score.answers), sum(a.state != "na" for a in row.score.answers)
        figures[4] = f"{known} of {asked}"
    if row.point is not None:
        figures[:3] = [level_words(found.model, s.lower, s.upper), figure(row.point), span(s.low, s.high)]
        sheet.put(BAR_AT, middle - HEIGHT / 2, marks(s.low, s.high, row.point, row.target))
    for (_, x, anchor), words in zip(COLUMNS, figures, strict=True):
        sheet.text(x, shortened(words, LEVEL_ROOM, 13), "text", anchor, middle + 4.5)
    sheet.y = top + tall
    sheet.rule()


def _summary(found: Outcome, full: Storey, first: Storey) -> str:
    """A pillar or the whole in words; `first` is what the quick check alone says of it."""
    if falls_back(full, first):
        return f"Quick check: {lower_first(_summary(found, first, first))}"
    if full.point is None:
        return f"{STATUS[full.status].capitalize()}."
    reach = "" if full.low == full.high else f", worst to best case {span(full.low, full.high)}"
    held = " Held by its weakest part." if full.capped else ""
    return f"Level {level_words(found.model, full.lower, full.upper)}, mean {figure(full.point)}{reach}.{held}"


def _foot(sheet: _Sheet, found: Outcome) -> None:
    sheet.y += 12
    done = "" if found.to_target is None else f"{percent(found.to_target)} of the way from level 1 to the targets. "
    sheet.lines(EDGE, f"{done}A self-assessment is an opinion, carefully asked: no certificate, no benchmark, not validated.", WIDE - 2 * EDGE, "small", 12)
    sheet.y += EDGE - 12


PICTURES = {"svg": profile_picture, "radar": radar_picture}
