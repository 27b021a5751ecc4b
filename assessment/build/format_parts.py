"""Takes nothing and defines what the forms of several files have in common; knows no file and no rule of scoring."""

from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from assessment.core.answers import MOST_TEXT

CLOSED = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)

Whole = Annotated[int, Field(ge=1)]
LevelNumber = Annotated[int, Field(ge=1, le=5)]
Importance = Annotated[int, Field(ge=1, le=3)]
Share = Annotated[float, Field(ge=0, le=1)]
Point = Annotated[float, Field(ge=1, le=5)]
Text = Annotated[str, Field(max_length=MOST_TEXT)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Mode = Literal["quick", "full"]
Status = Literal["scored", "provisional", "not-enough", "not-applicable"]


@with_config(CLOSED)
class ModelName(TypedDict):
    """Which edition of which instrument."""

    id: str
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    hash: NotRequired[Annotated[str, Field(pattern="^[0-9a-f]{8}$")] | None]
    """Changes with what is asked and how it counts, not with wording."""


@with_config(CLOSED)
class Note(TypedDict):
    """Something that the reader of the figures should know."""

    code: str
    id: str
    text: str
