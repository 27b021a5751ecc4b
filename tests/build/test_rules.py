"""Each rule of the gate finds the fault it is named after: at its line, in words an author understands, and nothing else."""

import pytest

from assessment.build import check
from assessment.build.item_rules import ITEM_RULES, different_words
from assessment.build.rules import RULES
from tests.build.conftest import TOY

MODEL, WELCOME, GOODBYE = "content/model.yml", "content/dimensions/welcome.yml", "content/dimensions/goodbye.yml"
RETIRED, FACTS, TARGETS, SOURCES = "content/retired.yml", "content/facts.yml", "content/targets.yml", "content/sources.yml"
ROLES = "".join(f"\n  - {{id: r{n}, title: Role {n}}}" for n in range(1, 15))

# rule, file, what stands there, what a test writes instead, [where, words of what is wrong, words of what would be right]
CASES = [
    ("ids_are_unique", WELCOME, "- id: welcome.waiting", "- id: welcome.greeting", [f"{WELCOME}:22 (welcome.greeting)", f"is taken (first at {WELCOME}:6)", "an id of its own"]),
    ("ids_are_unique", MODEL, "{id: service,", "{id: kitchen,", [f"{MODEL}:21 (kitchen)", "role id “kitchen” is taken", "an id of its own"]),
    ("ids_are_slugs", GOODBYE, "- id: goodbye.bill", "- id: goodbye.The_Bill", [f"{GOODBYE}:6 (goodbye.The_Bill)", "not of the form <dimension>.<slug>", "lower-case letters"]),
    ("ids_are_slugs", MODEL, "id: toy", "id: Toy!", [f"{MODEL}:2 (Toy!)", "“Toy!” is not a slug", "lower-case letters"]),
    ("ids_are_free", MODEL, "{id: service,", "{id: unsaid,", [f"{MODEL}:21 (unsaid)", "reserved", "another id"]),
    ("ids_are_free", MODEL, "- id: leaving", "- id: overall", [f"{MODEL}:16 (overall)", "the whole result has this id", "another id"]),
    ("retired_ids_stay_retired", WELCOME, "- id: welcome.waiting", "- id: welcome.smile", [f"{WELCOME}:22 (welcome.smile)", "was retired with version 1.0.0", "a new id"]),
    ("replacements_exist", RETIRED, "replaced_by: welcome.greeting", "replaced_by: welcome.greting", [f"{RETIRED}:7 (welcome.smile)", "“welcome.greting” is no other item", "Did you mean “welcome.greeting”?"]),
    ("versions_are_in_order", MODEL, '"1.1.0"', '"1.1"', [f"{MODEL}:3 (toy)", "“1.1” is no version", "three whole numbers in quotes"]),
    ("versions_are_in_order", WELCOME, '"1.1.0"', '"1.2.0"', [f"{WELCOME}:36 (welcome.waiting)", "1.2.0, newer than the model (1.1.0)", "Raise the version in model.yml"]),
    ("versions_are_in_order", RETIRED, 'since: "1.0.0"', 'since: "1.1.0"', [f"{RETIRED}:6 (welcome.smile)", "1.0.0, older than “since” (1.1.0)", "last version that asked"]),
    ("language_is_a_tag", MODEL, "lang: en", "lang: English", [f"{MODEL}:4 (toy)", "“English” is no language tag", "such as en"]),
    ("scale_has_five_levels", MODEL, "{level: 4, name", "{level: 3, name", [f"{MODEL}:6 (toy)", "1, 2, 3, 3, 5", "1, 2, 3, 4, 5"]),
    ("roles_fit_the_code", MODEL, "\n  - {id: service, title: Service}", "\n  - {id: service, title: Service}" + ROLES, [f"{MODEL}:35 (r14)", "16 roles", "at most 15"]),
    ("sides_are_known", MODEL, "{id: service, title: Service}", "{id: service, title: Service, side: frontline}", [f"{MODEL}:21 (service)", "the side “frontline”", "Did you mean “front-line”?"]),
    ("pillars_are_not_empty", MODEL, "    dimensions: [goodbye]", "    dimensions: [goodbye]\n  - {id: hollow, title: Hollow, dimensions: []}", [f"{MODEL}:19 (hollow)", "“hollow” has no dimension", "at least one"]),
    ("files_match_the_model", MODEL, "[welcome]", "[welcome, paying]", [f"{MODEL}:15 (arriving)", "“paying” has no file", "content/dimensions/paying.yml"]),
    ("files_match_the_model", MODEL, "[welcome]", "[welcome, goodbye]", [f"{MODEL}:18 (leaving)", "listed twice", "Keep one"]),
    ("file_names_are_known", "content/facts.yml", "expected_from: 4", "expected_from: 4", None),
    ("sources_are_known", WELCOME, "sources: [homburg-2017]\n    since", "sources: [homburg-2071]\n    since", [f"{WELCOME}:20 (welcome.greeting)", "“homburg-2071” is not in sources.yml", "Did you mean “homburg-2017”?"]),
    ("sources_can_be_found", SOURCES, "doi: 10.1007", "doi: https://doi.org/10.1007", [f"{SOURCES}:8 (homburg-2017)", "is no DOI", "Write it bare"]),
    ("sources_can_be_found", SOURCES, "url: null", "url: www.example.org", [f"{SOURCES}:9 (homburg-2017)", "is no address", "https://"]),
    ("facts_fit_the_model", FACTS, "dimension: welcome", "dimension: welcom", [f"{FACTS}:4 (asked-guests)", "“welcom” does not exist", "Did you mean “welcome”?"]),
    ("facts_fit_the_model", FACTS, "expected_from: 4", "expected_from: 6", [f"{FACTS}:5 (asked-guests)", "“expected_from” is 6", "from 1 to 5"]),
    ("targets_fit_the_model", TARGETS, "welcome: 4", "welcome: 0", [f"{TARGETS}:5", "the target for “welcome” is 0", "from 1 to 5"]),
    ("targets_fit_the_model", TARGETS, "{welcome: 4", "{door: 4", [f"{TARGETS}:5", "“door” does not exist", "Name one of model.yml"]),
    ("targets_fit_the_model", TARGETS, "size: small", "size: tiny", [f"{TARGETS}:2", "“size” is “tiny”", "small or large"]),
    ("dimensions_ask_something", None, None, None, None),
    ("one_core_item_comes_first", GOODBYE, "    core: true\n", "", [f"{GOODBYE}:5 (goodbye)", "no item of “goodbye” has “core: true”", "put it first"]),
    ("one_core_item_comes_first", WELCOME, "    na_allowed: true\n", "    core: true\n", [f"{WELCOME}:23 (welcome.waiting)", "“welcome” has 2 core items", "on one of them"]),
    ("core_items_always_apply", GOODBYE, "    core: true\n", "    core: true\n    na_allowed: true\n", [f"{GOODBYE}:8 (goodbye.bill)", "a core item allows “not applicable”", "Remove “na_allowed”"]),
    ("items_belong_to_their_dimension", GOODBYE, "- id: goodbye.bill", "- id: farewell.bill", [f"{GOODBYE}:6 (farewell.bill)", "does not start with “goodbye.”", "Write goodbye.bill"]),
    ("weights_count", WELCOME, "weight: 2", "weight: 0", [f"{WELCOME}:8 (welcome.greeting)", "“weight” is 0", "1 or more"]),
    ("weights_count", RETIRED, "weight: 1", "weight: -1", [f"{RETIRED}:4 (welcome.smile)", "“weight” is -1", "1 or more"]),
    ("ladders_have_five_rungs", GOODBYE, "      1: Guests go and look for somebody.\n", "", [f"{GOODBYE}:9 (goodbye.bill)", "the anchors are 2, 3, 4, 5", "1, 2, 3, 4, 5"]),
    ("next_steps_are_four", GOODBYE, "  4: Try another way to pay.", "  5: Try another way to pay.", [f"{GOODBYE}:21 (goodbye)", "the next steps are 1, 2, 3, 5", "from 1 to 4"]),
    ("anchors_are_short", GOODBYE, "Guests go and look for somebody.", "word " * 20 + "end.", [f"{GOODBYE}:10 (goodbye.bill)", "level 1 has 21 words", "at most 20"]),
    ("anchors_differ", GOODBYE, "1: Guests go and look for somebody.", "1: Most waiters bring the bill when asked.", [f"{GOODBYE}:11 (goodbye.bill)", "levels 1 and 2 differ in 2 words only", "at least 4"]),
    ("texts_are_clean", GOODBYE, "ask: Service", 'ask: "Service "', [f"{GOODBYE}:17 (goodbye.bill)", "“ask” starts or ends with a space", "Remove it"]),
    ("texts_are_clean", GOODBYE, "ask: Service", 'ask: ""', [f"{GOODBYE}:17 (goodbye.bill)", "“ask” is empty", "Write the text"]),
    ("texts_are_clean", GOODBYE, "ask: Service", "ask: |-\n      Service\n\n      and kitchen", [f"{GOODBYE}:17 (goodbye.bill)", "more than one paragraph", "Use >-"]),
    ("texts_are_clean", GOODBYE, "ask: Service", 'ask: "Ser\\u200bvice"', [f"{GOODBYE}:17 (goodbye.bill)", "U+200B", "Delete it"]),
]  # fmt: skip
RUN = [case for case in CASES if case[4]]


def test_the_toy_has_no_fault():
    """The toy instrument passes the gate, so every fault below is the one that the test put there."""
    assert check(TOY / "content", TOY / "docs") == []


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), RUN, ids=[f"{n}-{case[0]}" for n, case in enumerate(RUN)])
def test_a_rule_tells_its_fault_and_no_other(toy, rule, file, old, new, said):
    """One spoilt place gives one fault, at its line, that says what is wrong and what would be right."""
    toy.edit(file, old, new)
    faults = [f for f in toy.faults() if said[1] in f.wrong]
    assert len(faults) == 1, toy.faults()
    assert (faults[0].where, said[1] in faults[0].wrong, said[2] in faults[0].right) == (said[0], True, True), faults[0]
    # a changed id or a missing file has consequences elsewhere; all others stand alone
    if rule not in ("ids_are_unique", "ids_are_slugs", "ids_are_free", "versions_are_in_order", "retired_ids_stay_retired", "files_match_the_model"):
        assert len(toy.faults()) == 1, toy.faults()


def test_every_rule_is_tried():
    """No rule is without a test that spoils content for it."""
    tried = {case[0] for case in CASES}
    assert {rule.__name__ for rule in (*RULES, *ITEM_RULES)} == tried


def test_a_dimension_without_items_is_told(toy):
    """A dimension that asks nothing could never be scored."""
    text = (toy.content / "dimensions/goodbye.yml").read_text("utf-8")
    start, end = text.index("items:"), text.index("next_steps:")
    toy.write(GOODBYE, text[:start] + "items: []\n" + text[end:])
    assert [str(f) for f in toy.faults()] == [f"{GOODBYE}:5 (goodbye): the dimension “goodbye” has no item. Write at least one."]


def test_a_core_item_that_is_not_first_is_told(toy):
    """Quick answers carry over only if the core item is asked first."""
    toy.edit(WELCOME, "    core: true\n", "")
    toy.edit(WELCOME, "    na_allowed: true\n", "    core: true\n")
    assert [(f.where, f.wrong) for f in toy.faults()] == [(f"{WELCOME}:22 (welcome.waiting)", "the core item is number 2 of “welcome”.")]


def test_a_ladder_of_86_words_is_told(toy):
    """Five anchors of an item have at most 85 words together: 17 each pass, one more does not."""
    lines = (toy.content / "dimensions/goodbye.yml").read_text("utf-8").splitlines()
    for level in range(1, 6):
        lines[8 + level] = f"      {level}: " + " ".join(f"w{level}{n}" for n in range(17))
    toy.write(GOODBYE, "\n".join(lines) + "\n")
    assert toy.faults() == []
    lines[13] += " more"
    toy.write(GOODBYE, "\n".join(lines) + "\n")
    assert [(f.where, f.wrong) for f in toy.faults()] == [(f"{GOODBYE}:9 (goodbye.bill)", "the anchors have 86 words together.")]


def test_a_file_that_the_model_does_not_list_is_told(toy):
    """A dimension file without its place in model.yml is not forgotten in silence."""
    toy.edit(MODEL, "[goodbye]", "[good-bye]")
    assert [(f.where, f.wrong, f.right) for f in toy.faults()] == [
        (f"{GOODBYE}:2 (goodbye)", "model.yml does not list the dimension “goodbye”.", "Did you mean “good-bye”? List it under its pillar, or delete this file."),
        (FACTS.replace("facts", "model") + ":18 (leaving)", "the dimension “good-bye” has no file.", "Did you mean “goodbye”? Create content/dimensions/good-bye.yml, or take it off the list."),
    ]


@pytest.mark.parametrize(("name", "right"), [("retried.yml", "Did you mean “retired”?"), ("facts.yaml", "Rename it to facts.yml."), ("dimensions/welcome.yaml", "Rename it to welcome.yml.")])
def test_a_file_with_a_misspelt_name_is_told(toy, name, right):
    """A file that nobody would read is a fault, not silence."""
    toy.write(f"content/{name}", "[]\n")
    assert [(f.where, right in f.right) for f in toy.faults()] == [(f"content/{name}:1", True)]


@pytest.mark.parametrize("value", ["", "min_group:", "min_group: 2", "min_group: many", 'min_group: ""'])
def test_an_odd_smallest_group_is_no_fault(toy, value):
    """A smallest group that is missing, empty, unreadable or below 3 counts as 5, so it is nothing to stop for."""
    toy.edit(MODEL, "min_group: 5\n", f"{value}\n" if value else "")
    assert toy.faults() == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The bill comes.", "the bill, comes", 0),
        ("a b c", "a b d", 2),
        ("they ask twice twice", "they ask twice", 1),
        ("guests' reports show it", "nobody knows", 6),
    ],
)
def test_words_that_differ_are_counted_on_both_sides(one, other, apart):
    """Case and punctuation are no difference; repeated words count."""
    assert different_words(one, other) == apart


def test_all_faults_come_in_one_run_sorted_by_file_and_line(toy):
    """Broken YAML, a wrong type, a wrong reference and a rule, in four files: the author sees all of them at once."""
    toy.edit(GOODBYE, "ask: Service", 'ask: "Service')
    toy.edit(WELCOME, "weight: 2", "weight: 2.0")
    toy.edit(WELCOME, "text: What do guests hear", "txt: What do guests hear")
    toy.edit(WELCOME, "  4: Try another greeting for a week.\n", "")
    toy.edit(FACTS, "dimension: welcome", "dimension: nowhere")
    toy.edit(MODEL, "lang: en", "lang: 7")
    toy.edit("docs/index.md", "[^homburg-2017]", "[^homburg-2018]")
    assert [f.where for f in toy.faults()] == [
        f"{GOODBYE}:17",
        f"{WELCOME}:8 (welcome.greeting)",
        f"{WELCOME}:22 (welcome.waiting)",
        f"{WELCOME}:24 (welcome.waiting)",
        f"{WELCOME}:37 (welcome)",
        f"{FACTS}:4 (asked-guests)",
        f"{MODEL}:4 (toy)",
        "docs/index.md:9",
    ]
