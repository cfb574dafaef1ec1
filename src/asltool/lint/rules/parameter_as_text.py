"""ASL612: a number or a boolean that is written as text."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.model.shape_values import text_meant_as


@rule(
    "ASL612",
    on=Task,
    severity=Severity.INFO,
    since="0.1",
    valid=(
        task_case("aws-sdk:ec2:describeInstances", '{"DryRun": true, "MaxResults": 5}'),
        task_case("aws-sdk:ec2:describeInstances", '{"DryRun": "${DryRun}", "NextToken": "true"}'),
    ),
    invalid=(
        Invalid(
            task_case("aws-sdk:ec2:describeInstances", '{"DryRun": «"true"», "MaxResults": «"5"»}'),
            fixed=task_case("aws-sdk:ec2:describeInstances", '{"DryRun": true, "MaxResults": 5}'),
        ),
    ),
)
def parameter_as_text(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A number or a boolean that is written as text.

    Why: the API takes a number or a boolean there. Step Functions reads it from the text, as far as is
    known, but that is written down nowhere.

    Instead: write it without the quotes.
    """
    for given in facts.parameters(task):
        meant = text_meant_as(given.shape, given.value)
        if meant is None:
            continue
        fix = facts.replace(given.at, meant, title="Remove the quotes", safe=True)
        yield Mistake(given.at, f"{given.name} should be a {given.shape.kind}, not text", fix=fix)
