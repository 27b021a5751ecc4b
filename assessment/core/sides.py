"""Takes a tally and gives the answers of leadership and of the front line as two groups, or None where that would show a single person; knows no drawing and no words."""

from dataclasses import dataclass
from fractions import Fraction

from assessment.core.groups import hidden_groups
from assessment.core.model import SIDES, Model, in_scope
from assessment.core.spread import Spread
from assessment.core.tally import Tally
from assessment.core.team import dimension_mean


@dataclass(frozen=True, slots=True)
class Side:
    """Some roles taken together: their titles, how many people, the mean of each dimension (None where too few levels are known, or somebody could be worked out)."""

    roles: tuple[str, ...]
    n: int
    means: dict[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Sides:
    """The two, and the questions that both were asked: all of them (`full`) or the core ones (`quick`)."""

    leadership: Side
    front_line: Side
    mode: str


def has_sides(model: Model) -> bool:
    """True if the model has a role on each of the two sides."""
    return set(SIDES) <= {role.side for role in model.roles}


def both_sides(tally: Tally, minimum: int) -> Sides | None:
    """Leadership and front line, if both may be shown.

    All people of a side count, also those whose own role is too small to be shown, unless somebody could be worked out:
    those who are hidden on a side, and those hidden on neither, must be nobody or at least `minimum`.
    Where they are not, a side is made of the roles that are shown by themselves, which tells nothing new.
    The same holds question by question, for some may have been asked the core questions only:
    where it does not, or where fewer than `minimum` people of a side were asked, all but the core questions are left out on both sides,
    and where it is a core question, which tables may hold of anybody, its dimension has no mean on either.
    """
    sizes = {role: tally.size(role) for role in tally.roles}
    shown = {role: not out for role, out in zip(tally.roles, hidden_groups(list(sizes.values()), minimum), strict=True)}
    side_of = {role.id: role.side for role in tally.model.roles}

    def tells_nobody(asked: dict[str, int], open_: dict[str, bool]) -> bool:
        left = [sum(n for role, n in asked.items() if side_of.get(role) == side and not open_[role]) for side in (*SIDES, None)]
        return all(n == 0 or n >= minimum for n in left)

    safe = tells_nobody(sizes, shown)
    groups = [[role for role in tally.model.roles if role.side == side and sizes[role.id] and (safe or shown[role.id])] for side in SIDES]
    people = [sum(sizes[role.id] for role in group) for group in groups]
    if min(people) < minimum:
        return None
    pooled = [_pooled(tally, [role.id for role in group]) for group in groups]
    included = {role.id for group in groups for role in group}
    unsafe = set()
    for item in tally.model.items:
        asked = {role: sum(tally.counts(item.id, role)) for role in tally.roles}
        out = hidden_groups(list(asked.values()), minimum, [not shown[role] for role in tally.roles])
        open_ = {role: not hides for role, hides in zip(tally.roles, out, strict=True)}
        # Pooled by side, what is kept back must be enough people on each; made of shown roles, none of them may be kept back.
        kept = tells_nobody(asked, open_) if safe else all(open_[role] for role in included)
        if not kept or any(sum(counts[item.id]) < minimum for counts in pooled):
            unsafe.add(item.id)
    mode = "quick" if unsafe else tally.mode
    made = [Side(tuple(r.title for r in group), n, _means(tally.model, mode, counts, unsafe)) for group, n, counts in zip(groups, people, pooled, strict=True)]
    return Sides(*made, mode)


def _pooled(tally: Tally, roles: list[str]) -> dict[str, tuple[int, ...]]:
    """The counts of some roles together, by item id."""
    return {i.id: tuple(map(sum, zip(*(tally.counts(i.id, role) for role in roles), strict=True))) for i in tally.model.items}


def _means(model: Model, mode: str, counts: dict[str, tuple[int, ...]], unsafe: set[str]) -> dict[str, Fraction | None]:
    spreads = {item: Spread(said[:5]) for item, said in counts.items()}
    asked = {d.id: in_scope(d, mode) for d in model.dimensions}
    return {d: None if any(i.id in unsafe for i in items) else dimension_mean(items, spreads) for d, items in asked.items()}
