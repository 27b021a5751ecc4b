"""Takes content that was read and gives what types can't say about the instrument as a whole: ids, versions, references; knows no page.

One function a rule: its name says what holds when it finds nothing.
Rules on questions and on wording are in `item_rules.py`, those on pages in `pages.py`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from assessment.build.content import KINDS, Content
from assessment.build.knowledge import SHOWN_ON
from assessment.build.reading import Document, Finding, EntryPath
from assessment.core.answers import CONTEXT, version_of
from assessment.core.model import LEVELS, SIDES

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_ROLES = 15
RESERVED = {
    "start": "the form shows its overview under #start",
    "facts": "the form shows the facts under #facts",
    "overall": "the whole result has this id",
    "check": "the form shows the check of all answers under #check",
    "result": "the form shows the result under #result",
}

LISTED = {"sources": "source", "retired": "retired item", "facts": "fact", "claims": "claim", "timeline": "station", "glossary": "term", "effects": "effect"}
"""Files that are lists, and what one entry of each is called."""

type Rule = Callable[[Content], Iterator[Finding]]


def meant(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """What the author may have meant, or else what to do."""
    close = get_close_matches(wrong, list(known), 1)
    return f"Did you mean “{close[0]}”? {otherwise}" if close else otherwise


def _dimension_ids(content: Content) -> set[str]:
    listed = {d for p in content.outline.pillars for d in p.dimensions} if content.outline else set()
    return listed | {d.id for d in content.dimensions.values()}


def _ids(content: Content) -> Iterator[tuple[str, Document, EntryPath, str]]:
    """What kind of thing, where, and its id, for everything that has one."""
    for kind, name in LISTED.items():
        for n, entry in enumerate(getattr(content, kind)):
            yield name, content.documents[kind], (n, "id"), entry.id
    if content.outline:
        document = content.documents["model"]
        for n, pillar in enumerate(content.outline.pillars):
            yield "pillar", document, ("pillars", n, "id"), pillar.id
        for n, role in enumerate(content.outline.roles):
            yield "role", document, ("roles", n, "id"), role.id
    for document, dimension in content.each_dimension():
        yield "dimension", document, ("id",), dimension.id
        for n, item in enumerate(dimension.items):
            yield "item", document, ("items", n, "id"), item.id


def ids_are_unique(content: Content) -> Iterator[Finding]:
    """No two things of a kind share an id."""
    seen: dict[tuple[str, str], str] = {}
    for kind, document, path, id_ in _ids(content):
        here = f"{document.file}:{document.line(path)}"
        first = seen.setdefault((kind, id_), here)
        if first != here:
            yield document.finding(path, f"the {kind} id “{id_}” is taken (first at {first}).", "Choose an id of its own.")


def ids_are_slugs(content: Content) -> Iterator[Finding]:
    """Ids are lower-case letters, digits and single hyphens; an item has its dimension in front."""
    for kind, document, path, id_ in _ids(content):
        slug = id_
        if kind in ("item", "retired item"):
            slug = id_.replace(".", "-", 1) if "." in id_ else ""
        if not SLUG.fullmatch(slug):
            form = "<dimension>.<slug>" if "item" in kind else "a slug"
            yield document.finding(path, f"the {kind} id “{id_}” is not of the form {form}.", "Use lower-case letters, digits and single hyphens, such as first-steps.")
    if content.outline and not SLUG.fullmatch(content.outline.id):
        yield content.documents["model"].finding(("id",), f"the model id “{content.outline.id}” is not a slug.", "Use lower-case letters, digits and single hyphens.")


def ids_are_free(content: Content) -> Iterator[Finding]:
    """No dimension, pillar or role takes an id that the program uses."""
    for kind, document, path, id_ in _ids(content):
        if kind in ("dimension", "pillar") and id_ in RESERVED:
            yield document.finding(path, f"the {kind} id “{id_}” is reserved: {RESERVED[id_]}.", "Choose another id.")
        if kind == "role" and id_ == "unsaid":
            yield document.finding(path, "the role id “unsaid” is reserved: it is the group of people who name no role.", "Choose another id.")


def retired_ids_stay_retired(content: Content) -> Iterator[Finding]:
    """An item in retired.yml is never asked again under its id."""
    retired = {r.id: r for r in content.retired}
    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            if item.id in retired:
                until = retired[item.id].until
                yield document.finding(("items", n, "id"), f"the item id “{item.id}” was retired with version {until}.", "Give the item a new id: older answers meant something else.")


def replacements_exist(content: Content) -> Iterator[Finding]:
    """`replaced_by` names an item that is asked, or one that was retired later."""
    known = {i.id for d in content.dimensions.values() for i in d.items} | {r.id for r in content.retired}
    for n, old in enumerate(content.retired):
        if old.replaced_by is not None and (old.replaced_by not in known or old.replaced_by == old.id):
            yield content.documents["retired"].finding((n, "replaced_by"), f"“{old.replaced_by}” is no other item.", meant(old.replaced_by, known - {old.id}, "Name an item id, or leave the key out."))


def versions_are_in_order(content: Content) -> Iterator[Finding]:
    """Versions have three parts, and nothing is newer than the model."""
    today = version_of(content.outline.version) if content.outline else None
    form = "Write three whole numbers in quotes, such as \"1.0.0\"."
    if content.outline and today is None:
        yield content.documents["model"].finding(("version",), f"“{content.outline.version}” is no version.", form)

    def told(document: Document, path: EntryPath, text: str) -> Iterator[Finding]:
        version = version_of(text)
        if version is None:
            yield document.finding(path, f"“{text}” is no version.", form)
        elif today is not None and version > today:
            yield document.finding(path, f"“{path[-1]}” is {text}, newer than the model ({content.outline.version}).", "Raise the version in model.yml, or write an older one here.")

    for document, dimension in content.each_dimension():
        for n, item in enumerate(dimension.items):
            yield from told(document, ("items", n, "since"), item.since)
    for n, old in enumerate(content.retired):
        document = content.documents["retired"]
        yield from told(document, (n, "since"), old.since)
        yield from told(document, (n, "until"), old.until)
        since, until = version_of(old.since), version_of(old.until)
        if since and until and until < since:
            yield document.finding((n, "until"), f"“until” is {old.until}, older than “since” ({old.since}).", "Write the last version that asked the item.")


def language_is_a_tag(content: Content) -> Iterator[Finding]:
    """`lang` can stand in an HTML page."""
    if content.outline and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", content.outline.lang):
        yield content.documents["model"].finding(("lang",), f"“{content.outline.lang}” is no language tag.", "Write one such as en or pt-BR.")


def scale_has_five_levels(content: Content) -> Iterator[Finding]:
    """The scale is 1, 2, 3, 4, 5 in this order."""
    found = [level.level for level in content.outline.scale] if content.outline else list(LEVELS)
    if found != list(LEVELS):
        yield content.documents["model"].finding(("scale",), f"the scale has the levels {', '.join(map(str, found)) or 'none'}.", "List the levels 1, 2, 3, 4, 5, once each and in this order.")


def roles_fit_the_code(content: Content) -> Iterator[Finding]:
    """There are at most 15 roles: the answer code has four bits for them, and 0 means unsaid."""
    if content.outline and len(content.outline.roles) > MOST_ROLES:
        yield content.documents["model"].finding(("roles", MOST_ROLES), f"there are {len(content.outline.roles)} roles.", f"Keep at most {MOST_ROLES}.")


def sides_are_known(content: Content) -> Iterator[Finding]:
    """A role stands on one of two sides, or on none."""
    for n, role in enumerate(content.outline.roles if content.outline else ()):
        if role.side is not None and role.side not in SIDES:
            known = " or ".join(SIDES)
            yield content.documents["model"].finding(("roles", n, "side"), f"the side “{role.side}” of the role “{role.id}” is unknown.", meant(role.side, SIDES, f"Write {known}, or leave the key out."))


def pillars_are_not_empty(content: Content) -> Iterator[Finding]:
    """There is a pillar, and each has a dimension."""
    if content.outline and not content.outline.pillars:
        yield content.documents["model"].finding(("pillars",), "no pillar is listed.", "List at least one.")
    for n, pillar in enumerate(content.outline.pillars if content.outline else ()):
        if not pillar.dimensions:
            yield content.documents["model"].finding(("pillars", n, "dimensions"), f"the pillar “{pillar.id}” has no dimension.", "List at least one, or remove the pillar.")


def files_match_the_model(content: Content) -> Iterator[Finding]:
    """Each dimension in model.yml has its file, each file its place in model.yml, and the file is named as its id."""
    files = {name.removeprefix("dimensions/") for name in content.documents if name.startswith("dimensions/")}
    seen: set[str] = set()
    for p, pillar in enumerate(content.outline.pillars if content.outline else ()):
        for n, id_ in enumerate(pillar.dimensions):
            place = content.documents["model"], ("pillars", p, "dimensions", n)
            if id_ in seen:
                yield place[0].finding(place[1], f"the dimension “{id_}” is listed twice.", "Keep one of the two.")
            elif id_ not in files:
                yield place[0].finding(place[1], f"the dimension “{id_}” has no file.", meant(id_, files, f"Create {content.shown}/dimensions/{id_}.yml, or take it off the list."))
            seen.add(id_)
    for name in sorted(files - seen) if content.outline else ():
        document = content.documents[f"dimensions/{name}"]
        yield document.finding((), f"model.yml does not list the dimension “{name}”.", meant(name, seen - files, "List it under its pillar, or delete this file."))
    for name, dimension in content.dimensions.items():
        if dimension.id != name:
            yield content.documents[f"dimensions/{name}"].finding(("id",), f"the id is “{dimension.id}”, but the file is {name}.yml.", "Make the two the same; an id that was published must stay.")


def file_names_are_known(content: Content) -> Iterator[Finding]:
    """No file is left unread because its name is misspelt."""
    known = [kind for kind in KINDS if kind != "dimension"]
    for path in sorted(content.root.glob("*.y*ml")) + sorted(content.root.glob("dimensions/*.yaml")):
        file = f"{content.shown}/{path.relative_to(content.root).as_posix()}"
        if path.suffix == ".yaml":
            yield Finding(file, 1, "", "files that end in .yaml are not read.", f"Rename it to {path.stem}.yml.")
        elif path.stem not in known and get_close_matches(path.stem, known, 1):
            yield Finding(file, 1, "", f"no file is called {path.name}.", meant(path.stem, known, "Rename it."))


def _cited(content: Content) -> Iterator[tuple[Document, EntryPath, tuple[str, ...]]]:
    """Every entry that names sources, and what it names."""
    for document, dimension in content.each_dimension():
        yield document, (), dimension.sources
        for n, item in enumerate(dimension.items):
            yield document, ("items", n), item.sources
    for kind in SHOWN_ON:
        for n, entry in enumerate(getattr(content, kind)):
            yield content.documents[kind], (n,), entry.sources


def sources_are_known(content: Content) -> Iterator[Finding]:
    """Every cited id is in sources.yml."""
    known = {s.id for s in content.sources}
    if content.documents["sources"].data is None:
        return
    for document, path, ids in _cited(content):
        for n, id_ in enumerate(ids):
            if id_ not in known:
                yield document.finding((*path, "sources", n), f"the source “{id_}” is not in sources.yml.", meant(id_, known, "Add it there, or remove it here."))


def sources_can_be_found(content: Content) -> Iterator[Finding]:
    """A source's id ends in a year or in -undated, its DOI is bare, its address starts with https:// or http://."""
    for n, source in enumerate(content.sources):
        document = content.documents["sources"]
        if not re.fullmatch(r"[a-z0-9-]+-(\d{4}[a-z]?|undated)", source.id):
            yield document.finding((n, "id"), f"the source id “{source.id}” does not end in a year.", "Write <first author>-<year> in plain ASCII, such as homburg-2017; without a year, -undated.")
        if source.doi is not None and not re.fullmatch(r"10\.\d{4,9}/[^\s<>\"]+", source.doi):
            yield document.finding((n, "doi"), f"“{source.doi}” is no DOI.", "Write it bare, such as 10.1007/s11747-015-0460-7.")
        if source.url is not None and not re.fullmatch(r"https?://[^\s<>\"]+", source.url):
            yield document.finding((n, "url"), f"“{source.url}” is no address.", "Start it with https:// and leave no space in it.")


def facts_fit_the_model(content: Content) -> Iterator[Finding]:
    """A fact names a known dimension and a level."""
    known = _dimension_ids(content)
    for n, fact in enumerate(content.facts):
        if fact.dimension not in known:
            yield content.documents["facts"].finding((n, "dimension"), f"the dimension “{fact.dimension}” does not exist.", meant(fact.dimension, known, "Name one of model.yml."))
        if fact.expected_from not in LEVELS:
            yield content.documents["facts"].finding((n, "expected_from"), f"“expected_from” is {fact.expected_from}.", "Write a level from 1 to 5.")


def targets_fit_the_model(content: Content) -> Iterator[Finding]:
    """A target profile is for one known context, given once, with levels for known dimensions."""
    known, seen = _dimension_ids(content), set()
    for n, profile in enumerate(content.targets):
        document = content.documents["targets"]
        for key, words in CONTEXT.items():
            if getattr(profile, key) not in words:
                yield document.finding((n, key), f"“{key}” is “{getattr(profile, key)}”.", f"Write {' or '.join(words)}.")
        context = (profile.size, profile.exchange)
        if context in seen:
            yield document.finding((n,), f"there are two profiles for {' and '.join(context)}.", "Keep one of the two.")
        seen.add(context)
        for id_, level in profile.levels.items():
            if id_ not in known:
                yield document.finding((n, "levels", id_), f"the dimension “{id_}” does not exist.", meant(id_, known, "Name one of model.yml."))
            if level not in LEVELS:
                yield document.finding((n, "levels", id_), f"the target for “{id_}” is {level}.", "Write a level from 1 to 5.")


RULES: tuple[Rule, ...] = (
    ids_are_unique, ids_are_slugs, ids_are_free, retired_ids_stay_retired, replacements_exist, versions_are_in_order, language_is_a_tag,
    scale_has_five_levels, roles_fit_the_code, sides_are_known, pillars_are_not_empty, files_match_the_model, file_names_are_known, sources_are_known,
    sources_can_be_found, facts_fit_the_model, targets_fit_the_model,
)  # fmt: skip
