"""Each rule on claims, stations, terms and effects finds the fault it is named after, at its line, and nothing else."""

import pytest

from assessment.build.guide_rules import GUIDE_RULES
from tests.build.guide import add_guide

CLAIMS, TIMELINE, GLOSSARY, EFFECTS = (f"content/{kind}.yml" for kind in ("claims", "timeline", "glossary", "effects"))

# rule, file, what stands there, what a test writes instead, [where, words of what is wrong, words of what would be right]
CASES = [
    ("claims_rest_on_sources", EFFECTS, "sources: [homburg-2017]", "sources: []", [f"{EFFECTS}:12 (smile-tip)", "“smile-tip” names no source", "at least one id"]),
    ("stations_are_in_order", TIMELINE, "sort: 1700", "sort: 1600", [f"{TIMELINE}:12 (first-bill)", "“first-bill” (1600) stands after “first-cup” (1650)", "Move it up"]),
    ("names_mean_one_term", GLOSSARY, "also: []", 'also: ["Gratuity"]', [f"{GLOSSARY}:10 (bill)", "“Gratuity” is a name of “tip” already", "in one place"]),
    ("names_mean_one_term", GLOSSARY, "also: []", 'also: ["bill"]', [f"{GLOSSARY}:10 (bill)", "“bill” is a name of “bill” already", "in one place"]),
    ("effects_fit_their_scale", EFFECTS, "figure: 0.3", "figure: 0.6", [f"{EFFECTS}:4 (smile-tip)", "0.6 lies outside its interval, 0.1 to 0.5", "Compare"]),
    ("effects_fit_their_scale", EFFECTS, "high: 0.5", "high: 1.5", [f"{EFFECTS}:6 (smile-tip)", "“high” is 1.5", "between -1 and 1"]),
    ("effects_fit_their_scale", EFFECTS, "low: 0.1", "low: null", [f"{EFFECTS}:5 (smile-tip)", "one end only", "null for both"]),
    ("ids_are_unique", CLAIMS, "id: waiters-smile", "id: bills-come-late", [f"{CLAIMS}:18 (bills-come-late)", "claim id “bills-come-late” is taken", "an id of its own"]),
    ("ids_are_slugs", GLOSSARY, "id: tip", "id: Tip!", [f"{GLOSSARY}:2 (Tip!)", "not of the form a slug", "lower-case"]),
    ("sources_are_known", TIMELINE, 'often_said: "Nothing."\n  sources: [homburg-2017]', 'often_said: "Nothing."\n  sources: [homburg-2071]', [f"{TIMELINE}:17 (first-bill)", "“homburg-2071” is not in sources.yml", "Did you mean “homburg-2017”?"]),
    ("types", CLAIMS, "verdict: wrong", "verdict: false-ish", [f"{CLAIMS}:13 (waiters-smile)", "“verdict” is the text “false-ish”", "'holds', 'partly', 'not-supported' or 'wrong'"]),
    ("types", EFFECTS, "figure: 0.3", 'figure: ".3"', [f"{EFFECTS}:4 (smile-tip)", "“figure” is the text “.3”, not a number", "without quotes"]),
    ("pages", GLOSSARY, "guide/claims.md", "guide/claim.md", [f"{GLOSSARY}:6 (tip)", "there is no page docs/guide/claim.md", "Did you mean “guide/claims.md”?"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_a_rule_tells_its_fault_and_no_other(toy, rule, file, old, new, said):
    """One spoilt place gives one fault, at its line, that says what is wrong and what would be right."""
    add_guide(toy)
    toy.edit(file, old, new)
    assert [(f.where, said[1] in f.wrong, said[2] in f.right) for f in toy.faults()] == [(said[0], True, True)], toy.faults()


def test_every_rule_is_tried():
    """No rule on the guide is without a test that spoils content for it."""
    assert {rule.__name__ for rule in GUIDE_RULES} <= {case[0] for case in CASES}


def test_the_small_guide_has_no_fault(toy):
    """So every fault above is the one that the test put there."""
    add_guide(toy)
    assert toy.faults() == []


def test_a_source_that_only_a_claim_names_is_used(toy):
    """What the guide's YAML cites is cited; a source that nothing names any more is told."""
    add_guide(toy)
    text = (toy.content / "sources.yml").read_text("utf-8")
    toy.write("content/sources.yml", text + text[text.index("- id:") :].replace("homburg-2017", "waiter-1999"))
    assert [f.wrong for f in toy.faults()] == ["nothing cites the source “waiter-1999”."]
    claims = (toy.content / "claims.yml").read_text("utf-8")
    toy.write("content/claims.yml", claims.replace("[homburg-2017]", "[waiter-1999]", 1))
    assert toy.faults() == []
