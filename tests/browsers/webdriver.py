"""Takes something that carries the commands of the W3C's WebDriver and gives the common face; knows neither Firefox nor WebKit."""

import base64
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.browsers.driver import Driver

KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " ", "ArrowDown": "\ue015", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowLeft": "\ue012", "Escape": "\ue00c", "Control": "\ue009"}
ASYNC = """
const done = arguments[arguments.length - 1];
(async (args) => { %s })(arguments[0]).then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) }));
"""


class WebDriver(Driver):
    """`send(command, **parameters)` is what an engine has to bring, `scratch` a folder of its own with a folder `downloads`."""

    def __init__(self):
        self.processes = []
        self.scratch = Path(tempfile.mkdtemp(prefix=f"touchstone-{self.name}-"))
        (self.scratch / "downloads").mkdir()

    def send(self, command: str, **parameters):
        """One command of the protocol, and what it gives. Raises RuntimeError with the browser's words."""
        raise NotImplementedError

    def spawn(self, *command: str, **environment: str) -> subprocess.Popen:
        """Start a program that `close` ends."""
        log = open(self.scratch / f"{Path(command[0]).name}.log", "wb")
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        log.close()
        self.processes.append(process)
        return process

    def go(self, address):
        self.send("Navigate", url=address)

    def reload(self):
        self.send("Refresh")

    def run(self, script, *args):
        told = self.send("ExecuteAsyncScript", script=ASYNC % script, args=[list(args)])
        if told is None or "error" in told:
            raise RuntimeError(told and told["error"])
        return told["value"]

    def tap(self, x, y):
        moves = [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y), "origin": "viewport"}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.send("PerformActions", actions=[{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}])

    def press(self, key):
        self._type([KEYS.get(key, key)])

    def write(self, text):
        self._type(text)

    def _type(self, keys):
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.send("PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def shot(self):
        return base64.b64decode(self.send("TakeScreenshot"))

    def taken(self):
        files = sorted((path for path in (self.scratch / "downloads").iterdir() if path.suffix != ".part"), key=lambda path: path.stat().st_mtime)
        return {path.name: path.read_bytes() for path in files}

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)


def once(attempt, what: str, seconds: float = 60):
    """What `attempt()` gives as soon as it neither raises OSError or ValueError nor gives None. Raises RuntimeError."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if (found := attempt()) is not None:
                return found
        except (OSError, ValueError):
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{what} did not come within {seconds} s")
