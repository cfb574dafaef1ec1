from __future__ import annotations

import json
from typing import Any

import pytest

from asltool.handlers.lambda_ import (
    cause_text,
    error_payload,
    function_event,
    invoke_result,
    recompacted,
)

REQUEST_ID = "01234567-89ab-4cde-8f01-23456789abcd"


@pytest.mark.parametrize(
    ("parameters", "event"),
    [
        ({"FunctionName": "f", "Payload": {"a": 1}}, {"a": 1}),
        ({"Payload": [1]}, [1]),
        ({"Payload": 0}, 0),
        ({"Payload": False}, False),
        ({"Payload": '{"a": [1, 2]}'}, {"a": [1, 2]}),
        ({"Payload": "[]"}, []),
        ({"Payload": "5"}, 5),
        ({"Payload": "just text"}, "just text"),
        ({"Payload": ""}, ""),
        ({"Payload": None}, {}),
        ({"FunctionName": "f"}, {}),
        ([], {}),
        (None, {}),
    ],
)
def test_the_function_gets_the_payload_and_text_that_is_json_as_json(parameters: Any, event: Any) -> None:
    assert function_event(parameters) == event


def test_the_result_of_invoke_wraps_what_the_function_returned() -> None:
    result: Any = invoke_result({"é": 1}, request_id=REQUEST_ID, date="Thu, 01 Jan 2026 00:00:00 GMT")

    assert list(result) == [
        "ExecutedVersion",
        "Payload",
        "SdkHttpMetadata",
        "SdkResponseMetadata",
        "StatusCode",
    ]
    assert result["Payload"] == {"é": 1}
    assert (result["ExecutedVersion"], result["StatusCode"]) == ("$LATEST", 200)
    assert result["SdkResponseMetadata"] == {"RequestId": REQUEST_ID}
    http = result["SdkHttpMetadata"]
    assert http["HttpStatusCode"] == 200
    assert http["HttpHeaders"]["Content-Length"] == "9"
    assert http["HttpHeaders"]["Date"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert http["HttpHeaders"]["X-Amzn-Trace-Id"] == "root=1-01234567-89ab4cde8f0123456789abcd;sampled=0"
    assert http["AllHttpHeaders"] == {name: [value] for name, value in http["HttpHeaders"].items()}


def blow_up() -> None:
    raise ValueError("it blew up")


def test_an_exception_becomes_what_lambda_s_runtime_says_of_it() -> None:
    with pytest.raises(ValueError, match="it blew up") as raised:
        blow_up()

    payload: Any = error_payload(raised.value, REQUEST_ID)

    assert list(payload) == ["errorMessage", "errorType", "requestId", "stackTrace"]
    assert (payload["errorMessage"], payload["errorType"], payload["requestId"]) == (
        "it blew up",
        "ValueError",
        REQUEST_ID,
    )
    *_, frame = payload["stackTrace"]
    assert frame.startswith('  File "')
    assert frame.endswith('in blow_up\n    raise ValueError("it blew up")\n')


def test_an_exception_that_was_never_raised_has_no_trace() -> None:
    assert error_payload(KeyError("k"), REQUEST_ID)["stackTrace"] == []


def test_causes_are_written_with_the_runtime_s_blanks_or_compactly() -> None:
    cause = {"errorMessage": "é", "stackTrace": []}

    assert cause_text(cause, is_integration=False) == '{"errorMessage": "\\u00e9", "stackTrace": []}'
    assert cause_text(cause, is_integration=True) == '{"errorMessage":"\\u00e9","stackTrace":[]}'


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        (None, None),
        ("plain", "plain"),
        ("", ""),
        ('{"a": 1,  "b": "\\u00e9"}', '{"a":1,"b":"é"}'),
        ("{not json", "{not json"),
        ("[1, 2]", "[1, 2]"),
    ],
)
def test_invoke_writes_causes_that_are_objects_anew(cause: str | None, text: str | None) -> None:
    assert recompacted(cause) == text
    assert json.dumps(recompacted(text)) == json.dumps(text)
