"""Takes content and pages and gives the generated parts of the guide: claims, timeline, glossary, effects; knows no scoring and no theme."""

import json
from collections.abc import Iterator

from assessment.build.citations import places
from assessment.build.content import Content
from assessment.build.fragments import rendered, typeset
from assessment.build.knowledge import SHOWN_ON, VERDICTS
from assessment.build.pages import Page
from assessment.build.scale import correlation, drawing, per_cent


def guide_fragments(content: Content, pages: tuple[Page, ...], app: str) -> Iterator[tuple[str, str]]:
    """Path below the folder of fragments and text of each part that has content; `app` is where the modules are published."""
    sources = {source.id: source for source in content.sources}

    def html(kind: str, **more: object) -> tuple[str, str]:
        entries, root = getattr(content, kind), "../" * SHOWN_ON[kind].count("/") + "../"
        used = {id_: sources[id_] for id_ in sorted({id_ for entry in entries for id_ in entry.sources})}
        return f"{kind}.html", rendered(f"{kind}.html", f"content/{kind}.yml", entries=entries, sources=used, root=root, **more)

    if content.claims:
        yield html("claims", verdicts={v: name for v, name in VERDICTS.items() if any(c.verdict == v for c in content.claims)}, following=_following(content), app=app)
    if content.timeline:
        yield html("timeline")
    if content.glossary:
        yield html("glossary", letters=_letters(content), places=places(pages))
    if content.effects:
        yield html("effects", at=drawing(content.effects), correlation=correlation, per_cent=per_cent)


def glossary_json(content: Content, pages: tuple[Page, ...]) -> str:
    """What the finishing step needs to explain terms where they first stand: a list of {id, term, short, text, page}.

    `short` are the abbreviations among its other names; `page` is the address of the page that explains it best, or null.
    """
    known = places(pages)
    terms = [
        {"id": t.id, "term": t.term, "short": [name for name in t.also if _is_abbreviation(name)], "text": typeset(t.text), "page": known[t.see[0]].address if t.see else None}
        for t in content.glossary
    ]
    return json.dumps(terms, ensure_ascii=False, indent=1) + "\n"


def _is_abbreviation(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > 1


def _following(content: Content) -> dict[str, str]:
    """Each claim's next one with the same verdict; the last has none."""
    last: dict[str, str] = {}
    found: dict[str, str] = {}
    for claim in content.claims:
        if claim.verdict in last:
            found[last[claim.verdict]] = claim.id
        last[claim.verdict] = claim.id
    return found


def _letters(content: Content) -> dict[str, list]:
    """The terms by their first letter, both in order."""
    found: dict[str, list] = {}
    for term in sorted(content.glossary, key=lambda t: t.term.casefold()):
        found.setdefault(term.term[0].upper(), []).append(term)
    return found
