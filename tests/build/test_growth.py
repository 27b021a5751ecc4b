"""Claims about how the work grows with the number of pages, counted and not timed: what a page links to, and what a build looks at once for each page."""

import re
from pathlib import Path

import pytest

from assessment.build import again
from assessment.build.memory import Memory

ROOT = Path(__file__).resolve().parents[2]
EACH = 4  # pages in a section
MENU = re.compile(r'<nav class="md-nav md-nav--primary.*?</nav>\s*</div>', re.DOTALL)


@pytest.fixture
def menu(tmp_path, monkeypatch):
    """A function: so many sections of four pages, and the limit; gives the addresses in the menu of the first page of the second section, and how often a page was described."""

    def build(sections: int, limit: int) -> tuple[list[str], int]:
        house = tmp_path / f"{sections}-{limit}"
        nav = ""
        for section in range(sections):
            nav += f"  - Part {section}:\n"
            for page in range(EACH):
                path = house / f"docs/part{section}/page{page}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"# Page {page} of part {section}\n\nText.\n", "utf-8")
                nav += f"      - part{section}/page{page}.md\n"
        (house / "mkdocs.yml").write_text(f"INHERIT: {ROOT.as_posix()}/mkdocs.yml\ntheme:\n  custom_dir: {(ROOT / 'overrides').as_posix()}\nextra:\n  whole_navigation: {limit}\nnav:\n{nav}", "utf-8")
        monkeypatch.chdir(house)
        monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
        described = []
        monkeypatch.setattr(again, "_outside", lambda page: described.append(page) or (page.file.src_uri, page.title))
        told = [line for line in again.Pages(house, Memory()).build(house / "site") if "The following pages" not in line]
        assert [line for line in told if line.startswith("ERROR")] == []
        page = (house / "site/part1/page0/index.html").read_text("utf-8")
        return re.findall(r'<a href="([^"]*)" class="md-nav__link', MENU.search(page)[0]), len(described)

    return build


def test_a_small_site_has_all_pages_in_every_menu(menu):
    """Three sections of four pages, and room for twelve: each page links to all of them."""
    links, _ = menu(3, 12)
    assert len(links) == 12


def test_a_large_site_links_to_its_own_section_and_once_to_each_other(menu):
    """Three sections: four links and two. Six sections: four links and five, where all pages would be 24."""
    three, six = menu(3, 11), menu(6, 11)
    assert (len(three[0]), len(six[0])) == (4 + 2, 4 + 5)
    assert "../../part0/page0/" in three[0] and "../page3/" in three[0] and "../../part0/page1/" not in three[0]
    # What all pages have in common is looked at once in a build, and not once more for each page.
    assert (three[1], six[1]) == (12, 24)
