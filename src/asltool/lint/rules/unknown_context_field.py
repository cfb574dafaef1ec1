"""ASL505: a member of the context object that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.expr.languages import language_named
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS
from asltool.lint.expressions import PlacedExpression
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.context_object import CONTEXT, Member
from asltool.model.fields import JSONATA, JSONPATH
from asltool.model.machine import Choice, Map, Pass, State, Succeed, Task, Wait
from asltool.model.resource import Kind, Pattern
from asltool.parse.fields import did_you_mean
from asltool.source.placeholder import is_placeholder

_WITHOUT_RETRIES = (Pass, Choice, Wait, Succeed)
_BEFORE_ITEMS = frozenset({"InputPath", "ItemsPath", "Items"})
_MENTIONED = {JSONPATH: "$$", JSONATA: "context"}
"""What no mention of the context object is without."""


@rule(
    "ASL505",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    spec="context-object",
    since="0.1",
    valid=(
        """{"Type": "Pass", "Parameters": {
    "a.$": "$$.Execution.Input.any.thing", "b.$": "$$", "c.$": "$$.State.Name"}, "End": true}""",
        """{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true,
    "Parameters": {"QueueUrl": "q", "MessageBody": {
        "token.$": "$$.Task.Token", "try.$": "$$.State.RetryCount"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Map", "End": true, "ItemSelector": {"a.$": "$$.Map.Item.Value.b"}, "ItemProcessor": {
        "StartAt": "B", "States": {
            "B": {"Type": "Pass", "Parameters": {"a.$": "$$.Map.Item.Index"}, "End": true}}}}}}""",
        """{"Type": "Pass", "Parameters": {"a.$": "$$.Execution.RedriveCount"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "Parameters": {"id.$": "«$$.Execution.ID»"}, "End": true}""",
            fixed="""{"Type": "Pass", "Parameters": {"id.$": "$$.Execution.Id"}, "End": true}""",
        ),
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata", "End": true, "Output": {
    "a": "{% $states.context.«Execution.Foo» & $states.context.«execution» %}",
    "b": "{% $states.context.«State.Name.First» %}"}}""",
        ),
        Invalid(
            """{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true,
    "Parameters": {"QueueUrl": "q", "MessageBody.$": "States.Format('{}', «$$.Task.Token»)"},
    "ResultSelector": {"a.$": "«$$.Map.Item.Value»"}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Wait", "SecondsPath": "«$$.State.RetryCount»", "Next": "B"},
    "B": {"Type": "Map", "ItemsPath": "«$$.Map.Item.Value»", "End": true, "ItemProcessor": {
        "StartAt": "C", "States": {"C": {"Type": "Succeed"}}}}}}""",
        ),
        Invalid(
            """{"Type": "Pass", "Parameters": {"a.$": "«$$.Execution.RedriveCount»"}, "End": true}""",
            type="EXPRESS",
        ),
    ),
)
def unknown_context_field(state: State, facts: Facts) -> Iterator[Mistake]:
    """A member of the context object that is not there.

    Why: the path finds nothing, which fails the state, and in JSONata the value is undefined. `Task.Token` is
    there for activities and integrations that wait only, `State.RetryCount` where there can be retries,
    `Map.Item` once a Map has items, `Execution.RedriveCount` in Standard machines.

    Instead: use a member that is there: `Execution` (`Id`, `Input`, `Name`, `RoleArn`, `StartTime`), `State`
    (`EnteredTime`, `Name`), `StateMachine` (`Id`, `Name`).
    """
    if not facts.may_contain(_MENTIONED[state.query_language]):
        return
    fields_of = language_named(state.query_language).context_fields
    for placed in facts.expressions(state):
        for field in fields_of(placed.expression):
            message = _unknown(field.names) or _absent(field.names, placed, state, facts)
            if message is not None:
                yield Mistake(placed.at, message, inner=(field.start, field.end))


def _unknown(names: tuple[str, ...]) -> str | None:
    """Say which of *names* no context object ever has."""
    shape: Member = CONTEXT
    path = "the context object"
    for name in names:
        if is_placeholder(name) or shape is None:
            return None
        if isinstance(shape, str):
            return f'"{path}" is {shape}, which has no "{name}"'
        if name not in shape:
            guess = did_you_mean(name, shape)
            hint = "" if guess is None else f'; did you mean "{guess}"?'
            return f'{path if shape is CONTEXT else _quoted(path)} has no "{name}"{hint}'
        path = name if shape is CONTEXT else f"{path}.{name}"
        shape = shape[name]
    return None


def _quoted(path: str) -> str:
    return f'"{path}" of the context object'


def _absent(names: tuple[str, ...], placed: PlacedExpression, state: State, facts: Facts) -> str | None:
    """Say why this state's context object has not what others have."""
    match names:
        case ("Task", *_) if not _has_token(state):
            return f'there is no "Task.Token" in {_described(state)}'
        case ("Map", *_) if not _has_item(placed, state):
            return 'there is no "Map.Item" outside of Maps'
        case ("State", "RetryCount", *_) if isinstance(state, _WITHOUT_RETRIES):
            return f'there is no "State.RetryCount" in a {type(state).__name__} state'
        case ("Execution", "RedriveCount" | "RedriveTime" as name, *_) if facts.runs_in_express(state):
            return f'there is no "Execution.{name}" in an Express execution'
        case _:
            return None


def _described(state: State) -> str:
    return "a task that waits for nothing" if isinstance(state, Task) else f"a {type(state).__name__} state"


def _has_token(state: State) -> bool:
    if not isinstance(state, Task):
        return False
    resource = readable_resource(state)
    if resource is None or resource.kind in (Kind.ACTIVITY, Kind.UNKNOWN):
        return True
    return resource.pattern is not Pattern.REQUEST_RESPONSE


def _has_item(placed: PlacedExpression, state: State) -> bool:
    """Tell whether the context object may tell of an item: in the Map that has them, and in all inside it."""
    is_inside = any(step in ("ItemProcessor", "Iterator") for step in state.at)
    return is_inside or (isinstance(state, Map) and placed.field[-1] not in _BEFORE_ITEMS)
