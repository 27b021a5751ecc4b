"""Takes a plan and gives it as HTML to read and print, in 30, 60 and 90 days; knows no control and no rule of scoring."""

from assessment.core.markup import escaped
from assessment.core.plan import HORIZONS, Plan, Step


def make_plan_part(plan: Plan) -> str:
    """The plan as one `<section>`; nothing where there is no step."""
    if not plan.steps:
        return ""
    groups = ""
    for horizon, title in HORIZONS.items():
        steps = [s for s in plan.steps if s.horizon == horizon]
        if steps:
            groups += f'<h4>{title}</h4><ul>{"".join(map(_step, steps))}</ul>'
    return f'<section class="ts-plan" aria-labelledby="report-plan"><h3 id="report-plan">Plan</h3><p>{escaped(plan.sentence)}</p>{groups}</section>'


def _step(step: Step) -> str:
    lines = [(label, text) for label, text in (("Owner", step.owner), ("Due", step.due), ("Measure", step.measure)) if text]
    told = "".join(f"<div><dt>{label}</dt><dd>{escaped(text)}</dd></div>" for label, text in lines)
    return (
        f'<li class="ts-plan-step"><b>{escaped(step.title)}</b>, level {escaped(step.from_words)} to {escaped(step.to_words)}. {escaped(step.next_step)}'
        + (f'<dl class="ts-report-scope">{told}</dl>' if told else "")
        + "</li>"
    )
