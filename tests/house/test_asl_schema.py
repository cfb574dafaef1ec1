from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator

from asltool.diagnostics import Severity
from asltool.model.choice import OPERATORS
from asltool.resources import schema_path
from house.asl_schema import TARGET, as_text, generate
from parsing import INNER, SUCCEED, parsed

VALIDATOR = Draft7Validator(generate())

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}
PASS = {"Type": "Pass", "End": True}
WAIT = {"Type": "Wait", "End": True}
MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True}
JSONATA = {"QueryLanguage": "JSONata"}
TEST = {"Variable": "$.n", "NumericEquals": 1}
GET = {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}}
PUT = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}


def _choice(rule: Any, **fields: Any) -> dict[str, Any]:
    return {"Type": "Choice", "Choices": [rule], **fields}


SOUND: list[dict[str, Any]] = [
    PASS,
    {**PASS, "InputPath": None, "OutputPath": "$.a[?(@.b)]", "ResultPath": "$.a[0]", "Parameters": "text"},
    {**PASS, "Result": {"a.$": 5}, "Parameters": {"a.$": "States.UUID()", "b": [{"c.$": "$.d"}]}},
    {**PASS, "Assign": {"a.$": "$.b", "c": 1}, "Comment": "c"},
    {**PASS, **JSONATA, "Output": {"a.$": 5, "b": "{% 1 %}"}, "Assign": {"a": "{% 1 %}"}},
    {"Type": "Pass", "Next": "A"},
    {"Type": "Pass", "QueryLanguage": "${Language}", "Output": 1, "End": True},
    {**TASK, "Credentials": {"RoleArn.$": "$.role"}, "TimeoutSecondsPath": "$.t", "HeartbeatSeconds": 5},
    {
        **TASK,
        **JSONATA,
        "Arguments": "{% 1 %}",
        "TimeoutSeconds": "{% 60 %}",
        "Credentials": {"RoleArn": "r"},
    },
    {**TASK, "ResultSelector": {"a.$": "$.b"}, "TimeoutSeconds": "${Timeout}"},
    {**TASK, "Retry": [], "Catch": []},
    {
        **TASK,
        "Retry": [{"ErrorEquals": ["x"], "MaxAttempts": 0, "BackoffRate": 1.5, "JitterStrategy": "FULL"}],
    },
    {**TASK, "Catch": [{"ErrorEquals": ["x"], "Next": "A", "ResultPath": None, "Comment": "c"}]},
    {**WAIT, "Seconds": 0},
    {**WAIT, "SecondsPath": "$$.Execution.Input.n"},
    {**WAIT, "Timestamp": "2030-01-31T12:00:00.5+01:00"},
    {**WAIT, **JSONATA, "Timestamp": "{% $now() %}"},
    {"Type": "Fail", "Error": "E", "CausePath": "States.Format('{}', $.c)"},
    {"Type": "Fail", **JSONATA, "Error": "{% 'E' %}"},
    {"Type": "Succeed", "InputPath": "$.a"},
    {"Type": "Succeed", **JSONATA, "Output": None},
    _choice({**TEST, "Next": "A", "Comment": "c", "Assign": {"x": 1}}, Default="A"),
    _choice({"Not": {"And": [TEST, {"Or": [TEST]}]}, "Next": "A"}),
    _choice({"Condition": True, "Next": "A", "Output": 1}, **JSONATA),
    _choice({"Condition": "{% 1 = 1 %}", "Next": "A"}, **JSONATA),
    {"Type": "Parallel", "Branches": [INNER], "End": True},
    {**MAP, "ItemsPath": "$items", "MaxConcurrency": 0, "ToleratedFailurePercentage": 99.5, "Label": "x"},
    {"Type": "Map", "Iterator": INNER, "Parameters": {"a.$": "$.b"}, "End": True},
    {**MAP, **JSONATA, "Items": [1, 2], "ItemSelector": "{% 1 %}", "MaxConcurrency": "{% 1 %}"},
    {**MAP, "ItemReader": {**GET, "ReaderConfig": {"InputType": "CSV", "CSVHeaders": ["a"], "MaxItems": 1}}},
    {**MAP, "ItemBatcher": {"MaxItemsPerBatch": 1, "BatchInput": {"a.$": "$.a"}}},
    {**MAP, "ResultWriter": {**PUT, "WriterConfig": {"Transformation": "NONE", "OutputType": "JSONL"}}},
    {
        "Type": "Map",
        "ItemProcessor": {**INNER, "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}},
        "End": True,
    },
]

UNSOUND: list[Any] = [
    5,
    {},
    {"Type": "task"},
    {"Type": "Pass"},
    {"Type": "Pass", "Next": "A", "End": True},
    {"Type": "Pass", "End": "true"},
    {**PASS, "Nope": 1},
    {**PASS, "Retry": []},
    {**PASS, "Comment": 5},
    {**PASS, "Output": 1},
    {**PASS, **JSONATA, "Parameters": 1},
    {**PASS, "QueryLanguage": "jsonata"},
    {**PASS, "InputPath": "a"},
    {**PASS, "ResultPath": "$.a[*]"},
    {**PASS, "Parameters": {"b": [{"a.$": "b"}]}},
    {**PASS, "Parameters": {"a.$": 5}},
    {**PASS, "Assign": "x"},
    {**PASS, "Assign": {"states": 1}},
    {"Type": "Task", "End": True},
    {**TASK, "Resource": []},
    {**TASK, "TimeoutSeconds": 0},
    {**TASK, "TimeoutSeconds": "5"},
    {**TASK, "TimeoutSeconds": 5, "TimeoutSecondsPath": "$.t"},
    {**TASK, "TimeoutSeconds": "{% 5 %}"},
    {**TASK, **JSONATA, "TimeoutSeconds": False},
    {**TASK, "Credentials": None},
    {**TASK, **JSONATA, "Credentials": {"RoleArn.$": "$.r"}},
    {**TASK, "ResultSelector": "$.a"},
    {**TASK, "Retry": [{}]},
    {**TASK, "Retry": [{"ErrorEquals": []}]},
    {**TASK, "Retry": [{"ErrorEquals": [1]}]},
    {**TASK, "Retry": [{"ErrorEquals": ["x"], "BackoffRate": 0.5}]},
    {**TASK, "Retry": [{"ErrorEquals": ["x"], "MaxDelaySeconds": 31_622_401}]},
    {**TASK, "Retry": [{"ErrorEquals": ["x"], "Next": "A"}]},
    {**TASK, "Catch": [{"ErrorEquals": ["x"]}]},
    WAIT,
    {**WAIT, "Seconds": 1.5},
    {**WAIT, "Seconds": 1, "Timestamp": "2030-01-31T12:00:00Z"},
    {**WAIT, "Timestamp": "2030-01-31T12:00:00"},
    {"Type": "Fail", "Error": "E", "ErrorPath": "$.e"},
    {"Type": "Fail", "CausePath": "c"},
    {"Type": "Fail", "Assign": {}},
    {"Type": "Succeed", "ResultPath": "$.a"},
    {"Type": "Choice", "Choices": []},
    _choice(TEST),
    _choice({"Variable": "$.n", "Next": "A"}),
    _choice({"NumericEquals": 1, "Next": "A"}),
    _choice({**TEST, "NumericLessThan": 5, "Next": "A"}),
    _choice({"And": [{**TEST, "Next": "A"}], "Next": "A"}),
    _choice({"And": [TEST], "Variable": "$.n", "Next": "A"}),
    _choice({"Variable": "$.n", "NumericEquals": "1", "Next": "A"}),
    _choice({"Variable": "$.n", "IsNull": 5, "Next": "A"}),
    _choice({**TEST, "Next": "A"}, **JSONATA),
    _choice({"Condition": "true", "Next": "A"}, **JSONATA),
    {"Type": "Parallel", "Branches": [], "End": True},
    {"Type": "Parallel", "Branches": [[INNER]], "End": True},
    {"Type": "Parallel", "Branches": [{**INNER, **JSONATA}], "End": True},
    {"Type": "Map", "End": True},
    {**MAP, "Iterator": INNER},
    {**MAP, "ItemsPath": None},
    {**MAP, "MaxConcurrency": -1},
    {**MAP, "MaxConcurrency": 1, "MaxConcurrencyPath": "$.n"},
    {**MAP, **JSONATA, "MaxConcurrencyPath": "$.n"},
    {**MAP, "Label": "a b"},
    {**MAP, "Label": "a" * 41},
    {**MAP, "ItemReader": {**GET, "ReaderConfig": {"MaxItems": 1, "MaxItemsPath": "$.n"}}},
    {**MAP, "ItemBatcher": {"BatchInput": {}}},
    {**MAP, "ResultWriter": {}},
    {**MAP, "ResultWriter": {"Resource": "r"}},
    {**MAP, "ResultWriter": {"WriterConfig": {"Transformation": "NONE"}}},
    {**MAP, "ItemProcessor": {**INNER, "ProcessorConfig": {"Mode": "DISTRIBUTED"}}},
]

MACHINES: list[tuple[Any, bool]] = [
    ([], False),
    ({}, False),
    ({"StartAt": "A"}, False),
    ({"StartAt": "A", "States": {}}, False),
    ({"StartAt": "A", "States": {"A" * 81: SUCCEED}}, False),
    ({"StartAt": "A", "States": {"A": SUCCEED}, "comment": "c"}, False),
    ({"StartAt": "A", "States": {"A": SUCCEED}, "QueryLanguage": 5}, False),
    ({"StartAt": "A", "States": {"A": SUCCEED}, "TimeoutSeconds": 0}, False),
    ({"StartAt": "A", "States": {"A": {**PASS, "QueryLanguage": "JSONPath"}}, **JSONATA}, False),
    ({"StartAt": "A", "States": {"A": {**PASS, "Output": 1}}, **JSONATA}, True),
    ({"StartAt": "A", "States": {"A": {**PASS, "InputPath": "$"}}, **JSONATA}, False),
    ({"StartAt": "A", "States": {"A": SUCCEED}, "Version": "1.0", "TimeoutSeconds": 60}, True),
    ({"StartAt": "A", "States": {"A": {**PASS, "Output": 1}}, "QueryLanguage": "${Language}"}, True),
    ({"StartAt": "A", "States": {"A": {**PASS, "Nope": 1, "QueryLanguage": "${L}"}}, **JSONATA}, False),
]

_INNER_JSONATA = {"StartAt": "I", "States": {"I": {**PASS, "Output": 1}}}
_PARALLEL = {"Type": "Parallel", "Branches": [_INNER_JSONATA], "End": True}
MACHINES += [
    ({"StartAt": "A", "States": {"A": _PARALLEL}, **JSONATA}, True),
    ({"StartAt": "A", "States": {"A": {**_PARALLEL, **JSONATA}}}, False),
    ({"StartAt": "A", "States": {"A": {**MAP, "ItemProcessor": _INNER_JSONATA, **JSONATA}}}, False),
]


def _around(state: Any) -> dict[str, Any]:
    return {"StartAt": "A", "States": {"A": state}}


def _is_sound(definition: Any) -> bool:
    return not any(found.severity is Severity.ERROR for found in parsed(definition).diagnostics)


def test_the_schema_in_the_repository_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == as_text(generate()), "run: python tests/house/asl_schema.py"
    assert schema_path("asl.schema.json").samefile(TARGET)


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(generate())


@pytest.mark.parametrize("state", SOUND, ids=str)
def test_schema_and_parser_accept(state: Any) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(_around(state))] == []
    assert _is_sound(_around(state))


@pytest.mark.parametrize("state", UNSOUND, ids=str)
def test_schema_and_parser_refuse(state: Any) -> None:
    assert not VALIDATOR.is_valid(_around(state))
    assert not _is_sound(_around(state))


@pytest.mark.parametrize(("definition", "expected"), MACHINES, ids=str)
def test_schema_and_parser_agree_on_machines(definition: Any, *, expected: bool) -> None:
    assert VALIDATOR.is_valid(definition) is expected
    assert _is_sound(definition) is expected


@pytest.mark.parametrize("operator", OPERATORS)
def test_schema_and_parser_know_every_operator(operator: str) -> None:
    operands = {"String": "a", "Numeric": 1, "Timestamp": "2030-01-01T00:00:00Z", "Boolean": True, "Is": True}
    operand = next(value for family, value in operands.items() if operator.startswith(family))
    rule = {"Variable": "$.n", operator: "$.m" if operator.endswith("Path") else operand, "Next": "A"}

    assert VALIDATOR.is_valid(_around(_choice(rule)))
    assert _is_sound(_around(_choice(rule)))
