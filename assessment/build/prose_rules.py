"""Takes pages as prose and gives what is wrong with their sentences and what they say of themselves; knows no HTML.

One function a rule: its name says what holds when it finds nothing.
Every exception has a name here.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache

from assessment.build.content import Content
from assessment.build.pages import Page
from assessment.build.prose import Block, plain
from assessment.build.reading import Finding

GUIDE = ("guide/", "pillars/")
"""Folders whose pages make claims about the world; the others speak of this site and its own rules."""

WORDS_IN_A_ROW = 8

CITED = re.compile(r"\[\^[^\]\s]+\]")
NUMBER = re.compile(r"(?<![\w.,])[.]?\d[\d.,]*(?!\w)")
# Figures that claim nothing about the world.
LEVEL = re.compile(r"\blevels?\s+[1-5](?:(?:\s+(?:and|or|to)\s+|,\s*)[1-5])*\b|\b(?:from\s+)?1\s+to\s+5\b", re.IGNORECASE)
OWN_PLAN = re.compile(r"\b90 days\b", re.IGNORECASE)
MONTHS = "January February March April May June July August September October November December".split()

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE_ENDS = re.compile(r"""(?<=[.!?])["”’)*_]*(?:\[\^[^\]]+\])*[ ]+(?=["“(\[*_]*[A-ZÀ-Ý])""")
# A full stop after these ends no sentence.
SHORTENED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|ca|no|nos|art|Dr|Mr|Mrs|Ms|St|vol|pp?)|(?<![\w])[A-ZÀ-Ý])\.$")

type ProseRule = Callable[[Content, tuple[Page, ...], str], Iterator[Finding]]


def _guide(pages: tuple[Page, ...]) -> Iterator[Page]:
    return (page for page in pages if page.path.startswith(GUIDE))


def pages_say_what_they_are(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    """A page with a sentence of its own has a description and the day it was checked; one of the guide has a main heading, under which day and reading time stand."""
    for page in pages:
        about, file = page.prose.about, f"{shown}/{page.path}"
        if not str(about.get("description") or "").strip():
            yield Finding(file, 1, "", "the page has no description.", "Write “description: …” between the lines --- at its top: what a reader finds here, in one sentence.")
        if any(b.kind == "paragraph" for b in page.prose.blocks) and not _day(about.get("checked")):
            yield Finding(file, 1, "", "the page does not say when it was checked.", "Write “checked: YYYY-MM-DD” between the lines --- at its top: the day when somebody last held it against its sources.")
        heads = [b for b in page.prose.blocks if b.kind == "heading" and b.lines[0].startswith("# ")]
        if page.path.startswith(GUIDE) and len(heads) != 1:
            yield Finding(file, heads[1].line if heads else 1, "", f"the page has {len(heads)} main headings.", "Write one line that starts with “# ”: reading time and date stand below it.")


def one_sentence_stands_on_a_line(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    """In paragraphs each sentence has its own line, so that a change shows as what it is; an item of a list and a row of a table are one line."""
    for page in pages:
        for block in page.prose.blocks:
            if block.kind != "paragraph":
                continue
            for number, line in enumerate(block.lines, block.line):
                read = re.sub(r"`[^`]*`", "x", line)
                ends = [m for m in _SENTENCE_ENDS.finditer(read) if not SHORTENED.search(read[: m.start()])]
                if ends:
                    after = read[ends[0].end() :]
                    yield Finding(f"{shown}/{page.path}", number, "", f"{len(ends) + 1} sentences stand on one line.", f"Start a new line before “{' '.join(after.split()[:3])} …”.")


def figures_and_studies_are_cited(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    """A paragraph of the guide with a number, a year or the name of a study cites a source; a table may be cited in the paragraph before it."""
    names = _study_names(content)
    for page in _guide(pages):
        before: Block | None = None
        for block in page.prose.blocks:
            cited = CITED.search(block.text) or (block.kind == "table" and before is not None and CITED.search(before.text))
            if block.kind in ("paragraph", "item", "table") and not cited:
                told = _told(block, names, page.prose.about.get("checked"))
                if told:
                    line, what = told
                    yield Finding(f"{shown}/{page.path}", line, "", f"{what} stands in a {'table' if block.kind == 'table' else 'paragraph'} that cites no source.", "Cite the source as [^id], or say it without the figure or the name.")
            before = block


def model_text_is_not_repeated(content: Content, pages: tuple[Page, ...], shown: str) -> Iterator[Finding]:
    """No eight words in a row on a page of the guide stand in a dimension: what the model says is included, not typed again."""
    known: dict[tuple[str, ...], str] = {}
    for document, _ in content.each_dimension():
        for _, text in document.texts():
            words = _words(text)
            for n in range(len(words) - WORDS_IN_A_ROW + 1):
                known.setdefault(words[n : n + WORDS_IN_A_ROW], document.file)
    for page in _guide(pages):
        for block in page.prose.blocks:
            if block.kind in ("include", "note"):
                continue
            lines = [(number, _read_words(line)) for number, line in enumerate(block.lines, block.line)]
            words = tuple(word for _, said in lines for word in said)
            n = 0
            while n <= len(words) - WORDS_IN_A_ROW:
                row = words[n : n + WORDS_IN_A_ROW]
                if row in known:
                    yield Finding(f"{shown}/{page.path}", [number for number, said in lines for _ in said][n], "", f"“{' '.join(row)}” stands in {known[row]} too.", "Include the fragment, or say it in other words.")
                    n += WORDS_IN_A_ROW
                else:
                    n += 1


def _told(block: Block, names: re.Pattern[str] | None, checked: object) -> tuple[int, str] | None:
    """Line and words of the first figure or study of a block."""
    for number, line in enumerate(block.lines, block.line):
        read = plain(line)
        if block.kind == "item" and number == block.line:
            read = re.sub(r"^\s*(?:[-*+]|\d+\.) +", "", read)
        for exception in (LEVEL, OWN_PLAN, *_same_month(checked)):
            read = exception.sub(" ", read)
        figure, study = NUMBER.search(read), names.search(read) if names else None
        if figure:
            return number, f"the figure {figure[0].rstrip('.,')}"
        if study:
            return number, f"the name {study[0]}"
    return None


def _study_names(content: Content) -> re.Pattern[str] | None:
    """The surnames of the first authors of all works whose authors are people."""
    found = {m[1] for s in content.sources if (m := re.match(r"((?:[a-z]+ )*[A-ZÀ-Ý][\w’'-]+), (?:[A-ZÀ-Ý]\.[ -]?)+", s.authors))}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\b(?!['’]?\w)") if found else None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(str(value), "%Y-%m-%d").date()
    except ValueError:
        return None


def _same_month(checked: object) -> tuple[re.Pattern[str], ...]:
    """“As we understand it in November 2026” repeats the page's own date."""
    day = _day(checked)
    return (re.compile(rf"\b{MONTHS[day.month - 1]} {day.year}\b"),) if day else ()


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=65536)
def _read_words(line: str) -> tuple[str, ...]:
    return _words(plain(CITED.sub("", line)))


PROSE_RULES: tuple[ProseRule, ...] = (pages_say_what_they_are, one_sentence_stands_on_a_line, figures_and_studies_are_cited, model_text_is_not_repeated)
