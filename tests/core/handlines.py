"""Writes and reads the lines in which hand-ins travel through the door, by the words of their format and apart from the engine."""

import json


def line(answers, role=None, respondent=None, mode="full", date=None, notes=None):
    """`mode role respondent date answers`, a dash for what is not said, and the notes as JSON if there are any."""
    return " ".join([mode, role or "-", respondent or "-", date or "-", answers, *([json.dumps(notes, ensure_ascii=False)] if notes else [])])


def fields(text):
    """The fields of a line by name."""
    mode, role, respondent, date, answers, *notes = text.split(" ", 5)
    named = {"respondent": respondent, "role": role, "mode": mode, "date": date, "answers": answers}
    return {key: None if value == "-" else value for key, value in named.items()} | {"notes": json.loads(notes[0]) if notes else {}}
