"""Takes the instrument as plain data and gives it as frozen classes; knows neither YAML, nor answers, nor rules of scoring.

These classes are the single definition of the instrument.
At build time Pydantic reads `content/` onto them; in the browser `from_json` rebuilds them from `model.json`.
"""

from dataclasses import dataclass

LEVELS = (1, 2, 3, 4, 5)
SIDES = ("leadership", "front-line")
STRICT = {"extra": "forbid", "use_attribute_docstrings": True, "strict": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One of the five levels that every item and dimension is described in."""

    __pydantic_config__ = STRICT
    level: int
    """1 (lowest) to 5."""
    name: str
    """How people say it, such as "by rule"."""
    text: str
    """One sentence that says what the level means anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question with its ladder of five anchors."""

    __pydantic_config__ = STRICT
    id: str
    """`<dimension>.<slug>`, frozen for ever; a changed meaning needs a new id."""
    text: str
    """The question as people read it."""
    anchors: dict[int, str]
    """Level 1 to 5: one observable description each; each takes the ones below for granted."""
    you_would_see: str
    """What somebody would find who came to look, at a middle or higher level."""
    not_enough_if: str
    """The usual reason for answering too high."""
    ask: str
    """Who in the organization can answer."""
    provenance: str
    """Where the idea comes from and whose wording it is."""
    sources: tuple[str, ...]
    """Ids from sources.yml."""
    since: str
    """The model version that brought the item."""
    core: bool = False
    """True for the one item a dimension that the quick check asks."""
    weight: int = 1
    """A positive whole number: how much the item counts in its dimension."""
    na_allowed: bool = False
    """True if "not applicable" may be answered, with a reason; never for a core item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One of the parts of a pillar, measured by its items."""

    __pydantic_config__ = STRICT
    id: str
    """A slug, frozen for ever."""
    title: str
    """As printed."""
    definition: str
    """What it means, in our own words, in one or two sentences."""
    items: tuple[Item, ...]
    """In the order they are asked; the core item first."""
    next_steps: dict[int, str]
    """1 to 4: what to do to get from that level to the next."""
    overdone: str
    """What too much of it looks like."""
    b2b: str
    """What differs between firms."""
    b2c: str
    """What differs with consumers."""
    small: str
    """What differs below about 50 people."""
    large: str
    """What differs in a large organization."""
    sources: tuple[str, ...]
    """Ids from sources.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A group of dimensions."""

    __pydantic_config__ = STRICT
    id: str
    """A slug, frozen for ever."""
    title: str
    """As printed."""
    dimensions: tuple[Dimension, ...]
    """In model order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A group of respondents that a team may compare."""

    __pydantic_config__ = STRICT
    id: str
    """A slug."""
    title: str
    """As printed."""
    side: str | None = None
    """`leadership` or `front-line` where the role stands on one of these two sides, which a team's picture sets against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """An item that was asked once and must never come back under its id."""

    __pydantic_config__ = STRICT
    id: str
    """The id it had."""
    dimension: str
    """The dimension it counted in."""
    weight: int
    """Its last weight."""
    since: str
    """The model version that brought it."""
    until: str
    """The last model version that asked it."""
    replaced_by: str | None = None
    """The id of the item that took its place, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A yes/no question about customers that a claimed level should be able to answer with yes."""

    __pydantic_config__ = STRICT
    id: str
    """A slug."""
    text: str
    """The question as people read it."""
    dimension: str
    """The dimension it belongs to."""
    expected_from: int
    """From this level on, a "no" deserves a second look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetProfile:
    """A suggested target level for each dimension in one context."""

    __pydantic_config__ = STRICT
    size: str
    """`small` (fewer than 50 people) or `large`."""
    exchange: str
    """`discrete` or `continuous`."""
    why: str
    """The reason, in one or two sentences."""
    levels: dict[str, int]
    """Dimension id to level 1 to 5; a dimension that is left out gets the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A whole instrument: any number of pillars, dimensions and items."""

    __pydantic_config__ = STRICT
    id: str
    """A slug that names the instrument; forks choose their own."""
    version: str
    """`major.minor.patch`; a new major version makes older answers unreadable."""
    lang: str
    """A language tag such as `en`."""
    title: str
    """As printed."""
    scale: tuple[Level, ...]
    """The five levels, lowest first."""
    pillars: tuple[Pillar, ...]
    """In model order."""
    roles: tuple[Role, ...] = ()
    """At most 15."""
    min_group: int | str | None = None
    """The smallest group that is shown; see `group_minimum`."""
    retired: tuple[Retired, ...] = ()
    """Items that must never come back."""
    facts: tuple[Fact, ...] = ()
    """Say-do questions."""
    targets: tuple[TargetProfile, ...] = ()
    """Suggested targets by context."""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All dimensions in model order."""
        return tuple(d for p in self.pillars for d in p.dimensions)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in model order."""
        return tuple(i for d in self.dimensions for i in d.items)


def in_scope(dimension: Dimension, mode: str) -> tuple[Item, ...]:
    """The items of a dimension that a mode asks: `quick` the core item, `full` all."""
    return tuple(i for i in dimension.items if i.core or mode == "full")


def model_hash(model: Model) -> str:
    """Eight hexadecimal digits that change with what is asked and how it counts, not with wording (design, section 5)."""
    import hashlib  # only here: the browser need not load it for each start
    import json

    shape = [model.id, [[p.id, [[d.id, [[i.id, i.weight, i.core, i.na_allowed] for i in d.items]] for d in p.dimensions]] for p in model.pillars]]
    return hashlib.sha256(json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()[:8]


def from_json(data: dict) -> Model:
    """The model from what `model.json` holds; raises KeyError or TypeError where it is not of that form."""

    def keyed(mapping: dict) -> dict[int, str]:
        return {int(k): v for k, v in mapping.items()}

    def item(d: dict) -> Item:
        return Item(**{**d, "anchors": keyed(d["anchors"]), "sources": tuple(d["sources"])})

    def dimension(d: dict) -> Dimension:
        return Dimension(**{**d, "items": tuple(map(item, d["items"])), "next_steps": keyed(d["next_steps"]), "sources": tuple(d["sources"])})

    def pillar(d: dict) -> Pillar:
        return Pillar(**{**d, "dimensions": tuple(map(dimension, d["dimensions"]))})

    lists = {"scale": Level, "roles": Role, "retired": Retired, "facts": Fact, "targets": TargetProfile}
    built = {name: tuple(kind(**entry) for entry in data.get(name, ())) for name, kind in lists.items()}
    return Model(**{**data, **built, "pillars": tuple(map(pillar, data["pillars"]))})
