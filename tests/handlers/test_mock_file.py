from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.handler import Reply
from asltool.handlers.mock_checking import MockValidation
from asltool.handlers.mock_file import MockFile, read_mocks
from asltool.json_value import JsonObject
from asltool.resources import schema_path
from engine_driving import machine, read_machine
from task_calls import task_call

MACHINE = machine(
    "Pay",
    Pay={"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "Next": "Send"},
    Send={"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "End"},
    End={"Type": "Succeed"},
)
PAY = task_call("arn:aws:lambda:us-east-1:123456789012:function:charge", state_name="Pay")
SEND = task_call("sqs:sendMessage", state_name="Send")


def read(
    mocks: Path | str | JsonObject, *, validation: MockValidation | None = None, **arguments: Any
) -> Any:
    return read_mocks(MockFile(mocks, validation), [read_machine(MACHINE)], **arguments)


def answers(mocks: JsonObject, *calls: Any) -> list[Reply]:
    found = read(mocks)
    return [found.find(call)({}) for call in calls]


def refusal(mocks: Path | str | JsonObject, **arguments: Any) -> str:
    with pytest.raises(AsltoolError) as raised:
        read(mocks, **arguments)
    return str(raised.value)


def test_answers_come_in_order_and_the_last_one_repeats() -> None:
    mocks = {"Pay": [{"return": 1}, {"return": 2}]}

    assert [reply.result for reply in answers(mocks, PAY, PAY, PAY)] == [1, 2, 2]


def test_an_answer_may_fail_come_late_or_be_the_whole_result() -> None:
    thrown, late = answers(
        {
            "Pay": [
                {"throw": {"error": "Declined", "cause": "no money"}},
                {"return": 1, "delay": 3, "raw": True},
            ]
        },
        PAY,
        PAY,
    )

    assert isinstance(thrown.failure, TaskError)
    assert (thrown.failure.error, thrown.failure.cause) == ("Declined", "no money")
    assert (late.result, late.delay_seconds, late.raw) == (1, 3, True)


def test_a_state_is_looked_for_before_its_resource() -> None:
    mocks = {
        "charge": [{"return": "function"}],
        "Pay": [{"return": "state"}],
        "sqs:sendMessage": [{"return": {"MessageId": "sent"}}],
    }

    assert [reply.result for reply in answers(mocks, PAY, SEND)] == ["state", {"MessageId": "sent"}]


def test_answers_with_the_same_condition_come_one_after_the_other() -> None:
    first, retried = {"retry_count": 0}, {"retry_count": 1}
    mocks: JsonObject = {
        "Pay": [
            {"return": "rest"},
            {"when": first, "return": 1},
            {"when": retried, "return": "again"},
            {"when": first, "return": 2, "repeat": True},
        ]
    }
    calls = [replace(PAY, retry_count=count) for count in (0, 1, 0, 0, 2)]

    assert [reply.result for reply in answers(mocks, *calls)] == [1, "again", 2, 2, "rest"]


def test_an_answer_may_never_come_and_say_what_goes_before() -> None:
    (reply,) = answers({"Pay": [{"never": True, "submitted": {"MessageId": "m"}}]}, PAY)

    assert (reply.delay_seconds, reply.submitted) == (math.inf, {"MessageId": "m"})


def test_results_are_checked_as_it_is_asked() -> None:
    mocks: JsonObject = {"Send": [{"return": {"MessageId": 1}}, {"throw": {}}]}

    assert read(mocks, validation="NONE").find(SEND) is not None
    assert "<mocks>:/Send/0/return: " in refusal(mocks, validation="PRESENT")
    assert read({"sqs:sendMessage": [{"return": {}}]}).warnings == ()


def test_a_task_without_mock_is_left_to_others() -> None:
    assert read({"Pay": [{"return": 1}]}).find(SEND) is None


def test_answers_that_run_out_end_the_run() -> None:
    mocks = read({"Pay": [{"return": 1, "repeat": False}]})
    mocks.find(PAY)({})

    with pytest.raises(
        AsltoolError, match=r'^<mocks>:/Pay/0: the mock "Pay" has 1 answer, and was asked for one more'
    ):
        mocks.find(PAY)({})


@pytest.mark.parametrize(
    ("mocks", "message"),
    [
        (
            '{\n  "Payy": [{"return": 1}]\n}',
            '<mocks>:2:3: no state and no resource in use is called "Payy" (did you',
        ),
        ('{"Pay": {"return": 1}}', '<mocks>:1:9: mock "Pay" must be a list of answers, not an object'),
        ('{"Pay": []}', '<mocks>:1:9: mock "Pay" has no answers'),
        ('{"Pay": [1]}', "<mocks>:1:10: an answer must be an object, not the number 1"),
        ('{"Pay": [{}]}', '<mocks>:1:10: an answer must have one of "return", "throw" and "never", not none'),
        ('{"Pay": [{"return": 1, "throw": {}}]}', '"throw" and "never", not "return" and "throw"'),
        ('{"Pay": [{"never": false}]}', '<mocks>:1:20: "never" must be true, not false'),
        ('{"Pay": [{"return": 1, "worker_name": 1}]}', '"worker_name" must be a text, not the number 1'),
        ('{"Pay": [{"return": 1, "when": {}}]}', '<mocks>:1:32: "when" says nothing'),
        (
            '{"Send": [{"return": {"MessageId": 1}}]}',
            "<mocks>:1:22: arn:aws:states:::sqs:sendMessage could not give this result: Field 'MessageId' must",
        ),
        (
            '{"Pay": [{"returns": 1}]}',
            '<mocks>:1:11: an answer has no member "returns" (did you mean "return"?)',
        ),
        (
            '{"Pay": [{"return": 1, "repeat": true}, {"return": 2}]}',
            "<mocks>:1:24: only the last answer can have",
        ),
        ('{"Pay": [{"return": 1, "repeat": 3}]}', '"repeat" must be true or false, not the number 3'),
        ('{"Pay": [{"return": 1, "raw": "yes"}]}', '"raw" must be true or false, not the text "yes"'),
        (
            '{"Pay": [{"return": 1, "delay": -1}]}',
            '"delay" must be a number of seconds, 0 or more, not the number -1',
        ),
        (
            '{"Pay": [{"return": 1, "delay": true}]}',
            '"delay" must be a number of seconds, 0 or more, not true',
        ),
        ('{"Pay": [{"throw": "Boom"}]}', '<mocks>:1:20: "throw" must be an object, not the text "Boom"'),
        ('{"Pay": [{"throw": {"error": 1}}]}', '"error" must be a text, not the number 1'),
        ('{"Pay": [{"throw": {"name": "x"}}]}', '"throw" has no member "name": it has "error", "cause"'),
        ("[1]\n", "<mocks>:1:1: a mock file must be an object, not an array"),
    ],
)
def test_a_mistake_is_told_with_its_place(mocks: str, message: str) -> None:
    assert message in refusal(mocks)


def test_a_test_case_is_for_files_that_have_them() -> None:
    assert refusal({"Pay": [{"return": 1}]}, test_case="happy").startswith('test case "happy" is asked for')


def test_a_file_may_name_its_schema(tmp_path: Path) -> None:
    file = tmp_path / "mocks.json"
    file.write_text(json.dumps({"$schema": "mocks.schema.json", "Pay": [{"return": 1}]}))

    assert read(file).find(PAY) is not None


LOCAL = {
    "StateMachines": {"Shop": {"TestCases": {"happy": {"Pay": "paid"}}}},
    "MockedResponses": {"paid": {"0": {"Return": 1}, "1-2": {"Throw": {"Error": "E", "Cause": "C"}}}},
}


@pytest.mark.parametrize(
    ("mocks", "is_valid"),
    [
        ({}, True),
        ({"$schema": "x", "Pay": [{"return": None}]}, True),
        ({"Pay": [{"throw": {}}, {"return": 1, "delay": 0.5, "raw": False, "repeat": False}]}, True),
        ({"Pay": [{"never": True, "when": {"retry_count": 0}}, {"return": 1, "worker_name": "ann"}]}, True),
        ({"Pay": [{"return": 1, "submitted": {"a": 1}, "when": {"iteration": "1-2", "input": []}}]}, True),
        ({"Pay": [{"return": 1, "when": {"branch": 1, "iteration": {}, "input_exactly": None}}]}, True),
        ({"Pay": [{"never": False}]}, False),
        ({"Pay": [{"return": 1, "when": {}}]}, False),
        ({"Pay": [{"return": 1, "when": {"iteration": -1}}]}, False),
        ({"Pay": [{"return": 1, "when": {"iteration": "x"}}]}, False),
        ({"Pay": [{"return": 1, "when": {"other": 1}}]}, False),
        ({"$validation": "STRICT", "Pay": [{"return": 1}]}, True),
        ({"$validation": "LAX", "Pay": [{"return": 1}]}, False),
        ({"Pay": []}, False),
        ({"Pay": [{}]}, False),
        ({"Pay": [{"return": 1, "throw": {}}]}, False),
        ({"Pay": [{"return": 1, "delay": -1}]}, False),
        ({"Pay": [{"return": 1, "dely": 1}]}, False),
        ({"Pay": [{"throw": {"error": 1}}]}, False),
        (LOCAL, True),
        ({**LOCAL, "MockedResponses": {"paid": {"0": {}}}}, False),
        ({**LOCAL, "MockedResponses": {"paid": {"first": {"Return": 1}}}}, False),
        ({**LOCAL, "MockedResponses": {"paid": {"0": {"Return": 1, "Throw": {}}}}}, False),
        ({**LOCAL, "MockedResponses": {"paid": {"0": {"Throw": {"Error": 1}}}}}, False),
        ({**LOCAL, "Other": 1}, False),
    ],
)
def test_the_schema_says_what_the_reader_says(mocks: JsonObject, *, is_valid: bool) -> None:
    schema = json.loads(schema_path("mocks.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    arguments = (
        {"test_case": "happy", "state_machine_names": ("Shop", None)} if "StateMachines" in mocks else {}
    )

    assert validator.is_valid(mocks) is is_valid
    if is_valid:
        read(mocks, **arguments)
    else:
        refusal(mocks, **arguments)


def test_a_file_may_say_how_it_is_checked() -> None:
    mocks: JsonObject = {"$validation": "NONE", "Send": [{"return": {"MessageId": 1}}]}

    assert read(mocks).find(SEND) is not None
    assert "<mocks>:/Send/0/return: " in refusal(mocks, validation="STRICT")


def test_a_way_to_check_that_is_none_is_refused() -> None:
    with pytest.raises(AsltoolError, match=r"^validation must be one of .*, not 'LAX'$"):
        MockFile({}, "LAX")  # type: ignore[arg-type]
