"""Takes the HTML of one page and gives it without comments, needless white space and quotes that are escaped where they need not be; knows where these mean something, and nothing else of the page.

Where a browser shows several blanks and line ends as one blank, one is left: a line end if there was one, so that the source can still be read.
Each page may be given twice: the second time nothing changes.
"""

import re

# Kept as they are: text that shows its white space, and scripts, whose hashes stand in the policy.
KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(r"<!--(?!\[if).*?-->", re.DOTALL)
TAG = re.compile(r"""(<(?:[^<>"']++|"[^"]*"|'[^']*')*+>)""")
QUOTE = re.compile("&#3([49]);")  # escaped by the templates; outside of tags nothing takes it for markup
SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\f]")  # one blank, or one line end, is as it should be


def tightened(page: str) -> str:
    """The page with one blank where it had several."""
    parts = KEPT.split(page)
    made = []
    for n in range(0, len(parts), 3):
        made.append(_tight(parts[n]))
        if n + 1 < len(parts):
            made.append(parts[n + 1])
    return "".join(made)


def _tight(text: str) -> str:
    # Inside a tag only the blanks between attributes are not ours to judge: a value may hold text that a script reads.
    return "".join(piece if piece.startswith("<") else QUOTE.sub(_quote, SPACE.sub(_one, piece)) for piece in TAG.split(COMMENT.sub("", text)))


def _one(found: re.Match[str]) -> str:
    return "\n" if "\n" in found[0] else " "


def _quote(found: re.Match[str]) -> str:
    return '"' if found[1] == "4" else "'"
