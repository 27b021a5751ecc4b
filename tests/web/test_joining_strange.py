"""Opening an invitation where strange things are stored: they harm nothing, and the page works."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.test_joining import answered, invite  # noqa: F401 (fixtures)

EVIL = "</p><img src=x onerror=globalThis.ran=1><script>globalThis.ran=1</script>"


@pytest.mark.parametrize("strange", [
    EVIL, 7, [], {"text": 7}, {"text": EVIL}, {"text": "TI1-" + "A" * 3_000_000}, {"text": {"includes": 1}}, {"__proto__": {"text": "TI1-"}},
])  # fmt: skip
def test_a_strange_record_where_an_invitation_was_kept_harms_nothing(answered, strange):  # noqa: F811
    """What lies there and is no invitation is none: the answers are there, and the page works; of what claims to be one, it says that it can't be used."""
    answered.put(strange, "invitation")
    answered.open()
    assert answered.page.locator("#invitation").count() == 0
    assert answered.page.locator("#invitation-fault").count() == (isinstance(strange, dict) and isinstance(strange.get("text"), str))
    assert answered.stored() == answered.own and answered.page.evaluate("globalThis.ran") is None
    answered.go(answered.two[0])


@pytest.mark.parametrize("strange", [
    {"filled": {"includes": 5}}, {"filled": "unit"}, {"handed": {"at": {}, "as": [], "said": None}}, {"handed": EVIL}, {"before": {"text": {}}}, {"before": 7},
    {"joined": "no", "role": "constructor"}, {"role": ["finance"]}, {"role": "__proto__", "handed": {"at": EVIL, "as": EVIL, "said": EVIL}},
])  # fmt: skip
def test_what_lies_beside_an_invitation_may_be_strange(form, invite, strange):  # noqa: F811
    """The invitation is there, what makes no sense beside it is not; handing in and leaving work."""
    page = invite("q", 1, 7, "Service, Nord")
    expect(page.locator("#invitation")).to_contain_text("Service, Nord")
    page.wait_for_timeout(300)
    form.put({**form.stored("invitation"), **strange}, "invitation")
    form.open()
    expect(page.locator("#invitation")).to_contain_text("Service, Nord")
    if strange.get("joined") != "no":
        form.answer_two()
        form.go("check")
        page.get_by_role("button", name=re.compile("^Hand in( again)?$")).first.click()
        expect(page.locator(".tq-handing-start")).to_be_visible()
        form.open()
    page.locator("#invitation").get_by_role("button", name="This is not for me").click()
    expect(page.locator("#invitation")).to_have_count(0)
    assert page.evaluate("globalThis.ran") is None and page.locator("img[src=x]").count() == 0
