"""From the facilitator's link to a hand-in that counts, on the real site with the real engine."""

from dataclasses import replace

from playwright.sync_api import expect

from assessment.core.code import Codec
from assessment.core.handin import collect
from assessment.core.handline import HandIn
from tests.web.invitations import hash_of, written
from tests.web.conftest import FormPage


def test_what_is_handed_in_is_what_the_team_collects(page, site_url, model):
    """The code in a sentence and the file with a note are the same respondent's same answers; the note is only in the file, the role in both."""
    form = FormPage(page, site_url).open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.open("#" + written(hash_of(form), "q", ["sales", "service"], 7, "Service, Nord", "2026", "s", "c"))
    for number, (dimension, item) in enumerate(form.core().items()):
        form.go(dimension)
        form.choose(item, ("1", "2", "3", "4", "5", "dk")[number % 6])
    page.locator(f'[data-item="{item}"] .tq-note > summary').click()
    page.fill(f'[data-for="{item}"][data-text=note]', "Seen <b>twice</b>")
    form.go("check")
    page.click("#handing-open")
    page.select_option("#handing-role", "service")
    page.wait_for_selector(".tq-handing-code:not([hidden])", timeout=60_000)
    section = page.locator("#handing")
    expect(section).to_contain_text("Your role: Service and front line.")
    expect(section).to_contain_text("What you wrote: 1 note.")
    expect(section).to_contain_text("The name of the unit.")
    page.get_by_role("button", name="Copy it with a sentence").click()
    expect(page.locator(".tq-handing-state")).to_contain_text("You copied the code at")
    sentence = page.evaluate("navigator.clipboard.readText()")
    assert sentence.startswith("My answers for Service, Nord: TU1-")
    codec = Codec(model)
    [by_code], faults = collect(sentence, codec)
    assert not faults
    assert by_code == HandIn("quick", "service", form.stored()["respondent"], None, "12345612345", {})
    page.get_by_label("Add my note to the file").check()
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as a file").click()
    [by_file], faults = collect(open(got.value.path(), encoding="utf-8").read(), codec)
    assert not faults
    assert by_file == replace(by_code, date=form.stored()["date"], notes={item: "Seen <b>twice</b>"})
