"""A small instrument with sides, hand-ins for it, and the page that the door makes of them, for tests of what a team sees."""

import re
from dataclasses import replace

from assessment.core.model import Role
from door import Door
from handlines import line
from instruments import dimension, instrument
from reports import VOID, Tree

VOID.add("circle")  # as the other shapes, it holds nothing
ONE = instrument((dimension("calm", (1, 1)), dimension("wind", (1, 1))))
SIDED = replace(ONE, roles=(
    Role(id="boss", title="Bosses", side="leadership"), Role(id="shop", title="Shop", side="front-line"),
    Role(id="phone", title="Phone", side="front-line"), Role(id="other", title="Others"),
))  # fmt: skip


def hand(answers, role=None, mode="full", notes=None):
    """A hand-in: a digit an item, 6 for don't know, 7 for not applicable, 0 for blank."""
    return line(answers, role, mode=mode, notes=notes)


def see(handed, model=ONE, **more):
    """What the door gives as a page, and its tree."""
    made = Door(model).ask("team", handed=handed, **{"as": "page"} | more)
    return made, Tree(made["html"])


def agenda(handed, model=ONE, **more):
    return Door(model).ask("team", handed=handed, **{"as": "agenda"} | more)["items"]


def part(made, name):
    """The section with this heading's id, as plain text."""
    html = made["html"].partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html.partition(">")[2])).replace(" .", ".").strip()
