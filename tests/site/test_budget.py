"""Claims about bytes and requests, which no machine changes: the first score, later visits, every page, and the search."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from scripts import bench_pages
from scripts.pages_host import PagesHost

from .built import pages, target

ENGINE, REST, AGAIN = 5_200_000, 700_000, 50_000
UNTOUCHED, GUIDE, SEARCHED = 45_000, 75_000, 200_000
LONG = {"guide/claims/": 81_000}  # 25 claims with their sources: 19 kB of text after gzip


@pytest.fixture(scope="module")
def visits(site, browser):
    """The first visit up to a score on a host that compresses nothing, one within its ten minutes, one after, and one after an update that left the engine alone."""
    host = PagesHost(site, max_age=600)
    context = browser.new_context()
    visit = lambda act: _closed(context.new_page(), act, host)  # noqa: E731
    try:
        first = visit(bench_pages.quick_check)
        soon = visit(bench_pages.return_visit)
        context.close()
        host.max_age = 0  # as if the ten minutes were over at once
        context = browser.new_context(service_workers="block")  # without the copies of the first visit: the browser asks for each file
        visit(bench_pages.quick_check)
        later = visit(bench_pages.return_visit)
        host.edition = lambda path: "" if "/engine/" in path else "-new"
        updated = visit(bench_pages.return_visit)
    finally:
        context.close()
        host.stop()
    return SimpleNamespace(first=first, soon=soon, later=later, updated=updated)


def _closed(page, act, host):
    try:
        return act(page, host)
    finally:
        page.close()


def test_the_engine_keeps_its_budget(visits):
    """The engine weighs 5.2 MB at most, and comes once."""
    assert 1_000_000 < visits.first.engine <= ENGINE


def test_everything_else_up_to_the_first_score_keeps_its_budget(visits):
    """Page, styles, scripts, model: 0.7 MB at most where the host compresses nothing."""
    assert 300_000 < visits.first.rest <= REST, visits.first.parts


def test_a_second_visit_costs_next_to_nothing(visits):
    """Under 50 kB, within the ten minutes of GitHub Pages' cache and after them; the score is shown again."""
    assert visits.soon.engine + visits.soon.rest < AGAIN
    assert visits.later.engine + visits.later.rest < AGAIN
    assert visits.later.requests > 10  # it did ask, and was told that nothing had changed


def test_an_update_of_the_site_leaves_the_engine_where_it_is(visits):
    """Every file but the engine's changed: all of them are fetched, and no byte of the engine."""
    assert visits.updated.engine == 0
    assert visits.updated.rest > 300_000


@pytest.fixture(scope="module")
def built(site):
    """All pages of the site."""
    return pages(site)


def loads(site: Path, page, *, used: bool = True) -> set[Path]:
    """The files that a page names as loaded with it: itself, styles, scripts, pictures, icon; and, once it is used, the theme's script."""
    names = {a["src"] for tag, a in page.elements if tag in ("script", "img") and "src" in a}
    names |= {a["data-theme"] for a in page.all("script") if used and "data-theme" in a}
    names |= {a["href"] for a in page.all("link") if a.get("rel") in ("stylesheet", "icon", "modulepreload")}
    return {target(site, resolved)[0] for written, resolved in page.addresses() if written in names} | {site / page.path}


def packed(files) -> int:
    """Bytes of files, each as gzip at the level that hosts use."""
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def test_a_page_to_read_is_light(site, built):
    """No page of the guide or the pillars, and no other page to read but the long lists, weighs more than 75 kB after gzip, without search."""
    lists = ("sources/", "assessment/")  # test_pages_with_the_form… and below
    weighed = {page.address: packed(loads(site, page)) for page in built if not page.address.startswith(lists)}
    assert {address: n for address, n in weighed.items() if n > LONG.get(address, GUIDE)} == {}
    assert len(weighed) > 30


def test_a_page_that_nobody_has_touched_is_lighter_still(site, built):
    """45 kB for a page to read, the long lists with the text of theirs; the theme's script is the difference."""
    lists = {"guide/claims/": 46_000, "sources/": 56_000}
    weighed = {page.address: packed(loads(site, page, used=False)) for page in built if not page.address.startswith("assessment/")}
    assert {address: n for address, n in weighed.items() if n > lists.get(address, UNTOUCHED)} == {}
    assert all(packed(loads(site, page)) > weighed[page.address] + 30_000 for page in built if page.address in lists)


def test_the_long_list_is_no_heavier_than_its_text(site, built):
    """Sources: 75 kB and the text of 164 references."""
    assert [packed(loads(site, page)) <= 91_000 for page in built if page.address == "sources/"] == [True]


def test_a_page_asks_for_little(site, built):
    """A page to read names one style sheet, or two where it has lists or drawings of its own, and at most eight files, of which the theme's script comes when it is used; no script stands in the way of the first picture."""
    wrong = {}
    for page in built:
        sheets = page.all("link", rel="stylesheet")
        head = page.text.split("</head>")[0]
        own = page.address in ("", "glossary/", "guide/history/", "guide/claims/", "guide/does-it-pay/", "guide/renewal/", "facilitate/cards/", "about/privacy/")
        if not page.address.startswith("assessment/") and (len(sheets) != 1 + own or len(loads(site, page)) > 8):
            wrong[page.path] = sorted(p.name for p in loads(site, page))
        if len(sheets) > 3 or re.search(r"<script[^>]* src=", head):
            wrong[page.path] = "head"
    assert wrong == {}


def test_nothing_of_the_theme_is_published_for_nothing(site, built):
    """Every script, style sheet and picture of the theme, and every style sheet of ours, is loaded by a page."""
    loaded = set().union(*(loads(site, page) for page in built))
    ours = {path for path in (site / "assets").glob("*.css")}
    theirs = {path for folder in ("images", "javascripts", "stylesheets") for path in (site / "assets" / folder).rglob("*") if path.is_file()}
    assert sorted(p.name for p in (ours | theirs) - loaded) == []
    assert ours and theirs


def test_names_of_what_changes_carry_its_hash(site, built):
    """A style sheet's name ends with the first digits of its SHA-256, so no cache gives an old one to a new page."""
    import hashlib

    for path in (site / "assets").glob("*.css"):
        assert path.name.split(".")[1] == hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def test_comments_stay_in_the_repository(site):
    """No module and no style sheet of ours is published with the comments of its source."""
    for path in (site / "app").rglob("*.mjs"):
        if path.parent.name != "vendor":
            assert not path.read_text("utf-8").startswith("//"), path.name


@pytest.fixture
def host(site, watch):
    """A host that compresses, as GitHub Pages does."""
    started = PagesHost(site, gzip=True)
    watch.origins.add(started.origin)
    yield started
    started.stop()


def test_the_search_comes_when_it_is_used(page, host):
    """Before somebody types, search costs under 1.5 kB; with the first search a guide page has cost 200 kB at most, and the answer is right."""
    before = bench_pages.reading(page, host)
    assert before.parts["search"] < 1_500 and not [s.path for s in host.sent if "/search/index." in s.path or "/search/worker." in s.path]
    found = bench_pages.searching(page, host, "context sensitivity")
    assert "context-sensitivity" in page.locator(".md-search-result__item a").first.get_attribute("href")
    assert before.rest + found.rest <= SEARCHED, (before, found)


def test_the_search_survives_a_lost_index(page, host, watch):
    """The first key finds the network gone; a later key finds the index and the answer."""
    watch.allow("ERR_|Failed to load")
    bench_pages.reading(page, host)
    page.context.route("**/search/index.*", lambda route: route.abort())
    page.locator(bench_pages.SEARCH).click()
    page.keyboard.type("allian")
    page.wait_for_timeout(600)
    assert page.locator(".md-search-result__item a").count() == 0
    page.context.unroute("**/search/index.*")
    page.keyboard.type("ce")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()


def test_the_search_knows_authors_and_leaves_out_what_is_not_for_readers(site):
    """A source is found by author and year; records of decisions and the made-up example are not in the index."""
    import json

    (index,) = (site / "search").glob("index.*.json.gz")
    docs = json.loads(gzip.decompress(index.read_bytes()))["docs"]
    places = {doc["location"].split("#")[0] for doc in docs}
    assert not [place for place in places if place.startswith(("about/decisions/0", "assessment/example", "assessment/questions"))], "add `search: {exclude: true}` to the head of the page"
    (sources,) = (doc["text"] for doc in docs if doc["location"] == "sources/#the-list")
    assert "Homburg" in sources and "2017" in sources and "doi" not in sources
    assert "↩" not in "".join(doc["text"] for doc in docs)
