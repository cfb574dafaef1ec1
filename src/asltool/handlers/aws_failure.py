"""What an AWS service's refusal looks like in Step Functions: error name and cause.

AWS: integrations.md 5.8; surprises.md 11 and 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from asltool.errors import TaskError
from asltool.handlers.aws_values import OPTIMIZED, SDK, Showing
from asltool.json_value import json_text
from asltool.model.aws_names import OptimizedName, exception_name, optimized_name, sdk_prefix
from asltool.model.resource import Resource
from asltool.model.task_shapes import task_request


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a service said when it refused a request."""

    code: str
    message: str
    status_code: int
    request_id: str
    extended_request_id: str | None
    attempts: int
    modelled: str | None
    """The name that the service's model has for this error; None if it does not describe it."""


class ServiceError(TaskError):
    """The failure of a call of a service.

    Args:
        error: The error name.
        cause: The cause.
        refusal: What the service said; None if the request did not reach it.
    """

    def __init__(self, error: str, cause: str, refusal: Refusal | None) -> None:
        super().__init__(error, cause)
        self.args = (error, cause, refusal)
        self.refusal = refusal

    @property
    def code(self) -> str | None:
        """The service's own name of the error."""
        return None if self.refusal is None else self.refusal.code

    @property
    def is_transient(self) -> bool:
        """Whether the same request may well succeed later."""
        refusal = self.refusal
        return refusal is None or refusal.status_code >= 429 or "Throttl" in refusal.code


def read_refusal(response: dict[str, Any], service_model: Any) -> Refusal:
    """Give the refusal that is in the response of botocore's `ClientError`."""
    error, metadata = response.get("Error", {}), response.get("ResponseMetadata", {})
    code = str(error.get("Code", "Unknown"))
    # inside a stream of events an error is named as a member: "runtimeClientError"
    shape = service_model.shape_for_error_code(code) or service_model.shape_for_error_code(
        code[:1].upper() + code[1:]
    )
    return Refusal(
        code=code,
        message=str(error.get("Message", "")),
        status_code=metadata.get("HTTPStatusCode", 0),
        request_id=metadata.get("RequestId", ""),
        extended_request_id=metadata.get("HostId") or None,
        attempts=metadata.get("RetryAttempts", 0) + 1,
        modelled=None if shape is None else shape.name,
    )


@dataclass(frozen=True, slots=True)
class SdkFailures:
    """The failures of AWS SDK integrations."""

    showing: ClassVar[Showing] = SDK
    prefix: str

    @classmethod
    def of(cls, service_id: str) -> SdkFailures:
        """Give those of the service that botocore knows by *service_id*."""
        return cls(sdk_prefix(service_id))

    def refused(self, refusal: Refusal) -> ServiceError:
        """Give the failure for a refusal."""
        name = exception_name(self.prefix if refusal.modelled is None else refusal.modelled)
        details = [
            f"Service: {self.prefix}",
            f"Status Code: {refusal.status_code}",
            f"Request ID: {refusal.request_id}",
        ]
        if refusal.extended_request_id is not None:
            details.append(f"Extended Request ID: {refusal.extended_request_id}")
        cause = f"{refusal.message} ({', '.join(details)}) (SDK Attempt Count: {refusal.attempts})"
        return ServiceError(f"{self.prefix}.{name}", cause, refusal)

    def unsent(self, reason: str) -> ServiceError:
        """Give the failure for a request that did not reach the service."""
        return ServiceError(f"{self.prefix}.SdkClientException", reason, None)


@dataclass(frozen=True, slots=True)
class OptimizedFailures:
    """The failures of optimized integrations."""

    showing: ClassVar[Showing] = OPTIMIZED
    name: OptimizedName

    @classmethod
    def of(cls, service: str) -> OptimizedFailures:
        """Give those of the integration that resources name *service*."""
        return cls(optimized_name(service))

    def refused(self, refusal: Refusal) -> ServiceError:
        """Give the failure for a refusal."""
        named = self.name.unmodelled if refusal.modelled is None else exception_name(refusal.modelled)
        cause = (
            f"{refusal.message} (Service: {self.name.service}; Status Code: {refusal.status_code}; "
            f"Error Code: {refusal.code}; Request ID: {refusal.request_id}; Proxy: null)"
        )
        return ServiceError(f"{self.name.prefix}.{named}", cause, refusal)

    def unsent(self, reason: str) -> ServiceError:
        """Give the failure for a request that did not reach the service."""
        return ServiceError(f"{self.name.prefix}.SdkClientException", reason, None)


Failures: TypeAlias = SdkFailures | OptimizedFailures


def unusable_parameters(payload: Any, reason: str) -> TaskError:
    """Give the failure for parameters that cannot be sent."""
    return TaskError("States.Runtime", not_startable(payload, reason))


def require_members(resource: Resource, parameters: Any) -> None:
    """Accept parameters that have all that an integration needs.

    Raises:
        TaskError: Some is missing.
    """
    shape = task_request(resource)
    given = parameters if isinstance(parameters, dict) else {}
    for name in () if shape is None else shape.required:
        if given.get(name) is None:
            raise unusable_parameters(parameters, f"The field '{name}' is required but was missing")


def not_startable(payload: Any, reason: str) -> str:
    """Say that parameters cannot be sent."""
    return f"The Parameters '{json_text(payload)}' could not be used to start the Task: [{reason}]"
