"""Takes a tally and the team's figures and gives each question for a shared screen, without and with the team's answers, as HTML; knows no rule of counting."""

from assessment.core.dots import row
from assessment.core.markup import escaped
from assessment.core.model import Dimension, Item, Model, in_scope
from assessment.core.tally import Tally
from assessment.core.team import Room, room
from assessment.core.team_page import no_level, verdict
from assessment.core.team_words import people


def make_agenda(tally: Tally, team: dict, model: Model, notes: dict[str, list[str]]) -> list[dict[str, str]]:
    """The questions, the largest disagreement first, then the others that were asked, in model order.

    `title` is plain text; `question` is the question with its five anchors, `html` the same with the answers and, under them, `notes` (item id to texts).
    Notes stand in the order of their letters, so that their order tells nothing of who wrote them.
    """
    asked = {i.id: (d, i) for d in model.dimensions for i in in_scope(d, tally.mode)}
    order = [*team["disagreements"], *(i for i in asked if i not in set(team["disagreements"]))]
    everybody = room(tally)
    return [
        {"id": i, "title": asked[i][1].text, "question": _card(model, *asked[i]), "html": _card(model, *asked[i], everybody) + _told(tally, everybody, i, notes.get(i, []))}
        for i in order
    ]


def _card(model: Model, dimension: Dimension, item: Item, everybody: Room | None = None) -> str:
    """The question and its anchors, with the people at each where they may be seen."""
    counts = everybody.counts[item.id] if everybody else ()
    most = max(counts[:5], default=0)
    rungs = ""
    for level in model.scale:
        n = counts[level.level - 1] if counts else 0
        who = f'<span class="ts-card-who"><span class="ts-card-n">{people(n) if n else "nobody"}</span>{row(n, most) if n else ""}</span>' if counts else ""
        rungs += (
            f'<li{" class=" + chr(34) + "ts-card-some" + chr(34) if n else ""}><span class="ts-level ts-level-{level.level}">{level.level} {escaped(level.name)}</span>'
            f'<span class="ts-card-anchor">{escaped(item.anchors[level.level])}</span>{who}</li>'
        )
    return (
        f'<div class="ts-card"><p class="ts-agenda-of">{escaped(dimension.title)}</p>'
        f'<h3 class="ts-card-question">{escaped(item.text)}</h3><ol class="ts-card-anchors{" ts-card-counted" if counts else ""}">{rungs}</ol></div>'
    )


def _told(tally: Tally, everybody: Room, item: str, notes: list[str]) -> str:
    counts = everybody.counts[item]
    said = "".join(f"<li>{escaped(note)}</li>" for note in sorted(text.strip() for text in notes) if note)
    return (
        f'<div class="ts-card-told"><p class="ts-card-verdict">{verdict(tally, everybody.spreads[item])}</p>{no_level(counts)}'
        + (f'<div class="ts-card-notes"><p>What people wrote, without names:</p><ul>{said}</ul></div>' if said else "")
        + "</div>"
    )
