from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from asltool.json_value import JsonValue
from asltool.model.integrations import optimized, optimized_services
from asltool.model.jobs import additions, fill, job_plan, service_call
from asltool.model.resource import Resource, parse_resource
from asltool.model.sdk_models import operation
from asltool.model.shapes import Shape

VALUES: dict[str, JsonValue] = {"request": {"Name": "n", "None": None}, "response": {"Jobs": [{"Id": "j"}]}}


def resource(text: str) -> Resource:
    return parse_resource(f"arn:aws:states:::{text}")


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("plain", "plain"),
        ("$request.Name", "n"),
        ("$request.None", None),
        ("$request.Other", None),
        ("$response.Jobs.0.Id", "j"),
        ("$response.Jobs.1.Id", None),
        ("$response.Jobs.0.Id.Deeper", None),
        ({"Name": "$request.Name", "Other": "$request.Other"}, {"Name": "n"}),
        (["$request.Name", "$request.Other", 1], ["n", 1]),
        ("$request", {"Name": "n", "None": None}),
    ],
)
def test_a_template_leaves_out_what_is_not_there(template: JsonValue, filled: JsonValue) -> None:
    assert fill(template, VALUES) == filled


def test_an_action_is_the_apis_own_unless_the_catalogue_says_otherwise() -> None:
    assert service_call(resource("batch:submitJob.sync")).action == "submitJob"
    assert service_call(resource("elasticmapreduce:createCluster.sync")).action == "runJobFlow"


def test_what_no_api_tells_of_has_no_plan() -> None:
    assert job_plan(resource("eks:runJob.sync")) is None
    assert job_plan(resource("aws-sdk:s3:putObject")) is None


def test_members_are_added_by_pattern() -> None:
    assert additions(resource("ecs:runTask.sync")) == {"StartedBy": "AWS Step Functions"}
    assert additions(resource("ecs:runTask")) == {}


def rows() -> Iterator[Any]:
    for service in optimized_services():
        integration = optimized(service)
        assert integration is not None
        for action, patterns in integration.actions.items():
            pattern = next((each for each in patterns if each.is_sync), "")
            yield pytest.param(service, resource(f"{service}:{action}{pattern}"), id=f"{service}:{action}")


def api(service: str, action: str) -> Any:
    integration = optimized(service)
    assert integration is not None
    found = operation(integration.sdk_service or "", action)
    assert found is not None, f"{service} has no {action}"
    return found


def require_members(shape: Shape, arguments: JsonValue) -> None:
    assert isinstance(arguments, dict)
    assert not set(arguments) - set(shape.members), (arguments, sorted(shape.members))
    assert not set(shape.required) - set(arguments), (arguments, shape.required)


@pytest.mark.parametrize(("service", "resource"), list(rows()))
def test_the_catalogue_says_what_the_apis_have(service: str, resource: Resource) -> None:
    call, plan = service_call(resource), job_plan(resource)
    if call.arguments != "$request":
        require_members(api(service, call.action).request, call.arguments)
    if plan is None:
        return
    describe = api(service, plan.describe.action)
    require_members(describe.request, plan.describe.arguments)
    if plan.stop is not None:
        require_members(api(service, plan.stop.action).request, plan.stop.arguments)
    shape: Any = describe.response
    for step in plan.status.split(".")[1:]:
        shape = shape.element if step == "0" else shape.members[step]
    if shape.enum:
        assert plan.succeeded | plan.failed <= set(shape.enum), (service, shape.enum)


def test_every_sync_action_but_those_of_kubernetes_has_a_plan() -> None:
    without = [str(row.id) for row in rows() if row.values[1].pattern.is_sync and not job_plan(row.values[1])]

    assert without == ["eks:runJob"]
