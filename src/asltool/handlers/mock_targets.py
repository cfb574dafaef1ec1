"""What the mocks of a run may name: its Task states, and the resources that these use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from asltool.handlers.registry import function_name, integration_keys
from asltool.json_value import JsonValue
from asltool.model.edges import all_states
from asltool.model.machine import Map, Parallel, State, StateMachine, Task
from asltool.model.resource import Kind, Resource, parse_resource
from asltool.parse.value_reading import hint
from asltool.source.pointer import Pointer

_INVOKE = "lambda:invoke"


@dataclass(frozen=True, slots=True)
class Targets:
    """The names that mocks may bear."""

    tasks: Mapping[str, tuple[Resource, ...]]
    """The Task states, and their resources."""
    maps: frozenset[str]
    parallels: frozenset[str]
    others: frozenset[str]
    """All other states, Maps and Parallels among them."""
    resources: Mapping[str, tuple[Resource, ...]]
    """The handler keys of the resources in use, and the resources of the tasks that they serve."""
    has_computed_function: bool
    """Whether some task computes the function that it invokes, so that any function's name may be right."""

    def is_resource(self, key: str) -> bool:
        """Tell whether *key* stands for a resource that is in use, as far as can be known."""
        if key in self.resources or function_name(key) in self.resources:
            return True
        return self.has_computed_function and _may_be_function(key)

    def resources_of(self, key: str) -> tuple[Resource, ...]:
        """Give the resources of the tasks that a mock serves."""
        return self.tasks.get(key) or self.resources.get(key) or self.resources.get(function_name(key), ())

    def unknown_state(self, name: str) -> str | None:
        """Say what is wrong with *name* where a Task state's name must stand; None if nothing is."""
        if name in self.tasks:
            return None
        if name in self.others:
            return f'state "{name}" is no Task state: only these have work to mock'
        return f'there is no state "{name}"{hint(name, self.tasks)}'

    def unknown_key(self, name: str) -> str | None:
        """Say what is wrong with *name* where a Task state or resource must stand; None if nothing is."""
        if name in self.tasks or self.is_resource(name):
            return None
        if name in self.others:
            return self.unknown_state(name)
        known = sorted(self.tasks) + sorted(self.resources)
        return f'no state and no resource in use is called "{name}"{hint(name, known)}'


def targets_of(machines: Iterable[StateMachine]) -> Targets:
    """Give what mocks may name when *machines* run together."""
    tasks: dict[str, tuple[Resource, ...]] = {}
    others: dict[str, State] = {}
    resources: dict[str, tuple[Resource, ...]] = {}
    has_computed_function = False
    for machine in machines:
        for state in all_states(machine):
            if not isinstance(state, Task):
                others[state.name] = state
                resources |= {key: resources.get(key, ()) for key in _of_map(state)}
                continue
            tasks[state.name] = (*tasks.get(state.name, ()), state.resource)
            keys, is_computed = _keys_of(machine, state)
            has_computed_function |= is_computed
            for key in keys:
                resources[key] = (*resources.get(key, ()), state.resource)
    return Targets(
        tasks=tasks,
        maps=frozenset(name for name, state in others.items() if isinstance(state, Map)),
        parallels=frozenset(name for name, state in others.items() if isinstance(state, Parallel)),
        others=frozenset(others.keys() - tasks.keys()),
        resources=resources,
        has_computed_function=has_computed_function,
    )


def _keys_of(machine: StateMachine, state: Task) -> tuple[set[str], bool]:
    """Give the handler keys that serve a task, and whether it computes the function that it invokes."""
    keys = {state.resource.text, *integration_keys(state.resource)}
    if state.resource.kind is Kind.LAMBDA_FUNCTION:
        keys.add(state.resource.name)
    elif state.resource.key == _INVOKE:
        function = _named_function(_value_at(machine.definition, state.at))
        if function is None:
            return keys, True
        keys |= {function, function_name(function)}
    return keys, False


def _of_map(state: State) -> Iterator[str]:
    """Give the handler keys of what a Map reads from and writes to."""
    if not isinstance(state, Map):
        return
    reader, writer = state.item_reader, state.result_writer
    for text in (reader and reader.resource, writer and writer.resource):
        if text:
            yield from (text, *integration_keys(parse_resource(text)))


def _named_function(state: JsonValue) -> str | None:
    """Give the function that an invoking state names; None where it is computed."""
    assert isinstance(state, dict)  # noqa: S101 - a Task was read from it
    parameters = state.get("Parameters", state.get("Arguments"))
    name = parameters.get("FunctionName") if isinstance(parameters, dict) else None
    return name if isinstance(name, str) and not name.startswith("{%") else None


def _value_at(value: JsonValue, at: Pointer) -> JsonValue:
    for step in at:
        value = value[step]  # type: ignore[index]  # the pointer was made from it
    return value


def _may_be_function(key: str) -> bool:
    name = function_name(key)
    return ":" not in name and not any(character.isspace() for character in name)
