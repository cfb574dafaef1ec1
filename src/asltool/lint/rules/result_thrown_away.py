"""ASL249: the result of a Task that is thrown away, and that a later state reads."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import Loss, lost_result, missing_paths, mistake_at, origins, ways_in_words
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine

_MACHINE = """{"StartAt": "Set", "States": {
    "Set": {"Type": "Pass", "Parameters": {"id": "7"}, "Next": "Get"},
    "Get": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "ResultPath": %s,
            "Parameters": {"TableName": "t", "Key": {"id": {"S.$": "$.id"}}}, "Next": "Use"},
    "Use": {"Type": "Pass", "InputPath": %s, "End": true}}}"""


@rule(
    "ASL249",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="input-and-output",
    since="0.1",
    valid=(_MACHINE % ('"$.got"', '"$.got.Item"'), _MACHINE % ("null", '"$.id"')),
    invalid=(
        Invalid(_MACHINE % ("null", '«"$.Item.name"»'), fixed=_MACHINE % ('"$.got"', '"$.got.Item.name"')),
        Invalid(
            """{"StartAt": "Get", "States": {
    "Get": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Next": "Note",
            "Parameters": {"TableName": "t", "Key": {}}},
    "Note": {"Type": "Pass", "Result": {"seen": true}, "Next": "Use"},
    "Use": {"Type": "Pass", "InputPath": «"$.Item.name"», "End": true}}}""",
        ),
    ),
)
def result_thrown_away(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A path to the result of a Task that has been thrown away on the way.

    Why: `"ResultPath": null` drops the result, and a Pass with `Result` or `Parameters` replaces all that was
    there, so the path ends the execution with `States.Runtime`.

    Instead: keep the result with a `ResultPath` such as `"$.item"`, in the Task or in the state that replaces
    the data, and read it from there.
    """
    if not facts.is_whole(machine):
        return
    for verdict, note in missing_paths(facts, Loss.THROWN_AWAY):
        task = lost_result(verdict, note, facts)
        if task is None:
            continue
        where = "" if verdict.is_everywhere else ways_in_words(verdict.ways)
        message = f'"{note.text}" leads nowhere{where}: the result of "{task.name}" is thrown away before'
        if task.result_path is None:
            related: tuple[Related, ...] = (Related(task.at / "ResultPath", "the result is dropped here"),)
        else:
            related = (Related(task.at / "Resource", f'its result has "{note.names[-1]}"'), *origins(note))
        yield mistake_at(note, message, facts, *related)
