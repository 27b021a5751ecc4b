"""Gives `dataclasses` the methods that the build has compiled, so that the engine need not; runs inside Pyodide, before the core.

`dataclasses` writes the methods of each class as a text and compiles it: half of the time that importing the core took.
The build keeps the compiled code of each text in `prepared.bin` beside this module; a text that is not there is compiled as ever.
"""

import builtins
import dataclasses
import marshal

CODE = marshal.loads(__loader__.get_data(f"{__loader__.archive}/prepared.bin"))  # noqa: F821 (the loader of this zip)
MISSED = []


def execute(text, *scopes):
    """As `exec`, with the compiled code of the text if there is one."""
    if text not in CODE:
        MISSED.append(text)
    builtins.exec(CODE.get(text, text), *scopes)


dataclasses.exec = execute  # before the built-in one, which it would take else
