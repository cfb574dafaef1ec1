"""States and resources in words."""

from __future__ import annotations

from asltool.lsp.scopes import Machine
from asltool.lsp.sites import object_at
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource, readable_resource_of
from asltool.model.task_shapes import task_request
from asltool.source.document import Document

_WAITS = {
    Pattern.REQUEST_RESPONSE: "goes on as soon as the service has answered",
    Pattern.SYNC: "waits until the job ends",
    Pattern.SYNC_2: "waits until the job ends; its output is given as JSON",
    Pattern.WAIT_FOR_TASK_TOKEN: "waits until somebody returns the task token",
}
_SHOWN_SOURCES = 8


def described_state(document: Document, machine: Machine, name: str) -> str:
    """Say what a state is, what leads to it and where it goes."""
    at = machine.states[name]
    state = object_at(document, at)
    lines = [f"**{name}**: {state.get('Type', 'a')} state"]
    comment, resource = state.get("Comment"), state.get("Resource")
    if isinstance(comment, str):
        lines.append(comment)
    if isinstance(resource, str):
        lines.append(described_resource(resource))
    sources = list(dict.fromkeys(_source(place) for target, place in machine.targets if target == name))
    if sources:
        more = f" and {len(sources) - _SHOWN_SOURCES} more" if len(sources) > _SHOWN_SOURCES else ""
        lines.append(f"Reached from {', '.join(sources[:_SHOWN_SOURCES])}{more}.")
    goals = [target for target, place in machine.targets if place[: len(at)] == at]
    if goals:
        lines.append(f"Goes to {', '.join(f'`{goal}`' for goal in dict.fromkeys(goals))}.")
    return "\n\n".join(lines)


def _source(place: tuple[str | int, ...]) -> str:
    """Name the state in which a transition is written."""
    return (
        "the start"
        if place[-1] == "StartAt"
        else f"`{place[len(place) - 1 - place[::-1].index('States') + 1]}`"
    )


def described_resource(text: str) -> str:
    """Say what a `Resource` calls, and how it waits; nothing where nobody knows."""
    resource = readable_resource_of(text)
    match resource:
        case Resource(kind=Kind.LAMBDA_FUNCTION, name=name):
            return f"Calls the Lambda function `{name}`."
        case Resource(kind=Kind.ACTIVITY, name=name):
            return f"Waits for a worker of the activity `{name}`."
        case Resource(kind=Kind.INTEGRATION):
            return _described_integration(resource)
        case _:
            return ""


def _described_integration(resource: Resource) -> str:
    is_sdk = resource.service.startswith(SDK_PREFIX)
    kind = "AWS SDK integration" if is_sdk else "Optimized integration"
    service = resource.service.removeprefix(SDK_PREFIX)
    text = f"{kind}: `{resource.action}` of `{service}`; {_WAITS[resource.pattern]}."
    shape = task_request(resource)
    if shape is not None and shape.required:
        text += f" Needs {', '.join(f'`{name}`' for name in shape.required)}."
    return text
