"""Takes an outcome and gives `touchstone-trace/1`: for every figure the rule in words with the person's own numbers in it; knows no markup.

The figures come from the outcome; what is made here is how they came about, and what one step up would change.
"""

from fractions import Fraction

from assessment.core.model import Model, model_hash
from assessment.core.outcome import Outcome
from assessment.core.result import number
from assessment.core.scoring import Part, Storey, item_part
from assessment.core.storey_trace import steps
from assessment.core.sums import equation, exact, total
from assessment.core.what_if import WhatIf, what_ifs

FORMAT = "touchstone-trace/1"
OVERALL = "The whole"
NO_POINT = "No dimension has a mean yet, so there is no way to measure."
NO_WAY = "All targets are level 1, the bottom of the scale, so there is no way to go."
TO_TARGET = "The share of the way from level 1 to the targets that is done: 1 less the gaps, divided by all the ways."
WHY = {"own": "Your own target.", "context": "Suggested for your size and your kind of exchange with customers.", "default": "A common starting point, not advice."}


def make_trace(found: Outcome) -> dict[str, object]:
    """The whole trace as plain data, figures rounded as in the result."""
    model, answers = found.model, found.answers
    return {
        "format": FORMAT,
        "model": {"id": model.id, "version": model.version, "hash": model_hash(model)},
        "mode": answers.mode,
        "date": answers.date,
        "storeys": storeys(found),
        "targets": targets(found),
        "to_target": way(found),
        "priorities": [
            {"id": p.id, "gap": number(p.gap), "importance": p.importance, "sum": equation(f"{exact(p.gap)} × {p.importance}", p.score), "score": number(p.score), "rank": p.rank}
            for p in found.priorities
        ],
        "what_if": [_what_if(w) for w in what_ifs(found)],
    }


def storeys(found: Outcome) -> list[dict[str, object]]:
    """Every storey with its parts, figures and sums: the dimensions, the pillars, the whole."""
    model, scores = found.model, found.scores
    quick = scores.mode == "quick"
    texts = {i.id: i.text for i in model.items}
    titles = {p.id: p.title for p in model.pillars} | {d.id: d.title for d in model.dimensions}
    told = [_storey("dimension", d.dimension.title, d.storey, list(map(item_part, d.items, d.answers)), texts, quick=quick) for d in scores.dimensions]
    for p in scores.pillars:
        parts = [d.storey.as_part() for d in scores.dimensions if d.pillar == p.id]
        told.append(_storey("pillar", titles[p.id], p, parts, titles, quick=quick))
    return [*told, _storey("overall", OVERALL, scores.overall, [p.as_part() for p in scores.pillars], titles, quick=quick)]


def _storey(kind: str, title: str, s: Storey, parts: list[Part], names: dict[str, str], *, quick: bool) -> dict[str, object]:
    questions = kind == "dimension"
    ends = [p.lower for p in parts if p.applicable]
    return {
        "id": s.id,
        "kind": kind,
        "title": title,
        "status": s.status,
        "coverage": number(s.coverage),
        "point": number(s.point),
        "value": number(s.value),
        "low": number(s.low),
        "high": number(s.high),
        "level": s.level,
        "level_range": None if s.lower is None else [s.lower, s.upper],
        "cap": None if questions or s.status == "not-applicable" else 1 + min(ends),
        "capped": s.capped,
        "blocked_by": list(s.blocked_by),
        "next": f"{next_level(s, questions=questions)}: {'; '.join(names[i] for i in s.blocked_by)}" if s.blocked_by else None,
        "parts": [_part(p) for p in parts],
        "steps": steps(s, parts, quick=quick, questions=questions),
    }


def _part(p: Part) -> dict[str, object]:
    if not p.applicable:
        return {"id": p.id, "weight": p.weight, "applicable": False} | dict.fromkeys(("value", "low", "high", "coverage", "lower", "upper", "level"))
    figures = {name: number(getattr(p, name)) for name in ("value", "low", "high", "coverage")}
    return {"id": p.id, "weight": p.weight, "applicable": True} | figures | {"lower": p.lower, "upper": p.upper, "level": p.level}


def next_level(s: Storey, *, questions: bool) -> str:
    """What would be enough for the level above the worst case, before the names of what blocks it."""
    level = s.lower + 1
    part = "answer" if questions else "part"
    who = f"this {part} rises" if len(s.blocked_by) == 1 else f"each of these {part}s rises"
    return f"For level {level} it is enough that {who} to {level}{'' if level == 5 else ' or above'}"


def targets(found: Outcome) -> list[dict[str, object]]:
    """For each dimension that applies: its target, why this one, and the gap with its sum, None where there is no point."""
    listed = []
    for s in found.standings.values():
        origin = found.targets[s.id].origin
        gap = None if s.gap is None else equation(f"max(0, {s.target} − {exact(s.point)})", s.gap)
        listed.append({"id": s.id, "target": s.target, "from": origin, "why": _why(found.model, found, origin), "point": number(s.point), "sum": gap, "gap": number(s.gap)})
    return listed


def _why(model: Model, found: Outcome, origin: str) -> str:
    if origin != "context":
        return WHY[origin]
    context = tuple(found.answers.scope.get(key) for key in ("size", "exchange"))
    reason = next((t.why for t in model.targets if (t.size, t.exchange) == context), "")
    return f"{WHY[origin]} {reason}".strip()


def way(found: Outcome) -> dict[str, object]:
    """`to_target` with its rule and sum; both figures None where there is no way to measure."""
    known = [s for s in found.standings.values() if s.point is not None]
    if found.to_target is None:
        return {"rule": NO_WAY if known else NO_POINT, "sum": None, "value": None}
    gaps = total([s.gap or Fraction(0) for s in known])
    ways = total([s.target - 1 for s in known])
    return {"rule": TO_TARGET, "sum": equation(f"1 − {gaps} / {ways}", found.to_target), "value": number(found.to_target)}


def _what_if(w: WhatIf) -> dict[str, object]:
    return {
        "id": w.item.id,
        "dimension": w.dimension.id,
        "pillar": w.pillar.id,
        "answer": w.answer.level if w.answer.level is not None else w.answer.state,
        "kind": w.kind,
        "before": _three(w),
        "cases": [{"level": c.level, **_three(c), "reaches_next": c.reaches_next} for c in w.cases],
    }


def _three(of: object) -> dict[str, object]:
    return {name: _standing(getattr(of, name)) for name in ("dimension", "pillar", "overall")}


def _standing(s: Storey) -> dict[str, object]:
    return {"point": number(s.point), "level_range": None if s.lower is None else [s.lower, s.upper]}
