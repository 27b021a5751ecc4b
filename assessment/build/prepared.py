"""Gives `dataclasses`, `re` and the import of the core what the build has made ready, so that the engine need not; runs inside Pyodide, before the core.

`dataclasses` writes the methods of each class as a text and compiles it: half of the time that importing the core took.
`re` turns each pattern into codes for its machine, in Python.
The build keeps the compiled code of each text, and the codes of each pattern, in `prepared.bin` beside this module; what is not there is compiled as ever.
Looking for each module in the zip, and reading it there, took longer than running it: `modules.bin` holds the code of all of them, by name.
"""

import builtins
import dataclasses
import marshal
import sys
from re import _compiler

CODE = marshal.loads(__loader__.get_data(f"{__loader__.archive}/prepared.bin"))  # noqa: F821 (the loader of this zip)
MODULES = marshal.loads(__loader__.get_data(f"{__loader__.archive}/modules.bin"))  # noqa: F821
MISSED = []
ModuleSpec = type(__spec__)  # noqa: F821


def execute(text, *scopes):
    """As `exec`, with the compiled code of the text if there is one."""
    if text not in CODE:
        MISSED.append(text)
    builtins.exec(CODE.get(text, text), *scopes)


def compiled(pattern, flags=0, plain=_compiler.compile):
    """As `re._compiler.compile`, with the codes of the pattern if they are there."""
    codes = CODE.get((pattern, int(flags)))
    if codes is None:
        MISSED.append(pattern)
        return plain(pattern, flags)
    return _compiler._sre.compile(*codes)


class Core:
    """Finds and runs the modules of `modules.bin`: (True for a package, its code)."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in MODULES:
            return ModuleSpec(name, Core, origin=name, is_package=MODULES[name][0])

    @staticmethod
    def create_module(spec):
        return None  # a plain one

    @staticmethod
    def exec_module(module):
        builtins.exec(marshal.loads(MODULES[module.__name__][1]), vars(module))


sys.meta_path.insert(0, Core)
dataclasses.exec = execute  # before the built-in one, which it would take else
_compiler.compile = compiled
