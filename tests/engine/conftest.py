"""A small page with the final policy and the real engine's bundle, to try the engine without the questionnaire."""

import gzip
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from assessment.build.engine import build_engine
from assessment.build.rehearsal import rehearsal

ROOT = Path(__file__).resolve().parents[2]
APP = ("engine.mjs", "parts.mjs", "loader.mjs", "download.mjs", "admit.mjs")
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:; style-src 'self'; img-src 'self' data:"
PAGE = """<!doctype html><html lang="en" data-engine="{hash}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}"><title>Engine</title>
<link rel="icon" href="data:,"><script type="module" src="page.mjs"></script></head><body><main></main></body></html>
"""


@pytest.fixture(scope="session")
def engine() -> tuple[Path, str]:
    """The folder of the engine's bundle and its hash; built if something changed."""
    from filelock import FileLock

    out = ROOT / ".build"
    out.mkdir(exist_ok=True)
    with FileLock(out / "engine.lock"):
        digest = build_engine(out, progress=lambda line: None)
    return out / "engine" / digest, digest


@pytest.fixture(scope="session")
def model() -> dict:
    """The small instrument of the rehearsal."""
    return next(call["model"] for call in map(json.loads, rehearsal()[:3]) if call.get("model"))


@pytest.fixture
def folder(engine, model, tmp_path) -> Path:
    """A site of its own for each test, which the test may spoil: page.html, app/, engine/, model/ and model.json."""
    bundle, digest = engine
    shutil.copytree(bundle, tmp_path / "engine" / digest)
    (tmp_path / "engine" / "current.json").write_text(json.dumps({"hash": digest}), "utf-8")
    (tmp_path / "app").mkdir()
    for name in APP:
        shutil.copyfile(ROOT / "assessment" / "web" / name, tmp_path / "app" / name)
    shutil.copyfile(Path(__file__).with_name("page.mjs"), tmp_path / "page.mjs")
    text = json.dumps(model)
    (tmp_path / "model.json").write_text(text, "utf-8")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "0000abcd.json").write_text(text, "utf-8")
    write_page(tmp_path, digest)
    return tmp_path


def write_page(folder: Path, digest: str, policy: str = POLICY) -> None:
    """The test page; `digest` is the engine it was made with."""
    (folder / "page.html").write_text(PAGE.format(hash=digest, policy=policy), "utf-8")


def stand_in(bundle: Path, source: str) -> None:
    """Put another door into a bundle: `source` is the text of assessment/core/api.py."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {"prepared.py": "", "assessment/__init__.py": "", "assessment/core/__init__.py": "", "assessment/core/api.py": source}.items():
            archive.writestr(name, text)
    replace(bundle, "core.zip.gz", gzip.compress(packed.getvalue()))


def replace(bundle: Path, name: str, data: bytes) -> None:
    """Change one file of a bundle, and what the manifest says of it."""
    (bundle / name).write_bytes(data)
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    for file in manifest["files"]:
        file["bytes"] = (bundle / file["name"]).stat().st_size
    manifest["bytes"] = sum(file["bytes"] for file in manifest["files"])
    (bundle / "manifest.json").write_text(json.dumps(manifest), "utf-8")


@pytest.fixture
def opened(folder, server, page):
    """`opened(**options of the server)` gives the server and the page with the Engine on it; all below a sub-path."""

    def one(**options):
        here = server(folder=folder, mount="/repo/", **options)
        page.goto(here.url + "page.html")
        page.evaluate("import('./page.mjs').then(() => true)")
        return here, page

    return one
