"""Which handler serves a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asltool.engine.effects import TaskCall
from asltool.errors import MissingHandlerError
from asltool.handlers.handler import Handler
from asltool.model.resource import Kind, Pattern, Resource, parse_resource

FALLBACK = "*"


@dataclass(frozen=True, slots=True)
class Served:
    """A task's handler, and in which part it is called."""

    handler: Handler
    plays_function: bool
    """Whether it stands for the Lambda function itself, and so gets the function's event alone."""
    is_remote: bool = False
    """Whether it calls other systems, and so may take its time."""


class Registry:
    """Finds the handler of a task.

    Args:
        handlers: By resource: a full `Resource`, a Lambda function's ARN or bare name, an activity's name,
            `service:action`, or `"*"` for all others.
        first: Asked before `handlers`; gives None for a task that it does not serve.
        last: Asked when nothing else serves a task.
        why_not_first: Says why *first* gave None, where somebody might have meant otherwise.
    """

    def __init__(
        self,
        handlers: Mapping[str, Handler],
        *,
        first: Callable[[TaskCall], Handler | None] | None = None,
        last: Callable[[TaskCall], Handler | None] | None = None,
        why_not_first: Callable[[TaskCall], str | None] | None = None,
    ) -> None:
        self._handlers = handlers
        self._functions = {function_name(key): handler for key, handler in handlers.items()}
        self._first = first
        self._why_not_first = why_not_first
        self._last = last

    def find(self, call: TaskCall) -> Served:
        """Give the handler of a task.

        Raises:
            MissingHandlerError: Nothing serves it; the text names the keys that would.
        """
        served = self.find_any(call)
        if served is None:
            why_not = None if self._why_not_first is None else self._why_not_first(call)
            raise MissingHandlerError(_missing(call) if why_not is None else why_not)
        return served

    def find_any(self, call: TaskCall) -> Served | None:
        """Give the handler of a task; None if nothing serves it."""
        served = self.find_named(call)
        if served is not None:
            return served
        if self._last is not None and (handler := self._last(call)) is not None:
            return Served(handler, plays_function=False, is_remote=True)
        if FALLBACK in self._handlers:
            return Served(self._handlers[FALLBACK], plays_function=False)
        return None

    def find_named(self, call: TaskCall) -> Served | None:
        """Give the handler meant for this task in particular, a mock or one with its key; None if none is."""
        if self._first is not None and (handler := self._first(call)) is not None:
            return Served(handler, plays_function=False)
        function = function_of(call)
        if function is not None and (handler := self._find_function(function)) is not None:
            return Served(handler, plays_function=True)
        for key in (call.resource.text, *integration_keys(call.resource)):
            if key in self._handlers:
                return Served(self._handlers[key], plays_function=False)
        return None

    @property
    def has_fallback(self) -> bool:
        """Whether some handler serves what no other does."""
        return FALLBACK in self._handlers

    def _find_function(self, function: str) -> Handler | None:
        return self._handlers.get(function) or self._functions.get(function_name(function))


def function_name(reference: str) -> str:
    """Give the bare name in a function's ARN, partial ARN or name, without its qualifier."""
    resource = parse_resource(reference)
    if resource.kind is Kind.LAMBDA_FUNCTION:
        return resource.name
    if reference.startswith("arn:"):
        return reference
    pieces = reference.split(":")
    if len(pieces) >= 3 and pieces[1] == "function":
        return pieces[2]
    return reference


def integration_keys(resource: Resource) -> tuple[str, ...]:
    """Give the keys beside the full resource that serve it: `service:action`, or the activity's name."""
    match resource.kind:
        case Kind.INTEGRATION:
            return (f"{resource.key}{resource.pattern.value}", resource.key)
        case Kind.ACTIVITY:
            return (resource.name,)
        case _:
            return ()


def function_of(call: TaskCall) -> str | None:
    """Give the Lambda function that a task invokes, as it is named there: None where it invokes none."""
    resource = call.resource
    if resource.kind is Kind.LAMBDA_FUNCTION:
        return resource.text
    if resource.key == "lambda:invoke" and isinstance(call.payload, dict):
        name = call.payload.get("FunctionName")
        return name if isinstance(name, str) else None
    return None


def _missing(call: TaskCall) -> str:
    function = function_of(call)
    keys = [call.resource.text, *integration_keys(call.resource), FALLBACK]
    if function is not None:
        keys.insert(0, function_name(function))
    listed = ", ".join(f'"{key}"' for key in dict.fromkeys(keys))
    return (
        f'state "{call.state_name}" has no handler for {call.resource.text}; '
        f"any of these keys would serve it: {listed} ({_other_way(call.resource)})"
    )


def _other_way(resource: Resource) -> str:
    """Tell what could be done beside giving a handler."""
    if resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN:
        return "a handler's context has the task_token; what it or a mock returns comes back with it"
    if resource.key == "states:startExecution":
        return "so would the machine that it starts: state_machines={NAME: FILE}, --state-machine NAME=FILE"
    if resource.kind is Kind.ACTIVITY:
        return "so would a mock"
    return "so would a mock; with aws=True, on the command line --aws, AWS is called"
