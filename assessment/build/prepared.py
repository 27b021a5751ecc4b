"""Gives `dataclasses` and `re` what the build has compiled for them, so that the engine need not; runs inside Pyodide, before the core.

`dataclasses` writes the methods of each class as a text and compiles it: half of the time that importing the core took.
`re` turns each pattern into codes for its machine, in Python.
The build keeps the compiled code of each text, and the codes of each pattern, in `prepared.bin` beside this module; what is not there is compiled as ever.
"""

import builtins
import dataclasses
import marshal
from re import _compiler

CODE = marshal.loads(__loader__.get_data(f"{__loader__.archive}/prepared.bin"))  # noqa: F821 (the loader of this zip)
MISSED = []


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


dataclasses.exec = execute  # before the built-in one, which it would take else
_compiler.compile = compiled
