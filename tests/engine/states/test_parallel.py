from __future__ import annotations

import math
from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.handler import Reply
from engine_driving import (
    LAMBDA,
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

WORK = {"Type": "Task", "Resource": PUT}


def parallel(*states: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Give a Parallel state whose branches have one state each: A, B, C ..."""
    branches = [only(state, "ABCDE"[number]) for number, state in enumerate(states)]
    return {"Type": "Parallel", "Branches": branches, **fields}


def caught(state: dict[str, Any]) -> dict[str, Any]:
    """Give a machine with this state, that catches everything."""
    definition = only({**state, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]})
    definition["States"]["Caught"] = {"Type": "Succeed"}
    return definition


def passing(result: Any) -> dict[str, Any]:
    return {"Type": "Pass", "Result": result}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [{"a": 1}, 2]),
        ({"InputPath": "$.a"}, [1, 2]),
        ({"Parameters": {"x.$": "$.a"}}, [{"x": 1}, 2]),
        ({"ResultSelector": {"second.$": "$[1]"}}, {"second": 2}),
        ({"ResultPath": "$.r"}, {"a": 1, "r": [{"a": 1}, 2]}),
        ({"ResultPath": None}, {"a": 1}),
        ({"OutputPath": "$[1]"}, 2),
    ],
)
def test_results_are_in_the_order_of_the_branches(fields: dict[str, Any], expected: Any) -> None:
    done = run_state(parallel({"Type": "Pass"}, passing(2), **fields), {"a": 1})

    assert done.output == expected


def test_branches_take_turns_in_the_history() -> None:
    done = run_state(parallel(passing(1), {"Type": "Succeed"}))

    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:ParallelStateEntered<0 3:ParallelStateStarted<2
        4:PassStateEntered<3 5:PassStateExited<4 6:SucceedStateEntered<3 7:SucceedStateExited<6
        8:ParallelStateSucceeded<7 9:ParallelStateExited<7 10:ExecutionSucceeded<9
    """)


def test_tasks_are_all_scheduled_before_the_first_is_started() -> None:
    done = run_state(parallel(WORK, WORK), handlers={"*": failing()})

    assert chain(done)[3:11] == listed("""
        4:TaskStateEntered<3 5:TaskScheduled<4 6:TaskStateEntered<3 7:TaskScheduled<6
        8:TaskStarted<5 9:TaskStarted<7 10:TaskSucceeded<8 11:TaskStateExited<10
    """)


def test_branches_wait_at_the_same_time() -> None:
    done = run_state(parallel({"Type": "Wait", "Seconds": 60}, {"Type": "Wait", "Seconds": 90}))

    assert elapsed_seconds(done) == 90
    assert chain(done)[3:] == listed("""
        4:WaitStateEntered<3 5:WaitStateEntered<3 6:WaitStateExited<4 7:WaitStateExited<5
        8:ParallelStateSucceeded<7 9:ParallelStateExited<7 10:ExecutionSucceeded<9
    """)


def test_the_success_follows_the_last_event_of_all_branches() -> None:
    done = run_state(parallel({"Type": "Wait", "Seconds": 60}, passing(1)))

    assert chain(done)[-3:] == listed(
        "8:ParallelStateSucceeded<7 9:ParallelStateExited<7 10:ExecutionSucceeded<9"
    )


def test_a_failing_branch_fails_the_state_under_its_own_name() -> None:
    done = run_state(parallel({"Type": "Fail", "Error": "Boom", "Cause": "bang"}))

    assert (done.error, done.cause) == ("Boom", "bang")
    assert chain(done)[3:] == listed("4:FailStateEntered<3 5:ParallelStateFailed<4 6:ExecutionFailed<5")


def test_a_caught_failure_leaves_after_the_failed_event() -> None:
    done = run(caught(parallel({"Type": "Fail", "Error": "Boom"}, ResultPath=None)), {"in": 1})

    assert done.output == {"Error": "Boom", "Cause": ""}
    assert chain(done)[4:6] == ["5:ParallelStateFailed<4", "6:ParallelStateExited<5"]


def test_a_failing_task_is_aborted_itself() -> None:
    done = run(caught(parallel({**WORK, "Resource": LAMBDA})), handlers={"*": failing(TaskError("Boom"))})

    assert chain(done)[3:10] == listed("""
        4:TaskStateEntered<3 5:LambdaFunctionScheduled<4 6:LambdaFunctionStarted<5 7:LambdaFunctionFailed<6
        8:TaskStateAborted<7 9:ParallelStateFailed<7 10:ParallelStateExited<9
    """)


def test_a_retried_state_starts_all_branches_again_without_failing() -> None:
    retry = [{"ErrorEquals": ["Boom"], "MaxAttempts": 1}]

    done = run_state(parallel({"Type": "Fail", "Error": "Boom"}, Retry=retry))

    assert chain(done)[2:] == listed("""
        3:ParallelStateStarted<2 4:FailStateEntered<3 5:ParallelStateStarted<4 6:FailStateEntered<5
        7:ParallelStateFailed<6 8:ExecutionFailed<7
    """)
    assert elapsed_seconds(done) == 1


def test_a_retried_task_failure_starts_again_from_the_failure() -> None:
    retry = [{"ErrorEquals": ["Boom"]}]

    done = run_state(parallel(WORK, Retry=retry), handlers={"*": failing(TaskError("Boom"))})

    assert chain(done)[6:9] == ["7:TaskFailed<6", "8:TaskStateAborted<7", "9:ParallelStateStarted<7"]
    assert done.output == ["done"]


def test_siblings_are_cut_where_they_are() -> None:
    inner = parallel({"Type": "Wait", "Seconds": 99}, {"Type": "Task", "Resource": LAMBDA})
    inner["Branches"][0]["States"] = {"C": inner["Branches"][0]["States"].pop("A")}
    inner["Branches"][0]["StartAt"] = "C"
    inner["Branches"][1] = only({"Type": "Task", "Resource": LAMBDA}, "D")
    fails_later = machine(
        "E", E={"Type": "Wait", "Seconds": 5, "Next": "F"}, F={"Type": "Fail", "Error": "Boom"}
    )
    state = {
        "Type": "Parallel",
        "Branches": [only({"Type": "Wait", "Seconds": 60}, "A"), fails_later, only(inner, "B")],
    }

    done = run_state(state, handlers={"*": lambda _: Reply(delay_seconds=30)})

    failing_event = next(name for name in chain(done) if "FailStateEntered" in name).split(":")[0]
    assert chain(done)[-6:] == [
        f"{int(failing_event) + 1}:WaitStateAborted<{failing_event}",
        f"{int(failing_event) + 2}:ParallelStateAborted<{failing_event}",
        f"{int(failing_event) + 3}:WaitStateAborted<{failing_event}",
        f"{int(failing_event) + 4}:TaskStateAborted<{failing_event}",
        f"{int(failing_event) + 5}:ParallelStateFailed<{failing_event}",
        f"{int(failing_event) + 6}:ExecutionFailed<{int(failing_event) + 5}",
    ]
    assert elapsed_seconds(done) == 5


def test_a_failure_of_the_definition_in_a_branch_ends_the_execution_at_once() -> None:
    state = parallel({"Type": "Pass", "InputPath": "$.nope"}, {"Type": "Wait", "Seconds": 9})

    done = run(caught(state))

    assert done.error == "States.Runtime"
    assert done.cause is not None
    assert done.cause.startswith(
        "An error occurred while executing the state 'A' (entered at the event id #4). "
    )
    assert chain(done)[-1].endswith(":ExecutionFailed<4")
    assert not [name for name in chain(done) if "Aborted" in name or "ParallelStateFailed" in name]


def test_an_own_selector_that_fails_follows_the_success() -> None:
    done = run_state(parallel(passing(1), ResultSelector={"x.$": "$.nope"}))

    assert chain(done)[-2:] == ["6:ParallelStateSucceeded<5", "7:ExecutionFailed<6"]


def test_an_own_input_that_fails_starts_nothing() -> None:
    done = run_state(parallel(passing(1), Parameters={"x.$": "$.nope"}))

    assert chain(done)[1:] == ["2:ParallelStateEntered<0", "3:ExecutionFailed<2"]


def test_branches_read_the_variables_around_them_and_keep_their_own_to_themselves() -> None:
    first = {"Type": "Pass", "Assign": {"x": "outer"}, "Next": "S"}
    branch = machine(
        "A",
        A={"Type": "Pass", "Assign": {"y.$": "$x"}, "Next": "B"},
        B={"Type": "Pass", "Parameters": {"x.$": "$x", "y.$": "$y"}, "End": True},
    )
    state = {"Type": "Parallel", "Branches": [branch], "Assign": {"r.$": "$[0].y"}, "Next": "Last"}
    last = {"Type": "Pass", "Parameters": {"r.$": "$r", "y.$": "$y"}, "End": True}

    done = run(machine("First", First=first, S=state, Last=last))

    assert details(done, "ParallelStateExited")[0]["output"] == '[{"x":"outer","y":"outer"}]'
    assert details(done, "ParallelStateExited")[0]["assignedVariables"] == {"r": '"outer"'}
    assert done.error == "States.Runtime"


def test_the_context_object_inside_a_branch_names_the_branch_s_state() -> None:
    done = run_state(parallel({"Type": "Pass", "Parameters": {"name.$": "$$.State.Name"}}))

    assert done.output == [{"name": "A"}]


def test_branches_that_never_end_leave_the_execution_running() -> None:
    done = run_state(parallel(WORK, passing(1)), handlers={"*": lambda _: Reply(delay_seconds=math.inf)})

    assert done.status == "RUNNING"
