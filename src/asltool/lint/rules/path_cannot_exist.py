"""ASL240: a path to data that no way to the state can bring."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import Loss, in_words, missing_paths, mistake_at, origins, repaired, setters
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine

_POLLY = """{"StartAt": "Get", "States": {
    "Get": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:polly:getSpeechSynthesisTask",
            "Parameters": {"TaskId.$": "$.id"}, "Next": "Done?"},
    "Done?": {"Type": "Choice", "Default": "End", "Choices": [
        {"Variable": %s, "StringEquals": "completed", "Next": "End"}]},
    "End": {"Type": "Succeed"}}}"""
_CAUGHT = """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "B"}]},
    "B": {"Type": "Fail", "ErrorPath": %s}}}"""


@rule(
    "ASL240",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="paths",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Result": {"id": 1}, "ResultPath": "$.order", "Next": "B"},
    "B": {"Type": "Pass", "InputPath": "$.order.id", "ResultPath": "$.x", "OutputPath": "$.y", "Next": "C"},
    "C": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Result": {"id": 1}, "Next": "B"},
    "B": {"Type": "Choice", "Default": "C", "Choices": [
        {"And": [{"Variable": "$.name", "IsPresent": true}, {"Variable": "$.name", "StringEquals": "x"}],
         "Next": "C"}]},
    "C": {"Type": "Pass", "Parameters": {"all.$": "$.names[*]"}, "End": true}}}""",
        """{"Type": "Pass", "QueryLanguage": "JSONata", "End": true,
    "Output": {"a": "{% $exists($states.context.Oops) ? 1 : 2 %}"}}""",
    ),
    invalid=(
        Invalid(_POLLY % '«"$.TaskStatus"»', fixed=_POLLY % '"$.SynthesisTask.TaskStatus"'),
        Invalid(_CAUGHT % '«"$.failure.error"»', fixed=_CAUGHT % '"$.failure.Error"'),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Parameters": {"id": "7"}, "Next": "B"},
    "B": {"Type": "Pass", "Parameters": {"n.$": «"$.customer"», "i.$": «"$.id.x"»}, "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Pass", "Output": {"id": 1}, "Next": "B"},
    "B": {"Type": "Pass", "Output": "{% «$states.input.name» %}", "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
    "ItemSelector": {"item.$": "$$.Map.Item.Value"}, "ItemProcessor": {"StartAt": "A", "States": {
        "A": {"Type": "Pass", "InputPath": «"$.value"», "End": true}}}}}}""",
        ),
        Invalid(
            """{"StartAt": "P", "States": {"P": {"Type": "Parallel", "Next": "B", "Branches": [
        {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"x": 1}, "End": true}}}]},
    "B": {"Type": "Pass", "InputPath": «"$[0].y"», "End": true}}}""",
        ),
    ),
)
def path_cannot_exist(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A path to data that no earlier state, and no service, gives.

    Why: a path that leads nowhere ends the execution with `States.Runtime`, which nothing can catch. What
    comes to the state is known here: it is made by payload templates, constants and caught errors, or it is
    the response of a service.

    Instead: use the name that is there, or keep what is asked for: with `ResultPath`, a field in the
    payload template, or a variable. In a Choice, ask with `IsPresent` first.
    """
    if facts.is_whole(machine):
        for _, note in missing_paths(facts, Loss.NOWHERE):
            yield mistake_at(
                note, in_words(note), facts, *origins(note), *setters(note, facts), fix=repaired(note, facts)
            )
