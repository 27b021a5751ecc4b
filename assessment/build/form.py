"""Takes the model and the site's addresses and gives the questionnaire and the shell of the result as HTML; knows no rule of scoring and no theme.

The HTML is whole without a script: it can be read, printed and ticked before Python arrives, or if it never does.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assessment.build.duration import minutes, seconds
from assessment.build.preload import imported
from assessment.core.answers import CONTEXT, MOST_TEXT
from assessment.core.groups import group_minimum
from assessment.core.model import Model, in_scope, model_hash
from assessment.core.targets import DEFAULT_TARGET
from assessment.core.wording import count, lower_first

_BETWEEN_BLOCKS = re.compile(r"(?<=>)\n(?=</?(?:d[ltd]|div|details|fieldset|p)\b)")
_ENVIRONMENT = Environment(loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_ENVIRONMENT.filters["joined"] = lambda text: Markup(_BETWEEN_BLOCKS.sub("", text))  # each line end would be a node of the document, and there are 44 questions

TO_ROOT = "../../"  # all these pages lie two folders below the root of the site

# What a context is called where it is chosen, and in a line with others.
CHOICES = {
    "small": ("Fewer than 50 people", "fewer than 50 people"),
    "large": ("50 people or more", "50 people or more"),
    "discrete": ("From time to time, one purchase after another", "single purchases"),
    "continuous": ("All the time, such as a contract or a subscription", "ongoing relationships"),
}


class Addresses(Protocol):
    """Where the finished site keeps what the page needs; relative to its root, no slash at either end."""

    app: str
    """Folder of the page's own modules, such as `app/1a2b3c4d`."""
    model: str
    """The model as JSON, such as `model/1a2b3c4d.json`."""
    engine: str
    """Folder of the engine, such as `engine/1a2b3c4d`."""


def questionnaire(model: Model, addresses: Addresses, sources: Mapping[str, str] | None = None) -> str:
    """The whole form for `/assessment/questions/`, with its script; `sources` gives the short name of a source id."""
    told = inviting(model)
    context = {key: [(value, *CHOICES[value]) for value in CONTEXT[key]] for key in CONTEXT}
    return _render(
        "questionnaire.html", model, addresses, sources=sources or {}, modes=told["modes"], seconds=lambda item: seconds([item]), most_text=MOST_TEXT, modules=imported("questions"),
        roles=[(role.id, role.title, lower_first(role.title)) for role in model.roles], sizes=context["size"], exchanges=context["exchange"],
        profiles=_profiles(model), default_target=DEFAULT_TARGET, titles={d.id: d.title for d in model.dimensions}, facts_words=count(len(model.facts), "fact", "facts"),
        inviting=told,
    )  # fmt: skip


def inviting(model: Model) -> dict[str, object]:
    """What an invitation has to know of the model, for the attributes `data-roles`, `data-modes`, `data-min-group` and `data-title` of a page."""
    asked = {mode: [item for d in model.dimensions for item in in_scope(d, mode)] for mode in ("quick", "full")}
    return {
        "roles": [{"id": role.id, "title": role.title} for role in model.roles],
        "modes": {mode: {"count": len(items), "minutes": minutes(items)} for mode, items in asked.items()},
        "min_group": group_minimum(model.min_group),
    }


def _profiles(model: Model) -> list[dict[str, object]]:
    """Each suggested target as the form tells it: `levels` holds pairs of a level and titles of dimensions, highest first."""
    told = []
    for profile in model.targets:
        aimed = {d.title: profile.levels.get(d.id, DEFAULT_TARGET) for d in model.dimensions}
        levels = [(level, [title for title, at in aimed.items() if at == level]) for level in sorted(set(aimed.values()), reverse=True)]
        told.append({"size": profile.size, "exchange": profile.exchange, "why": profile.why, "levels": levels})
    return told


def result_shell(model: Model, addresses: Addresses, example: str = "") -> str:
    """The empty frame for `/assessment/result/`, with its script; `example` is the code that is shown as an example."""
    return _render("result.html", model, addresses, modules=imported("result"), example=example)


def compare_shell(model: Model, addresses: Addresses) -> str:
    """The empty frame for `/assessment/compare/`, with its script."""
    return _render("compare.html", model, addresses, modules=imported("compare"))


def team_shell(model: Model, addresses: Addresses, example_codes: Sequence[str] = ()) -> str:
    """The empty frame for `/assessment/team/`, with its script; `example_codes` are the hand-ins of a team that is made up."""
    asked = {mode: [item for d in model.dimensions for item in in_scope(d, mode)] for mode in ("quick", "full")}
    return _render(
        "team.html", model, addresses, modules=imported("team"), example_codes=example_codes, min_group=group_minimum(model.min_group),
        roles=json.dumps([{"id": role.id, "title": role.title} for role in model.roles], ensure_ascii=False),
        modes=json.dumps({mode: {"count": len(items), "minutes": minutes(items)} for mode, items in asked.items()}),
    )  # fmt: skip


def stored_shell(model: Model, addresses: Addresses) -> str:
    """The empty frame for what is stored on a device, on `/about/privacy/`, with its script."""
    return _render("stored.html", model, addresses)


def _render(name: str, model: Model, addresses: Addresses, **more: object) -> str:
    engines, engine_hash = addresses.engine.rsplit("/", 1)
    places = {"app": TO_ROOT + addresses.app, "model": TO_ROOT + addresses.model, "engine": f"{TO_ROOT}{engines}/"}
    made = _ENVIRONMENT.get_template(name).render(model=model, hash=model_hash(model), at=places, engine_hash=engine_hash, root=TO_ROOT, **more)
    # Markdown ends a block of HTML at the first blank line after its outermost element; none inside is the safest.
    return "\n".join(line.rstrip() for line in made.splitlines() if line.strip()) + "\n"
