"""The invitation: what its link carries, what is refused, the form that makes one, and its QR code."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.invitations import hash_of, modules, mounted, sealed, unsealed, written

EMPTY = {"unit": None, "period": None, "size": None, "exchange": None, "mode": "quick", "invited": None}
SITE = "https://some-organization.example.org/customer-experience/assessment/questions/#"


@pytest.fixture
def page(form):
    """The questions page with the modules of an invitation at hand."""
    return modules(form).page


@pytest.fixture
def hash(form):
    """The hash of today's model."""
    return hash_of(form)


def read(page, text):
    """What the page makes of a text."""
    return page.evaluate("text => Made.readInvitation(text, model)", text)


def write(page, invitation):
    """The text that the page makes of an invitation."""
    return page.evaluate("invitation => Made.writeInvitation(invitation, model)", invitation)


def roles_of(page):
    """The ids of the model's roles."""
    return page.evaluate("model.roles.map((role) => role.id)")


def test_what_is_written_is_read(page, hash):
    """Every part travels, in the format that is told here a second time, and the link stays short enough for a mail and a QR code."""
    roles = roles_of(page)
    for invitation, parts in (
        ({**EMPTY, "roles": roles}, [hash, "q", 1]),
        ({**EMPTY, "mode": "full", "roles": []}, [hash, "f", 0]),
        ({**EMPTY, "unit": "Kundendienst Süd & “Co” 客", "period": "2026, first half", "size": "small", "exchange": "continuous", "roles": roles[:2], "invited": 7},
         [hash, "q", roles[:2], 7, "Kundendienst Süd & “Co” 客", "2026, first half", "s", "c"]),
        ({**EMPTY, "exchange": "discrete", "size": "large", "roles": roles, "invited": 999}, [hash, "q", 1, 999, 0, 0, "l", "d"]),
    ):  # fmt: skip
        text = write(page, invitation)
        assert unsealed(text) == parts
        assert read(page, text) == {"invitation": invitation}
        assert re.fullmatch(r"TI1-[\w-]*[0-9A-Z]", text), "its end must not be cut by what makes links clickable"
        assert len(SITE + text) < 300


def test_a_link_with_everything_in_it(page):
    """The longest that the form can make is still a link that every browser and a QR code take (2,331 bytes at level M)."""
    text = write(page, {"unit": "客" * 200, "period": "客" * 200, "size": "small", "exchange": "continuous", "mode": "full", "roles": roles_of(page)[1:], "invited": 999})
    assert len(text) < 900
    assert read(page, text)["invitation"]["unit"] == "客" * 80


def test_a_cut_or_changed_link_is_recognised(page):
    """At whatever place it ends, and whichever letter is another, the words say what to do."""
    text = write(page, {**EMPTY, "unit": "Service, Nord", "roles": roles_of(page), "invited": 7})
    spoilt = [text[:end] for end in range(4, len(text))]
    spoilt += [f"{text[:at]}{'A' if text[at] != 'A' else 'B'}{text[at + 1 :]}" for at in range(4, len(text))]
    spoilt += [text.lower(), text + "x", "TI1-", text.replace("TI1-", "TI1")]
    for one in spoilt:
        assert "is cut or changed" in read(page, one)["fault"], one
    assert read(page, f" {text[:20]}\u200b\r\n{text[20:]} ")["invitation"]["unit"] == "Service, Nord"


def test_only_an_invitation_counts_as_one(page):
    """Names of views, codes of results and other fragments are left alone; a whole address and percent signs are understood."""
    found = page.evaluate("texts => texts.map((text) => Made.invitationIn(text))", ["", "#start", "#mode-full", "#TU1-ABC", "#tide", "#%E0%A4%A", "#TI1-abc", "#ti1-abc", "https://a.example/b/#TI1-abc", "#TI1%2Dabc", "#TI2-x"])
    assert found == [None] * 6 + ["TI1-abc", "ti1-abc", "TI1-abc", "TI1-abc", "TI2-x"]


def test_strange_values_are_refused_in_plain_words(page, hash):
    """Everything here has a check that fits: it was made by somebody who knows how. No word of it comes through."""
    strange = {
        "other questions": [written("00000000", "q", 1), written(None), sealed(b"1")],
        "names roles": [written(hash), written(hash, "q"), written(hash, "q", ["emperor"]), written(hash, "q", "sales"), written(hash, "q", {"length": 1}), written(hash, "q", [["sales"]]), written(hash, "q", 2)],
        "cannot be read": [sealed(b"\xff\xfe"), sealed(b"{"), sealed(b'"a"],["b"'), sealed(b"[" * 900), sealed(b"NaN")],
        "says something that no": [
            *(written(hash, "q", 1, n) for n in (-1, 1000, 1.5, "7", True, [7], 1e99)), written(hash, "x", 1), written(hash, "Q", 1), written(hash, None, 1),
            written(hash, "q", 1, 7, {"toString": 1}), written(hash, "q", 1, 7, 5), written(hash, "q", 1, 7, 0, ["a"]), written(hash, "q", 1, 7, 0, 0, "constructor"),
            written(hash, "q", 1, 7, 0, 0, "__proto__"), written(hash, "q", 1, 7, 0, 0, "s", ["d"]), written(hash, "q", 1, 7, 0, 0, "s", "d", "more"),
        ],
        "too long": [written(hash, "q", 1, 7, "x" * 1200), "TI1-" + "A" * 10_000_000],
        "another version": ["TI2-abc", "ti9-abc"],
        "is cut or changed": ["", "TI1-<script>", "TI1-\u202e", "TU1-ABCDEFG"],
    }  # fmt: skip
    for words, texts in strange.items():
        for text in texts:
            found = read(page, text)
            assert list(found) == ["fault"] and words in found["fault"], (text[:60], found)
    assert page.evaluate("[null, undefined, 5, {}, ['TI1-']].map((one) => Object.keys(Made.readInvitation(one, model)).join())") == ["fault"] * 5


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Safe \u202egnp.exe\u202c", "Safe gnp.exe"),
        ("\u0000a\u0007\nb\t c\u2028d", "a b c d"),
        ("\U000e0041\U000e0042x\ufeff\u200b", "x"),
        ("   ", None),
        ("\u202e\u2066", None),
        ("x" * 100, "x" * 80),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ],
)
def test_a_text_is_one_plain_line(page, hash, said, kept):
    """No control characters, nothing that turns the direction of writing, at most 80 characters; markup is text like any other."""
    assert read(page, written(hash, "q", 1, 0, said))["invitation"]["unit"] == kept
    assert read(page, write(page, {**EMPTY, "unit": said, "roles": []}))["invitation"]["unit"] == kept


def test_half_a_character_does_not_break_the_link(page, hash):
    """Half of a surrogate pair, which no UTF-8 has, becomes the sign for it."""
    unit = page.evaluate("() => { const text = Made.writeInvitation({ unit: 'a\\ud83d', mode: 'quick', roles: [] }, model); return Made.readInvitation(text, model).invitation.unit; }")
    assert unit == "a\ufffd"
    assert read(page, sealed(json.dumps([hash, "q", 0, 0, "a\ud83d"])[1:-1].encode()))["invitation"]["unit"] == "a\ufffd"


def test_the_form_makes_the_link(form):
    """Each field is in the link at once, and whoever keeps the invitation is told."""
    page = mounted(form).page
    roles = roles_of(page)
    assert unsealed(page.locator("#invite-link").input_value().split("#")[1])[1:] == ["q", 1]
    page.fill("#invite-unit", " Service, Nord ")
    page.fill("#invite-period", "2026")
    page.select_option("#invite-size", "small")
    page.select_option("#invite-exchange", "continuous")
    page.locator(".tq-mode", has_text="Full assessment").click()
    page.click("text=Which roles to offer")
    page.locator(".tq-invite-roles label").nth(0).click()
    page.fill("#invite-invited", "7")
    page.locator("#invite-invited").blur()
    wanted = {"unit": "Service, Nord", "period": "2026", "size": "small", "exchange": "continuous", "mode": "full", "roles": roles[1:], "invited": 7}
    assert page.evaluate("told.at(-1)") == {**wanted, "message": None}
    link = page.locator("#invite-link").input_value()
    assert link.startswith(form.address + "assessment/questions/#TI1-")
    assert read(page, link.split("#")[1]) == {"invitation": wanted}
    expect(page.locator(".tq-invite-offered")).to_contain_text(f"{len(roles) - 1} of {len(roles)}")


def test_without_roles_none_are_asked_for(form):
    """By the choice itself, or by taking away the last one; the way back offers all again."""
    page = mounted(form).page
    page.locator("label", has_text="Do not ask for roles").click()
    assert page.evaluate("inviting.invitation.roles") == []
    expect(page.locator(".tq-invite-offered")).to_be_hidden()
    page.locator("label", has_text="Offer a choice of roles").click()
    assert page.evaluate("inviting.invitation.roles") == roles_of(page)
    page.click("text=Which roles to offer")
    for box in page.locator(".tq-invite-roles input").all():
        box.uncheck()
    expect(page.locator("label", has_text="Do not ask for roles").locator("input")).to_be_checked()
    page.locator("label", has_text="Offer a choice of roles").click()
    assert page.evaluate("inviting.invitation.roles") == roles_of(page)


@pytest.mark.parametrize("count", ["0", "1000", "-3", "2.5", "seven", "1e3"])
def test_a_number_that_cannot_be_is_named(form, count):
    """Beside the field, with what would be right; the link says nothing of it."""
    page = mounted(form).page
    page.fill("#invite-invited", "12")
    page.fill("#invite-invited", count)
    expect(page.locator("#invite-invited-wrong")).to_have_text("Write a whole number from 1 to 999, or leave it open.")
    expect(page.locator("#invite-invited")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("inviting.invitation.invited") is None
    page.fill("#invite-invited", "12")
    expect(page.locator("#invite-invited-wrong")).to_be_hidden()


def test_few_people_are_told_what_that_means(form, model):
    """Below the smallest group the form and the text say that answers can be guessed; from there on neither does."""
    page = mounted(form).page
    words = "With fewer than 5 people, answers can be guessed from the figures."
    assert model.min_group == 5
    for count, is_few in (("4", True), ("5", False), ("", False), ("1", True)):
        page.fill("#invite-invited", count)
        expect(page.locator(".tq-invite-few")).to_be_visible(visible=is_few)
        assert (words in page.locator("#invite-text").input_value()) is is_few


def test_the_text_says_what_people_must_know(form):
    """The link, the time it takes, what happens with the answers, who can read them, and what to do if that matters."""
    page = mounted(form).page
    page.fill("#invite-unit", "Service, Nord")
    text = page.locator("#invite-text").input_value()
    assert page.locator("#invite-link").input_value() in text.splitlines()
    minutes = page.evaluate("`${model.modes.quick.count} questions, about ${model.modes.quick.minutes} minutes`")
    for words in ("Service, Nord", f"How long it takes: {minutes}", "no server", "I can read each code alone", "not from me", "leave out your role"):
        assert words in text
    page.locator("label", has_text="Do not ask for roles").click()
    assert "role" not in page.locator("#invite-text").input_value()


def test_own_words_stay_and_their_link_is_renewed(form):
    """Whoever rewrites the text keeps it when the invitation changes; the suggested one comes back on demand, and both are kept."""
    page = mounted(form).page
    link = page.locator("#invite-link").input_value()
    page.fill("#invite-text", f"Dear all, by Friday: {link} – thanks")
    page.fill("#invite-unit", "Service, Nord")
    new = page.locator("#invite-link").input_value()
    assert new != link
    expect(page.locator("#invite-text")).to_have_value(f"Dear all, by Friday: {new} – thanks")
    page.locator("#invite-unit").blur()
    assert page.evaluate("told.at(-1).message") == f"Dear all, by Friday: {new} – thanks"
    page.click("text=Use the suggested text again")
    expect(page.locator("#invite-text")).to_have_value(re.compile(r"^Hello,"))
    expect(page.locator("#invite-text")).to_be_focused()
    assert page.evaluate("told.at(-1).message") is None
    page.locator("#invite-text").blur()
    page.evaluate("inviting.show({ unit: 'Sales', roles: [], mode: 'full', invited: 3, message: 'Mine' })")
    expect(page.locator("#invite-text")).to_have_value("Mine")
    expect(page.locator("#invite-unit")).to_have_value("Sales")
    expect(page.locator("#invite-invited")).to_have_value("3")


def test_a_kept_invitation_with_strange_values_is_mended(form):
    """What lies in a storage may be anything."""
    page = mounted(form, {"unit": 5, "period": ["x"], "size": "huge", "exchange": None, "mode": "fast", "roles": ["emperor", 3], "invited": 1e6, "message": 7}).page
    assert page.evaluate("inviting.invitation") == {**EMPTY, "roles": [], "message": None}


def test_the_link_and_the_text_are_copied(form):
    """With a word for the eye and one for the ear."""
    form.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = mounted(form).page
    for button, field in (("Copy the link", "#invite-link"), ("Copy the text", "#invite-text")):
        page.get_by_role("button", name=button).click()
        page.wait_for_timeout(100)
        assert page.evaluate("navigator.clipboard.readText()").splitlines() == page.locator(field).input_value().splitlines()
        assert page.evaluate("said") == "Copied."
