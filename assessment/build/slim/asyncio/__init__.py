"""Stands in for the event loop in the engine, where nothing waits: Pyodide looks its functions up when it starts, and the door never calls them."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def refuse(*_, **__):
        raise RuntimeError(f"asyncio.{name}: the engine has no event loop")

    return refuse
