"""Frames: one running scope each, and what all scopes of an execution share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from asltool.engine.context_object import instant_text
from asltool.engine.effects import Place, TaskCall
from asltool.engine.errors import StatesError
from asltool.engine.outcomes import MapRuns
from asltool.history.recorder import Recorder
from asltool.json_value import JsonObject, JsonValue
from asltool.model.error_handling import RUNTIME


def admit_any(call: TaskCall) -> JsonValue:
    """Let any task start, with the payload that it has."""
    return call.payload


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all scopes of one execution share."""

    recorder: Recorder
    execution: JsonObject
    """The context object's member `Execution`."""
    state_machine: JsonObject
    """The context object's member `StateMachine`: `{"Id": str, "Name": str}`."""
    region: str
    uuid: Callable[[], str]
    random: Callable[[], float]
    admit: Callable[[TaskCall], JsonValue] = admit_any
    """Gives what is really sent for a task; raises InadmissibleError for one that cannot be started."""
    map_runs: MapRuns = field(default_factory=MapRuns)
    place: Place = ()
    """Where the execution itself is, if a Map or Parallel of another one has started it."""


class StateIdentity(Protocol):
    """What a frame knows of the state that it is in."""

    @property
    def name(self) -> str:
        """The state's name."""

    @property
    def type(self) -> str:
        """The state's type, as the specification names it."""


@dataclass(frozen=True, slots=True)
class _NoState:
    name: str = ""
    type: str = ""


NO_STATE = _NoState()
"""Where a scope is before its first state."""


class Frame:
    """One running scope: the machine, a Parallel's branch, or an iteration of a Map.

    Serves expressions as their scope (`asltool.expr.scope.Scope`).
    """

    __slots__ = (
        "children",
        "entered_id",
        "is_concurrent",
        "iteration",
        "last_event",
        "map_item",
        "place",
        "recorder",
        "retry_count",
        "state",
        "surroundings",
        "task_token",
        "variables",
        "variables_bytes",
    )

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        last_event: int = 0,
        variables: dict[str, JsonValue] | None = None,
        map_item: JsonObject | None = None,
    ) -> None:
        self.surroundings = surroundings
        self.recorder = surroundings.recorder
        self.last_event = last_event
        """The event that the next one of this scope follows."""
        self.variables: dict[str, JsonValue] = {} if variables is None else dict(variables)
        self.variables_bytes = 0
        """How large the variables are together."""
        self.map_item = map_item
        """The context object's `Map.Item`, inside a Map."""
        self.iteration: tuple[str, int] | None = None
        """The Map state's name and the index, where this scope is an iteration."""
        self.place = surroundings.place
        self.is_concurrent = False
        """Whether other scopes may run beside this one."""
        self.children: dict[int, Frame] = {}
        """The scopes that the current state has running, by branch or item."""
        self.state: StateIdentity = NO_STATE
        """The current state."""
        self.entered_id = 0
        """The event with which it was entered."""
        self.retry_count: int | None = None
        """How often the current state's work was repeated; None for states whose work cannot be."""
        self.task_token: str | None = None

    def child(self, index: int, *, last_event: int, map_item: JsonObject | None) -> Frame:
        """Give a scope inside the current state, with a snapshot of this one's variables to read."""
        child = Frame(self.surroundings, last_event=last_event, variables=self.variables, map_item=map_item)
        child.variables_bytes = self.variables_bytes
        child.place = (*self.place, (self.state.type, self.state.name, index))
        self.children[index] = child
        return child

    def now(self) -> float:
        """Give the current time: seconds since 1970."""
        return self.recorder.moment.seconds

    def uuid(self) -> str:
        """Give a new version 4 UUID."""
        return self.surroundings.uuid()

    def random(self) -> float:
        """Give a number in [0, 1)."""
        return self.surroundings.random()

    @property
    def context(self) -> JsonValue:
        """The context object as the current state sees it."""
        entered_at = self.recorder.events[self.entered_id - 1][2]
        state: JsonObject = {"Name": self.state.name, "EnteredTime": instant_text(entered_at)}
        if self.retry_count is not None:
            state["RetryCount"] = self.retry_count
        context: JsonObject = {
            "Execution": self.surroundings.execution,
            "StateMachine": self.surroundings.state_machine,
            "State": state,
        }
        if self.task_token is not None:
            context["Task"] = {"Token": self.task_token}
        if self.map_item is not None:
            context["Map"] = {"Item": self.map_item}
        return context

    def failure(self, name: str, cause: str) -> StatesError:
        """Give a failure of the current state, its cause introduced as the service does."""
        return StatesError(
            name,
            f"An error occurred while executing the state '{self.state.name}' "
            f"(entered at the event id #{self.entered_id}). {cause}",
            is_terminal=name == RUNTIME,
        )
