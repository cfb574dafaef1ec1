"""ASL620: an HTTP task that names no connection."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import members
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
    whole = next(iter(facts.parameters(task)), None)
    if whole is None or whole.call != "http:invoke" or not isinstance(whole.value, dict):
        return
    names = {member.name for member in members(whole.value)}
    if not names & _CONNECTIONS and not any_placeholder(whole.value):
        yield Mistake(whole.at, 'http:invoke needs a connection: "InvocationConfig" is missing')
