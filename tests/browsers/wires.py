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


# What the browser asks of its maker, whatever page it shows: each pattern names a host.
MAKERS = {
    "chromium": r"^\S+ (http://)?([\w-]+\.)*(google|googleapis|gvt1|gstatic)\.com[:/]",
    "firefox": r"^\S+ (http://)?(update\.googleapis\.com|([\w-]+\.)*(mozilla\.(com|org|net)|firefox\.com|mozgcp\.net))[:/]",  # the first for the part that plays protected films
    "webkit": r"^$",
}


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


class _Catch(socketserver.StreamRequestHandler):
    timeout = 20
    server: Catcher

    def handle(self):
        try:
            line = self.rfile.readline(65536).decode("latin-1").strip()
        except OSError:
            return
        if not line:  # opened ahead, and never used
            return
        self.server.heard.append(line)
        while self.rfile.readline(65536).strip():
            pass
        body = b"export default 1;"
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))


def elsewhere(heard: list[str], engine: str) -> list[str]:
    """The request lines of a proxy, but for those that the browser sends to its maker."""
    return [line for line in heard if not re.search(MAKERS[engine], line)]


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
