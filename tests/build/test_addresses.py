"""Addresses change with the bytes that are published under them, and with nothing else."""

from assessment.build.addresses import app_files, app_folder, engine_folder, model_name
from assessment.build.output import write, write_folder


def test_the_app_has_another_address_after_any_change(tmp_path):
    """A renamed, changed or moved file gives a new folder; caches and hidden files do not count."""
    (tmp_path / "a.mjs").write_text("1")
    first = app_folder(tmp_path)
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/x.pyc").write_text("x")
    assert app_folder(tmp_path) == first and [p.name for p in app_files(tmp_path)] == ["a.mjs"]
    (tmp_path / "a.mjs").rename(tmp_path / "b.mjs")
    renamed = app_folder(tmp_path)
    (tmp_path / "b.mjs").write_text("2")
    assert len({first, renamed, app_folder(tmp_path)}) == 3
    assert first.startswith("app/") and len(first) == 12


def test_another_minifier_gives_the_app_another_address(tmp_path, monkeypatch):
    """The bytes that are published depend on it, so the address does."""
    (tmp_path / "a.mjs").write_text("1")
    first = app_folder(tmp_path)
    monkeypatch.setattr("assessment.build.addresses.minifier", lambda: "esbuild 99")
    assert app_folder(tmp_path) != first


def test_the_model_is_named_by_its_bytes():
    """SHA-256 of nothing begins with e3b0c442 (FIPS 180-4 test vector)."""
    assert model_name(b"") == "model/e3b0c442.json.gz"


def test_the_engine_is_where_its_build_said(tmp_path):
    """The engine's build leaves the hash of its bytes in current.json."""
    write(tmp_path / "engine/current.json", '{"hash": "0123abcd"}\n')
    assert engine_folder(tmp_path) == "engine/0123abcd"


def test_files_are_written_only_if_their_bytes_changed(tmp_path):
    """A watcher sees real changes only, and what is no longer made disappears."""
    assert write_folder(tmp_path / "f", {"a/b.html": "1", "c.html": "2"}) == 2
    before = (tmp_path / "f/a/b.html").stat().st_mtime_ns
    assert write_folder(tmp_path / "f", {"a/b.html": "1", "c.html": "2"}) == 0
    assert (tmp_path / "f/a/b.html").stat().st_mtime_ns == before
    assert write_folder(tmp_path / "f", {"c.html": "3"}) == 2
    assert sorted(p.name for p in (tmp_path / "f").rglob("*")) == ["c.html"]
