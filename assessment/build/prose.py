"""Takes the Markdown of one page and gives its front matter and its blocks, each with its line; knows no rule and no citation by name."""

import re
from dataclasses import dataclass
from typing import Literal

import yaml

Kind = Literal["heading", "paragraph", "item", "table", "html", "include", "note"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where PyYAML has it
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d+\.) +")
_TAG = re.compile(r"\s*</?[a-z!]")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_MARKUP = re.compile(r"(?P<code>`+.+?(?<=`))|\]\([^)]*\)(?:\{[^}]*\})?|<[^>]*>|\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `line` is the first, counted from 1."""

    kind: Kind
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All lines, with a line break between two."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Prose:
    """What a page says of itself, and what it says."""

    about: dict[str, object]
    """The front matter; empty if there is none or it cannot be read."""
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The title of the front matter, or else the main heading, or nothing."""
        heads = (b.lines[0].removeprefix("# ") for b in self.blocks if b.kind == "heading" and b.lines[0].startswith("# "))
        return str(self.about.get("title") or next(heads, ""))


def prose(text: str) -> Prose:
    """The page read as far as our pages use Markdown: no nested lists of paragraphs, no quotations within lists."""
    lines = text.splitlines()
    about, start = _front_matter(lines)
    blocks: list[Block] = []
    gathered: list[str] = []
    kind: Kind = "paragraph"
    fence = ""

    def close(number: int) -> None:
        if gathered:
            blocks.append(Block(kind, number - len(gathered), tuple(gathered)))
            gathered.clear()

    for number, line in enumerate(lines[start:], start + 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            close(number)
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        found = _kind(line)
        if found is None:
            close(number)
            continue
        goes_on = found == "paragraph" and kind in ("paragraph", "item") or found == kind == "table"
        if gathered and not goes_on:
            close(number)
        if not gathered:
            kind = found
        gathered.append(line)
    close(len(lines) + 1)
    return Prose(about, tuple(blocks))


def plain(text: str) -> str:
    """The text as it is read: without code, addresses of links, tags and attributes; citations stay."""
    return _MARKUP.sub(lambda m: "]" if m[0].startswith("]") else " ", text)


def _kind(line: str) -> Kind | None:
    if not line.strip():
        return None
    if line.startswith("#"):
        return "heading"
    if "--8<--" in line:
        return "include"
    if line.lstrip().startswith("|"):
        return "table"
    if _NOTE.match(line):
        return "note"
    if _ITEM.match(line):
        return "item"
    return "html" if _TAG.match(line) else "paragraph"


def _front_matter(lines: list[str]) -> tuple[dict[str, object], int]:
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        return {}, 0
    end = next(n for n, line in enumerate(lines[1:], 1) if line.strip() == "---")
    try:
        found = yaml.load("\n".join(lines[1:end]), Loader=_LOADER)
    except yaml.YAMLError:
        found = None
    return (found if isinstance(found, dict) else {}), end + 1
