from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.map_run.tolerance import EXCEEDED
from asltool.errors import TaskError
from asltool.runner.settings import MapOptions
from engine_driving import (
    PUT,
    chain,
    details,
    elapsed_seconds,
    failing,
    listed,
    machine,
    only,
    run,
    run_state,
)
from map_running import distributed, reading

FAILS_ABOVE_100 = machine(
    "C",
    C={
        "Type": "Choice",
        "Choices": [{"Variable": "$", "NumericGreaterThan": 100, "Next": "F"}],
        "Default": "D",
    },
    F={"Type": "Fail", "Error": "TooLarge"},
    D={"Type": "Pass", "End": True},
)
"""Fails for items above 100."""


def test_iterations_leave_no_events_in_the_history_around_them() -> None:
    done = run_state(distributed(FAILS_ABOVE_100, Label="Items"), [1, 2, 3])

    assert done.output == [1, 2, 3]
    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:MapStateEntered<0 3:MapStateStarted<2 4:MapRunStarted<3
        5:MapRunSucceeded<4 6:MapStateSucceeded<5 7:MapStateExited<5 8:ExecutionSucceeded<7
    """)
    assert details(done, "MapStateStarted") == [{"length": 3}]
    (started,) = details(done, "MapRunStarted")
    prefix = "arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Items:"
    assert started["mapRunArn"].startswith(prefix)


def test_a_run_without_a_label_gets_one() -> None:
    done = run_state(distributed(FAILS_ABOVE_100), [])

    arn = details(done, "MapRunStarted")[0]["mapRunArn"]
    label, run_id = arn.rpartition("/")[2].split(":")
    assert len(label) == len(run_id) == 36


def test_a_single_failure_is_too_many_where_none_is_tolerated() -> None:
    done = run_state(distributed(FAILS_ABOVE_100), [1, 101])

    assert (done.error, done.cause) == (EXCEEDED, "The specified tolerated failure threshold was exceeded")
    assert chain(done)[3:] == listed(
        "4:MapRunStarted<3 5:MapRunFailed<4 6:MapStateFailed<5 7:ExecutionFailed<6"
    )
    assert details(done, "MapRunFailed") == [{"error": EXCEEDED, "cause": done.cause}]


@pytest.mark.parametrize(
    ("fields", "is_borne"),
    [
        ({"ToleratedFailureCount": 1}, True),
        ({"ToleratedFailureCount": 0}, False),
        ({"ToleratedFailurePercentage": 25}, True),
        ({"ToleratedFailurePercentage": 24.9}, False),
        ({"ToleratedFailureCountPath": "$.n"}, True),
        ({"ToleratedFailurePercentagePath": "$.share"}, True),
        ({"ToleratedFailureCount": 4, "ToleratedFailurePercentage": 10}, False),
    ],
)
def test_failures_are_borne_up_to_the_tolerance(fields: dict[str, Any], is_borne: bool) -> None:  # noqa: FBT001
    state = distributed(FAILS_ABOVE_100, ItemsPath="$.items", **fields)

    done = run_state(state, {"items": [1, 101, 2, 3], "n": 1, "share": 50})

    assert (done.output if is_borne else done.error) == ([1, 2, 3] if is_borne else EXCEEDED)


def test_an_exceeded_threshold_can_be_caught() -> None:
    definition = only(distributed(FAILS_ABOVE_100, Catch=[{"ErrorEquals": [EXCEEDED], "Next": "Caught"}]))
    definition["States"]["Caught"] = {"Type": "Succeed"}

    assert run(definition, [101]).status == "SUCCEEDED"


def test_a_retry_is_a_new_run_of_all_items() -> None:
    inner = only({"Type": "Task", "Resource": PUT}, "T")
    state = distributed(inner, Retry=[{"ErrorEquals": ["States.ALL"]}])

    done = run_state(state, [1, 2], handlers={"*": failing(None, TaskError("Boom"))})

    assert done.output == ["done", "done"]
    arns = {each["mapRunArn"] for each in details(done, "MapRunStarted")}
    assert len(arns) == 2
    assert chain(done)[3:8] == listed(
        "4:MapRunStarted<3 5:MapRunFailed<4 6:MapStateStarted<5 7:MapRunStarted<6 8:MapRunSucceeded<7"
    )


@pytest.mark.parametrize("language", ["JSONPath", "JSONata"])
def test_the_exit_follows_the_run_s_start_unless_the_map_is_the_first_state_in_jsonpath(
    language: str,
) -> None:
    inner = only({"Type": "Pass", "End": True}, "P")
    definition = machine("A", A={"Type": "Pass", "Next": "M"}, M=distributed(inner, End=True))
    definition["QueryLanguage"] = language
    second = chain(run(definition, [1]))
    definition["StartAt"] = "M"
    del definition["States"]["A"]
    first = chain(run(definition, [1]))

    assert second[-3:-1] == listed("8:MapStateSucceeded<7 9:MapStateExited<6")
    assert first[-2] == ("7:MapStateExited<5" if language == "JSONPath" else "7:MapStateExited<4")


def test_a_child_is_an_execution_of_its_own() -> None:
    inner = only({"Type": "Pass", "Parameters": {"context.$": "$$"}}, "I")

    done = run_state(
        distributed(inner, Label="L", ItemSelector={"v.$": "$$.Map.Item.Value"}),
        ["a"],
        name="parent",
        state_machine_name="Orders",
        role_arn="arn:role",
    )

    context: Any = done.output[0]["context"]  # type: ignore[index,call-overload]
    arn = "arn:aws:states:us-east-1:123456789012"
    assert list(context) == ["Execution", "StateMachine", "State"]
    assert context["Execution"]["Input"] == {"v": "a"}
    assert context["Execution"]["Id"] == f"{arn}:execution:Orders/L:{context['Execution']['Name']}"
    assert context["Execution"]["RoleArn"] == "arn:role"
    assert context["StateMachine"] == {"Id": f"{arn}:stateMachine:Orders/L", "Name": "Orders"}
    assert context["State"]["Name"] == "I"


def test_children_cannot_read_the_variables_around_them() -> None:
    first = {"Type": "Pass", "Assign": {"x": 1}, "Next": "S"}
    inner = only({"Type": "Pass", "Parameters": {"x.$": "$x"}}, "I")
    state = {**distributed(inner), "End": True}

    assert run(machine("First", First=first, S=state), [1]).error == EXCEEDED


def test_the_selector_can_read_them() -> None:
    first = {"Type": "Pass", "Assign": {"x": 1}, "Next": "S"}
    inner = only({"Type": "Succeed"}, "I")
    state = {**distributed(inner, ItemSelector={"x.$": "$x"}), "End": True}

    assert run(machine("First", First=first, S=state), [0]).output == [{"x": 1}]


def test_a_selector_that_fails_fails_the_run() -> None:
    done = run_state(distributed(FAILS_ABOVE_100, ItemSelector={"x.$": "$.nope"}), [1])

    assert done.error == "States.Runtime"
    assert [name.split(":")[1] for name in chain(done)[4:]] == [
        "MapRunFailed<4",
        "MapStateFailed<5",
        "ExecutionFailed<6",
    ]


@pytest.mark.parametrize(("fields", "seconds"), [({}, 1), ({"MaxConcurrency": 10}, 6)])
def test_many_more_children_run_at_a_time_than_iterations(fields: dict[str, Any], seconds: int) -> None:
    state = distributed(only({"Type": "Wait", "Seconds": 1}, "W"), **fields)

    assert elapsed_seconds(run_state(state, [0] * 60)) == seconds


def test_a_child_s_events_do_not_count_against_the_history() -> None:
    count = {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Enough"}
    enough = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.n", "NumericLessThan": 5, "Next": "Count"}],
        "Default": "Done",
    }
    inner = machine("Count", Count=count, Enough=enough, Done={"Type": "Succeed"})

    done = run_state(distributed(inner), [{"n": 0}] * 3)

    assert done.output == [{"n": 5}] * 3
    assert len(done.history) == 8


def test_a_child_has_a_history_of_its_own() -> None:
    done = run_state(distributed(FAILS_ABOVE_100, ToleratedFailureCount=1, Label="L"), [1, 101])

    good, bad = done.map_runs[0].children
    assert chain(good) == listed("""
        1:ExecutionStarted<0 2:ChoiceStateEntered<0 3:ChoiceStateExited<2 4:PassStateEntered<3
        5:PassStateExited<4 6:ExecutionSucceeded<5
    """)
    assert (good.status, good.output) == ("SUCCEEDED", 1)
    assert chain(bad)[-2:] == listed("4:FailStateEntered<3 5:ExecutionFailed<4")
    assert (bad.status, bad.error) == ("FAILED", "TooLarge")
    assert good.arn.startswith("arn:aws:states:us-east-1:123456789012:execution:StateMachine/L:")
    assert good.state_machine_arn == "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/L"


def test_a_map_run_counts_what_became_of_its_items() -> None:
    state = distributed(FAILS_ABOVE_100, ToleratedFailurePercentage=50, MaxConcurrency=2)

    (record,) = run_state(state, [1, 101, 2, 3]).map_runs

    assert record.status == "SUCCEEDED"
    assert record.item_counts == record.execution_counts
    assert record.item_counts == {
        "pending": 0,
        "running": 0,
        "succeeded": 3,
        "failed": 1,
        "timedOut": 0,
        "aborted": 0,
        "total": 4,
        "resultsWritten": 0,
    }
    assert (record.max_concurrency, record.tolerated_failure_percentage) == (2, 50)


def test_a_run_that_fails_leaves_the_rest_pending() -> None:
    wait = {"Type": "Wait", "SecondsPath": "$", "Next": "C"}
    rule = {"Variable": "$", "NumericEquals": 2, "Next": "F"}
    choice = {"Type": "Choice", "Choices": [rule], "Default": "D"}
    inner = machine("W", **{**FAILS_ABOVE_100["States"], "W": wait, "C": choice})

    (record,) = run_state(distributed(inner, MaxConcurrency=2), [1, 2, 9, 9, 9]).map_runs

    assert record.status == "FAILED"
    counts = record.execution_counts
    assert (counts["succeeded"], counts["failed"], counts["aborted"]) == (1, 1, 1)
    assert (counts["pending"], counts["total"]) == (2, 5)
    assert [child.status for child in record.children] == ["SUCCEEDED", "FAILED", "ABORTED"]
    assert record.children[2].history[-1]["type"] == "ExecutionAborted"


def test_a_failed_batch_counts_with_all_its_items() -> None:
    inner = only({"Type": "Fail"}, "F")
    batcher = {"MaxItemsPerBatch": 2}

    borne = run_state(distributed(inner, ItemBatcher=batcher, ToleratedFailureCount=3), [1, 2, 3])
    not_borne = run_state(distributed(inner, ItemBatcher=batcher, ToleratedFailureCount=2), [1, 2, 3])

    assert borne.status == "SUCCEEDED"
    assert borne.map_runs[0].item_counts["failed"] == 3
    assert borne.map_runs[0].execution_counts["failed"] == 2
    assert not_borne.error == EXCEEDED


@pytest.mark.parametrize(("share", "status"), [(20, "SUCCEEDED"), (19, "FAILED")])
def test_the_share_of_failures_is_that_of_all_that_was_read(share: int, status: str) -> None:
    """A failure at the beginning is no failure of the whole."""
    state = distributed(
        FAILS_ABOVE_100, ItemReader=reading("JSON", "k"), ToleratedFailurePercentage=share, MaxConcurrency=1
    )

    done = run_state(state, handlers={"s3:getObject": lambda _: [101, 1, 2, 3, 4]})

    assert done.status == status
    assert done.map_runs[0].item_counts["total"] == 5


def test_an_object_gives_its_members() -> None:
    selector = {"key.$": "$$.Map.Item.Key", "value.$": "$$.Map.Item.Value", "source.$": "$$.Map.Item.Source"}

    done = run_state(distributed(only({"Type": "Pass"}, "P"), ItemSelector=selector), {"a": 1, "b": 2})

    assert done.output == [
        {"key": "a", "value": 1, "source": "STATE_DATA"},
        {"key": "b", "value": 2, "source": "STATE_DATA"},
    ]
    assert details(done, "MapStateStarted") == [{"length": 2}]


def test_express_children_have_five_minutes() -> None:
    state = distributed(only({"Type": "Wait", "Seconds": 301}, "W"), express=True, ToleratedFailureCount=1)

    done = run_state(state, [1])

    assert (done.output, elapsed_seconds(done)) == ([], 300)
    (child,) = done.map_runs[0].children
    assert (child.status, child.history[-1]["type"]) == ("TIMED_OUT", "ExecutionTimedOut")
    assert ":express:StateMachine/" in child.arn
    assert done.map_runs[0].execution_counts["timedOut"] == 1


def test_few_children_are_kept_of_many() -> None:
    items = [*range(5), *range(101, 106)]
    maps = MapOptions(keep_children=2)

    (record,) = run_state(distributed(FAILS_ABOVE_100, ToleratedFailureCount=9), items, maps=maps).map_runs

    assert [child.status for child in record.children] == ["SUCCEEDED", "SUCCEEDED", "FAILED", "FAILED"]
    assert record.execution_counts["total"] == 10


def test_children_may_have_map_runs_of_their_own() -> None:
    inner = distributed(only({"Type": "Pass"}, "P"), Label="Inner")

    done = run_state(distributed(only(inner, "I"), Label="Outer"), [[1, 2], [3]])

    assert done.output == [[1, 2], [3]]
    assert len(done.map_runs) == 1
    first = done.map_runs[0].children[0]
    assert [child.output for child in first.map_runs[0].children] == [1, 2]
    assert first.map_runs[0].arn.startswith(
        "arn:aws:states:us-east-1:123456789012:mapRun:StateMachine/Outer/Inner:"
    )


def test_whoever_asks_is_told_how_far_a_run_is() -> None:
    told: list[tuple[str, int]] = []
    maps = MapOptions(on_progress=lambda run: told.append((run.status, run.executions.succeeded)))

    run_state(distributed(FAILS_ABOVE_100), [1, 2], maps=maps)

    assert told == [("RUNNING", 0), ("RUNNING", 1), ("RUNNING", 2), ("SUCCEEDED", 2)]


def test_a_run_that_is_cut_off_is_aborted() -> None:
    definition = only(distributed(only({"Type": "Wait", "Seconds": 60}, "W"))) | {"TimeoutSeconds": 5}

    done = run(definition, [1])

    assert done.status == "TIMED_OUT"
    assert (done.map_runs[0].status, done.map_runs[0].execution_counts["aborted"]) == ("ABORTED", 1)


def test_two_runs_are_the_same_event_for_event() -> None:
    state = distributed(FAILS_ABOVE_100, ToleratedFailureCount=5)
    one, other = (run_state(state, [1, 101, 3]) for _ in range(2))

    assert one.history == other.history
    assert [child.history for child in one.map_runs[0].children] == [
        child.history for child in other.map_runs[0].children
    ]


def test_children_begin_as_those_before_them_end() -> None:
    begun: list[int] = []

    def work(item: Any) -> Any:
        begun.append(item)
        return item

    def items() -> Any:
        for number in range(5):
            assert len(begun) == number  # nothing is read before it is wanted
            yield number

    inner = only({"Type": "Task", "Resource": PUT}, "T")

    done = run_state(
        distributed(inner, ItemReader=reading("JSON", "k")),
        handlers={"s3:getObject": lambda _: items(), "dynamodb:putItem": work},
    )

    assert done.output == [0, 1, 2, 3, 4]


def test_all_that_may_run_side_by_side_do() -> None:
    inner = only({"Type": "Wait", "Seconds": 10}, "W")

    assert elapsed_seconds(run_state(distributed(inner), list(range(500)))) == 10
    assert elapsed_seconds(run_state(distributed(inner, MaxConcurrency=5), list(range(20)))) == 40
