"""Takes nothing and defines, for JSON Schema only, what a team's figures look like as a file; knows no rule of counting."""

from typing import Annotated, Literal

from pydantic import Field, with_config
from typing_extensions import TypedDict

from assessment.build.format_parts import CLOSED, LevelNumber, Mode, ModelName, Note, Point
from assessment.core.team import FORMAT as TEAM

People = Annotated[int, Field(ge=0)]
Deviation = Annotated[float, Field(ge=0, le=2)]
Agreement = Annotated[float, Field(ge=-1.4, le=1)]

Counts = with_config(CLOSED)(
    # keys that are digits can't be written as a class
    TypedDict("Counts", {**{str(level): People for level in range(1, 6)}, "dk": People, "na": People, "blank": People})
)


@with_config(CLOSED)
class TeamItem(TypedDict):
    """What a group answered to one question; figures are null where too few gave a level, and all of them where a role is shown but too few of it were asked this question."""

    id: str
    counts: Counts | None
    """How often each answer was given."""
    n: People | None
    """How many gave a level; every figure below is over these."""
    min: LevelNumber | None
    max: LevelNumber | None
    mean: Point | None
    median: Point | None
    sd: Annotated[float, Field(ge=0, le=2.2)] | None
    """Sample standard deviation, n − 1; null below five levels, as the three that follow."""
    ad: Deviation | None
    """Mean absolute deviation about the mean, in levels."""
    rwg: Agreement | None
    """1 − s² / 2, not clipped: 1 is full agreement, 0 what random answers give."""
    word: Literal["shared", "mixed", "two camps"] | None


@with_config(CLOSED)
class TeamDimension(TypedDict):
    """A dimension over its questions; it has no level, for a level comes from what a team agrees on."""

    id: str
    n: People | None
    """The smallest n of its questions; null, as all figures but the target, where one of them is kept back."""
    mean: Point | None
    """Weighted mean of the questions' means; null if those with one weigh less than half."""
    target: LevelNumber
    ad: Deviation | None
    rwg: Agreement | None


@with_config(CLOSED)
class TeamRole(TypedDict):
    """A group that a team may compare; nothing but its id where it is hidden."""

    id: str
    n: People | None
    hidden: bool
    items: list[TeamItem] | None
    dimensions: list[TeamDimension] | None


@with_config(CLOSED)
class TeamFile(TypedDict):
    """What many answers come to; every figure follows from the counts, and figures have at most 4 decimals."""

    format: Literal[TEAM]  # type: ignore[valid-type]
    model: ModelName
    mode: Mode
    n: People
    """How many people: the largest number of answers of any kind that one question has."""
    min_group: Annotated[int, Field(ge=3)]
    items: list[TeamItem]
    dimensions: list[TeamDimension]
    roles: list[TeamRole]
    """The model's roles, then `unsaid`: those who named none."""
    disagreements: list[str]
    """Ids of the questions with two levels or more, largest average deviation first."""
    notes: list[Note]
