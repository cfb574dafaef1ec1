"""One action of one AWS service, called through boto3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from asltool.handlers.aws_clients import AwsClients, not_set_up
from asltool.handlers.aws_failure import Failures, read_refusal, unusable_parameters
from asltool.handlers.aws_values import UnusableParameterError, from_response, to_request
from asltool.json_value import JsonObject, JsonValue


@dataclass(frozen=True, slots=True)
class Response:
    """A service's response: its members, and how it came."""

    members: JsonObject
    metadata: dict[str, Any]
    """botocore's `ResponseMetadata`."""

    def with_metadata(self) -> JsonObject:
        """Give the members along with those that optimized integrations add."""
        return {**self.members, **self.sdk_metadata()}

    def sdk_metadata(self) -> JsonObject:
        """Give the members that optimized integrations add."""
        headers = {str(name): str(value) for name, value in self.metadata.get("HTTPHeaders", {}).items()}
        all_headers: JsonObject = {name: [value] for name, value in headers.items()}
        return {
            "SdkHttpMetadata": {
                "AllHttpHeaders": all_headers,
                "HttpHeaders": dict(headers),
                "HttpStatusCode": self.metadata.get("HTTPStatusCode"),
            },
            "SdkResponseMetadata": {"RequestId": self.metadata.get("RequestId")},
        }


Send: TypeAlias = Callable[[JsonValue], Response]
"""Calls an action of a service with parameters as the Task writes them."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One action of one service."""

    clients: AwsClients
    service: str
    """As AWS SDK resources name it."""
    alias: str
    """As the AWS command line names it."""
    name: str
    """As botocore names the action."""
    failures: Failures

    def send(self, parameters: JsonValue) -> Response:
        """Call the service.

        Raises:
            TaskError: The parameters are unusable, the service refused, or could not be reached.
            AsltoolError: boto3 is not set up for calls.
        """
        from botocore import exceptions, xform_name  # noqa: PLC0415 - slow to load

        service_model = self.clients.model(self.alias)
        model = service_model.operation_model(self.name)
        try:
            request = {} if model.input_shape is None else to_request(model.input_shape, parameters)
        except UnusableParameterError as error:
            raise unusable_parameters(parameters, str(error)) from None
        call = getattr(self.clients.client(self.alias, self.service), xform_name(self.name))
        try:
            response = call(**request)
            members = from_response(model.output_shape, response, self.failures.showing)
        except exceptions.ClientError as error:
            raise self.failures.refused(read_refusal(dict(error.response), service_model)) from None
        except (
            exceptions.NoCredentialsError,
            exceptions.CredentialRetrievalError,
            exceptions.PartialCredentialsError,
        ) as error:
            raise not_set_up(error) from None
        except (exceptions.BotoCoreError, exceptions.HTTPClientError) as error:
            raise self.failures.unsent(" ".join(str(error).split())) from None
        assert isinstance(members, dict)  # noqa: S101 - all responses are structures
        return Response(members, response.get("ResponseMetadata", {}))
