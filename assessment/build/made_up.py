"""Takes nothing and defines the form of `content/example-team.yml`; knows no model."""

from typing import Annotated, Literal

from pydantic import Field, with_config
from typing_extensions import TypedDict

from assessment.build.format_parts import CLOSED, LevelNumber, Mode


@with_config(CLOSED)
class MadeUpPerson(TypedDict):
    """One person of the team."""

    respondent: Annotated[str, Field(pattern="^[0-9A-HJKMNP-TV-Z]{8}$")]
    """Eight symbols; none of I, L, O and U."""
    role: str | None
    """A role of model.yml, or ~ for somebody who gave none."""
    mode: Mode
    """quick or full; those with quick stand last."""


@with_config(CLOSED)
class ExampleTeam(TypedDict):
    """A made-up team and what its people answer."""

    people: Annotated[list[MadeUpPerson], Field(min_length=1)]
    """In the order of the answers in each row."""
    answers: dict[str, list[LevelNumber | Literal["dk", "na"] | None]]
    """By item id: one answer for each person who is asked, 1 to 5, dk, na or ~ for a blank."""
