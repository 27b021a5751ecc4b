"""A copy of the toy instrument that a test may spoil, and the faults that its gate then finds."""

import shutil
from pathlib import Path

import pytest

from assessment.build import check
from assessment.core.faults import Fault

ABOUT = "---\ndescription: A page of a test.\nchecked: 2026-11-21\n---\n\n"  # what every page says of itself
TOY = Path(__file__).resolve().parents[1] / "toy"


class Toy:
    """The toy in a folder of its own."""

    def __init__(self, root: Path):
        self.root, self.content, self.docs = root, root / "content", root / "docs"

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the one place where `old` stands."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, file: str, text: str | bytes) -> None:
        """Put a file there."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def faults(self) -> list[Fault]:
        """What the gate finds in content and pages."""
        return check(self.content, self.docs)


@pytest.fixture
def toy(tmp_path, monkeypatch) -> Toy:
    """A copy of the toy; the test runs in its folder, so that messages name files as `content/…`."""
    shutil.copytree(TOY, tmp_path / "toy")
    monkeypatch.chdir(tmp_path / "toy")
    return Toy(tmp_path / "toy")
