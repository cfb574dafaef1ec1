from __future__ import annotations

from collections.abc import Mapping

from asltool.model.context_object import CONTEXT


def test_what_is_not_known_is_any_value() -> None:
    execution, item = CONTEXT["Execution"], CONTEXT["Map"]

    assert isinstance(execution, Mapping)
    assert execution["Input"] is None
    assert isinstance(item, Mapping)
    assert item["Item"]["Value"] is None  # type: ignore[index,call-overload]


def test_every_member_has_members() -> None:
    assert set(CONTEXT) == {"Execution", "State", "StateMachine", "Task", "Map"}
    assert all(isinstance(member, Mapping) for member in CONTEXT.values())
