"""Stands in for Pyodide's helpers around code: of them the worker needs only what runs a text."""

from _pyodide._base import eval_code, should_quiet  # noqa: F401 (Pyodide takes them from here)
