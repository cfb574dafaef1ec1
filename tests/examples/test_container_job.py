from __future__ import annotations

import pytest

from aws_serving import client
from example_running import EXAMPLES, read, run_on_aws


@pytest.fixture
def place(aws_server: str) -> dict[str, list[str]]:
    """The cluster and the task's definition; gives where in the network the task runs."""
    client("ecs").create_cluster(clusterName="media")
    client("ecs").register_task_definition(
        family="render",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        containerDefinitions=[{"name": "render", "image": "render", "memory": 256}],
    )
    ec2 = client("ec2")
    return {
        "subnets": [ec2.describe_subnets()["Subnets"][0]["SubnetId"]],
        "securityGroups": [ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]],
    }


def test_a_container_is_followed_until_it_has_ended(place: dict[str, list[str]]) -> None:
    given = {**read(EXAMPLES / "container-job" / "input.json"), **place}

    execution = run_on_aws("container-job", input=given)

    assert execution.status == "SUCCEEDED", execution.cause
    assert execution.output["exitCode"] == 0
    (task,) = client("ecs").describe_tasks(cluster="media", tasks=[execution.output["task"]])["tasks"]
    assert task["startedBy"] == "AWS Step Functions"
    (overridden,) = task["overrides"]["containerOverrides"]
    assert {"name": "QUALITY", "value": "1080p"} in overridden["environment"]
