"""Claims about the example team: seven made-up people, figures worked apart from the program, and a bad row is a fault of the content."""

import json
import re
import statistics
from dataclasses import asdict
from fractions import Fraction as F
from pathlib import Path

import pytest
import yaml

from assessment.build.content import read_content
from assessment.build.example_team import example_codes
from assessment.core.api import call

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "content/example-team.yml"
WRITTEN = yaml.safe_load(FILE.read_text("utf-8"))


@pytest.fixture(scope="module")
def content():
    return read_content(ROOT / "content")


@pytest.fixture(scope="module")
def door(content):
    """Asks the engine, with the real instrument loaded."""

    def ask(do, **request):
        call(json.dumps({"do": "load", "model": asdict(content.model)}))
        answer = json.loads(call(json.dumps({"do": do} | request)))
        assert answer["ok"], answer
        return answer["result"]

    return ask


@pytest.fixture(scope="module")
def handed(content, door):
    """What the facilitator gets by pasting the seven codes as one text."""
    collected = door("collect", text="\n".join(example_codes(content.model, content.example_team)))
    assert collected["faults"] == []
    return collected["handed"]


@pytest.fixture(scope="module")
def team(door, handed):
    return door("team", handed=handed)


def test_the_seven_codes_carry_what_is_written(handed):
    """Each person's column, in the order of the people; a quick code leaves out the questions that it does not ask."""
    people = [h.split(" ") for h in handed]
    assert [(respondent, role, mode) for mode, role, respondent, _, _ in people] == [tuple(value or "-" for value in p.values()) for p in WRITTEN["people"]]
    digits = {"dk": "6", "na": "7", None: "0"} | {n: str(n) for n in range(1, 6)}
    rows = list(WRITTEN["answers"].values())
    for n, (*_, answers) in enumerate(people):
        assert answers == "".join(digits[row[n]] for row in rows if n < len(row))


def test_every_spread_is_what_the_standard_library_says(team):
    """Mean, median and sd of `statistics`, AD and rWG by their formulas, on the numbers as they stand in the file: 44 questions."""
    assert [i["id"] for i in team["items"]] == list(WRITTEN["answers"])
    for item in team["items"]:
        row = WRITTEN["answers"][item["id"]]
        levels = [one for one in row if isinstance(one, int)]
        mean = statistics.mean(map(F, levels))
        assert item["counts"] == {**{str(n): levels.count(n) for n in range(1, 6)}, "dk": row.count("dk"), "na": row.count("na"), "blank": row.count(None)}
        assert (item["n"], item["min"], item["max"]) == (len(levels), min(levels), max(levels))
        assert (item["mean"], item["median"]) == (round(float(mean), 4), float(statistics.median(levels)))
        if len(levels) < 5:
            assert item["sd"] is item["ad"] is item["rwg"] is item["word"] is None
        else:
            assert item["sd"] == pytest.approx(statistics.stdev(levels), abs=5e-5)
            assert item["ad"] == pytest.approx(float(sum(abs(x - mean) for x in levels) / len(levels)), abs=5e-5)
            assert item["rwg"] == pytest.approx(1 - statistics.variance(levels) / 2, abs=5e-5)


def test_figures_worked_by_hand(team):
    """connectivity.no-restart 4 1 1 4 1 5 2: sum 18, mean 18/7; deviations in sevenths 10 11 11 10 11 17 4, together 74, AD 74/49; squares 868/49 = 124/7, s² = 62/21, rWG = 1 − 31/21 = −10/21; 4 of 7 low, 3 high: two camps.

    thematic-cohesion.shared-story 4 4 4 5 4 4 3: mean 4, s² = 2/6, rWG = 5/6: shared.
    monitoring.along-the-path 3 2 2 3 dk 3 2: six levels, mean 5/2, s² = (6 × 1/4)/5 = 3/10, rWG 0.85, above 0.717: shared.
    experiential-response.decisions 4 2 3 3 2 4 3: mean 3, s² = 4/6, rWG = 2/3, below 0.7; 2 of 7 at 4, below a third: mixed.
    """
    found = {i["id"]: i for i in team["items"]}
    restart = found["connectivity.no-restart"]
    assert (restart["mean"], restart["median"], restart["ad"], restart["rwg"], restart["word"]) == (2.5714, 2.0, 1.5102, -0.4762, "two camps")
    assert restart["sd"] == 1.7182  # the root of 62/21 = 2.95238
    words = {i: (found[i]["rwg"], found[i]["word"]) for i in ("thematic-cohesion.shared-story", "monitoring.along-the-path", "experiential-response.decisions")}
    assert list(words.values()) == [(0.8333, "shared"), (0.85, "shared"), (0.6667, "mixed")]


def test_dimensions_worked_by_hand(team):
    """connectivity: (18/7 + 11/5 + 8/5 + 5/3)/4 = 211/105; its last question has three levels, so no AD.

    touchpoint-journey: 17/7, 13/5, 12/5, 11/5 come to 337/140; AD (44/49 + 0.72 + 0.48 + 0.32)/4 = 0.6045; rWG (5/14 + 0.6 + 0.85 + 0.9)/4 = 0.6768.
    """
    found = {d["id"]: d for d in team["dimensions"]}
    assert found["connectivity"] == {"id": "connectivity", "n": 3, "mean": 2.0095, "target": 3, "ad": None, "rwg": None}
    assert found["touchpoint-journey"] == {"id": "touchpoint-journey", "n": 5, "mean": 2.4071, "target": 3, "ad": 0.6045, "rwg": 0.6768}


def test_the_order_of_the_agenda_worked_by_hand(team):
    """AD 74/49 = 1.51; 8/7 = 1.14; 5.6/5 = 1.12; then 5.2/5 twice with a range of 3 each, so in model order; then two of 4 levels with 1.0 and range 3."""
    assert team["disagreements"][:7] == [
        "connectivity.no-restart", "consistency.same-everywhere", "consistency.promise-kept", "journey-design.way-out", "adaptation.front-line",
        "experiential-response.upset", "alliance.responsibility",
    ]  # fmt: skip


def test_the_example_shows_what_small_groups_do(door, handed, team):
    """Seven people, five of them in full and two quick, roles of one and two people: none is shown, and the page says why without a number."""
    assert team["n"] == 7 and all(r["hidden"] for r in team["roles"])
    html = door("team", handed=handed, **{"as": "page"})["html"]
    assert "5 took the full assessment, 2 the quick check" in html
    assert "No role is shown." in html and "Not compared." in html and "ts-team-few" not in html
    assert {"two camps", "mixed", "shared"} <= set(re.findall(r'ts-word-[a-z-]+">([a-z ]+)<', html))


def test_the_people_are_made_up_and_told_from_real_ones():
    """The file says so, and every respondent begins with EXTEAM."""
    assert "made up" in FILE.read_text("utf-8").partition("people:")[0]
    assert all(p["respondent"].startswith("EXTEAM") for p in WRITTEN["people"])


SMALL = """people:
  - {respondent: EXTEAM01, role: kitchen, mode: full}
  - {respondent: EXTEAM02, role: ~, mode: full}
  - {respondent: EXTEAM03, role: service, mode: quick}
answers:
  welcome.greeting: [1, 3, dk]
  welcome.waiting: [na, ~]
  goodbye.bill: [5, 2, 2]
"""


@pytest.mark.parametrize("old, new, line, wrong, right", [
    ("waiting: [na, ~]", "waiting: [na]", 7, "“welcome.waiting” has 1 answer.", "Write 2"),
    ("waiting: [na, ~]", "waiting: [na, 2, 3]", 7, "“welcome.waiting” has 3 answers", "Write 2"),
    ("[5, 2, 2]", "[6, 2, 2]", 8, "answer 1 to “goodbye.bill” is “6”", "from 1 to 5"),
    ("[5, 2, 2]", "[na, 2, 2]", 8, "goodbye.bill", "applies to everybody"),
    ("goodbye.bill:", "goodbye.bil:", 8, "“goodbye.bil” is no question", "Did you mean “goodbye.bill”?"),
    ("EXTEAM03", "EXTEAM02", 4, "“EXTEAM02” stands here twice", "of their own"),
    ("EXTEAM03", "EXTEAMO3", 4, "EXTEAMO3", "I, L, O"),
    ("role: service", "role: servce", 4, "“servce” does not exist", "Did you mean “service”?"),
    ("kitchen, mode: full", "kitchen, mode: quick", 1, "stands before", "Put those with the quick check last"),
])  # fmt: skip
def test_a_bad_row_is_a_fault_with_its_line(toy, old, new, line, wrong, right):
    """Told once, with file and line, as any fault of the content; the row as it was has none."""
    toy.write("content/example-team.yml", SMALL)
    assert toy.faults() == []
    toy.edit("content/example-team.yml", old, new)
    (fault,) = toy.faults()
    assert fault.where.startswith(f"content/example-team.yml:{line}"), fault
    assert wrong in fault.wrong and right in fault.right, fault


def test_a_fork_needs_no_team(toy):
    """Without the file nothing is wrong, and there are no codes."""
    assert toy.faults() == [] and read_content(toy.content).example_team is None
