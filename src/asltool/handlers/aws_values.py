"""Requests and responses of AWS services: from JSON to what botocore takes, and back.

AWS: integrations.md 5.3 (parsed payloads, blobs, timestamps), 5.7 (PascalCase members).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asltool.engine.context_object import instant_text
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.aws_names import member_name

Shape = Any
"""A shape of botocore's service model."""


class UnusableParameterError(Exception):
    """Parameters that cannot be sent; the text is the one that Step Functions has for it."""


def to_request(shape: Shape, value: JsonValue, field: str = "Parameters") -> Any:
    """Give what botocore takes for *value*, as the shape of a request describes it.

    Members are found by their PascalCase names; null counts as absent. Where text or bytes are wanted, any
    other JSON is sent as its text.

    Raises:
        UnusableParameterError: A member does not exist, or its value is of the wrong type.
    """
    if getattr(shape, "is_document_type", False):
        return value
    convert = _REQUEST.get(shape.type_name)
    try:
        return _as_text(value) if convert is None else convert(shape, value, field)
    except (TypeError, ValueError, KeyError, OverflowError):
        raise UnusableParameterError(f"The value of the field '{field}' has an invalid format") from None


def _structure(shape: Shape, value: JsonValue, _: str) -> dict[str, Any]:
    members = {member_name(name): name for name in shape.members}
    lowered = {name.lower(): member for name, member in members.items()}
    request = {}
    for key, given in _object(value).items():
        member = members.get(key) or lowered.get(key.lower())
        if member is None:
            raise UnusableParameterError(f'The field "{key}" is not supported by Step Functions.')
        if given is not None:
            request[member] = to_request(shape.members[member], given, key)
    return request


def _map(shape: Shape, value: JsonValue, field: str) -> dict[str, Any]:
    return {key: to_request(shape.value, given, field) for key, given in _object(value).items()}


def _list(shape: Shape, value: JsonValue, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return [to_request(shape.member, item, field) for item in value]


def _integer(_: Shape, value: JsonValue, __: str) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError
    return int(number)


def _float(_: Shape, value: JsonValue, __: str) -> float:
    return float(_number(value))


def _boolean(_: Shape, value: JsonValue, __: str) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}[_text(value).lower()]


def _timestamp(_: Shape, value: JsonValue, __: str) -> datetime:
    if isinstance(value, str):
        instant = datetime.fromisoformat(value)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return datetime.fromtimestamp(_number(value), UTC)


def _blob(_: Shape, value: JsonValue, __: str) -> bytes:
    return _as_text(value).encode()


_REQUEST: Mapping[str, Callable[[Shape, JsonValue, str], Any]] = {
    "structure": _structure,
    "map": _map,
    "list": _list,
    "integer": _integer,
    "long": _integer,
    "float": _float,
    "double": _float,
    "boolean": _boolean,
    "timestamp": _timestamp,
    "blob": _blob,
}
"""By the shape's type; all others are texts."""


def _object(value: JsonValue) -> JsonObject:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _text(value: JsonValue) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: JsonValue) -> int | float:
    if isinstance(value, bool):
        raise TypeError
    if isinstance(value, (int, float)):
        return value
    text = _text(value)
    try:
        return int(text)
    except ValueError:
        return float(text)


def _as_text(value: JsonValue) -> str:
    return value if isinstance(value, str) else json_text(value)


def instant_as_text(value: datetime) -> JsonValue:
    """Give an instant as AWS SDK integrations show it."""
    return instant_text(value.timestamp())


def instant_as_milliseconds(value: datetime) -> JsonValue:
    """Give an instant as optimized integrations show it: since 1970."""
    return round(value.timestamp() * 1000)


def optimized_member_name(member: str) -> str:
    """Give the name of a member in the responses of optimized integrations: `BOOL` stays as it is."""
    return member if member.isupper() else member_name(member)


@dataclass(frozen=True, slots=True)
class Showing:
    """How the responses of a kind of integration are shown."""

    instant: Callable[[datetime], JsonValue]
    member: Callable[[str], str]


SDK = Showing(instant_as_text, member_name)
OPTIMIZED = Showing(instant_as_milliseconds, optimized_member_name)


def from_response(shape: Shape | None, value: Any, showing: Showing = SDK) -> JsonValue:
    """Give the JSON of what botocore gave, as the shape of a response describes it.

    Members that are None are left out.
    Bytes, also those still to be read, become text, or base64 where they are no UTF-8; a stream of events
    becomes their list.

    Args:
        shape: The response's shape.
        value: What botocore gave.
        showing: How names and instants are shown.
    """
    if shape is None:
        return {}
    if getattr(shape, "is_document_type", False):
        return value  # type: ignore[no-any-return]
    if getattr(shape, "serialization", {}).get("eventstream"):
        return [_members(shape, event, showing) for event in value]
    match shape.type_name:
        case "structure":
            return _members(shape, value, showing)
        case "map":
            return {str(key): from_response(shape.value, given, showing) for key, given in value.items()}
        case "list":
            return [from_response(shape.member, item, showing) for item in value]
        case "blob":
            return _from_bytes(value.read() if hasattr(value, "read") else value)
        case "timestamp":
            return showing.instant(value) if isinstance(value, datetime) else value
        case _:
            return value  # type: ignore[no-any-return]


def _from_bytes(value: bytes | str) -> str:
    if isinstance(value, str):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return base64.b64encode(value).decode()


def _members(shape: Shape, value: Any, showing: Showing) -> JsonObject:
    return {
        showing.member(name): from_response(shape.members[name], given, showing)
        for name, given in value.items()
        if name in shape.members and given is not None
    }
