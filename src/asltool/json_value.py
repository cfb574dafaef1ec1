"""JSON values: their type, their compact text, their own copies."""

from __future__ import annotations

import json
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = "dict[str, JsonValue]"

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


def json_text(value: JsonValue) -> str:
    """Give the compact JSON text of *value*, as AWS writes data that it has touched."""
    return _encode(value)


def json_bytes(value: JsonValue) -> int:
    """Give the size of *value*: the bytes of its compact text in UTF-8."""
    return len(_encode(value).encode("utf-8", "surrogatepass"))


def copy_json(value: JsonValue) -> JsonValue:
    """Give a copy of *value* that shares no list or object with it."""
    if isinstance(value, dict):
        return {key: copy_json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [copy_json(item) for item in value]
    return value


def json_type(value: JsonValue) -> str:
    """Name the JSON type of *value*: "null", "boolean", "number", "string", "array" or "object"."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
