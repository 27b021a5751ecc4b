"""Every state of every page, zoomed to 400 % and in forced colours: axe-core finds nothing, and nothing is wider than the window.

The light and the dark scheme at full width are asked in test_access.py and beside the walks; `python -m tests.site.access_record` asks everything everywhere.
"""

import json

import pytest

from tests.site import states
from tests.site.modes import DARK, FORCED, ZOOMED, faults


@pytest.mark.parametrize("part", ["theme", "answering", "results", "broken", "comparing", "team", "device"])
def test_axe_finds_nothing_in_any_state(open_page, site_url, watch, part):
    """What is announced as wrong nowhere else: what opens, fails, is refused, or was deleted."""
    watch.allow("404|ERR_|Failed to load")
    modes = (DARK, FORCED, ZOOMED) if part in ("theme", "broken", "device") else (FORCED, ZOOMED)
    found = []
    for name, page in getattr(states, part)(lambda **options: open_page(**{"reduced_motion": "reduce", **options}), site_url):
        found += faults(page, name, modes)
    assert found == [], json.dumps(found, indent=1)
