"""Claims about the content security policy of the finished pages, and about what the finishing step refuses."""

import base64
import hashlib
import re

import pytest

from assessment.build.access import repaired
from assessment.build.finish import SiteFaults, finish
from assessment.build.policy import faults
from assessment.build.styles import NAME, ORDER

from .built import pages

# As the design writes it down, apart from the hashes.
PROMISED = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self' blob:; manifest-src 'self'; base-uri 'self'; form-action 'none'"
)
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>{head}</head><body><h1>t</h1>{body}</body></html>'


@pytest.fixture(scope="module")
def built(site):
    """All pages of the site."""
    return pages(site)


def test_every_page_carries_the_promised_policy(built):
    """The policy stands directly after the charset, is the same on all pages, and grants what the design says plus the hashes of scripts."""
    found = {re.search(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.text)[1] for page in built}
    assert len(found) == 1
    assert re.sub(r" 'sha256-[A-Za-z0-9+/=]{44}'", "", found.pop()) == PROMISED


def test_every_inline_script_is_allowed_by_its_hash(built):
    """Each inline script that runs has its hash in the policy, and no hash is there for nothing."""
    granted, needed = set(), set()
    for page in built:
        granted |= set(re.findall(r"sha256-[A-Za-z0-9+/=]{44}", page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]))
        for attributes, text in re.findall(r"<script([^>]*)>(.*?)</script>", page.text, flags=re.S):
            if "src=" not in attributes and "application/json" not in attributes:
                needed.add("sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())
    assert granted == needed


def test_no_page_holds_what_the_policy_blocks(built):
    """No page has a style attribute, a style element, an inline handler, or anything that loads from another origin."""
    assert [f"{page.path}:{line}: {wrong}" for page in built for line, wrong in faults(page.text)] == []


@pytest.mark.parametrize(
    ("head", "body", "wrong"),
    [
        ("", '<p style="color:red">', "style="),
        ("<style>p{}</style>", "", "<style> element"),
        ("", '<svg><rect style="fill:red"/></svg>', "style="),
        ("", '<button onclick="x()">', "onclick="),
        ("", '<a href="javascript:void(0)">x</a>', "javascript:"),
        ('<link rel="stylesheet" href="https://fonts.example/css">', "", "another origin"),
        ('<link rel="preconnect" href="//cdn.example">', "", "another origin"),
        ('<script src="https://cdn.example/x.js"></script>', "", "another origin"),
        ("", '<img src="a.png" srcset="a.png 1x, https://cdn.example/b.png 2x">', "another origin"),
        ("", '<form action="https://there.example/"></form>', "another origin"),
        ('<meta http-equiv="refresh" content="0; url=https://there.example">', "", "refresh"),
        ('<link rel="next" href="../result/">', "", "fetch ahead"),
    ],
)
def test_a_forbidden_construct_is_found(head, body, wrong):
    """Whatever would break the policy or ask another origin is told, with its line."""
    found = faults(PAGE.format(head=head, body=body))
    assert [line for line, _ in found] == [1]
    assert wrong in found[0][1]


@pytest.mark.parametrize(
    "body",
    [
        '<img src=//there.example/a.png <p>text</p>',
        '<p title=a"b><img src="//there.example/a.png" alt="c">',
        "a < b '<img src=//there.example/a.png> it's",
        '<3 "<img src=//there.example/a.png>"',
        '<!-- " --><img src=//there.example/a.png alt="">',
        "<script>if (1<2 && a == '\"') { }</script ><img src=//there.example/a.png>",
        '<script data-a=">" src="//there.example/x.js"></script>',
        '<p>fine</p><IMG\nSRC = "&#47;/there.example/a.png">',
    ],
)
def test_a_mark_that_is_hard_to_read_hides_nothing(body):
    """Pages of plain tags are judged tag by tag; whatever is not plain is read by a parser, so that no stray mark hides what loads from elsewhere."""
    assert any("another origin" in wrong for _, wrong in faults(PAGE.format(head="", body=body)))


def test_what_a_script_or_a_sentence_says_is_no_fault():
    """Text that looks like a tag is none inside a script, nor where its marks are written as text."""
    assert faults(PAGE.format(head="<script>x = '<p style=\"a\">'</script>", body="<p>&lt;p style=&quot;a&quot;&gt;</p>")) == []


def test_links_to_other_sites_are_no_fault():
    """A link that somebody has to click, and an address that is only told, load nothing."""
    page = PAGE.format(head='<link rel="canonical" href="https://there.example/"><meta property="og:image" content="https://there.example/a.png">',
                       body='<a href="https://doi.example/10">source</a>')
    assert faults(page) == []


@pytest.fixture
def parts(tmp_path):
    """A small built folder with one page, and what the build would have generated."""
    site, build, web = tmp_path / "site", tmp_path / "build", tmp_path / "web"
    for folder in (site / "assets", build / "schemas", build / "engine/abc", web):
        folder.mkdir(parents=True)
    (site / "index.html").write_text(PAGE.format(head=f'<link rel="stylesheet" href="{NAME}"><script>let a = 1</script>', body="<table><tr><th>a<th>b<th>c<th>d</tr></table>"), encoding="utf-8")
    (build / "model.json").write_text("{}\n")
    (build / "engine/current.json").write_text('{"hash": "abc"}')
    for name in ORDER:
        (web / name).write_text("p { margin: 0 }\n")
    return site, build, web


def content(folder):
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_finishing_twice_changes_nothing(parts):
    """The finishing step may be run again on a finished site: no byte changes."""
    finish(*parts)
    first = content(parts[0])
    finish(*parts)
    assert content(parts[0]) == first
    assert {"model.json", "engine/current.json"} <= set(first)
    assert [name for name in first if re.fullmatch(r"assets/site\.[0-9a-f]{8}\.css", name)]


def test_all_faults_of_all_pages_are_told_at_once(parts):
    """A site with forbidden constructs is not finished; the message names each page, line and fault."""
    (parts[0] / "a").mkdir()
    for path in ("index.html", "a/index.html"):
        (parts[0] / path).write_text(PAGE.format(head="", body='<p style="color:red">'), encoding="utf-8")
    with pytest.raises(SiteFaults) as told:
        finish(*parts)
    assert [line.split(": ")[0] for line in str(told.value).splitlines()] == ["a/index.html:1", "index.html:1"]


def test_a_missing_part_is_told(parts):
    """Without the model there is no site, and the message says how to get it."""
    (parts[1] / "model.json").unlink()
    with pytest.raises(SiteFaults, match=r"model\.json: missing; run python -m assessment build"):
        finish(*parts)


def test_a_wide_table_can_be_scrolled_with_the_keyboard():
    """A table of four columns stands in a named region that takes the focus; one of three does not; a second repair adds nothing."""
    row = "<thead><tr><th>one</th><th>two</th><th>three</th>{}</tr></thead>"
    wide, narrow = f"<table>{row.format('<th>four</th>')}</table>", f"<table>{row.format('')}</table>"
    assert 'role="region" tabindex="0" aria-label="Table: one, two, three, four"' in repaired(wide)
    assert "<thead>" in repaired(wide)
    assert "tabindex" not in repaired(narrow)
    assert repaired(repaired(wide)) == repaired(wide)
