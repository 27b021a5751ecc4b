"""Claims about the taps themselves: what breaks the promise is noticed, on every wire."""

import base64
import urllib.error
import urllib.request

import pytest

from tests.browsers.wires import Catcher, elsewhere, leaks
from tests.server import Request

HERE = "http://127.0.0.1:1"
PLAIN = {"Host": "127.0.0.1:1", "User-Agent": "x", "Referer": HERE + "/assessment/"}


def test_a_plain_request_is_fine():
    """A page asked for by a browser, from another page of the site."""
    assert leaks([Request("GET", "/method/", PLAIN)], HERE, ["secret"]) == []


@pytest.mark.parametrize(
    ("request_", "sign"),
    [
        (Request("POST", "/x", PLAIN), "is no GET"),
        (Request("GET", "/x?a=1", PLAIN), "has a query"),
        (Request("GET", "/x", PLAIN, b"3"), "has a body"),
        (Request("GET", "/x", {**PLAIN, "Cookie": "a=1"}), "has a cookie"),
        (Request("GET", "/x", {**PLAIN, "X-Answer": "3"}), "has a header x-answer"),
        (Request("GET", "/x", {**PLAIN, "Referer": "http://127.0.0.1:2/"}), "comes from elsewhere"),
        (Request("GET", "/x", {**PLAIN, "Referer": HERE + "/result/#TU1-A"}), "tells its fragment"),
        (Request("GET", "/a/my%20secret/", PLAIN), "holds “my%20secret”"),
        (Request("GET", "/a/MY-SECRET/", PLAIN), "holds “my-secret”"),
        (Request("GET", "/" + base64.b64encode(b"my secret").decode(), PLAIN), "holds “bxk"),
    ],
)
def test_what_tells_is_found(request_, sign):
    """Each way in which a request could carry an answer to the own server."""
    found = leaks([request_], HERE, ["my secret", "my-secret"])
    assert any(sign in line for line in found), found


def test_whatever_arrives_elsewhere_is_heard():
    """As another origin and as a proxy, with or without a word from the browser's maker."""
    catcher = Catcher()
    try:
        urllib.request.urlopen(catcher.origin + "/x?answer=3", timeout=5).read()
        through = urllib.request.build_opener(urllib.request.ProxyHandler({"http": catcher.origin, "https": catcher.origin}))
        through.open("http://elsewhere.invalid/y", timeout=5).read()
        with pytest.raises(urllib.error.URLError):
            through.open("https://elsewhere.invalid/z", timeout=5)
    finally:
        catcher.stop()
    assert [line.split()[:2] for line in catcher.heard] == [["GET", "/x?answer=3"], ["GET", "http://elsewhere.invalid/y"], ["CONNECT", "elsewhere.invalid:443"]]
    for engine in ("chromium", "firefox", "webkit"):
        assert len(elsewhere(catcher.heard, engine)) == 3
    assert elsewhere(["CONNECT accounts.google.com:443 HTTP/1.1"], "chromium") == [] != elsewhere(["CONNECT accounts.google.com.evil.example:443 HTTP/1.1"], "chromium")
