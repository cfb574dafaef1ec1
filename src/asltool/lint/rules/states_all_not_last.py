"""ASL401: `States.ALL` beside other error names, or before other retriers or catchers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.model.error_handling import ALL, Catcher, Retrier
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": '


@rule(
    "ASL401",
    on=(Task, Parallel, Map),
    severity=Severity.ERROR,
    spec="error-names",
    since="0.1",
    needs=("Retry", "Catch"),
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _TASK + '[{"ErrorEquals": ["A", "B"]}, {"ErrorEquals": ["States.ALL"]}]}',
        _TASK + '[{"ErrorEquals": ["States.TaskFailed", "A"]}]}',
    ),
    invalid=(
        Invalid(
            _TASK + '[{"ErrorEquals": ["TooBusy", «"States.ALL"»]}]}',
            fixed=_TASK + '[{"ErrorEquals": ["States.ALL"]}]}',
        ),
        Invalid(_TASK + '[{"ErrorEquals": [«"States.ALL"»]}, {"ErrorEquals": ["TooBusy"]}]}'),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": [«"States.ALL"»], "Next": "B"},
        {"ErrorEquals": ["TooBusy"], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        ),
    ),
)
def states_all_not_last(state: Task | Parallel | Map, _facts: Facts) -> Iterator[Mistake]:
    """`States.ALL` beside other error names, or before other retriers or catchers.

    Why: it matches every error, so what stands beside or after it has no meaning. The service refuses the
    definition.

    Instead: give `States.ALL` a retrier or catcher of its own, the last of the list.
    """
    yield from _mistakes(state.retry, "retrier")
    yield from _mistakes(state.catch, "catcher")


def _mistakes(entries: Sequence[Retrier | Catcher], kind: str) -> Iterator[Mistake]:
    for position, entry in enumerate(entries):
        names = entry.error_equals
        if ALL not in names or (len(names) == 1 and position == len(entries) - 1):
            continue
        at = entry.at / "ErrorEquals" / names.index(ALL)
        place = "must stand alone" if len(names) > 1 else f"must be in the last {kind}"
        aws = AwsWording("States.ALL must appear alone and at end of list", at)
        yield Mistake(at, f'"{ALL}" {place}, as it matches every error', aws=aws)
