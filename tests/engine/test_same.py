"""Random answer sheets give the same bytes in CPython and in Pyodide; `python -m tests.engine.same --sheets 10000` is the long run."""

import json

from tests.engine.same import compare, sheets


def test_random_sheets_give_the_same_bytes(generated):
    """A hundred sheets in both modes, five of them also reported, explained, planned and coded; none is refused, or the comparison would mean little."""
    digest = json.loads((generated / "engine" / "current.json").read_text("utf-8"))["hash"]
    model = json.loads((generated / "model.json").read_text("utf-8"))
    found = compare(model, generated / "engine" / digest, 100, 7)
    assert (found["sheets"], found["calls"]) == (100, 100 * 2 + 5 * 4)
    assert found["refused"] == 0


def test_the_sheets_are_of_all_kinds(model_text):
    """Levels, don't knows, not applicables and blanks; full ones and nearly empty ones; the same for one seed."""
    model = json.loads(model_text)
    some = list(sheets(model, 200, 7))
    assert some == list(sheets(model, 200, 7)) != list(sheets(model, 200, 8))
    said = {str(entry.get("level") or entry.get("state")) for sheet in some for entry in sheet["answers"].values()}
    assert said >= {"1", "2", "3", "4", "5", "dk", "na"}
    counts = [sum("level" in entry for entry in sheet["answers"].values()) for sheet in some]
    assert min(counts) < 10 and max(counts) > 40
