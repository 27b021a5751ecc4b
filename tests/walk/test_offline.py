"""Copies for use without a network: in a real browser, with the real engine, below a sub-path, against a server that goes away or changes the site."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from assessment.build.offline import SWITCHED_OFF, write_offline

READY = "performance.getEntriesByName('touchstone:engine-ready').length"
ANSWER = """() => { for (const input of document.querySelectorAll('input[name*="."][value="3"]')) { input.checked = true; input.dispatchEvent(new Event("change", { bubbles: true })); } }"""
CACHES = "() => caches.keys()"
KEPT = """async () => {
  const all = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
  return all;
}"""
QUESTIONS = "assessment/questions/"
HOST = {"Cache-Control": "max-age=600"}  # as GitHub Pages says


@pytest.fixture
def folder(site, tmp_path):
    """A copy of the site that the test may change."""
    return shutil.copytree(site, tmp_path / "site")


@pytest.fixture
def visitor(open_page):
    """A page in a browser that allows service workers."""
    return open_page(service_workers="allow")


def visit(page, address):
    """Open the questions, answer all of them, and wait until the page says that it is kept."""
    page.goto(address)
    page.wait_for_selector("[data-ready]")
    page.evaluate(ANSWER)
    expect(page.locator("[data-offline]")).not_to_have_attribute("hidden", "", timeout=90_000)


def newer(folder, word="newer"):
    """Another edition: each page has other words, and each module of the application another address."""
    [app] = (folder / "app").iterdir()
    app.rename(app.with_name("0123abcd"))
    for path in [*folder.rglob("*.html"), folder / "offline.js"]:
        path.write_text(path.read_text("utf-8").replace(app.name, "0123abcd"), "utf-8")
    for path in folder.rglob("*.html"):
        path.write_text(path.read_text("utf-8").replace("<title>", f"<title>{word} "), "utf-8")
    write_offline(folder)


def test_after_one_visit_it_works_without_a_network(server, visitor, watch):
    """Reloaded with the server gone: the answers are there, Python starts, and the result is shown; each byte came once."""
    watch.allow("ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_INTERNET")
    host = server(mount="/repo/", headers=HOST)
    visit(visitor, host.url + QUESTIONS)
    paths = [r.path for r in host.log.requests]
    assert "/repo/offline.js" in paths
    assert {p for p in paths if paths.count(p) > 1} == set(), "something came twice"
    assert not [p for p in paths if "?" in p]
    host.stop()
    visitor.reload()
    visitor.wait_for_selector("[data-ready]")
    expect(visitor.locator("[data-start=count]")).to_contain_text("11 of 11")
    visitor.evaluate("location.hash = 'result'")
    expect(visitor.locator("main")).to_have_attribute("data-state", "shown", timeout=90_000)


def test_a_first_answer_without_a_network(server, visitor, watch):
    """The network is away at the first answer and comes back: after "Try again" the page is kept, as it would have been."""
    watch.allow("ERR_|503|Failed to load|fetching the script")
    host = server(mount="/repo/", headers=HOST)
    visitor.goto(host.url + QUESTIONS)
    visitor.wait_for_selector("[data-ready]")
    visitor.context.set_offline(True)
    visitor.evaluate(ANSWER)
    visitor.evaluate("location.hash = 'result'")
    visitor.wait_for_selector("main[data-state=failed]", timeout=60_000)
    visitor.context.set_offline(False)
    visitor.get_by_role("button", name="Try again").click()
    expect(visitor.locator("main")).to_have_attribute("data-state", "shown", timeout=90_000)
    expect(visitor.locator("[data-offline]")).not_to_have_attribute("hidden", "", timeout=60_000)
    host.stop()
    visitor.reload()
    expect(visitor.locator("main")).to_have_attribute("data-state", "shown", timeout=90_000)


def test_a_page_that_is_not_kept_names_those_that_are(server, visitor, watch):
    """Without a network the browser's own error would say nothing of the answers."""
    watch.allow("ERR_|503")
    host = server(mount="/repo/", headers=HOST)
    visit(visitor, host.url + QUESTIONS)
    host.stop()
    visitor.goto(host.url + "guide/history/")
    expect(visitor.locator("h1")).to_have_text("No network")
    visitor.click("a")
    visitor.wait_for_selector("[data-ready]")


def test_a_deploy_in_the_middle_of_a_visit(server, folder, visitor, watch):
    """The open page goes on with its own edition, also with an engine that the server has no more; the next page is the new edition, and is kept whole."""
    watch.allow("ERR_|404")
    host = server(folder, mount="/repo/", headers={"Cache-Control": "no-cache"})
    visit(visitor, host.url + QUESTIONS)
    visitor.reload()
    visitor.wait_for_selector("[data-ready]")
    newer(folder)
    [engine] = [path for path in (folder / "engine").iterdir() if path.is_dir()]
    gone = engine.rename(folder / "gone")
    visitor.evaluate("location.hash = 'result'")
    expect(visitor.locator("main")).to_have_attribute("data-state", "shown", timeout=90_000)
    gone.rename(engine)
    visitor.goto(host.url + "assessment/result/")
    expect(visitor).to_have_title(re.compile("^newer"))
    expect(visitor.locator("main")).to_have_attribute("data-state", "shown", timeout=90_000)
    visit(visitor, host.url + QUESTIONS)
    expect(visitor).to_have_title(re.compile("^newer"))
    host.stop()
    visitor.reload()
    expect(visitor).to_have_title(re.compile("^newer"))
    visitor.wait_for_selector("[data-ready]")


def test_pages_and_files_of_two_days_are_never_kept_together(server, folder, visitor, watch):
    """The site is swapped between the page and the list of what to keep: then nothing is kept, and the next visit keeps the new edition."""
    watch.allow("ERR_|404")
    host = server(folder, mount="/repo/", headers={"Cache-Control": "no-cache"})
    visitor.goto(host.url + QUESTIONS)
    visitor.wait_for_selector("[data-ready]")
    newer(folder)
    visitor.evaluate(ANSWER)
    while not visitor.evaluate(READY):
        visitor.wait_for_timeout(200)
    visitor.wait_for_timeout(2000)
    assert visitor.evaluate(KEPT) == []
    visit(visitor, host.url + QUESTIONS)
    kept = visitor.evaluate(KEPT)
    assert "/repo/" + QUESTIONS in kept
    assert {path.split("/")[3] for path in kept if path.startswith("/repo/app/")} == {"0123abcd"}


def test_the_owner_switches_it_off(server, folder, visitor, watch):
    """The next visit deletes the copies of this site and its worker, and nothing of another site on the same origin."""
    watch.allow("ERR_")
    host = server(folder, mount="/repo/", headers=HOST)
    visit(visitor, host.url + QUESTIONS)
    others = ["another's", "touchstone:/elsewhere/:1"]
    visitor.evaluate("names => Promise.all(names.map((name) => caches.open(name)))", others)
    page = folder / QUESTIONS / "index.html"
    page.write_text(page.read_text("utf-8").replace("</title>", "</title>" + SWITCHED_OFF), "utf-8")
    write_offline(folder)
    visitor.goto(host.url + QUESTIONS)
    for _ in range(50):
        if sorted(visitor.evaluate(CACHES)) == sorted(others):
            break
        visitor.wait_for_timeout(100)
    assert sorted(visitor.evaluate(CACHES)) == sorted(others)
    assert visitor.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_who_only_looks_gets_nothing(server, visitor):
    """Before the first answer there is no worker and no copy, and no request for one."""
    host = server(headers=HOST)
    visitor.goto(host.url + QUESTIONS)
    visitor.wait_for_selector("[data-ready]")
    visitor.wait_for_timeout(500)
    assert visitor.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert not host.log.paths("offline.js")
