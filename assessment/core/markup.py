"""Takes texts and gives them as HTML that is safe anywhere in a page; knows nothing of what they say."""

from assessment.core.wording import straight

MARK = "<!---->"  # no text holds it: what people write is escaped


def escaped(text: str) -> str:
    """Text that is safe between tags and inside double quotes, and turns nothing round that stands after it."""
    return straight(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")


def link(root: str | None, path: str, inner: str) -> str:
    """A link from the site's root, or its words alone where there is no site; `inner` is HTML."""
    return inner if root is None else f'<a href="{root}{path}">{inner}</a>'


def paragraph(text: str, name: str = "") -> str:
    """A paragraph of plain text, or nothing where there is none."""
    return f"<p{f' class={chr(34)}{name}{chr(34)}' if name else ''}>{escaped(text)}</p>" if text else ""


def place(kind: str, dimension: str, text: str) -> str:
    """A text that a live page turns into a control: `target`, `importance` or `plan` of a dimension."""
    return f'<span class="ts-set" id="{kind}-{dimension}">{escaped(text)}</span>'


def part(html: str) -> str:
    """One element, its `id` its first attribute, that a live page can make anew by itself; never one inside another."""
    return f"{MARK}{html}{MARK}"
