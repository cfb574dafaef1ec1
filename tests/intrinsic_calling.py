"""Evaluates intrinsic function calls in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from asltool.expr.intrinsics.errors import IntrinsicFailure
from asltool.expr.intrinsics.parser import parse_intrinsic

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


@dataclass
class FixedScope:
    """A scope whose chance is known beforehand."""

    context: JsonValue = None
    variables: dict[str, JsonValue] = field(default_factory=dict)
    chance: float = 0.5
    uuids: list[str] = field(default_factory=lambda: ["uuid-1", "uuid-2", "uuid-3"])

    def uuid(self) -> str:
        return self.uuids.pop(0)

    def random(self) -> float:
        return self.chance


def value_of(text: str, data: JsonValue = None, scope: FixedScope | None = None) -> JsonValue:
    """Give the value of the call *text* on *data*."""
    return parse_intrinsic(text).compile()(data, scope or FixedScope())


def failure_of(text: str, data: JsonValue = None) -> IntrinsicFailure:
    """Give the failure of the call *text* on *data*."""
    with pytest.raises(IntrinsicFailure) as caught:
        value_of(text, data)
    return caught.value


def reason_of(text: str, data: JsonValue = None) -> str:
    """Give the reason for which the call *text* fails on *data*; it must not be a path's."""
    failure = failure_of(text, data)
    assert not failure.is_path_problem
    return failure.reason
