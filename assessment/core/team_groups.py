"""Takes a tally and a team's figures and gives the part of the picture that compares groups, as HTML: leadership and front line, and roles; never how many people a hidden group has."""

from fractions import Fraction

from assessment.core.dots import apart
from assessment.core.markup import escaped
from assessment.core.model import Model
from assessment.core.sides import Side, both_sides, has_sides
from assessment.core.tally import UNSAID, Tally
from assessment.core.team_words import number, people
from assessment.core.wording import figure, listing

UNSAID_TITLE = "No role given"
TICKS = "".join(f'<span class="ts-tick">{n}</span>' for n in range(1, 6))


def sides_part(tally: Tally, minimum: int) -> str:
    """Leadership against the front line, dimension by dimension, the largest difference first; why not, where that would show single people."""
    if not has_sides(tally.model):
        return ""
    head = '<section class="ts-team-sides" aria-labelledby="team-sides"><h3 id="team-sides">Leadership and front line</h3>'
    found = both_sides(tally, minimum)
    pairs = [(d, found.leadership.means[d.id], found.front_line.means[d.id]) for d in tally.model.dimensions] if found else []
    known = sorted((p for p in pairs if p[1] is not None and p[2] is not None), key=lambda p: -abs(p[1] - p[2]))
    if not known:
        return f"{head}<p>Not compared. That needs at least {minimum} people on each side who gave their role, and nobody who could be worked out from the rest.</p></section>"
    missing = [d.title for d, one, other in pairs if one is None or other is None]
    heads = "".join(f'<th scope="col" role="columnheader">{h}</th>' for h in ("Leadership", "Front line", "Difference"))
    rows = "".join(_pair(d.title, one, other) for d, one, other in known)
    only = " Only the questions of the quick check count here, since too few people on one side were asked the others." if found.mode != tally.mode else ""
    return (
        f"{head}<p>Leadership: {_who(found.leadership)}. Front line: {_who(found.front_line)}. "
        f"The square is leadership’s mean, the ring the front line’s.{only}</p>"
        '<div class="ts-profile-frame" role="region" aria-label="Means of both sides" tabindex="0"><table class="ts-profile ts-sides-table" role="table"><thead role="rowgroup"><tr role="row">'
        '<th scope="col" role="columnheader">Dimension</th><th scope="col" role="columnheader" class="ts-profile-axis"><span class="ts-hidden">Means on the scale </span>'
        f'<span class="ts-ticks">{TICKS}</span></th>{heads}</tr></thead><tbody role="rowgroup">{_scale()}{rows}</tbody></table></div>'
        + (f'<p class="ts-small">Left out, since too few gave a level on one side, or somebody could be worked out: {escaped(listing(missing))}.</p>' if missing else "")
        + "</section>"
    )


def roles_part(model: Model, team: dict) -> str:
    """The means of the roles that are shown, and which are not; nothing for an instrument without roles."""
    if not model.roles:
        return ""
    titles = {r.id: r.title for r in model.roles} | {UNSAID: UNSAID_TITLE}
    shown = [r for r in team["roles"] if not r["hidden"]]
    hidden = [titles[r["id"]] for r in team["roles"] if r["hidden"] and r["id"] != UNSAID]
    head = '<section class="ts-team-roles" aria-labelledby="team-roles"><h3 id="team-roles">Roles</h3>'
    if [r["id"] for r in shown] == [UNSAID] and shown[0]["n"] == team["n"]:
        return f"{head}<p>Nobody gave a role, so there is nothing to compare.</p></section>"
    minimum = team["min_group"]
    why = (
        f"A role is shown from {minimum} people on. Where the hidden people together would be so few that they could be worked out, one more role is hidden. "
        "How many people a hidden role has is not told, nor whether it has any."
    )
    if not shown:
        return f"{head}<p>No role is shown. {why}</p></section>"
    named = listing([f"{escaped(titles[r['id']])} ({people(r['n'])})" for r in shown])
    rest = f"<p>Not shown: {escaped(listing(hidden))}. {why}</p>" if hidden else ""
    return f"{head}<p>Shown: {named}.</p>{rest}<details class=\"ts-second\"><summary>The means of each role</summary>{_table(model, shown, titles)}</details></section>"


def _who(side: Side) -> str:
    return f"{escaped(listing(list(side.roles)))}, {people(side.n)}"


def _scale() -> str:
    """A row that says the order, and on a phone has the scale."""
    return (
        '<tr class="ts-profile-pillar" role="row"><th colspan="5" scope="rowgroup" role="rowheader">The largest difference first'
        f'<span class="ts-ticks ts-ticks-again" aria-hidden="true">{TICKS}</span></th></tr>'
    )


def _pair(title: str, one: Fraction, other: Fraction) -> str:
    ahead = "same" if one == other else f"{'leadership' if one > other else 'front line'} {figure(abs(one - other))} higher"
    cells = "".join(
        f'<td role="cell" class="ts-figure"><span class="ts-cell-name">{name} </span>{text}</td>'
        for name, text in (("Leadership", number(one)), ("Front line", number(other)), ("Difference", ahead))
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{escaped(title)}</th><td role="cell" class="ts-profile-bar">{apart(one, other)}</td>{cells}</tr>'


def _table(model: Model, shown: list[dict], titles: dict[str, str]) -> str:
    heads = "".join(f'<th scope="col">{escaped(titles[r["id"]])}</th>' for r in shown)
    rows = ""
    for place, dimension in enumerate(model.dimensions):
        means = [r["dimensions"][place]["mean"] for r in shown]
        cells = "".join(f"<td>{'–' if m is None else figure(Fraction(str(m)))}</td>" for m in means)
        rows += f'<tr><th scope="row">{escaped(dimension.title)}</th>{cells}</tr>'
    return (
        '<div class="ts-profile-frame" role="region" aria-label="Means of each role" tabindex="0"><table class="ts-roles-table">'
        f'<thead><tr><th scope="col">Dimension</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
