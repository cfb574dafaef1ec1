"""The catalogue of service integrations: what the `Resource` of a Task can ask of AWS services.

Optimized integrations are the files of `schemas/integrations/`, AWS SDK integrations those of `sdk_models`.
Both are read when first asked for, and only as far as asked.
"""

from __future__ import annotations

import json
from functools import cache

from asltool.json_value import JsonObject
from asltool.model.resource import Pattern
from asltool.model.sdk_models import sdk_model, sdk_names
from asltool.records import record
from asltool.resources import schema_path


@record
class Integration:
    """An optimized integration: the actions of one service, and how each can be waited for."""

    service: str
    """As resources name it: "sqs", "elasticmapreduce"."""
    sdk_service: str | None
    """The same service as AWS SDK resources name it; None if it is no service of the SDK."""
    actions: dict[str, tuple[Pattern, ...]]
    """By action, the patterns that it allows beside request and response."""
    described: dict[str, JsonObject]
    """By action, what it takes and gives where that is not what the API does; see `task_shapes`."""


@record
class SdkService:
    """A service of the AWS SDK integrations."""

    service: str
    """As resources name it: "cloudwatchlogs"."""
    alias: str
    """As the AWS command line names it: "logs"."""
    actions: frozenset[str]
    """Empty if AWS has retired the service."""


@cache
def optimized_services() -> tuple[str, ...]:
    """Give the names of all services that have an optimized integration, sorted."""
    folder = schema_path("integrations/lambda.json").parent
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


@cache
def optimized(service: str) -> Integration | None:
    """Give the optimized integration of *service*; None if it has none.

    Spec: integrations.md 5.2.
    """
    if service not in optimized_services():
        return None
    content = json.loads(schema_path(f"integrations/{service}.json").read_text(encoding="utf-8"))
    actions = {
        action: tuple(Pattern(suffix) for suffix in details["patterns"])
        for action, details in content["actions"].items()
    }
    return Integration(service, content["sdk_service"], actions, content["actions"])


def sdk_services() -> tuple[str, ...]:
    """Give the names of all services of the AWS SDK integrations, sorted."""
    return tuple(sdk_names())


@cache
def sdk_service(service: str) -> SdkService | None:
    """Give what is known of a service of the AWS SDK integrations; None if there is no such service."""
    alias = sdk_names().get(service)
    if alias is None:
        return None
    model = sdk_model(service)
    return SdkService(service, alias, frozenset(() if model is None else model.actions))


def sdk_service_of_alias(alias: str) -> SdkService | None:
    """Give the service that the AWS command line calls *alias*, such as "logs"; None if there is none."""
    return next((sdk_service(service) for service, known in sdk_names().items() if known == alias), None)
