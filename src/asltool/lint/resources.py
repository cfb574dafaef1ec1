"""Resources of tasks as rules look at them: placeholders set aside, and what is known of their names."""

from __future__ import annotations

import re

from asltool.diagnostics import Fix
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording
from asltool.model.integrations import SdkService, optimized, sdk_service, sdk_service_of_alias, sdk_services
from asltool.model.machine import Task
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource, readable_resource_of
from asltool.parse.fields import did_you_mean
from asltool.source.pointer import Pointer


def readable_resource(task: Task) -> Resource | None:
    """Give the resource of *task*; None where a placeholder hides what it is.

    Placeholders of partition, region and account hide nothing.
    """
    return readable_resource_of(task.resource.text)


def resource_at(task: Task) -> Pointer:
    """Give the place of the field `Resource`."""
    return task.at / "Resource"


def waits_for_someone(resource: Resource) -> bool:
    """Tell whether a task ends with the word of somebody outside: a callback's, an activity worker's."""
    return resource.kind is Kind.ACTIVITY or resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN


def what_it_waits_for(resource: Resource) -> tuple[str, str] | None:
    """Give what a resource waits for, in our words and in AWS's; None if for a response only.

    AWS: validation/sfn_api_express. The second message ends in a blank.
    """
    if resource.kind is Kind.ACTIVITY:
        return "an activity", "Activity ARN"
    if resource.pattern.is_sync:
        return f"a job ({resource.pattern})", "'.sync' service integration"
    if resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN:
        return f"a task token ({resource.pattern})", "'.waitForTaskToken' service integration "
    return None


def waits_of(resource: Resource) -> tuple[Pattern, ...] | None:
    """Give the patterns of an integration beside request and response; None if it does not exist."""
    if resource.service.startswith(SDK_PREFIX):
        return (Pattern.WAIT_FOR_TASK_TOKEN,)
    integration = optimized(resource.service)
    return None if integration is None else integration.actions.get(resource.action)


def has_timeout(task: Task) -> bool:
    """Tell whether *task* has a timeout or a heartbeat interval, known or not."""
    return not (
        task.timeout_seconds is None
        and task.timeout_seconds_path is None
        and task.heartbeat_seconds is None
        and task.heartbeat_seconds_path is None
    )


def not_recognized(task: Task) -> AwsWording:
    """Give what AWS says of a resource that it does not know."""
    words = (
        f"The resource provided {task.resource.text} is not recognized. The value is not a valid resource "
        "ARN, or the resource is not available in this region."
    )
    return AwsWording(words, resource_at(task))


def use_integration(task: Task, resource: Resource, key: str, facts: Facts, *, safe: bool) -> Fix | None:
    """Give the fix that has *task* call another integration, and wait for it in the same way.

    None if the text cannot be edited so.
    """
    tail = resource.key + resource.pattern.value
    text = task.resource.text.removesuffix(tail) + key + resource.pattern.value
    return facts.replace(resource_at(task), text, title=f'Use "{key}"', safe=safe)


def sdk_service_like(name: str) -> SdkService | None:
    """Give the AWS SDK service that *name* means, in resources of either kind or on the command line."""
    integration = optimized(name)
    if integration is not None and integration.sdk_service is not None:
        return sdk_service(integration.sdk_service)
    return sdk_service(name) or sdk_service_of_alias(name)


def near_sdk_service(name: str) -> str | None:
    """Give the AWS SDK service whose name *name* comes close to."""
    found = sdk_service_like(name.lower()) or sdk_service_like(re.sub(r"[-_ ]", "", name.lower()))
    return did_you_mean(name, sdk_services()) if found is None else found.service


def same_but_case(name: str, known: frozenset[str] | tuple[str, ...]) -> str | None:
    """Give the known name that differs from *name* in upper and lower case only."""
    lowered = name.lower()
    return next((candidate for candidate in known if candidate.lower() == lowered), None)
