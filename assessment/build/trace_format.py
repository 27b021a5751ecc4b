"""Takes nothing and defines, for JSON Schema only, what a trace looks like: how each figure came about; knows no rule of scoring."""

from typing import Annotated, Literal

from pydantic import Field, with_config
from typing_extensions import TypedDict

from assessment.build.format_parts import CLOSED, Day, Importance, LevelNumber, Mode, ModelName, Point, Share, Status, Whole
from assessment.core.explain import FORMAT as TRACE

Range = Annotated[list[LevelNumber], Field(min_length=2, max_length=2)]


@with_config(CLOSED)
class TracePart(TypedDict):
    """A question in a dimension, a dimension in a pillar, or a pillar in the whole; every figure null where it is not applicable."""

    id: str
    weight: Whole
    applicable: bool
    value: Point | None
    low: Point | None
    high: Point | None
    coverage: Share | None
    lower: LevelNumber | None
    upper: LevelNumber | None
    level: LevelNumber | None


@with_config(CLOSED)
class TraceStep(TypedDict):
    """One figure: the rule in words, the sum with the person's own numbers in it, and the outcome."""

    figure: Literal["coverage", "point", "value", "low", "high", "lower", "upper", "status"]
    """`value` stands for `point` where too little is known to show it: it counts one storey up."""
    rule: str
    sum: str | None
    """The sum is exact; `≈` stands before an outcome that is rounded to four decimals."""
    value: float | LevelNumber | Status | None


@with_config(CLOSED)
class TraceStorey(TypedDict):
    """A dimension, a pillar, or the whole, with its parts and the sums of its figures."""

    id: str
    kind: Literal["dimension", "pillar", "overall"]
    title: str
    status: Status
    coverage: Share | None
    point: Point | None
    value: Point | None
    """The mean of what is known, also where too little is known to show it."""
    low: Point | None
    high: Point | None
    level: LevelNumber | None
    level_range: Range | None
    cap: Annotated[int, Field(ge=2, le=6)] | None
    """One level above the weakest part; null for a dimension, which nothing caps."""
    capped: bool
    """True if the cap, not the mean, sets the level."""
    blocked_by: list[str]
    next: str | None
    """What would be enough for the next level, in words."""
    parts: list[TracePart]
    steps: list[TraceStep]


TraceTarget = with_config(CLOSED)(
    # the key `from` is a word of Python, so this one is not written as a class
    TypedDict(
        "TraceTarget",
        {"id": str, "target": LevelNumber, "from": Literal["own", "context", "default"], "why": str, "point": Point | None, "sum": str | None, "gap": float | None},
    )
)


@with_config(CLOSED)
class TraceWay(TypedDict):
    """The share of the way from level 1 to the targets."""

    rule: str
    sum: str | None
    value: Share | None


@with_config(CLOSED)
class TracePriority(TypedDict):
    """A dimension below its target: gap × importance."""

    id: str
    gap: float
    importance: Importance
    sum: str
    score: float
    rank: Whole


@with_config(CLOSED)
class TraceStanding(TypedDict):
    """Where a storey stands, or would stand."""

    point: Point | None
    level_range: Range | None


@with_config(CLOSED)
class TraceThree(TypedDict):
    """What a question is part of."""

    dimension: TraceStanding
    pillar: TraceStanding
    overall: TraceStanding


@with_config(CLOSED)
class TraceCase(TraceThree):
    """All three if the question had this level."""

    level: LevelNumber
    reaches_next: bool
    """True if the dimension would reach a higher level in its worst case."""


@with_config(CLOSED)
class TraceWhatIf(TypedDict):
    """One question, one step up; or both ends of the scale where it has no level."""

    id: str
    dimension: str
    pillar: str
    answer: LevelNumber | Literal["dk", "na"] | None
    kind: Literal["step", "know", "top", "not-applicable"]
    before: TraceThree
    cases: list[TraceCase]


@with_config(CLOSED)
class TraceFile(TypedDict):
    """How every figure of a result came about."""

    format: Literal[TRACE]  # type: ignore[valid-type]
    model: ModelName
    mode: Mode
    date: Day | None
    storeys: list[TraceStorey]
    """The dimensions in model order, the pillars, the whole."""
    targets: list[TraceTarget]
    to_target: TraceWay
    priorities: list[TracePriority]
    what_if: list[TraceWhatIf]
