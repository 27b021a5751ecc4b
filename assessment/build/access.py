"""Takes the HTML of one page as the theme writes it and gives it with the gaps closed that keep people from using it; knows the theme's markup, not the content.

Each repair can be applied twice without harm.
"""

import re
from html import escape

SEARCH = re.compile(r'(<div class="md-search" data-md-component="search" role="dialog")>')
TAGS = re.compile(r'<nav class="md-tags"(?=[\s>])(?![^>]*aria-label)')
NEXT = re.compile(r'\s*<link rel="next"[^>]*>')  # Firefox fetches it ahead; the policy refuses that, with an error on every page
TABLE = re.compile(r"<table>(?P<inside>.*?)</table>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd](?=[\s>])")
HEADER_CELL = re.compile(r"<th(?=[\s>])([^>]*)>(.*?)</th>", re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")

# More columns than this do not fit a phone; the table then scrolls in a region that the keyboard reaches.
NARROW = 3


def repaired(page: str) -> str:
    """The page with a named search dialog, named tag lists, tables that a keyboard can scroll, and nothing that is fetched ahead."""
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
