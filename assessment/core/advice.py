"""Takes an outcome and gives what it says about targets, priorities and what to find out first, in words; knows no markup.

Every sum is printed with the person's own numbers, rounded to two decimals for reading; the exact ones decide the order.
"""

from dataclasses import dataclass

from assessment.core.model import Dimension
from assessment.core.outcome import Outcome
from assessment.core.priorities import DRAWS, TOP, Priority
from assessment.core.wording import CONTEXT_WORDS, count, figure, listing, percent

IMPORTANCE = {1: "1 low", 2: "2 normal", 3: "3 high"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dimension below its target: `rank` as printed, `sum` with its result, `firmness` how often it stays among the first three, `confidence` how sure its figure is."""

    dimension: Dimension
    rank: str
    target: int
    importance: int
    sum: str
    score: str
    firmness: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A dimension without a point: what it could gain, and whom to ask."""

    dimension: Dimension
    sum: str
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What follows from the figures: where the targets come from, what is below them, what is at them, what is not known."""

    targets: str
    why: str
    """The reason for the suggested targets; empty where there are none."""
    way: str
    """How far the way to the targets is gone; empty where there is no figure."""
    own: bool
    """True if the person set a target of their own."""
    listed: tuple[Candidate, ...]
    order: str
    """How the order came about and where it is shared."""
    enough: tuple[str, ...]
    """Titles of the dimensions at or above their targets."""
    find_out: tuple[Unknown, ...]

    @property
    def first(self) -> tuple[Candidate, ...]:
        """The first three; more where the third place is shared."""
        if len(self.listed) <= TOP:
            return self.listed
        last = self.listed[TOP - 1].rank
        return tuple(c for place, c in enumerate(self.listed) if place < TOP or c.rank == last)


def make_advice(found: Outcome) -> Advice:
    """The advice; dimensions that are not applicable are left out."""
    dimensions = {d.id: d for d in found.model.dimensions}
    ranks = [p.rank for p in found.priorities]
    known = [s for s in found.standings.values() if s.point is not None]
    return Advice(
        targets=_origin(found),
        why=_profile_why(found),
        way=_way(found),
        own=any(t.origin == "own" for t in found.targets.values()),
        listed=tuple(_candidate(found, dimensions[p.id], p, ranks.count(p.rank) > 1) for p in found.priorities),
        order=_order(found.priorities),
        enough=tuple(dimensions[s.id].title for s in known if not s.gap),
        find_out=tuple(_unknown(found, dimensions[i]) for i in found.find_out),
    )


def _candidate(found: Outcome, dimension: Dimension, p: Priority, shared: bool) -> Candidate:
    standing = found.standings[p.id]
    return Candidate(
        dimension=dimension,
        rank=f"{p.rank}, shared" if shared else str(p.rank),
        target=standing.target,
        importance=p.importance,
        sum=f"({standing.target} − {figure(standing.point)}) × {p.importance}",
        score=figure(p.score),
        firmness="–" if p.top3_share is None else percent(p.top3_share),
        confidence=next(d.confidence for d in found.scores.dimensions if d.storey.id == p.id) or "",
    )


def _unknown(found: Outcome, dimension: Dimension) -> Unknown:
    standing = found.standings[dimension.id]
    score = next(d for d in found.scores.dimensions if d.storey.id == dimension.id)
    asks = [who.strip() for i, a in zip(score.items, score.answers, strict=True) if a.level is None and a.state != "na" for who in i.ask.split(";")]
    most = (standing.target - standing.low) * standing.importance
    return Unknown(dimension, f"up to ({standing.target} − {figure(standing.low)}) × {standing.importance} = {figure(most)}", tuple({who.lower(): who for who in reversed(asks)}.values())[::-1])


def _order(listed: tuple[Priority, ...]) -> str:
    if not listed:
        return ""
    shared = any(p.rank == q.rank for p, q in zip(listed, listed[1:], strict=False))
    ties = " Where scores are equal the rank is shared, and the one with the lower mean merely stands first." if shared else ""
    return f"The order is gap times importance, the largest first.{ties} How sure each figure is stands beside it and is not mixed in; nor is what a step would cost you."


def firmness_note(advice: Advice) -> str:
    """What the share among the first three means, and what it does not."""
    if len(advice.listed) <= TOP:
        return ""
    return (
        f"How firm: all scores were multiplied {DRAWS:,} times by factors between 0.5 and 1.5, each dimension by its own; "
        "the share tells how often a dimension stayed among the first three. It tries other weights, not other answers."
    )


def _origin(found: Outcome) -> str:
    origins = [found.targets[i].origin for i in found.standings]
    own, context = origins.count("own"), origins.count("context")
    said = [CONTEXT_WORDS[found.answers.scope[key]] for key in ("size", "exchange") if found.answers.scope.get(key)]
    parts = []
    if context:
        parts.append(f"The targets are suggested for a unit with {listing(said)}.")
    elif origins.count("default"):
        parts.append("The target is 3 wherever you set none: a common starting point, not advice.")
        if found.model.targets:
            parts.append("Say how large the unit is and how customers deal with it, and there is a suggestion that fits better.")
    if own:
        parts.append(f"{count(own, 'target is', 'targets are')} your own.")
    return " ".join(parts)


def _profile_why(found: Outcome) -> str:
    if not any(found.targets[i].origin == "context" for i in found.standings):
        return ""
    size, exchange = found.answers.scope.get("size"), found.answers.scope.get("exchange")
    return next((t.why for t in found.model.targets if (t.size, t.exchange) == (size, exchange)), "")


def _way(found: Outcome) -> str:
    if found.to_target is None:
        return ""
    known = sum(s.point is not None for s in found.standings.values())
    return f"{percent(found.to_target)} of the way from level 1 to these targets is done, over the {count(known, 'dimension', 'dimensions')} with a figure."
