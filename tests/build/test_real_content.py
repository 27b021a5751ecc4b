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
