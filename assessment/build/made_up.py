"""Takes nothing and defines the form of `content/example-team.yml`; knows no model. What an answer may be, the rule says in kinder words."""

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from assessment.build.format_parts import CLOSED, Mode


@with_config(CLOSED)
class MadeUpPerson(TypedDict):
    """One person of the team."""

    respondent: str
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
    answers: dict[str, list[int | str | None]]
    """By item id: one answer for each person who is asked, 1 to 5, dk, na or ~ for a blank."""
