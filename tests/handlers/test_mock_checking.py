from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import AsltoolError
from asltool.handlers.mock import Answer
from asltool.handlers.mock_checking import Checking, MockValidation
from asltool.handlers.mock_reading import open_mocks
from asltool.model.resource import parse_resource
from asltool.source.pointer import ROOT

SEND = "arn:aws:states:::sqs:sendMessage"
INVOKE = "arn:aws:states:::lambda:invoke"
DESCRIBE = "arn:aws:states:::aws-sdk:sfn:describeExecution"


def problem(mode: MockValidation, result: Any, *resources: str, raw: bool = False) -> str | None:
    reading = open_mocks({"Send": [{"return": result}]})
    checking = Checking(reading, mode, only_warns=False)
    try:
        checking.check(Answer(result, raw=raw), map(parse_resource, resources), ROOT / "Send" / 0 / "return")
    except AsltoolError as error:
        return str(error)
    return None


def test_members_that_are_there_must_have_the_response_s_form() -> None:
    assert problem("PRESENT", {"MessageId": 5}, SEND) == (
        "<mocks>:/Send/0/return: arn:aws:states:::sqs:sendMessage could not give this result: "
        "Field 'MessageId' must be a string (the mock validation NONE takes it all the same)"
    )
    assert problem("PRESENT", {"MessageId": "m", "New": 1}, SEND) is None
    assert problem("NONE", {"MessageId": 5}, SEND) is None


def test_strict_wants_what_the_response_must_have() -> None:
    assert problem("PRESENT", {"Name": "n"}, DESCRIBE) is None
    assert "Required field 'ExecutionArn' is missing" in str(problem("STRICT", {"Name": "n"}, DESCRIBE))


def test_a_function_s_payload_is_free_and_its_response_is_not() -> None:
    assert problem("STRICT", "anything", INVOKE) is None
    assert "Field 'StatusCode' must be a number" in str(
        problem("STRICT", {"StatusCode": "200"}, INVOKE, raw=True)
    )


@pytest.mark.parametrize(
    "resource", [f"{SEND}.waitForTaskToken", "arn:aws:lambda:us-east-1:123456789012:function:f"]
)
def test_what_has_no_model_can_be_anything(resource: str) -> None:
    assert problem("STRICT", {"MessageId": 5}, resource) is None


def test_a_result_must_fit_one_of_the_tasks_that_it_is_for() -> None:
    assert problem("PRESENT", {"MessageId": 5}, SEND, f"{SEND}.waitForTaskToken") is None
    assert problem("PRESENT", {"MessageId": 5}) is None


def test_a_misfit_can_be_a_warning() -> None:
    checking = Checking(open_mocks({"Send": 1}), "PRESENT", only_warns=True)

    checking.check(Answer({"MessageId": 5}), [parse_resource(SEND)], ROOT / "Send")

    assert checking.warnings == [
        "<mocks>:/Send: arn:aws:states:::sqs:sendMessage could not give this result: "
        "Field 'MessageId' must be a string"
    ]
