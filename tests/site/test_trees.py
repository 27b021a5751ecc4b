"""Two pages as a screen reader tells them, written down; and what was mended when they were read."""

import pytest

from tests.site.trees import FOLDER, TREES


@pytest.mark.parametrize("name", TREES)
def test_the_page_is_told_as_it_was_read(open_page, site_url, name):
    """Role by role, name by name. Where the page was changed on purpose: `python -m tests.site.trees`, and read what changed."""
    page = open_page(reduced_motion="reduce")
    assert TREES[name](page, site_url) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_what_is_told_has_names():
    """No picture, link, button, field or region without a name, and no region whose name is a paragraph."""
    for path in FOLDER.glob("*.txt"):
        lines = [line.strip().removeprefix("- ").strip("'") for line in path.read_text(encoding="utf-8").splitlines()]
        nameless = [line for line in lines if line.split(" ")[0].rstrip(":") in ("img", "link", "button", "textbox", "combobox", "checkbox", "radio", "region", "navigation", "dialog") and '"' not in line]
        assert nameless == [], path.name
        assert [line for line in lines if line.startswith("region") and len(line) > 100] == [], path.name
    assert len(list(FOLDER.glob("*.txt"))) == len(TREES) == 2
