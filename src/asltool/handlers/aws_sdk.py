"""Serves tasks by calling AWS through boto3, with its own ways to find credentials, region and endpoint.

Served are AWS SDK integrations, Lambda functions, and optimized integrations: those that are the same call as
the API's as the catalogue has them, the others by the modules in `services`.

AWS: integrations.md 5.1 to 5.7.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from asltool.engine.effects import TaskCall
from asltool.errors import AsltoolError, TaskError
from asltool.handlers.aws_clients import Aws, AwsClients
from asltool.handlers.aws_failure import OptimizedFailures, SdkFailures, require_members
from asltool.handlers.aws_operation import Operation, Response, Send
from asltool.handlers.aws_services import known_service, service_of
from asltool.handlers.deadline import TimeIsUpError, seconds_left, within
from asltool.handlers.handler import Handler, Reply, TaskContext
from asltool.handlers.s3.aws_objects import AwsObjects
from asltool.handlers.service_job import ServiceJob
from asltool.handlers.services import (
    apigateway,
    bedrock,
    ecs,
    eks,
    emr,
    events,
    harness,
    http,
    lambda_,
    states,
)
from asltool.handlers.services.connections import read_connection
from asltool.json_value import JsonValue
from asltool.model.integrations import (
    SdkService,
    optimized,
    sdk_service,
    sdk_services,
)
from asltool.model.jobs import fill, job_plan, service_call
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource
from asltool.parse.fields import did_you_mean


class AwsSdk:
    """Finds the call of AWS that does a task's work.

    Args:
        settings: Which AWS is called.
        default_region: The region where neither they nor boto3 know one.

    Raises:
        AsltoolError: There is no such service.
    """

    def __init__(self, settings: Aws, default_region: str) -> None:
        self._settings = settings
        self._default_region = default_region
        self._clients = AwsClients(settings, default_region)
        services = settings.services
        self._services = None if services is None else frozenset(map(known_service, services))

    def __reduce__(self) -> tuple[Any, ...]:
        """In another process, boto3 makes clients of its own."""
        return type(self), (replace(self._settings, on_first_call=None), self._default_region)

    @property
    def objects(self) -> AwsObjects | None:
        """The buckets of S3, for item readers and result writers; None if S3 is not called."""
        if self._services is not None and "s3" not in self._services:
            return None
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
            AsltoolError: The task asks for a service or an action that is not served.
        """
        handler = self._find(call)
        return None if handler is None else _Bounded(handler)

    def _find(self, call: TaskCall) -> Handler | None:
        resource = call.resource
        if self._services is not None and service_of(resource) not in self._services:
            return None
        if resource.kind is Kind.LAMBDA_FUNCTION:
            known = sdk_service("lambda")
            assert known is not None  # noqa: S101 - the catalogue has it
            send = self._operation(known, "Invoke", OptimizedFailures.of("lambda"))
            return lambda event: lambda_.call_function(send, resource.text, event)
        if resource.kind is not Kind.INTEGRATION:
            return None
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
        name = _operation_name(call, call.resource.action, model)
        send = self._operation(known, name, SdkFailures.of(model.service_id))
        return _waiting(call, lambda parameters: send(parameters).members)

    def _optimized_handler(self, call: TaskCall) -> Handler:
        resource = call.resource
        integration = optimized(resource.service)
        own = self._own_call(call)
        if own is not None:
            return _OwnCall(resource, own if resource.pattern.is_sync else _waiting(call, own))
        service = None if integration is None else integration.sdk_service
        known = None if service is None else sdk_service(service)
        if known is None:
            raise _not_served(call)
        start = self._starting(call, known)
        if resource.pattern.is_sync:
            return partial(self._begin_job, call, known, start)
        if resource.key == "lambda:invoke":
            return _waiting(call, lambda parameters: lambda_.invoke(start, parameters), is_raw=True)
        if resource.key == "events:putEvents":
            return _waiting(call, lambda parameters: events.require_all_accepted(start(parameters).members))
        return _waiting(call, lambda parameters: _checked(resource, start(parameters)).with_metadata())

    def _own_call(self, call: TaskCall) -> Handler | None:
        """Give what serves an integration that is not one call of the service's API; None for all others."""
        resource = call.resource
        match f"{resource.key}{resource.pattern if resource.pattern.is_sync else ''}":
            case "http:invoke":
                return self._invoke_http
            case "apigateway:invoke":
                return partial(apigateway.invoke, self._clients.sign)
            case "bedrock:invokeModel":
                return partial(bedrock.invoke_model, self._model_calls())
            case "bedrockagentcore:invokeHarness":
                return partial(harness.invoke, self._actions(call, "bedrockagentcore")("invokeHarness"))
            case "eks:call":
                return partial(eks.call, self._clients.presign)
            case "eks:runJob":
                return lambda parameters: eks.run_job(self._clients.presign, parameters)[0]
            case "eks:runJob.sync":
                return self._run_kubernetes_job
            case "elasticmapreduce:modifyInstanceFleetByName":
                return partial(emr.modify_fleet, self._actions(call, "emr"))
            case "elasticmapreduce:modifyInstanceGroupByName":
                return partial(emr.modify_group, self._actions(call, "emr"))
            case _:
                return None

    def _actions(self, call: TaskCall, service: str) -> Callable[[str], Send]:
        known = sdk_service(service)
        assert known is not None  # noqa: S101 - the catalogue has it
        return partial(self._send, call, known)

    def _run_kubernetes_job(self, parameters: JsonValue) -> Reply:
        submitted, job = eks.run_job(self._clients.presign, parameters)
        return Reply(submitted=submitted, job=job)

    def _invoke_http(self, parameters: JsonValue) -> JsonValue:
        describe = self._plain_operation("eventbridge", "DescribeConnection")
        get_secret = self._plain_operation("secretsmanager", "GetSecretValue")
        return http.invoke(partial(read_connection, describe, get_secret), self._clients.region, parameters)

    def _model_calls(self) -> bedrock.Calls:
        runtime = sdk_service("bedrockruntime")
        assert runtime is not None  # noqa: S101 - the catalogue has it
        return bedrock.Calls(
            self._operation(runtime, "InvokeModel", OptimizedFailures.of("bedrock")),
            self._plain_operation("s3", "GetObject"),
            self._plain_operation("s3", "PutObject"),
        )

    def _plain_operation(self, service: str, name: str) -> Send:
        known = sdk_service(service)
        assert known is not None  # noqa: S101 - the catalogue has it
        return self._operation(known, name, SdkFailures.of(self._clients.model(known.alias).service_id))

    def _starting(self, call: TaskCall, known: SdkService) -> Send:
        """Give what starts the work, from the task's parameters to its response."""
        resource = call.resource
        plan = service_call(resource)
        send = self._send(call, known, plan.action)

        def start(parameters: JsonValue) -> Response:
            if resource.key == "states:startExecution":
                parameters = states.with_input_text(parameters)
            response = send(fill(plan.arguments, {"request": parameters}))
            members = fill(plan.response, {"request": parameters, "response": response.members})
            assert isinstance(members, dict)  # noqa: S101 - all responses are structures
            return Response(members, response.metadata)

        return start

    def _begin_job(self, call: TaskCall, known: SdkService, start: Send, parameters: JsonValue) -> Reply:
        plan = job_plan(call.resource)
        if plan is None:
            raise _not_served(call)
        response = _checked(call.resource, start(parameters))
        send = partial(self._send, call, known)
        job = ServiceJob(plan, parameters, response.members, send)
        if call.resource.key == "ecs:runTask":
            job = ServiceJob(plan, parameters, response.members, send, judge=partial(_judge_task, send))
        elif call.resource.pattern is Pattern.SYNC_2:
            job = ServiceJob(plan, parameters, response.members, send, shown=states.parsed)
        return Reply(submitted=response.with_metadata(), job=job)

    def _send(self, call: TaskCall, known: SdkService, action: str) -> Send:
        name = _operation_name(call, action, self._clients.model(known.alias))
        return self._operation(known, name, OptimizedFailures.of(call.resource.service))

    def _operation(self, known: SdkService, name: str, failures: SdkFailures | OptimizedFailures) -> Send:
        return Operation(self._clients, known.service, known.alias, name, failures).send


def _judge_task(send: Callable[[str], Send], task: JsonValue) -> bool:
    return ecs.has_succeeded(task, lambda arguments: send("describeTaskDefinition")(arguments).members)


def _checked(resource: Resource, response: Response) -> Response:
    """Give a response if the task was taken, which some services tell only in it.

    Raises:
        TaskError: It was not.
    """
    if resource.key == "ecs:runTask" and resource.pattern is not Pattern.REQUEST_RESPONSE:
        ecs.require_started(response.members)
    return response


@dataclass(frozen=True, slots=True)
class _Bounded:
    """Calls AWS, for as long as the task can wait."""

    call: Handler

    def __call__(self, parameters: JsonValue, context: TaskContext | None = None) -> JsonValue | Reply:
        with within(math.inf if context is None else context.remaining_seconds):
            try:
                return self.call(parameters)  # type: ignore[no-any-return]
            except TaskError:
                if seconds_left() <= 0:
                    raise TimeIsUpError from None
                raise


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Calls a service; where the task waits for its token, the response is what was submitted."""

    call: Callable[[JsonValue], JsonValue]
    waits_for_token: bool
    is_raw: bool

    def __call__(self, parameters: JsonValue) -> JsonValue | Reply:
        response = self.call(parameters)
        if self.waits_for_token:
            return Reply(submitted=response, is_pending=True)
        return Reply(response, raw=True) if self.is_raw else response


def _waiting(call: TaskCall, serve: Callable[[JsonValue], JsonValue], *, is_raw: bool = False) -> _Waiting:
    return _Waiting(serve, call.resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN, is_raw)


@dataclass(frozen=True, slots=True)
class _OwnCall:
    """Serves an integration that has parameters of its own, if all that it needs are there."""

    resource: Resource
    serve: Handler

    def __call__(self, parameters: JsonValue) -> JsonValue | Reply:
        require_members(self.resource, parameters)
        return self.serve(parameters)  # type: ignore[no-any-return]


def _operation_name(call: TaskCall, action: str, model: Any) -> str:
    """Give botocore's name of an action."""
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
        f'state "{call.state_name}": asltool cannot call {resource.key}{resource.pattern} on AWS yet; '
        f"give {resource.text} a handler or a mock"
    )
