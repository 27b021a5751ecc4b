"""Takes a result and gives it as CSV, one row a dimension, safe to open in a spreadsheet; knows no rule of scoring."""

from assessment.core.wording import straight

COLUMNS = ("id", "pillar", "status", "coverage", "point", "low", "high", "level", "target", "target_from", "gap", "importance", "confidence", "uneven", "blocked_by")


# What begins a formula, also as East Asian keyboards write it; what a spreadsheet may take away before it looks; what some split a cell at.
_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_UNSEEN = " \u00a0\u2007\u202f\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\0'\""
_BREAKS = ("\t", "\r", "\n")


def cell(value: object) -> str:
    """One cell: quoted where needed, and never a formula."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else " ".join(value) if isinstance(value, list) else straight(str(value))
    if isinstance(value, str | list) and (text[:1] in _BREAKS or text.lstrip(_UNSEEN)[:1] in _SIGNS):
        text = "'" + text
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in ',;"\t\r\n') else text


def make_sheet(result: dict) -> str:
    """The dimensions of a result as CSV with a head row; lines end with CR LF as RFC 4180 says."""
    rows = [COLUMNS, *([d[c] for c in COLUMNS] for d in result["dimensions"])]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)
