"""Takes an outcome and its plan and gives the plan as Markdown with boxes to tick, or as CSV; knows no rule of scoring.

In Markdown white space in texts is collapsed and what is not meant as markup is escaped; a step is five lines, always the same.
In CSV texts stay as they are, but that a cell is never a formula (`sheet.cell`).
"""

from assessment.core.document import plain
from assessment.core.model import model_hash
from assessment.core.outcome import Outcome
from assessment.core.plan import HORIZONS, Plan, Step
from assessment.core.report import make_report
from assessment.core.sheet import cell

ALWAYS = ("30", "60", "90")
COLUMNS = ("dimension", "title", "from", "to", "next_step", "owner", "due", "measure", "horizon", "proposed")


def make_plan_document(found: Outcome, plan: Plan) -> str:
    """The plan as a Markdown document."""
    model = found.model
    lines = ["# Plan for the next 90 days", "", plain(plan.sentence), ""]
    lines += [f"- {plain(label)}: {plain(text)}" for label, text in make_report(found, []).scope]
    lines += [f"- Date: {plan.date or 'none'}", f"- Questions: {plain(model.id)} {model.version} ({model_hash(model)})", ""]
    for key, title in HORIZONS.items():
        steps = [s for s in plan.steps if s.horizon == key]
        if steps or (key in ALWAYS and plan.steps and plan.date):
            lines += [f"## {title}", "", *([] if steps else ["Nothing is due.", ""])]
            for step in steps:
                lines += _step(step)
    return "\n".join(lines).rstrip("\n") + "\n"


def _step(s: Step) -> list[str]:
    fields = (("Next step", s.next_step), ("Owner", s.owner), ("Due", s.due or ""), ("How we will see it", s.measure))
    return [f"- [ ] **{plain(s.title)}**: from level {plain(s.from_words)} to level {plain(s.to_words)}", *(f"    - {name}: {plain(text)}".rstrip() for name, text in fields), ""]


def make_plan_sheet(plan: Plan) -> str:
    """One row a step; lines end with CR LF as RFC 4180 says."""
    rows = [COLUMNS, *([(s.as_dict() | {"proposed": plan.proposed})[c] for c in COLUMNS] for s in plan.steps)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)
