"""Takes the model, answers a made-up sheet by position, has the engine score it, and gives the worked example of the method page; knows no firm.

Beside the engine's figures stand two that other conventions would give, so that a reader sees what our choices do.
They are for comparison, are no scores, and are computed nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from assessment.build.fragments import rendered
from assessment.core.answers import Answer, Answers
from assessment.core.model import Model, model_hash
from assessment.core.outcome import outcome
from assessment.core.result import make_result, number
from assessment.core.scoring import Scores, Storey
from assessment.core.wording import STATUS, level_words

# One row a dimension, one entry a question; both start over where an instrument has more of them.
# The first pillar has a gap in what is known and a weak dimension; the others have neither.
FIRST_PILLAR = ((4, 4, 4, 3), (5, 4, "dk", 4), (2, 1, 2, 2))
OTHER_PILLARS = ((4, 5, 4, 4), (5, 4, 5, 5))
WORDS = {"dk": "don't know"}
NO_FIGURE = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as printed: figures with at most 4 decimals, levels as words; `answers` of a dimension, `most` and `uncapped` of a pillar and the whole."""

    title: str
    mean: str
    low: str
    high: str
    level: str
    answers: str = ""
    most: str = ""
    uncapped: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """The example: the first pillar with its dimensions, all pillars, the whole, and the whole with its dimensions weighted equally."""

    pillar: str
    dimensions: tuple[Line, ...]
    pillars: tuple[Line, ...]
    overall: Line
    equal: Line
    counted: int
    """How many dimensions there are."""


def worked_fragments(model: Model) -> Iterator[tuple[str, str]]:
    """Path below the folder of fragments and text of the worked example."""
    yield "worked-example.html", rendered("worked-example.html", "content/", example=worked(model))


def sheet(model: Model) -> Answers:
    """The full assessment of the instrument, answered by position; there is no such firm."""
    given = {}
    for p, pillar in enumerate(model.pillars):
        rows = OTHER_PILLARS if p else FIRST_PILLAR
        for d, dimension in enumerate(pillar.dimensions):
            row = rows[d % len(rows)]
            for n, item in enumerate(dimension.items):
                entry = row[n % len(row)]
                given[item.id] = Answer(level=entry) if isinstance(entry, int) else Answer(state=entry)
    return Answers(model_id=model.id, model_version=model.version, model_hash=model_hash(model), mode="full", answers=given)


def without_cap(storey: Storey) -> tuple[int, int] | None:
    """The level bounds of a storey if no part held it back: the whole number in its lowest and in its highest average."""
    return None if storey.low is None or storey.high is None else (floor(storey.low), floor(storey.high))


def dimensions_equal(scores: Scores) -> tuple[Fraction | None, Fraction, Fraction]:
    """Average, lowest and highest of the whole, 1 to 5, if every dimension that applies weighed the same and pillars were left out."""
    parts = [p for d in scores.dimensions if (p := d.storey.as_part()).applicable]
    known = [p.value for p in parts if p.value is not None]
    low, high = (sum((getattr(p, end) for p in parts), Fraction(0)) / len(parts) for end in ("low", "high"))
    return (sum(known, Fraction(0)) / len(known) if known else None), low, high


def worked(model: Model) -> Worked:
    """The sheet scored: printed figures are those of the result, the two comparisons come from the exact ones."""
    answers = sheet(model)
    found = outcome(model, answers)
    scores, result = found.scores, make_result(found, [])
    titles = {p.id: p.title for p in model.pillars} | {d.id: d.title for d in model.dimensions} | {"overall": "The whole"}

    def line(found: dict, **more: str) -> Line:
        level = STATUS[found["status"]] if found["point"] is None else level_words(model, *found["level_range"])
        return Line(titles[found["id"]], _printed(found["point"]), _printed(found["low"]), _printed(found["high"]), level, **more)

    def storey(found: dict, exact: Storey, parts: list[Storey]) -> Line:
        applicable = [p.as_part() for p in parts if p.as_part().applicable]
        most = (1 + min(p.lower for p in applicable), 1 + min(p.upper for p in applicable)) if applicable else None
        return line(found, most=_range(model, most), uncapped=_range(model, without_cap(exact)))

    def asked(found: dict) -> str:
        return ", ".join(f"{WORDS.get(i['answer'], i['answer'])}{f' (×{i['weight']})' if i['weight'] != 1 else ''}" for i in found["items"])

    first = model.pillars[0]
    mean, low, high = dimensions_equal(scores)
    count = len(model.dimensions)
    return Worked(
        pillar=first.title,
        dimensions=tuple(line(found, answers=asked(found)) for found in result["dimensions"] if found["pillar"] == first.id),
        pillars=tuple(
            storey(found, exact, [d.storey for d in scores.dimensions if d.pillar == exact.id]) for found, exact in zip(result["pillars"], scores.pillars, strict=True)
        ),
        overall=storey(result["overall"], scores.overall, list(scores.pillars)),
        equal=Line("The whole", _printed(number(mean)), _printed(number(low)), _printed(number(high)), "", uncapped=_range(model, (floor(low), floor(high)))),
        counted=count,
    )


def _printed(figure: float | None) -> str:
    """A figure as the result holds it: 3, 3.75, 4.3333."""
    return NO_FIGURE if figure is None else f"{figure:.4f}".rstrip("0").rstrip(".")


def _range(model: Model, bounds: tuple[int, int] | None) -> str:
    """One level or a range of them, without names, never above 5."""
    if bounds is None:
        return NO_FIGURE
    lower, upper = (min(5, bound) for bound in bounds)
    return str(lower) if lower == upper else level_words(model, lower, upper)
