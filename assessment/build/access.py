"""Takes the HTML of one page as the theme writes it and gives it with the gaps closed that keep people from using it; knows the theme's markup, not the content.

Each repair can be applied twice without harm.
"""

import re
from html import escape

SEARCH = re.compile(r'(<div class="md-search" data-md-component="search" role="dialog")>')
TAGS = re.compile(r'<nav class="md-tags"(?=[\s>])(?![^>]*aria-label)')
# The theme makes a skip link only where a page has headings of its own.
NO_SKIP = re.compile(r'(<div data-md-component="skip">)\s*(</div>)')
ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">')
CONTENT = "content"
# Signs beside a name that is told anyhow.
SIGN = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 \d+ \d+">')
# The theme opens menu and search where Enter is pressed on their sign, but no key leads there. Where the window is wide, neither sign shows.
OPENERS = re.compile(r'<label class="md-header__button md-icon" for="__(drawer|search)">')
OPENED = {"drawer": "Menu", "search": "Search"}
# Two places of the theme that are called what they are not: the tabs are links, and what lies beside the search is no second search.
NAMES = (('<nav class="md-tabs" aria-label="Tabs"', '<nav class="md-tabs" aria-label="Main"'), ('<nav class="md-search__options" aria-label="Search"', '<nav class="md-search__options" aria-label="Search tools"'))
NEXT = re.compile(r'\s*<link rel="next"[^>]*>')  # Firefox fetches it ahead; the policy refuses that, with an error on every page
TABLE = re.compile(r"<table>(?P<inside>.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd](?=[\s>])")
HEADER_CELL = re.compile(r"<th(?=[\s>])([^>]*)>(.*?)</th>", re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")

# More columns than this do not fit a phone; the table then scrolls in a region that the keyboard reaches.
NARROW = 3


def repaired(page: str) -> str:
    """The page with a way past its menus, a named search dialog, named tag lists, signs that are not told, tables that a keyboard can scroll, and nothing that is fetched ahead."""
    for theirs, ours in NAMES:
        page = page.replace(theirs, ours)
    page = OPENERS.sub(lambda found: f'{found[0][:-1]} tabindex="0" title="{OPENED[found[1]]}">', page)
    page = SIGN.sub(lambda found: f'{found[0][:-1]} aria-hidden="true">', page)
    if NO_SKIP.search(page) and ARTICLE.search(page):
        page = NO_SKIP.sub(rf'\1<a href="#{CONTENT}" class="md-skip">Skip to content</a>\2', page, count=1)
        page = ARTICLE.sub(lambda found: f'{found[0][:-1]} id="{CONTENT}" tabindex="-1">', page, count=1)
    page = NEXT.sub("", page)
    page = SEARCH.sub(r'\1 aria-label="Search">', page)
    page = TAGS.sub('<nav class="md-tags" aria-label="Tags"', page)
    return TABLE.sub(_table, page)


def _table(found: re.Match[str]) -> str:
    # The class keeps the theme's script from wrapping the table again in a box that cannot be focused.
    row = ROW.search(found["inside"])
    columns = len(CELL.findall(row[1])) if row else 0
    inside = HEADER_CELL.sub(_header_cell, found["inside"])
    table = f'<table class="ts-table">{inside}</table>'
    if columns <= NARROW:
        return table
    heads = [MARKUP.sub("", text).strip() for _, text in HEADER_CELL.findall(found["inside"])]
    name = escape(f"Table: {', '.join(h for h in heads if h)}", quote=True)
    return f'<div class="ts-scroll" role="region" tabindex="0" aria-label="{name}">{table}</div>'


def _header_cell(found: re.Match[str]) -> str:
    # An empty corner is no header: readers of the page would announce a column without a name.
    if not MARKUP.sub("", found[2]).strip():
        return f"<td{found[1]}></td>"
    return found[0] if "scope=" in found[1] else f'<th scope="col"{found[1]}>{found[2]}</th>'
