from __future__ import annotations

import json
from typing import Any

import pytest

import asltool
from asltool.errors import AsltoolError
from asltool.validation import MOST_RESULTS, WARNING_CODES, validate

SUCCEED = {"Type": "Succeed"}
PASS = {"Type": "Pass", "End": True}


def machine(start: str = "A", **states: Any) -> dict[str, Any]:
    return {"StartAt": start, "States": states}


def said(definition: Any, **arguments: Any) -> list[tuple[str, str, str | None]]:
    """Give code, message and location of what validation says."""
    answer = validate(json.dumps(definition), **arguments)
    return [(each["code"], each["message"], each.get("location")) for each in answer["diagnostics"]]


def schema(message: str, location: str) -> tuple[str, str, str]:
    return "SCHEMA_VALIDATION_FAILED", message, location


def target(message: str, location: str) -> tuple[str, str, str]:
    return "MISSING_TRANSITION_TARGET", message, location


def test_a_sound_definition_is_ok() -> None:
    answer = validate(json.dumps(machine(A=SUCCEED)))

    assert answer == {"result": "OK", "diagnostics": [], "truncated": False}
    assert asltool.validate is validate


def test_an_answer_says_all_that_aws_says() -> None:
    answer = validate(json.dumps(machine(A={"Type": "Wait", "Seconds": -1, "End": True})))

    assert answer["result"] == "FAIL"
    assert answer["diagnostics"] == [
        {
            "severity": "ERROR",
            "code": "SCHEMA_VALIDATION_FAILED",
            "message": "Minimum value is 0",
            "location": "/States/A/Seconds",
        }
    ]


def test_a_diagnostic_without_a_place_has_no_location() -> None:
    assert "location" not in validate("[]")["diagnostics"][0]


@pytest.mark.parametrize(
    ("text", "code", "message", "location"),
    [
        ("", "MISSING_DESCRIPTION", "State machine definition must be provided", None),
        (" \n", "SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object", None),
        ("null", "SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object", None),
        ('"StartAt"', "SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object", None),
        (
            "StartAt: A",
            "INVALID_JSON_DESCRIPTION",
            "Unrecognized token 'StartAt': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n"
            ' at [Source: (String)"StartAt: A"; line: 1, column: 8]',
            '[Source: (String)"StartAt: A"; line: 1, column: 8]',
        ),
        (
            '{"Comment": 1e999}',
            "INVALID_JSON_DESCRIPTION",
            "The number 1e999 is beyond the range of numbers",
            None,
        ),
        ("[" * 200 + "]" * 200, "TOO_DEEPLY_NESTED", "State machine is nested too deeply", None),
    ],
)
def test_a_text_that_is_no_definition_gets_that_answer_alone(
    text: str, code: str, message: str, location: str | None
) -> None:
    answer = validate(text)

    (found,) = answer["diagnostics"]
    assert answer["result"] == "FAIL"
    assert (found["code"], found["message"], found.get("location")) == (code, message, location)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ({}, [schema("These fields are required: [States, StartAt]", "/")]),
        (
            {"startAt": "A", "States": {"A": SUCCEED}},
            [
                schema("These fields are required: [StartAt]", "/"),
                schema("Field 'startAt' is not supported", "/"),
            ],
        ),
        (
            {"States": {"A": {**PASS, "Next": 1, "Retry": []}}, "StartAt": "A"},
            [
                schema("There should only be one of the following fields: [Next, End]", "/States/A"),
                schema("Expected value of type [STRING]", "/States/A/Next"),
                schema("Field 'Retry' is not supported", "/States/A"),
            ],
        ),
        (
            machine(A={**PASS, "Parameters": {"a": 1, "a.$": "$.a"}}),
            [schema("There should only be one of the following fields: [a, a.$]", "/States/A/Parameters")],
        ),
    ],
)
def test_fields_are_told_in_the_order_of_the_text_and_missing_ones_first(
    definition: Any, expected: list[tuple[str, str, str]]
) -> None:
    assert said(definition) == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (
            {"States": {"B": PASS, "A": {"Type": "Pass", "Next": "C"}}, "StartAt": "A"},
            [
                target("Missing 'Next' target: C", "/States/A/Next"),
                target('State "B" is not reachable.', "/States/B"),
            ],
        ),
        (
            {"States": {"A": SUCCEED}, "StartAt": "B"},
            [
                target("Missing 'Next' target: B", "/StartAt"),
                target('State "A" is not reachable.', "/States/A"),
            ],
        ),
        (
            machine(
                A={
                    "Type": "Parallel",
                    "End": True,
                    "Branches": [machine("B", B=SUCCEED, C=SUCCEED)],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}],
                }
            ),
            [
                target("Missing 'Next' target: B", "/States/A/Catch[0]/Next"),
                target('State "C" is not reachable.', "/States/A/Branches[0]/States/C"),
            ],
        ),
    ],
)
def test_transitions_that_lead_nowhere_come_before_states_that_nothing_leads_to(
    definition: Any, expected: list[tuple[str, str, str]]
) -> None:
    assert said(definition) == expected


def test_a_machine_without_an_end_is_not_asked_what_can_be_reached() -> None:
    definition = machine(A={"Type": "Pass", "Next": "A"}, B={"Type": "Pass", "Next": "A"})

    assert said(definition) == [("MISSING_END_STATE", "Workflow has no terminal state", None)]


def test_what_is_wrong_with_fields_comes_before_what_is_wrong_with_transitions() -> None:
    definition = machine(A={"Type": "Pass", "Next": "B"}, C={**PASS, "Catch": []})

    assert [code for code, _, _ in said(definition)] == [
        "SCHEMA_VALIDATION_FAILED",
        "MISSING_TRANSITION_TARGET",
        "MISSING_TRANSITION_TARGET",
    ]


def test_the_type_decides_what_a_task_may_wait_for() -> None:
    definition = machine(
        A={"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": True}
    )

    assert said(definition) == []
    assert said(definition, type="EXPRESS") == [
        schema("Express state machine does not support '.sync' service integration", "/States/A/Resource")
    ]


WARNED = machine(
    A={"Type": "Pass", "Result": {"a.$": "$.a"}, "Next": "B"},
    B={"Type": "Pass", "Parameters": {"a": "$.a"}, "Next": "C"},
    C={"Type": "Fail", "Cause": "$.cause"},
)


def test_warnings_are_given_on_demand_and_are_no_failure() -> None:
    answer = validate(json.dumps(WARNED), severity="WARNING")

    assert validate(json.dumps(WARNED))["diagnostics"] == []
    assert answer["result"] == "OK"
    assert {(each["severity"], each["code"]) for each in answer["diagnostics"]} == {
        ("WARNING", code) for code in WARNING_CODES
    }


def test_what_aws_refuses_is_an_error_though_lint_only_warns() -> None:
    path = machine(A={**PASS, "ResultPath": "$$.a"})

    assert {finding.severity for finding in asltool.lint(path)} == {asltool.Severity.WARNING}
    assert validate(json.dumps(path))["result"] == "FAIL"


@pytest.mark.parametrize(
    ("inner", "type_"),
    [
        ({"Type": "Pass", "Assign": {"x": 2}, "End": True}, "STANDARD"),
        ({"Type": "Wait", "Seconds": 1, "End": True}, "EXPRESS"),
    ],
)
def test_what_aws_refuses_in_words_that_nobody_has_seen_is_a_failure_all_the_same(
    inner: dict[str, Any], type_: Any
) -> None:
    processor = {"StartAt": "B", "States": {"B": inner}}
    if type_ == "EXPRESS":
        processor["ProcessorConfig"] = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    assigning = {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"}
    definition = machine(A=assigning, M={"Type": "Map", "ItemProcessor": processor, "End": True})

    answer = validate(json.dumps(definition), type_)

    assert answer["result"] == "FAIL"
    assert [each["code"] for each in answer["diagnostics"]] == ["SCHEMA_VALIDATION_FAILED"]


def test_what_aws_takes_is_no_error_though_lint_refuses_it() -> None:
    twice = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}, "A": {"Type": "Succeed"}}}'

    assert {finding.severity for finding in asltool.lint_text(twice)} == {asltool.Severity.ERROR}
    assert validate(twice)["result"] == "OK"


@pytest.mark.parametrize(
    ("count", "asked", "given"), [(3, 2, 2), (3, 3, 3), (3, 0, 3), (101, 0, MOST_RESULTS), (101, 100, 100)]
)
def test_as_many_diagnostics_are_given_as_are_asked_for(count: int, asked: int, given: int) -> None:
    states = {f"S{number}": SUCCEED for number in range(count)}

    answer = validate(json.dumps(machine("A", A=SUCCEED, **states)), max_results=asked)

    assert len(answer["diagnostics"]) == given
    assert answer["truncated"] is (given < count)


def test_the_result_does_not_depend_on_what_is_given() -> None:
    definition = {**WARNED, "States": {**WARNED["States"], "D": SUCCEED}}

    answer = validate(json.dumps(definition), severity="WARNING", max_results=1)

    assert answer["result"] == "FAIL"
    assert [each["severity"] for each in answer["diagnostics"]] == ["WARNING"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"definition_text": {}}, "the definition must be a text, not dict"),
        ({"definition_text": " " * 1_048_577}, "1,048,577 characters; AWS takes 1,048,576 at most"),
        ({"type": "standard"}, "type must be STANDARD or EXPRESS, not 'standard'"),
        ({"severity": "INFO"}, "severity must be ERROR or WARNING, not 'INFO'"),
        ({"max_results": 101}, "max_results must be a number from 0 to 100, not 101"),
        ({"max_results": -1}, "max_results must be a number from 0 to 100, not -1"),
        ({"max_results": "5"}, "max_results must be a number from 0 to 100, not '5'"),
    ],
)
def test_arguments_that_aws_does_not_take_are_misuse(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(AsltoolError, match=message):
        validate(**{"definition_text": "{}", **arguments})
