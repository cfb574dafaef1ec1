from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.runner.execution import Execution
from engine_driving import LAMBDA, details, failing, machine, only, run


def jsonata(state: dict[str, Any]) -> dict[str, Any]:
    return {"QueryLanguage": "JSONata", **state}


def run_jsonata(state: dict[str, Any], input_: Any = None, **settings: Any) -> Execution:
    return run({"QueryLanguage": "JSONata", **only(state)}, input_, **settings)


def test_output_may_be_any_json_with_expressions_at_any_depth() -> None:
    output = {"sum": "{% $states.input.a + 1 %}", "list": [1, {"b": "{% $states.input.a %}"}], "plain": "$.a"}

    done = run_jsonata({"Type": "Pass", "Output": output}, {"a": 2})

    assert done.output == {"sum": 3, "list": [1, {"b": 2}], "plain": "$.a"}


@pytest.mark.parametrize("output", [None, 7, [], "text", " {% 1 %}", {"key.$": "$.a"}])
def test_what_is_not_marked_is_passed_on_as_it_is(output: Any) -> None:
    assert run_jsonata({"Type": "Pass", "Output": output}).output == output


def test_without_output_a_pass_gives_its_input_and_a_task_its_result() -> None:
    task = {"Type": "Task", "Resource": LAMBDA}

    assert run_jsonata({"Type": "Pass"}, {"a": 1}).output == {"a": 1}
    assert run_jsonata(task, {"a": 1}, handlers={"Work": lambda _: [1, 2]}).output == [1, 2]


def test_arguments_are_what_the_work_gets_and_result_is_what_it_gives() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "Arguments": {"n": "{% $states.input.n * 2 %}"},
        "Output": "{% { 'was': $states.input.n, 'is': $states.result.n } %}",
    }

    done = run_jsonata(task, {"n": 3}, handlers={"Work": lambda event: event})

    assert done.output == {"was": 3, "is": 6}


def test_assign_and_output_see_the_variables_as_they_were() -> None:
    states = machine(
        "A",
        A={"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
        B={"Type": "Pass", "Assign": {"x": "{% $x + 1 %}"}, "Output": "{% $x %}", "Next": "C"},
        C={"Type": "Pass", "Output": ["{% $states.input %}", "{% $x %}"], "End": True},
    )

    assert run({"QueryLanguage": "JSONata", **states}).output == [1, 2]


def test_the_context_object_is_there_wherever_it_is_asked_for() -> None:
    output = {"whole": "{% $states.context.State.Name %}", "keys": "{% $keys($states) %}"}

    done = run_jsonata({"Type": "Pass", "Output": output}, 1)

    assert done.output == {"whole": "S", "keys": ["input", "context"]}


def test_a_catcher_s_output_sees_the_error_output() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "Next": "Done",
        "Catch": [
            {
                "ErrorEquals": ["States.ALL"],
                "Next": "Done",
                "Assign": {"why": "{% $states.errorOutput.Cause %}"},
                "Output": {"of": "{% $states.input %}", "error": "{% $states.errorOutput.Error %}"},
            }
        ],
    }
    definition = machine(
        "S", S=task, Done={"Type": "Pass", "Output": ["{% $states.input %}", "{% $why %}"], "End": True}
    )

    done = run(
        {"QueryLanguage": "JSONata", **definition}, 5, handlers={"Work": failing(TaskError("Boom", "bang"))}
    )

    assert done.output == [{"of": 5, "error": "Boom"}, "bang"]


def test_a_chosen_rule_s_output_and_assign_stand_in_for_the_state_s_own() -> None:
    choice = {
        "Type": "Choice",
        "Output": "state",
        "Assign": {"by": "state"},
        "Choices": [
            {"Condition": False, "Next": "Done"},
            {
                "Condition": "{% $states.input > 3 %}",
                "Next": "Done",
                "Output": "rule",
                "Assign": {"by": "rule"},
            },
        ],
        "Default": "Done",
    }
    definition = machine(
        "S", S=choice, Done={"Type": "Pass", "Output": ["{% $states.input %}", "{% $by %}"], "End": True}
    )
    whole = {"QueryLanguage": "JSONata", **definition}

    assert run(whole, 4).output == ["rule", "rule"]
    assert run(whole, 2).output == ["state", "state"]


def test_items_selector_and_time_limits_are_expressions_too() -> None:
    each = {
        "Type": "Map",
        "Items": "{% $states.input.items %}",
        "MaxConcurrency": "{% 1 + 1 %}",
        "ItemSelector": {
            "item": "{% $states.context.Map.Item.Value %}",
            "at": "{% $states.context.Map.Item.Index %}",
            "of": "{% $count($states.input.items) %}",
        },
        "ItemProcessor": {
            "StartAt": "T",
            "States": {
                "T": {
                    "Type": "Task",
                    "Resource": LAMBDA,
                    "TimeoutSeconds": "{% $states.input.at + 5 %}",
                    "End": True,
                }
            },
        },
    }

    done = run_jsonata(each, {"items": ["a", "b"]}, handlers={"Work": lambda event: event})

    assert done.output == [{"item": "a", "at": 0, "of": 2}, {"item": "b", "at": 1, "of": 2}]
    assert [each["timeoutInSeconds"] for each in details(done, "LambdaFunctionScheduled")] == [5, 6]


def test_a_jsonata_state_in_a_jsonpath_machine_shares_its_variables() -> None:
    definition = machine(
        "A",
        A={"Type": "Pass", "Assign": {"x.$": "$.n"}, "Next": "B"},
        B=jsonata({"Type": "Pass", "Output": {"y": "{% $x * 2 %}"}, "Next": "C"}),
        C={"Type": "Pass", "Parameters": {"z.$": "$.y", "x.$": "$x"}, "End": True},
    )

    assert run(definition, {"n": 4}).output == {"z": 8, "x": 4}


def test_credentials_are_evaluated_for_the_history() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "Credentials": {"RoleArn": "{% 'arn:aws:iam::123456789012:role/' & $states.input %}"},
    }

    done = run_jsonata(task, "r", handlers={"Work": lambda _: 1})

    assert details(done, "LambdaFunctionScheduled")[0]["taskCredentials"] == {
        "roleArn": "arn:aws:iam::123456789012:role/r"
    }


def test_time_and_chance_are_the_run_s_own() -> None:
    output = {"at": "{% $millis() %}", "id": "{% $uuid() %}", "chance": "{% $random() %}"}

    first, second = (run_jsonata({"Type": "Pass", "Output": output}) for _ in range(2))

    assert first.output == second.output
    assert first.output["at"] == first.started_at.timestamp() * 1000
