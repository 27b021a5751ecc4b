"""The explanation as people read it: an article for each score, in HTML and Markdown, through the door."""

import json
import re
from dataclasses import replace

import pytest

from door import Door, Refused
from instruments import dimension, instrument, sheet

DOOR = Door(instrument((dimension("calm"), dimension("wind", (3, 1))), (dimension("rain"),)))
FILE = {"format": "touchstone-answers/1", "model": {"id": "t", "version": "1.0.0"}, "mode": "full", "answers": {"calm.0": {"level": 2}, "calm.1": {"level": 3}, "calm.2": {"state": "dk"}, "wind.0": {"level": 5}}}


def test_the_page_has_an_article_for_each_score():
    """Each dimension, each pillar and the whole can be linked to; headings h3 and h4; nothing that the page would not let in."""
    html = DOOR.ask("explain", answers=FILE, **{"as": "page"})["html"]
    assert re.findall(r'<article [^>]*id="([^"]+)"', html) == ["explain-calm", "explain-wind", "explain-p0", "explain-rain", "explain-p1", "explain-overall"]
    assert set(re.findall(r"<(h\d)", html)) == {"h3", "h4"} and html.startswith('<section class="ts-explain"') and html.endswith("</section>")
    assert not re.search(r"style=|data-|<button|<input|<select|href=\"(?!\.\./\.\./)", html)
    calm = html.partition('id="explain-calm"')[2].partition("</article>")[0]
    # Two of four known, at 2 and 3: mean 2.5, worst case 1.75, best case 3.75; with the unknown one at 1 the mean is 2, at 5 it is 10/3.
    for words in ("(1 + 1 + 0 + 0) / 4 = 0.5", "(2 + 3) / 2 = 2.5", "(2 + 3 + 1 + 1) / 4 = 1.75", "2 or 3.33", "2.5 → 3"):
        assert words in calm.replace("\u00a0", " "), words
    rain = html.partition('id="explain-rain"')[2].partition("</article>")[0]
    assert "Not enough answers" in rain and "For level" not in rain and "No single answer is enough" in rain and "<table" not in rain


def test_one_answer_may_be_enough_for_a_mean():
    """One of four known, at 2: with a second one at 1 or at 5 half is known, and the mean is 1.5 or 3.5."""
    html = DOOR.ask("explain", answers=FILE | {"answers": {"rain.0": {"level": 2}}}, **{"as": "page"})["html"]
    rain = html.partition('id="explain-rain"')[2].partition("</article>")[0]
    assert rain.count("1.5 or 3.5") == 6 and rain.count("still not enough answers") == 3 and "What the answer would settle" in rain


def test_a_quick_figure_that_stands_in_is_told():
    """Where the full assessment has too few answers, the article says which figure the result shows until then."""
    html = DOOR.ask("explain", answers=FILE | {"answers": {"rain.0": {"level": 3}}}, **{"as": "page"})["html"]
    assert "Until then the result shows the quick check: mean 3, level 3 name 3." in html.partition('id="explain-rain"')[2].partition("</article>")[0]


def test_hostile_words_stay_words():
    """Titles and questions with markup are text on the page and in Markdown."""
    bad = '<img src=x onerror=alert(1)>|`"\'&[a](javascript:b)'
    model = instrument((dimension("d"),))
    pillar = model.pillars[0]
    d = pillar.dimensions[0]
    d = replace(d, title=bad, items=tuple(replace(i, text=bad) for i in d.items))
    door = Door(replace(model, pillars=(replace(pillar, title=bad, dimensions=(d,)),)))
    file = sheet(model, [(2, 3, "dk", 5)]).as_dict()
    assert "<img" not in door.ask("explain", answers=file, **{"as": "page"})["html"]
    text = door.ask("explain", answers=file, **{"as": "markdown"})
    assert not re.search(r"(?<!\\)<img|(?<!\\)\]\(", text) and text.count("| Tried |") == 1
    assert {line.count(" | ") for line in text.splitlines() if line.startswith("| ") and "---" not in line} == {4}


def test_forms_and_faults_at_the_door():
    """JSON text is the trace; a wrong form, a wrong root and broken answers are faults in words."""
    assert json.loads(DOOR.ask("explain", answers=FILE, **{"as": "json"})) == DOOR.ask("explain", answers=FILE)
    assert DOOR.ask("explain", answers=FILE, **{"as": "markdown"}).startswith("# How each figure came about\n")
    for request, where in (({"as": "pdf"}, "as"), ({"as": 3}, "as"), ({"as": "page", "root": "https://x.example/"}, "root"), ({"answers": "{"}, "file, line 1")):
        with pytest.raises(Refused) as refused:
            DOOR.ask("explain", **({"answers": FILE} | request))
        assert [f["where"] for f in refused.value.faults] == [where]
