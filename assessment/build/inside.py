"""Takes a step's name and its settings as JSON and gives JSON; runs inside Pyodide (Python 3.14) and knows nothing of the machine around it.

`precompile.mjs` starts it.
Running here means that the interpreter that will load the bytecode also writes it, and that the same zlib packs it on every machine.
Imports stay inside the functions: what `rehearse` records must not contain the builder's own needs.
"""


def main(text: str) -> str:
    import json

    wanted = json.loads(text)
    steps = {"make": make, "runtime": runtime, "rehearse": rehearse}
    return json.dumps(steps[wanted.pop("step")](**wanted))


def make(calls: list, imports: list, folder: str, packed: list) -> dict:
    """Rehearse, then compile `core.zip`, put into it what `prepared.py` makes ready, and pack; give what `rehearse` gives.

    `folder` holds `core.zip` and is written to; `packed` names the files of it that go to `bundle/` with `.gz` behind their name.
    """
    texts, patterns = written_by_dataclasses(), compiled_by_re()
    found = rehearse(calls, imports)
    compile_archive(f"{folder}/core.zip", optimize=0)  # without its docstrings dataclasses would build some at every start
    prepare(sorted(set(texts)), patterns, f"{folder}/core.zip")
    pack({f"{folder}/{name}": f"{folder}/bundle/{name}.gz" for name in packed})
    return found


def runtime(modules: list, folder: str, packed: list) -> dict:
    """Write `python_stdlib.zip` with these standard modules, compiled, into `folder`, and pack there what `packed` names.

    Beside it lies `start.zip`, the whole standard library with the same modules compiled: Pyodide starts from it in half the time.
    """
    import zipfile

    trim(modules, f"{folder}/python_stdlib.zip")
    compile_archive(f"{folder}/python_stdlib.zip", optimize=2)  # without docstrings
    with zipfile.ZipFile(whole_library()) as whole, zipfile.ZipFile(f"{folder}/python_stdlib.zip") as compiled:
        done = {name: compiled.read(name) for name in compiled.namelist()}
        rest = {name: whole.read(name) for name in whole.namelist() if f"{name}c" not in done}
    write_zip(f"{folder}/start.zip", {**rest, **done})
    pack({f"{folder}/{name}": f"{folder}/{name}.gz" for name in packed})
    return {"modules": modules}


def written_by_dataclasses() -> list:
    """A list that grows by each text that dataclasses compile from now on."""
    import builtins
    import dataclasses

    texts = []
    dataclasses.exec = lambda text, *scopes: (texts.append(text), builtins.exec(text, *scopes))[1]
    return texts


def compiled_by_re() -> dict:
    """A mapping that grows by each pattern that `re` compiles from now on: (pattern, flags) to what its machine is given."""
    import types
    from re import _compiler

    patterns, plain, machine = {}, _compiler.compile, _compiler._sre

    def compile_(pattern, flags=0):
        given = []
        _compiler._sre = types.SimpleNamespace(**vars(machine) | {"compile": lambda *codes: (given.append(codes), machine.compile(*codes))[1]})
        try:
            return plain(pattern, flags)
        finally:
            _compiler._sre = machine
            patterns.update({(pattern, int(flags)): codes for codes in given})

    _compiler.compile = compile_
    return patterns


def prepare(texts: list, patterns: dict, archive: str) -> None:
    """Put `prepared.bin` into a zip, each text and the code that it compiles to, each pattern and its codes; and `modules.bin` in the place of the core's modules, name to (True for a package, its code)."""
    import marshal
    import zipfile

    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist()}
    modules = {}
    for file in [name for name in files if name.startswith("assessment/")]:
        name = file.removesuffix(".pyc").replace("/", ".")
        modules[name.removesuffix(".__init__")] = (name.endswith(".__init__"), files.pop(file)[16:])  # behind what says of which version and source it is
    code = {text: compile(text, "<string>", "exec", dont_inherit=True) for text in texts}
    codes = {key: (pattern, int(flags), [int(c) for c in program], *groups) for key, (pattern, flags, program, *groups) in sorted(patterns.items(), key=repr)}
    write_zip(archive, {**files, "modules.bin": marshal.dumps(modules), "prepared.bin": marshal.dumps(code | codes)})


def rehearse(calls: list, imports: list, first: str = "sys") -> dict:
    """Make every call at the door; give the answers, the standard modules that all of it loaded, and how many texts and patterns `prepared.py` had not.

    `calls` are texts, `imports` the names that the core imports anywhere, also inside functions; `first` is imported before the core.
    """
    import sys
    import traceback

    missed = getattr(__import__(first), "MISSED", [])
    from assessment.core.api import call

    answers = [call(text) for text in calls]
    for name in imports:
        __import__(name)
    try:
        raise LookupError("so that what formats a traceback is kept too")
    except LookupError:
        traceback.format_exc()
    "\ufeffé".encode("utf-8-sig").decode("utf-8-sig").encode("latin-1", "replace").decode("ascii", "replace")

    def archived(module: object) -> bool:
        return str(getattr(getattr(module, "__spec__", None), "origin", "")).startswith("/lib/python3") and ".zip/" in module.__spec__.origin

    return {"answers": answers, "missed": len(missed), "modules": sorted(name for name, module in sys.modules.items() if archived(module))}


def trim(modules: list, target: str) -> None:
    """Write a zip with the sources of these modules, taken from the standard library that Pyodide started with."""
    import zipfile

    with zipfile.ZipFile(whole_library()) as archive:
        there = set(archive.namelist())
        stems = [name.replace(".", "/") for name in modules]
        names = {path for stem in stems for path in (f"{stem}.py", f"{stem}/__init__.py") if path in there}
        write_zip(target, {name: archive.read(name) for name in names})


def whole_library() -> str:
    """The path of the standard library that Pyodide started with."""
    import sys

    return next(path for path in sys.path if path.endswith(".zip") and path.startswith("/lib/python"))


def compile_archive(archive: str, optimize: int) -> None:
    """Turn the .py files of a zip into .pyc with pyodide-build's own py-compile, in place; 2 leaves out docstrings and asserts, 0 nothing."""
    import functools
    import py_compile
    import zipfile
    from pathlib import Path

    compiled, plain = compiler(), py_compile.compile
    py_compile.compile = functools.partial(plain, optimize=optimize)  # py-compile has no option for it
    try:
        compiled(Path(archive), keep=False, verbose=False, compression_level=0)
    finally:
        py_compile.compile = plain
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist()}
    write_zip(archive, files)  # again, because py-compile writes the time into it


def compiler():
    """The function behind `pyodide py-compile`.

    What its module imports for wheels, terminals and downloads has stand-ins: reading all that took three seconds.
    Should it ever use one of them for a zip, the build stops here with an AttributeError or a TypeError.
    """
    import contextlib
    import sys
    import types
    import zipfile

    needed = {
        "pyodide_build": {"__path__": [f"{path}/pyodide_build" for path in sys.path]},
        "pyodide_build.common": {"_get_sha256_checksum": None, "_zip_compression": lambda level: zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED},
        "pyodide_build.logger": {"logger": types.SimpleNamespace(debug=lambda *told: None), "set_log_level": lambda *level: contextlib.nullcontext()},
        "packaging": {}, "packaging.tags": {"Tag": None}, "packaging.utils": {"parse_wheel_filename": None},
    }  # fmt: skip
    for name, members in needed.items():
        sys.modules[name] = types.ModuleType(name)
        vars(sys.modules[name]).update(members)
    from pyodide_build._py_compile import _py_compile_archive

    return _py_compile_archive


def write_zip(target: str, files: dict) -> None:
    """A zip with a fixed date and without compression: gzip packs it as a whole, and better."""
    import zipfile

    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), files[name])


def pack(files: dict) -> None:
    """Write each file (from: to) as gzip without name and date."""
    import gzip
    from pathlib import Path

    for source, target in files.items():
        Path(target).write_bytes(gzip.compress(Path(source).read_bytes(), compresslevel=9, mtime=0))
