"""Takes the made-up answers in `content/example.yml` and gives the page's pieces: the report as the engine writes it, and the way to try it; knows no scoring.

The file is optional, and held to the same rules as a file that a person loads.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict

from assessment.build.content import Content
from assessment.build.fragments import rendered
from assessment.build.reading import EntryPath, Finding
from assessment.core.api import call
from assessment.core.faults import Fault, Faulty
from assessment.core.model import Model

ROOT = "../../"  # the page lies two folders below the root of the site


def example_fits_the_model(content: Content) -> Iterator[Finding]:
    """The example is answers that the assessment itself would take; for content without another finding."""
    if content.example is None:
        return
    try:
        ask(content.model, "check", answers=content.example)
    except Faulty as faulty:
        for fault in faulty.faults:
            yield content.documents["example"].finding(_place(fault), f"{fault.where} {fault.wrong}", fault.right)


def example_code(model: Model, example: dict) -> str:
    """The code that carries the example in a link."""
    return ask(model, "encode", answers=example)["code"]


def example_fragments(model: Model, example: dict) -> Iterator[tuple[str, str]]:
    """Path below the folder of fragments and text: the report, and the link to try it."""
    report = ask(model, "report", answers=example, root=ROOT, live=False)["html"]
    yield "example.html", rendered("example.html", "content/example.yml", report=report, code=example_code(model, example), root=ROOT)


def ask(model: Model, do: str, **request: object) -> dict:
    """What the engine's door answers. Raises Faulty."""
    return door(model)(do, **request)


def door(model: Model) -> Callable[..., dict]:
    """The engine's door with this model loaded, until another is; called as `ask` is, without the model."""
    call(json.dumps({"do": "load", "model": asdict(model)}))

    def asked(do: str, **request: object) -> dict:
        answer = json.loads(call(json.dumps({"do": do, **request})))
        if not answer["ok"]:
            raise Faulty([Fault(**fault) for fault in answer["faults"]])
        return answer["result"]

    return asked


def _place(fault: Fault) -> EntryPath:
    """The entry that a fault of the door speaks of, so that its line can be found."""
    found = re.fullmatch(r"(\w+)\[“(.+)”\](?:\.(\w+))?", fault.where)
    return tuple(part for part in found.groups() if part) if found else tuple(fault.where.split("."))
