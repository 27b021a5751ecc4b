"""Takes a result and gives it as CSV, one row a dimension, safe to open in a spreadsheet; knows no rule of scoring."""

from assessment.core.wording import straight

COLUMNS = ("id", "pillar", "status", "coverage", "point", "low", "high", "level", "target", "target_from", "gap", "importance", "confidence", "uneven", "blocked_by")


def cell(value: object) -> str:
    """One cell: quoted where needed, and never a formula."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else " ".join(value) if isinstance(value, list) else straight(str(value))
    if isinstance(value, str | list) and text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        text = "'" + text
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in ',;"\r\n') else text


def make_sheet(result: dict) -> str:
    """The dimensions of a result as CSV with a head row; lines end with CR LF as RFC 4180 says."""
    rows = [COLUMNS, *([d[c] for c in COLUMNS] for d in result["dimensions"])]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)
