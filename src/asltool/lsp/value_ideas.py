"""What a field's value could be: the names of states, errors, resources, words of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.lsp.cursor import Cursor
from asltool.lsp.parameters import parameter_shape, resource_of
from asltool.lsp.proposals import Idea, ProposalKind
from asltool.lsp.scopes import machine_at
from asltool.lsp.sites import Site, SiteKind, value_at
from asltool.model.error_handling import ALL, PREDEFINED_ERRORS
from asltool.model.fields import Kind
from asltool.model.integrations import optimized, optimized_services, sdk_service, sdk_services
from asltool.model.resource import SDK_PREFIX
from asltool.model.task_errors import is_lambda, lambda_errors, task_errors
from asltool.source.document import Document
from asltool.source.placeholder import PLACEHOLDER

_INTEGRATION = re.compile(r"arn:[^:]*:states:[^:]*:[^:]*:(?P<rest>.*)")
_START = "arn:aws:states:::"
_FUNCTION = "arn:aws:lambda:REGION:ACCOUNT:function:NAME"


def value_ideas(document: Document, cursor: Cursor, site: Site) -> Iterator[Idea]:
    """Give the whole values that a field, or a service's parameter, can have."""
    if site.kind is SiteKind.TEMPLATE:
        shape = parameter_shape(document, site)
        for value in shape.enum if shape is not None else ():
            yield Idea(value, ProposalKind.VALUE)
    elif site.field is not None and site.kind is SiteKind.VALUE:
        yield from _of_field(document, cursor, site, site.field.kind)


def _of_field(document: Document, cursor: Cursor, site: Site, kind: Kind) -> Iterator[Idea]:
    assert site.field is not None  # noqa: S101 - who calls has looked
    match kind:
        case Kind.STATE_NAME:
            yield from _states(document, site)
        case Kind.END:
            yield Idea("true", ProposalKind.VALUE, value=True)
        case Kind.BOOLEAN:
            yield Idea("true", ProposalKind.VALUE, value=True)
            yield Idea("false", ProposalKind.VALUE, value=False)
        case Kind.ERROR_NAMES if site.inside:
            yield from _errors(document, cursor, site)
        case _ if site.field.name == "Resource":
            yield Idea(_START, ProposalKind.SERVICE, "service integration")
            yield Idea(_FUNCTION, ProposalKind.SERVICE, "Lambda function", rank=1)
        case _:
            for value in site.field.allowed:
                yield Idea(value, ProposalKind.VALUE)


def _states(document: Document, site: Site) -> Iterator[Idea]:
    """Give the states of the same machine; the one that asks comes last, as few states lead to themselves."""
    own = machine_at(document, site.machine)
    for name, at in own.states.items():
        type_ = value_at(document, at / "Type")
        detail = f"{type_} state" if isinstance(type_, str) else ""
        yield Idea(name, ProposalKind.STATE, detail, rank=int(at == site.state))


def _errors(document: Document, cursor: Cursor, site: Site) -> Iterator[Idea]:
    given = value_at(document, cursor.container)
    there = set(given) if isinstance(given, list) else set()
    there.discard(value_at(document, cursor.at))
    resource = resource_of(document, site)
    for name in sorted(PREDEFINED_ERRORS, key=lambda name: (name != ALL, name)):
        if name not in there:
            yield Idea(name, ProposalKind.ERROR, "of Step Functions")
    if resource is None:
        return
    raised = lambda_errors() if is_lambda(resource) else task_errors(resource)
    for name in sorted(() if raised is None else raised.names):
        full = f"{raised.prefix}.{name}"  # type: ignore[union-attr]
        if full not in there:
            yield Idea(full, ProposalKind.ERROR, "of the service", rank=-1)


def resource_ideas(cursor: Cursor, site: Site) -> tuple[str, list[Idea]] | None:
    """Give the word before the cursor in an ARN of an integration, and what could stand in its place.

    None where there is no such ARN. First come the services, then the actions of one, then how to wait.
    """
    if site.kind is not SiteKind.VALUE or site.field is None or site.field.name != "Resource":
        return None
    found = _INTEGRATION.fullmatch(PLACEHOLDER.sub("", cursor.before))
    if found is None:
        return None
    rest = found["rest"]
    is_sdk = rest.startswith(SDK_PREFIX)
    service, colon, action = rest.removeprefix(SDK_PREFIX if is_sdk else "").partition(":")
    if not colon:
        return service, list(_sdk_services() if is_sdk else _services())
    name, dot, pattern = action.partition(".")
    if dot and not is_sdk:
        return f".{pattern}", list(_patterns(service, name))
    return action, list(_sdk_actions(service) if is_sdk else _actions(service))


def _services() -> Iterator[Idea]:
    for name in optimized_services():
        yield Idea(f"{name}:", ProposalKind.SERVICE, "optimized integration")
    yield Idea(SDK_PREFIX, ProposalKind.SERVICE, "any action of any service", rank=1)


def _sdk_services() -> Iterator[Idea]:
    return (Idea(f"{name}:", ProposalKind.SERVICE, "AWS SDK integration") for name in sdk_services())


def _sdk_actions(service: str) -> Iterator[Idea]:
    known = sdk_service(service)
    for action in sorted(() if known is None else known.actions):
        yield Idea(action, ProposalKind.FUNCTION, service)


def _actions(service: str) -> Iterator[Idea]:
    """Give the actions of an optimized integration, with and without the ways to wait for them."""
    known = optimized(service)
    for action in known.actions if known is not None else ():
        yield Idea(action, ProposalKind.FUNCTION, service)
        for idea in _patterns(service, action):
            yield Idea(action + idea.text, ProposalKind.FUNCTION, idea.detail, rank=1)


def _patterns(service: str, action: str) -> Iterator[Idea]:
    known = optimized(service)
    for pattern in known.actions.get(action, ()) if known is not None else ():
        if pattern.value:
            detail = "waits for the job" if pattern.is_sync else "waits until the token comes back"
            yield Idea(pattern.value, ProposalKind.FUNCTION, detail)
