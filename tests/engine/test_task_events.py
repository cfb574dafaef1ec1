from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.task_events import Attempt, TaskEvents, as_whole
from asltool.model.resource import parse_resource
from engine_driving import ACTIVITY, LAMBDA, SEND_AND_WAIT, Driver, chain

ATTEMPT = Attempt({"a": 1}, 2.5, 60.0, {"roleArn": "arn:role"})
BARE = Attempt({}, None, None, None)


def all_events(resource: str, attempt: Attempt) -> Driver:
    """Write every event of a resource down, one after the other."""
    driver = Driver()
    driver.enter({})
    events, frame = TaskEvents(parse_resource(resource)), driver.frame
    events.scheduled(frame, attempt)
    if resource == ACTIVITY:
        events.taken(frame, "worker-1")
    else:
        events.started(frame)
    events.succeeded(frame, "result")
    events.failed(frame, "Boom", None)
    events.timed_out(frame, "States.Timeout")
    return driver


def shown(driver: Driver) -> list[dict[str, Any]]:
    return [
        next((details for name, details in event.items() if name.endswith("Details")), {})
        for event in driver.history[1:]
    ]


@pytest.mark.parametrize(
    ("resource", "names"),
    [
        (LAMBDA, "LambdaFunction"),
        (ACTIVITY, "Activity"),
        (SEND_AND_WAIT, "Task"),
        ("${FunctionArn}", "LambdaFunction"),
    ],
)
def test_events_follow_each_other(resource: str, names: str) -> None:
    driver = all_events(resource, BARE)

    assert chain(driver.history)[1:] == [
        f"2:{names}Scheduled<1",
        f"3:{names}Started<2",
        f"4:{names}Succeeded<3",
        f"5:{names}Failed<4",
        f"6:{names}TimedOut<5",
    ]
    assert driver.frame.last_event == 6


OUTPUT = {"output": '"result"', "outputDetails": {"truncated": False}}


def test_a_function_shows_its_input_and_its_role() -> None:
    assert shown(all_events(LAMBDA, ATTEMPT)) == [
        {
            "resource": LAMBDA,
            "input": '{"a":1}',
            "inputDetails": {"truncated": False},
            "timeoutInSeconds": 2.5,
            "taskCredentials": {"roleArn": "arn:role"},
        },
        {},
        OUTPUT,
        {"error": "Boom"},
        {"error": "States.Timeout"},
    ]


def test_an_activity_shows_its_heartbeat() -> None:
    scheduled, started, *_ = shown(all_events(ACTIVITY, ATTEMPT))

    assert scheduled == {
        "resource": ACTIVITY,
        "input": '{"a":1}',
        "inputDetails": {"truncated": False},
        "timeoutInSeconds": 2.5,
        "heartbeatInSeconds": 60,
    }
    assert started == {"workerName": "worker-1"}


def test_a_service_shows_its_name_and_its_action_in_every_event() -> None:
    named = {"resourceType": "sqs", "resource": "sendMessage.waitForTaskToken"}

    assert shown(all_events(SEND_AND_WAIT, ATTEMPT)) == [
        {
            **named,
            "region": "us-east-1",
            "parameters": '{"a":1}',
            "timeoutInSeconds": 2.5,
            "heartbeatInSeconds": 60,
            "taskCredentials": {"roleArn": "arn:role"},
        },
        named,
        {**named, **OUTPUT},
        {**named, "error": "Boom"},
        {**named, "error": "States.Timeout"},
    ]


def test_what_is_not_set_is_not_shown() -> None:
    assert list(shown(all_events(LAMBDA, BARE))[0]) == ["resource", "input", "inputDetails"]


def test_a_submission_shows_what_the_service_said() -> None:
    driver = Driver()

    TaskEvents(parse_resource(SEND_AND_WAIT)).submitted(driver.frame, {"MessageId": "m"})

    assert chain(driver.history) == ["1:TaskSubmitted<0"]
    assert driver.history[0]["taskSubmittedEventDetails"]["output"] == '{"MessageId":"m"}'


@pytest.mark.parametrize(
    ("resource", "blamed"), [(LAMBDA, LAMBDA), (ACTIVITY, ACTIVITY), (SEND_AND_WAIT, "sqs")]
)
def test_large_results_are_blamed_on_function_or_service(resource: str, blamed: str) -> None:
    assert TaskEvents(parse_resource(resource)).blamed == blamed


@pytest.mark.parametrize(("seconds", "shown_as"), [(5.0, "5"), (5, "5"), (0.5, "0.5"), (None, "None")])
def test_whole_seconds_have_no_fraction(seconds: float | None, shown_as: str) -> None:
    assert repr(as_whole(seconds)) == shown_as
