"""Takes the installed packages and gives the works of others whose bytes a reader's browser gets, with licence, source and version; knows no page and no address of ours.

What is inside a package, and under which licence, was read in the packages themselves; tests hold this list against the files of the built site.
"""

import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"

MIT, APACHE, MPL, PYTHON = "MIT", "Apache-2.0", "MPL-2.0", "PSF-2.0"
NOTICES = "notices.txt"
TEXTS = {MPL: "mpl-2.0.txt", APACHE: "apache-2.0.txt", PYTHON: "python.txt"}


@dataclass(frozen=True, slots=True)
class Work:
    """One work of others."""

    name: str
    licence: str
    """Its SPDX name."""
    where: str
    """In which of our files it is, and what for."""
    source: str
    """Where its source is, for people."""
    package: str = ""
    """The package that it comes from: `npm:name` or `python:name`; empty where it came inside another."""
    inside: str = ""
    """The work that brought it."""
    proof: bytes = b""
    """What stands in the file of the package that has it, so that a test sees when it is gone."""
    version: str = ""
    changed: str = ""
    """What we changed, where the licence wants it said."""

    @property
    def text(self) -> str:
        """The file with its licence or notice, beside the page."""
        return TEXTS.get(self.licence, NOTICES)


def shipped(packages: Path = NODE_MODULES) -> tuple[Work, ...]:
    """Every such work, the large ones first; raises FileNotFoundError or PackageNotFoundError where a package is not installed."""
    pyodide = json.loads((packages / "pyodide/package.json").read_text("utf-8"))["version"]
    info = json.loads((packages / "pyodide/pyodide-lock.json").read_text("utf-8"))["info"]
    qr = json.loads((packages / "lean-qr/package.json").read_text("utf-8"))["version"]
    engine, emscripten = "the scoring program, below engine/", info["platform"].removeprefix("emscripten_").replace("_", ".")
    cut = "The file of the standard library holds only the modules that are needed, compiled; some of Pyodide's own modules are replaced by shorter ones of ours (assessment/build/slim/ in the repository)."
    return (
        Work("Pyodide", MPL, engine, "https://github.com/pyodide/pyodide", "npm:pyodide", proof=b"_createPyodideModule", version=pyodide, changed=cut),
        Work("CPython and its standard library", PYTHON, engine, "https://github.com/python/cpython", inside="Pyodide", proof=b"Python Software Foundation", version=info["python"], changed=cut),
        Work("Emscripten", MIT, engine, "https://github.com/emscripten-core/emscripten", inside="Pyodide", proof=b"emscripten", version=emscripten),
        Work("musl", MIT, engine, "https://musl.libc.org", inside="Emscripten", proof=b"__wasm_call_ctors"),
        Work("compiler-rt, libc++, libc++abi, libunwind", "Apache-2.0 WITH LLVM-exception", engine, "https://github.com/llvm/llvm-project", inside="Emscripten"),
        Work("zlib", "Zlib", engine, "https://zlib.net", inside="Pyodide", proof=b"inflate 1.3.1 Copyright 1995-2024 Mark Adler"),
        Work("bzip2", "bzip2-1.0.6", engine, "https://sourceware.org/bzip2/", inside="Pyodide", proof=b"bzip2/libbzip2"),
        Work("liblzma", "public domain", engine, "https://tukaani.org/xz/", inside="Pyodide", proof=b"PyInit__lzma"),
        Work("Zstandard", "BSD-3-Clause", engine, "https://github.com/facebook/zstd", inside="Pyodide", proof=b"ZSTD_"),
        Work("Expat", MIT, engine, "https://github.com/libexpat/libexpat", inside="CPython", proof=b"expat_"),
        Work("libmpdec", "BSD-2-Clause", engine, "https://www.bytereef.org/mpdecimal/", inside="CPython", proof=b"libmpdec"),
        Work("HACL*", MIT, engine, "https://github.com/hacl-star/hacl-star", inside="CPython", proof=b"Hacl_"),
        Work("libffi", MIT, engine, "https://github.com/libffi/libffi", inside="Pyodide", proof=b"ffi_call"),
        Work("SQLite", "public domain", engine, "https://sqlite.org", inside="Pyodide", proof=b"PyInit__sqlite3"),
        Work("Material for MkDocs", MIT, "every page: markup, style sheets, menu, search", "https://github.com/squidfunk/mkdocs-material", "python:mkdocs-material", version=metadata.version("mkdocs-material")),
        Work("Material Design Icons", APACHE, "every page: the signs on buttons", "https://github.com/Templarian/MaterialDesign", inside="Material for MkDocs"),
        Work("Material Design colours", MIT, "every page: names of colours in the style sheet", "https://github.com/squidfunk/mkdocs-material", inside="Material for MkDocs", proof=b"material-design-color"),
        Work("RxJS", APACHE, "every page: inside the theme's script", "https://github.com/ReactiveX/rxjs", inside="Material for MkDocs", proof=b"rxjs"),
        Work("clipboard.js", MIT, "every page: inside the theme's script", "https://github.com/zenorocha/clipboard.js", inside="Material for MkDocs", proof=b"clipboard"),
        Work("escape-html", MIT, "every page: inside the theme's script", "https://github.com/component/escape-html", inside="Material for MkDocs", proof=b"escape-html"),
        Work("focus-visible", "W3C", "every page: inside the theme's script", "https://github.com/WICG/focus-visible", inside="Material for MkDocs", proof=b"focus-visible"),
        Work("tslib", "0BSD", "every page: inside the theme's script", "https://github.com/microsoft/tslib", inside="Material for MkDocs", proof=b"tslib"),
        Work("lunr", MIT, "the search, when somebody types", "https://github.com/olivernn/lunr.js", inside="Material for MkDocs", proof=b"lunr"),
        Work("lean-qr", MIT, "the questions and the team page: draws a QR code", "https://github.com/davidje13/lean-qr", "npm:lean-qr", version=qr),
    )  # fmt: skip
