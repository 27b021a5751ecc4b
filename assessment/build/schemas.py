"""Takes the classes of the instrument and of the formats and gives their JSON Schemas; knows no content."""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from assessment.build.content import KINDS
from assessment.core.model import Model

MADE_BY = "Generated from the classes by “python -m assessment build”; do not edit."


class _WithLevelKeys(GenerateJsonSchema):
    """Keys that are whole numbers in Python are digits in JSON."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        if schema.get("keys_schema", {}).get("type") == "int":
            made["propertyNames"] = {"pattern": "^[1-5]$"}
        return made


@cache
def schemas() -> dict[str, str]:
    """File name below `schemas/` and text of each schema, which nobody may change.

    A format such as `touchstone-answers/1` has two names: its own, and one without a folder.
    """
    made = {f"content-{kind}.json": _schema(f"content-{kind}", cls) for kind, cls in KINDS.items()}
    made["touchstone-model.json"] = _schema("touchstone-model", Model)
    for name, cls in _formats().items():
        made[f"{name}.json"] = made[f"{name.replace('/', '-')}.json"] = _schema(name, cls)
    return made


def _formats() -> dict[str, Any]:
    from assessment.build.formats import FORMATS

    return FORMATS


def _schema(title: str, cls: Any) -> str:
    body = TypeAdapter(cls).json_schema(schema_generator=_WithLevelKeys)
    whole = {"$schema": GenerateJsonSchema.schema_dialect, "$comment": MADE_BY, **body, "title": title}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
