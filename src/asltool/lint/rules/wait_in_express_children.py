"""ASL711: a Task that EXPRESS child executions of a distributed Map cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.resources import readable_resource, resource_at, what_it_waits_for
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.model.machine import Task

_JOB = "glue:startJobRun.sync"


def _map(resource: str, type_: str = "EXPRESS") -> str:
    return f"""{{"Type": "Map", "End": true, "ItemProcessor": {{
    "ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "{type_}"}}, "StartAt": "B",
    "States": {{"B": {{"Type": "Task", "Resource": {resource}, "End": true}}}}}}}}"""


@rule(
    "ASL711",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    needs=("ProcessorConfig",),
    valid=(
        _map(f'"arn:aws:states:::{_JOB}"', "STANDARD"),
        _map('"arn:aws:states:::glue:startJobRun"'),
        _map('"arn:aws:states:::glue:startJobRun${Pattern}"'),
        Valid(f'{{"Type": "Task", "Resource": "arn:aws:states:::{_JOB}", "End": true}}', type="EXPRESS"),
    ),
    invalid=(
        Invalid(_map(f'«"arn:aws:states:::{_JOB}"»'), fixed=_map(f'"arn:aws:states:::{_JOB}"', "STANDARD")),
        Invalid(_map('«"arn:aws:states:::sqs:sendMessage.waitForTaskToken"»')),
        Invalid(_map('«"arn:aws:states:eu-west-1:444455556666:activity:approve"»')),
    ),
)
def wait_in_express_children(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A Task that EXPRESS child executions of a distributed Map cannot have.

    Why: an EXPRESS execution lives for five minutes at most and keeps no history, so it can wait neither
    for a job (`.sync`) nor for a task token, nor for an activity worker.

    Instead: let the child executions be STANDARD ones, or ask for the response only.
    """
    if facts.is_express or not facts.runs_in_express(task):
        return
    resource = readable_resource(task)
    wait = None if resource is None else what_it_waits_for(resource)
    if wait is not None:
        yield Mistake(resource_at(task), f"an EXPRESS child execution cannot wait for {wait[0]}")
