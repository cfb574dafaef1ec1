from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.evaluation_failure import field_failure, location_text
from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.path import parse_path
from asltool.expr.template import TemplateError
from asltool.runner.execution import Execution
from asltool.source.pointer import ROOT, Pointer
from engine_driving import LAMBDA, chain, details, listed, machine, only, run

INTRODUCTION = "An error occurred while executing the state 'S' (entered at the event id #2). "


def run_jsonata(state: dict[str, Any], input_: Any = None, **settings: Any) -> Execution:
    return run({"QueryLanguage": "JSONata", **only(state)}, input_, **settings)


@pytest.mark.parametrize(
    ("state", "location", "says"),
    [
        (
            {"Type": "Pass", "Output": {"a": {"b": [0, "{%  $nope %}"]}}},
            "Output/a/b[1]",
            "The JSONata expression '$nope' specified for the field 'Output/a/b[1]' returned nothing (undefined).",
        ),
        (
            {"Type": "Pass", "Output": "{% $sum %}"},
            "Output",
            "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.",
        ),
        (
            {"Type": "Pass", "Assign": {"x": "{% $nope(1) %}"}},
            "Assign/x",
            "The JSONata expression '$nope(1)' specified for the field 'Assign/x' threw an error during "
            "evaluation. T1006: Attempted to invoke a non-function",
        ),
        (
            {"Type": "Task", "Resource": LAMBDA, "Arguments": {"n": "{% $nope %}"}},
            "Arguments/n",
            "The JSONata expression '$nope' specified for the field 'Arguments/n' returned nothing (undefined).",
        ),
        (
            {"Type": "Choice", "Choices": [{"Condition": "{% 1 %}", "Next": "S"}], "Default": "S"},
            "Choices[0]/Condition",
            "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected "
            "result type. Expected 'boolean', but was 'number' for value: 1",
        ),
        (
            {"Type": "Wait", "Seconds": "{% 'soon' %}"},
            "Seconds",
            "The JSONata expression ''soon'' specified for the field 'Seconds' returned an unexpected "
            "result type. Expected 'number', but was 'string' for value: \"soon\"",
        ),
        (
            {"Type": "Wait", "Timestamp": "{% 'soon' %}"},
            "Timestamp",
            "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: soon",
        ),
        (
            {"Type": "Fail", "Error": "E", "Cause": "{% $nope %}"},
            "Cause",
            "The JSONata expression '$nope' specified for the field 'Cause' returned nothing (undefined).",
        ),
    ],
)
def test_a_field_that_gives_no_value_is_named_with_its_expression(
    state: dict[str, Any], location: str, says: str
) -> None:
    done = run_jsonata(state, handlers={"Work": lambda event: event})

    assert (done.status, done.error, done.cause) == (
        "FAILED",
        "States.QueryEvaluationError",
        INTRODUCTION + says,
    )
    assert details(done, "EvaluationFailed") == [
        {
            "error": "States.QueryEvaluationError",
            "cause": INTRODUCTION + says,
            "location": location,
            "state": "S",
        }
    ]


def test_the_event_follows_what_came_before_the_state_and_for_wait_its_entry() -> None:
    assert chain(run_jsonata({"Type": "Pass", "Output": "{% $nope %}"}))[1:] == listed(
        "2:PassStateEntered<0 3:EvaluationFailed<0 4:ExecutionFailed<3"
    )
    assert chain(run_jsonata({"Type": "Wait", "Seconds": "{% $nope %}"}))[1:] == listed(
        "2:WaitStateEntered<0 3:EvaluationFailed<2 4:ExecutionFailed<3"
    )


def test_after_the_work_is_done_the_event_follows_the_work() -> None:
    task = {"Type": "Task", "Resource": LAMBDA, "Output": "{% $states.result.nope %}"}

    done = run_jsonata(task, handlers={"Work": lambda _: {}})

    assert chain(done)[4:] == listed("5:LambdaFunctionSucceeded<4 6:EvaluationFailed<5 7:ExecutionFailed<6")


def test_each_attempt_that_is_repeated_writes_its_own_event() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "Arguments": "{% $nope %}",
        "Retry": [{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 1}],
    }

    done = run_jsonata(task, handlers={"Work": lambda _: {}})

    assert chain(done)[1:] == listed(
        "2:TaskStateEntered<0 3:EvaluationFailed<0 4:EvaluationFailed<3 5:ExecutionFailed<4"
    )


@pytest.mark.parametrize(
    ("items", "says", "location"),
    [
        (
            {"Items": "{% {'a': 1} %}"},
            "The JSONata expression '{'a': 1}' specified for the field 'Items' returned an unexpected result type. "
            "Expected 'array', but was 'object' for value: {\"a\":1}",
            {"location": "Items"},
        ),
        ({}, 'Map state input must be an array but was: "text"', {}),
    ],
)
def test_items_that_are_no_array_fail_the_map_before_it_starts(
    items: dict[str, Any], says: str, location: dict[str, str]
) -> None:
    processor = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}

    done = run_jsonata({"Type": "Map", "ItemProcessor": processor, **items}, "text")

    assert chain(done)[1:] == listed(
        "2:MapStateEntered<0 3:EvaluationFailed<0 4:MapStateFailed<3 5:ExecutionFailed<4"
    )
    event = {"error": "States.QueryEvaluationError", "cause": INTRODUCTION + says, "state": "S", **location}
    assert details(done, "EvaluationFailed") == [event]


def test_a_catcher_whose_output_fails_fails_the_state_a_second_time() -> None:
    parallel = {
        "Type": "Parallel",
        "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}],
        "Next": "Done",
        "Catch": [{"ErrorEquals": ["E"], "Next": "Done", "Output": "{% $nope %}"}],
    }
    definition = machine("S", S=parallel, Done={"Type": "Succeed"})

    done = run({"QueryLanguage": "JSONata", **definition})

    assert chain(done)[3:] == listed(
        "4:FailStateEntered<3 5:ParallelStateFailed<4 6:EvaluationFailed<4 7:ParallelStateFailed<6 "
        "8:ExecutionFailed<7"
    )
    assert details(done, "EvaluationFailed")[0]["location"] == "Catch[0]/Output"


@pytest.mark.parametrize(
    ("at", "expected"),
    [((), ""), (("a",), "/a"), (("a", 0, "b"), "/a[0]/b"), ((1, 2), "[1][2]")],
)
def test_locations_are_written_as_aws_writes_them(at: tuple[str | int, ...], expected: str) -> None:
    assert location_text(Pointer(at)) == expected


def test_a_failure_that_is_not_the_expression_s_own_stays_as_it_is() -> None:
    error = EvaluationError("something else")

    assert field_failure("Output", TemplateError(ROOT, parse_path("$"), {}, error)) is error
