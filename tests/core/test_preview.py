"""The preview of a link: what it says travels is what comes out of the code, and everything else is said to stay."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.answers import Answer, Answers, PlanStep
from assessment.core.code import decode, encode
from assessment.core.preview import carries, questions, stays
from door import Door
from instruments import dimension, instrument

MODEL = instrument((dimension("d", (1, 1, 1)), dimension("e", (1, 1, 1))))
NOTHING = ["Nothing: there is no more than this."]


def sheet(**more):
    given = {"d.0": Answer(level=3, note="Who?"), "d.1": Answer(state="dk"), "d.2": Answer(state="na", reason="Not ours."), "e.0": Answer(level=1, evidence="A list.")}
    return Answers(**{"model_id": "t", "model_version": "1.0.0", "mode": "full", "answers": given} | more)


def told(answers):
    came = decode(encode(MODEL, answers), MODEL)
    return carries(MODEL, came), stays(MODEL, answers, came)


def test_what_travels_is_counted():
    """Six questions: two levels, one don't know, one not applicable, two blank; the number and the role only if there are any."""
    inside, _ = told(sheet(respondent="7K3M9QXZ", scope={"role": "lead"}))
    assert "6 questions" in inside[0] and "full assessment" in inside[0]
    assert inside[4] == "For each question, what was chosen: 2 answers with a level, 1 “don’t know”, 1 “not applicable” and 2 without an answer."
    assert "7K3M9QXZ" in inside[3] and inside[1] == f"Your role: {next(r.title for r in MODEL.roles if r.id == 'lead')}."
    inside, _ = told(sheet())
    assert inside[1] == "No role." and inside[3].startswith("No number")


def test_what_stays_is_counted():
    """Every text, line, map and step of a full sheet is named once, with its number."""
    scope = {"unit": "Shop", "period": "2026", "role": "lead", "size": "small", "exchange": "discrete"}
    plan = (PlanStep("d", 1), PlanStep("e", 2))
    _, left = told(sheet(scope=scope, targets={"d": 4, "e": 2}, importance={"e": 3}, facts={"f": "yes"}, plan=plan, date="2026-11-22", kind="agreed"))
    assert left == [
        "What you wrote: 1 note, 1 piece of evidence and 1 reason for “not applicable”.",
        "The name of the unit.", "The period.", "The size of the unit.", "The kind of exchange with customers.",
        "2 targets of your own.", "1 importance of your own.", "1 answer about your customers.", "2 steps of your plan.",
        "The day of the last change.", "That a team agreed on these answers.",
    ]  # fmt: skip


def test_answers_that_are_not_asked_for_stay():
    """The quick check leaves two of these three answers behind, with their note; one more was never a question of today."""
    given = {"d.0": Answer(level=3), "d.1": Answer(level=4, note="!"), "e.2": Answer(state="dk")}
    _, left = told(sheet(mode="quick", answers=given, set_aside={"d.old": Answer(level=2)}))
    assert left == ["What you wrote: 1 note.", "3 answers to questions that this check does not ask."]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.sampled_from(["d.0", "d.1", "d.2", "e.0", "e.1", "e.2"]), st.builds(Answer, level=st.integers(1, 5) | st.none(), note=st.sampled_from(["", "x"]))),
       st.sampled_from(["quick", "full"]), st.sampled_from([None, "Shop"]), st.dictionaries(st.sampled_from("de"), st.integers(1, 5)))  # fmt: skip
def test_nothing_stays_only_if_everything_comes_back(given_answers, mode, unit, targets):
    """“Nothing” is said exactly where decoding gives the whole sheet again."""
    sent = sheet(mode=mode, answers={i: a for i, a in given_answers.items() if a.level or a.note}, scope={"unit": unit}, targets=targets)
    came = decode(encode(MODEL, sent), MODEL)
    same = came.as_dict()["answers"] == sent.as_dict()["answers"] and came.as_dict()["scope"] == sent.as_dict()["scope"] and came.targets == sent.targets
    assert (stays(MODEL, sent, came) == NOTHING) is same


def test_every_answer_is_listed():
    """The door gives each question in order with its answer in words, and the code they were read from."""
    found = Door(MODEL).ask("encode", answers=sheet().as_dict())
    names = [level.name for level in MODEL.scale]
    assert [q["answer"] for q in found["questions"]] == [f"3 {names[2]}", "don’t know", "not applicable", f"1 {names[0]}", "no answer", "no answer"]
    assert found["code"] == encode(MODEL, sheet()) and [q["id"] for q in found["questions"]] == [i.id for i in MODEL.items]
    assert questions(MODEL, decode(found["code"], MODEL)) == found["questions"]


def test_the_report_gives_what_targets_are_chosen_from():
    """Names, suggestions and levels reached; one's own target does not change what is suggested."""
    found = Door(MODEL).ask("report", answers=sheet(targets={"d": 5}).as_dict())
    assert found["suggested"] == {"d": 3, "e": 3} and found["levels"]["3"] == MODEL.scale[2].name
    assert found["titles"] == {d.id: d.title for d in MODEL.dimensions}
