from __future__ import annotations

import pytest

from asltool.engine.errors import InadmissibleError
from asltool.handlers.admission import admit_task
from asltool.handlers.registry import Registry
from asltool.json_value import JsonValue
from engine_driving import ACTIVITY
from task_calls import task_call


def test_an_activity_exists_where_somebody_serves_it() -> None:
    for key in (ACTIVITY, "Handwork", "*"):
        assert admit_task(Registry({key: lambda event: event}), task_call(ACTIVITY, 7)) == 7


def test_an_activity_that_nobody_serves_does_not_exist() -> None:
    with pytest.raises(InadmissibleError) as raised:
        admit_task(Registry({"Other": lambda event: event}), task_call(ACTIVITY))

    assert str(raised.value) == f"The activity {ACTIVITY} does not exist."


@pytest.mark.parametrize("field", ["Headers", "QueryParameters"])
@pytest.mark.parametrize("value", [{"name": "text"}, ["text"], "text", {"name": ["text"], "other": 1}])
def test_headers_and_query_of_an_api_must_be_lists_by_name(field: str, value: JsonValue) -> None:
    with pytest.raises(InadmissibleError) as raised:
        admit_task(Registry({}), task_call("apigateway:invoke", {"Method": "GET", field: value}))

    assert str(raised.value).endswith(
        f"could not be used to start the Task: [The value of the field '{field}' has an invalid format]"
    )


@pytest.mark.parametrize(
    ("resource", "parameters", "field"),
    [
        (
            "ecs:runTask.sync",
            {"TaskDefinition": "t", "Overrides": {"ContainerOverrides": {}}},
            "ContainerOverrides",
        ),
        (
            "aws-sdk:sqs:receiveMessage.waitForTaskToken",
            {"MaxNumberOfMessages": "many"},
            "MaxNumberOfMessages",
        ),
    ],
)
def test_parameters_must_have_the_form_that_the_integration_takes(
    resource: str, parameters: JsonValue, field: str
) -> None:
    with pytest.raises(InadmissibleError, match=f"the field '{field}' has an invalid format"):
        admit_task(Registry({}), task_call(resource, parameters))


def test_parameters_that_are_no_object_are_sent_as_they_are() -> None:
    assert admit_task(Registry({}), task_call("sqs:sendMessage", "text")) == "text"


@pytest.mark.parametrize("resource", ["pizza:bake", "aws-sdk:sqs:sendMessage", "lambda:invoke"])
def test_what_is_sent_as_text_may_be_any_json(resource: str) -> None:
    parameters: JsonValue = {"Payload": [1], "MessageBody": {"a": 1}, "FunctionName": 7}

    assert admit_task(Registry({}), task_call(resource, parameters)) is parameters


def test_an_api_call_of_the_right_form_is_sent_as_it_is() -> None:
    parameters: JsonValue = {"Headers": {"name": ["a", "b"]}, "QueryParameters": {}, "Method": "GET"}

    assert admit_task(Registry({}), task_call("apigateway:invoke", parameters)) is parameters
