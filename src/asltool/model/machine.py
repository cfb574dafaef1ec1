"""A state machine and its states.

Machines, branches and item processors are one recursive family: each is a `StateMachine` with its own states.
Every node knows its pointer; the document knows where that is.
"""

from __future__ import annotations

from typing import TypeAlias

from asltool.expr.jsonpath.path import Path
from asltool.expr.jsonpath.reference_path import ReferencePath
from asltool.expr.language import Expression
from asltool.expr.template import PayloadTemplate
from asltool.json_value import JsonValue
from asltool.model.choice import ChoiceRule
from asltool.model.error_handling import Catcher, Retrier
from asltool.model.map_fields import Amount, ItemBatcher, ItemReader, ProcessorConfig, ResultWriter
from asltool.model.resource import Resource
from asltool.model.transitions import Next, Transition
from asltool.records import record
from asltool.source.pointer import ROOT, Pointer


@record(kw_only=True, eq=False, weakref_slot=True)
class StateMachine:
    """A set of states with a start: the whole machine, a Parallel's branch, or a Map's item processor."""

    at: Pointer = ROOT
    start_at: Next
    states: dict[str, State]
    """By name, in the order of the definition."""
    comment: str | None = None
    version: str | None = None
    timeout_seconds: int | None = None
    query_language: str = "JSONPath"
    """The language of states that name none: the whole machine's, also in its inner machines."""
    definition: JsonValue = None
    """The definition as read; of the whole machine only."""


@record(kw_only=True, eq=False)
class StateFields:
    """What all states have."""

    name: str
    at: Pointer
    query_language: str = "JSONPath"
    """The language that is in force here: the state's own or the machine's."""
    comment: str | None = None


@record(kw_only=True, eq=False)
class PathFields(StateFields):
    """`InputPath` and `OutputPath`; in JSONata states both stay at their default."""

    input_path: Path | None
    """None for `"InputPath": null`, which stands for an empty object."""
    output_path: Path | None
    """None for `"OutputPath": null`."""


@record(kw_only=True, eq=False)
class DataFlowFields(PathFields):
    """What states have that produce a result: all but Choice, Succeed and Fail."""

    transition: Transition
    assign: PayloadTemplate | None = None
    output: PayloadTemplate | None = None
    """JSONata only."""


@record(kw_only=True, eq=False)
class ResultFields(DataFlowFields):
    """What states have whose work gives a result that can fail: Task, Parallel, Map."""

    result_selector: PayloadTemplate | None = None
    result_path: ReferencePath | None
    """None for `"ResultPath": null`, which throws the result away."""
    retry: tuple[Retrier, ...] = ()
    catch: tuple[Catcher, ...] = ()

    @property
    def error_handling(self) -> tuple[Retrier | Catcher, ...]:
        """The retriers, and then the catchers."""
        return *self.retry, *self.catch


@record(kw_only=True, eq=False)
class Pass(DataFlowFields):
    """Pass its input, or a fixed or computed value, on."""

    result: PayloadTemplate | None = None
    """A constant, which may be JSON null; None where the field is absent."""
    parameters: PayloadTemplate | None = None
    result_path: ReferencePath | None


@record(kw_only=True, eq=False)
class Credentials:
    """The role that a Task's work is done with."""

    at: Pointer
    role_arn: PayloadTemplate
    """The whole `Credentials` object as a template; it gives `{"RoleArn": str}`."""


@record(kw_only=True, eq=False)
class Task(ResultFields):
    """Have work done by a Lambda function, an activity worker or an AWS service."""

    resource: Resource
    arguments: PayloadTemplate | None = None
    """`Parameters`, or in JSONata `Arguments`; None: the effective input is sent."""
    credentials: Credentials | None = None
    timeout_seconds: float | Expression | None = None
    timeout_seconds_path: Path | None = None
    heartbeat_seconds: float | Expression | None = None
    heartbeat_seconds_path: Path | None = None


@record(kw_only=True, eq=False)
class Choice(PathFields):
    """Go the way of the first rule that holds."""

    choices: tuple[ChoiceRule, ...]
    default: Next | None = None
    assign: PayloadTemplate | None = None
    output: PayloadTemplate | None = None


@record
class Seconds:
    """`Seconds`: a number from the start of the state, or the expression that gives it."""

    value: float | Expression


@record
class SecondsPath:
    """`SecondsPath`: where the number of seconds is."""

    path: Path


@record
class Timestamp:
    """`Timestamp`: an RFC 3339 instant, or the expression that gives it."""

    value: str | Expression


@record
class TimestampPath:
    """`TimestampPath`: where the instant is."""

    path: Path


WaitUntil: TypeAlias = Seconds | SecondsPath | Timestamp | TimestampPath


@record(kw_only=True, eq=False)
class Wait(DataFlowFields):
    """Wait for a time or until an instant, then pass the input on."""

    until: WaitUntil


@record(kw_only=True, eq=False)
class Succeed(PathFields):
    """End the scope well."""

    output: PayloadTemplate | None = None


@record(kw_only=True, eq=False)
class Fail(StateFields):
    """End the scope with an error."""

    error: str | Expression | None = None
    error_path: Expression | None = None
    cause: str | Expression | None = None
    cause_path: Expression | None = None


@record(kw_only=True, eq=False)
class Parallel(ResultFields):
    """Run branches side by side; the result is the array of theirs."""

    branches: tuple[StateMachine, ...]
    arguments: PayloadTemplate | None = None
    """`Parameters`, or in JSONata `Arguments`."""


@record(kw_only=True, eq=False)
class Map(ResultFields):
    """Run one machine for each item of an array; the result is the array of theirs."""

    item_processor: StateMachine
    processor_config: ProcessorConfig | None = None
    items_path: Path | None = None
    items: PayloadTemplate | None = None
    item_selector: PayloadTemplate | None = None
    """`ItemSelector`, or its old name `Parameters`."""
    item_reader: ItemReader | None = None
    item_batcher: ItemBatcher | None = None
    result_writer: ResultWriter | None = None
    max_concurrency: Amount | None = None
    tolerated_failure_count: Amount | None = None
    tolerated_failure_percentage: Amount | None = None
    label: str | None = None

    @property
    def is_distributed(self) -> bool:
        """Whether each iteration is an execution of its own."""
        return self.processor_config is not None and self.processor_config.mode == "DISTRIBUTED"


@record(kw_only=True, eq=False)
class Broken(StateFields):
    """A state that does not parse: its name and what can be read of its ways out. The engine refuses it."""

    transitions: tuple[Next, ...] = ()
    is_terminal: bool = False
    """Whether it may end its scope: it says `End`, or its type is unreadable."""
    machines: tuple[StateMachine, ...] = ()
    """Its inner machines, as far as they can be read."""


State: TypeAlias = Pass | Task | Choice | Wait | Succeed | Fail | Parallel | Map | Broken
