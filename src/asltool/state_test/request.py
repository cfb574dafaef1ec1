"""A request of TestState: its members, and the limits that hold for each.

AWS: api.md 7.1 and 7.4; the limits are those of the service's model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from asltool.errors import ApiError, AsltoolError

VALIDATION = "ValidationException"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What TestState is asked; None or empty for what is not given."""

    definition: str
    input: str | None = None
    inspection_level: str = "INFO"
    mock: Mapping[str, Any] | None = None
    state_name: str | None = None
    variables: str | None = None
    context: str | None = None
    state_configuration: Mapping[str, Any] = field(default_factory=dict)
    reveal_secrets: bool = False
    role_arn: str | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """A member that is a text: how long it may be, or what it may be; whether refusals show it."""

    most: int | None = None
    least: int = 0
    choices: tuple[str, ...] = ()
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class _Count:
    """A member that is a whole number, 0 or more."""


_DATA = _Text(262_144)
_MEMBERS: Mapping[str, _Text | _Count | type[bool]] = {
    "definition": _Text(1_048_576, least=1),
    "roleArn": _Text(256, least=1, is_shown=True),
    "input": _DATA,
    "inspectionLevel": _Text(choices=("INFO", "DEBUG", "TRACE"), is_shown=True),
    "revealSecrets": bool,
    "variables": _DATA,
    "stateName": _Text(80, least=1),
    "mock.result": _DATA,
    "mock.errorOutput.error": _Text(256),
    "mock.errorOutput.cause": _Text(32_768),
    "mock.fieldValidationMode": _Text(choices=("STRICT", "PRESENT", "NONE"), is_shown=True),
    "context": _DATA,
    "stateConfiguration.retrierRetryCount": _Count(),
    "stateConfiguration.errorCausedByState": _Text(80, least=1),
    "stateConfiguration.mapIterationFailureCount": _Count(),
    "stateConfiguration.mapItemReaderData": _DATA,
}


def check_members(members: Mapping[str, Any]) -> None:
    """Hold the members of a request, by their names in the API, against what the API takes.

    Raises:
        AsltoolError: A member does not exist or is of another type: no client of AWS would send it.
        ApiError: A member is out of its range.
    """
    said = [refusal for path, value in _flattened(members) for refusal in _refusals(path, value)]
    if said:
        noun = "error" if len(said) == 1 else "errors"
        raise ApiError(VALIDATION, f"{len(said)} validation {noun} detected: {'; '.join(said)}")


def _flattened(members: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Give every given member with the way to it: `mock.errorOutput.error`."""
    for name, value in members.items():
        path = before + name
        if value is None:
            continue
        if path in _MEMBERS:
            yield path, value
        elif not any(known.startswith(f"{path}.") for known in _MEMBERS):
            raise AsltoolError(f"TestState has no {path}{_only(before)}")
        elif not isinstance(value, Mapping):
            raise AsltoolError(f"{path} must be a dict, not {type(value).__name__}")
        else:
            yield from _flattened(value, f"{path}.")


def _only(before: str) -> str:
    """Tell what an object of the request has; nothing of the request itself, which has much."""
    if not before:
        return ""
    names = (
        member.removeprefix(before).partition(".")[0] for member in _MEMBERS if member.startswith(before)
    )
    return f", only {', '.join(dict.fromkeys(names))}"


def _refusals(path: str, value: Any) -> Iterator[str]:
    rule = _MEMBERS[path]
    _require_type(path, value, {_Text: str, _Count: int}.get(type(rule), bool))
    if isinstance(rule, _Count) and value < 0:
        yield _refusal(path, str(value), "Member must have value greater than or equal to 0")
    if isinstance(rule, _Text):
        shown = value if rule.is_shown else None
        if rule.choices and value not in rule.choices:
            yield _refusal(path, shown, f"Member must satisfy enum value set: [{', '.join(rule.choices)}]")
        if rule.most is not None and len(value) > rule.most:
            yield _refusal(path, shown, f"Member must have length less than or equal to {rule.most}")
        if len(value) < rule.least:
            yield _refusal(path, shown, f"Member must have length greater than or equal to {rule.least}")


def _require_type(path: str, value: Any, expected: type) -> None:
    if type(value) is not expected:
        raise AsltoolError(f"{path} must be of type {expected.__name__}, not {type(value).__name__}")


def _refusal(path: str, shown: str | None, constraint: str) -> str:
    value = "Value" if shown is None else f"Value '{shown}'"
    return f"{value} at '{path}' failed to satisfy constraint: {constraint}"
