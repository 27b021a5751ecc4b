"""The instrument that this project publishes."""

import json
from pathlib import Path

from assessment.build import check, model_json
from assessment.core.model import from_json, in_scope

ROOT = Path(__file__).resolve().parents[2]


def test_content_and_pages_pass_the_gate():
    """There is no fault in content/ and none between it and docs/."""
    assert [str(f) for f in check(ROOT / "content", ROOT / "docs")] == []


def test_it_has_three_pillars_eleven_dimensions_and_four_items_each():
    """The house of Homburg, Jozić & Kuehnl (2017), in the order of the design, with eleven questions in the quick check."""
    model = from_json(json.loads(model_json(ROOT / "content")))
    assert {p.id: [d.id for d in p.dimensions] for p in model.pillars} == {
        "mindset": ["experiential-response", "touchpoint-journey", "alliance"],
        "direction": ["thematic-cohesion", "consistency", "context-sensitivity", "connectivity"],
        "capability": ["journey-design", "prioritization", "monitoring", "adaptation"],
    }
    assert {len(d.items) for d in model.dimensions} == {4}
    assert sum(len(in_scope(d, "quick")) for d in model.dimensions) == 11
    assert [level.name for level in model.scale] == ["by accident", "by person", "by rule", "by evidence", "by learning"]


def test_the_same_content_gives_the_same_bytes():
    """model.json can be compared and named by its hash."""
    once, again = model_json(ROOT / "content"), model_json(ROOT / "content")
    assert once == again and once.endswith("}\n") and "\n" not in once[:-1]


def test_each_context_has_a_modest_target_that_says_whose_it_is():
    """Two sizes by two kinds of exchange, every dimension named, nothing above 4, and no claim that research gave the levels."""
    model = from_json(json.loads(model_json(ROOT / "content")))
    assert {(t.size, t.exchange) for t in model.targets} == {(s, e) for s in ("small", "large") for e in ("discrete", "continuous")}
    for profile in model.targets:
        assert list(profile.levels) == [d.id for d in model.dimensions]
        assert set(profile.levels.values()) <= {2, 3, 4}
        assert profile.why.startswith("A suggestion of this project")
    small, large = ({t.exchange: sum(t.levels.values()) for t in model.targets if t.size == size} for size in ("small", "large"))
    assert small["discrete"] < small["continuous"] < large["continuous"] and small["discrete"] < large["discrete"]


def test_each_dimension_has_one_fact_that_is_no_anchor_again():
    """Eleven hard facts in the order of the dimensions, expected from level 3 or 4, in words that no item uses."""
    model = from_json(json.loads(model_json(ROOT / "content")))
    assert [fact.dimension for fact in model.facts] == [d.id for d in model.dimensions]
    assert {fact.expected_from for fact in model.facts} == {3, 4}
    used = " ".join(" ".join((i.text, i.you_would_see, *i.anchors.values())) for i in model.items).lower()
    for fact in model.facts:
        words = fact.text.rstrip("?").lower().split()
        assert fact.text.endswith("?") and len(words) <= 30
        assert [five for n in range(len(words) - 4) if (five := " ".join(words[n : n + 5])) in used] == []
