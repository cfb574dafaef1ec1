"""ASL620: an HTTP task that names no connection."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import members, parameters_at
from asltool.lint.resources import readable_resource
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.source.placeholder import any_placeholder

_CONNECTIONS = frozenset({"InvocationConfig", "Authentication"})


@rule(
    "ASL620",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        task_case(
            "http:invoke",
            '{"ApiEndpoint": "https://e.com", "Method": "GET", "Authentication": {"ConnectionArn": "c"}}',
        ),
        task_case(
            "http:invoke",
            '{"ApiEndpoint": "https://e.com", "Method": "GET", "InvocationConfig.$": "$.connection"}',
        ),
        task_case("http:invoke", '{"ApiEndpoint": "https://e.com", "Method": "GET", "${Connection}": "c"}'),
        task_case("apigateway:invoke", '{"ApiEndpoint": "e.com", "Method": "GET"}'),
    ),
    invalid=(Invalid(task_case("http:invoke", '«{"ApiEndpoint": "https://e.com", "Method": "GET"}»')),),
)
def http_task_without_connection(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An HTTP task that names no connection.

    Why: HTTP tasks authorize themselves with an EventBridge connection, and are not sent without one.

    Instead: give `"InvocationConfig": {"ConnectionArn": ...}`.
    """
    resource = readable_resource(task)
    if resource is None or resource.service != "http" or resource.action != "invoke":
        return
    at = parameters_at(task)
    given = facts.value(at)
    names = {member.name for member in members(given)}
    if isinstance(given, dict) and not names & _CONNECTIONS and not any_placeholder(given):
        yield Mistake(at, 'http:invoke needs a connection: "InvocationConfig" is missing')
