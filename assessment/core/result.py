"""Takes an outcome and gives `touchstone-result/1` as plain data, rounded for output; knows no words but the notes.

Whole numbers stay whole; other figures are rounded half-even to 4 decimals (design, sections 4 and 5).
"""

from fractions import Fraction

from assessment.core.answers import SCOPE
from assessment.core.model import model_hash
from assessment.core.outcome import Outcome
from assessment.core.saydo import contradictions
from assessment.core.scoring import DimensionScore, Storey

FORMAT = "touchstone-result/1"


def number(figure: Fraction | None) -> float | None:
    """A figure as it is printed: at most 4 decimals, half-even, None where there is none."""
    if figure is None:
        return None
    whole, rest = divmod(figure.numerator * 10_000, figure.denominator)
    up = 2 * rest > figure.denominator or (2 * rest == figure.denominator and whole % 2)
    return (whole + 1 if up else whole) / 10_000  # in whole numbers: rounding a fraction is slow


def make_result(found: Outcome, notes: list[dict[str, str]]) -> dict[str, object]:
    """The whole result; `notes` are those that came with reading the answers."""
    model, answers, scores = found.model, found.answers, found.scores
    return {
        "format": FORMAT,
        "model": {"id": model.id, "version": model.version, "hash": model_hash(model)},
        "mode": answers.mode,
        "date": answers.date,
        "scope": {key: answers.scope.get(key) for key in SCOPE},
        "overall": _storey(scores.overall) | {"capped": scores.overall.capped},
        "pillars": [_storey(p) | {"capped": p.capped} for p in scores.pillars],
        "dimensions": [_dimension(d, found) for d in scores.dimensions],
        "to_target": number(found.to_target),
        "priorities": [
            {"id": p.id, "gap": number(p.gap), "importance": p.importance, "score": number(p.score), "rank": p.rank, "top3_share": number(p.top3_share)}
            for p in found.priorities
        ],
        "find_out": list(found.find_out),
        "notes": notes + make_notes(found),
    }


def _storey(s: Storey) -> dict[str, object]:
    return {
        "id": s.id,
        "status": s.status,
        "coverage": number(s.coverage),
        "point": number(s.point),
        "low": number(s.low),
        "high": number(s.high),
        "level": s.level,
        "level_range": None if s.lower is None else [s.lower, s.upper],
        "blocked_by": list(s.blocked_by),
    }


def _dimension(d: DimensionScore, found: Outcome) -> dict[str, object]:
    standing = found.standings.get(d.storey.id)
    return _storey(d.storey) | {
        "pillar": d.pillar,
        "uneven": d.uneven,
        "confidence": d.confidence,
        "target": standing.target if standing else None,
        "target_from": found.targets[d.storey.id].origin if standing else None,
        "gap": number(standing.gap) if standing else None,
        "importance": standing.importance if standing else None,
        "items": [{"id": i.id, "answer": a.level if a.level is not None else a.state, "weight": i.weight} for i, a in zip(d.items, d.answers, strict=True)],
    }


def make_notes(found: Outcome) -> list[dict[str, str]]:
    """What the reader of the figures should know: `code`, `id`, `text`."""
    model, answers, scores = found.model, found.answers, found.scores
    notes = []
    if answers.mode == "quick":
        notes.append({"code": "quick", "id": "overall", "text": "Quick check: one question a dimension is an indication, so every figure is provisional."})
        asked = {i.id for d in scores.dimensions for i in d.items}
        kept = sum(a.level is not None or a.state is not None for item, a in answers.answers.items() if item not in asked)
        if kept:
            few = "1 further answer is" if kept == 1 else f"{kept} further answers are"
            notes.append({"code": "out-of-scope", "id": "overall", "text": f"{few} kept and not scored in the quick check."})
    titles = {p.id: p.title for p in model.pillars} | {d.id: d.title for d in model.dimensions} | {"overall": "The whole"}
    for s in (*(d.storey for d in scores.dimensions), *scores.pillars, scores.overall):
        if s.status == "not-applicable":
            notes.append({"code": "not-applicable", "id": s.id, "text": f"{titles[s.id]}: more than half is not applicable, so it is left out."})
    for d in scores.dimensions:
        if d.uneven:
            notes.append({"code": "uneven", "id": d.storey.id, "text": f"{d.dimension.title}: the answers lie three levels or more apart. Look at them one by one; the mean hides it."})
    notes += [{"code": "say-do", "id": c.dimension.id, "text": c.text} for c in contradictions(found)]
    return notes
