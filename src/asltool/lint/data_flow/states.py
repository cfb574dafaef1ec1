"""What every kind of state makes of the ways to it: its reads, its work, its ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, assert_never

from asltool.lint.data_flow.conditions import Conditions
from asltool.lint.data_flow.context import Surroundings
from asltool.lint.data_flow.notes import Notes
from asltool.lint.data_flow.passage import Outlet, Passage
from asltool.lint.data_flow.reader import Value
from asltool.lint.data_flow.responses import response_shape
from asltool.lint.data_flow.shapes import (
    ABSENT,
    EMPTY_OBJECT,
    UNKNOWN,
    ArrayShape,
    ObjectShape,
    Shape,
    array_of,
    as_array,
    exact,
    is_any_absent,
    join_all,
)
from asltool.lint.data_flow.ways import ANYTHING, Way, distinct, together
from asltool.model.choice import ChoiceRule
from asltool.model.edges import inner_machines
from asltool.model.error_handling import Catcher
from asltool.model.machine import (
    Broken,
    Choice,
    Fail,
    Map,
    Parallel,
    Pass,
    Seconds,
    SecondsPath,
    State,
    StateMachine,
    Succeed,
    Task,
    Timestamp,
    TimestampPath,
    Wait,
)
from asltool.model.transitions import Next
from asltool.parse.expressions import WHOLE
from asltool.records import record

Run: TypeAlias = "Callable[[StateMachine, tuple[Way, ...], Surroundings], Shape]"
"""Follows data through an inner machine, from the ways in to its output; ABSENT if it never ends."""

_ARRAY = frozenset({"array"})
_ITEMS = frozenset({"array", "object"})
_STRING = frozenset({"string"})
_AMOUNT = frozenset({"number", "string"})
"""Paths may lead to numbers that are written as text."""


@record(eq=False)
class Exit:
    """A way out of a state."""

    way: Way
    next: Next | None
    """None where the scope ends."""
    catcher: Catcher | None = None


class StateFlow:
    """Follows the ways to one state through it.

    Args:
        state: The state.
        ways: The ways to it.
        surroundings: The scope that it runs in.
        run: Follows data through inner machines.
        notes: What surely fails is noted there.
    """

    def __init__(
        self, state: State, ways: tuple[Way, ...], surroundings: Surroundings, run: Run, notes: Notes
    ) -> None:
        self._state = state
        self._ways = ways
        self._surroundings = surroundings
        self._run = run
        self._exits: list[Exit] = []
        self._passage = Passage(state, surroundings, notes)

    def exits(self) -> list[Exit]:
        """Give the ways out of the state."""
        match self._state:
            case Task() as state:
                self._task(state)
            case Pass() as state:
                self._pass(state)
            case Choice() as state:
                self._choice(state)
            case Parallel() as state:
                self._parallel(state)
            case Map() as state:
                self._map(state)
            case Wait() as state:
                self._wait(state)
            case Succeed() as state:
                self._succeed(state)
            case Fail() as state:
                self._fail(state)
            case Broken() as state:
                self._broken(state)
            case _:
                assert_never(self._state)
        return self._exits

    def _value(self, value: Value, data: Shape, *field: str | int) -> Shape:
        """Give what the value of one of the state's fields comes to."""
        at = self._state.at
        for step in field:
            at /= step
        return self._passage.value(value, data, at)

    def _amount(self, value: Value, data: Shape, field: str) -> None:
        """Look at a number that a path or an expression gives."""
        if value is None or isinstance(value, int | float):
            return
        is_path = not self._passage.is_jsonata
        field += "Path" if is_path else ""
        shape = self._value(value, data, field)
        wanted = _AMOUNT if is_path else frozenset({"number"})
        self._passage.require(shape, wanted, _text(value), self._state.at, (field,))

    def _pass(self, state: Pass) -> None:
        outlet = _outlet(state, None)
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is ABSENT:
                continue
            result = self._passage.work(data, state.parameters, way)
            if state.result is not None:
                result = exact(state.result.value, state.at / "Result")
            if result is not ABSENT:
                self._leave(way, result, outlet, _target(state))

    def _leave(self, way: Way, result: Shape, outlet: Outlet, target: Next | None) -> None:
        """Take the way out with a result."""
        left = self._passage.leave(way, result, outlet)
        if left is not None:
            self._exits.append(Exit(left, target))

    def _catch(self, state: Task | Parallel | Map, way: Way) -> None:
        """Take the ways that the catchers lead on."""
        self._passage.way = way
        for catcher in state.catch:
            left = self._passage.caught(way, catcher)
            if left is not None:
                self._exits.append(Exit(left, catcher.next, catcher))

    def _task(self, state: Task) -> None:
        response, outlet = response_shape(state), _outlet(state, "result")
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is not ABSENT:
                has_payload = state.arguments is None or self._passage.succeeds(
                    state.arguments, data, state.at / self._passage.arguments
                )
                if state.credentials is not None:
                    self._value(state.credentials.role_arn, data, "Credentials")
                timeout = state.timeout_seconds_path or state.timeout_seconds
                if timeout is not None:
                    self._amount(timeout, data, "TimeoutSeconds")
                heartbeat = state.heartbeat_seconds_path or state.heartbeat_seconds
                if heartbeat is not None:
                    self._amount(heartbeat, data, "HeartbeatSeconds")
                if has_payload:
                    self._leave(way, response, outlet, _target(state))
            self._catch(state, way)

    def _wait(self, state: Wait) -> None:
        outlet = Outlet(at=state.at, assign=state.assign, output=state.output, output_path=state.output_path)
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is not ABSENT and self._waits(state, data):
                self._leave(way, self._passage.work(data, None, way), outlet, _target(state))

    def _waits(self, state: Wait, data: Shape) -> bool:
        """Tell whether the time to wait for can be had."""
        read: Value
        match state.until:
            case Seconds(value=value):
                field, wanted, read = "Seconds", frozenset({"number"}), value
            case SecondsPath(path=path):
                field, wanted, read = "SecondsPath", _AMOUNT, path
            case Timestamp(value=instant):
                field, wanted, read = "Timestamp", _STRING, instant
            case TimestampPath(path=path):
                field, wanted, read = "TimestampPath", _STRING, path
            case _:
                assert_never(state.until)
        if isinstance(read, int | float | str):
            return True
        shape = self._value(read, data, field)
        return shape is not ABSENT and self._passage.require(shape, wanted, _text(read), state.at, (field,))

    def _succeed(self, state: Succeed) -> None:
        outlet = Outlet(at=state.at, output=state.output, output_path=state.output_path)
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is not ABSENT:
                self._leave(way, self._passage.work(data, None, way), outlet, None)

    def _fail(self, state: Fail) -> None:
        for way in self._ways:
            data = self._passage.enter(way, WHOLE)
            for field, value in (
                ("Error", state.error),
                ("ErrorPath", state.error_path),
                ("Cause", state.cause),
                ("CausePath", state.cause_path),
            ):
                if value is not None and not isinstance(value, str):
                    shape = self._value(value, data, field)
                    self._passage.require(shape, _STRING, value.text, state.at, (field,))

    def _choice(self, state: Choice) -> None:
        """Take one way out for each rule, whatever the number of ways in: who chooses may know them apart."""
        taken: list[list[Way]] = [[] for _ in range(len(state.choices) + 1)]
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is not ABSENT:
                for number, left in self._chosen(state, way, data):
                    taken[number].append(left)
        targets = (*(rule.next for rule in state.choices), state.default)
        for target, ways in zip(targets, taken, strict=True):
            for way in together(distinct(ways)):
                if target is not None:
                    self._exits.append(Exit(way, target))

    def _chosen(self, state: Choice, way: Way, data: Shape) -> Iterator[tuple[int, Way]]:
        """Give the ways on which each rule is taken, by number; the last one is that of the default."""
        sees_all = state.input_path is WHOLE and not self._passage.is_jsonata
        conditions = Conditions(self._passage, None if sees_all else data)
        rest: Way | None = way
        for number, rule in enumerate(state.choices):
            if rest is None:
                return
            holds, rest = conditions.decide(rule.condition, rest)
            if conditions.has_failed:
                holds = None
            if holds is not None:
                left = self._decided(state, holds, data, rule)
                if left is not None:
                    yield number, left
        if rest is not None and not conditions.has_failed:
            left = self._decided(state, rest, data, state)
            if left is not None:
                yield len(state.choices), left

    def _decided(self, state: Choice, way: Way, data: Shape, own: Choice | ChoiceRule) -> Way | None:
        is_jsonata = self._passage.is_jsonata
        has_paths = not is_jsonata and (state.input_path is not WHOLE or state.output_path is not WHOLE)
        if own.assign is None and own.output is None and not has_paths:
            return way  # most rules do nothing but lead on
        result = way.data if is_jsonata or state.input_path is WHOLE else data
        outlet = Outlet(at=own.at, assign=own.assign, output=own.output, output_path=state.output_path)
        return self._passage.leave(way, result, outlet)

    def _parallel(self, state: Parallel) -> None:
        inputs: list[Way] = []
        entered: list[Way] = []
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is not ABSENT:
                value = self._passage.work(data, state.arguments, way)
                if value is not ABSENT:
                    inputs.append(Way(value, way.variables, way.arrival))
                    entered.append(way)
        outputs = [self._run(branch, distinct(inputs), self._surroundings) for branch in state.branches]
        result = ABSENT if is_any_absent(outputs) else array_of(outputs)
        outlet = _outlet(state, "result")
        for way in entered:
            self._passage.way = way
            if result is not ABSENT:
                self._leave(way, result, outlet, _target(state))
        for way in self._ways:
            self._catch(state, way)

    def _map(self, state: Map) -> None:
        inputs: list[Way] = []
        entered: list[Way] = []
        for way in self._ways:
            data = self._passage.enter(way, state.input_path)
            if data is not ABSENT:
                self._map_fields(state, data)
                element = self._element(state, data, way)
                if element is not ABSENT:
                    entered.append(way)
                    value = self._iteration_input(state, data, element)
                    if value is not ABSENT:
                        variables = EMPTY_OBJECT if state.is_distributed else way.variables
                        inputs.append(Way(value, variables, way.arrival))
        output = self._run_iterations(state, distinct(inputs))
        result: Shape = UNKNOWN
        if state.result_writer is None:
            # of a Map whose iterations never end well, only the one without items does
            result = ArrayShape(UNKNOWN, ()) if output is ABSENT else ArrayShape(output)
        outlet = _outlet(state, "result")
        for way in entered:
            self._passage.way = way
            self._leave(way, result, outlet, _target(state))
        for way in self._ways:
            self._catch(state, way)

    def _map_fields(self, state: Map, data: Shape) -> None:
        """Look at the fields of a Map that neither its items nor its result depend on."""
        self._amount(state.max_concurrency, data, "MaxConcurrency")
        self._amount(state.tolerated_failure_count, data, "ToleratedFailureCount")
        self._amount(state.tolerated_failure_percentage, data, "ToleratedFailurePercentage")
        if state.item_reader is not None and state.item_reader.arguments is not None:
            self._value(state.item_reader.arguments, data, "ItemReader", self._passage.arguments)
        if state.result_writer is not None and state.result_writer.arguments is not None:
            self._value(state.result_writer.arguments, data, "ResultWriter", self._passage.arguments)

    def _element(self, state: Map, data: Shape, way: Way) -> Shape:
        """Give what is known of each item; ABSENT if there surely are none to be had."""
        if state.item_reader is not None:
            return UNKNOWN
        field = "Items" if self._passage.is_jsonata else "ItemsPath"
        value = state.items if self._passage.is_jsonata else state.items_path
        items = way.data if self._passage.is_jsonata else data
        if value is not None:
            items = self._value(value, data, field)
        wanted = _ITEMS if state.is_distributed else _ARRAY
        below = () if value is None else (field,)
        if items is ABSENT or not self._passage.require(items, wanted, _text(value), state.at, below):
            return ABSENT
        array = as_array(items)
        return UNKNOWN if array is None else array.element

    def _iteration_input(self, state: Map, data: Shape, element: Shape) -> Shape:
        value = element
        if state.item_selector is not None:
            self._passage.selected = element
            value = self._value(state.item_selector, data, "ItemSelector")
            self._passage.selected = None
        batcher = state.item_batcher
        if batcher is None or value is ABSENT:
            return value
        members: dict[str, Shape] = {"Items": ArrayShape(value)}
        if batcher.batch_input is not None:
            members["BatchInput"] = self._value(batcher.batch_input, data, "ItemBatcher", "BatchInput")
        return ABSENT if is_any_absent(members.values()) else ObjectShape(members)

    def _run_iterations(self, state: Map, inputs: tuple[Way, ...]) -> Shape:
        surroundings = Surroundings(self._surroundings.execution_input, UNKNOWN)
        if state.is_distributed and inputs:
            surroundings = Surroundings(join_all([way.data for way in inputs]), UNKNOWN)
        return self._run(state.item_processor, inputs, surroundings)

    def _broken(self, state: Broken) -> None:
        """Take ways on which nothing is known, as nobody knows what the state does."""
        for machine in inner_machines(state):
            self._run(machine, (ANYTHING,), Surroundings(UNKNOWN, UNKNOWN))
        for target in state.transitions:
            self._exits.append(Exit(ANYTHING, target))
        if state.is_terminal:
            self._exits.append(Exit(ANYTHING, None))


def _outlet(state: Pass | Task | Parallel | Map, name: str | None) -> Outlet:
    return Outlet(
        at=state.at,
        name=name,
        assign=state.assign,
        output=state.output,
        result_selector=None if isinstance(state, Pass) else state.result_selector,
        result_path=state.result_path,
        output_path=state.output_path,
    )


def _target(state: Pass | Task | Parallel | Map | Wait) -> Next | None:
    return state.transition if isinstance(state.transition, Next) else None


def _text(value: Value) -> str:
    return str(getattr(value, "text", ""))
