from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import ApiError, AsltoolError
from asltool.state_test.request import check_members


def said_of(**members: Any) -> str:
    with pytest.raises(ApiError) as caught:
        check_members(members)
    assert caught.value.code == "ValidationException"
    return caught.value.message


def test_members_in_their_range_are_taken() -> None:
    check_members(
        {
            "definition": "{}",
            "input": "",
            "stateName": None,
            "revealSecrets": True,
            "mock": {"errorOutput": {"error": "", "cause": "c"}, "fieldValidationMode": "NONE"},
            "stateConfiguration": {"retrierRetryCount": 0},
        }
    )


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (
            {"inspectionLevel": "LOUD"},
            "Value 'LOUD' at 'inspectionLevel' failed to satisfy constraint: "
            "Member must satisfy enum value set: [INFO, DEBUG, TRACE]",
        ),
        (
            {"mock": {"fieldValidationMode": "LAX"}},
            "Value 'LAX' at 'mock.fieldValidationMode' failed to satisfy constraint: "
            "Member must satisfy enum value set: [STRICT, PRESENT, NONE]",
        ),
        (
            {"definition": ""},
            "Value at 'definition' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        ),
        (
            {"input": "1" * 262_145},
            "Value at 'input' failed to satisfy constraint: "
            "Member must have length less than or equal to 262144",
        ),
        (
            {"roleArn": ""},
            "Value '' at 'roleArn' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        ),
        (
            {"stateConfiguration": {"retrierRetryCount": -1}},
            "Value '-1' at 'stateConfiguration.retrierRetryCount' failed to satisfy constraint: "
            "Member must have value greater than or equal to 0",
        ),
    ],
)
def test_a_member_out_of_its_range_is_refused(members: dict[str, Any], expected: str) -> None:
    assert said_of(**members) == f"1 validation error detected: {expected}"


def test_all_that_is_out_of_range_is_said_at_once() -> None:
    message = said_of(stateName="", stateConfiguration={"errorCausedByState": "s" * 81})

    assert message.startswith("2 validation errors detected: Value at 'stateName' failed")
    assert "; Value at 'stateConfiguration.errorCausedByState' failed" in message


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"colour": "red"}, "TestState has no colour"),
        (
            {"mock": {"results": "{}"}},
            "TestState has no mock.results, only result, errorOutput, fieldValidationMode",
        ),
        ({"mock": "{}"}, "mock must be a dict, not str"),
        ({"definition": {}}, "definition must be of type str, not dict"),
        ({"revealSecrets": 1}, "revealSecrets must be of type bool, not int"),
        (
            {"stateConfiguration": {"retrierRetryCount": True}},
            "stateConfiguration.retrierRetryCount must be of type int, not bool",
        ),
    ],
)
def test_what_no_client_would_send_is_wrong_use(members: dict[str, Any], expected: str) -> None:
    with pytest.raises(AsltoolError) as caught:
        check_members(members)

    assert str(caught.value) == expected
    assert not isinstance(caught.value, ApiError)
