"""Takes an outcome and gives the explanation of every score in words and sums, in reading order; knows no markup and no rule of scoring.

It is the short form of the trace for people: what follows from nothing open, such as a worst case that is the mean, is left out.
"""

from dataclasses import dataclass

from assessment.core.explain import WHY, next_level, storeys, targets, way
from assessment.core.model import Model
from assessment.core.outcome import Outcome
from assessment.core.scoring import Storey
from assessment.core.shown import first_look
from assessment.core.sums import equation, exact, spoken
from assessment.core.what_if import KNOW, STEP, TOP, WhatIf, what_ifs
from assessment.core.wording import count, figure, level_words

MOST_LIFTING = 6
LABELS = {"coverage": "Known", "point": "Mean", "low": "Worst case", "high": "Best case", "lower": "Level, worst case", "upper": "Level, best case"}
READING = (
    ("Known", "1 for a question that has a level, 0 for one that has none, and the mean of these. Below one half no mean and no level are shown."),
    ("Mean", "Of the levels that were given. A question that counts more is multiplied first. A pillar is the mean of its dimensions, the whole the mean of its pillars."),
    ("Worst and best case", "The mean if every question without a level were at 1, and if it were at 5. Where nothing is open they are the mean, and not written again."),
    ("Level", "The worst and the best case rounded down: a level is reached, not rounded up to. A pillar and the whole are at most one level above their weakest part."),
    ("Gap", "The target less the mean, but never below 0. Gap times importance is the order of the priorities."),
    ("≈", "The outcome is rounded to four decimals. The sum itself is exact, which is why a fraction such as 10/3 may stand in it."),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure: its name, the sum that leads to it, and a remark or nothing."""

    label: str
    sum: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What one storey would be: words, and a tag or nothing."""

    text: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Try:
    """One question, what is tried on it, and what that makes of the dimension, its pillar and the whole."""

    text: str
    tried: str
    changes: tuple[Change, Change, Change]


@dataclass(frozen=True, slots=True)
class Article:
    """The explanation of one storey; `topic` is the dimension's id where it has questions to look at again."""

    id: str
    title: str
    level: str
    topic: str | None
    remarks: tuple[str, ...]
    sums: tuple[Sum, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """What each list says, and what is in it."""
    tries_title: str = ""
    tries: tuple[Try, ...] = ()
    after: str = ""


def articles(found: Outcome) -> tuple[Article, ...]:
    """One a storey: each pillar after its dimensions, the whole last."""
    model, scores = found.model, found.scores
    told = {(s["kind"], s["id"]): s for s in storeys(found)}
    tried = what_ifs(found)
    stand_ins = _stand_ins(found)
    more = _more_of_dimensions(found)
    listed = []
    for p in scores.pillars:
        for d in (d for d in scores.dimensions if d.pillar == p.id):
            remarks = _remarks(model, d.storey, stand_ins.get(d.storey.id), told["dimension", d.storey.id])
            listed.append(_dimension(model, d.storey, told["dimension", d.storey.id], remarks, [w for w in tried if w.dimension.id == d.storey.id], more))
        remarks = _remarks(model, p, stand_ins.get(p.id), told["pillar", p.id])
        listed.append(_above(model, p, told["pillar", p.id], remarks, [(w, [c.pillar for c in w.cases]) for w in tried if w.pillar.id == p.id], ()))
    whole = scores.overall
    remarks = _remarks(model, whole, stand_ins.get(whole.id), told["overall", whole.id])
    return (*listed, _above(model, whole, told["overall", whole.id], remarks, [(w, [c.overall for c in w.cases]) for w in tried], _way(found)))


def _stand_ins(found: Outcome) -> dict[str, Storey]:
    """The quick check's storeys, where a full assessment has too few answers and the result shows them instead."""
    scores = found.scores
    open_ = {s.id for s in (*(d.storey for d in scores.dimensions), *scores.pillars, scores.overall) if s.status == "not-enough"}
    if scores.mode == "quick" or not open_:
        return {}
    first = first_look(found)
    return {s.id: s for s in (*(d.storey for d in first.dimensions), *first.pillars, first.overall) if s.id in open_ and s.point is not None}


def _more_of_dimensions(found: Outcome) -> dict[str, tuple[Sum, ...]]:
    """Gap and priority of each dimension that has a point."""
    more: dict[str, tuple[Sum, ...]] = {}
    for t in targets(found):
        if t["sum"]:
            more[t["id"]] = (Sum("Gap", spoken(t["sum"]), f"Target {t['target']}. {WHY[t['from']]}"),)  # the suggestion's reason stands once, beside the targets
    for p in found.priorities:
        shared = sum(q.rank == p.rank for q in found.priorities) > 1
        rank = f"Rank {p.rank}{', shared' if shared else ''}. The gap times the importance, {p.importance}."
        more[p.id] += (Sum("Priority", equation(f"{exact(p.gap)} × {p.importance}", p.score), rank),)
    return more


def _way(found: Outcome) -> tuple[Sum, ...]:
    told = way(found)
    return (Sum("Way to the targets", told["sum"], told["rule"]),) if told["sum"] else ()


def _level(model: Model, s: Storey) -> str:
    if s.status == "not-applicable":
        return "Not applicable"
    return f"Level {level_words(model, s.lower, s.upper)}" if s.point is not None else "Not enough answers"


def _remarks(model: Model, s: Storey, stand_in: Storey | None, told: dict) -> tuple[str, ...]:
    if s.status in ("not-applicable", "not-enough"):
        rule = (told["steps"][-1]["rule"],)
        return rule if stand_in is None else (*rule, f"Until then the result shows the quick check: mean {figure(stand_in.point)}, level {level_words(model, stand_in.lower, stand_in.upper)}.")
    return ("The weakest part decides the level here, not the mean.",) if s.capped else ()


def _sums(s: Storey, told: dict) -> tuple[Sum, ...]:
    """The sums worth reading: what is open is shown, what follows of itself is not."""
    by_figure = {step["figure"]: step["sum"] and spoken(step["sum"]) for step in told["steps"]}
    if s.status == "not-applicable":
        return (Sum("Not applicable", by_figure["status"]),)
    if s.point is None:
        return (Sum(LABELS["coverage"], by_figure["coverage"]),)
    wanted = ["coverage"] * (s.coverage < 1) + ["point"] + ["low", "high"] * (s.low != s.high)
    sums = [Sum(LABELS[name], by_figure[name]) for name in wanted]
    one = s.low == s.high  # then both ends of the level have the same sum, but for the parts' own ends
    sums += [Sum("Level", by_figure["lower"])] if one and by_figure["lower"] == by_figure["upper"] else [Sum(LABELS[name], by_figure[name]) for name in ("lower", "upper")]
    return tuple(sums)


def _blocking(model: Model, s: Storey, told: dict) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What keeps it from the next level; where there is no level yet, what too little is known of. A dimension's table says that already."""
    questions = told["kind"] == "dimension"
    names = {i.id: i.text for i in model.items} if questions else {p.id: p.title for p in model.pillars} | {d.id: d.title for d in model.dimensions}
    if s.status == "not-enough":
        unknown = tuple(names[p["id"]] for p in told["parts"] if p["applicable"] and p["coverage"] < 1)
        return () if questions else (("Find out more about:", unknown),)
    return ((f"{next_level(s, questions=questions)}:", tuple(names[i] for i in s.blocked_by)),) if s.blocked_by else ()


def _dimension(model: Model, s: Storey, told: dict, remarks: tuple[str, ...], tried: list[WhatIf], more: dict[str, tuple[Sum, ...]]) -> Article:
    """A dimension with its table; where too little is known, only what is not known is worth trying."""
    title = "One step up on …" if s.point is not None else "What the answer would settle"
    shown = [w for w in tried if s.status != "not-applicable" and (w.kind == KNOW or (w.kind == STEP and s.point is not None))]
    tops = sum(w.kind == TOP for w in tried) if s.point is not None else 0
    after = f"{count(tops, 'question stands', 'questions stand')} at level 5 already." if tops else ""
    sums, lists, tries = (*_sums(s, told), *more.get(s.id, ())), _blocking(model, s, told), tuple(map(_try, shown))
    if shown and all(c.dimension.point is None for w in shown for c in w.cases):
        lists, tries = (("No single answer is enough for a mean. Find out about these:", tuple(w.item.text for w in shown)),), ()
    return Article(s.id, told["title"], _level(model, s), s.id, remarks, sums, lists, title, tries, after)


def _try(w: WhatIf) -> Try:
    tried = "not known: if it is 1, or 5" if w.kind == KNOW else f"from {w.answer.level} to {w.cases[0].level}"
    standing = (w.dimension, w.pillar, w.overall)
    afters = [[getattr(c, name) for c in w.cases] for name in ("dimension", "pillar", "overall")]
    return Try(w.item.text, tried, tuple(_change(b, a, w.kind) for b, a in zip(standing, afters, strict=True)))


def _change(before: Storey, after: list[Storey], kind: str) -> Change:
    if after[0].status == "not-applicable":
        return Change("not applicable")
    if after[0].point is None:
        return Change("still not enough answers")
    if kind == KNOW:
        ends = [_range(s) for s in after]
        return Change(f"{figure(after[0].point)} or {figure(after[1].point)}", f"level {ends[0]}" if ends[0] == ends[1] else f"level {ends[0]}, or {ends[1]}")
    tag = f"reaches level {after[0].lower}" if after[0].lower > before.lower else ""
    return Change(f"{figure(before.point)} → {figure(after[0].point)}", tag)


def _range(s: Storey) -> str:
    return str(s.lower) if s.lower == s.upper else f"{s.lower}–{s.upper}"


def _above(model: Model, s: Storey, told: dict, remarks: tuple[str, ...], tried: list[tuple[WhatIf, list[Storey]]], more: tuple[Sum, ...]) -> Article:
    """A pillar or the whole: no table, but the single steps that would lift it."""
    lists, after = _blocking(model, s, told), ""
    if s.point is not None and s.lower < 5:
        lifting = tuple(w.item.text for w, cases in tried if w.kind == STEP and cases[0].lower > s.lower)
        if not lifting:
            after = "No single step up on one question changes this level."
        elif len(lifting) > MOST_LIFTING:
            after = f"One step up on any one of {len(lifting)} questions is enough for level {s.lower + 1}."
        else:
            which = "this question" if len(lifting) == 1 else "any one of these questions"
            lists += ((f"One step up on {which} is enough for level {s.lower + 1}:", lifting),)
    return Article(s.id, told["title"], _level(model, s), None, remarks, (*_sums(s, told), *more), lists, after=after)
