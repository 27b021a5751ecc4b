"""Takes the HTML of one page and the glossary and gives the page with each term explained where it first stands; knows the markup of running text, not its meaning.

A term becomes a button that opens the browser's own popover: it works by touch, by keyboard and without a script (docs/about/decisions/0003).
Each page may be given twice: the second time nothing changes.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

FOLDERS = ("guide/", "pillars/")
"""Pages below these explain their terms; the others speak of the site itself."""

MARK = '<section class="ts-definitions"'
ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
FOOTNOTES = re.compile(r'<div class="footnote">')
TOKEN = re.compile(r"<!--.*?-->|<[^>]+>|[^<]+", re.DOTALL)
# Inside these a button would be out of place, or would stand in another control.
CLOSED = ("a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "q", "script", "summary", "sup", "svg")


@dataclass(frozen=True, slots=True)
class Term:
    """A term as `glossary.json` gives it."""

    id: str
    term: str
    short: tuple[str, ...]
    text: str
    page: str | None
    """The address of the page that explains it best: there it is no news."""

    @property
    def pattern(self) -> str:
        """Its name in any case and number, or an abbreviation as it is written."""
        name = rf"(?i:{re.escape(self.term)}(?:e?s)?)"
        return "|".join((name, *(re.escape(short) + "s?" for short in self.short)))


def read_terms(build: Path) -> tuple[Term, ...]:
    """The terms of `glossary.json`; none if the content has no glossary."""
    path = build / "glossary.json"
    found = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return tuple(Term(**{**one, "short": tuple(one["short"])}) for one in found)


def explained(page: str, address: str, terms: tuple[Term, ...]) -> str:
    """The page, published at `address` below the root, with its terms explained; pages outside FOLDERS are given back as they are."""
    parts = ARTICLE.search(page)
    wanted = [t for t in terms if t.page != address]
    if not parts or not wanted or MARK in page or not address.startswith(FOLDERS):
        return page
    text, rest = parts[2], ""
    if notes := FOOTNOTES.search(text):
        text, rest = text[: notes.start()], text[notes.start() :]
    used: dict[str, Term] = {}
    body = "".join(_tokens(text, wanted, used))
    if not used:
        return page
    root = "../" * address.count("/")
    definitions = "".join(_definition(term, root) for term in used.values())
    section = f'{MARK} aria-label="Terms on this page" data-search-exclude>{definitions}</section>'
    return page[: parts.start(2)] + body + rest + section + page[parts.end(2) :]


def _tokens(text: str, terms: list[Term], used: dict[str, Term]) -> Iterator[str]:
    """The text with a button at the first place of each term; `used` gathers them in order."""
    lower = text.lower()
    there = [t for t in terms if t.term.lower() in lower or any(short in text for short in t.short)]  # a page has few of them
    if not there:
        yield text
        return
    by_length = sorted(there, key=lambda t: -len(t.term))
    names = re.compile(r"(?<![\w&#-])(?:" + "|".join(f"(?P<t{n}>{t.pattern})" for n, t in enumerate(by_length)) + r")(?![\w-])")
    running, closed = False, 0

    def button(found: re.Match[str]) -> str:
        term = by_length[int(str(found.lastgroup)[1:])]
        if term.id in used:
            return found[0]
        used[term.id] = term
        return f'<button type="button" class="ts-term" popovertarget="term-{term.id}">{found[0]}</button>'

    for token in TOKEN.findall(text):
        if not token.startswith("<"):
            yield names.sub(button, token) if running and not closed else token
            continue
        tag = re.match(r"</?([a-z0-9]+)", token)
        name = tag[1] if tag else ""
        if token in ("<p>", "</p>"):  # a paragraph with a class of its own is a label or a control
            running = token == "<p>"
        elif name in CLOSED and not token.endswith("/>"):
            closed = max(0, closed + (-1 if token.startswith("</") else 1))
        yield token


def _definition(term: Term, root: str) -> str:
    return (
        f'<div class="ts-definition" id="term-{term.id}" popover role="note" aria-label="{escape(term.term)}">'
        f'<p><b>{escape(term.term)}</b> {escape(term.text, quote=False)} <a href="{root}glossary/#{term.id}">In the glossary</a></p></div>'
    )
