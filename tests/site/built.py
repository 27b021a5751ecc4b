"""Takes the folder of the built site and gives its pages as data: elements, ids, links; knows HTML, and no theme."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

HERE = "http://here.invalid/"  # stands for the root of the site while addresses are resolved


@dataclass
class Page(HTMLParser):
    """One page; `elements` are (tag, attributes) in the order of the page."""

    path: str
    """Below the site's root, such as `method/index.html`."""
    text: str = field(repr=False)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list, repr=False)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    handle_startendtag = handle_starttag

    @property
    def address(self) -> str:
        """The address under which people see it, relative to the root."""
        return self.path.removesuffix("index.html")

    @property
    def ids(self) -> set[str]:
        """Every id, and the names of anchors."""
        return {a["id"] for _, a in self.elements if a.get("id")} | {a["name"] for tag, a in self.elements if tag == "a" and a.get("name")}

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of each element of a kind that has the wanted ones."""
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]

    def addresses(self) -> list[tuple[str, str]]:
        """What it links to or loads: as written, and resolved against its own address."""
        written = [a[name] for _, a in self.elements for name in ("href", "src", "data-theme") if name in a]
        return [(one, urljoin(HERE + self.address, one)) for one in written]


def pages(site: Path) -> list[Page]:
    """Every page of a built site, in the order of their paths."""
    return [Page(p.relative_to(site).as_posix(), p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))]


def target(site: Path, resolved: str) -> tuple[Path, str]:
    """The file that a resolved address of this site means, and its fragment."""
    parts = urlsplit(resolved)
    file = site / unquote(parts.path).lstrip("/")
    return (file / "index.html" if file.is_dir() else file), unquote(parts.fragment)
