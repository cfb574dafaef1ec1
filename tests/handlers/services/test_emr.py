from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_operation import Response, Send
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.services.emr import modify_fleet
from asltool.json_value import JsonObject, JsonValue
from http_serving import serving
from task_calls import task_call

REGION = "us-east-1"
FLEETS: list[JsonValue] = [{"Id": "if-1", "Name": "core"}, {"Id": "if-2", "Name": "task"}]


def do(resource: str, parameters: dict[str, Any], aws: Aws | None = None) -> Any:
    handler = AwsSdk(aws or Aws(), REGION).find(task_call(f"elasticmapreduce:{resource}"))
    assert handler is not None
    return handler(parameters)


@pytest.fixture
def cluster(aws_server: str) -> str:
    groups = [
        {"Name": name, "InstanceRole": role, "InstanceType": "m5.xlarge", "InstanceCount": 1}
        for name, role in (("head", "MASTER"), ("work", "CORE"))
    ]
    instances = {"InstanceGroups": groups, "KeepJobFlowAliveWhenNoSteps": True}
    emr = boto3.client("emr", region_name=REGION)
    return str(emr.run_job_flow(Name="c", ReleaseLabel="emr-7.0.0", Instances=instances)["JobFlowId"])


def test_a_group_is_changed_by_its_name(cluster: str) -> None:
    done = do(
        "modifyInstanceGroupByName",
        {"ClusterId": cluster, "InstanceGroupName": "work", "InstanceGroup": {"InstanceCount": 4}},
    )

    emr = boto3.client("emr", region_name=REGION)
    groups = emr.list_instance_groups(ClusterId=cluster)["InstanceGroups"]
    assert {group["Name"]: group["RequestedInstanceCount"] for group in groups} == {"head": 1, "work": 4}
    assert done["SdkHttpMetadata"]["HttpStatusCode"] == 200


def test_a_group_that_the_cluster_does_not_have_is_a_failure(cluster: str) -> None:
    with pytest.raises(TaskError) as raised:
        do(
            "modifyInstanceGroupByName",
            {"ClusterId": cluster, "InstanceGroupName": "play", "InstanceGroup": {"InstanceCount": 4}},
        )

    assert raised.value.error == "ElasticMapReduce.AmazonElasticMapReduceException"
    assert raised.value.cause == f"The cluster {cluster} has none of the name play in InstanceGroups."


def test_a_fleet_is_changed_by_its_name(aws_server: str) -> None:
    with serving() as site:
        site.headers = [("Content-Type", "application/x-amz-json-1.1")]
        site.body = json.dumps({"InstanceFleets": FLEETS}).encode()

        do(
            "modifyInstanceFleetByName",
            {"ClusterId": "j-1", "InstanceFleetName": "task", "InstanceFleet": {"TargetSpotCapacity": 2}},
            Aws(endpoint_url=site.address),
        )

        listed, changed = site.asked
        assert listed.headers["x-amz-target"] == ["ElasticMapReduce.ListInstanceFleets"]
        assert changed.headers["x-amz-target"] == ["ElasticMapReduce.ModifyInstanceFleet"]
        assert json.loads(changed.body) == {
            "ClusterId": "j-1",
            "InstanceFleet": {"InstanceFleetId": "if-2", "TargetSpotCapacity": 2},
        }


def test_what_is_needed_is_asked_for() -> None:
    with pytest.raises(TaskError, match="The field 'InstanceFleet' is required but was missing"):
        do("modifyInstanceFleetByName", {"ClusterId": "j-1", "InstanceFleetName": "task"})


def test_a_name_is_looked_for_on_all_pages() -> None:
    asked: list[tuple[str, JsonValue]] = []
    pages: list[JsonObject] = [
        {"InstanceFleets": FLEETS[:1], "Marker": "m"},
        {"InstanceFleets": FLEETS[1:]},
        {},
    ]

    def send(action: str) -> Send:
        def answer(parameters: JsonValue) -> Response:
            asked.append((action, parameters))
            return Response(pages.pop(0), {})

        return answer

    modify_fleet(send, {"ClusterId": "j-1", "InstanceFleetName": "task", "InstanceFleet": {}})

    assert asked == [
        ("listInstanceFleets", {"ClusterId": "j-1"}),
        ("listInstanceFleets", {"ClusterId": "j-1", "Marker": "m"}),
        ("modifyInstanceFleet", {"ClusterId": "j-1", "InstanceFleet": {"InstanceFleetId": "if-2"}}),
    ]
