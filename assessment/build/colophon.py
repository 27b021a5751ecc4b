"""Takes the HTML of one page and gives it with its colophon: when it was checked and how long it takes to read, how to report an error, how to cite it.

It reads what overrides/main.html writes into the head, and knows the theme's article, not the page's meaning.
Each page may be given twice: the second time nothing changes.
"""

import re
from datetime import date
from html import escape, unescape
from urllib.parse import quote

from .duration import WORDS_A_MINUTE

MARK = 'class="ts-colophon"'
META = re.compile(r'<meta name="touchstone:(checked|repository|site)" content="([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
# Not read as running text: drawings, programs, links to a heading, footnotes, what only paper shows, and the definitions behind terms.
UNREAD = re.compile(
    r'<svg\b.*?</svg>|<script\b.*?</script>|<a class="headerlink".*?</a>|<div class="footnote">.*|<div class="ts-references".*?</div>|<section class="ts-definitions".*?</section>',
    re.DOTALL,
)
# The home page opens with its own picture, the form is a program, and cards are not read through: none takes the line under the heading.
WITHOUT_LINE = ('class="ts-hero"', 'id="ts-assessment"', 'class="ts-cards ')
MONTHS = "January February March April May June July August September October November December".split()


def minutes(article: str) -> int:
    """Whole minutes to read the text of an article, at least one; 238 words a minute."""
    text = re.sub(r"<[^>]+>", " ", UNREAD.sub(" ", article))
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


def with_colophon(page: str, address: str) -> str:
    """The page, published at `address` below the root; one that says nothing of when it was checked is given back as it is.

    Raises ValueError if a page that was checked has no main heading to put the line under.
    """
    head = {name: unescape(value) for name, value in META.findall(page)}
    parts = ARTICLE.search(page)
    if not head.get("checked") or not parts or MARK in page:
        return page
    day = date.fromisoformat(head["checked"])
    said = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    body = parts[2]
    heading = HEADING.search(body)
    if not heading:
        raise ValueError("no <h1> to put the date and the reading time under")
    title = unescape(re.sub(r"<[^>]+>", "", UNREAD.sub("", heading[1]))).strip()
    if not any(mark in body for mark in WITHOUT_LINE):
        time = minutes(body)
        line = f'<p class="ts-checked">Checked on <time datetime="{day.isoformat()}">{said}</time> · about {time} minute{"" if time == 1 else "s"} to read</p>'
        body = body[: heading.end()] + "\n" + line + body[heading.end() :]
    found = CANONICAL.search(page)
    at = unescape(found[1]) if found else ""
    foot = _foot(title, head.get("site", ""), said, at, head.get("repository", ""), "../" * address.count("/"))
    return page[: parts.start(2)] + body + foot + page[parts.end(2) :]


def _foot(title: str, site: str, said: str, at: str, repository: str, root: str) -> str:
    report = f"{repository.rstrip('/')}/issues/new?title={quote(f'Error on “{title}”')}&body={quote(f'Page: {at}')}" if repository else f"{root or './'}maintain/"
    cite = f"“{title}”. {site}, page checked on {said}."
    return (
        f'<aside {MARK} aria-label="About this page"><p><a href="{escape(report)}">Report an error</a></p>'
        f'<details><summary>How to cite this page</summary><p>{escape(cite, quote=False)} {f"<span>{escape(at)}</span>" if at else ""}</p>'
        "<p>Name the date: a page changes when its sources or our reading of them change.</p></details></aside>\n"
    )
