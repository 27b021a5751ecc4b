"""The plan: what is proposed, how days are counted, and that each export gives back the same steps.

White space in a text is collapsed by Markdown and by the calendar; CSV keeps it.
An apostrophe that already stands before a sign of a formula is not told from the one that `sheet.cell` puts there.
"""

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.answers import PlanStep, day_number, days_after, is_date
from assessment.core.outcome import outcome
from assessment.core.plan import make_plan
from door import Door, Refused
from instruments import dimension, instrument, sheet
from test_properties import few

NAMES = ("calm", "wind", "rain", "snow")
MODEL = instrument((dimension("calm"), dimension("wind")), (dimension("rain"), dimension("snow")))
DOOR = Door(MODEL)
ROWS = [(1, 1, 1, 1), (2, 2, 2, 3), (3, 3, 3, 3), (2, 2, 2, 2)]  # gaps 2, 0.75, 0 and 1 to the target 3
HOSTILE = ("x\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a | b\n| --- |", "**b** [l](javascript:x) `c` ![i](x)", "+1", "@a", "\\n;,\\", "\x00\x07", "- [x] ## #", "é\u2028ü\U0001f642" * 40)
STAMP = "2026-11-22"


def file(steps=(), rows=ROWS, day=STAMP, **more):
    return sheet(MODEL, rows, date=day, plan=tuple(steps), **more).as_dict()


def plan(given_file, **request):
    return DOOR.ask("plan", answers=given_file, **request)


def flat(text):
    """A text as one line: white space collapsed, control characters counted as such."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())


def spaced(text):
    return " ".join(text.split())


days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
steps = st.lists(st.builds(PlanStep, st.sampled_from(NAMES), st.integers(1, 4), texts, st.none() | days, texts), min_size=1, max_size=5)


def unfolded(text):
    """The lines of a calendar: CR LF ends each, none is longer than 75 octets, folded ones are joined."""
    raw = text.encode("utf-8")
    assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")
    pieces = raw.split(b"\r\n")[:-1]
    assert all(len(p) <= 75 for p in pieces) and all(p.decode("utf-8") is not None for p in pieces)
    return raw.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def unescaped(value):
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def events(text):
    """The events of a calendar as dicts; nothing but the wanted components may stand in it."""
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    found, head, inside = [], {}, None
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?", name), line
        if line == "BEGIN:VEVENT":
            assert inside is None
            inside = {}
        elif line == "END:VEVENT":
            found.append(inside)
            inside = None
        else:
            assert name not in ("BEGIN", "END")
            target = head if inside is None else inside
            assert name not in target
            target[name] = unescaped(value)
    assert inside is None
    return head, found


def from_calendar(text):
    got = []
    for e in events(text)[1]:
        owner, measure = e["DESCRIPTION"].split("\n")[-2:]
        due = e["DTSTART;VALUE=DATE"]
        got.append((e["X-TOUCHSTONE-DIMENSION"], int(e["X-TOUCHSTONE-FROM"]), owner.removeprefix("Owner:").strip(), f"{due[:4]}-{due[4:6]}-{due[6:]}", measure.removeprefix("How we will see it:").strip()))
    return got


def from_markdown(text):
    """The steps of a plan in Markdown, sorted as they stand; a step is its box and four lines."""
    got = []
    lines = text.split("\n")
    for n, line in enumerate(lines):
        found = re.fullmatch(r"- \[ \] \*\*(.+)\*\*: from level (\d) name \d to level (\d) name \d", line)
        if not found:
            continue
        fields = []
        for name, entry in zip(("Next step", "Owner", "Due", "How we will see it"), lines[n + 1 : n + 5], strict=True):
            assert entry.startswith(f"    - {name}:")
            fields.append(re.sub(r"\\(.)", r"\1", entry.removeprefix(f"    - {name}:").removeprefix(" ")))
        assert int(found[3]) == int(found[2]) + 1 and lines[n + 5] == ""
        got.append((found[1].lower(), int(found[2]), fields[1], fields[2] or None, fields[3]))
    assert sum(line.lstrip().startswith("- [") for line in lines) == len(got)
    return got


def from_csv(text):
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return [(r["dimension"], int(r["from"]), bare(r["owner"]), r["due"] or None, bare(r["measure"])) for r in rows]


def bare(text):
    """A cell without the apostrophe that keeps it from being a formula."""
    return re.sub(r"^'(?=[=+\-@\t\r])", "", text)


@few
@given(steps)
def test_a_plan_goes_through_the_calendar_and_back(chosen):
    """Every step with a day comes back with dimension, level, owner, day and measure; those without are counted."""
    dated = [s for s in chosen if s.due]
    if not dated:
        with pytest.raises(Refused) as refused:
            plan(file(chosen), **{"as": "ics"})
        assert "due date" in refused.value.faults[0]["wrong"]
        return
    text = plan(file(chosen), **{"as": "ics"})
    assert from_calendar(text) == [(s.dimension, s.start, flat(s.owner), s.due, flat(s.measure)) for s in dated]
    head, found = events(text)
    left = len(chosen) - len(dated)
    assert (f"{left} step" in head["X-WR-CALDESC"]) == bool(left) and ("left out" in head["X-WR-CALDESC"]) == bool(left)
    assert len({e["UID"] for e in found}) == len(found)


@few
@given(steps)
def test_a_plan_goes_through_markdown_and_back(chosen):
    """Every step comes back, white space collapsed, under the heading of its stretch of days."""
    text = plan(file(chosen), **{"as": "markdown"})
    key = lambda s: (s[0], s[1], s[2], s[3] or "", s[4])  # noqa: E731
    assert sorted(from_markdown(text), key=key) == sorted(((s.dimension, s.start, spaced(s.owner), s.due, spaced(s.measure)) for s in chosen), key=key)


@few
@given(steps)
def test_a_plan_goes_through_csv_and_back(chosen):
    """Every step comes back exactly, and no cell begins as a formula does."""
    text = plan(file(chosen), **{"as": "csv"})
    assert from_csv(text) == [(s.dimension, s.start, bare(s.owner), s.due, bare(s.measure)) for s in chosen]
    assert not [c for row in csv.reader(io.StringIO(text, newline="")) for c in row if c[:1] in ("=", "+", "-", "@", "\t", "\r")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    """A line that wants to be a command, a formula, markup or an escape comes back from each export as the text that it was."""
    step = PlanStep("calm", 1, text, "2026-12-01", text)
    assert from_calendar(plan(file([step]), **{"as": "ics"})) == [("calm", 1, flat(text), "2026-12-01", flat(text))]
    written = plan(file([step]), **{"as": "markdown"})
    assert from_markdown(written) == [("calm", 1, spaced(text), "2026-12-01", spaced(text))]
    assert not re.search(r"(?<!\\)[<*`|](?!\*Calm|\*:)", written.replace("**Calm**", ""))
    table = plan(file([step]), **{"as": "csv"})
    assert from_csv(table) == [("calm", 1, bare(text), "2026-12-01", bare(text))] and not re.search(r"(^|,)\"?[=+@-]", table)


@few
@given(steps, st.none() | days)
def test_the_door_tells_the_same_steps(chosen, day):
    """As plain data: the steps as given, with the model's text for the way up."""
    told = plan(file(chosen, day=day))
    assert (told["proposed"], told["date"]) == (False, day)
    assert [(s["dimension"], s["from"], s["owner"], s["due"], s["measure"]) for s in told["steps"]] == [(s.dimension, s.start, s.owner, s.due, s.measure) for s in chosen]
    assert all(s["to"] == s["from"] + 1 and s["next_step"] == f"Step {s['from']} of {s['dimension']}." and s["title"] == s["dimension"].title() for s in told["steps"])
    for s in told["steps"]:
        if s["due"] is None or day is None:
            assert s["horizon"] == ("none" if s["due"] is None else "dated")
        else:
            ahead = (date.fromisoformat(s["due"]) - date.fromisoformat(day)).days
            assert s["horizon"] == ("overdue" if ahead < 0 else "30" if ahead <= 30 else "60" if ahead <= 60 else "90" if ahead <= 90 else "later")


@pytest.mark.parametrize(("days_ahead", "heading"), [(-1, "Overdue, or before the start"), (0, "Within 30 days"), (30, "Within 30 days"), (31, "Days 31 to 60"), (60, "Days 31 to 60"), (61, "Days 61 to 90"), (90, "Days 61 to 90"), (91, "After 90 days"), (None, "No date yet")])
def test_the_edges_of_the_stretches(days_ahead, heading):
    """Thirty days are still the first stretch, thirty-one the second; in Markdown the step stands under that heading."""
    due = None if days_ahead is None else (date(2026, 11, 22) + timedelta(days_ahead)).isoformat()
    text = plan(file([PlanStep("calm", 1, due=due)]), **{"as": "markdown"})
    under = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert "**Calm**" in under and text.count("- [ ]") == 1


def test_three_priorities_are_proposed():
    """Calm (gap 2), snow (1) and wind (0.75) below target 3: in that order, from the level reached, due after 30, 60 and 90 days."""
    told = plan(file())
    assert told["proposed"] is True
    assert [(s["dimension"], s["from"], s["due"], s["owner"], s["measure"], s["horizon"]) for s in told["steps"]] == [
        ("calm", 1, "2026-12-22", "", "", "30"), ("snow", 2, "2027-01-21", "", "", "60"), ("wind", 2, "2027-02-20", "", "", "90"),
    ]  # fmt: skip
    for form in ("markdown", "ics"):
        assert "Proposed" in plan(file(), **{"as": form})
    assert all(row["proposed"] == "true" for row in csv.DictReader(io.StringIO(plan(file(), **{"as": "csv"}))))


def test_another_date_moves_the_proposal():
    """The date of the request counts before that of the answers; without either nothing has a day."""
    assert [s["due"] for s in plan(file(), date="2026-01-01")["steps"]] == ["2026-01-31", "2026-03-02", "2026-04-01"]
    undated = plan(file(day=None))
    assert [s["due"] for s in undated["steps"]] == [None] * 3 and undated["date"] is None
    assert [s["due"] for s in plan(file(day="9999-11-15"))["steps"]] == ["9999-12-15", None, None]


def test_nothing_to_propose_is_said_kindly():
    """All at their targets, nothing answered, nothing applicable: no step, and a sentence that says why; a calendar of it is refused."""
    for rows, words in (([(3,) * 4] * 4, "Enough is enough"), ([(None,) * 4] * 4, "not enough answers"), ([("dk", "na", "na", "na")] * 4, "Nothing here applies")):
        told = plan(file(rows=rows))
        assert told["steps"] == [] and told["proposed"] is False and words in told["sentence"]
        text = plan(file(rows=rows), **{"as": "markdown"})
        assert words in text and "##" not in text
        assert plan(file(rows=rows), **{"as": "csv"}).count("\r\n") == 1
        with pytest.raises(Refused) as refused:
            plan(file(rows=rows), **{"as": "ics"})
        assert refused.value.faults[0]["where"] == "plan" and words in refused.value.faults[0]["wrong"]


def test_the_header_says_what_it_is_about():
    """Scope, date, model version and hash stand in the Markdown; the calendar is named after the unit."""
    given_file = file([PlanStep("calm", 1, due="2026-12-01")], scope={"unit": "Shop | <b>", "period": "2026", "size": "small"})
    text = plan(given_file, **{"as": "markdown"})
    assert "- Unit: Shop \\| \\<b\\>\n" in text and "- Period: 2026\n" in text and "- Date: 2026-11-22\n" in text
    assert re.search(r"- Questions: t 1\.0\.0 \([0-9a-f]{8}\)", text)
    assert events(plan(given_file, **{"as": "ics"}))[0]["X-WR-CALNAME"] == "Plan: Shop | <b>"


def uids(given_file):
    return [e["UID"] for e in events(plan(given_file, **{"as": "ics"}))[1]]


def test_a_step_keeps_its_uid():
    """Another owner, day or measure is the same event; another dimension, level or respondent is not; a step that stands twice is two events."""
    step = PlanStep("calm", 1, "A", "2026-12-01", "m")
    (first,) = uids(file([step], respondent="0123ABCD"))
    for same in (replace(step, owner="B"), replace(step, due="2027-01-01"), replace(step, measure="n")):
        assert uids(file([same], day="2026-12-24", respondent="0123ABCD")) == [first]
    others = uids(file([replace(step, start=2), replace(step, dimension="wind")], respondent="0123ABCD")) + uids(file([step], respondent="0123ABCE")) + uids(file([step]))
    twice = uids(file([step, step], respondent="0123ABCD"))
    assert twice[0] == first and len({*others, *twice}) == 6


def test_the_stamp_is_the_plans_date_and_the_bytes_are_the_same_twice():
    """No clock is asked: DTSTAMP is midnight of the plan's date, or a fixed day without one."""
    step = PlanStep("calm", 1, "A", "2026-12-01", "m")
    for day, stamp in ((STAMP, "20261122T000000Z"), (None, "19700101T000000Z")):
        text = plan(file([step], day=day), **{"as": "ics"})
        assert events(text)[1][0]["DTSTAMP"] == stamp and text == plan(file([step], day=day), **{"as": "ics"})
    assert "VALUE=DATE:20261201" in text and "METHOD" not in text


def test_days_are_counted_like_a_calendar():
    """Every day of 400 years and every 97th from the year 1 to 9999, against Python's own calendar."""
    for n in [*range(date(1900, 1, 1).toordinal(), date(2300, 1, 2).toordinal()), *range(1, date.max.toordinal() + 1, 97)]:
        day = date.fromordinal(n).isoformat()
        assert is_date(day) and day_number(day) == n - 1 and days_after(day, 0) == day
    for day, many, then in (("2024-02-28", 1, "2024-02-29"), ("2026-02-28", 1, "2026-03-01"), ("1900-02-28", 1, "1900-03-01"), ("2000-02-28", 2, "2000-03-01"), ("2026-12-31", 1, "2027-01-01"), ("2026-03-01", -1, "2026-02-28")):
        assert days_after(day, many) == then
    assert days_after("9999-12-31", 1) is None and days_after("0001-01-01", -1) is None and days_after("0001-01-01", 3_652_058) == "9999-12-31"


@few
@given(st.dates(), st.integers(-200_000, 200_000))
def test_days_after_any_day(day, many):
    """Any day and any distance, against Python's own calendar."""
    try:
        then = (day + timedelta(many)).isoformat()
    except OverflowError:
        then = None
    assert days_after(day.isoformat(), many) == then


@pytest.mark.parametrize(("request_", "where"), [({"as": "pdf"}, "as"), ({"as": ["ics"]}, "as"), ({"date": "2026-02-30"}, "date"), ({"date": 20261122}, "date"), ({"date": "tomorrow", "as": "ics"}, "date"), ({"answers": "x"}, "file, line 1"), ({"answers": None}, "file")])
def test_wrong_requests(request_, where):
    """A wrong form, a day that is none, and what is no answers file are told where they are."""
    with pytest.raises(Refused) as refused:
        DOOR.ask("plan", **({"answers": file()} | request_))
    assert refused.value.faults[0]["where"] == where and all(f["right"].endswith(".") for f in refused.value.faults)


def test_a_plan_of_answers_that_changed_is_kept():
    """A step for a level that is behind by now, or for a dimension that no longer applies, still stands as it was agreed."""
    answers = sheet(MODEL, [(5,) * 4, ("dk", "na", "na", "na"), (3,) * 4, (3,) * 4], plan=(PlanStep("calm", 1), PlanStep("wind", 2)))
    made = make_plan(outcome(MODEL, answers), None)
    assert [(s.dimension, s.start) for s in made.steps] == [("calm", 1), ("wind", 2)] and not made.proposed
