"""Files get smaller, keep what others import, and are not made twice."""

import gzip

import pytest

from assessment.build import minify
from assessment.build.engine import EngineFault

SCRIPT = b"// told to readers of the source\nexport function total(numbers) {\n  let soFar = 0;\n  for (const number of numbers) soFar += number;\n  return soFar;\n}\n"
SHEET = b"/* said */\n.a  { color : red ; }\n.b:has(> .c) { margin : 0px }\n"


def test_comments_and_inner_names_go(tmp_path):
    """The exported name stays, because other modules import it; selectors stay as they are."""
    made = minify.minified({"a.mjs": SCRIPT, "a.css": SHEET}, tmp_path)
    assert b"told" not in made["a.mjs"] and b"soFar" not in made["a.mjs"] and b"as total" in made["a.mjs"].replace(b"export function total", b"as total")
    assert made["a.css"] == b".a{color:red}.b:has(>.c){margin:0}\n"


def test_what_was_made_is_not_made_again(tmp_path, monkeypatch):
    """The second time no Node is started; a changed file is made anew."""
    first = minify.minified({"a.css": SHEET}, tmp_path)
    started = []
    run = minify._run
    monkeypatch.setattr(minify, "_run", lambda told: started.append(list(told["files"])) or run(told))
    assert minify.minified({"a.css": SHEET}, tmp_path) == first and started == []
    minify.minified({"a.css": SHEET, "b.css": b"p{}"}, tmp_path)
    assert started == [["b.css"]]


def test_what_was_made_beforehand_is_only_found(tmp_path, monkeypatch):
    """One start of Node for scripts, sheets and texts to pack; nothing is started when they are asked for, and the bytes are the same."""
    files, texts = {"a.mjs": SCRIPT, "a.css": SHEET}, {"x": b"text " * 9}
    wanted, started, run = (minify.minified(files), minify.packed(texts)), [], minify._run
    monkeypatch.setattr(minify, "_run", lambda told: started.append(told) or run(told))
    minify.ready(files, texts, tmp_path)
    assert len(started) == 1
    minify.ready(files, texts, tmp_path)
    assert (minify.minified(files, tmp_path), minify.packed(texts, tmp_path)) == wanted and len(started) == 1


def test_packing_is_the_same_each_time():
    """gzip without name and date: the header's four bytes of time are zero (RFC 1952)."""
    made = minify.packed({"x": "é".encode()})["x"]
    assert made == minify.packed({"y": "é".encode()})["y"] and made[4:8] == bytes(4)
    assert gzip.decompress(made).decode() == "é"


def test_a_file_that_cannot_be_read_is_told():
    """A mistake in a module is told with the line it stands on, and nothing is published."""
    with pytest.raises(EngineFault, match="refused a file"):
        minify.minified({"a.mjs": b"let a = ;"})
