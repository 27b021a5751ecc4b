"""Takes a page as it stands and gives what axe-core finds in it, in every way in which people see it; knows no page.

`MODES`: light at 1280 pixels; dark; forced colours; and 320 by 256 pixels, which is what 400 % zoom leaves of 1280 by 1024.
Every rule of WCAG 2.2 A and AA and axe's best practice is asked at the first and the last; where only colours change, those about contrast.
"""

from tests.site.test_access import AXE, CONTRAST, TAGS

# Views that do not show hold thousands of elements, in none of which axe-core would find anything.
ASK = """([type, values]) => axe.run({ exclude: [...document.querySelectorAll(".tq-view")].filter((view) => !view.checkVisibility()) }, { runOnly: { type, values }, resultTypes: ["violations"] })
  .then((all) => all.violations.map((v) => [v.id, v.impact, v.nodes.map((n) => n.target.join(" ") + ": " + n.failureSummary)]))"""

# In forced colours Chromium tells the colour that is drawn as `color`, and the one that would have been as `-webkit-text-fill-color`, which axe-core reads.
DRAWN = """() => {
  const { getPropertyValue } = CSSStyleDeclaration.prototype;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) { return getPropertyValue.call(this, name === "-webkit-text-fill-color" && matchMedia("(forced-colors: active)").matches ? "color" : name); };
}"""
LIGHT, DARK, FORCED, ZOOMED = MODES = ("light", "dark", "forced colours", "zoomed to 400 %")


def faults(page, state: str, modes=MODES) -> list[tuple]:
    """(state, mode, rule, impact, places) of each violation, and what is wider than its window; the page is then as it was."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
        page.evaluate(DRAWN)
    size, found = page.viewport_size, []
    scheme = page.evaluate("document.body.getAttribute('data-md-color-scheme')")

    def ask(mode, what):
        found.extend((state, mode, *violation) for violation in page.evaluate(ASK, what))

    for mode in modes:
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", "slate" if mode == DARK else "default")
        if mode == FORCED:
            page.emulate_media(forced_colors="active", reduced_motion="reduce")
        if mode == ZOOMED:
            page.set_viewport_size({"width": 320, "height": 256})
            more = _wider(page)
            if more > 0:
                page.wait_for_timeout(600)  # what slides out of the window has gone then
                more = _wider(page)
            found.extend([(state, mode, f"is {more} pixels wider than its window")] if more > 0 else [])
        ask(mode, ["tag", TAGS] if mode in (LIGHT, ZOOMED) else ["rule", CONTRAST])
        if mode == FORCED:
            page.emulate_media(forced_colors="none", reduced_motion="reduce")
        if mode == ZOOMED:
            page.set_viewport_size(size)
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    return found


def _wider(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
