"""Takes content that was read and gives what types can't say about claims, stations, terms and effects; knows no page."""

from collections.abc import Iterator

from assessment.build.content import Content
from assessment.build.reading import Finding
from assessment.build.rules import Rule


def claims_rest_on_sources(content: Content) -> Iterator[Finding]:
    """A verdict names at least one source, and so do a station and an effect."""
    for kind in ("claims", "timeline", "effects"):
        for n, entry in enumerate(getattr(content, kind)):
            if not entry.sources:
                yield content.documents[kind].finding((n, "sources"), f"“{entry.id}” names no source.", "Name at least one id of sources.yml.")


def stations_are_in_order(content: Content) -> Iterator[Finding]:
    """The history runs forward."""
    for n, (before, after) in enumerate(zip(content.timeline, content.timeline[1:], strict=False), 1):
        if after.sort < before.sort:
            yield content.documents["timeline"].finding((n, "sort"), f"“{after.id}” ({after.sort}) stands after “{before.id}” ({before.sort}).", "Move it up, or mend “sort”.")


def names_mean_one_term(content: Content) -> Iterator[Finding]:
    """No name leads to two terms: who looks it up finds one answer."""
    seen: dict[str, str] = {}
    for n, term in enumerate(content.glossary):
        names = [(("term",), term.term), *((("also", k), name) for k, name in enumerate(term.also))]
        for path, name in names:
            first = seen.setdefault(name.casefold(), term.id)
            if first != term.id or (path != ("term",) and name.casefold() == term.term.casefold()):
                yield content.documents["glossary"].finding((n, *path), f"“{name}” is a name of “{first}” already.", "Keep it in one place.")


def effects_fit_their_scale(content: Content) -> Iterator[Finding]:
    """A correlation lies between -1 and 1, and within its own interval."""
    for n, effect in enumerate(content.effects):
        for key in ("figure", "low", "high"):
            value = getattr(effect, key)
            if value is not None and not -1 <= value <= 1:
                yield content.documents["effects"].finding((n, key), f"“{key}” is {value}.", "A correlation lies between -1 and 1.")
        low, high = effect.low, effect.high
        if (low is None) != (high is None):
            yield content.documents["effects"].finding((n, "low" if low is None else "high"), "an interval has one end only.", "Give both ends, or null for both.")
        elif low is not None and high is not None and not low <= effect.figure <= high:
            yield content.documents["effects"].finding((n, "figure"), f"{effect.figure} lies outside its interval, {low} to {high}.", "Compare the three with the source.")


GUIDE_RULES: tuple[Rule, ...] = (claims_rest_on_sources, stations_are_in_order, names_mean_one_term, effects_fit_their_scale)
