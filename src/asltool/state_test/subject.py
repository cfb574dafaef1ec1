"""The state that is tried: found in a definition that is one state, or a whole machine.

AWS: api.md 7.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asltool.engine.errors import EngineRefusal
from asltool.engine.program import sound_state
from asltool.errors import ApiError
from asltool.json_value import JsonObject, JsonValue
from asltool.model.edges import inner_machines
from asltool.model.machine import Map, State, StateMachine
from asltool.parse.machine import parse_machine
from asltool.source.json_reader import read_json
from asltool.state_test.json_texts import NotJsonError, first_value
from asltool.state_test.request import VALIDATION
from asltool.validation import ValidationDiagnostic, validate

INVALID_DEFINITION = "InvalidDefinition"
BARE_NAME = "StateName"
"""What a state is called that comes without a machine."""

_BEYOND_THE_STATE = frozenset({"MISSING_TRANSITION_TARGET", "MISSING_END_STATE"})
"""What AWS says where states are missing, as they are beside one that comes by itself."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The state that is tried."""

    state: State
    fields: JsonObject
    """The state as written."""
    is_in_map: bool
    """Whether a Map runs it for each of its items."""


def find_subject(definition: str, state_name: str | None) -> Subject:
    """Give the state of a definition that is to be tried.

    Args:
        definition: A state's text; or a machine's, if there is a name.
        state_name: The name of one of the machine's states, inner ones included.

    Raises:
        ApiError: The definition has errors, or no such state.
    """
    is_bare = state_name is None
    text = _as_machine(definition) if is_bare else definition
    said = [found for found in validate(text)["diagnostics"] if not is_bare or _is_about_state(found)]
    document, _ = read_json(text, "<definition>")
    machine = None if document is None else parse_machine(document).machine
    if said or document is None or machine is None:
        raise _invalid(", ".join(map(_text, said)))
    for state, is_in_map in _states(machine, is_in_map=False):
        if state.name == (state_name or BARE_NAME):
            try:
                sound = sound_state(state)
            except EngineRefusal:
                raise _invalid(f"the state {state.name} has errors") from None
            return Subject(sound, _fields(state, document.value), is_in_map)
    raise ApiError(VALIDATION, "State not found in definition")


def _as_machine(text: str) -> str:
    """Give the text of a machine that has nothing but the state that *text* is; one that is no JSON stays."""
    try:
        _, state = first_value(text)
    except NotJsonError:
        return text
    return f'{{"StartAt":"{BARE_NAME}","States":{{"{BARE_NAME}":{state}}}}}'


def _is_about_state(diagnostic: ValidationDiagnostic) -> bool:
    """Tell whether a diagnostic is about a state itself, or a machine in it, not about states beside it."""
    is_inside = diagnostic.get("location", "").count("/States/") > 1
    return is_inside or diagnostic["code"] not in _BEYOND_THE_STATE


def _text(diagnostic: ValidationDiagnostic) -> str:
    text = f"{diagnostic['code']}: {diagnostic['message']}"
    return f"{text} at {diagnostic['location']}" if "location" in diagnostic else text


def _invalid(reason: str) -> ApiError:
    return ApiError(INVALID_DEFINITION, f"Invalid State Machine Definition: '{reason}'")


def _states(machine: StateMachine, *, is_in_map: bool) -> Iterator[tuple[State, bool]]:
    """Give every state, and whether it is inside a Map."""
    for state in machine.states.values():
        yield state, is_in_map
        for inner in inner_machines(state):
            yield from _states(inner, is_in_map=is_in_map or isinstance(state, Map))


def _fields(state: State, definition: JsonValue) -> JsonObject:
    value: Any = definition
    for step in state.at:
        value = value[step]
    fields: JsonObject = value
    return fields
