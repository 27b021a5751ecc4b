"""The table of scripts/bench.py: figures with units, ratios, and an aim that is said to be missed where it is."""

import pytest

from scripts import bench


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (bench.line("start", 360, 1000, unit="ms", name="stock", aim="0.36 of stock", ratio_most=0.36), ["start", "360 ms", "1,000 ms stock", "0.36", "0.36 of stock, kept"]),
        (bench.line("start", 361, 1000, unit="ms", name="stock", aim="0.36 of stock", ratio_most=0.36), ["start", "361 ms", "1,000 ms stock", "0.36", "0.36 of stock, missed"]),
        (bench.line("task", 49.96, None, unit="ms", aim="50 ms", most=50), ["task", "50.0 ms", "–", "–", "50 ms, kept"]),
        (bench.line("size", 20, 80, unit="bytes", name="of theirs"), ["size", "20 bytes", "80 bytes of theirs", "0.25", "–"]),
    ],
)
def test_a_row(row, told):
    """Against a peer the aim is a ratio, without one the figure itself."""
    assert row == told


def test_the_machine_is_named():
    """Cores, at least; never a name of a computer or a person."""
    import os
    import platform

    assert f"{os.cpu_count()} cores" in bench.machine() and platform.node() not in bench.machine().split(", ")


def test_what_was_measured_apart_stays():
    """The page is written anew, but for the last part, which other commands measured."""
    kept = "\n## Measured apart\n\nBy hand.\n"
    assert bench.apart("# How fast\n\n| what |\n" + kept) == kept
    assert bench.apart("# How fast\n") == ""
