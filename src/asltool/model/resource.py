"""Task resources: what an ARN in a Task's `Resource` field asks for."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from asltool.records import record
from asltool.source.placeholder import PLACEHOLDER

SDK_PREFIX = "aws-sdk:"
"""What the service part of AWS SDK integrations begins with."""


class Pattern(StrEnum):
    """How a service integration waits: for the response, for the job's end, or for a task token's return."""

    REQUEST_RESPONSE = ""
    SYNC = ".sync"
    SYNC_2 = ".sync:2"
    WAIT_FOR_TASK_TOKEN = ".waitForTaskToken"  # noqa: S105 - the suffix, no secret

    @property
    def is_sync(self) -> bool:
        """Whether the task ends when the job that it starts ends."""
        return self in (Pattern.SYNC, Pattern.SYNC_2)


class Kind(StrEnum):
    """The families of resources; each has its own history events."""

    LAMBDA_FUNCTION = "lambda function"
    ACTIVITY = "activity"
    INTEGRATION = "integration"
    UNKNOWN = "unknown"


@record
class Resource:
    """A Task's resource, taken apart.

    Spec: task-state; integrations.md 5.1.
    """

    text: str
    kind: Kind
    service: str = ""
    """The service part: "sqs", "aws-sdk:s3", "lambda"; empty for functions and activities."""
    action: str = ""
    """The API action without its pattern: "sendMessage"."""
    pattern: Pattern = Pattern.REQUEST_RESPONSE
    name: str = ""
    """The function's or activity's name; for a function without its qualifier."""

    def __hash__(self) -> int:
        return hash(self.text)  # all else follows from it

    @property
    def key(self) -> str:
        """The handler key `service:action` of an integration: "sqs:sendMessage", "aws-sdk:s3:putObject"."""
        return f"{self.service}:{self.action}"

    @property
    def action_with_pattern(self) -> str:
        """The action as history events show it: "startExecution.sync:2"."""
        return self.action + self.pattern.value


_FUNCTION = re.compile(r"arn:aws[\w-]*:lambda:[^:]*:[^:]*:function:(?P<name>[^:]+)(?::[^:]+)?")
_ACTIVITY = re.compile(r"arn:aws[\w-]*:states:[^:]*:[^:]*:activity:(?P<name>[^:]+)")
_INTEGRATION = re.compile(
    r"arn:aws[\w-]*:states:[^:]*:[^:]*:(?P<service>aws-sdk:[^:.]+|[^:.]+):(?P<action>[^:.]+)"
    r"(?P<pattern>\.sync:2|\.sync|\.waitForTaskToken)?"
)

_PARTITION = re.compile(r"arn:\$\{[^{}]*\}:")
_FILLED_LATER = "${}"


@lru_cache(maxsize=4096)
def readable_resource_of(text: str) -> Resource | None:
    """Take a `Resource` apart; None where a placeholder hides what it is.

    Placeholders of partition, region and account hide nothing.
    """
    text = PLACEHOLDER.sub(_FILLED_LATER, _PARTITION.sub("arn:aws:", text))
    resource = parse_resource(text)
    hidden = resource.service + resource.action + resource.name or text
    return None if _FILLED_LATER in hidden else resource


@lru_cache(maxsize=4096)
def parse_resource(text: str) -> Resource:
    """Take a `Resource` apart; one of no known form is of kind UNKNOWN."""
    if match := _FUNCTION.fullmatch(text):
        return Resource(text, Kind.LAMBDA_FUNCTION, name=match["name"])
    if match := _ACTIVITY.fullmatch(text):
        return Resource(text, Kind.ACTIVITY, name=match["name"])
    if match := _INTEGRATION.fullmatch(text):
        pattern = Pattern(match["pattern"] or "")
        return Resource(text, Kind.INTEGRATION, match["service"], match["action"], pattern)
    return Resource(text, Kind.UNKNOWN)
