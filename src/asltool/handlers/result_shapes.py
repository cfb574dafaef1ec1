"""Holds the mocked result of a task against the response that its service's model in botocore describes.

AWS: api.md 7.4; field_validation_mode.*. Unknown members are taken. What is not checked has no model: Lambda
functions, activities, task tokens' results, `http:invoke`, `apigateway:invoke`, `eks:call`, `eks:runJob`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from asltool.json_value import JsonObject, JsonValue
from asltool.model.aws_names import member_name
from asltool.model.integrations import optimized, sdk_service
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource

Shape = Any
"""A shape of botocore's service model."""

_POLLED = {
    "athena:startQueryExecution": ("GetQueryExecution",),
    "batch:submitJob": ("DescribeJobs", "jobs"),
    "bedrock:createModelCustomizationJob": ("GetModelCustomizationJob",),
    "databrew:startJobRun": ("DescribeJobRun",),
    "ecs:runTask": ("DescribeTasks", "tasks"),
    "eks:createCluster": ("DescribeCluster",),
    "eks:createFargateProfile": ("DescribeFargateProfile",),
    "eks:createNodegroup": ("DescribeNodegroup",),
    "eks:deleteCluster": ("DescribeCluster",),
    "eks:deleteFargateProfile": ("DescribeFargateProfile",),
    "eks:deleteNodegroup": ("DescribeNodegroup",),
    "elasticmapreduce:addStep": ("DescribeStep",),
    "elasticmapreduce:createCluster": ("DescribeCluster",),
    "elasticmapreduce:terminateCluster": ("DescribeCluster",),
    "emr-containers:deleteVirtualCluster": ("DescribeVirtualCluster",),
    "emr-containers:startJobRun": ("DescribeJobRun",),
    "emr-serverless:cancelJobRun": ("GetJobRun",),
    "emr-serverless:createApplication": ("GetApplication",),
    "emr-serverless:deleteApplication": ("GetApplication",),
    "emr-serverless:startApplication": ("GetApplication",),
    "emr-serverless:startJobRun": ("GetJobRun",),
    "emr-serverless:stopApplication": ("GetApplication",),
    "glue:startJobRun": ("GetJobRun", "JobRun"),
    "mediaconvert:createJob": ("GetJob",),
    "sagemaker:createHyperParameterTuningJob": ("DescribeHyperParameterTuningJob",),
    "sagemaker:createLabelingJob": ("DescribeLabelingJob",),
    "sagemaker:createProcessingJob": ("DescribeProcessingJob",),
    "sagemaker:createTrainingJob": ("DescribeTrainingJob",),
    "sagemaker:createTransformJob": ("DescribeTransformJob",),
    "states:startExecution": ("DescribeExecution",),
}
"""The operation that a `.sync` task polls, and the member of its response (the item, in a list) that is the
result; jobs that are missing give what starts them gives. AWS: integrations.md 5.2."""

_JSON_MEMBERS: Mapping[str, Collection[str]] = {
    "lambda:invoke": ("Payload",),
    "states:startExecution.sync:2": ("Input", "Output"),
}
"""Members that Step Functions gives as JSON, whatever the model says."""


class ResultShapeError(Exception):
    """A mocked result that the service could not have given; the text is AWS's, without its beginning."""


def check_result(resource: Resource, result: JsonValue, *, requires_members: bool) -> None:
    """Hold a task's result against the shape of the response that it stands for.

    Args:
        resource: The task's.
        result: The result.
        requires_members: Whether members that the model requires must be there.

    Raises:
        ResultShapeError: It could not have been given.
    """
    shape = _result_shape(resource)
    if shape is None:
        return
    skipped = _JSON_MEMBERS.get(f"{resource.service}:{resource.action_with_pattern}", ())
    if isinstance(result, dict):
        result = {name: value for name, value in result.items() if name not in skipped}
    _Check(requires_members=requires_members).value(shape, result, "result")


@cache
def _result_shape(resource: Resource) -> Shape | None:
    """Give the shape of a task's result; None where no model describes it."""
    if resource.kind is not Kind.INTEGRATION or resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN:
        return None
    model = _service_model(resource.service)
    if model is None:
        return None
    polled = _POLLED.get(resource.key) if resource.pattern.is_sync else None
    operation, *members = polled or (resource.action,)
    names = {name.lower(): name for name in model.operation_names}
    if operation.lower() not in names:
        return None
    shape = model.operation_model(names[operation.lower()]).output_shape
    for member in members:
        shape = shape.members[member]
        shape = shape.member if shape.type_name == "list" else shape
    return shape


def _service_model(service: str) -> Any:
    name: str | None = service.removeprefix(SDK_PREFIX)
    if not service.startswith(SDK_PREFIX):
        integration = optimized(service)
        name = None if integration is None else integration.sdk_service
    known = None if name is None else sdk_service(name)
    if known is None:
        return None
    from botocore.exceptions import UnknownServiceError  # noqa: PLC0415 - slow to load
    from botocore.session import get_session  # noqa: PLC0415 - slow to load

    try:
        return get_session().get_service_model(known.alias)
    except UnknownServiceError:  # the botocore that is installed does not have it yet, or no more
        return None


@dataclass(frozen=True, slots=True)
class _Check:
    requires_members: bool

    def value(self, shape: Shape, value: JsonValue, field: str) -> None:
        """Hold a value against a shape; *field* is the nearest member's name.

        Raises:
            ResultShapeError: It does not fit.
        """
        if getattr(shape, "is_document_type", False) or getattr(shape, "is_eventstream", False):
            return
        match shape.type_name:
            case "structure":
                self._structure(shape, _of_type(dict, "an object", value, field))
            case "map":
                for item in _of_type(dict, "an object", value, field).values():
                    self.value(shape.value, item, field)
                _check_range(shape, len(value), field, _LENGTH)  # type: ignore[arg-type]  # an object
            case "list":
                for item in _of_type(list, "an array", value, field):
                    self.value(shape.member, item, field)
                _check_range(shape, len(value), field, _LENGTH)  # type: ignore[arg-type]  # an array
            case _:
                _check_scalar(shape, value, field)

    def _structure(self, shape: Shape, value: JsonObject) -> None:
        if self.requires_members:
            for name in map(member_name, shape.required_members):
                if name not in value:
                    raise ResultShapeError(f"Required field '{name}' is missing")
        members = {member_name(name): member for name, member in shape.members.items()}
        for name, given in value.items():
            if name in members:
                self.value(members[name], given, name)


def _of_type(type_: type, words: str, value: JsonValue, field: str) -> Any:
    if not isinstance(value, type_):
        raise ResultShapeError(f"Field '{field}' must be {words}")
    return value


def _check_scalar(shape: Shape, value: JsonValue, field: str) -> None:
    match shape.type_name:
        case "boolean":
            _of_type(bool, "a boolean", value, field)
        case "integer" | "long" | "float" | "double":
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise ResultShapeError(f"Field '{field}' must be a number")
            _check_range(shape, value, field, _VALUE)
        case _:
            text: str = _of_type(str, "a string", value, field)
            if getattr(shape, "enum", None) and text not in shape.enum:
                raise ResultShapeError(f"Field '{field}' is not an expected value")
            _check_range(shape, len(text), field, _LENGTH)


_VALUE = ("is less than the minimum value", "exceeds the maximum value")
_LENGTH = ("is smaller than the minimum length", "exceeds the maximum length")


def _check_range(shape: Shape, amount: float, field: str, words: tuple[str, str]) -> None:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and amount < least:
        raise ResultShapeError(f"Field '{field}' {words[0]}")
    if most is not None and amount > most:
        raise ResultShapeError(f"Field '{field}' {words[1]}")
