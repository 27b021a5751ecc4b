"""Takes the folder `content/` and gives the instrument and its sources as classes, with every finding on the way; knows no rule beyond types.

Pydantic reads each file strictly: 3.0, true and "3" are not whole numbers.
Where an entry is of the wrong form, a stand-in takes its place, so that the rules can look at everything else in the same run.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assessment.build.bibliography import Source
from assessment.build.complaints import complaint, kind_expected, place
from assessment.build.formats import AnswersFile
from assessment.build.made_up import ExampleTeam
from assessment.build.knowledge import Claim, Effect, Station, Term
from assessment.build.reading import Document, Finding, EntryPath, parsed, read
from assessment.core.model import STRICT, Dimension, Fact, Level, Model, Pillar, Retired, Role, TargetProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarOutline:
    """A pillar as `model.yml` lists it."""

    __pydantic_config__ = STRICT
    id: str
    """A slug, frozen for ever."""
    title: str
    """As printed."""
    dimensions: tuple[str, ...]
    """The ids of its dimensions, in order; each has its file in dimensions/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What `model.yml` holds: the instrument without its questions."""

    __pydantic_config__ = STRICT
    id: str
    """A slug that names the instrument; forks choose their own."""
    version: str
    """"major.minor.patch" in quotes; a new major version makes older answers unreadable."""
    lang: str
    """A language tag such as en."""
    title: str
    """As printed."""
    scale: tuple[Level, ...]
    """The five levels, lowest first."""
    pillars: tuple[PillarOutline, ...]
    """In the order they are shown."""
    roles: tuple[Role, ...] = ()
    """At most 15 groups that a team may compare."""
    min_group: int | str | None = None
    """The smallest group that is shown, 3 or more; anything else counts as 5."""


KINDS: dict[str, Any] = {
    "model": Outline,
    "dimension": Dimension,
    "sources": tuple[Source, ...],
    "retired": tuple[Retired, ...],
    "facts": tuple[Fact, ...],
    "targets": tuple[TargetProfile, ...],
    "claims": tuple[Claim, ...],
    "timeline": tuple[Station, ...],
    "glossary": tuple[Term, ...],
    "effects": tuple[Effect, ...],
    "example": AnswersFile,
    "example-team": ExampleTeam,
}
"""What each kind of file holds; its schema is `content-<kind>.json`."""

MOST_TOLD = 200  # faults of the types in one file: nobody mends more in one go, and a file of thousands would keep people waiting
LISTS = ("retired", "facts", "targets", "claims", "timeline", "glossary", "effects")
OPTIONAL = (*LISTS, "example", "example-team")


@dataclass(slots=True)
class Content:
    """Everything that was read. A part whose file cannot be read is None (outline) or empty, and `unread` names the file."""

    root: Path
    shown: str
    """The folder as messages name it."""
    documents: dict[str, Document]
    """By kind; `dimensions/<id>` for those."""
    outline: Outline | None
    dimensions: dict[str, Dimension]
    """By the name of the file, without its ending."""
    sources: tuple[Source, ...]
    retired: tuple[Retired, ...]
    facts: tuple[Fact, ...]
    targets: tuple[TargetProfile, ...]
    claims: tuple[Claim, ...] = ()
    timeline: tuple[Station, ...] = ()
    glossary: tuple[Term, ...] = ()
    effects: tuple[Effect, ...] = ()
    example: dict[str, Any] | None = None
    """A made-up answers file, as the form of touchstone-answers/1 reads it."""
    example_team: dict[str, Any] | None = None
    """A made-up team, as `build/made_up.py` defines it."""

    @property
    def findings(self) -> list[Finding]:
        """What reading found, in no order."""
        return [f for d in self.documents.values() for f in d.findings]

    @property
    def unread(self) -> set[str]:
        """Names of documents whose content is unknown or was mended."""
        return {name for name, d in self.documents.items() if d.findings}

    def each_dimension(self) -> Iterator[tuple[Document, Dimension]]:
        """The dimensions that could be read, with their files."""
        for name, dimension in self.dimensions.items():
            yield self.documents[f"dimensions/{name}"], dimension

    @property
    def model(self) -> Model:
        """The whole instrument; only for content without a finding."""
        o = self.outline
        assert o is not None
        return Model(
            id=o.id, version=o.version, lang=o.lang, title=o.title, scale=o.scale, roles=o.roles, min_group=o.min_group,
            pillars=tuple(Pillar(id=p.id, title=p.title, dimensions=tuple(self.dimensions[d] for d in p.dimensions)) for p in o.pillars),
            retired=self.retired, facts=self.facts, targets=self.targets,
        )  # fmt: skip


def read_content(root: Path) -> Content:
    """Read `model.yml`, `sources.yml`, `dimensions/*.yml` and, where they exist, the optional files."""
    shown = _shown(root)
    documents: dict[str, Document] = {}
    values: dict[str, Any] = {}
    for kind in KINDS:
        if kind == "dimension":
            continue
        path, file = root / f"{kind}.yml", f"{shown}/{kind}.yml"
        if path.is_file():
            documents[kind], values[kind] = _read(path, file, kind)
        elif kind not in OPTIONAL:
            documents[kind] = document = Document(file)
            document.findings.append(Finding(file, 1, "", "the file is missing.", f"Create it; its form is in schemas/content-{kind}.json."))
    dimensions: dict[str, Dimension] = {}
    for path in sorted((root / "dimensions").glob("*.yml")):
        name = f"dimensions/{path.stem}"
        documents[name], dimension = _read(path, f"{shown}/dimensions/{path.name}", "dimension")
        if dimension is not None:
            dimensions[path.stem] = dimension
    lists = {kind: values.get(kind) or () for kind in ("sources", *LISTS)}
    return Content(root=root, shown=shown, documents=documents, outline=values.get("model"), dimensions=dimensions, example=values.get("example"), example_team=values.get("example-team"), **lists)


def _read(path: Path, file: str, kind: str) -> tuple[Document, Any]:
    """The file, and what it holds as an instance of its class, or None."""
    try:
        return _known(path.read_bytes(), file, kind)
    except OSError:
        return read(path, file), None


@lru_cache(maxsize=4096)  # a build process that lives on reads again only what was edited; nobody changes a document that was read
def _known(content: bytes, file: str, kind: str) -> tuple[Document, Any]:
    document = parsed(content, file)
    return document, _typed(document, kind, empty_is_fine=kind in OPTIONAL)


@cache
def _adapter(kind: str) -> TypeAdapter:
    return TypeAdapter(KINDS[kind])


def _shown(root: Path) -> str:
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.as_posix()


def _typed(document: Document, kind: str, empty_is_fine: bool = False) -> Any:
    """The document as an instance of its class; its type errors go to `document.findings`."""
    if document.findings:
        return None
    if document.data is None:
        if not empty_is_fine:
            document.findings.append(document.finding((), "the file is empty.", f"Its form is in schemas/content-{kind}.json."))
        return None
    adapter = _adapter(kind)
    data = deepcopy(document.data)
    for attempt in range(10):  # a stand-in may need stand-ins inside it; no class here nests deeper
        try:
            return adapter.validate_json(json.dumps(data, ensure_ascii=False))
        except ValidationError as error:
            errors = error.errors(include_url=False)
            found = {place(e, data): e for e in reversed(errors[:MOST_TOLD])}
            for path, e in found.items():
                if attempt == 0:
                    document.complained.add(path)
                    document.findings.append(complaint(e, document, adapter))
                data = _mended(data, path, e)
            if len(errors) > MOST_TOLD:
                document.findings.append(document.finding((), f"{len(errors) - MOST_TOLD:,} more entries are wrong.", "Mend those that are named first."))
                return None
    return None


def _mended(data: Any, path: EntryPath, error: Any) -> Any:
    """The data with a stand-in at the path, or without it where nothing may stand."""
    stand_in = {"string": "?", "int": 1, "float": 0.5, "bool": False, "list": [], "dict": {}}.get(kind_expected(error) or "")
    if not path:
        return stand_in
    here = data
    for key in path[:-1]:
        here = here[key]
    unknown = error["type"] in ("unexpected_keyword_argument", "extra_forbidden") or error["loc"][-1:] == ("[key]",)
    if unknown:
        del here[path[-1]]
    elif error["type"] == "literal_error":
        here[path[-1]] = error["ctx"]["expected"].split("'")[1]
    else:
        here[path[-1]] = stand_in  # None for what is missing: the next round says what kind is wanted
    return data
