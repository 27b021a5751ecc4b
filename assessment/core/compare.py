"""Takes a model and two sets of answers and gives what changed between them, dimension by dimension, exactly; knows no rounding and no words.

Only pairs count as change: items that both files were asked and that have a level in both (design, section 4, "Comparison").
So an item that was renamed, added or retired since can't pass for progress or for decline.

- Asked in a file was an item of today's model whose `since` is not later than the file's version, and a retired one whose version lies
  from `since` to `until`. In quick mode: the core items, and a retired item only if `replaced_by` leads to an item that is core today.
- Common is an item of today's model that both files were asked, each in its own mode. The versions of both files count: a file that
  is called the newer one may have been given to the earlier version.
- `before`, `after` and `delta` are null together where the pairs weigh less than half of the common items (or there are none): a mean
  that can't carry a difference is not shown as one. Weights are today's; an item that is not applicable in both files is common, no pair.
- `learned` went from don't know or blank to a level, `lost` the other way; between "not applicable" and anything else is neither.
- `total` is the difference of the two points, each by the rule for any storey over all that its own file was asked; retired items weigh
  what they weighed last; null where one of the two has no point.
- `target` is the newer file's; null where the dimension is not applicable there.
- `progress` is (after − before) / (target − before), not clipped: 0 is no step yet, 1 the target, more is beyond it, below 0 is away
  from it; null where there is no change to show, or no target, or the target was reached before (`already`).
"""

from dataclasses import dataclass
from fractions import Fraction

from assessment.core.answers import Answer, Answers, version_of
from assessment.core.model import Dimension, Item, Model
from assessment.core.scoring import HALF, Storey, item_part, storey
from assessment.core.targets import targets_for


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one dimension; `pairs`, `common`, `learned` and `lost` hold item ids in model order, figures are levels or None."""

    dimension: Dimension
    pillar: str
    common: tuple[str, ...]
    pairs: tuple[str, ...]
    before: Fraction | None
    after: Fraction | None
    total: Fraction | None
    target: int | None
    learned: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def delta(self) -> Fraction | None:
        """After minus before: "you changed"."""
        return None if self.before is None else self.after - self.before

    @property
    def rest(self) -> Fraction | None:
        """Total minus delta: "other questions asked or answered"."""
        return None if self.total is None or self.delta is None else self.total - self.delta

    @property
    def already(self) -> bool:
        """True where the target was reached before."""
        return self.target is not None and self.before is not None and self.target <= self.before

    @property
    def progress(self) -> Fraction | None:
        """The share of the way from before to the target, not clipped."""
        if self.target is None or self.delta is None or self.already:
            return None
        return self.delta / (self.target - self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files and every dimension's change, in model order."""

    model: Model
    older: Answers
    newer: Answers
    dimensions: tuple[Change, ...]


def compare(model: Model, older: Answers, newer: Answers) -> Comparison:
    """What changed from `older` to `newer`; the caller says which is which."""
    targets = targets_for(model, newer)
    found = []
    for pillar in model.pillars:
        for dimension in pillar.dimensions:
            was, now = (_storey(model, dimension, file) for file in (older, newer))
            total = None if was.point is None or now.point is None else now.point - was.point
            target = None if now.status == "not-applicable" else targets[dimension.id].level
            found.append(_change(dimension, pillar.id, older, newer, total, target))
    return Comparison(model, older, newer, tuple(found))


def _change(dimension: Dimension, pillar: str, older: Answers, newer: Answers, total: Fraction | None, target: int | None) -> Change:
    common = [i for i in dimension.items if _was_asked(i, older) and _was_asked(i, newer)]
    given = {i.id: (older.get(i.id), newer.get(i.id)) for i in common}
    pairs = [i for i in common if all(a.level is not None for a in given[i.id])]
    weight = sum(i.weight for i in pairs)
    before = after = None
    if pairs and weight >= HALF * sum(i.weight for i in common):
        before, after = (Fraction(sum(i.weight * given[i.id][side].level for i in pairs), weight) for side in (0, 1))
    return Change(
        dimension=dimension,
        pillar=pillar,
        common=tuple(i.id for i in common),
        pairs=tuple(i.id for i in pairs),
        before=before,
        after=after,
        total=total,
        target=target,
        learned=tuple(i.id for i in common if _is_open(given[i.id][0]) and given[i.id][1].level is not None),
        lost=tuple(i.id for i in common if given[i.id][0].level is not None and _is_open(given[i.id][1])),
    )


def _is_open(answer: Answer) -> bool:
    """Don't know, or blank."""
    return answer.level is None and answer.state != "na"


def _version(text: str) -> tuple[int, int, int]:
    return version_of(text) or (0, 0, 0)


def _was_asked(item: Item, file: Answers) -> bool:
    return (item.core or file.mode == "full") and _version(item.since) <= _version(file.model_version)


def _storey(model: Model, dimension: Dimension, file: Answers) -> Storey:
    """The dimension's figures over all items that the file's own version and mode asked."""
    parts = [item_part(i, file.get(i.id)) for i in dimension.items if _was_asked(i, file)]
    for gone in model.retired:
        then = _version(gone.since) <= _version(file.model_version) <= _version(gone.until)
        if gone.dimension == dimension.id and then and (file.mode == "full" or _became_core(model, gone.id)):
            parts.append(item_part(gone, file.set_aside.get(gone.id, Answer())))
    return storey(dimension.id, tuple(parts), quick=file.mode == "quick", capping=False)


def _became_core(model: Model, id: str) -> bool:
    """True if the item, through those that replaced it, leads to one that is core today."""
    heirs = {gone.id: gone.replaced_by for gone in model.retired}
    core = {i.id for i in model.items if i.core}
    for _ in heirs:
        id = heirs.get(id)
        if id in core:
            return True
    return False
