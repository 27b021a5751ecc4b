"""Claims about the page for maintainers: the fault messages it prints are those that the check gives."""

import re
import shutil
from pathlib import Path

import pytest

from assessment.build import check

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/maintain.md").read_text(encoding="utf-8")
ALLIANCE = "dimensions/alliance.yml"
# Each is a set of mistakes as an author makes them: file, what stood there (a regular expression), what stands there now.
MISTAKES = {
    "a mistyped key, a long anchor, an unknown source": [
        (ALLIANCE, r"    text: ", "    txt: "),
        (ALLIANCE, r"      5: .*", "      5: Both also test new ways together each quarter, in the same meeting, with the same people, and arrangements that by these figures did not help were ended."),
        (ALLIANCE, r"    sources: \[.*\]", "    sources: [homburg-2016]"),
    ],
    "a missing level, an id twice, two equal levels": [
        (ALLIANCE, r"      1: .*\n      2: .*\n      3: .*\n", "      1: Nobody talks about it with other firms.\n      2: Somebody talks about it with other firms.\n"),
        (ALLIANCE, r"(?s)(  - id: .*?  - id: )alliance\.[a-z-]+", r"\1alliance.joint"),
    ],
    "no core item": [(ALLIANCE, r"    core: true", "    core: false")],
    "YAML that cannot be read": [(ALLIANCE, r"      2: .*", "      2: Some people sort it out: with people they know.")],
    "a dimension without a file": [("model.yml", r", monitoring, adaptation\]", ", monitring, adaptation]")],
}


@pytest.mark.parametrize("mistakes", MISTAKES.values(), ids=MISTAKES)
def test_the_printed_messages_are_the_real_ones(mistakes, tmp_path, monkeypatch):
    """Making the mistake in a copy of the content gives exactly the lines on the page."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    for file, before, after in mistakes:
        path = tmp_path / "content" / file
        changed, times = re.subn(before, after, path.read_text(encoding="utf-8"), count=1)
        assert times, f"{file} no longer holds {before}: choose another mistake, and print its message in docs/maintain.md"
        path.write_text(changed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = "\n".join(map(str, check(Path("content"))))
    blocks = [block.strip() for block in re.findall(r"```text\n(.*?)```", PAGE, flags=re.S)]
    assert told in blocks
