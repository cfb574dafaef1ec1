from __future__ import annotations

import json
import math
from typing import Any

import pytest

from asltool.engine.effects import TaskCall
from asltool.handlers.handler import Reply
from asltool.handlers.registry import Registry
from asltool.history.recorder import Moment
from asltool.model.resource import parse_resource
from asltool.runner.chance import Chance
from asltool.runner.children import Children
from asltool.runner.clock import VirtualClock
from asltool.runner.execution import Execution
from asltool.runner.scheduler import Scheduler
from asltool.runner.settings import Settings
from engine_driving import (
    LAMBDA,
    chain,
    details,
    elapsed_seconds,
    listed,
    machine,
    only,
    read_machine,
    run,
    run_state,
)

START = "arn:aws:states:::states:startExecution"
CHILD_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:Child"
MACHINES: dict[str, dict[str, Any]] = {
    "Child": only({"Type": "Pass", "Parameters": {"got.$": "$"}}, "C"),
    "Failing": only({"Type": "Fail", "Error": "Boom", "Cause": "bang"}, "C"),
    "Slow": only({"Type": "Wait", "Seconds": 60}, "C"),
    "TooSlow": {**only({"Type": "Wait", "Seconds": 60}, "C"), "TimeoutSeconds": 20},
    "Endless": only({"Type": "Task", "Resource": LAMBDA}, "C"),
}


def start(pattern: str = "", machine_name: str = "Child", **parameters: Any) -> dict[str, Any]:
    """Give a Task state that starts a machine."""
    arn = CHILD_ARN.replace("Child", machine_name)
    return {"Type": "Task", "Resource": START + pattern, "Parameters": {"StateMachineArn": arn, **parameters}}


def started(state: dict[str, Any], **settings: Any) -> Execution:
    settings.setdefault("handlers", {"Work": lambda _: Reply(delay_seconds=math.inf)})
    machines = {name: read_machine(definition) for name, definition in MACHINES.items()}
    return run_state(state, state_machines=machines, **settings)


def test_a_started_execution_is_told_by_its_arn_and_not_waited_for() -> None:
    done = started(start("", "Slow", Name="n"))

    output: Any = done.output
    assert list(output) == ["ExecutionArn", "SdkHttpMetadata", "SdkResponseMetadata", "StartDate"]
    assert output["ExecutionArn"] == "arn:aws:states:us-east-1:123456789012:execution:Slow:n"
    assert output["StartDate"] == 1_767_225_600_000
    assert done.stopped_at == done.started_at


def test_a_synchronous_execution_gives_its_output_as_json() -> None:
    done = started(start(".sync:2", Input={"a": 1}, Name="n"))

    output: Any = done.output
    assert output["Output"] == {"got": {"a": 1}}
    assert output["Input"] == {"a": 1}
    assert (output["Status"], output["Name"]) == ("SUCCEEDED", "n")
    assert chain(done)[2:] == listed("""
        3:TaskScheduled<2 4:TaskStarted<3 5:TaskSubmitted<4 6:TaskSucceeded<5 7:TaskStateExited<6
        8:ExecutionSucceeded<7
    """)


def test_the_older_pattern_gives_it_as_text() -> None:
    output: Any = started(start(".sync", Input={"a": 1})).output

    assert json.loads(output["Output"]) == {"got": {"a": 1}}
    assert json.loads(output["Input"]) == {"a": 1}


def test_its_end_is_waited_for() -> None:
    assert elapsed_seconds(started(start(".sync", "Slow"))) == 60


def test_without_an_input_the_execution_gets_an_empty_object() -> None:
    output: Any = started(start(".sync:2")).output

    assert output["Output"] == {"got": {}}


@pytest.mark.parametrize(
    ("name", "status", "error"), [("Failing", "FAILED", "Boom"), ("TooSlow", "TIMED_OUT", None)]
)
def test_an_execution_that_does_not_succeed_fails_the_task(name: str, status: str, error: str | None) -> None:
    done = started(start(".sync:2", name, Input={"a": 1}))

    assert (done.status, done.error) == ("FAILED", "States.TaskFailed")
    assert done.cause is not None
    cause = json.loads(done.cause)
    assert (cause["Status"], cause.get("Error"), cause["Input"]) == (status, error, '{"a":1}')
    assert "Output" not in cause


def test_a_task_that_times_out_stops_its_execution() -> None:
    done = started({**start(".sync", "Slow"), "TimeoutSeconds": 5})

    assert (done.error, elapsed_seconds(done)) == ("States.Timeout", 5)


def test_an_execution_without_end_leaves_the_one_that_waits_running() -> None:
    assert started(start(".sync", "Endless")).status == "RUNNING"


def test_a_time_limit_that_was_not_needed_does_no_harm() -> None:
    quick = {**MACHINES["Child"], "TimeoutSeconds": 20}
    definition = machine(
        "A", A={**start(".sync:2", "Quick"), "Next": "W"}, W={"Type": "Wait", "Seconds": 60, "End": True}
    )

    done = run(definition, state_machines={"Quick": read_machine(quick)})

    assert (done.status, elapsed_seconds(done)) == ("SUCCEEDED", 60)


def test_a_job_that_is_over_at_once_answers_whoever_asks() -> None:
    moment, chance = Moment(0), Chance()
    machines = {"Child": read_machine(MACHINES["Child"])}
    children = Children(
        Scheduler(VirtualClock(0), moment),
        Settings(input={}, state_machines=machines),
        Registry({}),
        moment,
        chance,
    )
    job = children.serve(TaskCall(parse_resource(START), {}, "S", 0, None, math.inf))
    assert job is not None
    answers: list[Any] = []

    job.when_done(answers.append)
    job.abort()

    assert answers == [job.accepted]


def test_a_branch_that_is_cut_stops_its_execution() -> None:
    fails = machine("W", W={"Type": "Wait", "Seconds": 5, "Next": "F"}, F={"Type": "Fail", "Error": "Boom"})
    state = {"Type": "Parallel", "Branches": [only(start(".sync", "Slow"), "A"), fails]}

    assert (started(state).error, elapsed_seconds(started(state))) == ("Boom", 5)


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        (
            {"StateMachineArn": CHILD_ARN + "ren"},
            "StateMachineDoesNotExist",
            f"State Machine Does Not Exist: '{CHILD_ARN}ren'",
        ),
        ({"StateMachineArn": "no arn"}, "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: no arn'"),
        ({"Name": "two words"}, "InvalidName", "Invalid Name: 'two words'"),
        ({"Name": 5}, "InvalidName", "Invalid Name: '5'"),
    ],
)
def test_what_cannot_be_started_is_refused(parameters: dict[str, Any], error: str, message: str) -> None:
    done = started(start(".sync:2", **parameters))

    assert done.error == f"StepFunctions.{error}Exception"
    assert done.cause is not None
    assert done.cause.startswith(
        f"{message} (Service: AWSStepFunctions; Status Code: 400; Error Code: {error}; "
    )
    assert chain(done)[3:] == ["4:TaskStarted<3", "5:TaskFailed<4", "6:ExecutionFailed<5"]


def twice(first_input: Any, second_input: Any, name: str) -> Execution:
    branches = [
        only(start(".sync:2", name, Input=first_input, Name="same"), "A"),
        machine(
            "W",
            W={"Type": "Wait", "Seconds": 5, "Next": "B"},
            B={**start(".sync:2", name, Input=second_input, Name="same"), "End": True},
        ),
    ]
    return started({"Type": "Parallel", "Branches": branches})


def test_the_same_name_with_the_same_input_is_the_execution_under_way() -> None:
    done = twice({"a": 1}, {"a": 1}, "Slow")

    one, other = done.output  # type: ignore[misc]
    assert one["ExecutionArn"] == other["ExecutionArn"]  # type: ignore[index,call-overload]
    assert elapsed_seconds(done) == 60


@pytest.mark.parametrize(("second", "name"), [({"a": 2}, "Slow"), ({"a": 1}, "Child")])
def test_the_same_name_is_refused_with_other_input_or_after_its_end(
    second: dict[str, Any], name: str
) -> None:
    done = twice({"a": 1}, second, name)

    assert done.error == "StepFunctions.ExecutionAlreadyExistsException"


def test_an_execution_under_way_is_not_stopped_by_who_did_not_start_it() -> None:
    branches = [
        only(start(".sync:2", "Slow", Name="same"), "A"),
        only({**start(".sync:2", "Slow", Name="same"), "TimeoutSeconds": 5}, "B"),
    ]
    branches[1]["States"]["B"]["Catch"] = [{"ErrorEquals": ["States.ALL"], "Next": "C"}]
    branches[1]["States"]["C"] = {"Type": "Succeed"}

    done = started({"Type": "Parallel", "Branches": branches})

    assert (done.status, elapsed_seconds(done)) == ("SUCCEEDED", 60)


def test_an_execution_that_both_wait_for_answers_both() -> None:
    branches = [only(start(".sync:2", "Slow", Name="same"), name) for name in "AB"]

    done = started({"Type": "Parallel", "Branches": branches})

    assert [each["Status"] for each in done.output] == ["SUCCEEDED"] * 2  # type: ignore[index,union-attr,call-overload]


def test_a_handler_of_its_own_comes_before_the_machines_at_hand() -> None:
    handlers = {"states:startExecution": lambda _: "handled"}

    assert started(start(), handlers=handlers).output == "handled"


def test_a_machine_that_is_not_at_hand_is_left_to_whoever_serves_everything() -> None:
    assert started(start(machine_name="Elsewhere"), handlers={"*": lambda _: "handled"}).output == "handled"
    assert started(start(machine_name="Elsewhere"), aws=lambda _: lambda _: "aws").output == "aws"


def test_tasks_that_wait_for_a_token_have_handlers() -> None:
    done = started(
        start(".waitForTaskToken"), handlers={"states:startExecution": lambda _: "token came back"}
    )

    assert done.output == "token came back"


def test_parameters_that_are_no_object_name_no_machine() -> None:
    state = {"Type": "Task", "Resource": START, "InputPath": "$$.Execution.Name"}

    assert started(state).error == "StepFunctions.InvalidArnException"


def test_events_of_the_started_execution_are_not_told() -> None:
    told: list[dict[str, Any]] = []

    done = started(start(".sync:2"), on_event=told.append)

    assert [event["type"] for event in told] == [event["type"] for event in done.history]
    assert not details(done, "PassStateEntered")


def test_a_machine_can_start_itself() -> None:
    definition = machine(
        "Choose",
        Choose={
            "Type": "Choice",
            "Choices": [{"Variable": "$.n", "NumericEquals": 0, "Next": "Done"}],
            "Default": "Again",
        },
        Again={
            "Type": "Task",
            "Resource": START + ".sync:2",
            "Parameters": {"StateMachineArn": CHILD_ARN, "Input": {"n.$": "States.MathAdd($.n, -1)"}},
            "OutputPath": "$.Output",
            "End": True,
        },
        Done={"Type": "Succeed"},
    )

    done = run(definition, {"n": 3}, state_machines={"Child": read_machine(definition)})

    assert done.output == {"n": 0}
