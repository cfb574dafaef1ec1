"""ASL614: a number or an array that is smaller or larger than the API takes."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import Given
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task

_MOST = 1e300
"""What is beyond, a float may not hold."""


@rule(
    "ASL614",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        task_case("aws-sdk:dynamodb:listTables", '{"Limit": 100}'),
        task_case("aws-sdk:dynamodb:listTables", '{"Limit": "1000"}'),
        task_case("aws-sdk:dynamodb:listTables", '{"Limit.$": "$.limit"}'),
    ),
    invalid=(
        Invalid(task_case("aws-sdk:dynamodb:listTables", '{"Limit": «1000»}')),
        Invalid(task_case("aws-sdk:dynamodb:listTables", '{"Limit": «0»}')),
        Invalid(task_case("aws-sdk:dynamodb:listTables", '{"Limit": «1' + "0" * 400 + "»}")),
        Invalid(task_case("aws-sdk:dynamodb:transactWriteItems", '{"TransactItems": «[]»}')),
    ),
)
def parameter_out_of_range(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A number or an array that is smaller or larger than the API takes.

    Why: the service refuses the call, every time.

    Instead: stay within the limits of the API's reference; ask for more in several calls.
    """
    for given in facts.parameters(task):
        amount, what = _amount(given)
        least, most = given.shape.least, given.shape.most
        if amount is None:
            continue
        if least is not None and amount < least:
            yield Mistake(given.at, f"{given.name} is {amount:g}{what}, below the least, {least:g}")
        if most is not None and amount > most:
            yield Mistake(given.at, f"{given.name} is {amount:g}{what}, above the most, {most:g}")


def _amount(given: Given) -> tuple[float | None, str]:
    """Give the number, or the length of the array, that has limits; None if it has none."""
    value = given.value
    if isinstance(value, list):
        return len(value), " items long"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None, ""
    return (value, "") if abs(value) < _MOST else (inf if value > 0 else -inf, "")
