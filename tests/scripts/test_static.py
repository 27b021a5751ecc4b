"""Claims about the two servers: the one that serve.py starts behaves as the host will, the one of the tests behaves as badly as it is asked."""

import gzip
import http.client
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.static import FolderServer
from tests.server import Drop

TEXT = "<p>" + "x" * 3000


@pytest.fixture
def folder(tmp_path):
    """A small site."""
    root = tmp_path / "site"
    (root / "guide").mkdir(parents=True)
    for name, text in {"index.html": TEXT, "guide/index.html": "guide", "404.html": "lost", "app.mjs": "1", "a.wasm": "\0asm", "model.json": "{}", "core.zip.gz": "z"}.items():
        (root / name).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return root


@pytest.fixture
def plain(folder):
    """The server that serve.py starts."""
    with FolderServer(lambda: folder) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


def ask(server, path, method="GET", **headers):
    """Status, headers and body; nothing is followed, unpacked or tidied up."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "path, kind",
    [("/", "text/html; charset=utf-8"), ("/app.mjs", "text/javascript; charset=utf-8"), ("/a.wasm", "application/wasm"),
     ("/model.json", "application/json"), ("/core.zip.gz", "application/gzip")],
)  # fmt: skip
def test_types_are_those_that_browsers_insist_on(plain, path, kind):
    """Modules and WebAssembly are refused by browsers under another type; no file is announced as encoded."""
    status, headers, _ = ask(plain, path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert "Content-Encoding" not in headers


def test_a_folder_without_its_slash_redirects_and_an_unknown_page_is_the_404_page(plain):
    """As GitHub Pages does."""
    assert ask(plain, "/guide")[:2][0] == 301 and ask(plain, "/guide")[1]["Location"] == "/guide/"
    assert ask(plain, "/guide/")[2] == b"guide"
    assert ask(plain, "/nothing/") [::2] == (404, b"lost")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/guide/../../secret.txt", "//secret.txt", "/..%2fsecret.txt"])
def test_nothing_outside_the_folder_is_served(plain, path):
    """Dots, encoded or not, don't lead out."""
    status, _, body = ask(plain, path)
    assert status == 404 and b"secret" not in body


def test_head_has_the_length_and_no_body(plain):
    """As HTTP asks."""
    status, headers, body = ask(plain, "/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(TEXT)), b"")


def test_a_rebuilt_site_is_served_from_the_next_request_on(folder):
    """The folder is asked for anew each time."""
    (folder.parent / "b").mkdir()
    (folder.parent / "b" / "index.html").write_text("new")
    at = {"folder": folder}
    with FolderServer(lambda: at["folder"]) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        assert ask(server, "/")[2] == TEXT.encode()
        at["folder"] = folder.parent / "b"
        assert ask(server, "/")[2] == b"new"
        server.shutdown()


def test_under_a_sub_path_nothing_else_is_there(server, folder):
    """A page that forgets the sub-path is found out."""
    one = server(folder, mount="/repo/")
    assert one.url.endswith("/repo/")
    assert ask(one, "/repo/guide/")[2] == b"guide"
    assert ask(one, "/guide/")[0] == 404
    assert one.log.paths("guide") == ["/repo/guide/", "/guide/"]


def test_gzip_only_where_it_is_on_and_accepted(server, folder):
    """A host that does not compress can be played too."""
    on, off = server(folder), server(folder, gzip=False)
    _, headers, body = ask(on, "/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip" and gzip.decompress(body) == TEXT.encode()
    assert "Content-Encoding" not in ask(on, "/")[1]
    assert "Content-Encoding" not in ask(off, "/", Accept_Encoding="gzip")[1]


def test_a_dropped_connection_ends_at_the_byte_as_often_as_asked(server, folder):
    """Twice 100 bytes of 3,003, then the whole; other paths are left alone."""
    one = server(folder, drops=(Drop(r"index\.html$", at=100, times=2),))
    for _ in range(2):
        with pytest.raises(http.client.IncompleteRead) as cut:
            ask(one, "/index.html")
        assert len(cut.value.partial) == 100
    assert ask(one, "/index.html")[2] == TEXT.encode()
    assert ask(one, "/guide/")[2] == b"guide"


def test_ranges_are_answered_where_they_are_on(server, folder):
    """A download can be taken up where it broke off; a host without ranges sends all."""
    on, off = server(folder, ranges=True), server(folder)
    status, headers, body = ask(on, "/", Range="bytes=3000-")
    assert (status, headers["Content-Range"], body) == (206, f"bytes 3000-{len(TEXT) - 1}/{len(TEXT)}", b"xxx")
    assert ask(on, "/", Range="bytes=9000-")[0] == 416
    assert ask(off, "/", Range="bytes=3000-")[0] == 200


def test_what_is_sent_to_the_server_is_in_its_log(server, folder):
    """A test that claims "nothing is sent" can see a body too."""
    one = server(folder, headers={"X-Test": "1"})
    connection = http.client.HTTPConnection("127.0.0.1", one.server_port, timeout=5)
    connection.request("POST", "/collect?a=1", body=b"answers")
    assert connection.getresponse().status == 405
    connection.close()
    assert [(r.method, r.path, r.body) for r in one.log.requests] == [("POST", "/collect?a=1", b"answers")]
    assert ask(one, "/")[1]["X-Test"] == "1"


def test_the_watch_sees_a_foreign_request_a_breach_of_the_policy_and_a_console_error(server, page, watch, tmp_path):
    """The fixture that every page test relies on can fail."""
    policy = "default-src 'none'; script-src 'sha256-SWLNhSWqF5OhJFOWEZDHNxZi8+uBiTTBPbGPAmWAmGQ='"
    (tmp_path / "index.html").write_text(f'<!doctype html><title>x</title><meta http-equiv="Content-Security-Policy" content="{policy}">'
                                         '<img src="http://127.0.0.2:9/x.png" alt=""><script>1</script>')  # fmt: skip
    (tmp_path / "error.html").write_text('<!doctype html><title>x</title><script>console.error("ours"); throw Error("thrown")</script>')
    one = server(tmp_path)
    page.goto(one.url)
    page.goto(one.url + "error.html")
    seen = "\n".join(watch.faults)
    for sign in ("request to another origin: GET http://127.0.0.2:9/x.png", "policy: img-src", "policy: script-src-elem", "console: ours", "uncaught: "):
        assert sign in seen
    assert watch.unexpected()
    watch.allow("")
    assert not watch.unexpected()
