"""Takes an instrument with its few pages (a folder with content/, docs/ and mkdocs.yml) and gives its finished site, with no code touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from assessment.build import build
from assessment.build.finish import finish

ROOT = Path(__file__).resolve().parents[1]


def prepared(folder: Path, root: Path, generated: Path) -> Path:
    """The instrument as a checkout of its own below `root`, with everything generated; the engine is the real one's, since it knows no instrument."""
    house = root / "tests" / folder.name
    shutil.copytree(folder, house)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for name in ("logo.svg", "favicon.svg"):
        (house / "docs/assets").mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "docs/assets" / name, house / "docs/assets" / name)
    shutil.copytree(generated, house / ".build", ignore=shutil.ignore_patterns("previous", "next", "*lock"))
    build(house / "content", house / ".build", progress=lambda text: None)
    return house


def build_house(folder: Path, root: Path, generated: Path) -> tuple[Path, Path]:
    """The folder of generated files and the finished site, both below `root`."""
    house = prepared(folder, root, generated)
    out, site = house / ".build", root / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=house, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    finish(site, out)
    return out, site
