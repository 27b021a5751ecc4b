"""Claims about every page of the built site: what a reader, a search engine and a browser find in it."""

import pytest

from .built import HERE, pages, target

NOT_FOUND = "404.html"


@pytest.fixture(scope="module")
def built(site):
    """All pages of the site."""
    return pages(site)


def test_a_page_has_one_main_heading(built):
    """Each page has exactly one h1, which names it."""
    assert {page.path: len(page.all("h1")) for page in built if len(page.all("h1")) != 1} == {}


def test_a_page_describes_itself(built):
    """Each page has a description of its own, of at most 155 characters."""
    described = {page.path: [m["content"] for m in page.all("meta", name="description")] for page in built if page.path != NOT_FOUND}
    assert {path: found for path, found in described.items() if len(found) != 1 or not 40 <= len(found[0]) <= 155} == {}
    texts = [found[0] for found in described.values()]
    assert sorted(t for t in set(texts) if texts.count(t) > 1) == []


def test_a_page_has_a_title_of_its_own(built):
    """No two pages share the text of their title."""
    titles = [page.text.split("<title>")[1].split("</title>")[0] for page in built]
    assert sorted(t for t in set(titles) if titles.count(t) > 1) == []


def test_ids_are_unique(built):
    """No page has an id twice."""
    twice = {}
    for page in built:
        ids = [a["id"] for _, a in page.elements if a.get("id")]
        if found := sorted({i for i in ids if ids.count(i) > 1}):
            twice[page.path] = found
    assert twice == {}


def test_links_lead_somewhere(built, site):
    """Every link within the site, and everything a page loads, exists; so does the place on the page that it points to."""
    by_file = {site / page.path: page for page in built}
    broken = []
    for page in built:
        if page.path == NOT_FOUND:
            continue  # it is served at any depth, so its addresses begin at the root of the published site
        for written, resolved in page.addresses():
            if not resolved.startswith(HERE):
                continue
            file, fragment = target(site, resolved)
            if not file.is_file():
                broken.append(f"{page.path}: {written}")
            elif fragment and not fragment.startswith("TU1-") and file in by_file and fragment not in by_file[file].ids:
                broken.append(f"{page.path}: {written}: no such place on the page")
    assert broken == []


def test_addresses_work_at_any_depth(built):
    """Apart from the page for unknown addresses, no page has an address that begins with a slash: the site may lie in a folder."""
    assert [f"{page.path}: {written}" for page in built if page.path != NOT_FOUND for written, _ in page.addresses() if written.startswith("/")] == []


def test_the_pages_of_the_design_exist(built, model):
    """The start page, the pillars with their dimensions, the assessment and what stands behind it are there."""
    wanted = ["", "pillars/", "assessment/", "assessment/questions/", "assessment/result/", "method/", "sources/", "maintain/"]
    wanted += ["about/privacy/", "about/accessibility/", "about/decisions/"]
    wanted += [f"pillars/{p.id}/" for p in model.pillars] + [f"pillars/{p.id}/{d.id}/" for p in model.pillars for d in p.dimensions]
    assert sorted(set(wanted) - {page.address for page in built}) == []


def test_nothing_is_published_that_nobody_loads(site):
    """The site holds no source maps and no word lists of other languages."""
    assert [p.relative_to(site).as_posix() for p in site.rglob("*.map")] == []
    assert not (site / "assets/javascripts/lunr").exists()
    assert b"sourceMappingURL" not in b"".join(p.read_bytes() for p in (site / "assets").rglob("*") if p.suffix in (".js", ".css"))
