"""Builds the site twice from one commit, each in a checkout of its own with nothing kept, and compares every byte: `python -m tests.site.twice [commit]`.

Both use this checkout's Python and a copy of its npm packages. Ends with 1 if a file differs or is in one only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def built(commit: str, folder: Path) -> dict[str, str]:
    """Path to SHA-256 of every file of the site, built in a new clone below `folder`."""
    clone = folder / "checkout"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
    subprocess.run(["git", "-C", str(clone), "checkout", "--quiet", "--detach", commit], check=True)
    shutil.copytree(ROOT / "node_modules", clone / "node_modules", symlinks=True)
    environment = {**os.environ, "PYTHONPATH": str(clone)}
    subprocess.run([sys.executable, "-m", "assessment.build.site", "--quiet", str(folder / "site")], cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL)
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    return {path.relative_to(folder / "site").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> int:
    """Print how many files were the same."""
    named = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    commit = subprocess.run(["git", "rev-parse", "--short", named], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory(prefix="touchstone-twice-") as one, tempfile.TemporaryDirectory(prefix="touchstone-twice-elsewhere-") as other:
        sites = [built(commit, Path(folder)) for folder in (one, other)]
    differ = sorted(name for name in sites[0].keys() | sites[1].keys() if sites[0].get(name) != sites[1].get(name))
    told = hashlib.sha256("".join(f"{name}\0{digest}\n" for name, digest in sorted(sites[0].items())).encode()).hexdigest()
    print(f"commit {commit}: {len(sites[0])} and {len(sites[1])} files, {len(differ)} differ; all of the first together: {told[:16]}")
    print(*differ, sep="\n")
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main())
