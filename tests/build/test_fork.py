"""Claims about a fork: with the settings that the workflow gives, and no edit, its site works under its own path."""

import pytest

from assessment.build import site as building
from assessment.build.finish import finish


@pytest.fixture(scope="module")
def fork(generated, tmp_path_factory):
    """The site, built as the workflow of a fork builds it."""
    folder = tmp_path_factory.mktemp("fork") / "site"
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("SITE_URL", "https://example.org/fork/")
        settings.setenv("REPO_URL", "https://github.com/example/fork")
        settings.setenv("EDIT_URI", "edit/main/docs/")
        building._mkdocs(folder)
    finish(folder, generated)
    return folder


def test_pages_name_the_forks_addresses(fork):
    """The address for search engines and the link that edits a page are the fork's own."""
    home = (fork / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/fork/"' in home
    assert 'href="https://github.com/example/fork/edit/main/docs/index.md"' in home


@pytest.mark.parametrize("path", ["", "pillars/", "assessment/questions/", "assessment/result/"])
def test_pages_keep_their_promise_under_the_path_of_a_fork(fork, server, page, path):
    """A link to the repository asks nobody for its stars, and nothing is looked for outside the path."""
    ours = server(fork, mount="/fork/")
    assert page.goto(ours.url + path).status == 200
    page.wait_for_load_state("networkidle")
    assert not [p for p in ours.log.paths() if not p.startswith("/fork/") and p != "/favicon.ico"]


def test_an_unknown_address_still_shows_the_sites_own_page(fork, server, page, watch):
    """At any depth, with its style."""
    watch.allow("404")
    ours = server(fork, mount="/fork/")
    assert page.goto(ours.url + "no/such/page/").status == 404
    assert ours.log.paths(r"^/fork/assets/.*\.css") and page.locator("main").is_visible()
