"""The team page as a person uses it, with a stand-in for the engine: the moves that its tests make."""

import json

import pytest
from playwright.sync_api import expect

from tests.web.conftest import FormPage

HERE = "assessment/team/"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.getElementById("team-paste").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
DROP = """files => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  document.querySelector("footer").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def code(who, how="OK"):
    """A code as the stand-in knows them."""
    return f"TU1-{who}-{how}"


def codes(number, first=1):
    """As many good codes, one a line, each of another respondent."""
    return "\n".join(code(f"{n:08d}") for n in range(first, first + number))


class Team(FormPage):
    """The team page, with the moves that the tests make."""

    here = HERE

    def paste(self, text):
        """Paste into the field, as the keys do."""
        self.page.evaluate(PASTE, text)

    def count(self, text):
        """Wait for the line that says how many have handed in."""
        expect(self.page.locator("#team-count")).to_have_text(text)

    def notice(self, text):
        """Wait for what the notice says."""
        expect(self.page.locator("[data-notice] .tq-notice-text")).to_have_text(text)

    def undo(self):
        """Press Undo in the notice."""
        self.page.click("[data-notice-undo]")

    def press(self, name):
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def invited(self, number):
        """Say how many are invited."""
        self.page.fill("#invite-invited", str(number))
        self.page.locator("#invite-invited").blur()

    def files(self, *files):
        """Choose files: (name, content) each."""
        self.page.set_input_files("#team-collect input[type=file]", [{"name": n, "mimeType": "", "buffer": c if isinstance(c, bytes) else c.encode()} for n, c in files])

    def calls(self, do):
        """What the stand-in was asked of one kind."""
        return [call for call in self.standin()["calls"] if call["do"] == do]

    def all_in(self):
        """Say that all are in, and wait for the picture and the questions."""
        self.press("All in: show the picture")
        expect(self.page.locator("main")).to_have_attribute("data-state", "shown")
        expect(self.page.locator(".tq-agenda-item")).to_have_count(3)

    def kept(self):
        """The record as the browser keeps it."""
        return self.stored("team")


@pytest.fixture
def team(form_page):
    """The page, opened with nothing stored."""
    made = form_page()
    return Team(made.page, made.address).open()


@pytest.fixture
def met(team):
    """The page after five have handed in and the picture is shown."""
    team.page.fill("#invite-unit", "Shop & Sons")
    team.invited(7)
    team.paste(codes(5))
    team.count("5 of 7 handed in, 2 missing.")
    team.all_in()
    return team
