"""Takes a folder and gives a server that behaves as badly as a test asks; knows nothing of what it serves.

The options of `start`:
`mount` is the sub-path (`/` or such as `/repo/`), `gzip` compresses text and `.wasm` where the browser accepts it,
`ranges` answers `Range` requests, `drops` ends connections too early, `headers` are added to every answer.
`lies` answers `Range` requests wrongly: "whole" with the whole file and status 200, "other" with another range than asked for, "gone" with 416, "page" with a page of HTML and status 200.
`log` holds every request, in order.
"""

import gzip as gzip_format
import re
import socket
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from scripts.static import FolderHandler, FolderServer

COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"}


@dataclass
class Drop:
    """End the connection after `at` bytes of the body, the first `times` times that a path matches `pattern`."""

    pattern: str
    at: int
    times: int = 1


@dataclass(frozen=True)
class Request:
    """One request as it came in; `path` is as sent, with its query."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Log:
    """Every request that a server got, in the order of arrival."""

    requests: list[Request] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    """Paths of answers that were ended too early."""

    def paths(self, pattern: str = "") -> list[str]:
        """The paths that a regular expression finds."""
        return [r.path for r in self.requests if re.search(pattern, r.path)]


class TestServer(FolderServer):
    """A server in a thread of its own; `stop` ends it and closes its port."""

    __test__ = False

    def __init__(self, folder: Path, mount: str, gzip: bool, ranges: bool, drops: tuple[Drop, ...], headers: dict[str, str], port: int, lies: str = ""):
        super().__init__(lambda: self.root, port, mount, _Handler)
        self.root, self.gzip, self.ranges, self.drops, self.headers, self.log = folder, gzip, ranges, list(drops), headers, Log()
        self.lies = lies
        self.guard, self.is_gone = threading.Lock(), False
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:<port>`."""
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self) -> None:
        """End the server: later requests are refused, also those on connections that are still open."""
        self.is_gone = True
        self.shutdown()
        self.server_close()
        self.thread.join(5)

    def drop_for(self, path: str) -> int | None:
        """The byte at which to end this answer, or None; counts down."""
        with self.guard:
            for drop in self.drops:
                if drop.times > 0 and re.search(drop.pattern, path):
                    drop.times -= 1
                    return drop.at
        return None


class _Handler(FolderHandler):
    server: TestServer

    def do_GET(self):
        if self.server.is_gone:
            self.close_connection = True
            return self.connection.shutdown(socket.SHUT_RDWR)
        self.note()
        super().do_GET()

    do_HEAD = do_GET

    def do_POST(self):
        self.note()
        self.send(HTTPStatus.METHOD_NOT_ALLOWED, b"", ".txt")

    do_PUT = do_DELETE = do_OPTIONS = do_POST

    def note(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.guard:
            self.server.log.requests.append(Request(self.command, self.path, dict(self.headers), body))

    def send_file(self, body, file):
        status, headers = HTTPStatus.OK, {}
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if asked and self.server.lies:
            return self.lie(body, file, int(asked[1]))
        if self.server.ranges:
            headers["Accept-Ranges"] = "bytes"
        if self.server.ranges and asked:
            first, last = int(asked[1]), min(int(asked[2] or len(body) - 1), len(body) - 1)
            if first > last:
                return self.send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", ".txt", {"Content-Range": f"bytes */{len(body)}"})
            headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
            status, body = HTTPStatus.PARTIAL_CONTENT, body[first:last + 1]
        elif self.server.gzip and file.suffix in COMPRESSED and "gzip" in (self.headers.get("Accept-Encoding") or ""):
            headers.update({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
            body = gzip_format.compress(body, 6, mtime=0)
        self.send(status, body, file.suffix, headers)

    def lie(self, body, file, first):
        """A wrong answer to a request for a range from byte `first` on."""
        if self.server.lies == "other":
            later = min(first + 1000, len(body) - 1)
            return self.send(HTTPStatus.PARTIAL_CONTENT, body[later:], file.suffix, {"Content-Range": f"bytes {later}-{len(body) - 1}/{len(body)}"})
        if self.server.lies == "gone":
            return self.send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", ".txt", {"Content-Range": f"bytes */{len(body)}"})
        if self.server.lies == "page":
            return self.send(HTTPStatus.OK, b"<!doctype html><title>Please sign in</title>", ".html")
        return self.send(HTTPStatus.OK, body, file.suffix)

    def send(self, status, body, suffix, headers=None):
        headers = {**(headers or {}), **self.server.headers}
        at = self.server.drop_for(self.path)
        if at is None or at >= len(body):
            return super().send(status, body, suffix, headers)
        self.server.log.ended.append(self.path)
        super().send(status, body[:at], suffix, {**headers, "Content-Length": str(len(body))})
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


def start(folder: Path, *, mount: str = "/", gzip: bool = True, ranges: bool = False, drops: tuple[Drop, ...] = (),
          headers: dict[str, str] | None = None, port: int = 0, lies: str = "") -> TestServer:
    """A running server; the caller stops it."""
    server = TestServer(Path(folder), mount, gzip, ranges, drops, headers or {}, port, lies)
    server.thread.start()
    return server
