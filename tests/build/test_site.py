"""Claims about building the whole site: unchanged is skipped, a fault leaves the old site, and the settings of a fork count."""

import pytest

from assessment.build import site as building
from assessment.build.finish import SiteFaults
from assessment.core.faults import Fault, Faulty


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout whose steps only note that they were taken."""
    steps = []
    for name in building.SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(building, "ROOT", tmp_path)
    monkeypatch.setattr(building, "BUILD", tmp_path / ".build")
    for folder in ("content", "docs", "assessment", "overrides"):
        (tmp_path / folder).mkdir()
    for name in ("content/model.yml", "docs/index.md", "docs/stone.svg", "mkdocs.yml", "package-lock.json"):
        (tmp_path / name).write_text("first")

    def build(content, out, progress, meanwhile):
        steps.append("generate")
        (out / "model.json").write_text("{}")
        meanwhile()

    def mkdocs(target):
        steps.append("mkdocs")
        target.mkdir()
        (target / "index.html").write_text((tmp_path / "docs" / "index.md").read_text())

    monkeypatch.setattr(building, "build", build)
    monkeypatch.setattr(building, "_mkdocs", mkdocs)
    monkeypatch.setattr(building, "prepare", lambda build: None)
    monkeypatch.setattr(building, "dressed", lambda site, build, memory: {})
    monkeypatch.setattr(building, "finish", lambda site, build, pages: steps.append("finish"))
    return tmp_path, steps


def build(checkout, name="site"):
    folder, steps = checkout
    steps.clear()
    building.build_site(folder / name, progress=lambda line: None)
    return list(steps)


ALL = ["generate", "mkdocs", "finish"]


def test_what_has_not_changed_is_not_built_again(checkout):
    """The second start of a server takes no time."""
    assert build(checkout) == ALL
    assert build(checkout) == []


@pytest.mark.parametrize(
    "changed, steps",
    [("content/model.yml", ALL), ("docs/index.md", ALL), ("package-lock.json", ALL), ("docs/stone.svg", ["mkdocs", "finish"]), ("mkdocs.yml", ["mkdocs", "finish"])],
)
def test_a_change_takes_the_steps_that_it_needs(checkout, changed, steps):
    """Pages count for the first step too: their footnotes are generated."""
    build(checkout)
    (checkout[0] / changed).write_text("second")
    assert build(checkout) == steps


def test_the_address_of_the_site_counts(checkout, monkeypatch):
    """A fork builds with its own address and no edit."""
    build(checkout)
    monkeypatch.setenv("SITE_URL", "https://example.org/fork/")
    assert build(checkout) == ["mkdocs", "finish"]


def test_two_sites_are_kept_apart(checkout):
    """Each folder has its own memory, and one that was deleted is built again."""
    build(checkout)
    assert build(checkout, "other") == ["mkdocs", "finish"]
    (checkout[0] / "site" / "index.html").unlink()
    (checkout[0] / "site").rmdir()
    assert build(checkout) == ["mkdocs", "finish"]


@pytest.mark.parametrize("step, fault", [("build", Faulty([Fault("content/model.yml:1", "is wrong.", "Mend it."), Fault("b", "c", "d")])), ("dressed", SiteFaults("page: bad"))])
def test_a_fault_leaves_the_site_as_it_was_and_is_told_whole(checkout, monkeypatch, step, fault):
    """The last good site stays, every fault is in the text, and the next try builds again."""
    build(checkout)
    folder, _ = checkout
    good = getattr(building, step)

    def fails(*_, **__):
        raise fault

    monkeypatch.setattr(building, step, fails)
    (folder / "docs" / "index.md").write_text("second")
    with pytest.raises(building.BuildFailed) as told:
        building.build_site(folder / "site", progress=lambda line: None)
    assert str(told.value) == str(fault)
    assert (folder / "site" / "index.html").read_text() == "first"
    monkeypatch.setattr(building, step, good)
    assert "mkdocs" in build(checkout)
    assert (folder / "site" / "index.html").read_text() == "second"


def test_the_command_gives_its_faults_on_standard_error(checkout, monkeypatch, capsys):
    """Exit status 2, and standard output stays empty."""

    def fails(*_, **__):
        raise Faulty([Fault("content/model.yml:1", "is wrong.", "Mend it.")])

    monkeypatch.setattr(building, "build", fails)
    assert building.main([str(checkout[0] / "site"), "--quiet"]) == 2
    assert capsys.readouterr() == ("", "content/model.yml:1: is wrong. Mend it.\n")


def test_a_link_that_leads_nowhere_is_a_fault(tmp_path, monkeypatch):
    """MkDocs only counts its warnings where it may tell them; this is the real MkDocs."""
    monkeypatch.setattr(building, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[x](nothing.md)\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: mkdocs\nplugins: []\n")
    with pytest.raises(building.BuildFailed, match="nothing.md"):
        building._mkdocs(tmp_path / "out")
    (tmp_path / "docs" / "index.md").write_text("x\n")
    building._mkdocs(tmp_path / "out")
    assert (tmp_path / "out" / "index.html").is_file()
