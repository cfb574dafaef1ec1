"""Short ways to parse definitions in tests."""

from __future__ import annotations

from typing import Any

from asltool.diagnostics import Diagnostic
from asltool.model.machine import State, StateMachine
from asltool.parse.machine import Parsed, parse_machine
from asltool.source.document import Document

SUCCEED = {"Type": "Succeed"}
INNER = {"StartAt": "Inner", "States": {"Inner": {"Type": "Succeed"}}}


def parsed(definition: Any) -> Parsed:
    """Parse a definition that is given as a value."""
    return parse_machine(Document.from_value(definition))


def around(state: Any, **fields: Any) -> dict[str, Any]:
    """Give a definition with one state, named A; *fields* are the machine's own."""
    return {"StartAt": "A", "States": {"A": state}, **fields}


def diagnostics(state: Any, **fields: Any) -> tuple[Diagnostic, ...]:
    """Give what is wrong with a definition whose one state is *state*."""
    return parsed(around(state, **fields)).diagnostics


def told(state: Any, **fields: Any) -> list[tuple[str, str]]:
    """Give rule and place, below the state where it is inside, of what is wrong with *state*."""
    return [(found.rule, str(found.at).removeprefix("/States/A")) for found in diagnostics(state, **fields)]


def machine(definition: Any) -> StateMachine:
    """Give the machine that a sound definition is."""
    result = parsed(definition)
    assert result.diagnostics == ()
    assert result.machine is not None
    return result.machine


def state(value: Any, **fields: Any) -> State:
    """Give the state that a sound state's value is."""
    return machine(around(value, **fields)).states["A"]


def any_state(value: Any, **fields: Any) -> State:
    """Give what a state's value is read as, sound or not."""
    result = parsed(around(value, **fields)).machine
    assert result is not None
    return result.states["A"]
