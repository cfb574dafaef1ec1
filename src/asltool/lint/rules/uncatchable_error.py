"""ASL408: an error that no retrier and no catcher ever sees."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.error_handling import RUNTIME, Retrier
from asltool.model.machine import Map, Parallel, Task

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": '


@rule(
    "ASL408",
    on=(Task, Parallel, Map),
    severity=Severity.WARNING,
    spec="error-names",
    since="0.1",
    needs=("Retry", "Catch"),
    valid=(_TASK + '[{"ErrorEquals": ["States.DataLimitExceeded", "States.Timeout"]}]}',),
    invalid=(
        Invalid(
            _TASK + '[{"ErrorEquals": ["TooBusy", «"States.Runtime"»]}]}',
            fixed=_TASK + '[{"ErrorEquals": ["TooBusy"]}]}',
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": [«"States.Runtime"»], "Next": "B"}]},
    "B": {"Type": "Fail"}}}""",
        ),
    ),
)
def uncatchable_error(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """`States.Runtime` in a retrier or catcher.

    Why: such an error, as for a path that leads nowhere, ends the execution at once; no `ErrorEquals`
    matches it, not even `States.ALL`. AWS accepts it.

    Instead: correct what fails, or guard it: a Choice with `IsPresent` before the path is used.
    """
    for entry in state.error_handling:
        if RUNTIME not in entry.error_equals:
            continue
        for index, name in enumerate(entry.error_equals):
            if name != RUNTIME:
                continue
            kind = "retried" if isinstance(entry, Retrier) else "caught"
            at = entry.at / "ErrorEquals" / index
            drop = (
                facts.remove_field(at, title=f'Remove "{RUNTIME}"') if len(entry.error_equals) > 1 else None
            )
            yield Mistake(at, f'"{RUNTIME}" is never {kind}: it ends the execution at once', fix=drop)
