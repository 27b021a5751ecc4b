"""What is taken out of a style sheet: rules that can match nothing, and nothing else."""

import pytest

from assessment.build.purge import purged, without_dead_properties

WORDS = {"a", "b", "here", "w1.5"}
VALUES = {("dir", "ltr"), ("scheme", "dark")}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{x:1}.gone{x:1}", ".a{x:1}"),
        (".a .gone,.b{x:1}", ".b{x:1}"),  # one selector of a list goes, the rule stays
        ("#here{x:1}#gone{x:1}", "#here{x:1}"),
        ("p,*,:root{x:1}", "p,*,:root{x:1}"),  # needs nothing
        (".a:not(.gone){x:1}", ".a:not(.gone){x:1}"),  # what must not be there may be missing
        (".a:is(.gone,.b){x:1}", ".a:is(.gone,.b){x:1}"),
        ("[dir=rtl] .a{x:1}[dir=ltr] .a{x:1}", "[dir=ltr] .a{x:1}"),
        ('[scheme="light"]{x:1}[scheme="dark"]{x:1}', '[scheme="dark"]{x:1}'),
        ("[type=text]{x:1}", "[type=text]{x:1}"),  # an attribute that nobody listed
        (r".w1\.5{x:1}", r".w1\.5{x:1}"),
        ("@media print{.gone{x:1}}@media print{.a{x:1}.gone{x:1}}", "@media print{.a{x:1}}"),
        ("@supports (x:1){@media print{.gone{x:1}}}", ""),
        ("@keyframes gone{0%{x:1}to{x:2}}", "@keyframes gone{0%{x:1}to{x:2}}"),
        ('@font-face{src:url("x.woff")}@import "x.css";', '@font-face{src:url("x.woff")}@import "x.css";'),
        ('.a:before{content:"} .gone{"}.b{x:url(data:image/svg+xml;{.gone})}', '.a:before{content:"} .gone{"}.b{x:url(data:image/svg+xml;{.gone})}'),
        ('[href$=".gone"]{x:1}', '[href$=".gone"]{x:1}'),  # the end of an address is no class
    ],
)
def test_a_rule_stays_unless_it_needs_what_is_not_there(css, left):
    """Classes, ids and listed values count; strings, addresses, negations and rules without a selector do not."""
    assert purged(css, WORDS, VALUES) == left


def test_properties_that_nobody_names_go_also_in_chains():
    """--c is named only by --b, and --b by nobody: both go. --a is used here, --d in another sheet."""
    css = ":root{--a:1;--b:var(--c);--c:2;--d:3}@media print{:root{--b:4}}p{x:var(--a)}"
    assert without_dead_properties(css, "q{y:var(--d)}") == ":root{--a:1;--d:3}p{x:var(--a)}"
