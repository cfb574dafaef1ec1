"""ASL402: an error name that an earlier retrier or catcher matches already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asltool.diagnostics import Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.error_handling import (
    ALL,
    DATA_LIMIT_EXCEEDED,
    RUNTIME,
    TASK_FAILED,
    TIMEOUT,
    Catcher,
    Retrier,
    matches,
)
from asltool.model.machine import Map, Parallel, Task
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": '

_WIDER = (TASK_FAILED, TIMEOUT)
"""Names that cover others beside themselves; after `States.ALL` nothing may come at all."""

_DOUBTFUL = frozenset({DATA_LIMIT_EXCEEDED, RUNTIME})
"""Errors of which it is not known whether `States.TaskFailed` covers them."""


@rule(
    "ASL402",
    on=(Task, Parallel, Map),
    severity=Severity.WARNING,
    spec="retrying-after-error",
    since="0.1",
    needs=("Retry", "Catch"),
    valid=(
        _TASK + '[{"ErrorEquals": ["A"]}, {"ErrorEquals": ["B"]}, {"ErrorEquals": ["States.ALL"]}]}',
        _TASK + '[{"ErrorEquals": ["States.TaskFailed"]}, {"ErrorEquals": ["States.Timeout"]}]}',
        _TASK + '[{"ErrorEquals": ["States.TaskFailed"]}, {"ErrorEquals": ["States.DataLimitExceeded"]}]}',
        _TASK + '[{"ErrorEquals": ["States.TaskFailed"]}, {"ErrorEquals": ["States.HeartbeatTimeout"]}]}',
        _TASK + '[{"ErrorEquals": ["States.HeartbeatTimeout"]}, {"ErrorEquals": ["States.Timeout"]}]}',
        _TASK + '[{"ErrorEquals": ["States.TaskFailed"]}, {"ErrorEquals": ["${Error}"]}, "${Retrier}"]}',
    ),
    invalid=(
        Invalid(
            _TASK
            + '[{"ErrorEquals": ["TooBusy", "Down"]}, «{"ErrorEquals": ["TooBusy"], "MaxAttempts": 9}»]}',
            fixed=_TASK + '[{"ErrorEquals": ["TooBusy", "Down"]}]}',
        ),
        Invalid(
            _TASK + '[{"ErrorEquals": ["TooBusy"]}, {"ErrorEquals": ["Slow", «"TooBusy"»]}]}',
            fixed=_TASK + '[{"ErrorEquals": ["TooBusy"]}, {"ErrorEquals": ["Slow"]}]}',
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": ["States.TaskFailed"], "Next": "B"},
        «{"ErrorEquals": ["TooBusy"], "Next": "B"}»]},
    "B": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Catch": [
        {"ErrorEquals": ["States.TaskFailed"], "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        ),
    ),
)
def unreachable_error_name(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """An error name that an earlier retrier or catcher of the list matches already.

    Why: the first retrier or catcher that matches an error is the only one that is asked, so the later one
    never sees it, not even when the attempts of the first are used up.

    Instead: remove the name, or put the more particular entry first.
    """
    yield from _mistakes(state.retry, "retrier", facts)
    yield from _mistakes(state.catch, "catcher", facts)


def _mistakes(entries: Sequence[Retrier | Catcher], kind: str, facts: Facts) -> Iterator[Mistake]:
    if len(entries) == 1:
        return  # names in one entry do not hide each other
    first: dict[str, Pointer] = {}
    for entry in entries:
        covered = {
            index: earlier
            for index, name in enumerate(entry.error_equals)
            if (earlier := _earlier(first, name)) is not None
        }
        if covered and len(covered) == len(entry.error_equals):
            yield _whole_entry(entry, kind, covered[0], facts)
        else:
            for index, at in covered.items():
                yield _one_name(entry, index, kind, at, facts)
        for name in entry.error_equals:
            first.setdefault(name, entry.at)


def _earlier(first: dict[str, Pointer], name: str) -> Pointer | None:
    """Give the entry that surely takes the error, by the first one of each name (`States.ALL`: ASL401).

    Of an error that a placeholder names nothing is known but that it is the same as by the same placeholder.
    """
    if name == ALL:
        return None
    wider = () if name in _DOUBTFUL or is_placeholder(name) else _WIDER
    return first.get(name) or next((first[other] for other in wider if _takes(first, other, name)), None)


def _takes(first: dict[str, Pointer], wider: str, name: str) -> bool:
    return wider in first and matches((wider,), name)


def _whole_entry(entry: Retrier | Catcher, kind: str, earlier: Pointer, facts: Facts) -> Mistake:
    names = ", ".join(f'"{name}"' for name in entry.error_equals)
    message = f"this {kind} is never asked: an earlier one matches {names} already"
    drop = facts.remove_field(entry.at, title=f"Remove the {kind}")
    return Mistake(entry.at, message, fix=drop, related=(Related(earlier, "the earlier one"),))


def _one_name(entry: Retrier | Catcher, index: int, kind: str, earlier: Pointer, facts: Facts) -> Mistake:
    name = entry.error_equals[index]
    at = entry.at / "ErrorEquals" / index
    drop = facts.remove_field(at, title=f'Remove "{name}"')
    message = f'"{name}" never gets to this {kind}: an earlier one matches it already'
    return Mistake(at, message, fix=drop, related=(Related(earlier, "the earlier one"),))
