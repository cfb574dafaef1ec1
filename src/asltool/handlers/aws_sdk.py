"""Serves tasks by calling AWS through boto3, with its own ways to find credentials, region and endpoint.

Served are requests that are answered at once: any AWS SDK integration, the optimized integrations that are
the same call, and Lambda functions.

AWS: integrations.md 5.1, 5.3 and 5.7.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from asltool.engine.effects import TaskCall
from asltool.errors import AsltoolError
from asltool.handlers.aws_failure import (
    Failures,
    OptimizedFailures,
    SdkFailures,
    read_refusal,
    unusable_parameters,
)
from asltool.handlers.aws_values import UnusableParameterError, from_response, to_request
from asltool.handlers.handler import Handler, Reply
from asltool.handlers.s3.aws_objects import AwsObjects
from asltool.handlers.services import events, lambda_
from asltool.json_value import JsonObject, JsonValue
from asltool.model.integrations import optimized, sdk_service, sdk_services
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource
from asltool.parse.fields import did_you_mean


class AwsSdk:
    """Finds the call of AWS that does a task's work.

    Args:
        region: The region to call where boto3 knows none by itself.
    """

    def __init__(self, region: str) -> None:
        self._clients = _Clients(region)

    def __reduce__(self) -> tuple[Any, ...]:
        """In another process, boto3 makes clients of its own."""
        return type(self), (self._clients.region,)

    @property
    def objects(self) -> AwsObjects:
        """The buckets of S3, for item readers and result writers."""
        return AwsObjects(self)

    def s3_client(self) -> Any:
        """Give boto3's client of S3."""
        return self._clients.client("s3")

    def s3_model(self) -> Any:
        """Give botocore's model of S3."""
        return self._clients.model("s3")

    def find(self, call: TaskCall) -> Handler | None:
        """Give the handler that calls AWS for a task; None if no AWS service does its work.

        Raises:
            AsltoolError: The task asks for a service, an action or a way of waiting that is not served.
        """
        resource = call.resource
        if resource.kind is Kind.LAMBDA_FUNCTION:
            send = self._operation("lambda", "Invoke", OptimizedFailures.of("lambda"))
            return lambda event: lambda_.call_function(send, resource.text, event)
        if resource.kind is not Kind.INTEGRATION:
            return None
        if resource.pattern is not Pattern.REQUEST_RESPONSE:
            raise AsltoolError(
                f'state "{call.state_name}": asltool cannot wait for AWS with "{resource.pattern}" yet; '
                f"give {resource.text} a handler or a mock"
            )
        if resource.service.startswith(SDK_PREFIX):
            return self._sdk_handler(call)
        return self._optimized_handler(call)

    def _sdk_handler(self, call: TaskCall) -> Handler:
        service = call.resource.service.removeprefix(SDK_PREFIX)
        known = sdk_service(service)
        if known is None:
            near = did_you_mean(service, sdk_services())
            hint = "" if near is None else f' (did you mean "{near}"?)'
            raise AsltoolError(f'state "{call.state_name}": the AWS SDK has no service "{service}"{hint}')
        model = self._clients.model(known.alias)
        send = self._operation(known.alias, _operation_name(call, model), SdkFailures.of(model.service_id))
        return lambda parameters: send(parameters).members

    def _optimized_handler(self, call: TaskCall) -> Handler:
        resource = call.resource
        integration = optimized(resource.service)
        service = None if integration is None else integration.sdk_service
        known = None if service is None else sdk_service(service)
        if known is None:
            raise _not_served(call)
        failures = OptimizedFailures.of(resource.service)
        send = self._operation(known.alias, _operation_name(call, self._clients.model(known.alias)), failures)
        if resource.key == "lambda:invoke":
            return lambda parameters: Reply(lambda_.invoke(send, parameters), raw=True)
        if resource.key == "events:putEvents":
            return lambda parameters: events.require_all_accepted(send(parameters).members)
        return lambda parameters: send(parameters).with_metadata()

    def _operation(self, service: str, name: str, failures: Failures) -> Callable[[JsonValue], Response]:
        return _Operation(self._clients, service, name, failures).send


def _operation_name(call: TaskCall, model: Any) -> str:
    """Give botocore's name of the action that a resource asks for."""
    action = call.resource.action
    names = {name.lower(): name for name in model.operation_names}
    if action.lower() in names:
        return str(names[action.lower()])
    if not call.resource.service.startswith(SDK_PREFIX):
        raise _not_served(call)
    near = did_you_mean(action, tuple(names.values()))
    hint = "" if near is None else f' (did you mean "{near[0].lower() + near[1:]}"?)'
    raise AsltoolError(f'state "{call.state_name}": {call.resource.service} has no action "{action}"{hint}')


def _not_served(call: TaskCall) -> AsltoolError:
    resource: Resource = call.resource
    return AsltoolError(
        f'state "{call.state_name}": asltool cannot call {resource.key} on AWS yet; '
        f"give {resource.text} a handler or a mock"
    )


@dataclass(frozen=True, slots=True)
class Response:
    """A service's response: its members, and how it came."""

    members: JsonObject
    metadata: dict[str, Any]
    """botocore's `ResponseMetadata`."""

    def with_metadata(self) -> JsonObject:
        """Give the members along with those that optimized integrations add."""
        headers = {str(name): str(value) for name, value in self.metadata.get("HTTPHeaders", {}).items()}
        all_headers: JsonObject = {name: [value] for name, value in headers.items()}
        return {
            **self.members,
            "SdkHttpMetadata": {
                "AllHttpHeaders": all_headers,
                "HttpHeaders": dict(headers),
                "HttpStatusCode": self.metadata.get("HTTPStatusCode"),
            },
            "SdkResponseMetadata": {"RequestId": self.metadata.get("RequestId")},
        }


@dataclass(frozen=True, slots=True)
class _Operation:
    """One action of one service."""

    clients: _Clients
    service: str
    name: str
    failures: Failures

    def send(self, parameters: JsonValue) -> Response:
        """Call the service.

        Raises:
            TaskError: The parameters are unusable, the service refused, or could not be reached.
            AsltoolError: boto3 is not set up for calls.
        """
        from botocore import exceptions, xform_name  # noqa: PLC0415 - slow to load

        service_model = self.clients.model(self.service)
        model = service_model.operation_model(self.name)
        try:
            request = {} if model.input_shape is None else to_request(model.input_shape, parameters)
        except UnusableParameterError as error:
            raise unusable_parameters(parameters, str(error)) from None
        call = getattr(self.clients.client(self.service), xform_name(self.name))
        try:
            response = call(**request)
        except exceptions.ClientError as error:
            raise self.failures.refused(read_refusal(dict(error.response), service_model)) from None
        except (
            exceptions.NoCredentialsError,
            exceptions.CredentialRetrievalError,
            exceptions.PartialCredentialsError,
        ) as error:
            raise _not_set_up(error) from None
        except exceptions.BotoCoreError as error:
            raise self.failures.unsent(" ".join(str(error).split())) from None
        members = from_response(model.output_shape, response)
        assert isinstance(members, dict)  # noqa: S101 - all responses are structures
        return Response(members, response.get("ResponseMetadata", {}))


@dataclass(slots=True)
class _Clients:
    """boto3's clients and service models, made when first used; safe to use from several threads."""

    region: str
    _clients: dict[str, Any] = field(default_factory=dict)
    _models: dict[str, Any] = field(default_factory=dict)
    _session: Any = None
    """botocore's session, which boto3's is made of: only that one gives service models."""
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def client(self, service: str) -> Any:
        """Give the client of a service.

        Raises:
            AsltoolError: boto3 is not set up for calls.
        """
        with self._lock, _set_up():
            if service not in self._clients:
                session = self._boto3_session()
                region = session.region_name or self.region
                self._clients[service] = session.client(service, region_name=region)
            return self._clients[service]

    def model(self, service: str) -> Any:
        """Give botocore's model of a service.

        Raises:
            AsltoolError: boto3 is not set up for calls.
        """
        with self._lock, _set_up():
            if service not in self._models:
                self._models[service] = self._core().get_service_model(service)
            return self._models[service]

    def _core(self) -> Any:
        from botocore.session import get_session  # noqa: PLC0415 - slow to load

        if self._session is None:
            self._session = get_session()
        return self._session

    def _boto3_session(self) -> Any:
        import boto3  # noqa: PLC0415 - slow to load

        return boto3.Session(botocore_session=self._core())


@contextmanager
def _set_up() -> Iterator[None]:
    """Turn what boto3 says of its settings into our own error."""
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - slow to load

    try:
        yield
    except (BotoCoreError, ValueError) as error:
        raise _not_set_up(error) from None


def _not_set_up(error: Exception) -> AsltoolError:
    return AsltoolError(f"cannot call AWS: {' '.join(str(error).split())}")
