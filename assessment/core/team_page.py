"""Takes a tally and the team's figures and gives what the team sees as HTML: who took part, where people differ, then dimensions and groups; knows no rule of counting.

The page copies it through an allow-list, so there is no style, no script, and every link is relative.
Spread comes before mean, and nothing here is a level of the team: that comes from what people agree on.
"""

from assessment.core.dots import MOST_DOTS, hill, strip
from assessment.core.markup import escaped, link, paragraph
from assessment.core.model import Dimension, Item, Model, in_scope
from assessment.core.tally import Tally
from assessment.core.team import Room, dimension_mean, room
from assessment.core.team_groups import TICKS, roles_part, sides_part
from assessment.core.team_words import (
    CONVENTION, CONVENTION_NOTE, HEADS, asked_in, coefficients, counted, coverage, few, gap, levels_each, modes, number, people, reach, sentence, title, took_part,
)  # fmt: skip
from assessment.core.wording import count

FIRST = 5
"""So many disagreements stand open; the others are folded."""
NO_LEVEL = (("dk", "?", "don’t know"), ("na", "–", "not applicable"), ("blank", "", "blank"))
TOLD = ("two-modes", "few", "few-asked", "hidden")
"""Notes of reading that stand in the page already, each where it belongs."""
AGENDA = (
    "These are the questions to talk about, the largest disagreement first. {} "
    "People who see different things are all telling you something: ask what each has seen, before you ask who is right."
)
METHOD = "method/#when-several-people-answer"
DOTS = "Each dot is one person, on the scale from 1 to 5."
COLUMNS = "The number above a level is how many people chose it, on the scale from 1 to 5."
CAPTION = (
    "Columns show how many answers a dimension’s questions have at each level, from 1 to 5. "
    "Below them the diamond is the mean, and the upright line the target. The mean is no level of the team. "
    "Where nobody set a target, it is the suggestion for the unit’s size and kind of exchange, or 3 where these are not known."
)


def make_team_page(tally: Tally, team: dict, model: Model, invited: int | None, root: str | None, scope: dict | None = None) -> dict[str, object]:
    """`html`: one `<section>`, headings from h2 down; `sentence`: the picture in one line; `n`: how many people.

    `team` is the plain data of `make_team`, `root` the relative address of the site's root or None for no links, `scope` what the invitation says of `unit` and `period`.
    """
    everybody = room(tally)
    n, scope = tally.size(), scope or {}
    items = {i.id: (d, i) for d in model.dimensions for i in d.items}
    order = list(team["disagreements"])
    first = (items[order[0]][1].text, everybody.spreads[order[0]]) if order else None
    said = sentence(model, n, first)
    name = model_name(team)
    byline = " · ".join(filter(None, (scope.get("unit"), scope.get("period"), people(n), name)))
    head = (
        f'<h2 id="team-title" tabindex="-1">{escaped(title(n, scope.get("unit")))}</h2>'
        f"{paragraph(said, 'ts-report-sentence')}{paragraph(byline, 'ts-report-byline')}"
    )
    body = _empty() if not n else (
        _few(n, team)
        + _part(tally, n, invited)
        + _agenda(order, items, everybody, tally, root)
        + _dimensions(tally, team, everybody)
        + sides_part(tally, team["min_group"])
        + roles_part(model, team)
        + _unknown(items, everybody)
        + _next(bool(order), root)
        + _notes(team)
        + f'<p class="ts-report-limits">These are opinions, carefully asked, and no measurement. This questionnaire has not been validated. {link(root, METHOD, "How the figures are made.")}</p>'
    )  # fmt: skip
    return {"html": f'<section class="ts-report ts-team" aria-labelledby="team-title">{head}{body}</section>', "sentence": said, "n": n}


def model_name(team: dict) -> str:
    """Which instrument was used, as the byline says it."""
    return f"{team['model']['id']} {team['model']['version']} ({team['model']['hash']})"


def _empty() -> str:
    return "<p>There is nothing to show yet. Collect what people hand in, and come back.</p>"


def _few(n: int, team: dict) -> str:
    """What to say before everything else where answers can be guessed, of the whole team or of some questions."""
    warning, ways = few(n, team["min_group"])
    warning = warning or next((note["text"] for note in team["notes"] if note["code"] == "few-asked"), "")
    if not warning:
        return ""
    listed = "".join(f"<li>{escaped(w)}</li>" for w in ways or ("Ask those who answered them whether this may be shown, before anybody else sees it.",))
    return f'<section class="ts-team-few" aria-label="Few people"><p><b>{escaped(warning)}</b></p><ul>{listed}</ul></section>'


def _part(tally: Tally, n: int, invited: int | None) -> str:
    told = (took_part(n, invited), asked_in(*modes(tally)), coverage(tally))
    return f'<section aria-labelledby="team-part"><h3 id="team-part">Who took part</h3><ul class="ts-team-part">{"".join(f"<li>{escaped(t)}</li>" for t in told if t)}</ul></section>'


def _agenda(order: list[str], items: dict[str, tuple[Dimension, Item]], everybody: Room, tally: Tally, root: str | None) -> str:
    if not order:
        return ""
    apart = [i for i in order if everybody.spreads[i].range]
    top, rest = (apart[:FIRST], [i for i in order if i not in apart[:FIRST]])
    many = any(max(everybody.counts[i][:5]) > MOST_DOTS for i in top)
    listed = "".join(_question(*items[i], everybody, tally, anchors=True) for i in top)
    folded = "".join(_question(*items[i], everybody, tally) for i in rest)
    words = "".join(f"<div><dt>{_printed(term)}</dt><dd>{_printed(meaning)}</dd></div>" for term, meaning in CONVENTION)
    return (
        '<section class="ts-team-agenda" aria-labelledby="team-agenda"><h3 id="team-agenda">Where you differ most</h3>'
        + (f'<p>{AGENDA.format(COLUMNS if many else DOTS)}</p><ol class="ts-agenda">{listed}</ol>' if top else "<p>Nobody differs on any question. That may be agreement, or a habit of saying the same: ask what each of you has seen.</p>")
        + f'<details class="ts-remarks"><summary>What the figures and words mean</summary><dl class="ts-team-words">{words}</dl><p>{_printed(CONVENTION_NOTE)} {link(root, METHOD, "More on these figures.")}</p></details>'
        + (f'<details class="ts-second ts-team-rest"><summary>{_rest_title(len(rest), bool(top))}</summary><ol class="ts-agenda" start="{len(top) + 1}">{folded}</ol></details>' if rest else "")
        + "</section>"
    )


def _rest_title(n: int, other: bool) -> str:
    return f"The other {count(n, 'question', 'questions')}, the larger disagreement first" if other else f"All {count(n, 'question', 'questions')}"


def _question(dimension: Dimension, item: Item, everybody: Room, tally: Tally, *, anchors: bool = False) -> str:
    spread, counts = everybody.spreads[item.id], everybody.counts[item.id]
    ends = "".join(
        f'<li><span class="ts-level ts-level-{level}">{level} {escaped(tally.model.scale[level - 1].name)}</span> {escaped(item.anchors[level])}</li>'
        for level in (spread.levels[0], spread.levels[-1])
    )
    return (
        f'<li><p class="ts-agenda-of">{escaped(dimension.title)}</p><h4>{escaped(item.text)}</h4>'
        f'<figure class="ts-dots-figure">{strip(counts[:5], counted(counts[:5]))}<figcaption>{verdict(tally, spread)}{no_level(counts)}</figcaption></figure>'
        + (f'<ul class="ts-agenda-ends" aria-label="The lowest and the highest answer">{ends}</ul>' if anchors else "")
        + "</li>"
    )


def verdict(tally: Tally, spread: object) -> str:
    """The range, the word and the figures of a question, as HTML; the scale and the number of levels stand in it."""
    badge = f' <span class="ts-word ts-word-{spread.word.replace(" ", "-")}">{spread.word}</span>' if spread.word else ""
    figures = _printed(coefficients(spread))
    return f'<b class="ts-reach">{escaped(reach(tally.model, spread))}</b>{badge}' + (f' <span class="ts-coefficients">{figures}</span>' if figures else "")


def no_level(counts: tuple[int, ...]) -> str:
    """The answers that are no level, each kind with a sign of its own."""
    listed = "".join(
        f'<li><span class="ts-none-sign ts-none-{kind}" aria-hidden="true">{sign}</span>{n:,} {words}</li>'
        for (kind, sign, words), n in zip(NO_LEVEL, counts[5:], strict=True) if n
    )
    return f'<ul class="ts-none" aria-label="No level">{listed}</ul>' if listed else ""


def _printed(text: str) -> str:
    """A text of ours as HTML, with the index of agreement as print has it."""
    return escaped(text).replace("rWG", "r<sub>WG</sub>")


def _dimensions(tally: Tally, team: dict, everybody: Room) -> str:
    told = {d["id"]: d for d in team["dimensions"]}
    bodies = ""
    for pillar in tally.model.pillars:
        rows = "".join(_dimension(d, tally, told[d.id], everybody) for d in pillar.dimensions)
        head = (
            f'<tr class="ts-profile-pillar" role="row"><th colspan="{len(HEADS) + 1}" scope="rowgroup" role="rowheader">{escaped(pillar.title)}'
            f'<span class="ts-ticks ts-ticks-again" aria-hidden="true">{TICKS}</span></th></tr>'
        )
        bodies += f'<tbody role="rowgroup">{head}{rows}</tbody>'
    name, *rest = HEADS
    heads = "".join(f'<th scope="col" role="columnheader">{h}</th>' for h in rest)
    return (
        '<section aria-labelledby="team-dimensions"><h3 id="team-dimensions">Dimension by dimension</h3>'
        '<div class="ts-profile-frame" role="region" aria-labelledby="team-caption" tabindex="0"><table class="ts-profile ts-team-table" role="table">'
        f'<caption id="team-caption">{CAPTION}</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">{name}</th>'
        f'<th scope="col" role="columnheader" class="ts-profile-axis"><span class="ts-hidden">Answers at levels </span><span class="ts-ticks">{TICKS}</span></th>{heads}</tr></thead>{bodies}</table></div></section>'
    )


def _dimension(dimension: Dimension, tally: Tally, told: dict, everybody: Room) -> str:
    asked = in_scope(dimension, tally.mode)
    spreads = [everybody.spreads[i.id] for i in asked]
    levels = tuple(map(sum, zip(*(s.counts for s in spreads), strict=True)))
    mean, target = dimension_mean(asked, everybody.spreads), told["target"]
    deviation = "–" if told["ad"] is None else number(sum(s.average_deviation for s in spreads) / len(spreads))
    drawing = hill(levels, mean, target, counted(levels)) if any(levels) else ""
    figures = (deviation, number(mean) if mean is not None else "too few levels", "–" if target is None else str(target), gap(mean, target), levels_each(spreads))
    cells = "".join(f'<td role="cell" class="ts-figure"><span class="ts-cell-name">{h} </span>{escaped(f)}</td>' for h, f in zip(HEADS[1:], figures, strict=True))
    return f'<tr role="row"><th scope="row" role="rowheader">{escaped(dimension.title)}</th><td role="cell" class="ts-profile-bar">{drawing}</td>{cells}</tr>'


def _unknown(items: dict[str, tuple[Dimension, Item]], everybody: Room) -> str:
    """The questions that most people could not answer, and who could."""
    open_ones = [(counts[5], sum(counts), i) for i, counts in everybody.counts.items() if counts[5]]
    if not open_ones:
        return ""
    most = sorted(open_ones, key=lambda one: (-one[0] / one[1], -one[0]))[:FIRST]
    lines = ""
    for unknown, asked, i in most:
        ask = items[i][1].ask
        lines += f"<li>{escaped(items[i][1].text)} <span>{unknown:,} of {asked:,} don’t know.</span>{f' <span>Ask: {escaped(ask)}.</span>' if ask else ''}</li>"
    return (
        '<section class="ts-team-unknown" aria-labelledby="team-unknown"><h3 id="team-unknown">What is not known</h3>'
        f"<p>A “don’t know” counts in no mean. Before you argue about one of these, ask somebody who can know.</p><ul>{lines}</ul></section>"
    )


def _next(order: bool, root: str | None) -> str:
    first = "Talk about the questions above, the first ones first." if order else "Collect more answers, then look again."
    return (
        '<section aria-labelledby="team-next"><h3 id="team-next">What to do next</h3><ol class="ts-team-next">'
        f"<li>{first} Begin with what people have seen, not with the number.</li>"
        "<li>Agree on a level for each question, and write down who still sees it differently.</li>"
        "<li>What you have agreed on is scored like anybody’s answers. It has levels, priorities and a plan; the means above have none.</li></ol>"
        f"<p>{link(root, 'facilitate/', 'How to run such a meeting.')}</p></section>"
    )


def _notes(team: dict) -> str:
    lines = "".join(f"<li>{escaped(note['text'])}</li>" for note in team["notes"] if note["code"] not in TOLD)
    return f'<h3 id="team-notes">Notes</h3><ul class="ts-report-notes">{lines}</ul>' if lines else ""
