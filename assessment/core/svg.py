"""Takes text and lengths and gives what an SVG file can hold: escaped, wrapped, shortened; knows no figure and no font for sure.

SVG wraps no text, so widths are estimated from the kinds of letters, on the large side.
"""

import re

from assessment.core import markup

# XML 1.0 has no place for these, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] ·"), frozenset("mwMW@%–—…")


def clean(text: str) -> str:
    """One line of text without characters that XML forbids, not escaped."""
    return " ".join(_FORBIDDEN.sub("\ufffd", text).split())


def escaped(text: str) -> str:
    """Text that is safe between tags and inside double quotes of HTML and XML."""
    return markup.escaped(clean(text))


def width(text: str) -> float:
    """About how wide a text is, in multiples of its font's size."""
    return sum(0.38 if c in _NARROW else 1 if c in _WIDE else 1.05 if ord(c) >= 0x2E80 or 0x1100 <= ord(c) < 0x1200 else 0.75 if c.isupper() else 0.63 for c in text)


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """A text as at most `most` lines that fit into `room` at a font size; what is left out is marked by an ellipsis."""
    lines, line = [], ""
    for word in clean(text).split(" "):
        while width(word) * size > room:  # no word may be wider than a line
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n]) * size <= room)
            lines += [line] * bool(line) + [word[:fits]]
            line, word = "", word[fits:]
        if line and width(f"{line} {word}") * size > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines += [line] * bool(line)
    return lines if len(lines) <= most else [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), room, size)]


def shortened(text: str, room: float, size: float) -> str:
    """A text as one line that fits, its end replaced by an ellipsis where it must be."""
    text = clean(text)
    if width(text) * size <= room:
        return text
    while text and width(text + "…") * size > room:
        text = text[:-1]
    return text.rstrip() + "…"
