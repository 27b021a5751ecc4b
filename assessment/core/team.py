"""Takes a tally and gives `touchstone-team/1` as plain data, rounded for output: spread, agreement, roles, disagreements; knows no person.

All figures follow from counts (design, sections 4 and 5). A level comes from what a team agrees on, never from here.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessment.core.groups import group_minimum, hidden_groups
from assessment.core.model import Dimension, Item, Model, in_scope, model_hash
from assessment.core.spread import Spread, rounded_root
from assessment.core.tally import KINDS, Tally

FORMAT = "touchstone-team/1"


@dataclass(frozen=True, slots=True)
class Room:
    """One group's answers, or everybody's: spreads by item id, in scope and model order."""

    counts: dict[str, tuple[int, ...]]
    spreads: dict[str, Spread]


def room(tally: Tally, role: str | None = None) -> Room:
    """The answers of a role, or of all."""
    asked = [i for d in tally.model.dimensions for i in in_scope(d, tally.mode)]
    counts = {i.id: tally.counts(i.id, role) for i in asked}
    return Room(counts, {i: Spread(c[:5]) for i, c in counts.items()})


def make_team(tally: Tally, targets: dict[str, int], notes: list[dict[str, str]]) -> dict[str, object]:
    """The team's figures; `targets` is dimension id to level, `notes` are those of reading."""
    model = tally.model
    everybody = room(tally)
    minimum = group_minimum(model.min_group)
    return {
        "format": FORMAT,
        "model": {"id": model.id, "version": model.version, "hash": model_hash(model)},
        "mode": tally.mode,
        "n": tally.size(),
        "min_group": minimum,
        "items": _items(everybody),
        "dimensions": _dimensions(model, tally.mode, everybody, targets),
        "roles": _roles(tally, minimum, targets),
        "disagreements": disagreements(everybody),
        "notes": notes,
    }


def disagreements(everybody: Room) -> list[str]:
    """Items with at least two levels, the largest average deviation first, then the widest range, then model order."""
    known = [(i, s) for i, s in everybody.spreads.items() if s.n >= 2]
    return [i for i, s in sorted(known, key=lambda pair: (-pair[1].average_deviation, -pair[1].range))]


def dimension_mean(items: tuple[Item, ...], spreads: dict[str, Spread]) -> Fraction | None:
    """The weighted mean of the item means, 1 to 5; None if the items that have one weigh less than half."""
    known = [i for i in items if spreads[i.id].n]
    weight = sum(i.weight for i in known)
    if not known or 2 * weight < sum(i.weight for i in items):
        return None
    return sum((i.weight * spreads[i.id].mean for i in known), Fraction(0)) / weight


def make_team_notes(tally: Tally, again: int, modes: dict[str, int]) -> list[dict[str, str]]:
    """What the reader of the figures should know (`code`, `id`, `text`); `again` is how many hand-ins came from somebody who had handed in before, `modes` how many hand-ins were quick and full."""
    model, n = tally.model, tally.size()
    minimum = group_minimum(model.min_group)
    notes = []
    if tally.mode == "quick" and n:
        notes.append(("quick", "Quick check: one question a dimension is an indication."))
    if all(modes.values()):
        notes.append(("two-modes", "Some answered the quick check and some all the questions, so the questions have different numbers of answers."))
    if again:
        said = "1 hand-in came from somebody who had handed in before" if again == 1 else f"{again} hand-ins came from people who had handed in before"
        notes.append(("again", f"{said}: the later answer to each question counts."))
    if 0 < n < minimum:
        notes.append(("few", f"{n} {'person is' if n == 1 else 'people are'} fewer than {minimum}: who answered what can be guessed."))
    asked = [sum(tally.counts(i.id)) for i in model.items]
    alone = sum(0 < a < minimum for a in asked)
    if alone and n >= minimum:
        notes.append(("few-asked", f"{alone} {'question was' if alone == 1 else 'questions were'} asked of fewer than {minimum} people: who answered what there can be guessed."))
    sizes = [size for role in tally.roles if (size := tally.size(role))]
    if len(sizes) > 1 and any(hidden_groups(sizes, minimum)):
        notes.append(("hidden", f"Groups of fewer than {minimum} are not shown, nor one that would give them away."))
    return [{"code": code, "id": "team", "text": text} for code, text in notes]


def _items(group: Room) -> list[dict[str, object]]:
    return [_item(i, group.counts[i], s) for i, s in group.spreads.items()]


def _item(item: str, counts: tuple[int, ...], s: Spread) -> dict[str, object]:
    enough = s.agreement is not None
    return {
        "id": item,
        "counts": dict(zip(KINDS, counts, strict=True)),
        "n": s.n,
        "min": s.levels[0] if s.levels else None,
        "max": s.levels[-1] if s.levels else None,
        "mean": _number(s.mean),
        "median": _number(s.median),
        "sd": rounded_root(s.variance) if enough else None,
        "ad": _number(s.average_deviation) if enough else None,
        "rwg": _number(s.agreement),
        "word": s.word,
    }


def _dimensions(model: Model, mode: str, group: Room, targets: dict[str, int]) -> list[dict[str, object]]:
    return [_dimension(d, in_scope(d, mode), group.spreads, targets.get(d.id)) for d in model.dimensions]


def _dimension(dimension: Dimension, items: tuple[Item, ...], spreads: dict[str, Spread], target: int | None) -> dict[str, object]:
    asked = [spreads[i.id] for i in items]
    enough = bool(asked) and all(s.agreement is not None for s in asked)

    def averaged(figures: list[Fraction]) -> float | None:
        return _number(sum(figures, Fraction(0)) / len(figures)) if enough else None

    return {
        "id": dimension.id,
        "n": min((s.n for s in asked), default=0),
        "mean": _number(dimension_mean(items, spreads)),
        "target": target,
        "ad": averaged([s.average_deviation for s in asked] if enough else []),
        "rwg": averaged([s.agreement for s in asked] if enough else []),
    }


def _roles(tally: Tally, minimum: int, targets: dict[str, int]) -> list[dict[str, object]]:
    sizes = [tally.size(role) for role in tally.roles]
    hidden = hidden_groups(sizes, minimum)
    kept_back = _kept_back(tally, minimum, hidden)
    return [_role(tally, role, size, out, kept_back[role], targets) for role, size, out in zip(tally.roles, sizes, hidden, strict=True)]


def _kept_back(tally: Tally, minimum: int, hidden: list[bool]) -> dict[str, set[str]]:
    """Role to the items that too few of it were asked, some having taken the quick check only: for each item the groups are those who were asked it."""
    found: dict[str, set[str]] = {role: set() for role in tally.roles}
    for dimension in tally.model.dimensions:
        for item in in_scope(dimension, tally.mode):
            asked = [sum(tally.counts(item.id, role)) for role in tally.roles]
            for role, out in zip(tally.roles, hidden_groups(asked, minimum, hidden), strict=True):
                if out:
                    found[role].add(item.id)
    return found


def _role(tally: Tally, role: str, size: int, hidden: bool, kept_back: set[str], targets: dict[str, int]) -> dict[str, object]:
    if hidden:
        return {"id": role, "n": None, "hidden": True, "items": None, "dimensions": None}
    group = room(tally, role)
    items = [dict.fromkeys(one, None) | {"id": one["id"]} if one["id"] in kept_back else one for one in _items(group)]
    dimensions = _dimensions(tally.model, tally.mode, group, targets)
    for place, dimension in enumerate(tally.model.dimensions):
        if any(i.id in kept_back for i in in_scope(dimension, tally.mode)):
            dimensions[place] |= {"n": None, "mean": None, "ad": None, "rwg": None}
    return {"id": role, "n": size, "hidden": False, "items": items, "dimensions": dimensions}


def _number(figure: Fraction | None) -> float | None:
    """At most 4 decimals, half-even, in whole numbers: rounding a fraction is slow."""
    if figure is None:
        return None
    whole, rest = divmod(figure.numerator * 10_000, figure.denominator)
    up = 2 * rest > figure.denominator or (2 * rest == figure.denominator and whole % 2)
    return (whole + 1 if up else whole) / 10_000
