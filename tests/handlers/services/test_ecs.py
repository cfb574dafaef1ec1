from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.services.ecs import has_succeeded, require_started
from asltool.json_value import JsonValue


def never(_: JsonValue) -> Any:
    raise AssertionError("nothing is to be asked")


def defining(**essential: bool) -> Any:
    containers = [{"Name": name, "Essential": is_essential} for name, is_essential in essential.items()]
    return lambda _: {"TaskDefinition": {"ContainerDefinitions": containers}}


def task(**codes: int | None) -> dict[str, Any]:
    return {"TaskDefinitionArn": "td", "Containers": [{"Name": n, "ExitCode": c} for n, c in codes.items()]}


def test_a_task_succeeds_where_all_containers_do() -> None:
    assert has_succeeded(task(web=0, log=0), never)


@pytest.mark.parametrize("code", [1, None])
def test_a_task_fails_with_an_essential_container(code: int | None) -> None:
    assert not has_succeeded(task(web=code, log=0), defining(web=True, log=False))


def test_a_container_that_is_not_essential_may_fail() -> None:
    assert has_succeeded(task(web=0, log=1), defining(web=True, log=False))


def test_a_request_that_started_nothing_fails() -> None:
    with pytest.raises(TaskError) as raised:
        require_started({"Failures": [{"Reason": "RESOURCE:CPU"}], "Tasks": []})

    assert raised.value.error == "AmazonECS.Unknown"
    assert raised.value.cause == '{"Failures":[{"Reason":"RESOURCE:CPU"}],"Tasks":[]}'
    require_started({"Failures": [], "Tasks": [{}]})
