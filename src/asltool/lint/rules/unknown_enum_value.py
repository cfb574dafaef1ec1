"""ASL613: a parameter that is none of the values that the API knows."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import Given
from asltool.lint.resources import same_but_case
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.parse.fields import did_you_mean

_CLOSED = 40
"""Lists of more values than that (instance types, regions, languages) grow all the time."""
_SHOWN = 6


@rule(
    "ASL613",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        task_case("lambda:invoke", '{"FunctionName": "f", "InvocationType": "Event"}'),
        task_case("lambda:invoke", '{"FunctionName": "f", "InvocationType.$": "$.type"}'),
        task_case("lambda:invoke", '{"FunctionName": "f", "InvocationType": "${Type}"}'),
        task_case("aws-sdk:ec2:runInstances", '{"MinCount": 1, "MaxCount": 1, "InstanceType": "x9.huge"}'),
    ),
    invalid=(
        Invalid(
            task_case("lambda:invoke", '{"FunctionName": "f", "InvocationType": «"event"»}'),
            fixed=task_case("lambda:invoke", '{"FunctionName": "f", "InvocationType": "Event"}'),
        ),
        Invalid(task_case("lambda:invoke", '{"FunctionName": "f", "InvocationType": «"Async"»}')),
        Invalid(
            task_case("ecs:runTask", '{"TaskDefinition": "t", "LaunchType": «"FARGET"»}'),
            fixed=task_case("ecs:runTask", '{"TaskDefinition": "t", "LaunchType": "FARGATE"}'),
        ),
    ),
)
def unknown_enum_value(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A parameter that is none of the values that the API knows.

    Why: the service refuses the call, every time. Values are told apart by upper and lower case.

    Instead: use one of the values of the API's reference. If AWS has added the value after this version of
    asltool, ignore the rule there.
    """
    for given in facts.parameters(task):
        value, known = given.value, given.shape.enum
        if known and isinstance(value, str) and value not in known:
            guess = same_but_case(value, known)
            if guess is not None or len(known) <= _CLOSED:
                yield _mistake(given, value, guess or did_you_mean(value, known), facts)


def _mistake(given: Given, value: str, guess: str | None, facts: Facts) -> Mistake:
    message = f'{given.name} cannot be "{value}"'
    if guess is not None:
        fix = facts.replace(given.at, guess, title=f'Write "{guess}"')
        return Mistake(given.at, f'{message}; did you mean "{guess}"?', fix=fix)
    known = given.shape.enum
    shown = ", ".join(f'"{name}"' for name in known[:_SHOWN])
    rest = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return Mistake(given.at, f"{message}; there are {shown}{rest}")
