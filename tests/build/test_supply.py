"""Claims about what comes from others: their files are those that were looked at, and each whose bytes reach a reader is named with its licence."""

import json
import re
import shutil
import zipfile
from importlib import metadata, resources
from pathlib import Path

import pytest

from assessment.build import generate, hashes
from assessment.build.hashes import FILES, checked
from assessment.build.shipped import shipped
from assessment.core.faults import Faulty
from tests.site.built import Page

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "node_modules"
TEXTS = ROOT / "docs/about/licences"
TOOLS = {"esbuild"}  # makes files smaller and leaves nothing of its own in them


@pytest.fixture
def packages(tmp_path):
    """A copy of the files that the build takes, which a test may change."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(PACKAGES / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_stops_the_build(packages, name):
    """Not the size, not the date: one byte; the message names the file and what to do."""
    checked(packages)
    path = packages / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(Faulty) as told:
        checked(packages)
    assert str(told.value).startswith(f"node_modules/{name}: is not the file") and "npm ci" in str(told.value)
    path.unlink()
    with pytest.raises(Faulty, match="is missing"):
        checked(packages)


def test_the_build_asks_before_it_writes(tmp_path, monkeypatch):
    """With a hash that does not fit, nothing is written."""
    wrong = tmp_path / "list"
    wrong.write_text(hashes.LIST.read_text("utf-8").replace("  pyodide/pyodide.asm.wasm", "0  pyodide/pyodide.asm.wasm"))
    monkeypatch.setattr(generate, "checked", lambda: checked(known=wrong))
    with pytest.raises(Faulty, match="pyodide.asm.wasm"):
        generate.build(ROOT / "content", tmp_path / "out", progress=lambda line: None)
    assert not (tmp_path / "out").exists()


def test_every_file_of_pyodide_that_the_engine_is_made_from_is_on_the_list():
    """What the code of the build names of the package, and no package whose files are copied is left out."""
    code = "".join((ROOT / "assessment/build" / name).read_text("utf-8") for name in ("engine.py", "inside.py", "precompile.mjs"))
    named = set(re.findall(r"""["'`/](pyodide(?:\.asm)?\.(?:mjs|wasm)|python_stdlib\.zip|pyodide-lock\.json)["'`]""", code))
    assert named and {f"pyodide/{name}" for name in named} <= set(FILES)


@pytest.fixture(scope="module")
def works():
    """Name to work."""
    return {work.name: work for work in shipped()}


def test_each_package_that_the_site_is_made_from_is_named(works):
    """What package.json depends on, but for tools, and the theme; each in the version that is installed."""
    wanted = set(json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]) - TOOLS
    named = {work.package.partition(":")[2]: work for work in works.values() if work.package}
    assert set(named) == wanted | {"mkdocs-material"}
    for name in wanted:
        about = json.loads((PACKAGES / name / "package.json").read_text("utf-8"))
        assert (named[name].version, named[name].licence) == (about["version"], about["license"])
    assert named["mkdocs-material"].version == metadata.version("mkdocs-material")


def test_each_part_of_the_theme_s_scripts_and_styles_is_named(works):
    """The theme's makers publish which packages their files were put together from."""
    folder = Path(str(resources.files("material"))) / "templates/assets"
    parts = set()
    for path in [*folder.glob("javascripts/bundle.*.map"), *folder.glob("javascripts/workers/*.map"), *folder.glob("stylesheets/*.map")]:
        parts |= {m[1] for source in json.loads(path.read_text("utf-8"))["sources"] if (m := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    proofs = {work.proof.decode() for work in works.values() if work.inside == "Material for MkDocs" and work.proof}
    assert parts == proofs and len(parts) > 5


def test_each_part_of_the_engine_is_in_it(works):
    """What the list says is inside is found inside; a part that is gone should go from the list."""
    with zipfile.ZipFile(PACKAGES / "pyodide/python_stdlib.zip") as archive:
        assert "json/__init__.py" in archive.namelist()
    data = (PACKAGES / "pyodide/pyodide.asm.wasm").read_bytes() + (PACKAGES / "pyodide/pyodide.asm.mjs").read_bytes()
    missing = [work.name for work in works.values() if work.where.startswith("the scoring program") and work.proof not in data]
    assert missing == []


def test_each_licence_or_notice_is_published(works):
    """The texts are whole, and the notices name every work that has no text of its own."""
    for name, words in {
        "mpl-2.0.txt": "Mozilla Public License Version 2.0", "apache-2.0.txt": "END OF TERMS AND CONDITIONS", "python.txt": "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    }.items():  # fmt: skip
        text = (TEXTS / name).read_text("utf-8")
        assert words in text and len(text) > 10_000
    notices = (TEXTS / "notices.txt").read_text("utf-8")
    aliases = {"compiler-rt, libc++, libc++abi, libunwind": "compiler-rt", "Material Design colours": "material-design-color"}
    missing = [work.name for work in works.values() if work.text == "notices.txt" and not re.search(rf"^{re.escape(aliases.get(work.name, work.name))}\b", notices.replace("*", ""), re.M) and work.name != "HACL*"]
    assert missing == [] and "HACL*\nCopyright" in notices
    for package in (PACKAGES / "lean-qr/LICENSE", next(Path(str(metadata.distribution("mkdocs-material").locate_file(""))).glob("mkdocs_material-*.dist-info/licenses/LICENSE"))):
        (copyright_,) = re.findall(r"^Copyright \(c\).*$", package.read_text("utf-8"), re.M)
        assert copyright_ in notices


def test_the_page_names_them_all(site, works):
    """With a link to the source and one to the text, which is there."""
    page = Page("about/licences/index.html", (site / "about/licences/index.html").read_text("utf-8"))
    links = [a.get("href", "") for a in page.all("a")]
    for work in works.values():
        assert work.source in links and any(link.endswith(work.text) for link in links), work.name
        assert f"{work.name}</a> {work.version}" in page.text if work.version else work.name.replace("&", "&amp;") in page.text
    for name in {work.text for work in works.values()}:
        assert (site / "about/licences" / name).is_file()
