"""Hand-ins of one respondent become one: what is later, what is kept, what is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlines import fields
from test_team import DOOR, handed

A, B = "AAAAAAAA", "BBBBBBBB"


def gather(*people):
    found = DOOR.ask("gather", handed=list(people))
    return found | {"handed": [fields(one) for one in found["handed"]], "lines": found["handed"]}


def test_later_wins_question_by_question():
    """An answer replaces one, a blank replaces nothing; don't know is an answer."""
    found = gather(handed("123450", respondent=A), handed("506000", respondent=A))
    assert [one["answers"] for one in found["handed"]] == ["526450"]
    assert (found["people"], found["again"]) == (1, [1])


def test_without_a_respondent_each_is_its_own():
    """Two nameless hand-ins are two people, even if alike."""
    found = gather(handed("111111"), handed("111111"), handed("111111", respondent=B))
    assert (found["people"], found["again"], found["modes"]) == (3, [], {"quick": 0, "full": 3})


def test_the_order_of_coming_is_kept():
    """People stand in the order of their first hand-in; `again` names places of the request."""
    found = gather(handed("111111", respondent=A), handed("222222"), handed("333333", respondent=B), handed("400000", respondent=A), handed("500000", respondent=A))
    assert [one["answers"] for one in found["handed"]] == ["511111", "222222", "333333"]
    assert found["again"] == [3, 4]


def test_a_quick_check_is_completed_by_a_full_one():
    """Either way round the result is full, and the quick answers stay where the full ones are blank."""
    quick, full = handed("45", respondent=A, mode="quick", role="lead"), handed("022221", respondent=A)
    for order, said in (((quick, full), "422221"), ((full, quick), "422251")):
        one = gather(*order)["handed"][0]
        assert (one["mode"], one["answers"], one["role"]) == ("full", said, "lead")


def test_the_later_date_is_later():
    """A file of an older day that is dropped later does not win; one without a day counts as given when it came."""
    old, new, code = (handed(f"{d}00000", respondent=A, date=day) for d, day in ((1, "2026-11-01"), (2, "2026-11-02"), (3, None)))
    assert gather(new, old)["handed"][0]["answers"][0] == "2"
    assert gather(new, old)["handed"][0]["date"] == "2026-11-02"
    assert gather(new, code, old)["handed"][0]["answers"][0] == "3"
    assert gather(code, old)["handed"][0]["answers"][0] == "1"
    assert gather(old, handed("400000", respondent=A, date="2026-11-01"))["handed"][0]["answers"][0] == "4", "the same day: the order of coming"


@pytest.mark.parametrize(("later", "note"), [(handed("100000", respondent=A), "why 1"), (handed("000000", respondent=A), "why 1"), (handed("200000", respondent=A), None), (handed("200000", respondent=A, d_0="why 2"), "why 2")])
def test_a_note_stays_as_long_as_its_answer(later, note):
    """A note on an answer that was changed would stand under the wrong one."""
    found = gather(handed("100000", respondent=A, d_0="why 1"), later)["handed"][0]
    assert found["notes"].get("d.0") == note


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from([None, A, B]), st.text("0123456", min_size=6, max_size=6), st.sampled_from([None, "2026-11-01", "2026-11-02"])), max_size=8))
def test_gathering_twice_changes_nothing(people):
    """What is gathered is gathered; nobody is lost, and everybody who came again is named."""
    given_ = [handed(said, respondent=who, date=day) for who, said, day in people]
    once = gather(*given_)
    assert gather(*once["lines"]) == once | {"again": []}
    assert once["people"] + len(once["again"]) == len(given_)
