"""A door with one model loaded, for tests: takes requests as plain data and gives answers as plain data."""

import json
from dataclasses import asdict
from pathlib import Path

from assessment.core.api import call
from assessment.core.model import Model

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


class Refused(Exception):
    """The door's faults, as a list of {where, wrong, right}."""

    def __init__(self, faults: list[dict[str, str]]):
        super().__init__("\n".join(f"{f['where']}: {f['wrong']} {f['right']}" for f in faults))
        self.faults = faults


class Door:
    """Asks `assessment.core.api.call` with one model; loads it each time, for other tests load theirs."""

    def __init__(self, model: Model | dict):
        self.model = json.dumps(asdict(model) if isinstance(model, Model) else model)

    def raw(self, text: str) -> dict:
        """The whole answer to the text of a request."""
        call(f'{{"do": "load", "model": {self.model}}}')
        answer = call(text)
        assert isinstance(answer, str)
        return json.loads(answer)

    def ask(self, do: str, **request: object) -> object:
        """The result; raises Refused."""
        answer = self.raw(json.dumps({"do": do} | request))
        assert set(answer) == ({"ok", "result"} if answer["ok"] else {"ok", "faults"})
        if not answer["ok"]:
            assert answer["faults"] and all(set(f) == {"where", "wrong", "right"} for f in answer["faults"])
            raise Refused(answer["faults"])
        return answer["result"]

    def faults(self, answers: object, do: str = "check", **more: object) -> list[dict[str, str]]:
        """The faults of answers that must be refused."""
        try:
            self.ask(do, answers=answers, **more)
        except Refused as refused:
            return refused.faults
        raise AssertionError("the door accepted this")


def garden() -> Door:
    """The door with the instrument of tests/golden/content."""
    from assessment.build import model_json

    return Door(json.loads(model_json(GOLDEN / "content")))
