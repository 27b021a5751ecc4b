"""The pieces that pages include: said once in YAML, printed as text, harmless inside Markdown."""

import re
from html.parser import HTMLParser

import markdown
import pytest

from assessment.build import gate
from assessment.build.duration import minutes, seconds, words
from assessment.build.fragments import escaped, fragments
from assessment.build.pages import read_pages
from tests.build.conftest import ABOUT

BLOCKS = ("div", "ol", "ul", "dl", "section")


def pieces_of(toy) -> dict[str, str]:
    content, pages = gate.passed(toy.content, toy.docs), read_pages(toy.docs)
    return dict(fragments(content.model, content.sources, pages, frozenset(p.path for p in pages)))


@pytest.fixture
def pieces(toy) -> dict[str, str]:
    return pieces_of(toy)


class Outline(HTMLParser):
    """Tags that stay open, ids and links."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.ids, self.links, self.tags = [], [], [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)
        self.ids += [v for k, v in attrs if k == "id"]
        self.links += [v for k, v in attrs if k == "href"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_there_is_a_piece_for_each_place(pieces):
    """Four pieces a dimension, one a pillar and one for all, levels, sources, times, the model's line, and footnotes where a page cites."""
    parts = {f"dimensions/{d}/{p}.html" for d in ("welcome", "goodbye") for p in ("levels", "questions", "next-steps", "notes")}
    pillars = {f"pillars/{p}.html" for p in ("all", "arriving", "leaving")}
    assert set(pieces) == parts | pillars | {"levels.html", "sources.html", "time-quick.md", "time-full.md", "model-line.md", "footnotes/index.md"}


def test_every_piece_says_on_its_first_line_that_it_is_generated_and_from_what(pieces):
    """Nobody edits a generated file by mistake."""
    for path, text in pieces.items():
        assert re.search(r"<!-- generated from content/\S* by “python -m assessment build”; do not edit -->$", text.splitlines()[0]), path


def test_html_pieces_pass_through_markdown_as_they_are(pieces):
    """Whole elements, no blank line, no style: Python-Markdown with md_in_html changes nothing inside."""
    for path, text in pieces.items():
        if path.endswith(".html"):
            assert "\n\n" not in text and "style=" not in text
            assert text.splitlines()[1].startswith(tuple(f"<{tag} class=\"ts-" for tag in BLOCKS)), path
            assert Outline(text).open == []
            made = markdown.markdown(f"Before.\n\n{text}\nAfter *it*.\n", extensions=["md_in_html", "attr_list", "abbr", "footnotes", "def_list", "tables"])
            assert text.strip() in made and made.endswith("<p>After <em>it</em>.</p>"), path


def test_text_of_the_model_is_text_on_the_page(toy):
    """A question with <listen> or *stars* in it comes out as typed, in HTML and in Markdown."""
    toy.edit("content/dimensions/goodbye.yml", "text: How do guests get their bill?", 'text: "Do you <listen> & *hear* {{ it }}?"')
    toy.edit("content/sources.yml", "title: \"Customer experience management:", "title: \"A <b>bold</b> *claim* [x](y) `z`:")
    pieces = pieces_of(toy)
    assert "Do you &lt;listen&gt; &amp; *hear* {{ it }}?" in pieces["dimensions/goodbye/levels.html"]
    assert "listen" not in Outline(pieces["dimensions/goodbye/questions.html"]).tags
    page = markdown.markdown("Said.[^homburg-2017]\n\n" + pieces["footnotes/index.md"], extensions=["footnotes"])
    assert "A &lt;b&gt;bold&lt;/b&gt; *claim* [x](y) `z`: toward" in page
    assert '<a href="https://doi.org/10.1007/s11747-015-0460-7">' in page


def test_ids_are_unique_on_a_page_that_includes_all_pieces_of_a_dimension(pieces):
    """Levels and questions of one dimension stand on one page."""
    ids = [i for part in ("levels", "questions", "next-steps", "notes") for i in Outline(pieces[f"dimensions/welcome/{part}.html"]).ids]
    assert sorted(ids) == sorted(set(ids)) != []


def test_links_lead_from_where_the_pieces_stand(pieces):
    """Links are relative, so that the site works under any address."""
    assert set(Outline(pieces["dimensions/welcome/questions.html"]).links) == {"../../../assessment/questions/#welcome", "../../../sources/#homburg-2017"}
    assert Outline(pieces["pillars/arriving.html"]).links == ["welcome/"]
    assert Outline(pieces["pillars/all.html"]).links == ["arriving/", "arriving/welcome/", "leaving/", "leaving/goodbye/"]
    assert Outline(pieces["sources.html"]).ids == ["homburg-2017"]


def test_footnotes_link_to_the_list_of_sources_where_there_is_one(toy):
    """The toy has no such page; a site that has one leads from the footnote to summary and limit."""
    assert "sources.md" not in pieces_of(toy)["footnotes/index.md"]
    toy.write("docs/sources.md", ABOUT + "# Sources\n")
    toy.write("docs/a/b.md", ABOUT + 'Said.[^homburg-2017]\n\n--8<-- "footnotes/a/b.md"\n')
    assert "(sources.md#homburg-2017)" in pieces_of(toy)["footnotes/index.md"]
    assert "(../sources.md#homburg-2017)" in pieces_of(toy)["footnotes/a/b.md"]


def test_the_time_is_computed_from_words_and_choices(toy, pieces):
    """Words at 238 a minute and 8 seconds an item: 52 words are 13 s, so one question takes 21 s; a minute is the least that is said."""
    model = gate.passed(toy.content).model
    bill = model.dimensions[1].items
    assert (words(bill[0]), seconds(bill), minutes(bill)) == (52, 21, 1)
    assert pieces["time-quick.md"].startswith("The quick check asks 2 questions and takes about 1 minute. <!--")
    assert pieces["time-full.md"].startswith("The full assessment asks 3 questions and takes about 1 minute. <!--")


def test_the_time_fits_into_a_paragraph(pieces):
    """The sentence can stand between others of the same paragraph."""
    made = markdown.markdown(f"Before.\n{pieces['time-quick.md']}After.", extensions=["md_in_html"])
    assert re.sub(r" <!--.*?-->", "", made) == "<p>Before.\nThe quick check asks 2 questions and takes about 1 minute.\nAfter.</p>"


def test_markdown_signs_are_escaped():
    """What is printed is what was typed."""
    assert markdown.markdown(escaped("a *b* _c_ `d` [e](f) <g> & # h \\ {i}")) == "<p>a *b* _c_ `d` [e](f) &lt;g&gt; &amp; # h \\ {i}</p>"
