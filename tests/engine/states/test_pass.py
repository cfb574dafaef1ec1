from __future__ import annotations

from typing import Any

import pytest

from engine_driving import chain, details, listed, machine, run, run_state

INPUT = {"a": {"b": 1}, "c": [1, 2]}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, INPUT),
        ({"InputPath": "$.a"}, {"b": 1}),
        ({"InputPath": None}, {}),
        ({"OutputPath": "$.c[1]"}, 2),
        ({"OutputPath": None}, {}),
        ({"ResultPath": None}, INPUT),
        ({"ResultPath": "$.copy", "InputPath": "$.c"}, {**INPUT, "copy": [1, 2]}),
        ({"Result": "fixed"}, "fixed"),
        ({"Result": None}, None),
        ({"Result": {"x.$": "$.a"}}, {"x.$": "$.a"}),
        ({"Result": 5, "ResultPath": "$.a.five"}, {"a": {"b": 1, "five": 5}, "c": [1, 2]}),
        ({"Result": 5, "ResultPath": None}, INPUT),
        ({"Parameters": {"x.$": "$.a.b", "y": 0}}, {"x": 1, "y": 0}),
        ({"Parameters": {"x.$": "$.b"}, "InputPath": "$.a"}, {"x": 1}),
        ({"Parameters": {"x.$": "$.a.b"}, "ResultPath": "$.c"}, {"a": {"b": 1}, "c": {"x": 1}}),
        ({"Parameters": {"x.$": "$.a.b"}, "ResultPath": None}, INPUT),
        ({"Parameters": [1, {"x.$": "$.c"}]}, [1, {"x": [1, 2]}]),
        ({"Parameters": {"x.$": "$.a.b"}, "Result": 5}, 5),
        ({"Parameters": {"x.$": "$.a"}, "OutputPath": "$.x.b"}, 1),
        ({"ResultPath": "$.x", "OutputPath": "$.x.x", "Result": {"x": 7}}, 7),
    ],
)
def test_data_flows_from_input_path_to_output_path(fields: dict[str, Any], expected: Any) -> None:
    done = run_state({"Type": "Pass", **fields}, INPUT)

    assert (done.status, done.output) == ("SUCCEEDED", expected)


def test_a_result_goes_into_the_raw_input_not_the_selected_one() -> None:
    done = run_state({"Type": "Pass", "InputPath": "$.a", "ResultPath": "$.r"}, INPUT)

    assert done.output == {**INPUT, "r": {"b": 1}}


def test_parameters_are_evaluated_even_where_a_fixed_result_wins() -> None:
    done = run_state({"Type": "Pass", "Result": 5, "Parameters": {"x.$": "$.missing"}})

    assert done.error == "States.Runtime"


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"InputPath": "$.nope"}, "Invalid path '$.nope' : No results for path: $['nope']"),
        (
            {"OutputPath": "$.nope.deeper"},
            "Invalid path '$.nope.deeper' : Missing property in path $['nope']",
        ),
        (
            {"Parameters": {"in": {"x.$": "$.nope"}}},
            "The JSONPath '$.nope' specified for the field 'x.$' could not be found in the input '{\"n\":1}'",
        ),
        (
            {"Assign": {"x.$": "$.nope"}},
            "The JSONPath '$.nope' specified for the field 'x.$' could not be found in the input '{\"n\":1}'",
        ),
    ],
)
def test_a_path_that_leads_nowhere_ends_the_execution(fields: dict[str, Any], cause: str) -> None:
    done = run_state({"Type": "Pass", **fields}, {"n": 1})

    assert (done.status, done.error) == ("FAILED", "States.Runtime")
    assert (
        done.cause == f"An error occurred while executing the state 'S' (entered at the event id #2). {cause}"
    )
    assert chain(done) == ["1:ExecutionStarted<0", "2:PassStateEntered<0", "3:ExecutionFailed<2"]


def test_a_result_that_does_not_fit_is_a_failure_of_its_own_kind() -> None:
    for fields in ({"Result": 1}, {"Parameters": {"x": 1}}):
        done = run_state({"Type": "Pass", "ResultPath": "$.n.deeper", **fields}, {"n": 1})

        assert done.error == "States.ResultPathMatchFailure"


def test_states_follow_each_other_by_the_exits_of_the_ones_before() -> None:
    done = run(machine("A", A={"Type": "Pass", "Next": "B"}, B={"Type": "Pass", "End": True}))

    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:PassStateEntered<0 3:PassStateExited<2
        4:PassStateEntered<3 5:PassStateExited<4 6:ExecutionSucceeded<5
    """)


def test_assigned_variables_show_in_the_exit_as_json_texts() -> None:
    done = run_state({"Type": "Pass", "Result": {"n": 1}, "Assign": {"x.$": "$.n", "y": "text", "z": {}}})

    (exited,) = details(done, "PassStateExited")
    assert exited["assignedVariables"] == {"x": "1", "y": '"text"', "z": "{}"}
    assert exited["assignedVariablesDetails"] == {"truncated": False}


def test_assign_sees_the_result_and_the_variables_of_before() -> None:
    first = {"Type": "Pass", "Assign": {"n": 1}, "Next": "Second"}
    second = {
        "Type": "Pass",
        "InputPath": "$n",
        "Assign": {"n": 2, "old.$": "$n", "seen.$": "$"},
        "OutputPath": "$n",
        "Next": "Third",
    }
    third = {
        "Type": "Pass",
        "Parameters": {"n.$": "$n", "old.$": "$old", "seen.$": "$seen", "in.$": "$"},
        "End": True,
    }

    done = run(machine("First", First=first, Second=second, Third=third))

    assert done.output == {"n": 2, "old": 1, "seen": 1, "in": 1}


def test_a_variable_that_was_never_assigned_ends_the_execution() -> None:
    done = run_state({"Type": "Pass", "Parameters": {"x.$": "$never"}})

    assert done.error == "States.Runtime"


def test_the_context_object_has_no_retry_count_in_a_pass_state() -> None:
    done = run_state(
        {"Type": "Pass", "Parameters": {"context.$": "$$"}},
        {"in": 1},
        name="run",
        state_machine_name="Orders",
        role_arn="arn:aws:iam::123456789012:role/r",
    )

    machine_arn = "arn:aws:states:us-east-1:123456789012:stateMachine:Orders"
    start = "2026-01-01T00:00:00Z"
    execution = {
        "Id": machine_arn.replace("stateMachine", "execution") + ":run",
        "Input": {"in": 1},
        "StartTime": start,
        "Name": "run",
        "RoleArn": "arn:aws:iam::123456789012:role/r",
        "RedriveCount": 0,
    }
    expected = {
        "Execution": execution,
        "StateMachine": {"Id": machine_arn, "Name": "Orders"},
        "State": {"Name": "S", "EnteredTime": start},
    }
    assert done.output == {"context": expected}
    assert list(done.output["context"]) == list(expected)  # type: ignore[index,call-overload]


def test_uuids_and_random_numbers_repeat_with_the_seed() -> None:
    state = {
        "Type": "Pass",
        "Parameters": {"id.$": "States.UUID()", "n.$": "States.MathRandom(0, 1000000)"},
    }

    first, again, other = (run_state(state, seed=seed).output for seed in (5, 5, 6))

    assert first == again != other
