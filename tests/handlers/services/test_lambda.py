from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from asltool.errors import TaskError
from asltool.handlers.services.lambda_ import call_function, invoke
from asltool.json_value import JsonObject, JsonValue


@dataclass(frozen=True)
class Said:
    members: JsonObject

    def with_metadata(self) -> JsonObject:
        return {**self.members, "SdkHttpMetadata": {}}


def saying(payload: str, sent: list[JsonValue], **members: JsonValue) -> Callable[[JsonValue], Said]:
    def send(parameters: JsonValue) -> Said:
        sent.append(parameters)
        return Said({"StatusCode": 200, "Payload": payload, **members})

    return send


@pytest.mark.parametrize(("payload", "returned"), [("[1]", [1]), ("", None), ("no json", "no json")])
def test_a_function_gives_the_json_that_it_returned(payload: str, returned: JsonValue) -> None:
    sent: list[JsonValue] = []

    assert call_function(saying(payload, sent), "f", {"n": 1}) == returned
    assert sent == [{"FunctionName": "f", "Payload": '{"n":1}'}]


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ('{"errorType":"Boom","errorMessage":"x"}', "Boom"),
        ('{"errorMessage":"x"}', "Exception"),
        ("1", "Exception"),
    ],
)
def test_a_function_that_failed_fails_the_task_by_its_own_error(payload: str, error: str) -> None:
    with pytest.raises(TaskError) as raised:
        call_function(saying(payload, [], FunctionError="Unhandled"), "f", {})

    assert (raised.value.error, raised.value.cause) == (error, payload)


def test_an_integration_sends_text_that_is_json_as_that_json() -> None:
    sent: list[JsonValue] = []

    result = invoke(saying("3", sent), {"FunctionName": "f", "Payload": "[]", "Qualifier": "live"})

    assert sent == [{"FunctionName": "f", "Payload": "[]", "Qualifier": "live"}]
    assert result == {"Payload": 3, "SdkHttpMetadata": {}, "StatusCode": 200}


def test_parameters_that_are_no_object_are_left_to_whoever_sends_them() -> None:
    sent: list[JsonValue] = []

    invoke(saying("3", sent), ["f"])

    assert sent == [["f"]]


@pytest.mark.parametrize(("type_", "status"), [("Event", 202), ("DryRun", 204)])
def test_a_function_that_is_not_waited_for_gives_no_payload(type_: str, status: int) -> None:
    sent: list[JsonValue] = []

    result = invoke(saying("", sent, StatusCode=status), {"FunctionName": "f", "InvocationType": type_})

    assert sent == [{"FunctionName": "f", "InvocationType": type_, "Payload": "{}"}]
    assert (result["StatusCode"], result["Payload"]) == (status, None)
