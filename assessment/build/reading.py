"""Takes one YAML file and gives plain data with the line of every entry, or what is wrong with the file; knows no field by name.

Only the plain part of YAML is read: one document of mappings, lists and single values.
Anchors, aliases, merge keys and tags are refused, so that no small file can grow large and none can name a type.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from assessment.build.yaml_faults import syntax_fault

MOST_NODES = 20_000  # keys, values, lists and mappings; the largest file here has 3,500
MOST_BYTES = 200_000  # whatever it holds, it is read and judged in less than a second; the largest file here has 90,000
MOST_DEPTH = 20
SLOW = 30_000  # characters; PyYAML's own parser reads about 100,000 a second

type EntryPath = tuple[str | int, ...]  # the keys and places from the top of a file to an entry


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault with its place still in parts, so that faults can be put in order."""

    file: str
    line: int
    id: str
    wrong: str
    right: str
    path: EntryPath = field(default=(), compare=False)

    @property
    def where(self) -> str:
        """`content/dimensions/x.yml:12 (item id)`."""
        return f"{self.file}:{self.line}" + (f" ({self.id})" if self.id else "")


@dataclass(slots=True)
class Document:
    """What one file holds. `data` is None if the file could not be read; `findings` says why."""

    file: str
    data: object = None
    lines: dict[EntryPath, int] = field(default_factory=dict)
    written: dict[EntryPath, str] = field(default_factory=dict)
    """Every single value as the author typed it."""
    findings: list[Finding] = field(default_factory=list)
    complained: set[EntryPath] = field(default_factory=set)
    """Entries of the wrong form: rules are silent about them."""

    def line(self, path: EntryPath) -> int:
        """The line of an entry, or of the nearest one around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def id_at(self, path: EntryPath) -> str:
        """The id of the nearest entry around `path` that has one; empty if none has."""
        found, here = "", self.data
        for key in (*path, None):
            if isinstance(here, dict) and isinstance(here.get("id"), str):
                found = here["id"]
            try:
                here = here[key]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
        return found

    def finding(self, path: EntryPath, wrong: str, right: str) -> Finding:
        """A fault at an entry of this file."""
        return Finding(self.file, self.line(path), self.id_at(path), wrong, right, path)

    def texts(self) -> Iterator[tuple[EntryPath, str]]:
        """Every text value with its path."""
        yield from _texts(self.data, ())


def _texts(data: object, path: EntryPath) -> Iterator[tuple[EntryPath, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, key))


def read(path: Path, file: str) -> Document:
    """Read a YAML file; `file` is its name in messages. An empty file gives None as data and no finding."""
    try:
        return parsed(path.read_bytes(), file)
    except OSError as error:
        return Document(file, findings=[Finding(file, 1, "", f"the file cannot be opened ({error.strerror})", "Make it a readable text file.")])


def parsed(content: bytes, file: str) -> Document:
    """The same for the bytes of a file."""
    document = Document(file)
    try:
        if len(content) > MOST_BYTES:
            raise _Refused(1, f"the file has {len(content):,} bytes", f"Keep it below {MOST_BYTES:,} bytes.")
        text = _decoded(content)
        _read(text, document)
    except _Refused as refused:
        document.findings.append(Finding(file, refused.line, "", refused.wrong, refused.right))
    except yaml.YAMLError as error:
        document.findings.append(Finding(file, *syntax_fault(error, text)))
    if document.findings:
        document.data = None
    return document


def _read(text: str, document: Document) -> None:
    """Read with libyaml where PyYAML has it. What it cannot read, PyYAML's own parser tells, for `yaml_faults` knows its words."""
    if not yaml.__with_libyaml__:
        return _read_with(_Plain, text, document)
    try:
        return _read_with(_PlainInC, text, document)
    except yaml.YAMLError as error:
        if len(text) <= SLOW:
            return _read_with(_Plain, text, document)
        _tell(text, error)
        raise


def _read_with(kind: type, text: str, document: Document) -> None:
    root = kind(text).get_single_node()
    if root is not None:
        document.data = _data(root, (), document)


def _tell(text: str, error: yaml.YAMLError) -> None:
    """Raise what PyYAML's own parser says about a long text that libyaml could not read, if it says something: it looks at the entry before that line and a little behind it."""
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    lines = text.split("\n")
    starts = [n for n in range(max(mark.line - 1, 0)) if lines[n][:1] not in ("", " ", "\t", "#")] if mark else []
    if starts:
        _Plain("\n" * starts[-1] + "\n".join(lines[starts[-1] : mark.line + 50])[:SLOW]).get_single_node()


class _Refused(Exception):
    def __init__(self, line: int, wrong: str, right: str):
        self.line, self.wrong, self.right = line, wrong, right


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _Refused(line, f"the byte 0x{content[error.start]:02x} is not UTF-8 text", "Save the file as UTF-8.") from None


class _PlainOnly(Composer, Resolver):
    """PyYAML's composer, stopped at everything that is not plain; the events come from another class."""

    # a day stays text: 2026-11-21 is what people typed
    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")] for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    depth = nodes = 0

    def compose_node(self, parent, index):
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, f"“*{event.anchor}” repeats an entry by its name", f"Write the entry out, or put a text that starts with * in quotes: \"*{event.anchor}\".")
        if event.anchor is not None:
            raise _Refused(line, f"“&{event.anchor}” gives an entry a name", f"Remove it, or put a text that starts with & in quotes: \"&{event.anchor}\".")
        if event.tag is not None:
            raise _Refused(line, f"“{event.tag}” is a YAML tag", "Remove it, or put a text that starts with ! in quotes.")
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Refused(line, f"the file holds more than {MOST_NODES:,} keys and values", "Take some out.")
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _Refused(line, f"entries lie more than {MOST_DEPTH} deep in each other", "Close the brackets or take back the indents.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Plain(_PlainOnly, yaml.SafeLoader):
    """With events from PyYAML's own parser."""


class _PlainInC(_PlainOnly, yaml.cyaml.CParser if yaml.__with_libyaml__ else object):
    """With events from libyaml, several times as fast."""

    def __init__(self, text: str):
        yaml.cyaml.CParser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)


def _data(node: yaml.Node, path: EntryPath, document: Document) -> object:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return _value(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_data(entry, (*path, place), document) for place, entry in enumerate(node.value)]
    found: dict[str | int, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _key(key_node, document)
        here = (*path, key)
        if key in found:
            document.findings.append(
                Finding(document.file, line, "", f"the key “{key}” stands here a second time (first on line {document.lines[here]})", "Keep one of the two.")
            )
            continue
        document.lines[here] = line
        found[key] = _data(value_node, here, document)
    return found


def _key(node: yaml.Node, document: Document) -> str | int:
    line = node.start_mark.line + 1
    key = _value(node, (), Document(document.file)) if isinstance(node, yaml.ScalarNode) and not node.tag.endswith(":merge") else None
    if isinstance(key, str) and key.isdigit():
        raise _Refused(line, f"the key “{key}” is text, not a whole number", f"Write {key} without quotes.")
    if isinstance(key, str) or type(key) is int:
        return key
    written = node.value if isinstance(node, yaml.ScalarNode) else "a list or mapping"
    raise _Refused(line, f"{written} cannot be a key", "Use a field's name, or a whole number for a level.")


def _value(node: yaml.ScalarNode, path: EntryPath, document: Document) -> object:
    line = node.start_mark.line + 1
    document.written[path] = node.value
    kind = node.tag.rpartition(":")[2]
    if kind in ("str", "value", "merge"):
        if any(0xD800 <= ord(c) <= 0xDFFF for c in node.value):
            raise _Refused(line, "the text holds half of a character (\\ud800 to \\udfff)", "Type the character itself.")
        return node.value
    try:
        return yaml.SafeLoader.yaml_constructors[node.tag](yaml.SafeLoader(""), node)
    except ValueError:
        raise _Refused(line, f"“{node.value[:40]}” is no number that can be read", "Write a plain whole number, or put a text in quotes.") from None
