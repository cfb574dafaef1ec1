"""ASL616: a request header that Step Functions does not send."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.parameters import members, parameters_at
from asltool.lint.resources import readable_resource
from asltool.lint.rule import Invalid, Mistake, rule, task_case
from asltool.model.machine import Task
from asltool.source.document import Part

_HTTP = frozenset(
    {
        "a-im",
        "accept-charset",
        "accept-datetime",
        "accept-encoding",
        "authorization",
        "cache-control",
        "connection",
        "content-encoding",
        "content-md5",
        "date",
        "expect",
        "forwarded",
        "from",
        "host",
        "http2-settings",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "max-forwards",
        "origin",
        "pragma",
        "proxy-authorization",
        "referer",
        "server",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
        "warning",
    }
)
_API_GATEWAY = frozenset(
    {
        "authorization",
        "connection",
        "content-md5",
        "expect",
        "host",
        "max-forwards",
        "proxy-authenticate",
        "server",
        "te",
        "transfer-encoding",
        "trailer",
        "upgrade",
        "via",
        "www-authenticate",
    }
)
_FORBIDDEN = {
    "http:invoke": (_HTTP, ("x-forwarded-", "x-amz-", "x-amzn-")),
    "apigateway:invoke": (_API_GATEWAY, ("x-forwarded", "x-amz", "x-amzn")),
}
"""By integration, the names of headers that it refuses, and how others of that kind begin."""


@rule(
    "ASL616",
    on=Task,
    severity=Severity.WARNING,
    since="0.1",
    needs=("Headers",),
    valid=(
        task_case(
            "http:invoke",
            """{"ApiEndpoint": "https://example.com", "Method": "GET",
    "InvocationConfig": {"ConnectionArn": "c"}, "Headers": {"Accept": "text/plain", "X-Order": "1"}}""",
        ),
        task_case(
            "apigateway:invoke",
            '{"ApiEndpoint": "e", "Method": "GET", "Headers": {"Cache-Control": ["no-store"]}}',
        ),
        task_case("lambda:invoke", '{"FunctionName": "f", "Payload": {"Headers": {"Host": "h"}}}'),
    ),
    invalid=(
        Invalid(
            task_case(
                "http:invoke",
                """{"ApiEndpoint": "https://example.com", "Method": "GET",
    "InvocationConfig": {"ConnectionArn": "c"},
    "Headers": {«"Authorization.$"»: "$.token", «"x-amz-id"»: "1"}}""",
            )
        ),
        Invalid(
            task_case(
                "apigateway:invoke",
                '{"ApiEndpoint": "e", "Method": "GET", "Headers": {«"authorization"»: ["Basic x"]}}',
            )
        ),
    ),
)
def forbidden_http_header(task: Task, facts: Facts) -> Iterator[Mistake]:
    """A request header that Step Functions does not send.

    Why: AWS accepts the definition, but the task fails: some headers are set by Step Functions, and
    credentials come from the connection or from the task's role.

    Instead: leave the header out. For credentials use the EventBridge connection of an HTTP task, or
    `"AuthType": "IAM_ROLE"` with API Gateway.
    """
    resource = readable_resource(task)
    if resource is None or resource.key not in _FORBIDDEN:
        return
    names, beginnings = _FORBIDDEN[resource.key]
    headers = parameters_at(task) / "Headers"
    for member in members(facts.value(headers)):
        name = member.name.lower()
        if name in names or name.startswith(beginnings):
            at = headers / member.key
            yield Mistake(at, f'{resource.key} refuses the header "{member.name}"', part=Part.KEY)
