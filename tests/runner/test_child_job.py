from __future__ import annotations

import pickle
from typing import Any

import handlers_elsewhere
from asltool.history.aws_json import History
from asltool.runner.child_job import ChildJob, run_child
from asltool.runner.settings import Settings
from engine_driving import LAMBDA, chain, listed, only, read_machine


def job(state: dict[str, Any], *, seconds: float | None = None, input_: Any = 21) -> ChildJob:
    settings = Settings(input=None, handlers={"Work": handlers_elsewhere.twice})
    return ChildJob(
        machine=pickle.dumps(read_machine(only(state))),
        settings=pickle.dumps(settings),
        input=input_,
        execution={"Id": "arn", "Input": input_, "Name": "child", "RoleArn": None},
        state_machine={"Id": "arn:machine", "Name": "Machine"},
        started_at=1000.0,
        seed=7,
        seconds=seconds,
        most_events=25_000,
    )


def travelled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


def test_a_job_travels_there_and_back() -> None:
    sent = job({"Type": "Task", "Resource": LAMBDA})

    returned = travelled(run_child(travelled(sent)))

    assert (returned.end.status, returned.end.output, returned.end.at) == ("SUCCEEDED", 42, 1000.0)
    assert chain(History(returned.events))[-1] == "7:ExecutionSucceeded<6"


def test_it_runs_by_a_clock_that_begins_with_it() -> None:
    outcome = run_child(job({"Type": "Wait", "Seconds": 60}))

    assert outcome is not None
    assert outcome.end.at == 1060.0


def test_it_ends_when_its_time_is_up() -> None:
    outcome = run_child(job({"Type": "Wait", "Seconds": 60}, seconds=5))

    assert outcome is not None
    assert (outcome.end.status, outcome.end.at) == ("TIMED_OUT", 1005.0)
    assert chain(History(outcome.events))[1:] == listed("2:WaitStateEntered<0 3:ExecutionTimedOut<0")
