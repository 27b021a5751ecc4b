"""The SQL that the page for maintainers prints: run in sqlite3 on a long table, it gives counts from which the same team comes out."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

from assessment.build.generate import model_json
from assessment.core.api import call

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/maintain.md").read_text(encoding="utf-8")
LONG = ("respondent", "role", "item", "answer")


def statement() -> str:
    """The one block of SQL under its heading."""
    (found,) = re.findall(r"```sql\n(.*?)```", PAGE.split("### Count a team in your warehouse")[1], flags=re.DOTALL)
    return found


def team(model, heads: tuple[str, ...], rows: list[tuple]) -> str:
    """What the door makes of a table, as text."""
    text = io.StringIO()
    csv.writer(text).writerows([heads, *rows])
    ask({"do": "load", "model": json.loads(model_json(model))})
    counts = ask({"do": "count", "text": text.getvalue()})["counts"]
    return ask({"do": "team", "handed": [], "counts": counts, "as": "json"})


def ask(request: dict) -> object:
    """The door's answer, which must be one."""
    answer = json.loads(call(json.dumps(request)))
    assert answer["ok"], answer
    return answer["result"]


def test_a_long_table_and_its_counts_are_the_same_team(model):
    """Seven people: a role or none, levels, don't know, not applicable where it is allowed, and blanks as NULL; by hand, 3 chose level 4 on the first question."""
    said = [("leadership", 4, None), ("leadership", 4, "dk"), (None, 4, 5), ("service", 1, 5), ("service", 2, 1), ("service", "dk", 3), (None, None, "na")]
    first, second = model.dimensions[0].items[0].id, next(i.id for i in model.items if i.na_allowed)
    rows = [(f"p{n}", role, item, answer) for n, (role, *answers) in enumerate(said) for item, answer in zip((first, second), answers, strict=True)]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE team_answers (respondent, role, item, answer)")
    base.executemany("INSERT INTO team_answers VALUES (?, ?, ?, ?)", rows)
    counted = base.execute(statement())
    heads = tuple(column[0] for column in counted.description)
    counts = counted.fetchall()
    assert heads == ("role", "item", "answer", "count") and ("leadership", first, 4, 2) in counts and sum(row[3] for row in counts) == 14
    made = team(model, heads, counts)
    assert made == team(model, LONG, rows)
    told = json.loads(made)
    (item,) = [i for i in told["items"] if i["id"] == first]
    assert told["n"] == 7 and item["counts"] == {"1": 1, "2": 1, "3": 0, "4": 3, "5": 0, "dk": 1, "na": 0, "blank": 1}


def test_the_statement_uses_nothing_that_a_dialect_quotes_in_its_own_way():
    """No quoted name: double quotes mean a text in some warehouses and a name in others."""
    assert not re.search(r"[\"'`\[\]]", statement()) and statement().rstrip().count(";") == 0
