from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

import asltool
from asltool.engine.effects import Failed, Place, Submitted, Succeeded, Taken, TaskAnswer, TimedOut
from asltool.handlers.callback import HEARTBEAT, Heartbeat
from asltool.handlers.recording import Recording
from engine_driving import ACTIVITY, LAMBDA, SEND_AND_WAIT, machine
from task_calls import task_call

INVOKE = "arn:aws:states:::lambda:invoke"


class Clock:
    """A recording, and the time that it knows."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.recording = Recording()

    def record(self, resource: str, *said: tuple[float, TaskAnswer | Heartbeat], place: Place = ()) -> None:
        """Record an attempt, and what its work says after so many seconds each."""
        call = replace(task_call(resource, state_name="S"), place=place)
        watch = self.recording.begin(call, lambda: self.seconds)
        for seconds, answer in said:
            self.seconds += seconds
            watch(answer)

    @property
    def answers(self) -> Any:
        return self.recording.mocks()["S"]


def test_results_and_failures_are_answers_with_their_delays() -> None:
    clock = Clock()
    clock.record(LAMBDA, (0, Succeeded({"a": 1})))
    clock.record(LAMBDA, (2, Failed("Busy", None)))
    clock.record(LAMBDA, (1.5, Failed(None, "c")))

    assert clock.recording.mocks() == {
        "S": [
            {"return": {"a": 1}},
            {"throw": {"error": "Busy"}, "delay": 2},
            {"throw": {"cause": "c"}, "delay": 1.5},
        ]
    }


def test_what_invoke_gave_is_whole() -> None:
    clock = Clock()
    clock.record(INVOKE, (0, Succeeded({"StatusCode": 200})))
    clock.record(INVOKE, (0, Failed("E", "c")))

    assert [answer["raw"] for answer in clock.answers] == [True, True]


def test_what_timed_out_or_was_given_up_has_no_answer() -> None:
    clock = Clock()
    clock.record(LAMBDA, (60, TimedOut()))
    clock.record(LAMBDA)

    assert clock.answers == [{"never": True}, {"never": True}]


def test_what_was_said_before_the_end_is_kept_and_heartbeats_are_no_delay() -> None:
    clock = Clock()
    clock.record(SEND_AND_WAIT, (1, Submitted({"MessageId": "m"})), (50, HEARTBEAT), (5, Succeeded("done")))
    clock.record(SEND_AND_WAIT, (0, Failed("SQS.SqsException", "no")))
    clock.record(ACTIVITY, (10, Taken("ann")), (3, Succeeded(1)))
    clock.record(ACTIVITY, (10, Taken(None)), (0, Succeeded(1)))

    assert clock.answers == [
        {"return": "done", "delay": 5, "submitted": {"MessageId": "m"}},
        {"throw": {"error": "SQS.SqsException", "cause": "no"}, "submitted": None},
        {"return": 1, "delay": 3, "worker_name": "ann"},
        {"return": 1},
    ]


def test_iterations_tell_answers_apart_and_inputs_are_not_kept() -> None:
    clock = Clock()
    clock.record(LAMBDA, (0, Succeeded(1)), place=(("Map", "A", 2), ("Parallel", "P", 1), ("Map", "B", 0)))

    assert clock.answers == [{"when": {"iteration": {"A": 2, "B": 0}}, "return": 1}]


def test_results_that_no_service_could_give_are_taken_when_they_are_read_again() -> None:
    clock = Clock()
    clock.record("sqs:sendMessage", (0, Succeeded({"MessageId": "m"})))
    assert "$validation" not in clock.recording.mocks()

    clock.record("sqs:sendMessage", (0, Succeeded("sent")))
    assert clock.recording.mocks()["$validation"] == "NONE"


def test_answers_of_one_instant_come_again_in_their_order() -> None:
    clock = Clock()
    first, second, third = (
        clock.recording.begin(task_call(LAMBDA, state_name="S"), lambda: clock.seconds) for _ in range(3)
    )
    for watch in (second, first, third):
        watch(Succeeded(None))
    clock.record(LAMBDA, (0, Succeeded(None)))

    assert [answer.get("delay", 0) for answer in clock.answers] == [1e-06, 0, 1e-06, 0]


class Busy(Exception):  # noqa: N818 - the name is the error's
    """What the function is."""


def paying() -> Any:
    """Give a function that fails at every third call, always for item 4, and takes longer for later items."""
    calls = iter(range(1, 1000))

    def pay(item: int) -> Any:
        if next(calls) % 3 == 0:
            raise Busy("später")
        if item == 4:
            raise ValueError("é")
        return asltool.Reply({"paid": item}, delay_seconds=10 - item)

    return pay


def pay_state(resource: str) -> dict[str, Any]:
    payload = {"FunctionName": "charge", "Payload.$": "$"} if resource == INVOKE else None
    return {
        "Type": "Task",
        "Resource": resource,
        "Retry": [{"ErrorEquals": ["Busy"], "JitterStrategy": "FULL"}],
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Out"}],
        "Next": "Out",
        **({"Parameters": payload} if payload else {}),
    }


OUT = {"Type": "Pass", "End": True}


def each(resource: str, mode: str) -> dict[str, Any]:
    processor = machine("Pay", Pay=pay_state(resource), Out=OUT)
    processor["ProcessorConfig"] = {"Mode": mode}
    if mode == "DISTRIBUTED":
        processor["ProcessorConfig"]["ExecutionType"] = "STANDARD"
    return machine("Orders", Orders={"Type": "Map", "ItemProcessor": processor, "End": True})


def both() -> dict[str, Any]:
    """Give branches that wait for an answer, for a worker who is too slow, and for longer than another fails."""
    ask = {"Type": "Task", "Resource": SEND_AND_WAIT, "Parameters": {"QueueUrl": "q", "MessageBody": "b"}}
    work = {"Type": "Task", "Resource": ACTIVITY, "TimeoutSeconds": 5}
    branches = [
        machine("Ask", Ask={**ask, "End": True}),
        machine(
            "Work",
            Work={**work, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Out"}], "End": True},
            Out=OUT,
        ),
        machine("Refused", Refused={**ask, "End": True}),
    ]
    return machine("Both", Both={"Type": "Parallel", "Branches": branches, "End": True})


def answer(_: Any, context: Any) -> Any:
    if context.state_name == "Refused":
        raise asltool.TaskError("Late", "after a while")
    if context.state_name == "Work":
        return asltool.Reply(None, delay_seconds=100)
    return asltool.Reply("yes", delay_seconds=7, submitted={"MessageId": "m"})


@pytest.mark.parametrize(
    "definition",
    [each(LAMBDA, "INLINE"), each(INVOKE, "INLINE"), each(LAMBDA, "DISTRIBUTED"), both()],
    ids=["functions", "invoke", "distributed", "waiting"],
)
@pytest.mark.parametrize("name", ["m.json", "m.yaml"])
def test_a_recorded_run_can_be_done_again(definition: dict[str, Any], name: str, tmp_path: Path) -> None:
    handlers = {"Work": paying(), "charge": paying(), "*": answer}
    items: Any = [1, 2, 3, 4, 5]

    first = asltool.run(definition, items, handlers=handlers, record=tmp_path / name)
    again = asltool.run(definition, items, mocks=tmp_path / name)

    assert (again.status, again.output, again.error, again.cause) == (
        first.status,
        first.output,
        first.error,
        first.cause,
    )
    assert list(again.history) == list(first.history)
    children = [[list(c.history) for run in e.map_runs for c in run.children] for e in (first, again)]
    assert children[0] == children[1]
    assert again.mock_warnings == ()


def test_tasks_of_machines_at_hand_are_recorded_and_the_machines_run_again(tmp_path: Path) -> None:
    start = {
        "Type": "Task",
        "Resource": "arn:aws:states:::states:startExecution.sync:2",
        "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child"},
        "End": True,
    }
    outer, child = (
        machine("Start", Start=start),
        machine("Pay", Pay={"Type": "Task", "Resource": LAMBDA, "End": True}),
    )
    file = tmp_path / "m.json"

    first = asltool.run(outer, state_machines={"Child": child}, handlers={"Work": lambda _: 5}, record=file)
    again = asltool.run(outer, state_machines={"Child": child}, mocks=file)

    assert json.loads(file.read_text()) == {"Pay": [{"return": 5}]}
    assert list(again.history) == list(first.history)


def test_workers_in_real_time_are_recorded(tmp_path: Path) -> None:
    definition = machine("Work", Work={"Type": "Task", "Resource": ACTIVITY, "End": True})

    def work() -> None:
        task = asltool.tasks.get_activity_task(ACTIVITY, "ann")
        assert task.task_token is not None
        asltool.tasks.send_task_success(task.task_token, {"done": True})

    worker = threading.Thread(target=work)
    asltool.tasks.create_activity(ACTIVITY)
    worker.start()
    first = asltool.run(definition, clock="real", record=tmp_path / "m.json")
    worker.join()
    again = asltool.run(definition, mocks=tmp_path / "m.json")

    assert (first.status, first.output) == ("SUCCEEDED", {"done": True})
    assert [event["type"] for event in again.history] == [event["type"] for event in first.history]
    assert again.history[3] == {**first.history[3], "timestamp": again.history[3]["timestamp"]}


def test_calls_of_aws_are_recorded(aws_server: str, tmp_path: Path) -> None:
    queue = boto3.client("sqs", region_name="us-east-1").create_queue(QueueName="q")["QueueUrl"]
    send = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage",
        "Parameters": {"QueueUrl.$": "$.queue", "MessageBody.$": "$.body"},
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Out"}],
        "End": True,
    }
    definition = machine(
        "Each", Each={"Type": "Map", "ItemProcessor": machine("Send", Send=send, Out=OUT), "End": True}
    )
    items: Any = [
        {"queue": url, "body": str(n)} for n, url in enumerate([queue, queue, f"{aws_server}/123/none"])
    ]

    first = asltool.run(definition, items, aws=True, record=tmp_path / "m.yaml")
    again = asltool.run(definition, items, mocks=tmp_path / "m.yaml")

    assert first.status == "SUCCEEDED"
    assert again.output == first.output
    assert list(again.history) == list(first.history)
    assert queue not in (tmp_path / "m.yaml").read_text()
