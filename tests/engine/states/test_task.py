from __future__ import annotations

import json
import math
from typing import Any

import pytest

from asltool.engine.effects import Failed, Invoke, Submitted, TimedOut
from asltool.engine.errors import StatesError
from asltool.engine.states.task import compile_task
from asltool.errors import TaskError
from asltool.handlers.handler import Reply
from asltool.model.machine import Task
from engine_driving import (
    ACTIVITY,
    LAMBDA,
    PUT,
    SEND_AND_WAIT,
    Driver,
    chain,
    details,
    elapsed_seconds,
    failing,
    listed,
    machine,
    only,
    read_machine,
    run,
    run_state,
)

CHILD = "arn:aws:states:::states:startExecution.sync:2"
ROLE = "arn:aws:iam::123456789012:role/guest"
PREFIX = "An error occurred while executing the state 'S' (entered at the event id #2). "


def task(**fields: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": LAMBDA, **fields}


def model(**fields: Any) -> Task:
    state = read_machine(only(task(**fields))).states["S"]
    assert isinstance(state, Task)
    return state


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"in": {"a": 1}}),
        ({"InputPath": "$.in"}, {"a": 1}),
        ({"InputPath": None}, {}),
        ({"Parameters": {"x.$": "$.in.a", "y": "$.in"}}, {"x": 1, "y": "$.in"}),
        ({"InputPath": "$.in", "Parameters": {"x.$": "$.a"}}, {"x": 1}),
        ({"Parameters": 5}, 5),
    ],
)
def test_the_work_gets_the_parameters_or_else_the_selected_input(
    fields: dict[str, Any], expected: Any
) -> None:
    got: list[Any] = []

    run_state(task(**fields), {"in": {"a": 1}}, handlers={"Work": got.append})

    assert got == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"r": [1, 2]}),
        ({"ResultSelector": {"x.$": "$.r[1]"}}, {"x": 2}),
        ({"ResultPath": "$.out"}, {"in": 0, "out": {"r": [1, 2]}}),
        ({"ResultPath": "$.in", "ResultSelector": {"x.$": "$.r[0]"}}, {"in": {"x": 1}}),
        ({"ResultPath": None}, {"in": 0}),
        ({"OutputPath": "$.r"}, [1, 2]),
        ({"OutputPath": None}, {}),
        ({"InputPath": None, "ResultPath": "$.out", "OutputPath": "$.in"}, 0),
    ],
)
def test_the_result_goes_its_way_to_the_output(fields: dict[str, Any], expected: Any) -> None:
    done = run_state(task(**fields), {"in": 0}, handlers={"Work": failing(result={"r": [1, 2]})})

    assert done.output == expected


def test_assign_sees_the_raw_result_not_the_selected_one() -> None:
    fields = {"Assign": {"x.$": "$.r", "in.$": "$$.Execution.Input"}, "ResultSelector": {"y.$": "$.r"}}

    done = run_state(task(**fields), {"in": 0}, handlers={"Work": failing(result={"r": 1})})

    assert details(done, "TaskStateExited")[0]["assignedVariables"] == {"x": "1", "in": '{"in":0}'}


LAMBDA_EVENTS = """
    1:ExecutionStarted<0 2:TaskStateEntered<0 3:LambdaFunctionScheduled<2 4:LambdaFunctionStarted<3
    5:LambdaFunctionSucceeded<4 6:TaskStateExited<5 7:ExecutionSucceeded<6
"""


@pytest.mark.parametrize(
    ("resource", "names"),
    [
        (LAMBDA, "LambdaFunction"),
        (ACTIVITY, "Activity"),
        (PUT, "Task"),
        ("arn:aws:states:::aws-sdk:s3:getObject", "Task"),
    ],
)
def test_each_family_of_resources_has_its_own_events(resource: str, names: str) -> None:
    done = run_state(task(Resource=resource), handlers={"*": failing()})

    assert chain(done) == listed(LAMBDA_EVENTS.replace("LambdaFunction", names))


def test_a_job_is_submitted_before_it_ends() -> None:
    done = run_state(
        task(Resource=CHILD), handlers={"*": lambda _: Reply({"Output": 1}, submitted={"ExecutionArn": "a"})}
    )

    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:TaskStateEntered<0 3:TaskScheduled<2 4:TaskStarted<3 5:TaskSubmitted<4
        6:TaskSucceeded<5 7:TaskStateExited<6 8:ExecutionSucceeded<7
    """)
    (submitted,) = details(done, "TaskSubmitted")
    assert (submitted["resourceType"], submitted["resource"]) == ("states", "startExecution.sync:2")
    assert submitted["output"] == '{"ExecutionArn":"a"}'


@pytest.mark.parametrize("resource", [LAMBDA, PUT])
def test_nothing_is_submitted_where_the_response_is_the_result(resource: str) -> None:
    done = run_state(task(Resource=resource), handlers={"*": lambda _: Reply(1, submitted={"no": 1})})

    assert not details(done, "TaskSubmitted")


def test_a_failed_job_follows_its_submission() -> None:
    handler = {"*": lambda _: Reply(submitted={}, failure=TaskError("Boom", "bang"))}

    done = run_state(task(Resource=SEND_AND_WAIT), handlers=handler)

    assert chain(done)[4:] == ["5:TaskSubmitted<4", "6:TaskFailed<5", "7:ExecutionFailed<6"]
    assert (done.error, done.cause) == ("Boom", "bang")


@pytest.mark.parametrize(
    ("resource", "event", "details_"),
    [
        (LAMBDA, "LambdaFunctionFailed", {}),
        (ACTIVITY, "ActivityFailed", {}),
        (PUT, "TaskFailed", {"resourceType": "dynamodb", "resource": "putItem"}),
    ],
)
def test_a_failure_shows_error_and_cause_where_there_are_any(
    resource: str, event: str, details_: dict[str, str]
) -> None:
    told = run_state(task(Resource=resource), handlers={"*": failing(TaskError("Boom", "bang"))})
    untold = run_state(task(Resource=resource), handlers={"*": failing(TaskError())})

    assert details(told, event) == [{**details_, "error": "Boom", "cause": "bang"}]
    assert details(untold, event) == [details_]
    assert chain(untold)[-2:] == [f"5:{event}<4", "6:ExecutionFailed<5"]
    assert (untold.status, untold.error, untold.cause) == ("FAILED", None, None)


@pytest.mark.parametrize(
    ("resource", "event", "shown"),
    [
        (LAMBDA, "LambdaFunctionScheduled", {"resource": LAMBDA, "input": '{"x":1}', "timeoutInSeconds": 9}),
        (
            ACTIVITY,
            "ActivityScheduled",
            {"resource": ACTIVITY, "input": '{"x":1}', "timeoutInSeconds": 9, "heartbeatInSeconds": 5},
        ),
        (
            PUT,
            "TaskScheduled",
            {
                "resourceType": "dynamodb",
                "resource": "putItem",
                "region": "eu-west-1",
                "parameters": '{"x":1}',
                "timeoutInSeconds": 9,
                "heartbeatInSeconds": 5,
            },
        ),
    ],
)
def test_an_attempt_is_scheduled_with_its_limits(resource: str, event: str, shown: dict[str, Any]) -> None:
    fields = {"Parameters": {"x": 1}, "TimeoutSeconds": 9, "HeartbeatSeconds": 5}

    done = run_state(task(Resource=resource, **fields), handlers={"*": failing()}, region="eu-west-1")

    (scheduled,) = details(done, event)
    scheduled.pop("inputDetails", None)
    assert scheduled == shown


def test_limits_may_come_from_the_selected_input() -> None:
    fields = {"InputPath": "$.in", "TimeoutSecondsPath": "$.t", "HeartbeatSecondsPath": "$.h"}

    done = run_state(task(Resource=PUT, **fields), {"in": {"t": 9, "h": 5}}, handlers={"*": failing()})

    (scheduled,) = details(done, "TaskScheduled")
    assert (scheduled["timeoutInSeconds"], scheduled["heartbeatInSeconds"]) == (9, 5)


@pytest.mark.parametrize("field", ["TimeoutSecondsPath", "HeartbeatSecondsPath"])
@pytest.mark.parametrize(
    ("input_", "cause"),
    [
        ({}, "Invalid path '$.t' : No results for path: $['t']"),
        ({"t": "x"}, 'The {} field refers to value "x" which is not a valid integer: $.t'),
    ],
)
def test_a_limit_that_is_none_ends_the_execution_before_anything_is_scheduled(
    field: str, input_: dict[str, Any], cause: str
) -> None:
    done = run_state(task(**{field: "$.t"}), input_)

    assert (done.error, done.cause) == ("States.Runtime", PREFIX + cause.format(field))
    assert chain(done)[1:] == ["2:TaskStateEntered<0", "3:ExecutionFailed<2"]


@pytest.mark.parametrize(
    ("credentials", "role"),
    [
        ({"RoleArn": ROLE}, ROLE),
        ({"RoleArn.$": "$.role"}, ROLE),
        ({"RoleArn.$": "States.Format('{}', $.role)"}, ROLE),
    ],
)
@pytest.mark.parametrize(("resource", "event"), [(LAMBDA, "LambdaFunctionScheduled"), (PUT, "TaskScheduled")])
def test_credentials_show_the_role(credentials: dict[str, Any], role: str, resource: str, event: str) -> None:
    done = run_state(
        task(Resource=resource, Credentials=credentials), {"role": ROLE}, handlers={"*": failing()}
    )

    assert details(done, event)[0]["taskCredentials"] == {"roleArn": role}


def later(seconds: float, **more: Any) -> dict[str, Any]:
    return {"*": lambda _: Reply("late", delay_seconds=seconds, **more)}


@pytest.mark.parametrize(
    ("resource", "event", "details_"),
    [
        (LAMBDA, "LambdaFunctionTimedOut", {}),
        (ACTIVITY, "ActivityTimedOut", {}),
        (PUT, "TaskTimedOut", {"resourceType": "dynamodb", "resource": "putItem"}),
    ],
)
def test_work_that_takes_too_long_times_out_without_a_cause(
    resource: str, event: str, details_: dict[str, str]
) -> None:
    done = run_state(task(Resource=resource, TimeoutSeconds=10), handlers=later(math.inf))

    assert (done.status, done.error, done.cause) == ("FAILED", "States.Timeout", None)
    assert elapsed_seconds(done) == 10
    assert details(done, event) == [{**details_, "error": "States.Timeout"}]
    assert details(done, "ExecutionFailed") == [{"error": "States.Timeout"}]
    assert chain(done)[-2:] == [f"5:{event}<4", "6:ExecutionFailed<5"]


def test_work_that_ends_in_time_takes_its_time() -> None:
    done = run_state(task(TimeoutSeconds=10), handlers=later(9.5))

    assert (done.output, elapsed_seconds(done)) == ("late", 9.5)


def test_each_attempt_has_its_own_time() -> None:
    retry = [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 2}]

    done = run_state(task(TimeoutSeconds=10, Retry=retry), handlers=later(11))

    assert elapsed_seconds(done) == 10 + 1 + 10 + 2 + 10


def test_a_token_that_never_comes_back_times_out_after_it_was_sent() -> None:
    done = run_state(task(Resource=SEND_AND_WAIT, TimeoutSeconds=60), handlers=later(math.inf, submitted={}))

    assert chain(done)[4:] == ["5:TaskSubmitted<4", "6:TaskTimedOut<5", "7:ExecutionFailed<6"]
    assert elapsed_seconds(done) == 60


@pytest.mark.parametrize("resource", [ACTIVITY, SEND_AND_WAIT])
def test_a_missed_heartbeat_times_out(resource: str) -> None:
    fields = {"Resource": resource, "HeartbeatSeconds": 5, "TimeoutSeconds": 60}

    done = run_state(task(**fields), handlers=later(math.inf, submitted={}))

    assert (done.error, done.cause) == ("States.Timeout", None)
    assert elapsed_seconds(done) == 5


def test_the_response_of_a_service_needs_no_heartbeat() -> None:
    done = run_state(task(Resource=PUT, HeartbeatSeconds=5), handlers=later(7))

    assert (done.status, elapsed_seconds(done)) == ("SUCCEEDED", 7)


@pytest.mark.parametrize("name", ["States.HeartbeatTimeout", "States.Timeout", "States.ALL"])
def test_a_missed_heartbeat_is_caught_by_either_name_and_shown_as_a_timeout(name: str) -> None:
    catcher = {"ErrorEquals": [name], "Next": "Caught"}
    inner = machine("T", T={**task(Resource=ACTIVITY, HeartbeatSeconds=5), "End": True})
    for state in (task(Resource=ACTIVITY, HeartbeatSeconds=5), {"Type": "Parallel", "Branches": [inner]}):
        definition = only({**state, "Catch": [catcher]})
        definition["States"]["Caught"] = {"Type": "Succeed"}

        done = run(definition, handlers=later(math.inf))

        assert done.output == {"Error": "States.Timeout", "Cause": ""}


def test_a_late_heartbeat_is_not_what_a_timeout_is() -> None:
    catcher = {"ErrorEquals": ["States.HeartbeatTimeout"], "Next": "Caught"}
    definition = only(task(Resource=ACTIVITY, TimeoutSeconds=5, Catch=[catcher]))
    definition["States"]["Caught"] = {"Type": "Succeed"}

    assert run(definition, handlers=later(math.inf)).error == "States.Timeout"


@pytest.mark.parametrize("resource", [LAMBDA, SEND_AND_WAIT])
def test_work_that_never_ends_and_has_no_limit_leaves_the_execution_running(resource: str) -> None:
    done = run_state(task(Resource=resource), handlers=later(math.inf))

    assert (done.status, done.output, done.error, done.cause) == ("RUNNING", None, None, None)


@pytest.mark.parametrize(
    ("resource", "has_token"),
    [(LAMBDA, False), (PUT, False), (ACTIVITY, True), (SEND_AND_WAIT, True), (CHILD, True)],
)
def test_tokens_are_made_for_work_that_ends_elsewhere(resource: str, has_token: bool) -> None:  # noqa: FBT001
    driver = Driver({})

    driver.run(compile_task(model(Resource=resource)))

    (effect,) = driver.effects
    assert isinstance(effect, Invoke)
    assert effect.call.task_token == ("uuid-1" if has_token else None)


def test_every_attempt_has_a_token_of_its_own_which_no_later_state_sees() -> None:
    state = task(
        Resource=SEND_AND_WAIT,
        Parameters={"MessageBody": {"token.$": "$$.Task.Token"}},
        Retry=[{"ErrorEquals": ["Boom"], "MaxAttempts": 1}],
        Catch=[{"ErrorEquals": ["States.ALL"], "Next": "After"}],
        Next="After",
    )
    after = {"Type": "Pass", "Parameters": {"context.$": "$$"}, "End": True}

    done = run(
        machine("S", S=state, After=after), handlers={"*": failing(TaskError("Boom"), TaskError("Boom"))}
    )

    tokens = [
        json.loads(each["parameters"])["MessageBody"]["token"] for each in details(done, "TaskScheduled")
    ]
    assert len(set(tokens)) == 2
    assert "Task" not in done.output["context"]  # type: ignore[index,call-overload,operator]


def test_the_context_object_of_a_task_tells_retries_and_token() -> None:
    done = run_state(task(Resource=ACTIVITY, Parameters={"context.$": "$$"}), handlers={"*": lambda got: got})

    context: Any = done.output["context"]  # type: ignore[index,call-overload]
    assert list(context) == ["Execution", "StateMachine", "State", "Task"]
    assert list(context["State"]) == ["Name", "EnteredTime", "RetryCount"]
    assert context["State"]["RetryCount"] == 0


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Failed("Boom", "bang"), ("Boom", "bang", "Boom")),
        (TimedOut(), ("States.Timeout", None, "States.Timeout")),
        (TimedOut(has_missed_heartbeat=True), ("States.Timeout", None, "States.HeartbeatTimeout")),
    ],
)
@pytest.mark.parametrize("is_submitted", [False, True])
def test_answers_other_than_success_are_failures_of_the_task(
    answer: Any,
    error: tuple[str | None, ...],
    is_submitted: bool,  # noqa: FBT001
) -> None:
    driver = Driver(*([Submitted({})] if is_submitted else []), answer)

    with pytest.raises(StatesError) as raised:
        driver.run(compile_task(model(Resource=SEND_AND_WAIT)))

    assert (raised.value.name, raised.value.cause, raised.value.matched_as) == error
    assert raised.value.is_task_failure


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"InputPath": "$.x"}, "Invalid path '$.x' : No results for path: $['x']"),
        (
            {"Parameters": {"a.$": "$.x"}},
            "The JSONPath '$.x' specified for the field 'a.$' could not be found in the input '{}'",
        ),
        (
            {"Parameters": {"a.$": "States.MathAdd($.x, 1)"}},
            "The function 'States.MathAdd($.x, 1)' had the following error: ",
        ),
    ],
)
def test_input_that_cannot_be_made_ends_the_execution_before_the_work(
    fields: dict[str, Any], cause: str
) -> None:
    done = run_state(task(**fields), handlers={"*": failing()})

    assert done.error == "States.Runtime"
    assert done.cause is not None
    assert done.cause.startswith(PREFIX + cause)
    assert chain(done)[-1] == "3:ExecutionFailed<2"


@pytest.mark.parametrize("field", ["ResultSelector", "Assign"])
def test_output_that_cannot_be_made_ends_the_execution_after_the_work(field: str) -> None:
    done = run_state(task(**{field: {"a.$": "$.x"}}), handlers={"*": failing(result={"r": 1})})

    assert done.cause == PREFIX + (
        "The JSONPath '$.x' specified for the field 'a.$' could not be found in the input '{\"r\":1}'"
    )
    assert chain(done)[-2:] == ["5:LambdaFunctionSucceeded<4", "6:ExecutionFailed<5"]


def test_an_intrinsic_function_that_fails_can_be_caught() -> None:
    state = task(
        Parameters={"a.$": "States.ArrayGetItem($.list, 5)"},
        Catch=[{"ErrorEquals": ["States.IntrinsicFailure"], "Next": "Caught"}],
    )
    definition = only(state)
    definition["States"]["Caught"] = {"Type": "Succeed"}

    done = run(definition, {"list": [1]}, handlers={"*": failing()})

    assert done.status == "SUCCEEDED"
    assert done.output["Error"] == "States.IntrinsicFailure"  # type: ignore[index,call-overload]
