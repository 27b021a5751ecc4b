"""Claims about the workshop kit as people meet it: cards that fit on their paper, and nothing else on it."""

import re

from playwright.sync_api import expect


def test_cards_take_thirteen_sides_of_a4(page, site_url):
    """One of levels, three of the quick check's eleven questions, nine of the other 33, as the page says; and no side without a card."""
    page.goto(site_url + "facilitate/cards/", wait_until="networkidle")
    expect(page.get_by_text("pages 5 to 13 the others")).to_be_visible()
    made = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == page.locator(".ts-sheet").count() == 13
    assert {tuple(round(float(x)) for x in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", made)} == {(0, 0, 595, 842)}


def test_no_card_holds_more_than_fits_on_it(page, site_url):
    """On paper a card has a fixed size and cuts what is beyond it; only cards are printed."""
    page.goto(site_url + "facilitate/cards/", wait_until="networkidle")
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(".ts-card", "all => all.map(e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth, Math.round(e.getBoundingClientRect().height / 96 * 25.4)])")
    assert len(sizes) == 8 + 44 and [s for s in sizes if s[0] > 0 or s[1] > 0] == []
    assert [s[2] for s in sizes] == [69] * 8 + [138] * 44
    for gone in ("h1", ".md-header", ".md-sidebar", ".md-footer", "article > p", "article > ul", "article > h2", ".ts-colophon"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
