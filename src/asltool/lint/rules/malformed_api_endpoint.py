"""ASL617: an `ApiEndpoint` in another form than its integration takes."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import is_unknown, parameters_at
from asltool.lint.resources import readable_resource
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task


@rule(
    "ASL617",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    needs=("ApiEndpoint",),
    valid=(
        task_case("http:invoke", '{"ApiEndpoint": "https://example.com/orders", "Method": "GET"}'),
        task_case("http:invoke", '{"ApiEndpoint": "${Endpoint}/orders", "Method": "GET"}'),
        task_case("http:invoke", '{"ApiEndpoint.$": "$.endpoint", "Method": "GET"}'),
        task_case(
            "apigateway:invoke",
            '{"ApiEndpoint": "abc.execute-api.eu-west-1.amazonaws.com", "Path": "/orders", "Method": "GET"}',
        ),
    ),
    invalid=(
        Invalid(
            task_case(
                "apigateway:invoke",
                """{"Method": "GET",
    "ApiEndpoint": «"https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders"»}""",
            )
        ),
        Invalid(task_case("http:invoke", '{"ApiEndpoint": «"http://example.com/orders"», "Method": "GET"}')),
        Invalid(task_case("http:invoke", '{"ApiEndpoint": «"example.com"», "Method": "GET"}')),
    ),
)
def malformed_api_endpoint(task: Task, facts: Facts) -> Iterator[Mistake]:
    """An `ApiEndpoint` in another form than its integration takes.

    Why: an HTTP task takes a whole URL, and only of `https`. `apigateway:invoke` takes the name of the host
    alone; stage and path have fields of their own.

    Instead: write `https://example.com/orders` for `http:invoke`; for `apigateway:invoke` the host, `Stage`
    and `Path`.
    """
    resource, at = readable_resource(task), parameters_at(task) / "ApiEndpoint"
    endpoint = None if resource is None else facts.value(at)
    if resource is None or not isinstance(endpoint, str) or is_unknown(endpoint, task.query_language):
        return
    problem = _problem(resource.key, endpoint)
    if problem is not None:
        yield Mistake(at, problem)


def _problem(call: str, endpoint: str) -> str | None:
    if call == "http:invoke" and not endpoint.lower().startswith("https://"):
        return f'"{endpoint}" is no URL that begins with https://'
    if call == "apigateway:invoke" and "/" in endpoint:
        return f'"{endpoint}" is more than a host: "Stage" and "Path" hold the rest'
    return None
