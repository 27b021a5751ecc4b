"""Every state in which a page of the site can stand: brings a browser's pages into one after the other; knows the pages, and nothing of what is looked for in them.

`walk(open_page, url)` yields (name, page) each time that something new is to be seen; whoever takes it looks at the page and goes on.
The pages are the real ones with the real engine, but for the states in which there is none.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date

from playwright.sync_api import expect

from tests.web.invitations import written

QUESTIONS, RESULT, TEAM, COMPARE, PRIVACY = ("assessment/questions/", "assessment/result/", "assessment/team/", "assessment/compare/", "about/privacy/")
LONG = {"timeout": 90_000}


def walk(open_page: Callable, url: str) -> Iterator[tuple[str, object]]:
    """All states, each with its page; `open_page(**options)` opens one in a context of its own."""
    yield from theme(open_page, url)
    yield from answering(open_page, url)
    yield from results(open_page, url)
    yield from broken(open_page, url)
    yield from comparing(open_page, url)
    yield from team(open_page, url)
    yield from device(open_page, url)


def theme(open_page, url):
    """What belongs to every page: search, menu, the page for unknown addresses."""
    page = open_page()
    page.goto(url + "guide/what-is-cem/")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("alliance")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()
    yield "search open", page
    phone = open_page(viewport={"width": 390, "height": 844})
    phone.goto(url + "pillars/mindset/alliance/")
    phone.locator("label[for=__drawer]:visible").first.click()
    expect(phone.locator(".md-sidebar--primary .md-nav__title").first).to_be_visible()
    yield "menu open on a phone", phone
    phone.goto(url + "no-such-page/")
    yield "unknown address", phone


def go(page, view):
    """Follow a fragment."""
    page.evaluate("id => { location.hash = id; }", view)
    expect(page.locator("#ts-assessment")).to_have_attribute("data-view", view)


def views(page) -> list[str]:
    """The ids of the dimensions."""
    return page.eval_on_selector_all("section[data-dimension]", "all => all.map(s => s.dataset.dimension)")


def opened(page):
    """Open what is folded and in view."""
    page.evaluate("document.querySelectorAll('article details').forEach(one => { if (one.checkVisibility()) one.open = true; })")


def answering(open_page, url):
    """The questions: invited, empty, answered in part, checked, with a result, deleted."""
    page = open_page()
    page.goto(url + QUESTIONS)
    page.wait_for_selector("[data-ready]")
    known = page.evaluate("document.getElementById('ts-assessment').dataset.hash")
    yield "questions, overview, empty", page
    opened(page)
    yield "questions, overview, all unfolded", page
    page.set_input_files("[data-do=load]", {"name": "bad.json", "mimeType": "", "buffer": b"\xff"})
    expect(page.locator("[data-start=faults]")).to_contain_text("not a text in UTF-8")
    yield "questions, a file was refused", page
    page.goto("about:blank")
    page.goto(url + QUESTIONS + "#" + written(known, "q", 0, 4, "Service", "2026"))
    expect(page.locator("#invitation")).to_be_visible()
    yield "questions, invited", page
    page.goto("about:blank")
    page.goto(url + QUESTIONS + "#TI1-x")
    expect(page.locator("#invitation-fault")).to_be_visible()
    yield "questions, a broken invitation", page
    names = views(page)
    go(page, names[0])
    yield "questions, a dimension, empty", page
    for name in names[:6]:
        go(page, name)
        page.locator(f"#{name} .tq-anchor").nth(2).click()
    go(page, names[0])
    opened(page)
    page.locator(f"#{names[0]} textarea").first.fill("A note")
    page.locator(f"#{names[0]} .tq-other:visible").first.click()
    page.locator(f"#{names[0]} [data-do=clear]:visible").first.click()
    expect(page.locator("[data-notice]")).to_be_visible()
    yield "questions, a dimension, with a note and a notice", page
    go(page, "facts")
    yield "questions, say and do", page
    go(page, "check")
    yield "questions, check, half", page
    for name in names:
        go(page, name)
        page.locator(f"#{name} .tq-anchor").nth(len(name) % 5).click()
    go(page, "check")
    page.locator("#handing-open").click()
    expect(page.locator(".tq-handing-code")).to_be_visible(**LONG)
    yield "questions, check, handing in", page
    go(page, "result")
    page.wait_for_selector("main[data-state=shown]", **LONG)
    yield "questions, result", page
    page.locator(".ts-report a[href^='#explain-']:visible").first.click()
    expect(page.locator(".tq-explain article").first).to_be_visible(**LONG)
    page.locator(".tq-take input:visible").first.check()
    expect(page.locator(".tq-plan-step").first).to_be_visible(**LONG)
    opened(page)
    yield "questions, result, explained and planned", page
    go(page, "start")
    opened(page)
    page.locator("[data-do=delete]").click()
    expect(page.locator("[data-notice-undo]")).to_be_visible()
    yield "questions, deleted, with an undo", page


def results(open_page, url):
    """The page of a result: empty, from a link, from a broken link."""
    page = open_page()
    page.goto(url + RESULT)
    page.wait_for_selector("main[data-state=empty]")
    yield "result, empty", page
    code = page.evaluate("document.getElementById('ts-assessment').dataset.example")
    page.evaluate("code => { location.hash = code; }", code)
    page.wait_for_selector("main[data-state=shown]", **LONG)
    opened(page)
    yield "result, from a link", page
    page.evaluate("code => { location.hash = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0'); }", code)
    page.wait_for_selector("main[data-state=failed]", **LONG)
    yield "result, from a broken link", page


def broken(open_page, url):
    """No engine: its bytes do not come, or the browser blocks it."""
    page = open_page()
    page.goto(url + RESULT)
    code = page.evaluate("document.getElementById('ts-assessment').dataset.example")
    page.add_init_script("WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('blocked'));")
    page.goto("about:blank")
    page.goto(url + RESULT + "#" + code)
    page.wait_for_selector("main[data-state=failed]", **LONG)
    yield "engine blocked", page
    page = open_page()
    page.context.route("**/engine/**", lambda route: route.fulfill(status=404, body=""))
    page.goto(url + RESULT + "#" + code)
    page.wait_for_selector("main[data-state=failed]", **LONG)
    yield "engine missing", page


def comparing(open_page, url):
    """The comparison: empty, and of two files with a third refused."""
    page = open_page()
    page.goto(url + COMPARE)
    page.wait_for_selector("[data-ready]")
    yield "compare, empty", page
    about = page.evaluate("(({ model, version, items }) => ({ id: model, version, items: items.split(' ') }))(document.getElementById('ts-assessment').dataset)")
    files = [_sheet(about, level, day) for level, day in ((2, "2026-05-02"), (3, date.today().isoformat()))]
    page.set_input_files("[data-compare=file]", [*files, {"name": "bad.json", "mimeType": "", "buffer": b"{"}])
    page.wait_for_selector("main[data-state=shown]", **LONG)
    page.wait_for_selector("[data-refused]")
    yield "compare, two files and a refused one", page


def _sheet(about, level, day):
    answers = {item: {"level": level if n % 5 else 1} for n, item in enumerate(about["items"])}
    text = {"format": "touchstone-answers/1", "model": {"id": about["id"], "version": about["version"]}, "mode": "full", "date": day, "answers": answers}
    return {"name": f"{day}.json", "mimeType": "", "buffer": json.dumps(text).encode()}


def team(open_page, url):
    """A team: empty, asked, collecting with faults, seeing, talking, agreeing, on the shared screen."""
    page = open_page()
    page.goto(url + TEAM)
    page.wait_for_selector("[data-ready]")
    yield "team, empty", page
    page.get_by_role("button", name="Try it with the example team of seven").click()
    expect(page.locator("#team-count")).to_contain_text("7 of 7 handed in", **LONG)
    page.locator("#team-paste").fill("TU1-0000000-0000000")
    page.get_by_role("button", name="Add what is in the field").click()
    expect(page.locator(".tq-faults-box li").first).to_be_visible(**LONG)
    opened(page)
    yield "team, collecting, a code refused", page
    page.get_by_role("button", name="All in: show the picture").click()
    page.wait_for_selector("main[data-state=shown]", **LONG)
    opened(page)
    yield "team, picture", page
    page.get_by_role("button", name="Start the workshop").click()
    page.get_by_role("button", name="Show our answers").click()
    expect(page.locator(".tq-stage .ts-card-verdict")).to_be_visible(**LONG)
    page.locator(".tq-agree-level").nth(1).click()
    yield "team, a question, agreed", page
    page.locator("#team-stage-question").focus()
    page.keyboard.press("l")
    yield "team, a question, on the shared screen", page
    page.get_by_role("button", name="Back to the list").click()
    yield "team, agenda", page


def device(open_page, url):
    """The privacy page: empty, full, something deleted."""
    page = open_page()
    page.goto(url + PRIVACY)
    page.wait_for_selector(".ts-stored[data-ready]")
    expect(page.locator(".ts-stored-sum")).to_contain_text("Nothing of this site is stored")
    yield "privacy, nothing stored", page
    page.hover(".md-header__title")
    page.wait_for_selector("html.js", state="attached")  # the theme's script came, and keeps the colours
    page.goto(url + QUESTIONS)
    page.wait_for_selector("[data-ready]")
    go(page, views(page)[0])
    page.locator(".tq-anchor:visible").first.click()
    page.wait_for_timeout(500)
    page.goto(url + PRIVACY)
    expect(page.locator(".ts-stored-row")).to_have_count(2)
    page.get_by_role("button", name="Delete everything in this list").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".ts-stored-row")).to_have_count(2)
    page.locator(".ts-stored-row button").first.click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    yield "privacy, one thing deleted", page
