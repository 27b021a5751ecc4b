"""Small instruments for tests, made of plain words: any number of pillars, dimensions and items."""

from assessment.core.answers import Answer, Answers
from assessment.core.model import Dimension, Item, Level, Model, Pillar, Role


def item(dimension: str, number: int, *, weight: int = 1, core: bool = False, na_allowed: bool = False) -> Item:
    """Item `<dimension>.<number>`."""
    return Item(
        id=f"{dimension}.{number}",
        text=f"Question {number} of {dimension}?",
        anchors={n: f"Anchor {n} of {dimension} {number}." for n in range(1, 6)},
        you_would_see="",
        not_enough_if="",
        ask="somebody",
        provenance="",
        sources=(),
        since="1.0.0",
        core=core,
        weight=weight,
        na_allowed=na_allowed,
    )


def dimension(id: str, weights: tuple[int, ...] = (1, 1, 1, 1), *, na: bool = True) -> Dimension:
    """A dimension whose first item is core; the others allow `na` unless told otherwise."""
    items = tuple(item(id, n, weight=w, core=n == 0, na_allowed=na and n > 0) for n, w in enumerate(weights))
    steps = {n: f"Step {n} of {id}." for n in range(1, 5)}
    return Dimension(id=id, title=id.title(), definition="", items=items, next_steps=steps, overdone="", b2b="", b2c="", small="", large="", sources=())


def instrument(*pillars: tuple[Dimension, ...], version: str = "1.0.0", **more: object) -> Model:
    """A model `t` whose pillars are `p0`, `p1`, …"""
    scale = tuple(Level(level=n, name=f"name {n}", text="") for n in range(1, 6))
    roles = (Role(id="lead", title="Lead"), Role(id="front", title="Front"))
    made = tuple(Pillar(id=f"p{n}", title=f"P{n}", dimensions=dimensions) for n, dimensions in enumerate(pillars))
    return Model(id="t", version=version, lang="en", title="T", scale=scale, pillars=made, roles=roles, **more)


def answered(model: Model, said: dict[str, object], mode: str = "full", **more: object) -> Answers:
    """Answers from item id to a level, `dk`, `na` or None."""
    answers = {i: Answer(level=v) if isinstance(v, int) else Answer(state=v) for i, v in said.items() if v is not None}
    return Answers(model_id=model.id, model_version=model.version, mode=mode, answers=answers, **more)


def sheet(model: Model, rows: list[tuple[object, ...]], mode: str = "full", **more: object) -> Answers:
    """Answers from one tuple a dimension, in model order."""
    said = {i.id: v for d, row in zip(model.dimensions, rows, strict=True) for i, v in zip(d.items, row, strict=True)}
    return answered(model, said, mode, **more)
