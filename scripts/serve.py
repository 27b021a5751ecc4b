"""Sets up, builds the site, serves it on this machine, and builds it anew when a source changes; knows no page and no format.

`python3 scripts/serve.py [--port 8000]`; Ctrl-C ends it.
"""

import os
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from scripts import setup  # noqa: E402

setup.require_python()

import argparse  # noqa: E402
import errno  # noqa: E402
import subprocess  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402

WATCHED = ("content", "docs", "assessment", "overrides", "mkdocs.yml", "package-lock.json")
BUILD = [setup.venv_python(), "-m", "assessment.build.site"]
EVERY = 0.7  # seconds between two looks at the sources


def main():
    """Serve until Ctrl-C; exit status 2 where set-up, the first build or the port fails."""
    options = argparse.ArgumentParser(description="Set up, build and serve the site on this machine.")
    options.add_argument("--port", type=int, default=8000, help="default: 8000")
    port = options.parse_args().port
    from pathlib import Path

    from scripts.static import FolderServer

    try:
        # Asked before set-up and given back: nobody should wait two minutes for this answer.
        FolderServer(lambda: None, port).server_close()
        setup.enter(__file__)
        server = FolderServer(lambda: Path(setup.ROOT, "site"), port)
    except (OSError, OverflowError) as refused:
        _tell(why_not(port, refused))
        return 2
    sys.stdout.reconfigure(errors="replace")  # a narrow console should not end the server
    with server:
        before = snapshot(setup.ROOT)
        if build_aloud() != 0:
            return 2
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("Touchstone is at http://127.0.0.1:%d/ (Ctrl-C ends it)" % server.server_port, flush=True)
        try:
            watch(before, setup.ROOT, build)
        except KeyboardInterrupt:
            print()
        return 0


def build_aloud():
    """Build the site and let it tell how far it is; its exit status."""
    return subprocess.call(BUILD, cwd=setup.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def build():
    """Build the site in a process of its own, so that edited code counts; the faults as text, empty if there are none."""
    done = subprocess.run(BUILD + ["--quiet"], cwd=setup.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
    return (done.stderr.strip() or "the build ended with %d and said nothing" % done.returncode) if done.returncode else ""


def watch(before, root, rebuild, looks=None):
    """Look at the sources again and again (`looks` times, or for ever) and rebuild when they have changed and come to rest."""
    while looks is None or looks > 0:
        looks = looks and looks - 1
        time.sleep(EVERY)
        now = snapshot(root)
        if now == before:
            continue
        changed = sorted(path for path in set(now) | set(before) if now.get(path) != before.get(path))
        before = now
        began = time.monotonic()
        faults = rebuild()
        what = changed[0] if len(changed) == 1 else "%d files" % len(changed)
        if faults:
            print("%s changed; the site stays as it was, because:\n%s" % (what, faults), flush=True)
        else:
            print("%s changed; built in %.1f s" % (what, time.monotonic() - began), flush=True)


def snapshot(root):
    """Path to (time of change, size) for every source file below `root`."""
    seen = {}
    for name in WATCHED:
        top = os.path.join(root, name)
        walked = os.walk(top) if os.path.isdir(top) else [(root, [], [name])]
        for folder, folders, files in walked:
            folders[:] = [f for f in folders if f != "__pycache__" and not f.startswith(".")]
            for file in files:
                path = os.path.join(folder, file)
                try:
                    status = os.stat(path)
                except OSError:  # gone between the listing and the look: editors do that
                    continue
                seen[os.path.relpath(path, root)] = (status.st_mtime_ns, status.st_size)
    return seen


def why_not(port, refused):
    """One sentence on why the port cannot be had and what to do."""
    if getattr(refused, "errno", None) == errno.EADDRINUSE or getattr(refused, "winerror", None) == 10048:
        return "Port %d is in use: end the other program, or choose another with `--port %d`." % (port, port + 1)
    return "Port %d cannot be had (%s): choose another with `--port 8000`." % (port, refused)


def _tell(line):
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
