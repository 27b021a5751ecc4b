"""Takes the model, the sources and what pages cite, and gives the pieces that Markdown pages include; knows no form and no theme.

Every piece says on its first line that it is generated and from what.
HTML pieces are one block without a blank line inside, so that Markdown lets them through as they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessment.build.bibliography import CHECKED, Source
from assessment.build.citations import Place
from assessment.build.duration import minutes
from assessment.build.pages import Page
from assessment.core.model import Item, Model, in_scope, model_hash

BY = "by “python -m assessment build”; do not edit"
PARTS = ("levels", "questions", "next-steps", "notes")


def typeset(text: str) -> str:
    """The text with the apostrophes that print has, as Markdown pages get them from the smarty extension."""
    return re.sub(r"(?<=\w)'", "’", text)


_ENVIRONMENT = Environment(loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_ENVIRONMENT.filters["typeset"] = typeset


def fragments(
    model: Model, sources: Iterable[Source], pages: Iterable[Page], site_pages: frozenset[str] = frozenset(),
    cited_on: Mapping[str, list[Place]] | None = None, app: str = "",
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Path below the folder of fragments and text of each piece.

    `site_pages` are the paths of all pages: footnotes link to the list of sources only if there is one.
    `cited_on` leads from the list of sources back to pages; `app` is where the modules are published, empty if pages load none.
    """
    known = {source.id: source for source in sources}
    names = {level.level: level.name for level in model.scale}

    def html(path: str, template: str, origin: str, **more: object) -> tuple[str, str]:
        return path, rendered(template, origin, model=model, sources=known, names=names, **more)

    yield html("levels.html", "levels.html", "content/model.yml")
    yield html("pillars/all.html", "pillars.html", "content/dimensions/")
    for pillar in model.pillars:
        yield html(f"pillars/{pillar.id}.html", "pillar.html", "content/dimensions/", pillar=pillar)
    for dimension in model.dimensions:
        for part in PARTS:
            yield html(f"dimensions/{dimension.id}/{part}.html", f"dimension-{part}.html", f"content/dimensions/{dimension.id}.yml", dimension=dimension, slug=slug, app=app, hash=model_hash(model))
    yield html("sources.html", "sources.html", "content/sources.yml", checked=CHECKED, cited_on=cited_on or {})
    for path, sentence, origin in _sentences(model):
        yield path, f"{sentence} <!-- generated from {origin} {BY} -->\n"
    for page in pages:
        if page.citations or page.includes:
            yield page.footnotes, footnotes(page, known, "sources.md" in site_pages)


def rendered(template: str, origin: str, **values: object) -> str:
    """A template filled in, with the line in front that says where it comes from, and without blank lines."""
    made = _ENVIRONMENT.get_template(template).render(**values)
    lines = (line.rstrip() for line in made.splitlines())
    return f"<!-- generated from {origin} {BY} -->\n" + "\n".join(line for line in lines if line) + "\n"


def slug(item_id: str) -> str:
    """An item's id as it stands in the id of an element: without the dot, which CSS reads as a class."""
    return item_id.replace(".", "-")


def footnotes(page: Page, sources: dict[str, Source], link: bool) -> str:
    """The definitions of exactly the sources that a page cites, in Markdown."""
    to_root = "../" * page.path.count("/")
    notes = [f"<!-- generated from content/sources.yml {BY} -->", ""]
    for id_ in page.cited:
        source = sources[id_]
        note = f"[^{id_}]: {escaped(source.sentence)} *{escaped(source.published_in)}*."
        if source.address:
            note += f" <{source.address}>"
        if link and page.path != "sources.md":
            note += f" [{escaped(source.short)} in our list]({to_root}sources.md#{id_})"
        notes += [note, ""]
    return "\n".join(notes)


def escaped(text: str) -> str:
    """Text that Markdown prints as it stands."""
    return re.sub(r"([\\`*_{}\[\]#])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _sentences(model: Model) -> Iterator[tuple[str, str, str]]:
    def asked(mode: str) -> list[Item]:
        return [item for dimension in model.dimensions for item in in_scope(dimension, mode)]

    for mode, name in (("quick", "The quick check"), ("full", "The full assessment")):
        items = asked(mode)
        yield f"time-{mode}.md", f"{name} asks {_counted(len(items), 'question')} and takes about {_counted(minutes(items), 'minute')}.", "content/dimensions/"
    parts = f"{_counted(len(model.items), 'question')} in {_counted(len(model.dimensions), 'dimension')} and {_counted(len(model.pillars), 'pillar')}"
    yield "model-line.md", f"This is the model `{model.id}`, version {model.version}, hash `{model_hash(model)}`: {parts}.", "content/"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
