"""EMR: instance fleets and groups are changed by their names, for which the API wants their ids.

AWS: integrations.md 5.2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asltool.errors import TaskError
from asltool.handlers.aws_failure import OptimizedFailures
from asltool.handlers.aws_operation import Send
from asltool.json_value import JsonObject

_FAILURES = OptimizedFailures.of("elasticmapreduce")


def modify_fleet(send: Callable[[str], Send], parameters: Any) -> JsonObject:
    """Change the instance fleet of a cluster that has a name.

    Args:
        send: Gives what calls an action of the API.
        parameters: The task's.

    Raises:
        TaskError: There is no such fleet, or the service refused.
    """
    name, cluster = parameters["InstanceFleetName"], parameters["ClusterId"]
    id_ = _id_of(send("listInstanceFleets"), "InstanceFleets", cluster, name)
    fleet = {**parameters["InstanceFleet"], "InstanceFleetId": id_}
    return send("modifyInstanceFleet")({"ClusterId": cluster, "InstanceFleet": fleet}).with_metadata()


def modify_group(send: Callable[[str], Send], parameters: Any) -> JsonObject:
    """Change the instance group of a cluster that has a name.

    Args:
        send: Gives what calls an action of the API.
        parameters: The task's.

    Raises:
        TaskError: There is no such group, or the service refused.
    """
    name, cluster = parameters["InstanceGroupName"], parameters["ClusterId"]
    id_ = _id_of(send("listInstanceGroups"), "InstanceGroups", cluster, name)
    group = {**parameters["InstanceGroup"], "InstanceGroupId": id_}
    return send("modifyInstanceGroups")({"ClusterId": cluster, "InstanceGroups": [group]}).with_metadata()


def _id_of(listing: Send, member: str, cluster: str, name: str) -> str:
    asked: JsonObject = {"ClusterId": cluster}
    while True:
        page: Any = listing(asked).members
        for found in page.get(member, ()):
            if found.get("Name") == name:
                return str(found["Id"])
        if not page.get("Marker"):
            kind = _FAILURES.name.unmodelled
            raise TaskError(
                f"{_FAILURES.name.prefix}.{kind}",
                f"The cluster {cluster} has none of the name {name} in {member}.",
            )
        asked = {"ClusterId": cluster, "Marker": page["Marker"]}
