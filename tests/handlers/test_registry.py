from __future__ import annotations

import math
from typing import Any

import pytest

from asltool.engine.effects import TaskCall
from asltool.errors import MissingHandlerError
from asltool.handlers.registry import Registry, function_name, function_of, integration_keys
from asltool.model.resource import parse_resource
from engine_driving import ACTIVITY, LAMBDA, PUT, SEND_AND_WAIT
from task_calls import task_call

INVOKE = "arn:aws:states:::lambda:invoke"


def call(resource: str, payload: Any = None, state_name: str = "S") -> TaskCall:
    return TaskCall(parse_resource(resource), payload, state_name, 0, None, math.inf)


def handler(_: Any) -> None:
    """Stand for a handler."""


def other(_: Any) -> None:
    """Stand for another one."""


@pytest.mark.parametrize(
    ("key", "resource", "payload", "plays_function"),
    [
        (LAMBDA, LAMBDA, None, True),
        ("Work", LAMBDA, None, True),
        ("Work", LAMBDA + ":prod", None, True),
        (LAMBDA + ":prod", LAMBDA, None, True),
        ("123456789012:function:Work", LAMBDA, None, True),
        ("Work", INVOKE, {"FunctionName": "Work"}, True),
        ("Work", INVOKE, {"FunctionName": LAMBDA + ":7"}, True),
        (LAMBDA, INVOKE, {"FunctionName": "Work"}, True),
        ("Work", INVOKE + ".waitForTaskToken", {"FunctionName": "Work"}, True),
        ("lambda:invoke", INVOKE, {"FunctionName": "Work"}, False),
        (INVOKE, INVOKE, {"FunctionName": "Work"}, False),
        ("lambda:invoke", INVOKE, "no object", False),
        ("lambda:invoke", INVOKE, {"FunctionName": 5}, False),
        (PUT, PUT, None, False),
        ("dynamodb:putItem", PUT, None, False),
        ("sqs:sendMessage", SEND_AND_WAIT, None, False),
        ("sqs:sendMessage.waitForTaskToken", SEND_AND_WAIT, None, False),
        ("aws-sdk:s3:getObject", "arn:aws:states:::aws-sdk:s3:getObject", None, False),
        (ACTIVITY, ACTIVITY, None, False),
        ("Handwork", ACTIVITY, None, False),
        ("${FunctionArn}", "${FunctionArn}", None, False),
        ("*", PUT, None, False),
        ("*", "anything", None, False),
    ],
)
def test_a_key_serves_a_task(key: str, resource: str, payload: Any, plays_function: bool) -> None:  # noqa: FBT001
    served = Registry({key: handler}).find(call(resource, payload))

    assert (served.handler, served.plays_function) == (handler, plays_function)


@pytest.mark.parametrize(
    ("key", "resource", "payload"),
    [
        ("work", LAMBDA, None),
        ("Work2", LAMBDA, None),
        ("Work", INVOKE, {"FunctionName": "Play"}),
        ("Work", INVOKE, {}),
        ("sqs:sendMessage.sync", SEND_AND_WAIT, None),
        ("s3:getObject", "arn:aws:states:::aws-sdk:s3:getObject", None),
        ("dynamodb:putItem", "arn:aws:states:::dynamodb:getItem", None),
    ],
)
def test_a_key_serves_no_other(key: str, resource: str, payload: Any) -> None:
    with pytest.raises(MissingHandlerError):
        Registry({key: handler}).find(call(resource, payload))


@pytest.mark.parametrize(
    ("keys", "resource", "payload"),
    [
        (("Work", "*"), LAMBDA, None),
        (("Work", "lambda:invoke"), INVOKE, {"FunctionName": "Work"}),
        ((SEND_AND_WAIT, "sqs:sendMessage.waitForTaskToken"), SEND_AND_WAIT, None),
        (("sqs:sendMessage.waitForTaskToken", "sqs:sendMessage"), SEND_AND_WAIT, None),
        ((LAMBDA + ":1", LAMBDA + ":2"), LAMBDA + ":1", None),
    ],
)
def test_the_more_particular_key_wins(keys: tuple[str, str], resource: str, payload: Any) -> None:
    for handlers in ({keys[0]: handler, keys[1]: other}, {keys[1]: other, keys[0]: handler}):
        assert Registry(handlers).find(call(resource, payload)).handler is handler


def test_mocks_come_first_and_aws_before_the_fallback() -> None:
    def mock(task: TaskCall) -> Any:
        return other if task.state_name == "Mocked" else None

    def aws(task: TaskCall) -> Any:
        return other if task.state_name == "Aws" else None

    registry = Registry({"Work": handler, "*": handler}, first=mock, last=aws)

    assert registry.find(call(LAMBDA, state_name="Mocked")).handler is other
    assert registry.find(call(LAMBDA, state_name="Aws")).handler is handler
    assert registry.find(call(PUT, state_name="Aws")).handler is other
    assert registry.find(call(PUT)).handler is handler
    assert registry.find_named(call(PUT, state_name="Aws")) is None


@pytest.mark.parametrize(
    ("resource", "payload", "keys"),
    [
        (LAMBDA, None, f'"Work", "{LAMBDA}", "*"'),
        (INVOKE, {"FunctionName": LAMBDA}, f'"Work", "{INVOKE}", "lambda:invoke", "*"'),
        (
            SEND_AND_WAIT,
            None,
            f'"{SEND_AND_WAIT}", "sqs:sendMessage.waitForTaskToken", "sqs:sendMessage", "*"',
        ),
        (ACTIVITY, None, f'"{ACTIVITY}", "Handwork", "*"'),
        ("odd", None, '"odd", "*"'),
    ],
)
def test_without_a_handler_the_keys_that_would_serve_are_named(
    resource: str, payload: Any, keys: str
) -> None:
    with pytest.raises(MissingHandlerError) as raised:
        Registry({}).find(call(resource, payload, "Pay"))

    assert str(raised.value).partition(" (")[0] == (
        f'state "Pay" has no handler for {resource}; any of these keys would serve it: {keys}'
    )


def test_the_fallback_is_known() -> None:
    assert Registry({"*": handler}).has_fallback
    assert not Registry({"Work": handler}).has_fallback


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("Work", "Work"),
        (LAMBDA, "Work"),
        (LAMBDA + ":prod", "Work"),
        ("123456789012:function:Work", "Work"),
        ("123456789012:function:Work:prod", "Work"),
        (PUT, PUT),
        ("dynamodb:putItem", "dynamodb:putItem"),
        ("function:Work", "function:Work"),
    ],
)
def test_a_function_goes_by_its_bare_name(reference: str, name: str) -> None:
    assert function_name(reference) == name


@pytest.mark.parametrize(
    ("resource", "payload", "function"),
    [
        (LAMBDA, None, LAMBDA),
        (INVOKE, {"FunctionName": "Work:prod"}, "Work:prod"),
        (INVOKE, None, None),
        (PUT, {"FunctionName": "Work"}, None),
    ],
)
def test_a_task_may_invoke_a_function(resource: str, payload: Any, function: str | None) -> None:
    assert function_of(call(resource, payload)) == function


@pytest.mark.parametrize(
    ("resource", "keys"),
    [
        (PUT, ("dynamodb:putItem", "dynamodb:putItem")),
        (SEND_AND_WAIT, ("sqs:sendMessage.waitForTaskToken", "sqs:sendMessage")),
        (ACTIVITY, ("Handwork",)),
        (LAMBDA, ()),
    ],
)
def test_a_resource_has_short_keys(resource: str, keys: tuple[str, ...]) -> None:
    assert integration_keys(parse_resource(resource)) == keys


def test_where_a_token_is_waited_for_the_message_says_who_returns_it() -> None:
    with pytest.raises(MissingHandlerError, match="a handler's context has the task_token"):
        Registry({}).find(task_call("sqs:sendMessage.waitForTaskToken"))


@pytest.mark.parametrize(
    ("resource", "way"),
    [
        ("dynamodb:putItem", "so would a mock; with aws=True, on the command line --aws, AWS is called"),
        ("states:startExecution.sync:2", "--state-machine NAME=FILE"),
        ("arn:aws:states:us-east-1:123456789012:activity:A", "(so would a mock)"),
    ],
)
def test_what_nothing_serves_is_told_with_the_other_ways(resource: str, way: str) -> None:
    with pytest.raises(MissingHandlerError) as raised:
        Registry({}).find(task_call(resource))

    assert way in str(raised.value)
