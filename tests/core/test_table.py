"""Tables of answers and of counts: what is read, in pieces too, what is told, and that SQL counts as we do."""

import csv
import io
import random
import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from door import Door, Refused
from instruments import dimension, instrument

ROOT = Path(__file__).resolve().parents[2]
DOOR = Door(instrument((dimension("d"), dimension("e", (1, 1)))))
LONG = "respondent,role,item,answer\n"


def count(text, **more):
    """Counts as a dictionary."""
    return {tuple(row[:3]): row[3] for row in DOOR.ask("count", text=text, **more)["counts"]}


def told(text, **more):
    """Where and what the door finds wrong."""
    with pytest.raises(Refused) as refused:
        DOOR.ask("count", text=text, **more)
    return [(f["where"], f["wrong"]) for f in refused.value.faults]


ROWS = LONG + "a,lead,d.0,3\na,lead,d.1,dk\nb,,d.0,3\nb,,d.1,\nc,lead,d.0,3\nc,lead,d.1,na\n"
COUNTED = {("lead", "d.0", "3"): 2, ("lead", "d.1", "dk"): 1, ("unsaid", "d.0", "3"): 1, ("unsaid", "d.1", "blank"): 1, ("lead", "d.1", "na"): 1}


def test_a_long_table():
    """Three people, two questions, counted by hand."""
    assert count(ROWS) == COUNTED


def test_a_table_of_counts():
    """Counts are taken over; the same row twice is added; a count of nothing is nothing."""
    table = "role,item,answer,count\nlead,d.0,3,2\nlead,d.1,dk,1\n,d.0,3,1\n,d.1,,1\nlead,d.1,na,1\nfront,d.0,5,0\n"
    assert count(table) == COUNTED
    assert count("role,item,answer,count\nlead,d.0,3,2\nlead,d.0,3,5\n,d.0,3,1\nunsaid,d.0,3,1\n") == {("lead", "d.0", "3"): 7, ("unsaid", "d.0", "3"): 2} or count(
        "role,item,answer,count\n,d.0,3,1\nunsaid,d.0,3,1\n"
    )


WAYS = {
    "German spreadsheet": lambda t: "\ufeff" + t.replace(",", ";").replace("\n", "\r\n"),
    "every cell in quotes": lambda t: "\n".join(";".join(f'"{c}"' for c in line.split(",")) for line in t.splitlines()),
    "tabs": lambda t: t.replace(",", "\t"),
    "no line end at the end": lambda t: t.rstrip("\n"),
    "empty lines": lambda t: t.replace("\n", "\n\n") + "\n\n",
    "rows of nothing, as spreadsheets add them": lambda t: t + ",,,\n,,,\n",
    "blanks around cells": lambda t: t.replace(",", " , "),
    "capitals in the head, as warehouses write them": lambda t: t.replace(LONG, LONG.upper()),
    "other order of columns": lambda t: "\n".join(",".join((lambda c: (c[3], c[2], c[0], c[1]))(line.split(","))) for line in t.splitlines()),
    "names with the mark in them": lambda t: t.replace("\na,", '\n"A, the ""first"""' + ","),
    "names of HTML": lambda t: t.replace("\na,", "\n<script>alert(1)</script>,").replace("\nb,", "\n=cmd|x,"),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_table_written_otherwise(way):
    """Marks, line ends, quotes, a byte-order mark and the order of columns do not matter."""
    assert count(WAYS[way](ROWS)) == COUNTED


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("", "line 1", "nothing"),
        ("\n", "line 1", "nothing"),
        ("respondent,role,item\na,,d.0", "line 1", "respondent,role,item"),
        ("a,lead,d.0,3\n", "line 1", "a,lead,d.0,3"),
        (LONG + "a,lead,d.9,3\n", "line 2", "d.9"),
        (LONG + "a,boss,d.0,3\n", "line 2", "boss"),
        (LONG + "a,lead,d.0,6\n", "line 2", "6"),
        (LONG + "a,lead,d.0,3.0\n", "line 2", "3.0"),
        (LONG + "a,lead,d.0,na\n", "line 2", "na"),
        (LONG + "a,lead,d.0\n", "line 2", "4 cells"),
        (LONG + "a,lead,d.0,3,4\n", "line 2", "4 cells"),
        (LONG + "a,lead,d.0,3\n\na,lead,d.0,3\n", "line 4", "once more"),
        (LONG + "a,lead,d.0,3\na,front,d.0,4\n", "line 3", "once more"),
        ("role,item,answer,count\nlead,d.0,3,-1\n", "line 2", "-1"),
        ("role,item,answer,count\nlead,d.0,3,1.5\n", "line 2", "1.5"),
        ("role,item,answer,count\nlead,d.0,3,1.000\n", "line 2", "1.000"),
        ("role,item,answer,count\nlead,d.0,3,٣\n", "line 2", "٣"),
        ("role,item,answer,count\nlead,d.0,3," + "9" * 13 + "\n", "line 2", "999"),
        ("role,item,answer,count\nlead,d.0,3\n", "line 2", "4 cells"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, where, words):
    """One fault, its line, and what stands there."""
    found = told(text)
    assert len(found) == 1 and found[0][0] == where and words in found[0][1]


def test_many_faults_are_cut_short():
    """The first hundred, and how many more."""
    found = told(LONG + "".join(f"r{n},lead,none.{n},3\n" for n in range(300)))
    assert len(found) == 101 and found[0][0] == "line 2" and "200 further" in found[-1][1]


def test_a_table_that_is_another_one_ends_early():
    """A hundred thousand different rows are no answers: memory would grow with each."""
    assert "different rows" in told(LONG + "".join(f"a,{n},x,y\n" for n in range(100_001)))[0][1]


def table(seed, rows=40):
    dice = random.Random(seed)
    lines = []
    for n in range(rows):
        item = dice.choice(["d.0", "d.1", "d.2", "d.3", "e.0", "e.1"])
        answers = ["1", "2", "3", "4", "5", "dk", "", *(["na"] if item[-1] != "0" else [])]
        lines.append((f"p{n}", dice.choice(["", "lead", "front"]), item, dice.choice(answers)))
    return lines


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**6), st.integers(1, 12), st.sampled_from(["\n", "\r\n"]), st.sampled_from([",", ";", "\t"]))
def test_pieces_count_as_the_whole(seed, into, end, mark):
    """However a table is cut between its lines, the pieces add up, and the last state names the same line."""
    lines = [LONG.strip().replace(",", mark), *(mark.join(row) for row in table(seed))]
    whole = DOOR.ask("count", text=end.join(lines) + end)
    dice, added, state, rest = random.Random(seed), {}, None, lines
    while rest:
        cut = dice.randint(1, into)
        piece = DOOR.ask("count", text=end.join(rest[:cut]) + end, state=state)
        rest, state = rest[cut:], piece["state"]
        for *key, number in piece["counts"]:
            added[tuple(key)] = added.get(tuple(key), 0) + number
    assert added == {tuple(key): number for *key, number in whole["counts"]}
    assert state == whole["state"] and state["lines"] == len(lines)


def test_a_double_row_is_found_across_pieces():
    """The state carries the last respondent and question."""
    state = DOOR.ask("count", text=LONG + "a,lead,d.0,3\n")["state"]
    assert told("a,lead,d.0,4\n", state=state) == [("line 3", "answers the same question of the same respondent once more.")]


@pytest.mark.parametrize("state", [{}, 1, {"columns": ["a"], "mark": ",", "lines": 1, "last": ""}, {"columns": [1, 2, 3, 4], "mark": ",", "lines": 1, "last": ""}, {"columns": LONG.strip().split(","), "mark": "x", "lines": 1, "last": ""}, {"columns": LONG.strip().split(","), "mark": ",", "lines": True, "last": ""}])
def test_a_wrong_state(state):
    """What is not a state is told."""
    assert told("a,lead,d.0,3\n", state=state)[0][0] == "state"


def statements():
    """The SQL that the site gives, without comments: the file, and wherever a page shows it."""
    found = [(ROOT / "docs/assessment/team-counts.sql").read_text("utf-8")]
    for page in sorted((ROOT / "docs").rglob("*.md")):
        found += re.findall(r"```sql\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return [" ".join(re.sub(r"--[^\n]*", "", text).split()) for text in found]


def test_pages_show_the_sql_that_is_tested():
    """One statement, wherever it stands."""
    assert len(set(statements())) == 1


@pytest.mark.parametrize("seed", range(3))
def test_sql_counts_as_we_do(seed):
    """SQLite's GROUP BY over the long table, written as CSV, gives the bytes that the long table gives; NULL and empty text are the same."""
    lines = table(seed, rows=400)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE team_answers (respondent TEXT, role TEXT, item TEXT, answer TEXT)")
    base.executemany("INSERT INTO team_answers VALUES (?, ?, ?, ?)", [(who, role or (None if n % 3 else ""), item, answer or (None if n % 2 else "")) for n, (who, role, item, answer) in enumerate(lines)])
    cursor = base.execute(statements()[0])
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column[0] for column in cursor.description])
    writer.writerows(cursor)
    long = LONG + "".join(",".join(row) + "\n" for row in lines)
    by_sql, by_us = (DOOR.ask("team", counts=DOOR.ask("count", text=text)["counts"], **{"as": "json"}) for text in (out.getvalue(), long))
    assert by_sql == by_us and '"n": 0,\n  "min_group"' not in by_us
