"""Stands in for Pyodide's installer of packages: the engine has no network, and all it needs lies in its bundle."""


class Folder:
    """A path that Pyodide asks for as text."""

    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path


SITE_PACKAGES = Folder("/lib/python3.14/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages():
    pass
