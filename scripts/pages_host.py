"""Takes a folder and gives a server that sends what GitHub Pages sends: ETag, a cache for ten minutes, gzip if asked to; counts every byte of a body. Knows no page."""

import gzip
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from scripts.static import FolderHandler, FolderServer

PACKED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}


@dataclass(frozen=True)
class Sent:
    """One answer: the path that was asked for, the status, and the bytes of its body as they went over the wire."""

    path: str
    status: int
    bytes: int


class PagesHost(FolderServer):
    """Serves in a thread of its own; `max_age` is in seconds, `gzip` compresses text where the browser accepts it.

    `edition(path)` goes into the ETag: where it changes, the file counts as changed.
    """

    def __init__(self, folder: Path, *, mount: str = "/", gzip: bool = False, max_age: int = 600, port: int = 0):
        super().__init__(lambda: folder, port, mount, _Handler)
        self.gzip, self.max_age, self.sent, self.guard = gzip, max_age, [], threading.Lock()
        self.edition: Callable[[str], str] = lambda path: ""
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:<port>`."""
        return f"http://127.0.0.1:{self.server_port}"

    def forget(self) -> None:
        """Count from here on."""
        with self.guard:
            self.sent.clear()

    def stop(self) -> None:
        """End the server."""
        self.shutdown()
        self.server_close()
        self.thread.join(5)


class _Handler(FolderHandler):
    server: PagesHost

    def send_file(self, body, file):
        told = hashlib.sha256(body).hexdigest()[:16] + self.server.edition(self.path)
        headers = {"Cache-Control": f"max-age={self.server.max_age}", "ETag": f'"{told}"', "Vary": "Accept-Encoding"}
        if self.headers.get("If-None-Match", "").removeprefix("W/") == headers["ETag"]:
            return self.send(HTTPStatus.NOT_MODIFIED, b"", file.suffix, headers)
        if self.server.gzip and file.suffix in PACKED and "gzip" in (self.headers.get("Accept-Encoding") or ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, 6, mtime=0)
        self.send(HTTPStatus.OK, body, file.suffix, headers)

    def send(self, status, body, suffix, headers=None):
        with self.server.guard:
            self.server.sent.append(Sent(self.path, int(status), len(body)))
        super().send(status, body, suffix, headers)
