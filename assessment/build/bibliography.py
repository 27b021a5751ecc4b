"""Takes nothing and defines what `sources.yml` holds: one work that the site cites; knows how a reference is written out.

A reference is given in parts, so that each output marks it up and escapes it in its own way.
"""

from dataclasses import dataclass
from typing import Literal

from assessment.core.model import STRICT

Checked = Literal["V", "V2", "C", "M-high", "E"]

CHECKED = {
    "V": "checked on the page of the publisher, a repository or an archive",
    "V2": "checked second-hand: several independent lists agree",
    "C": "recomputed by this project",
    "M-high": "written from memory, not checked again",
    "E": "this project's own view",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One work that the site cites."""

    __pydantic_config__ = STRICT
    id: str
    """`<first author>-<year>` in plain ASCII; pages cite it as `[^id]`."""
    short: str
    """As named in a sentence, such as "Homburg, Jozić & Kuehnl (2017)"."""
    authors: str
    """As in a list of references."""
    year: str
    """In quotes, such as "2017"."""
    title: str
    """As published."""
    published_in: str
    """Journal with volume and pages, or publisher."""
    doi: str | None = None
    """Bare, without https://doi.org/ in front."""
    url: str | None = None
    """Where it can be read, if it has no DOI."""
    checked: Checked
    """How far the entry was verified."""
    summary: str
    """Two plain sentences of our own: what it shows, and a limit."""

    @property
    def address(self) -> str | None:
        """Where the work is found; None if no address is known."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def sentence(self) -> str:
        """Authors, year and title, with one full stop after each."""
        return f"{self.authors.rstrip('.')}. ({self.year}). {self.title}{'' if self.title.endswith(('.', '?', '!')) else '.'}"
