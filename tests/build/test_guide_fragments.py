"""The generated parts of the guide: said once in YAML, shown with verdict, place and source, drawn to scale."""

import json
import re
from dataclasses import replace

import markdown
import pytest

from assessment.build import gate
from assessment.build.citations import cited_on
from assessment.build.fragments import fragments
from assessment.build.guide import glossary_json, guide_fragments
from assessment.build.pages import read_pages
from assessment.build.scale import correlation, drawing, per_cent
from tests.build.guide import add_guide
from tests.build.test_fragments import Outline


@pytest.fixture
def read(toy):
    """The content of the toy with its small guide, and its pages."""
    add_guide(toy)
    return gate.passed(toy.content, toy.docs), read_pages(toy.docs)


@pytest.fixture
def pieces(read) -> dict[str, str]:
    """The guide's fragments."""
    return dict(guide_fragments(*read, "app/abc"))


def test_there_is_a_piece_for_each_kind_that_has_content(toy, pieces):
    """A model without a guide, such as the toy as it stands, gets none of them."""
    assert set(pieces) == {"claims.html", "timeline.html", "glossary.html", "effects.html"}
    for name in ("claims", "timeline", "glossary", "effects"):
        (toy.content / f"{name}.yml").unlink()
    assert dict(guide_fragments(gate.passed(toy.content), (), "app/abc")) == {}


def test_pieces_pass_through_markdown_as_they_are(pieces):
    """Whole elements, no blank line, no style, ids that are unique, the origin on the first line."""
    for path, text in pieces.items():
        assert text.startswith(f"<!-- generated from content/{path.removesuffix('.html')}.yml by")
        assert "\n\n" not in text and "style=" not in text
        assert Outline(re.sub(r"<(path|circle|rect|br)\b[^>]*>", "", text)).open == []
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        made = markdown.markdown(f"Before.\n\n{text}\nAfter *it*.\n", extensions=["md_in_html", "attr_list", "abbr", "footnotes", "def_list", "tables"])
        assert text.strip() in made and made.endswith("<p>After <em>it</em>.</p>"), path


def test_a_claim_shows_its_verdict_in_words_and_leads_to_its_sources(pieces):
    """Verdict, evidence, what to write instead, source; text stays text, and apostrophes are those of print."""
    text = pieces["claims.html"]
    assert text.count('<article class="ts-claim"') == 3
    assert re.search(r'ts-verdict--wrong"><svg.*?</svg>\s*Wrong\.</b> Some do not\.', text, re.DOTALL)
    assert "“Cafés’ history began in Vienna.”" in text and "They’re older." in text
    assert "Said &lt;so&gt; by one &amp; all." in text
    assert "<b>Write instead:</b> Name the house." in text
    assert '<a href="../../sources/#homburg-2017">' in text


def test_without_scripts_links_lead_from_claim_to_claim(pieces):
    """One link a verdict that occurs, to its first claim; each claim leads to the next of its verdict, the last to none."""
    text = pieces["claims.html"]
    assert re.findall(r'href="(#[^"]+)" data-verdict="([^"]*)"', text) == [("#claims-list", ""), ("#cafes-began-in-vienna", "partly"), ("#waiters-smile", "wrong")]
    assert re.findall(r'ts-claim__next"><a href="([^"]+)"', text) == ["#bills-come-late"]
    assert not re.search(r"<(?:article|li|p|div)[^>]* hidden", text)


def test_stations_are_an_ordered_list_with_how_well_each_is_known(pieces):
    """Time, what is known, how well, and what it is often made to mean."""
    text = pieces["timeline.html"]
    assert text.count('<li class="ts-station">') == 2 and '<ol class="ts-timeline">' in text
    assert text.index("c. 1650") < text.index("A cup is sold") < text.index("Badly.") < text.index("That it was the first.") < text.index("1700")


def test_a_term_has_a_place_its_other_names_and_pages_to_read_on(pieces):
    """Terms stand in the order of the alphabet, whatever the order of the file."""
    text = pieces["glossary.html"]
    assert re.findall(r'<dt id="([^"]+)">', text) == ["bill", "tip"]
    assert "Also: gratuity, PB" in text and '<a href="../guide/claims/">Claims</a>' in text and '<a href="../sources/#homburg-2017">' in text
    assert re.findall(r'<li><a href="(#[^"]+)">(\w)</a></li>', text) == [("#bill", "B"), ("#tip", "T")]


def test_bars_are_as_long_as_their_figures(read):
    """On 344 units from 0 to 1, a correlation of .3 is 103.2 long, its square 30.96, and its interval reaches from 42.4 to 180."""
    (group,) = drawing(read[0].effects).groups
    (row,) = group.rows
    assert (row.bar[0], row.bar[2], row.shared[0], row.shared[2]) == (8, 103.2, 8, 30.96)
    assert row.interval == (42.4, 180.0)


def test_a_negative_correlation_opens_the_other_half_of_the_axis(read):
    """Then the axis runs from -1, and the bar ends at its middle."""
    effect = replace(read[0].effects[0], figure=-0.5, low=None, high=None)
    at = drawing((effect,))
    assert at.ticks[0] == (8.0, "-1") and (180.0, "0") in at.ticks
    assert at.groups[0].rows[0].bar[::2] == (94.0, 86.0) and at.groups[0].rows[0].interval is None


def test_the_drawing_is_also_a_text_and_a_table(pieces):
    """Title and description for those who do not see it; year, sample and caveat beside each figure."""
    text = pieces["effects.html"]
    assert 'role="img" aria-labelledby="ts-effects-title ts-effects-desc"' in text
    assert "Smiles and tips: correlation .3, share of variance 9 %." in text
    assert "40 waiters. Published 2017:" in text and "No cause." in text and "(.1 to .5)" in text


@pytest.mark.parametrize(("value", "printed"), [(0.101, ".101"), (-0.2, "-.2"), (0.54, ".54"), (1.0, "1"), (-1.0, "-1")])
def test_a_correlation_is_printed_without_its_zero(value, printed):
    """As research prints it."""
    assert correlation(value) == printed


@pytest.mark.parametrize(("share", "printed"), [(0.0102, "1 %"), (0.1218, "12 %"), (0.2916, "29 %"), (0.3969, "40 %"), (0.001, "less than 1 %"), (0, "0 %")])
def test_a_share_is_printed_in_whole_per_cent(share, printed):
    """The squares of .101, .349, .54 and .63; what is not nothing is not printed as nothing."""
    assert per_cent(share) == printed


def test_a_source_leads_back_to_the_pages_that_cite_it(toy, read):
    """By a footnote, by an entry of the guide, by a question: each page once, in the order of addresses."""
    content, pages = read
    found = cited_on(content, pages)
    assert [place.address for place in found["homburg-2017"]] == ["", "glossary/", "guide/claims/", "guide/does-it-pay/", "guide/history/"]
    listed = dict(fragments(content.model, content.sources, pages, cited_on=found))["sources.html"]
    assert 'Cited on: <a href="../">' in listed and '<a href="../guide/claims/">Claims</a>' in listed
    assert "How far we checked it: checked on the page of the publisher" in listed


def test_questions_load_the_readers_own_answers_where_an_app_is_published(read):
    """The page names model, levels and module; without an app it names none."""
    content, pages = read
    with_app = dict(fragments(content.model, content.sources, pages, app="app/abc"))["dimensions/welcome/questions.html"]
    assert 'src="../../../app/abc/own.mjs"' in with_app and 'data-own="welcome.greeting" hidden' in with_app and 'data-model="toy"' in with_app
    assert "<script" not in dict(fragments(content.model, content.sources, pages))["dimensions/welcome/questions.html"]


def test_the_finishing_step_gets_the_terms(read):
    """Abbreviations among the other names, and the page that explains the term best."""
    tip = next(t for t in json.loads(glossary_json(*read)) if t["id"] == "tip")
    assert tip == {"id": "tip", "term": "Tip", "short": ["PB"], "text": "Money for the waiter’s care.", "page": "guide/claims/"}
