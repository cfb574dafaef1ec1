"""ASL410: a Fail state that raises an error with a reserved name."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import Fail


@rule(
    "ASL410",
    on=Fail,
    severity=Severity.INFO,
    spec="error-names",
    since="0.1",
    valid=('{"Type": "Fail", "Error": "OutOfStock"}', '{"Type": "Fail", "ErrorPath": "$.Error"}'),
    invalid=(
        Invalid(
            '{"Type": "Fail", "Error": «"States.OutOfStock"»}',
            fixed='{"Type": "Fail", "Error": "OutOfStock"}',
        ),
    ),
)
def reserved_error_name(fail: Fail, _facts: Facts) -> Iterator[Mistake]:
    """A Fail state whose `Error` begins with `States.`.

    Why: names with that prefix are the service's own, says the specification. Who reads the history takes
    it for a failure of the service.

    Instead: give the error a name of your own, without the prefix.
    """
    if isinstance(fail.error, str) and fail.error.startswith("States."):
        yield Mistake(fail.at / "Error", f'"{fail.error}" has the prefix "States.", which is reserved')
