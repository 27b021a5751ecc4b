"""Takes an outcome and its plan and gives an iCalendar file (RFC 5545) with a day for each step that has one; knows no rule of scoring.

Each step is an all-day VEVENT on its due day. A VTODO would say it better, but most calendars do not import those.
The same plan gives the same bytes: no clock and no chance is asked. A step keeps its UID when owner or day change, so that a calendar updates it.
White space in texts is collapsed, and control characters count as such, since a calendar has no place for them.
"""

import hashlib
import json

from assessment.core.faults import Fault, Faulty
from assessment.core.model import model_hash
from assessment.core.outcome import Outcome
from assessment.core.plan import Plan, Step
from assessment.core.wording import count, straight

LINE = 75  # octets, without the line's end
NO_DAY = "19700101"


def make_calendar(found: Outcome, plan: Plan) -> str:
    """The file as text with CR LF. Raises Faulty if no step has a due day."""
    dated = [(s, uid) for s, uid in zip(plan.steps, _uids(found, plan), strict=True) if s.due]
    if not dated:
        wrong = "has no step with a due date." if plan.steps else f"is empty. {plan.sentence}"
        raise Faulty([Fault("plan", wrong, "A calendar needs at least one step with a due date.")])
    stamp = f"{_day(plan.date) if plan.date else NO_DAY}T000000Z"
    left = len(plan.steps) - len(dated)
    model = found.model
    about = [plan.sentence] + [f"{count(left, 'step has', 'steps have')} no due date and {'is' if left == 1 else 'are'} left out."] * bool(left)
    about.append(f"Questions: {model.id} {model.version} ({model_hash(model)}).")
    unit = found.answers.scope.get("unit")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Touchstone//Plan 1//EN", "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(f'Plan: {unit}' if unit else 'Plan')}", f"X-WR-CALDESC:{escaped(' '.join(about))}",
    ]  # fmt: skip
    for step, uid in dated:
        lines += _event(step, uid, stamp, proposed=plan.proposed)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(s: Step, uid: str, stamp: str, *, proposed: bool) -> list[str]:
    """The step; its dimension and level stand apart too, for whoever reads the file back. Without an end a day is one day long."""
    told = ["Proposed, not agreed yet."] * proposed + [f"Next step: {s.next_step}", f"Owner: {s.owner}", f"How we will see it: {s.measure}"]
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{_day(s.due)}",
        f"SUMMARY:{escaped(f'{s.title}: from level {s.from_words} to level {s.to_words}')}", "DESCRIPTION:" + "\\n".join(map(escaped, told)),
        f"X-TOUCHSTONE-DIMENSION:{escaped(s.dimension)}", f"X-TOUCHSTONE-FROM:{s.start}", "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _uids(found: Outcome, plan: Plan) -> list[str]:
    """One a step, from what it is about and not from who or when; a step that stands twice is numbered."""
    seen: dict[tuple[str, int], int] = {}
    uids = []
    for s in plan.steps:
        seen[s.dimension, s.start] = place = seen.get((s.dimension, s.start), 0) + 1
        about = [found.model.id, found.answers.respondent, s.dimension, s.start, place]
        uids.append(f"{hashlib.sha256(json.dumps(about).encode()).hexdigest()[:32]}-touchstone")
    return uids


def _day(day: str) -> str:
    return day.replace("-", "")


def escaped(text: str) -> str:
    """Text on one line, with the signs escaped that mean something in a calendar."""
    line = " ".join("".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in straight(text)).split())
    return "".join("\\" + c if c in "\\;," else c for c in line)


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each but the first after a space; no character is broken."""
    pieces, size = [""], 0
    for c in line:
        octets = len(c.encode("utf-8", "surrogatepass"))
        if size + octets > LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += c
        size += octets
    return "\r\n".join(pieces)
