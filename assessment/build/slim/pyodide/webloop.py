"""Stands in for Pyodide's event loop: the engine answers each request at once and needs none."""


def _initialize_event_loop():
    pass
