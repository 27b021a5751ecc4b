"""Claims about the build process behind scripts/serve.py: it makes only what has changed, counted, and its site is the one that a whole build gives, byte for byte."""

import gzip
import shutil
from pathlib import Path

import pytest

from assessment.build import site as building
from assessment.build.finish import finish
from assessment.build.live import Builder
from assessment.build.memory import Memory
from tests.build.conftest import TOY
from tests.house import prepared

PAGES = 4  # the toy's three, and the page for unknown addresses, which no Markdown page stands behind


@pytest.fixture(scope="module")
def built(generated, tmp_path_factory) -> Path:
    """The toy's checkout, with everything generated but no page."""
    return prepared(TOY, tmp_path_factory.mktemp("house"), generated)


@pytest.fixture
def house(built, tmp_path, monkeypatch) -> Path:
    """A copy of it that a test may edit, taken for the checkout."""
    shutil.copytree(built.parents[1], tmp_path / "house")
    house = tmp_path / "house" / built.relative_to(built.parents[1])
    monkeypatch.chdir(house)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setattr(building, "ROOT", house)
    monkeypatch.setattr(building, "BUILD", house / ".build")
    return house


@pytest.fixture
def builder(house) -> Builder:
    """A builder that has built once."""
    one = Builder(house / "site", progress=lambda line: None)
    assert one.build() == {"faults": "", "made": {"theme": 1, "markdown": PAGES - 1, "template": PAGES - 1, "finish": PAGES}}
    return one


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first place where `old` stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def whole(house: Path) -> dict[str, bytes]:
    """The site as MkDocs' own command and a finish without a memory make it."""
    target = house / "whole"
    shutil.rmtree(target, ignore_errors=True)
    building._mkdocs(target)
    finish(target, house / ".build")
    return files(target)


def files(folder: Path) -> dict[str, bytes]:
    """Path to bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def index_of(site: Path) -> str:
    """What the search looks through."""
    [packed] = site.glob("search/index.*.json.gz")
    return gzip.decompress(packed.read_bytes()).decode()


def test_a_sentence_costs_one_page(builder, house):
    """A new sentence is on its page and in the search index, and no other page is made again."""
    edit(house / "docs/index.md", "A café has", "A xylophone stands in the hall.\nA café has")
    assert builder.build() == {"faults": "", "made": {"markdown": 1, "template": 1, "finish": 1}}
    assert "xylophone" in (house / "site/index.html").read_text("utf-8") and "xylophone" in index_of(house / "site")
    assert files(house / "site") == whole(house)


def test_nothing_changed_is_nothing_made(builder):
    """Neither a second build nor a warm-up makes a page again."""
    assert builder.build()["made"] == builder.warm()["made"] == {}


def test_a_level_in_the_content_reaches_the_pages_that_show_it(builder, house):
    """An anchor of the toy stands in the questionnaire; the model's new address stands on all pages of the assessment."""
    path = house / "content/dimensions/welcome.yml"
    edit(path, "greet", "hail")
    made = builder.build()
    assert made["faults"] == "" and made["made"]["finish"] < PAGES
    assert "hail" in (house / "site/model.json").read_text("utf-8")
    assert files(house / "site") == whole(house)


def test_a_title_reaches_all_pages(builder, house):
    """Titles stand in the navigation of every page: a page that is read anew changes the others where they show it."""
    edit(house / "mkdocs.yml", "- Result: assessment", "- assessment")  # the title comes from the page itself
    builder.build()
    edit(house / "docs/assessment/result.md", "title: Result", "title: Outcome")
    assert builder.build() == {"faults": "", "made": {"template": PAGES - 1, "finish": PAGES}}
    assert files(house / "site") == whole(house)


def test_a_page_more_and_a_page_less(builder, house):
    """A new page is a page that others may link to; one that is gone leaves no trace."""
    (house / "docs/more.md").write_text("---\ndescription: A page of a test.\nchecked: 2026-11-22\n---\n\n# More\n\nSee [home](index.md).\n", "utf-8")
    edit(house / "mkdocs.yml", "nav:\n", "nav:\n  - More: more.md\n")
    assert builder.build()["faults"] == ""
    assert files(house / "site") == whole(house)
    (house / "docs/more.md").unlink()
    edit(house / "mkdocs.yml", "  - More: more.md\n", "")
    assert builder.build()["faults"] == ""
    assert not (house / "site/more").exists() and files(house / "site") == whole(house)


def test_a_broken_link_is_told_each_time_and_the_site_stays(builder, house):
    """A page with a fault is not remembered as done; when it is mended the site follows."""
    before, text = files(house / "site"), (house / "docs/index.md").read_text("utf-8")
    (house / "docs/index.md").write_text(text + "\nSee [nothing](nothing.md).\n", "utf-8")
    first = builder.build()
    assert "nothing.md" in first["faults"] and builder.build()["faults"] == first["faults"]
    assert files(house / "site") == before
    (house / "docs/index.md").write_text(text, "utf-8")
    assert builder.build()["faults"] == "" and files(house / "site") == before


def test_an_anchor_that_goes_is_missed_by_a_page_that_was_not_touched(builder, house):
    """Links into a page are held against it also where the linking page is only remembered."""
    text = (house / "docs/assessment/result.md").read_text("utf-8")
    (house / "docs/assessment/result.md").write_text(text + "\n## A place { #a-place }\n", "utf-8")
    index = house / "docs/index.md"
    index.write_text(index.read_text("utf-8") + "\nSee [there](assessment/result.md#a-place).\n", "utf-8")
    assert builder.build()["faults"] == ""
    (house / "docs/assessment/result.md").write_text(text, "utf-8")
    told = builder.build()
    assert "#a-place" in told["faults"] and told["made"].get("markdown") == 1


def test_content_with_a_fault_leaves_the_site_and_is_told(builder, house):
    """The living process tells the faults of content as the command does."""
    before = files(house / "site")
    edit(house / "content/dimensions/welcome.yml", "core: true", "core: perhaps")
    assert "content/dimensions/welcome.yml" in builder.build()["faults"]
    assert files(house / "site") == before


def test_memory_gives_again_what_the_same_key_gave():
    """Made once for a key, anew for another, and for the first again, because only the last is kept."""
    memory, made = Memory(), iter("abcd")
    assert [memory.get("step", "here", key, lambda: next(made)) for key in (1, 1, 2, 1)] == ["a", "a", "b", "c"]
    assert memory.get("step", "there", 1, lambda: next(made)) == "d" and memory.made == {"step": 4}
    with pytest.raises(ZeroDivisionError):
        memory.get("step", "here", 3, lambda: 1 // 0)
    assert memory.get("step", "here", 1, lambda: "e") == "e", "what could not be made leaves nothing behind"
