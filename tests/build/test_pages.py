"""What pages cite is held against sources.yml; an example of how to cite is no citation."""

from assessment.build.pages import read_pages
from tests.build.conftest import ABOUT


def test_a_page_cites_in_its_own_order_and_only_outside_code(tmp_path):
    """Fenced and inline code, and footnotes that a page defines itself, are no citations; each id counts once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.md").write_text(
        "One.[^zeta-2001]\nTwo.[^alpha-1999][^own]\n`[^code-2000]` and again[^zeta-2001]\n\n```md\n[^fenced-2000]\n~~~\n[^still-2000]\n```\n\n[^own]: Mine.\n\n--8<-- \"footnotes/a/b.md\"\n"
    )
    (page,) = read_pages(tmp_path)
    assert (page.path, page.cited, page.footnotes) == ("a/b.md", ["zeta-2001", "alpha-1999"], "footnotes/a/b.md")
    assert page.includes == ((13, "footnotes/a/b.md"),)


def test_an_unknown_citation_is_told_with_its_line(toy):
    """A page that cites what sources.yml does not hold is a fault."""
    toy.edit("docs/index.md", "[^homburg-2017]", "[^homburg-2017][^homberg-2017]")
    assert [str(f) for f in toy.faults()] == ["docs/index.md:9: the source “homberg-2017” is not in sources.yml. Did you mean “homburg-2017”? Add it there, or remove it here."]


def test_a_page_that_cites_includes_its_own_footnotes(toy):
    """Without that line, the reader would see a mark that leads nowhere; with another page's, the wrong sources."""
    toy.edit("docs/index.md", '\n--8<-- "footnotes/index.md"\n', "\n")
    assert [(f.where, f.right) for f in toy.faults()] == [("docs/index.md:9", 'End it with the line --8<-- "footnotes/index.md".')]
    toy.edit("docs/index.md", '--8<-- "sources.html"', '--8<-- "footnotes/other.md"')
    assert [(f.where, f.right) for f in toy.faults()] == [("docs/index.md:36", 'Write --8<-- "footnotes/index.md".')]


def test_a_source_that_nothing_cites_is_told(toy):
    """The list of sources is the list of what was used."""
    text = (toy.content / "sources.yml").read_text("utf-8")
    toy.write("content/sources.yml", text + text[text.index("- id:") :].replace("homburg-2017", "nobody-1999"))
    assert [(f.where, f.wrong) for f in toy.faults()] == [("content/sources.yml:12 (nobody-1999)", "nothing cites the source “nobody-1999”.")]
    toy.write("content/glossary.yml", "- {id: x, term: X, also: [], text: A word., see: [], sources: [nobody-1999]}\n")
    assert toy.faults() == []


def test_every_dimension_has_its_page_and_every_page_its_dimension(toy):
    """Where a site has pages on pillars, they and the model match both ways."""
    for name in ("index", "arriving/index", "arriving/welcome", "leaving/index", "leaving/farewell"):
        toy.write(f"docs/pillars/{name}.md", ABOUT + "# Page\n")
    assert [(f.where, f.wrong) for f in toy.faults()] == [
        ("content/model.yml:18 (leaving)", "the page docs/pillars/leaving/goodbye.md is missing."),
        ("docs/pillars/leaving/farewell.md:1", "no pillar or dimension of model.yml belongs to this page."),
    ]
