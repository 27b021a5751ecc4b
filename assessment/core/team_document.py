"""Takes a team's figures as plain data and gives them as Markdown; knows no rule of counting and no person.

Who answered comes first, then where people differ, then the means: a mean of answers that differ says little.
"""

from fractions import Fraction

from assessment.core.document import plain
from assessment.core.model import Model
from assessment.core.tally import KINDS, UNSAID
from assessment.core.wording import CONTEXT_WORDS, count, figure

NONE = "–"
LABELS = {"unit": "Unit", "period": "Period", "size": "Size", "exchange": "Exchange"}
EXPLAINED = (
    "AD is the average deviation from the mean, in levels. r_WG is 1 for full agreement and 0 for what random answers give; below 0 people differ more than that. "
    "“Shared” is r_WG of 0.7 or more, and more than chance gives in one of twenty teams of this size. "
    "“Two camps” is at least a third at levels 1 and 2 and at least a third at 4 and 5. These words are a convention of this project. "
    "Below five levels none of these is given: with so few people look at the answers themselves."
)


def make_team_document(team: dict, model: Model, scope: dict[str, str | None], invited: int | None) -> str:
    """The team's figures as a Markdown document."""
    about = [f"- {LABELS[key]}: {plain(CONTEXT_WORDS.get(value, value))}" for key in LABELS if (value := scope.get(key))]
    lines = ["# What the team answered", "", plain(_sentence(team["n"], invited)), "", plain(_byline(team)), "", *about, *[""] * bool(about)]
    if team["n"]:
        lines += [*_groups(team, model), *_differences(team, model), *_dimensions(team, model)]
    if team["notes"]:
        lines += ["## Notes", "", *(f"- {plain(n['text'])}" for n in team["notes"]), ""]
    return "\n".join([*lines, plain("A mean of opinions is no level: a level comes from what the team agrees on. No certificate, no benchmark, not validated.")]) + "\n"


def _sentence(n: int, invited: int | None) -> str:
    if not n:
        return "Nobody has answered yet."
    if invited is None:
        return f"{count(n, 'person', 'people')} answered."
    if n >= invited:
        return f"{count(n, 'person', 'people')} answered, and {invited} {'was' if invited == 1 else 'were'} invited."
    return f"{n} of {invited} people invited answered; {count(invited - n, 'is', 'are')} missing."


def _byline(team: dict) -> str:
    mode = "Quick check" if team["mode"] == "quick" else "Full assessment"
    return f"{mode} · {team['model']['id']} {team['model']['version']} ({team['model']['hash']})"


def _groups(team: dict, model: Model) -> list[str]:
    given = {kind: sum(i["counts"][kind] for i in team["items"]) for kind in KINDS}
    levels = sum(given[kind] for kind in KINDS[:5])
    lines = ["## Who answered", ""]
    lines.append(f"Of {count(sum(given.values()), 'answer', 'answers')}, {levels:,} {'is' if levels == 1 else 'are'} a level, {given['dk']:,} don’t know, {given['na']:,} not applicable and {given['blank']:,} left blank.")
    shown = [r for r in team["roles"] if not r["hidden"] and r["n"]]
    lines += ["", *(f"- {plain(_title(model, r['id']))}: {r['n']}" for r in shown), *[""] * bool(shown)]
    if not shown:
        lines += [f"No group is shown: those of fewer than {team['min_group']} people are hidden, and so is one that would give them away.", ""]
    return lines


def _title(model: Model, role: str) -> str:
    return "No role said" if role == UNSAID else next(r.title for r in model.roles if r.id == role)


def _differences(team: dict, model: Model) -> list[str]:
    """Every question, the largest disagreement first; those with fewer than two levels at the end."""
    titles = {i.id: (i.text, d.title) for d in model.dimensions for i in d.items}
    found = {i["id"]: i for i in team["items"]}
    order = [*team["disagreements"], *(i for i in found if i not in team["disagreements"])]
    lines = ["## Where people differ", "", "The largest disagreement first. The columns 1 to 5 say how many chose each level; n is how many chose any.", ""]
    lines += ["| Question | Dimension | 1 | 2 | 3 | 4 | 5 | Don’t know | n | Range | Mean | AD | r\\_WG | Agreement |", f"| --- | --- |{' ---: |' * 11} --- |"]
    for i in (found[name] for name in order):
        counts = " | ".join(str(i["counts"][kind]) for kind in KINDS[:6])
        spread = NONE if i["min"] is None else f"{i['min']}–{i['max']}"
        text, dimension = titles[i["id"]]
        figures = " | ".join(map(_figure, (i["mean"], i["ad"], i["rwg"])))
        lines.append(f"| {plain(text)} | {plain(dimension)} | {counts} | {i['n']} | {spread} | {figures} | {i['word'] or 'too few to say'} |")
    return [*lines, "", plain(EXPLAINED), ""]


def _dimensions(team: dict, model: Model) -> list[str]:
    """Means against the target, everybody's and those of each group that is shown; with the number that stands behind each."""
    groups = [r for r in team["roles"] if not r["hidden"] and r["n"]]
    groups = groups if len(groups) > 1 or (groups and groups[0]["n"] < team["n"]) else []
    found = {d["id"]: d for d in team["dimensions"]}
    of = [{d["id"]: d for d in r["dimensions"]} for r in groups]
    heads = "".join(f" {plain(_title(model, r['id']))} |" for r in groups)
    lines = ["## Dimensions", "", "Each mean is over the answers that are a level; n is how many its least answered question has.", ""]
    for pillar in model.pillars:
        lines += [f"### {plain(pillar.title)}", "", f"| Dimension | n | Mean | Target | To the target | AD | r\\_WG |{heads}", f"| --- |{' ---: |' * 3} --- |{' ---: |' * (2 + len(groups))}"]
        for d in (found[x.id] for x in pillar.dimensions):
            title = next(x.title for x in pillar.dimensions if x.id == d["id"])
            means = "".join(f" {_figure(group[d['id']]['mean'])} |" for group in of)
            lines.append(f"| {plain(title)} | {d['n']} | {_figure(d['mean'])} | {d['target']} | {_towards(d)} | {_figure(d['ad'])} | {_figure(d['rwg'])} |{means}")
        lines.append("")
    return lines


def _towards(d: dict) -> str:
    if d["mean"] is None:
        return "not enough answers"
    return "at or above" if d["mean"] >= d["target"] else f"{_figure(round(d['target'] - d['mean'], 4))} below"


def _figure(x: float | None) -> str:
    """At most two decimals, with a true minus sign."""
    return NONE if x is None else figure(Fraction(str(x))).replace("-", "−")
