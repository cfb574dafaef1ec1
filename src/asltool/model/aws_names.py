"""The names that AWS services, their errors and their data bear in Step Functions.

Step Functions calls services through the AWS SDK for Java, and so names everything as that SDK does.

AWS: integrations.md 5.7 and 5.8.
"""

from __future__ import annotations

import re

from asltool.records import record

_EXCEPTION = "Exception"
_FAULT = "Fault"
_TAKEN = frozenset({"Equals"})
"""Names that every Java object has already; members get a suffix."""

_BREAKS = (
    (re.compile(r"[^A-Za-z0-9]+"), " "),
    (re.compile(r"([^a-z]{2,})v([0-9]+)"), r"\1 v\2 "),
    (re.compile(r"([^A-Z]{2,})V([0-9]+)"), r"\1 V\2 "),
    (re.compile(r"(?<=[a-z])(?=[A-Z][a-zA-Z0-9])"), " "),
    (re.compile(r"([A-Z]+)([A-Z][a-z])"), r"\1 \2"),
    (re.compile(r"([0-9])([a-zA-Z])"), r"\1 \2"),
)


def pascal_case(name: str) -> str:
    """Give a name in which every word begins with its only capital: `DynamoDB` becomes `DynamoDb`."""
    for pattern, replacement in _BREAKS:
        name = pattern.sub(replacement, name)
    return "".join(word[0].upper() + word[1:].lower() for word in name.split())


def sdk_prefix(service_id: str) -> str:
    """Give the prefix of a service's errors in AWS SDK integrations: `DynamoDb` for "DynamoDB"."""
    return pascal_case(service_id.removesuffix("Service").strip())


def exception_name(error: str) -> str:
    """Give the name of a service's error: `NoSuchKeyException` for "NoSuchKey"."""
    if error.endswith(_FAULT):
        error = error.removesuffix(_FAULT)
    name = pascal_case(error)
    return name if name.endswith(_EXCEPTION) else name + _EXCEPTION


def member_name(member: str) -> str:
    """Give the name of a member of a request or response: `DbInstanceIdentifier` for "DBInstanceIdentifier".

    All capitals of a run at the start but the last become small, unless the run is the whole name.
    """
    end = 1
    while (
        end < len(member) and member[end].isupper() and (end + 1 == len(member) or member[end + 1].isupper())
    ):
        end += 1
    name = member[0].upper() + member[1:end].lower() + member[end:]
    return name + "Value" if name in _TAKEN else name


@record
class OptimizedName:
    """How an optimized integration names its service in errors and causes."""

    prefix: str
    service: str
    """In causes: "AmazonSQS"."""

    @property
    def unmodelled(self) -> str:
        """The name of errors that the service's model does not describe."""
        return self.service.removesuffix("v2") + _EXCEPTION


_OPTIMIZED = {
    "athena": OptimizedName("Athena", "AmazonAthena"),
    "batch": OptimizedName("Batch", "AWSBatch"),
    "bedrock": OptimizedName("Bedrock", "AmazonBedrock"),
    "bedrockagentcore": OptimizedName("BedrockAgentCore", "AmazonBedrockAgentCore"),
    "codebuild": OptimizedName("CodeBuild", "AWSCodeBuild"),
    "databrew": OptimizedName("DataBrew", "AWSGlueDataBrew"),
    "dynamodb": OptimizedName("DynamoDB", "AmazonDynamoDBv2"),
    "ecs": OptimizedName("ECS", "AmazonECS"),
    "eks": OptimizedName("EKS", "AmazonEKS"),
    "elasticmapreduce": OptimizedName("ElasticMapReduce", "AmazonElasticMapReduce"),
    "events": OptimizedName("EventBridge", "AmazonEventBridge"),
    "glue": OptimizedName("Glue", "AWSGlue"),
    "lambda": OptimizedName("Lambda", "AWSLambda"),
    "mediaconvert": OptimizedName("MediaConvert", "AWSMediaConvert"),
    "sagemaker": OptimizedName("SageMaker", "AmazonSageMaker"),
    "sns": OptimizedName("SNS", "AmazonSNS"),
    "sqs": OptimizedName("SQS", "AmazonSQS"),
    "states": OptimizedName("StepFunctions", "AWSStepFunctions"),
}


def optimized_name(service: str) -> OptimizedName:
    """Give the names of an optimized integration's service in errors."""
    return _OPTIMIZED.get(service) or OptimizedName(pascal_case(service), "AWS" + pascal_case(service))
