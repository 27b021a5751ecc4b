"""Takes the files of others that become part of the site and holds each against the SHA-256 that is written down; knows nothing of what they do.

npm and pip check what they install against the locks; this checks what is there when the site is built, however it came.
`python -m assessment.build.hashes` writes the list anew, after an update on purpose.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from assessment.core.faults import Fault, Faulty

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"
LIST = Path(__file__).with_name("packages.sha256")
FILES = (
    "lean-qr/index.mjs", "pyodide/package.json", "pyodide/pyodide-lock.json", "pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/pyodide.mjs", "pyodide/python_stdlib.zip",
)  # fmt: skip


def checked(packages: Path = NODE_MODULES, known: Path = LIST) -> None:
    """Raise Faulty with each file that is missing, not on the list, or other than the list says."""
    wanted = dict(reversed(line.split("  ", 1)) for line in known.read_text("utf-8").splitlines())
    faults = []
    for name in FILES:
        path = packages / name
        if not path.is_file():
            faults.append(Fault(f"node_modules/{name}", "is missing.", "Run `npm ci` in the project's folder (scripts/serve.py and scripts/test.py do it), then build again."))
        elif _digest(path) != wanted.get(name):
            faults.append(Fault(f"node_modules/{name}", "is not the file whose hash is in assessment/build/packages.sha256.",
                                "Run `npm ci` to get the locked one. After an update on purpose, look at what changed and run `python -m assessment.build.hashes`."))  # fmt: skip
    if faults:
        raise Faulty(faults)


def written(packages: Path = NODE_MODULES) -> str:
    """The list for what is installed, in the form that `sha256sum -c` reads."""
    return "".join(f"{_digest(packages / name)}  {name}\n" for name in FILES)


def _digest(path: Path) -> str:
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)  # a build process that lives on has read them
def _read(path: Path, at: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    LIST.write_text(written(), encoding="utf-8", newline="\n")
    print(f"{LIST.name}: {len(FILES)} files")
