"""ECS: a request may succeed although no task was started, and a task may stop although its work failed.

AWS: integrations.md 5.6.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asltool.errors import TaskError
from asltool.json_value import JsonObject, JsonValue, json_text

FAILED_TO_START = "AmazonECS.Unknown"


def require_started(response: JsonObject) -> None:
    """Accept the response of RunTask if it started what it was asked to.

    Raises:
        TaskError: It did not.
    """
    if response.get("Failures"):
        raise TaskError(FAILED_TO_START, json_text(response))


def has_succeeded(task: Any, describe_definition: Callable[[JsonValue], Any]) -> bool:
    """Tell whether all essential containers of a stopped task ended with 0.

    Args:
        task: What DescribeTasks says of it.
        describe_definition: Calls DescribeTaskDefinition, which alone tells what is essential.
    """
    failed = {c.get("Name") for c in task.get("Containers", []) if c.get("ExitCode") != 0}
    if not failed:
        return True
    definition = describe_definition({"TaskDefinition": task.get("TaskDefinitionArn")})
    containers = definition.get("TaskDefinition", {}).get("ContainerDefinitions", [])
    return not any(c.get("Name") in failed and c.get("Essential", True) for c in containers)
