"""Services of AWS by one name each, whatever a user, a resource or the AWS command line calls them."""

from __future__ import annotations

from asltool.errors import AsltoolError
from asltool.model.integrations import (
    optimized,
    optimized_services,
    sdk_service,
    sdk_service_of_alias,
    sdk_services,
)
from asltool.model.resource import SDK_PREFIX, Kind, Resource
from asltool.parse.fields import did_you_mean


def known_service(name: str) -> str:
    """Give the name by which AWS SDK resources know a service, or an optimized integration without one.

    Raises:
        AsltoolError: There is no such service.
    """
    integration = optimized(name)
    if integration is not None:
        return integration.sdk_service or name
    known = sdk_service(name) or sdk_service_of_alias(name)
    if known is not None:
        return known.service
    near = did_you_mean(name, (*sdk_services(), *optimized_services()))
    hint = "" if near is None else f' (did you mean "{near}"?)'
    raise AsltoolError(f'AWS has no service "{name}"{hint}')


def service_of(resource: Resource) -> str | None:
    """Give the service that a resource calls, by the same name; None if it calls none."""
    match resource.kind:
        case Kind.LAMBDA_FUNCTION:
            return "lambda"
        case Kind.INTEGRATION:
            integration = optimized(resource.service)
            name = None if integration is None else integration.sdk_service
            return name or resource.service.removeprefix(SDK_PREFIX)
        case _:
            return None
