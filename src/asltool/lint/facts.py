"""Facts: what several rules ask about a definition, worked out once and only when asked."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix
from asltool.expr.language import Expression, ExpressionMistake
from asltool.expr.languages import language_named
from asltool.json_value import JsonValue
from asltool.lazy import lazy
from asltool.lint.arns import WrittenArn, written_arns
from asltool.lint.assignments import assignments
from asltool.lint.choices.conditions import test_at
from asltool.lint.choices.ways import Ways, ways_of
from asltool.lint.data_flow.scopes import DataFlow
from asltool.lint.data_flow.shapes import UNKNOWN, Shape
from asltool.lint.data_flow.verdicts import Verdict, verdicts
from asltool.lint.error_names import ServiceErrorName, service_error_names
from asltool.lint.expressions import PlacedExpression, expressions_of
from asltool.lint.loops.changes import Sources
from asltool.lint.parameters import Given, given_to_task, parameters_at
from asltool.lint.reachability import Reachability
from asltool.lint.time_limits import TimeLimit, time_limits
from asltool.model.choice import Condition
from asltool.model.edges import all_machines, all_states, inner_machines, is_terminal
from asltool.model.limits import MAX_STANDARD_SECONDS
from asltool.model.machine import Choice, Fail, Map, State, StateMachine, Task
from asltool.parse.near_names import NearNames
from asltool.records import record
from asltool.source.document import Document
from asltool.source.edits import Edit, remove_member, rename_key, replace_value
from asltool.source.placeholder import any_placeholder
from asltool.source.pointer import ROOT, Pointer

_ESCAPES = ("\\u", "\\U", "\\x", "\\\n", "\\\r")
"""How a text may hide which characters it has, or that they stand side by side."""


@record
class Member:
    """A state, and the machine that it is a state of."""

    machine: StateMachine
    state: State


@record
class PlacedMistake:
    """What is bound to fail in an expression, and the string that holds the expression."""

    at: Pointer
    mistake: ExpressionMistake


class Facts:
    """Answers about one definition.

    Args:
        document: Where the definition was read from.
        machine: The whole machine.
        type_: The type of the state machine, "STANDARD" or "EXPRESS".
        execution_input: What is known of the input that executions get.
    """

    def __init__(
        self, document: Document, machine: StateMachine, type_: str, execution_input: Shape = UNKNOWN
    ) -> None:
        self.document = document
        self.machine = machine
        self.is_express = type_ == "EXPRESS"
        self._execution_input = execution_input
        self._reachability: dict[Pointer, Reachability] = {}
        self._ways: dict[Pointer, Ways] = {}
        self._contains: dict[str, bool] = {}
        self._sources: dict[Pointer, Sources] = {}
        self._expressions: dict[State, tuple[PlacedExpression, ...]] = {}
        self._arns: dict[Task, tuple[WrittenArn, ...]] = {}
        self._service_error_names: dict[Task, tuple[ServiceErrorName, ...]] = {}
        self._parameters: dict[Task, tuple[Given, ...]] = {}
        self._expression_mistakes: dict[State, tuple[PlacedMistake, ...]] = {}

    def is_whole(self, machine: StateMachine) -> bool:
        """Tell whether *machine* is the whole machine, no branch and no item processor."""
        return machine.at == ROOT

    @lazy
    def lacks_end(self) -> bool:
        """Whether no state ends the whole machine, for which AWS looks at nothing else in the graph."""
        # the last state is the first to ask, as it mostly is the one that ends
        return not any(map(is_terminal, reversed(self.machine.states.values())))

    def reachability(self, machine: StateMachine) -> Reachability:
        """Give the graph of one machine's states."""
        graph = self._reachability.get(machine.at)
        if graph is None:
            graph = self._reachability[machine.at] = Reachability(machine)
        return graph

    def machine_of(self, state: State) -> StateMachine:
        """Give the machine that *state* is a state of."""
        return self._machines[state.at.parent.parent]

    @lazy
    def _machines(self) -> dict[Pointer, StateMachine]:
        return {machine.at: machine for machine in all_machines(self.machine)}

    def may_contain(self, piece: str) -> bool:
        """Tell whether a text or a key of the definition may contain *piece*; no for sure where it is no."""
        found = self._contains.get(piece)
        if found is None:
            text = self.document.text
            is_there = piece[-1] in text and piece in text  # one character alone is found or missed at once
            found = self._contains[piece] = is_there or self._has_escapes
        return found

    @lazy
    def _has_escapes(self) -> bool:
        text = self.document.text
        return "\\" in text and any(escape in text for escape in _ESCAPES)

    def has_key_with(self, piece: str) -> bool:
        """Tell whether a key of the definition has *piece* in it."""
        return piece in self._all_keys

    @lazy
    def _all_keys(self) -> str:
        return "\n".join(self.document.keys)

    def runs_in_express(self, state: State) -> bool:
        """Tell whether *state* runs in an Express execution: of the machine, or of a distributed Map."""
        return state.at.parent.parent in self._express_machines

    @lazy
    def _express_machines(self) -> frozenset[Pointer]:
        return frozenset(_express_machines(self.machine, is_express=self.is_express))

    def sources(self, machine: StateMachine) -> Sources:
        """Give the ways into the states of one machine."""
        found = self._sources.get(machine.at)
        if found is None:
            found = self._sources[machine.at] = Sources(machine)
        return found

    def expressions(self, state: State) -> tuple[PlacedExpression, ...]:
        """Give the expressions of *state* with their places and what they see."""
        found = self._expressions.get(state)
        if found is None:
            found = self._expressions[state] = tuple(expressions_of(state, self._written(state)))
        return found

    def written_arns(self, task: Task) -> tuple[WrittenArn, ...]:
        """Give the ARNs of *task* in which region and account matter, as `written_arns` does."""
        found = self._arns.get(task)
        if found is None:
            found = self._arns[task] = tuple(written_arns(self.value(task.at), task.at))
        return found

    def service_error_names(self, task: Task) -> tuple[ServiceErrorName, ...]:
        """Give the names that *task* waits for from a service; none where it may raise any error."""
        found = self._service_error_names.get(task)
        if found is None:
            found = self._service_error_names[task] = tuple(service_error_names(task))
        return found

    def parameters(self, task: Task) -> tuple[Given, ...]:
        """Give what may be wrong of what *task* is given as parameters."""
        if task.arguments is None:
            return ()
        found = self._parameters.get(task)
        if found is None:
            found = self._parameters[task] = given_to_task(task, self.value(parameters_at(task)))
        return found

    def _written(self, state: State) -> JsonValue:
        return self.value(state.at) if isinstance(state, Map) else None

    def expression_mistakes(self, state: State) -> tuple[PlacedMistake, ...]:
        """Give what is bound to fail in the expressions of *state*."""
        found = self._expression_mistakes.get(state)
        if found is None:
            mistakes_in = language_named(state.query_language).mistakes
            found = self._expression_mistakes[state] = tuple(
                PlacedMistake(placed.at, mistake)
                for placed in self.expressions(state)
                for mistake in mistakes_in(placed.expression)
                if not self._hides_function(placed.expression)
            )
        return found

    def _hides_function(self, expression: Expression) -> bool:
        """Tell whether a variable has the name of a function that is mentioned, so that it may be meant."""
        return any(
            each.kind == "function" and each.name in self.assignments for each in expression.references()
        )

    def test_at(self, condition: Condition) -> Pointer:
        """Give the place of the field in which *condition* asks."""
        return test_at(condition, self.value(condition.at))

    def time_limit(self, state: State) -> TimeLimit:
        """Tell how long the execution may last that *state* runs in."""
        return self._time_limits[Pointer(state.at[:-2])]

    def limit_of_executions(self, machine: StateMachine) -> TimeLimit | None:
        """Tell how long executions of *machine* may last; None for machines inside others."""
        return self._time_limits[machine.at] if self.is_whole(machine) else None

    @lazy
    def has_own_time_limit(self) -> bool:
        """Whether the whole machine has a timeout of its own, be it a placeholder."""
        return self.machine.timeout_seconds is not None or self.value(ROOT / "TimeoutSeconds") is not None

    def has_short_life(self, state: State) -> bool:
        """Tell whether the execution that *state* runs in ends by itself, long before a year is over."""
        if self.has_own_time_limit or not self._may_have_express_executions:
            return self.has_own_time_limit
        return self.time_limit(state).seconds < MAX_STANDARD_SECONDS

    @lazy
    def _may_have_express_executions(self) -> bool:
        return self.is_express or "ProcessorConfig" in self.document.keys

    @lazy
    def _time_limits(self) -> dict[Pointer, TimeLimit]:
        return time_limits(self.machine, is_express=self.is_express)

    def ways(self, choice: Choice) -> Ways:
        """Tell which ways out of a Choice state can be taken."""
        ways = self._ways.get(choice.at)
        if ways is None:
            ways = self._ways[choice.at] = ways_of(choice)
        return ways

    def states_named(self, name: str) -> tuple[Member, ...]:
        """Give the states of that name in the whole machine and in all machines inside it."""
        return tuple(self._members.get(name, ()))

    @lazy
    def _members(self) -> dict[str, list[Member]]:
        members: dict[str, list[Member]] = {}
        for machine in all_machines(self.machine):
            for name, state in machine.states.items():
                members.setdefault(name, []).append(Member(machine, state))
        return members

    @lazy
    def errors_of_fail_states(self) -> frozenset[str]:
        """The error names that Fail states of the machine raise, as far as they are constants."""
        fails = (state for state in all_states(self.machine) if isinstance(state, Fail))
        return frozenset(fail.error for fail in fails if isinstance(fail.error, str))

    @lazy
    def data_verdicts(self) -> tuple[Verdict, ...]:
        """What surely goes wrong where the definition reads data or variables."""
        return tuple(verdicts(DataFlow(self.machine, self._execution_input, self.reachability).all_notes()))

    @lazy
    def setters(self) -> dict[str | int, list[State]]:
        """The states that put their result into the data, by the name that their `ResultPath` begins with."""
        setters: dict[str | int, list[State]] = {}
        for state in all_states(self.machine):
            path = getattr(state, "result_path", None)
            if path is not None and path.keys:
                setters.setdefault(path.keys[0], []).append(state)
        return setters

    @lazy
    def assignments(self) -> dict[str, list[Pointer]]:
        """Where variables are assigned, by name, in the machine and in all machines inside it."""
        places: dict[str, list[Pointer]] = {}
        for state in all_states(self.machine):
            for name, at in assignments(state):
                places.setdefault(name, []).append(at)
        return places

    @lazy
    def near_variables(self) -> NearNames:
        """The names of variables that are assigned, to guess which one is meant."""
        return NearNames(self.assignments)

    def scope_name(self, machine: StateMachine) -> str:
        """Name a machine in a message, such as `branch 2 of "Both"`."""
        if self.is_whole(machine):
            return "the state machine"
        last = machine.at[-1]
        if isinstance(last, int):
            return f'branch {last + 1} of "{machine.at[-3]}"'
        return f'the item processor of "{machine.at[-2]}"'

    def value(self, at: Pointer) -> JsonValue:
        """Give the JSON value at *at*, as the definition has it; None if there is none."""
        value = self.document.value
        for step in at:
            if isinstance(value, dict):
                value = value.get(step)  # type: ignore[arg-type]  # no key is a number
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                return None
        return value

    def has_placeholder(self, at: Pointer) -> bool:
        """Tell whether the object at *at*, or one of its members, is, or may be, still to be filled in."""
        value = self.value(at)
        return any_placeholder((*value, *value.values()) if isinstance(value, dict) else (value,))

    def may_be_distributed(self, state: Map) -> bool:
        """Tell whether *state* is a distributed Map, or may be one once placeholders are filled in."""
        config = state.processor_config
        return state.is_distributed or (config is not None and self.has_placeholder(config.at))

    def rename_field(self, at: Pointer, name: str, *, title: str, safe: bool = False) -> Fix | None:
        """Give the fix that gives the field at *at* another name; None if the text cannot be edited so."""
        return _fix(title, rename_key(self.document, at, name), safe=safe)

    def replace(self, at: Pointer, value: JsonValue, *, title: str, safe: bool = False) -> Fix | None:
        """Give the fix that puts *value* at *at*; None if the text cannot be edited so."""
        return _fix(title, replace_value(self.document, at, value), safe=safe)

    def rewrite_field(self, at: Pointer, name: str, value: JsonValue, *, title: str) -> Fix | None:
        """Give the fix that gives the field at *at* another name and value; None if the text forbids it."""
        edits = rename_key(self.document, at, name), replace_value(self.document, at, value)
        return _fix(title, sum(edits, ()) if all(edits) else (), safe=False)

    def remove_field(self, at: Pointer, *, title: str, safe: bool = False) -> Fix | None:
        """Give the fix that removes the field at *at*; None if the text cannot be edited so."""
        return _fix(title, remove_member(self.document, at), safe=safe)


def _express_machines(machine: StateMachine, *, is_express: bool) -> Iterator[Pointer]:
    if is_express:
        yield machine.at
    for state in machine.states.values():
        is_inside = is_express
        if isinstance(state, Map) and state.processor_config is not None and state.is_distributed:
            is_inside = state.processor_config.execution_type == "EXPRESS"
        for inner in inner_machines(state):
            yield from _express_machines(inner, is_express=is_inside)


def _fix(title: str, edits: tuple[Edit, ...], *, safe: bool) -> Fix | None:
    """Give a fix; None without edits, as where a YAML alias gives the same text a second meaning."""
    return Fix(title, edits, safe) if edits else None
