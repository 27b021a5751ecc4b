"""Takes a folder and gives an HTTP server for it on this machine; knows content types, and neither how a site is built nor what is in it."""

import mimetypes
import os
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Said here because the tables of Windows and of some Linux systems are wrong or empty for them.
TYPES = {
    ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".gz": "application/gzip", ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm", ".whl": "application/zip", ".webmanifest": "application/manifest+json", ".xml": "application/xml", ".zip": "application/zip",
}


class FolderServer(ThreadingHTTPServer):
    """Serves `folder()` below `mount` (`/` or such as `/repo/`) on 127.0.0.1; port 0 takes a free one. Raises OSError where the port is in use."""

    daemon_threads = True
    # On Windows "reuse" would let two servers share one port silently.
    allow_reuse_address = os.name != "nt"

    def __init__(self, folder: Callable[[], Path], port: int = 0, mount: str = "/", handler: type | None = None):
        self.folder, self.mount = folder, mount
        super().__init__(("127.0.0.1", port), handler or FolderHandler)

    @property
    def url(self) -> str:
        """The address of the mounted folder, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}{self.mount}"

    def handle_error(self, request, client_address):
        """Say nothing: a browser that goes away in the middle of an answer is no news."""


class FolderHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD as GitHub Pages does: `index.html` for a folder, a redirect to the slash, `404.html` for the rest."""

    protocol_version = "HTTP/1.1"
    server: FolderServer

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.server.mount):
            return self.send(HTTPStatus.NOT_FOUND, b"not found\n", ".txt")
        folder = self.server.folder().resolve()
        wanted = (folder / path.removeprefix(self.server.mount)).resolve()
        if not wanted.is_relative_to(folder):
            return self.send(HTTPStatus.NOT_FOUND, b"not found\n", ".txt")
        if wanted.is_dir() and not path.endswith("/"):
            return self.send(HTTPStatus.MOVED_PERMANENTLY, b"", ".txt", {"Location": urlsplit(self.path).path + "/"})
        file = wanted / "index.html" if wanted.is_dir() else wanted
        try:
            self.send_file(file.read_bytes(), file)
        except OSError:
            missing = folder / "404.html"
            self.send(HTTPStatus.NOT_FOUND, missing.read_bytes() if missing.is_file() else b"not found\n", missing.suffix if missing.is_file() else ".txt")

    do_HEAD = do_GET

    def send_file(self, body: bytes, file: Path) -> None:
        """Answer with a file that was found; a test's server overrides it."""
        self.send(HTTPStatus.OK, body, file.suffix)

    def send(self, status: HTTPStatus, body: bytes, suffix: str, headers: dict[str, str] | None = None) -> None:
        """Answer with these bytes, typed by the suffix of a file name."""
        self.send_response(status)
        for name, value in {"Content-Type": content_type(suffix), "Content-Length": str(len(body)), "Cache-Control": "no-cache", **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format, *arguments):
        """Say nothing: one line a request would bury the lines that matter."""


def content_type(suffix: str) -> str:
    """The Content-Type for a file name's suffix."""
    return TYPES.get(suffix.lower()) or mimetypes.types_map.get(suffix.lower()) or "application/octet-stream"
