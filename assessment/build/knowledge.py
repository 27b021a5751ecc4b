"""Takes nothing and defines what the guide keeps in YAML: claims, stations of its history, terms, effects; knows no page's layout."""

from dataclasses import dataclass
from typing import Literal

from assessment.core.model import STRICT

Verdict = Literal["holds", "partly", "not-supported", "wrong"]

VERDICTS: dict[str, str] = {"holds": "Holds", "partly": "Partly", "not-supported": "Not supported", "wrong": "Wrong"}
"""Each verdict as printed, in the order in which they are offered."""

SHOWN_ON = {"claims": "guide/claims.md", "timeline": "guide/history.md", "glossary": "glossary.md", "effects": "guide/does-it-pay.md"}
"""The page below docs/ that shows each kind, and so cites its sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A popular claim that was checked."""

    __pydantic_config__ = STRICT
    id: str
    """A slug; the claim's place on its page."""
    claim: str
    """What is said, put as fairly as we can."""
    heard: str
    """Where it is usually met."""
    verdict: Verdict
    """Holds, partly, not-supported (we found nothing that carries it) or wrong (a source decides the matter)."""
    short: str
    """The verdict's reason in one sentence."""
    evidence: str
    """What the sources show, on whom, when, and what speaks against it."""
    instead: str
    """What to write in its place."""
    sources: tuple[str, ...]
    """Ids of sources.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A station of the history."""

    __pydantic_config__ = STRICT
    id: str
    """A slug; the station's place on its page."""
    when: str
    """The time as printed."""
    sort: int
    """The year by which stations are in order; before our era below zero."""
    title: str
    """The station in one short sentence."""
    what: str
    """What is known."""
    how_well: str
    """How well it is known."""
    often_said: str
    """What it is often made to mean, and whether that holds."""
    sources: tuple[str, ...]
    """Ids of sources.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the subject."""

    __pydantic_config__ = STRICT
    id: str
    """A slug; the term's place in the glossary."""
    term: str
    """The word as this site uses it."""
    also: tuple[str, ...]
    """Other names that people look for."""
    text: str
    """One or two sentences that say what it means."""
    see: tuple[str, ...]
    """Pages below docs/ that say more, the main one first."""
    sources: tuple[str, ...]
    """Ids of sources.yml; empty if the wording is common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A measured relation that is drawn to scale."""

    __pydantic_config__ = STRICT
    id: str
    """A slug."""
    label: str
    """The relation as printed."""
    figure: float
    """The figure, in `unit`."""
    low: float | None
    """Lower end of its interval, or null if none could be read."""
    high: float | None
    """Upper end of its interval, or null."""
    unit: Literal["r"]
    """r, a correlation: -1 to 1."""
    n: str
    """The sample, in words."""
    year: str
    """When it was published, in quotes."""
    what: str
    """What was measured."""
    caveat: str
    """What does not follow from it."""
    sources: tuple[str, ...]
    """Ids of sources.yml; effects with the same sources are drawn as one group."""
    checked: Literal["V", "V2", "C", "M-high"]
    """How far the figure was verified; the marks are those of sources.yml."""

    @property
    def shared(self) -> float:
        """The share of variance, 0 to 1: the square of the correlation."""
        return self.figure * self.figure
