"""Listens where nothing should arrive, and reads what did arrive where it may: knows the promise about requests, and no browser."""

import base64
import re
import socketserver
import threading
from urllib.parse import quote

from tests.server import Request

# What browsers send by themselves. A header more could carry something.
HEADERS = {
    "accept", "accept-encoding", "accept-language", "cache-control", "connection", "host", "if-modified-since", "if-none-match", "origin", "pragma", "priority", "range",
    "referer", "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "sec-fetch-storage-access", "sec-fetch-user",
    "sec-gpc", "sec-purpose", "service-worker", "te", "upgrade-insecure-requests", "user-agent",
}  # fmt: skip


class Catcher(socketserver.ThreadingTCPServer):
    """Another origin and a proxy in one: notes the first lines of whatever comes, and answers as friendly as it can, so that nothing holds back a second step."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Catch)
        self.port, self.heard = self.server_address[1], []
        self.origin = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        """End it; its port is closed."""
        self.shutdown()
        self.server_close()

    def caught(self, own: tuple[str, ...] = ()) -> list[str]:
        """The request lines, but for those that the browser itself sends to its maker's hosts; `own` are patterns for these."""
        return [line for line in self.heard if not any(re.search(pattern, line) for pattern in own)]


class _Catch(socketserver.StreamRequestHandler):
    timeout = 20
    server: Catcher

    def handle(self):
        try:
            line = self.rfile.readline(65536).decode("latin-1").strip()
        except OSError:
            return
        if not line:
            return self.server.heard.append("a connection without a word") if not self.rfile.closed and line else None
        self.server.heard.append(line)
        while self.rfile.readline(65536).strip():
            pass
        body = b"export default 1;"
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))


def leaks(requests: list[Request], origin: str, words: list[str]) -> list[str]:
    """What breaks the promise in the requests of one's own server: one line each.

    Allowed is a GET without a query, without a body, without a cookie, with a browser's usual headers, from a page of this origin; `words` must be nowhere in it.
    """
    found = []
    signs = {sign.lower() for word in words for sign in (word, quote(word), base64.b64encode(word.encode()).decode().rstrip("=")[:-1])}
    for one in requests:
        headers = {name.lower(): value for name, value in one.headers.items()}
        whole = " ".join((one.path, one.body.decode("latin-1"), *(f"{name}: {value}" for name, value in headers.items()))).lower()
        referrer = headers.get("referer", "")
        wrong = [
            *(["is no GET"] if one.method not in ("GET", "HEAD") else []),
            *(["has a query"] if "?" in one.path else []),
            *(["has a body"] if one.body else []),
            *(["has a cookie"] if "cookie" in headers else []),
            *(f"has a header {name}" for name in sorted(set(headers) - HEADERS - {"cookie"})),
            *(["comes from elsewhere: " + referrer] if referrer and not referrer.startswith(origin + "/") else []),
            *(["tells its fragment or query: " + referrer] if "#" in referrer or "?" in referrer else []),
            *(f"holds “{sign}”" for sign in sorted(signs) if sign in whole),
        ]
        found += [f"{one.method} {one.path} {what}" for what in wrong]
    return found
