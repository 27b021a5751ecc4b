"""What the search of the theme is made of: an index of what people look for, asked for when they type."""

import json

from assessment.build.search import lighter_index

REFERENCES = "<ol> <li> <p>Homburg, C. (2017). Title. Homburg (2017) in our list ↩↩</p> </li> </ol>"


def texts(*docs):
    index = {"config": {"lang": ["en"]}, "docs": [{"location": at, "title": "t", "text": text} for at, text in docs]}
    return {doc["location"]: doc["text"] for doc in json.loads(lighter_index(json.dumps(index)))["docs"]}


def test_lists_of_sources_go_and_lists_of_steps_stay():
    """A list with the way back to the text is a page's references; they stand on the page of sources too."""
    assert texts(("a/#x", f"<p>Text.</p> <ol> <li>Step</li> </ol> {REFERENCES}")) == {"a/#x": "<p>Text.</p> <p>Step</p>"}


def test_a_heading_over_sources_alone_is_no_answer():
    """A section with nothing but references goes; a page, and a section that was empty before, stay."""
    assert set(texts(("a/#sources", REFERENCES), ("a/", REFERENCES), ("a/#title", ""))) == {"a/", "a/#title"}


def test_marks_inside_a_line_go():
    """The number of a note is no word; what is emphasized stays."""
    assert texts(("a/", '<p>Firms<sup>1</sup> <em>learn</em> <code class="x">y</code></p>')) == {"a/": "<p>Firms learn y</p>"}


def test_items_of_a_list_are_found_one_by_one():
    """Each item becomes a paragraph, because the theme shows a whole list or none of it; lists inside lists stay."""
    assert texts(("a/", "<ul> <li> <p>One</p> </li> <li>Two</li> </ul>")) == {"a/": "<p>One</p> <p>Two</p>"}
    nested = "<ul> <li>One <ul> <li>Two</li> </ul> </li> </ul>"
    assert texts(("a/", nested)) == {"a/": nested}
