"""Takes a team's figures as plain data and gives them as CSV, safe to open in a spreadsheet; knows no rule of counting.

A row is a group, a dimension of a group or a question of a group; `group` is `all` or a role.
"""

from assessment.core.sheet import cell
from assessment.core.tally import KINDS

FIGURES = ("min", "max", "mean", "median", "sd", "ad", "rwg", "word", "target")
COLUMNS = ("group", "kind", "id", "hidden", "n", *KINDS, *FIGURES)


def make_team_sheet(team: dict) -> str:
    """The figures with a head row: the groups, then dimensions and questions of everybody, then those of each group that is shown."""
    rows = [_row("all", "group", {"n": team["n"], "hidden": False}), *(_row(r["id"], "group", r) for r in team["roles"])]
    for name, group in [("all", team), *((r["id"], r) for r in team["roles"] if not r["hidden"])]:
        rows += [_row(name, "dimension", d) for d in group["dimensions"]]
        rows += [_row(name, "item", i | (i["counts"] or {})) for i in group["items"]]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in [COLUMNS, *rows])


def _row(group: str, kind: str, found: dict) -> list[object]:
    id_ = None if kind == "group" else found["id"]
    return [group, kind, id_, *(found.get(column) for column in COLUMNS[3:])]
