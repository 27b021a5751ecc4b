"""The list of checked claims: all are shown without a script, and one verdict at a time with it."""

import re

import pytest
from playwright.sync_api import expect

CLAIMS = "guide/claims/"


@pytest.fixture
def claims(page, site_url):
    """The page of claims with its filter at work."""
    page.goto(site_url + CLAIMS, wait_until="networkidle")
    expect(page.locator(".ts-claims")).to_have_attribute("data-filtered", "")
    return page


def test_all_claims_are_shown_at_first(claims):
    """At least fifteen, and the count says so."""
    all_of_them = claims.locator(".ts-claim").count()
    assert all_of_them >= 15 and claims.locator(".ts-claim:visible").count() == all_of_them
    expect(claims.get_by_role("status").filter(has_text="claims shown")).to_have_text(f"All {all_of_them} claims shown")
    expect(claims.get_by_role("button", name=re.compile("^All"))).to_have_attribute("aria-pressed", "true")


def test_a_verdict_shows_its_claims_only(claims):
    """By keyboard: the button is pressed, the others are not, the live count tells how many, and “All” brings the rest back."""
    button = claims.get_by_role("button", name=re.compile("^Wrong"))
    wanted = int(button.locator(".ts-filter__number").inner_text())
    button.focus()
    claims.keyboard.press("Space")
    assert [v for v in claims.eval_on_selector_all(".ts-claim", "all => all.filter(c => c.checkVisibility()).map(c => c.dataset.verdict)")] == ["wrong"] * wanted
    assert claims.locator(".ts-filter [aria-pressed=true]").all_inner_texts() == [button.inner_text()]
    expect(claims.locator(".ts-filter__count")).to_have_text(re.compile(rf"^{wanted} of \d+ claims shown$"))
    claims.get_by_role("button", name=re.compile("^All")).click()
    assert claims.locator(".ts-claim[hidden]").count() == 0


def test_a_link_to_a_claim_finds_it_whatever_the_filter_says(claims):
    """A claim that the filter hides is shown when the address names it."""
    claims.get_by_role("button", name=re.compile("^Wrong")).click()
    expect(claims.locator("#levitt-catalyst")).to_be_hidden()
    claims.evaluate("location.hash = 'levitt-catalyst'")
    expect(claims.locator("#levitt-catalyst")).to_be_in_viewport()


def test_paper_shows_all_claims(claims):
    """Whatever was chosen on the screen."""
    claims.get_by_role("button", name=re.compile("^Wrong")).click()
    claims.emulate_media(media="print")
    assert claims.locator(".ts-claim:visible").count() == claims.locator(".ts-claim").count()


def test_without_scripts_the_verdicts_are_links(open_page, site_url):
    """Each leads to the first claim of its verdict, and that one to the next."""
    page = open_page(java_script_enabled=False)
    page.goto(site_url + CLAIMS, wait_until="load")
    assert page.locator(".ts-filter button").count() == 0 and page.locator(".ts-claim:visible").count() >= 15
    page.locator(".ts-filter").get_by_role("link", name=re.compile("^Wrong")).click()
    first = page.locator(".ts-claim[data-verdict=wrong]").first
    expect(first).to_be_in_viewport()
    first.get_by_role("link", name=re.compile("^Next claim with the verdict “wrong”")).click()
    expect(page.locator(".ts-claim[data-verdict=wrong] h3").nth(1)).to_be_in_viewport()
