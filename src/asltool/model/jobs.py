"""How optimized integrations use a service's API: what starts the work, how it is followed and stopped.

An action of `schemas/integrations/<service>.json` may have

- `"call"`: the API's `"action"` where it has another name, its `"arguments"` where they are not the task's,
  and the task's `"response"` where it is not the API's;
- `"adds"`: by pattern, members that Step Functions adds to the task's parameters;
- `"job"`: how `.sync` waits: the action that gives a description, its arguments, where in it the status
  stands, which ones are final, the `"result"` where it is not the description, what stops the job, and the
  error that says that it is `"gone"`, where that is success.

Texts that begin with `$` in arguments and results stand for a value in `request`, `response`, `description`
or for the `reason` to stop; a member whose value is not there is left out.

AWS: integrations.md 5.2 and 5.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from asltool.json_value import JsonObject, JsonValue
from asltool.model.integrations import optimized
from asltool.model.resource import Kind, Resource
from asltool.records import record

_ABSENT: Any = object()


@record
class ServiceCall:
    """A call of a service's API on behalf of a task."""

    action: str
    arguments: JsonValue
    """The template of the arguments; "$request" for the task's parameters."""
    response: JsonValue
    """The template of what the task gets; "$response" for the API's response."""


@record
class JobPlan:
    """How a job is followed until it has ended."""

    describe: ServiceCall
    """Its `response` is the template of the task's result."""
    status: str
    """Where in the description the status stands, as template."""
    succeeded: frozenset[str]
    failed: frozenset[str]
    stop: ServiceCall | None
    gone: str | None
    """The error of the API which says that nothing is left to be described, where this is success."""


@cache
def service_call(resource: Resource) -> ServiceCall:
    """Give the call that starts the work of an optimized integration."""
    row = _row(resource).get("call", {})
    return ServiceCall(
        row.get("action", resource.action), row.get("arguments", "$request"), row.get("response", "$response")
    )


@cache
def job_plan(resource: Resource) -> JobPlan | None:
    """Give how the job of a `.sync` integration is followed; None if no API can tell of it."""
    row = _row(resource).get("job")
    if row is None:
        return None
    stop = ServiceCall(row["stop"], row["stop_arguments"], None) if "stop" in row else None
    return JobPlan(
        describe=ServiceCall(row["describe"], row["arguments"], row.get("result", "$description")),
        status=f"$description.{row['status']}",
        succeeded=frozenset(row["succeeded"]),
        failed=frozenset(row["failed"]),
        stop=stop,
        gone=row.get("gone"),
    )


@cache
def additions(resource: Resource) -> JsonObject:
    """Give the members that Step Functions adds to a task's parameters, as histories show."""
    added: JsonObject = _row(resource).get("adds", {}).get(resource.pattern.value, {})
    return added


def _row(resource: Resource) -> Mapping[str, Any]:
    integration = optimized(resource.service) if resource.kind is Kind.INTEGRATION else None
    return {} if integration is None else integration.described.get(resource.action, {})


def fill(template: JsonValue, values: Mapping[str, JsonValue]) -> JsonValue:
    """Give what a template comes to; None if its value is not there.

    Args:
        template: As in the catalogue.
        values: By name: `request`, `response`, `description`, `reason`.
    """
    filled = _fill(template, values)
    return None if filled is _ABSENT else filled


def _fill(template: JsonValue, values: Mapping[str, JsonValue]) -> Any:
    if isinstance(template, str) and template.startswith("$"):
        return _value(template[1:].split("."), values)
    if isinstance(template, dict):
        return dict(_present((name, _fill(item, values)) for name, item in template.items()))
    if isinstance(template, list):
        return [item for _, item in _present((None, _fill(item, values)) for item in template)]
    return template


def _present(pairs: Iterator[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    return (pair for pair in pairs if pair[1] is not _ABSENT)


def _value(steps: list[str], values: Any) -> Any:
    for step in steps:
        if isinstance(values, list):
            values = values[int(step)] if int(step) < len(values) else _ABSENT
        else:
            values = values.get(step, _ABSENT) if isinstance(values, Mapping) else _ABSENT
    return values
