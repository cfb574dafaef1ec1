"""What a task's integration takes and gives: the parameters of the Task, and its raw result.

AWS SDK integrations take and give what the API does. Optimized ones do so, too, unless
`schemas/integrations/<service>.json` says otherwise of an action:

- `"request"`: what it takes; null if that is unknown;
- `"results"`: by pattern (`""`, `".sync"`), what it gives; null if that is unknown;
- `"modelled"`: false if what it gives is known, but not from a service's model;
- `"metadata"`: false if no `SdkHttpMetadata` and `SdkResponseMetadata` join the response.

A shape is written as

- the name of a kind, or `"any"`;
- `"request:ACTION/Member/*"` for one of the same service's API, `"response:SERVICE:ACTION"` for another's;
  `*` is the element of a list;
- `{"enum": [...]}`, `{"list": shape}`, `{"map": shape}`; or
- a structure of any of `"base"` (a shape whose members it has), `"members"`, `"required"` (in place of the
  base's) and `"open"` (there may be more members).

AWS: integrations.md 5.2 to 5.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from asltool.model.integrations import Integration, optimized
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource
from asltool.model.sdk_models import operation
from asltool.model.shapes import ANY, NOTHING, Shape, ShapeKind

Description: TypeAlias = Any
"""The JSON that describes a shape."""

METADATA: Description = {
    "SdkHttpMetadata": {
        "members": {
            "AllHttpHeaders": {"map": {"list": "string"}},
            "HttpHeaders": {"map": "string"},
            "HttpStatusCode": "integer",
        }
    },
    "SdkResponseMetadata": {"members": {"RequestId": "string"}},
}
"""How the response came, by the names of the members that optimized integrations add."""


@cache
def task_request(resource: Resource) -> Shape | None:
    """Give the shape of the parameters of a Task with that resource; None if it takes what it likes."""
    if resource.kind is not Kind.INTEGRATION:
        return None
    integration, described = _described(resource)
    if integration is None or described is None:
        found = _sdk_operation(resource)
        return None if found is None else found.request
    return _shape(described.get("request", f"request:{resource.action}"), integration)


@cache
def task_response(resource: Resource) -> Shape | None:
    """Give the shape of the raw result of a Task with that resource; None if it can be anything.

    No function, no activity and no bearer of a task token is bound to a shape.
    """
    if resource.kind is not Kind.INTEGRATION or resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN:
        return None
    integration, described = _described(resource)
    if integration is None or described is None:
        found = None if resource.pattern.is_sync else _sdk_operation(resource)
        return None if found is None else found.response
    results = described.get("results", {})
    if resource.pattern.is_sync:
        return _shape(results.get(resource.pattern.value), integration)
    shape = _shape(results.get("", f"response:{resource.action}"), integration)
    if shape is None or not has_metadata(resource):
        return shape
    return _structure({"members": METADATA, "open": shape.is_open}, shape, integration)


def has_metadata(resource: Resource) -> bool:
    """Tell whether the response of an integration comes with the members of `METADATA`."""
    _, described = _described(resource)
    is_optimized = not resource.service.startswith(SDK_PREFIX)
    return is_optimized and (described is None or described.get("metadata", True))


def is_modelled(resource: Resource) -> bool:
    """Tell whether what an integration gives is described by its service's model."""
    _, described = _described(resource)
    return described is None or described.get("modelled", True)


def _described(resource: Resource) -> tuple[Integration | None, Mapping[str, Any] | None]:
    integration = optimized(resource.service)
    return integration, None if integration is None else integration.described.get(resource.action)


def _sdk_operation(resource: Resource) -> Any:
    service = resource.service.removeprefix(SDK_PREFIX)
    return operation(service, resource.action) if resource.service.startswith(SDK_PREFIX) else None


def _shape(described: Description, integration: Integration) -> Shape | None:
    """Give the shape that the catalogue describes; None if it calls it unknown, or names none."""
    match described:
        case None:
            return None
        case "any":
            return ANY
        case str():
            return _api_shape(described, integration) if ":" in described else Shape(ShapeKind(described))
        case {"enum": values}:
            return Shape(ShapeKind.STRING, enum=tuple(values))
        case {"list": element}:
            return _collection(ShapeKind.LIST, element, integration)
        case {"map": element}:
            return _collection(ShapeKind.MAP, element, integration)
        case _:
            base = _shape(described["base"], integration) if "base" in described else NOTHING
            return None if base is None else _structure(described, base, integration)


def _collection(kind: ShapeKind, element: Description, integration: Integration) -> Shape:
    shape = _shape(element, integration) or ANY
    return Shape(kind, give_element=lambda: shape)


def _structure(described: Description, base: Shape, integration: Integration) -> Shape:
    members = dict(base.members)
    for name, member in described.get("members", {}).items():
        members[name] = _shape(member, integration) or ANY
    required = tuple(described.get("required", base.required))
    return Shape(ShapeKind.STRUCTURE, members, required, is_open=described.get("open", False))


def _api_shape(reference: str, integration: Integration) -> Shape | None:
    """Give the shape in the API's model that `request:ACTION/Member/*` stands for."""
    route, *steps = reference.split("/")
    side, *service, action = route.split(":")
    found = operation(service[0] if service else integration.sdk_service or "", action)
    return None if found is None else _inside(found.request if side == "request" else found.response, steps)


def _inside(shape: Shape, steps: list[str]) -> Shape:
    for step in steps:
        shape = (shape.element or ANY) if step == "*" else shape.members[step]
    return shape
