"""Claims about what the finishing step adds to a page: terms explained where they first stand, and the colophon."""

import pytest

from assessment.build.colophon import minutes, with_colophon
from assessment.build.finish import SiteFaults, finish
from assessment.build.terms import Term, explained
from assessment.build.styles import ORDER

NPS = Term("nps", "Net Promoter Score", ("NPS",), "A <b> & more.", "guide/does-it-pay/")
JOURNEY = Term("journey", "Customer journey", (), "A path.", None)
CUSTOMER = Term("customer", "Customer", (), "A person.", None)
TERMS = (NPS, CUSTOMER, JOURNEY)
PAGE = '<html><head>{head}</head><body><article class="x">{body}</article></body></html>'
HEAD = '<link rel="canonical" href="https://site.invalid/guide/x/"><meta name="touchstone:site" content="Toy"><meta name="touchstone:checked" content="2026-11-05">'


def body(text, address="guide/x/", terms=TERMS):
    """What becomes of the text of an article."""
    return explained(PAGE.format(head="", body=text), address, terms).split('<article class="x">')[1]


def test_a_term_is_explained_once_where_it_first_stands():
    """The first place becomes a button that opens the definition; later ones stay text."""
    made = body("<p>The net promoter score, or NPS.</p><p>Net Promoter Score</p>")
    assert made.count("<button") == 1
    assert '<button type="button" class="ts-term" popovertarget="term-nps">net promoter score</button>, or NPS' in made
    assert 'id="term-nps" popover' in made and "A &lt;b&gt; &amp; more." in made and 'href="../../glossary/#nps"' in made


@pytest.mark.parametrize(
    "text",
    ["<h2>NPS</h2>", "<p><a href='x'>NPS</a></p>", "<p><code>NPS</code></p>", "<p><sup>NPS</sup></p>", '<p class="label">NPS</p>', "<p>nps</p>", "<p>xNPS NPS-like</p>", "<li>NPS</li>",
     '<p>One.</p><div class="footnote"><p>NPS</p></div>', "<p>a &NPS; b</p>", "<summary>NPS</summary>"],
)  # fmt: skip
def test_only_running_text_is_touched(text):
    """Headings, links, programs, labels, footnotes and other words stay as they are."""
    assert body(text) == PAGE.format(head="", body=text).split('<article class="x">')[1]


def test_the_longer_name_wins_and_takes_its_plural():
    """“Customer journeys” is one term; the customer later is another."""
    made = body("<p>Of customer journeys and customers.</p>")
    assert "term-journey\">customer journeys</button> and <button" in made and 'term-customer">customers</button>' in made


@pytest.mark.parametrize("address", ["guide/does-it-pay/", "method/", ""])
def test_no_term_is_explained_where_that_is_no_use(address):
    """The page that explains it best, and pages that speak of the site itself."""
    assert "<button" not in body("<p>NPS</p>", address, (NPS,))


def test_a_page_says_when_it_was_checked_and_how_long_it_takes():
    """Under the main heading: the day, and the minutes at 238 words each; drawings, footnotes and print-only lists are not counted."""
    text = "<h1>Head</h1>" + "<p>word</p>" * 475 + "<svg><text>one two</text></svg>" + '<div class="ts-references"><p>x y</p></div>' + '<div class="footnote">' + "note " * 900 + "</div>"
    assert minutes(text) == 2
    made = with_colophon(PAGE.format(head=HEAD, body=text), "guide/x/")
    assert '<h1>Head</h1>\n<p class="ts-checked">Checked on <time datetime="2026-11-05">5 November 2026</time> · about 2 minutes to read</p>' in made


def test_a_page_says_how_to_report_an_error_and_how_to_cite_it():
    """Title, site, day and address, and no invented author; errors go to the repository, or to the page for maintainers if none is known."""
    made = with_colophon(PAGE.format(head=HEAD, body="<h1>A &amp; B</h1>"), "guide/x/")
    assert "“A &amp; B”. Toy, page checked on 5 November 2026. <span>https://site.invalid/guide/x/</span>" in made
    assert '<a href="../../maintain/">Report an error</a>' in made
    with_repository = HEAD + '<meta name="touchstone:repository" content="https://code.invalid/a/b/">'
    made = with_colophon(PAGE.format(head=with_repository, body="<h1>A</h1>"), "guide/x/")
    assert 'href="https://code.invalid/a/b/issues/new?title=Error%20on%20%E2%80%9CA%E2%80%9D&amp;body=Page%3A%20https%3A//site.invalid/guide/x/"' in made


@pytest.mark.parametrize("text", ['<div class="ts-hero"><h1>Home</h1></div>', '<h1>Q</h1><div id="ts-assessment"></div>'])
def test_the_home_page_and_the_form_keep_their_heads(text):
    """They get the foot, but no line under the heading."""
    made = with_colophon(PAGE.format(head=HEAD, body=text), "")
    assert "ts-checked" not in made and "ts-colophon" in made


def test_both_steps_change_a_finished_page_no_more():
    """The finishing step may run twice."""
    once = with_colophon(explained(PAGE.format(head=HEAD, body="<h1>A</h1><p>NPS</p>"), "guide/x/", TERMS), "guide/x/")
    assert once == with_colophon(explained(once, "guide/x/", TERMS), "guide/x/")


def test_a_page_without_a_heading_is_told(tmp_path):
    """Date and reading time have no place then: the site is not finished, and the message names the page."""
    site, build, web = tmp_path / "site", tmp_path / "build", tmp_path / "web"
    for folder in (site / "assets", build / "schemas", build / "engine", web):
        folder.mkdir(parents=True)
    (site / "x.html").write_text('<meta charset="utf-8">' + PAGE.format(head=HEAD, body="<p>No head.</p>"))
    (build / "model.json").write_text("{}")
    (build / "engine/current.json").write_text('{"hash": "abc"}')
    for name in ORDER:
        (web / name).write_text("")
    with pytest.raises(SiteFaults, match=r"x\.html:1: no <h1>"):
        finish(site, build, web)
