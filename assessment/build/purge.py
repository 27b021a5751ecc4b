"""Takes minified style sheets and the words of a site, and gives the sheets without rules that can match nothing there; knows the grammar of style sheets, and no theme.

A selector goes if it needs a class, an id or a value that the site does not have.
What stands inside `:not()`, `:is()` and the like never makes a selector go: rather a rule too many than one too few.
"""

import re
from collections.abc import Collection, Iterator

# A string or an address counts as one piece, whatever stands in it.
PIECE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\((?:[^()"'\\]|\\.)*\)|[^"'{}()\[\];,u\\]+|\\?.""", re.DOTALL)
INNER = re.compile(r"\([^()]*\)")
NEEDS = re.compile(r"[.#](-?[A-Za-z_](?:[\w-]|\\.)*)")
ASKS = re.compile(r"""\[([\w-]+)=(?:"([^"]*)"|'([^']*)'|([\w-]+))\]""")
PROPERTY = re.compile(r"^\s*(--[\w-]+)\s*:")
USED = re.compile(r"var\(\s*(--[\w-]+)")
NESTING = ("@media", "@supports", "@layer", "@container")


def purged(css: str, words: Collection[str], values: Collection[tuple[str, str]]) -> str:
    """The sheet without dead rules.

    `words`: the classes and ids that the site has or that a script may set.
    `values`: pairs of attribute and value that it may have; an attribute in none of them is left alone.
    """
    return _joined(_alive(css, frozenset(words), frozenset(values), frozenset(name for name, _ in values)))


def without_dead_properties(css: str, others: str) -> str:
    """The sheet without custom properties that neither it nor `others` (more sheets, scripts) ever name; repeated until none is left."""
    while True:
        used = set(USED.findall(css)) | set(re.findall(r"--[\w-]+", others))
        lighter = _joined(_live_declarations(css, used))
        if lighter == css:
            return css
        css = lighter


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """The statements of a sheet: what stands in front of the braces, and what inside; None where there are none."""
    head, body, depth = [], [], 0
    for piece in PIECE.findall(css):
        if piece == "{":
            depth += 1
            if depth == 1:
                continue
        elif piece == "}":
            depth -= 1
            if depth == 0:
                yield "".join(head), "".join(body)
                head, body = [], []
                continue
        elif piece == ";" and depth == 0:
            yield "".join(head), None
            head = []
            continue
        (body if depth else head).append(piece)
    if "".join(head).strip():
        yield "".join(head), None


def _joined(blocks: Iterator[tuple[str, str | None]]) -> str:
    return "".join(f"{head};" if body is None else f"{head}{{{body}}}" for head, body in blocks)


def _alive(css: str, words: frozenset[str], values: frozenset[tuple[str, str]], names: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    for head, body in _blocks(css):
        start = head.strip().lower()
        if body is not None and start.startswith(NESTING):
            if inner := _joined(_alive(body, words, values, names)):
                yield head, inner
        elif body is None or start.startswith("@"):
            yield head, body
        elif kept := [s for s in _split(head, ",") if _may_match(s, words, values, names)]:
            yield ",".join(kept), body


def _may_match(selector: str, words: frozenset[str], values: frozenset[tuple[str, str]], names: frozenset[str]) -> bool:
    plain = selector
    while (shorter := INNER.sub("", plain)) != plain:
        plain = shorter
    for name, *quoted in ASKS.findall(plain):
        if name in names and (name, "".join(quoted)) not in values:
            return False
    return all(re.sub(r"\\(.)", r"\1", need) in words for need in NEEDS.findall(re.sub(r"\[[^\]]*\]", "", plain)))


def _live_declarations(css: str, used: set[str]) -> Iterator[tuple[str, str | None]]:
    for head, body in _blocks(css):
        if body is None:
            yield head, body
        elif head.strip().lower().startswith(NESTING):
            if inner := _joined(_live_declarations(body, used)):
                yield head, inner
        elif kept := [d for d in _split(body, ";") if not (m := PROPERTY.match(d)) or m[1] in used]:
            yield head, ";".join(kept)


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks that stand outside strings and brackets; empty ones are left out."""
    parts, depth = [[]], 0
    for piece in PIECE.findall(text):
        depth += (piece in "([") - (piece in ")]")
        if piece == mark and depth == 0:
            parts.append([])
        else:
            parts[-1].append(piece)
    return [part for part in map("".join, parts) if part.strip()]
