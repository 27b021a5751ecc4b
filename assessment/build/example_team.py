"""Takes the made-up team in `content/example-team.yml` and gives the codes that its people would hand in; knows no figure.

The file is optional. Each person's answers are held to the same rules as a file that a person loads.
"""

from collections.abc import Iterator

from assessment.build.content import Content
from assessment.build.example import door
from assessment.build.reading import Document, EntryPath, Finding
from assessment.build.rules import meant
from assessment.core.answers import FORMAT
from assessment.core.faults import Fault, Faulty, quoted
from assessment.core.model import LEVELS, Model, in_scope
from assessment.core.wording import count

DONT_KNOW, NOT_APPLICABLE = "dk", "na"


def example_team_fits_the_model(content: Content) -> Iterator[Finding]:
    """The example team is people whose answers the assessment itself would take; for content without another finding."""
    team = content.example_team
    if team is None:
        return
    document, model, people = content.documents["example-team"], content.model, team["people"]
    names = [person["respondent"] for person in people]
    for n, name in enumerate(names):
        if name in names[:n]:
            yield document.finding(("people", n, "respondent"), f"the respondent “{name}” stands here twice.", "Give each person eight symbols of their own.")
        role, roles = people[n]["role"], [r.id for r in model.roles]
        if role is not None and role not in roles:
            yield document.finding(("people", n, "role"), f"the role “{role}” does not exist.", meant(role, roles, "Name one of model.yml, or write ~ for none."))
    if sorted(people, key=lambda person: person["mode"] != "full") != people:
        yield document.finding(("people",), "somebody with the quick check stands before somebody with the full one.", "Put those with the quick check last; the rows of other questions leave them out.")
        return
    rows = list(_row_findings(document, model, team))
    if rows:
        yield from rows
        return
    told, ask = set(), door(model)
    for n, answers in enumerate(people_of(model, team)):
        try:
            ask("check", answers=answers)
        except Faulty as faulty:
            for fault in faulty.faults:
                place = _place(fault, n)
                if (place, fault.wrong) not in told:  # an unknown question is unknown to everybody
                    told.add((place, fault.wrong))
                    yield document.finding(place, f"{fault.where} {fault.wrong}", fault.right)


def _row_findings(document: Document, model: Model, team: dict) -> Iterator[Finding]:
    """Rows of questions that there are not, of another length than people, or with something that is no answer."""
    asked = {mode: {i.id for d in model.dimensions for i in in_scope(d, mode)} for mode in ("quick", "full")}
    for item, row in team["answers"].items():
        if item not in asked["full"]:
            yield document.finding(("answers", item), f"“{item}” is no question.", meant(item, asked["full"], "Name an item."))
            continue
        due = sum(item in asked[person["mode"]] for person in team["people"])
        if len(row) != due:
            yield document.finding(("answers", item), f"the row of “{item}” has {count(len(row), 'answer', 'answers')}.", f"Write {due}, one for each person who is asked; ~ is a blank.")
        for n, said in enumerate(row):
            if said not in (*LEVELS, DONT_KNOW, NOT_APPLICABLE, None):
                yield document.finding(("answers", item, n), f"answer {n + 1} to “{item}” is {quoted(said)}.", "Write a level from 1 to 5, dk, na or ~ for a blank.")


def example_codes(model: Model, team: dict) -> list[str]:
    """One code a person, in the order of the people."""
    ask = door(model)
    return [ask("encode", answers=answers)["code"] for answers in people_of(model, team)]


def people_of(model: Model, team: dict) -> list[dict]:
    """Each person's answers, as a file of answers holds them."""
    made = []
    for n, person in enumerate(team["people"]):
        said = {item: row[n] for item, row in team["answers"].items() if n < len(row)}
        made.append({
            "format": FORMAT, "model": {"id": model.id, "version": model.version}, "respondent": person["respondent"], "mode": person["mode"],
            "scope": {"role": person["role"]}, "answers": {item: _answer(one) for item, one in said.items() if one is not None},
        })  # fmt: skip
    return made


def _answer(said: int | str) -> dict[str, object]:
    if said == NOT_APPLICABLE:
        return {"state": said, "reason": "Made up."}
    return {"state": said} if said == DONT_KNOW else {"level": said}


def _place(fault: Fault, person: int) -> EntryPath:
    """The entry that a fault of the door speaks of, so that its line can be found."""
    first, _, rest = fault.where.partition("[“")
    return ("answers", rest.split("”]")[0]) if first == "answers" and rest else ("people", person)
