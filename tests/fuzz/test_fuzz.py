"""A short run of each parser; the recorded run of a million inputs each is in docs/about/reliability.md."""

import pytest

from tests.fuzz.parsers import PARSERS
from tests.fuzz.run import run
from tests.fuzz.web import SCRIPTS

INPUTS = 700


@pytest.mark.parametrize("name", [*PARSERS, *SCRIPTS])
def test_whatever_comes_is_read_or_refused_in_words(name):
    """Neither an exception nor a second of work, always a message that can be read; and a third of the inputs come past the first check."""
    tally = run(name, INPUTS, seed=7)
    assert tally.inputs == INPUTS and not tally.finds, tally.finds
    assert tally.past * 3 >= INPUTS and tally.different * 2 > INPUTS and (tally.refused or name in ("link", "stored", "room", "pieces"))
