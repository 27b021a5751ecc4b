"""Takes nothing and defines, for JSON Schema only, what the files look like that people keep; knows no rule of scoring.

The engine checks such files itself, in plain lines and with kinder words (`core/intake.py`).
A test holds the two together: what the engine writes is of the form given here.
"""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from assessment.build.format_parts import CLOSED, Day, Importance, LevelNumber, Mode, ModelName, Note, Point, Share, Status, Text, Whole
from assessment.build.team_format import TeamFile
from assessment.build.trace_format import TraceFile
from assessment.core.answers import FORMAT as ANSWERS
from assessment.core.comparison import FORMAT as COMPARISON
from assessment.core.explain import FORMAT as TRACE
from assessment.core.result import FORMAT as RESULT
from assessment.core.team import FORMAT as TEAM

@with_config(CLOSED)
class Scope(TypedDict):
    """What the answers are about, as far as the person said."""

    unit: NotRequired[str | None]
    period: NotRequired[str | None]
    role: NotRequired[str | None]
    size: NotRequired[Literal["small", "large"] | None]
    exchange: NotRequired[Literal["discrete", "continuous"] | None]


@with_config(CLOSED)
class AnswerEntry(TypedDict):
    """The answer to one item: a level, or a state, or neither (a note on a blank)."""

    level: NotRequired[LevelNumber]
    state: NotRequired[Literal["dk", "na"]]
    note: NotRequired[Text]
    evidence: NotRequired[Text]
    dissent: NotRequired[Text]
    reason: NotRequired[Text]
    """Only with the state `na`."""


PlanEntry = with_config(CLOSED)(
    # the key `from` is a word of Python, so this one is not written as a class
    TypedDict("PlanEntry", {"dimension": str, "from": Annotated[int, Field(ge=1, le=4)], "owner": NotRequired[Text], "due": NotRequired[Day | None], "measure": NotRequired[Text]})
)


@with_config(CLOSED)
class AnswersFile(TypedDict):
    """One respondent's answers, or those that a team agreed on."""

    format: Literal[ANSWERS]  # type: ignore[valid-type]
    model: ModelName
    kind: NotRequired[Literal["own", "agreed"]]
    respondent: NotRequired[Annotated[str, Field(pattern="^[0-9A-HJKMNP-TV-Z]{8}$")] | None]
    """Eight random symbols, made with the first answer."""
    mode: Mode
    date: NotRequired[Day | None]
    """Of the last change."""
    scope: NotRequired[Scope]
    answers: dict[str, AnswerEntry]
    """By item id."""
    targets: NotRequired[dict[str, LevelNumber]]
    """By dimension id."""
    importance: NotRequired[dict[str, Importance]]
    """By dimension id."""
    facts: NotRequired[dict[str, Literal["yes", "no", "dk"]]]
    """By fact id."""
    plan: NotRequired[list[PlanEntry]]


@with_config(CLOSED)
class Storey(TypedDict):
    """What a dimension, a pillar and the whole have in common."""

    id: str
    status: Status
    coverage: Share | None
    point: Point | None
    low: Point | None
    high: Point | None
    level: LevelNumber | None
    level_range: Annotated[list[LevelNumber], Field(min_length=2, max_length=2)] | None
    blocked_by: list[str]
    """Ids of the parts that keep it from the next level, lowest first."""


@with_config(CLOSED)
class Capped(Storey):
    """A pillar, or the whole."""

    capped: bool | None
    """True if the weakest part, not the mean, sets the level."""


@with_config(CLOSED)
class ItemAnswer(TypedDict):
    """An item in scope and what was answered; null for a blank."""

    id: str
    answer: LevelNumber | Literal["dk", "na"] | None
    weight: Whole


@with_config(CLOSED)
class DimensionResult(Storey):
    """A dimension, with its target and its answers."""

    pillar: str
    uneven: bool | None
    confidence: Literal["good", "fair", "little"] | None
    target: LevelNumber | None
    target_from: Literal["own", "context", "default"] | None
    gap: Annotated[float, Field(ge=0, le=4)] | None
    importance: Importance | None
    items: list[ItemAnswer]


@with_config(CLOSED)
class Priority(TypedDict):
    """A dimension below its target."""

    id: str
    gap: float
    importance: Importance
    score: float
    rank: Whole
    top3_share: Share | None
    """How often it is among the first three when the weights vary."""


@with_config(CLOSED)
class ResultFile(TypedDict):
    """What the answers come to; figures have at most 4 decimals."""

    format: Literal[RESULT]  # type: ignore[valid-type]
    model: ModelName
    mode: Mode
    date: Day | None
    scope: Scope
    overall: Capped
    pillars: list[Capped]
    dimensions: list[DimensionResult]
    to_target: Share | None
    priorities: list[Priority]
    find_out: list[str]
    """Dimensions without a point: find out before you improve."""
    notes: list[Note]


@with_config(CLOSED)
class Compared(TypedDict):
    """One of the two files that were compared."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    mode: Mode
    date: Day | None


@with_config(CLOSED)
class DimensionChange(TypedDict):
    """What changed in one dimension, over the items that have a level in both files."""

    id: str
    pairs: Annotated[int, Field(ge=0)]
    """Common items with a level in both."""
    common: Annotated[int, Field(ge=0)]
    """Items of today's model that both files were asked."""
    before: Point | None
    after: Point | None
    delta: Annotated[float, Field(ge=-4, le=4)] | None
    """After minus before; null, as those two, if the pairs weigh less than half of the common items."""
    total: Annotated[float, Field(ge=-4, le=4)] | None
    """The difference of the two points, each over all items that its own file was asked."""
    target: LevelNumber | None
    """That of the newer file; null if the dimension is not applicable there."""
    progress_to_date: float | None
    """The share of the way from before to the target, not clipped; null if the target was reached before."""
    learned: list[str]
    """Common items that went from don't know or blank to a level."""
    lost: list[str]
    """The reverse."""


@with_config(CLOSED)
class ComparisonFile(TypedDict):
    """What changed from an older to a newer answers file; several of them stand in a list, each with the same older one."""

    format: Literal[COMPARISON]  # type: ignore[valid-type]
    model: ModelName
    older: Compared
    newer: Compared
    dimensions: list[DimensionChange]
    notes: list[Note]


FORMATS = {ANSWERS: AnswersFile, RESULT: ResultFile, TRACE: TraceFile, COMPARISON: ComparisonFile, TEAM: TeamFile}
