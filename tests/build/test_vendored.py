"""Modules of others: published with their licence, under an address that changes with them, and named where they are missing."""

import json

import pytest

from assessment.build.addresses import app_folder
from assessment.build.engine import EngineFault
from assessment.build.vendored import MODULES, vendored


@pytest.fixture
def packages(tmp_path):
    """A folder with each package, made up."""
    for name, module in MODULES.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "package.json").write_text(json.dumps({"version": "1.2.3", "license": "MIT"}))
        (tmp_path / name / module).write_text("export const one = 1;\n")
        (tmp_path / name / "LICENSE").write_text("Do what you like.\n")
    return tmp_path


def test_each_module_comes_with_its_licence(packages):
    """The first line says what it is, which version, and where the licence lies; the rest is as its author wrote it."""
    found = vendored(packages)
    assert found["vendor/lean-qr.mjs"] == b"// lean-qr 1.2.3, MIT licence: see lean-qr.LICENSE.txt beside this file.\nexport const one = 1;\n"
    assert found["vendor/lean-qr.LICENSE.txt"] == b"Do what you like.\n"
    assert len(found) == 2 * len(MODULES)


def test_the_address_changes_with_them(packages, tmp_path_factory):
    """A new version of a library reaches browsers that keep the old one for ever."""
    web = tmp_path_factory.mktemp("web")
    (web / "a.mjs").write_text("1")
    before = app_folder(web, vendored(packages))
    (packages / "lean-qr" / MODULES["lean-qr"]).write_text("export const one = 2;\n")
    assert len({app_folder(web), before, app_folder(web, vendored(packages))}) == 3


@pytest.mark.parametrize("name", ["package.json", "index.mjs", "LICENSE"])
def test_what_is_missing_is_named(packages, name):
    """With what to do; no build without the licence either."""
    (packages / "lean-qr" / name).unlink()
    with pytest.raises(EngineFault, match=r"node_modules/lean-qr is missing\. Run `npm ci`"):
        vendored(packages)


def test_the_locked_one_is_here():
    """The real library says its licence as the lock does."""
    assert b"MIT License" in vendored()["vendor/lean-qr.LICENSE.txt"]
