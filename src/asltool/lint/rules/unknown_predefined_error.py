"""ASL403: an error name that begins with `States.` and is none of the service's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from asltool.diagnostics import Severity
from asltool.lint.error_names import error_names
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.error_handling import PREDEFINED_ERRORS
from asltool.model.machine import Map, Parallel, Task
from asltool.parse.fields import did_you_mean
from asltool.source.placeholder import is_placeholder

_TASK = '{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true, "Retry": '

_HTTP_STATUS = re.compile(r"States\.Http\.StatusCode\.\d{3}")
_BY_LOWER = {name.lower(): name for name in PREDEFINED_ERRORS}


@rule(
    "ASL403",
    on=(Task, Parallel, Map),
    severity=Severity.WARNING,
    spec="error-names",
    since="0.1",
    needs=("Retry", "Catch"),
    valid=(_TASK + '[{"ErrorEquals": ["States.TaskFailed", "States.Http.StatusCode.503", "Statesman"]}]}',),
    invalid=(
        Invalid(
            _TASK + '[{"ErrorEquals": [«"States.TaskFaild"»]}]}',
            fixed=_TASK + '[{"ErrorEquals": ["States.TaskFailed"]}]}',
        ),
        Invalid(
            _TASK + '[{"ErrorEquals": [«"states.all"»]}]}', fixed=_TASK + '[{"ErrorEquals": ["States.ALL"]}]}'
        ),
        Invalid(_TASK + '[{"ErrorEquals": [«"States.OutOfStock"»]}]}'),
        Invalid(
            '{"Type": "Parallel", "End": true, "Retry": [{"ErrorEquals": [«"States.Late"»]}], "Branches": '
            '[{"StartAt": "B", "States": {"B": {"Type": "Fail", "Error": "States.Late"}}}]}'
        ),
    ),
)
def unknown_predefined_error(state: Task | Parallel | Map, facts: Facts) -> Iterator[Mistake]:
    """An error name that begins with `States.` and is none of the service's own.

    Why: the service raises no such error, so the retrier or catcher never acts. Names of your own must not
    begin with `States.`, says the specification; AWS accepts them.

    Instead: correct the name, or give your own error a name without the prefix `States.`.
    """
    for error in error_names(state, _suspects):
        at, name = error.at, error.name
        guess = did_you_mean(name, tuple(PREDEFINED_ERRORS))
        if name in facts.errors_of_fail_states:
            yield Mistake(at, f'"{name}" is an error of your own, but the prefix "States." is reserved')
        elif guess is not None:
            fix = facts.replace(at, guess, title=f'Write "{guess}"')
            yield Mistake(at, f'there is no error "{name}"; did you mean "{guess}"?', fix=fix)
        else:
            yield Mistake(at, f'there is no error "{name}": the service raises none of that name')


@lru_cache(maxsize=1024)  # most states wait for the same names
def _suspects(names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index for index, name in enumerate(names) if _is_suspect(name))


def _is_suspect(name: str) -> bool:
    if name.startswith("States."):
        is_known = name in PREDEFINED_ERRORS or _HTTP_STATUS.fullmatch(name) is not None
        return not is_known and not is_placeholder(name)
    return name.lower() in _BY_LOWER
