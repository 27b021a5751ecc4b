"""From content/ to everything generated: model, schemas, form, fragments, engine; never in the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.core.faults import Fault


def check(content: Path, docs: Path | None = None) -> "list[Fault]":
    """Every fault of the content, and of the pages if `docs` is given, sorted by file and line."""
    from assessment.build.gate import check  # only when asked: Pydantic takes a while to start

    return check(content, docs)


def build(content: Path, out: Path, progress: Callable[[str], None] = print, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Write everything generated into `out`; raises Faulty with every fault of the content, and then writes nothing.

    `meanwhile` is called when all is written but the engine, which is made beside it.
    """
    from assessment.build.generate import build

    build(content, out, progress, meanwhile)


def model_json(content: Path) -> str:
    """The text of `model.json` for this content; pages are not looked at. Raises Faulty with every fault."""
    from assessment.build import gate, generate

    return generate.model_json(gate.passed(content).model)
