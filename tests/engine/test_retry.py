from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.retry import retrying
from asltool.errors import TaskError
from asltool.model.error_handling import Retrier
from asltool.source.pointer import ROOT
from engine_driving import (
    LAMBDA,
    Body,
    Driver,
    chain,
    details,
    elapsed_seconds,
    failing,
    listed,
    only,
    run,
    run_state,
    scheduled_seconds,
)

DONE = ({"ok": True}, None, None)


def retrier(*names: str, **fields: Any) -> Retrier:
    return Retrier(at=ROOT, error_equals=names, **fields)


def test_code_without_retriers_is_left_as_it_is() -> None:
    body = Body(DONE)

    assert retrying(body, ()) is body


def test_work_that_succeeds_is_done_once() -> None:
    driver, body = Driver(), Body(DONE)

    assert driver.run(retrying(body, (retrier("Boom"),))) == DONE
    assert body.attempts == 1
    assert driver.slept_seconds == []


def test_backoff_doubles_until_the_work_succeeds() -> None:
    driver = Driver()

    left = driver.run(retrying(Body("Boom", "Boom", "Boom", DONE), (retrier("Boom"),)))

    assert left == DONE
    assert driver.slept_seconds == [1.0, 2.0, 4.0]


def test_the_last_error_is_raised_once_attempts_are_used_up() -> None:
    driver, body = Driver(), Body("Boom", "Boom", "Boom")

    with pytest.raises(StatesError, match="Boom"):
        driver.run(retrying(body, (retrier("Boom", max_attempts=2),)))

    assert body.attempts == 3


def test_no_attempts_means_never() -> None:
    driver, body = Driver(), Body("Boom", DONE)

    with pytest.raises(StatesError):
        driver.run(retrying(body, (retrier("Boom", max_attempts=0), retrier("States.ALL"))))

    assert body.attempts == 1


def test_an_error_that_no_retrier_names_is_raised_at_once() -> None:
    driver = Driver()

    with pytest.raises(StatesError, match="Crash"):
        driver.run(retrying(Body("Crash", DONE), (retrier("Boom"),)))

    assert driver.slept_seconds == []


def test_the_first_retrier_that_names_the_error_decides_alone() -> None:
    driver, body = Driver(), Body("Boom", "Boom", DONE)
    retriers = (retrier("Boom", max_attempts=1), retrier("States.ALL", max_attempts=9))

    with pytest.raises(StatesError, match="Boom"):
        driver.run(retrying(body, retriers))

    assert body.attempts == 2


def test_each_retrier_keeps_its_own_count_while_errors_alternate() -> None:
    driver = Driver()
    retriers = (retrier("A", "B", max_attempts=2), retrier("C", interval_seconds=5, max_attempts=2))

    with pytest.raises(StatesError, match="B"):
        driver.run(retrying(Body("A", "B", "C", "B"), retriers))

    assert driver.slept_seconds == [1.0, 2.0, 5.0]


def test_a_visit_to_the_state_starts_to_count_anew() -> None:
    code = retrying(Body("Boom", DONE, "Boom", DONE), (retrier("Boom", max_attempts=1),))
    driver = Driver()

    assert driver.run(code) == driver.run(code) == DONE


def test_pauses_grow_up_to_the_longest_delay() -> None:
    driver = Driver()
    slow = retrier("Boom", interval_seconds=3, max_delay_seconds=5, max_attempts=3)

    driver.run(retrying(Body("Boom", "Boom", "Boom", DONE), (slow,)))

    assert driver.slept_seconds == [3.0, 5.0, 5.0]


def test_full_jitter_cuts_the_pause_at_random() -> None:
    driver = Driver(random=[0.25, 0.5])
    jittery = retrier("Boom", interval_seconds=10, jitter_strategy="FULL")

    driver.run(retrying(Body("Boom", "Boom", DONE), (jittery,)))

    assert driver.slept_seconds == [2.5, 10.0]


def test_terminal_failures_are_never_retried() -> None:
    driver, body = Driver(), Body(StatesError("Boom", is_terminal=True), DONE)

    with pytest.raises(StatesError):
        driver.run(retrying(body, (retrier("States.ALL"),)))

    assert body.attempts == 1


def test_the_frame_knows_how_often_the_work_was_repeated() -> None:
    seen: list[int | None] = []

    def body(frame: Any, _raw: Any) -> Any:
        seen.append(frame.retry_count)
        if len(seen) < 4:
            raise StatesError("A" if len(seen) % 2 else "B")
        return DONE
        yield

    driver = Driver()
    driver.frame.retry_count = 0
    driver.run(retrying(body, (retrier("A"), retrier("B"))))

    assert seen == [0, 1, 2, 3]


TASK = {"Type": "Task", "Resource": LAMBDA}


def test_parameters_are_evaluated_again_for_each_attempt() -> None:
    state = {
        **TASK,
        "Parameters": {"count.$": "$$.State.RetryCount", "id.$": "States.UUID()"},
        "Retry": [{"ErrorEquals": ["Boom"]}],
    }

    done = run_state(state, handlers={"Work": failing(TaskError("Boom"), TaskError("Boom"))})

    inputs = [attempt["input"] for attempt in details(done, "LambdaFunctionScheduled")]
    assert [f'"count":{n}' in text for n, text in enumerate(inputs)] == [True, True, True]
    assert len(set(inputs)) == 3


def test_a_retried_task_is_scheduled_again_without_entering_its_state_again() -> None:
    done = run_state(
        {**TASK, "Retry": [{"ErrorEquals": ["Boom"]}]}, handlers={"Work": failing(TaskError("Boom"))}
    )

    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:TaskStateEntered<0
        3:LambdaFunctionScheduled<2 4:LambdaFunctionStarted<3 5:LambdaFunctionFailed<4
        6:LambdaFunctionScheduled<5 7:LambdaFunctionStarted<6 8:LambdaFunctionSucceeded<7
        9:TaskStateExited<8 10:ExecutionSucceeded<9
    """)
    assert scheduled_seconds(done) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("listed_name", "error", "attempts"),
    [
        ("States.ALL", "Boom", 2),
        ("States.ALL", "States.Timeout", 2),
        ("States.TaskFailed", "Boom", 2),
        ("States.TaskFailed", "States.Timeout", 1),
        ("States.Timeout", "States.HeartbeatTimeout", 2),
        ("States.HeartbeatTimeout", "States.Timeout", 1),
        ("States.ALL", "States.Runtime", 1),
        ("States.Runtime", "States.Runtime", 1),
        ("States.ALL", None, 2),
        ("Boom", "boom", 1),
    ],
)
def test_names_cover_errors(listed_name: str, error: str | None, attempts: int) -> None:
    retry = {"ErrorEquals": [listed_name], "MaxAttempts": 1}

    done = run_state({**TASK, "Retry": [retry]}, handlers={"Work": failing(TaskError(error))})

    assert len(scheduled_seconds(done)) == attempts


def test_seeded_jitter_is_the_same_each_time_and_another_with_another_seed() -> None:
    definition = only({**TASK, "Retry": [{"ErrorEquals": ["Boom"], "JitterStrategy": "FULL"}]})
    boom = TaskError("Boom")

    times = [
        elapsed_seconds(run(definition, handlers={"Work": failing(boom, boom)}, seed=seed))
        for seed in (1, 1, 2)
    ]

    assert times[0] == times[1] != times[2]
    assert all(0 < time < 3 for time in times)


def test_a_pause_that_never_ends_leaves_the_execution_running() -> None:
    never = {"ErrorEquals": ["Boom"], "MaxAttempts": 99, "BackoffRate": 1e300, "IntervalSeconds": 99999999}

    done = run_state({**TASK, "Retry": [never]}, handlers={"Work": failing(*[TaskError("Boom")] * 3)})

    assert done.status == "RUNNING"
