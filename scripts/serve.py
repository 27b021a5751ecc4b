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
import json  # noqa: E402
import subprocess  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402

WATCHED = ("content", "docs", "assessment", "overrides", "mkdocs.yml", "package-lock.json")
BUILDER = [setup.venv_python(), "-m", "assessment.build.live"]
CODE = (".py", "package-lock.json")  # what a build process that runs already would not take in
EVERY = 0.25  # seconds between two looks at the sources


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
        before, builder = snapshot(setup.ROOT), Builder(BUILDER, setup.ROOT)
        faults = builder.build()
        if faults:
            _tell(faults)
            return 2
        builder.warm()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("Touchstone is at http://127.0.0.1:%d/ (Ctrl-C ends it)" % server.server_port, flush=True)
        try:
            watch(before, setup.ROOT, builder.build)
        except KeyboardInterrupt:
            print()
        builder.end()
        return 0


class Builder:
    """A process that builds and keeps what it made (assessment/build/live.py); it is started anew when code has changed, so that edited code counts."""

    def __init__(self, command, root):
        self.command, self.root, self.process, self.due, self.made = command, root, None, 0, {}

    def build(self, changed=()):
        """Build the site; the faults as text, empty if there are none. `changed` are paths; `.made` counts what each step made."""
        if any(path.endswith(CODE) for path in changed):
            self.end()
        answer = self._ask("build")
        self.made = answer.get("made", {})
        return answer["faults"]

    def warm(self):
        """Let the process learn the pages while nobody waits, if the site was up to date and it has not made one."""
        if not self.made:
            self._send("warm")

    def end(self, patience=0):
        """End the process, at the latest after so many seconds; its exit status."""
        process, self.process, self.due = self.process, None, 0
        if process is None:
            return 0
        try:
            process.stdin.close()
        except OSError:  # it is gone, with a question still unread
            pass
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
        process.stdout.close()
        return process.returncode

    def _ask(self, what):
        try:
            self._send(what)
            while self.due:
                line = self.process.stdout.readline()
                if not line:
                    raise OSError
                self.due -= 1
            return json.loads(line)
        except (OSError, ValueError):
            return {"faults": "the build ended with %d and said nothing" % self.end(patience=5)}

    def _send(self, what):
        if self.process is None:
            self.process = subprocess.Popen(self.command, cwd=self.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        self.due += 1


def watch(before, root, rebuild, looks=None):
    """Look at the sources again and again (`looks` times, or for ever) and call `rebuild` with the paths that have changed."""
    while looks is None or looks > 0:
        looks = looks and looks - 1
        time.sleep(EVERY)
        now = snapshot(root)
        if now == before:
            continue
        changed = sorted(path for path in set(now) | set(before) if now.get(path) != before.get(path))
        before = now
        began = time.monotonic()
        faults = rebuild(changed)
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
