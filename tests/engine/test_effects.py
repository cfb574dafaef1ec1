from __future__ import annotations

from asltool.engine.effects import (
    PAUSE,
    AwaitCompletion,
    Fork,
    Invoke,
    Joined,
    Sleep,
    Submitted,
    TaskCall,
)
from asltool.engine.program import compile_machine
from asltool.engine.state_code import Exit
from engine_driving import LAMBDA, PUT, SEND_AND_WAIT, Driver, only, read_machine


def drive(driver: Driver, **state: object) -> Exit:
    """Drive the code of a state that waits."""
    code = compile_machine(read_machine(only(dict(state)))).states["S"].waiting
    assert code is not None
    return driver.run(code, {"n": 1})


def test_a_wait_asks_for_sleep() -> None:
    driver = Driver()

    drive(driver, Type="Wait", Seconds=30)

    assert driver.effects == [Sleep(driver.moment.seconds)]
    assert driver.slept_seconds == [30.0]


def test_a_task_asks_for_its_work_to_be_done() -> None:
    driver = Driver("done")

    left = drive(driver, Type="Task", Resource=LAMBDA, TimeoutSeconds=10)

    (effect,) = driver.effects
    assert isinstance(effect, Invoke)
    assert isinstance(effect.call, TaskCall)
    assert (effect.call.payload, effect.call.deadline) == ({"n": 1}, driver.moment.seconds + 10)
    assert left == ("done", None, None)


def test_a_task_beside_others_lets_them_go_first() -> None:
    driver = Driver("done")
    driver.frame.is_concurrent = True

    drive(driver, Type="Task", Resource=PUT)

    assert driver.effects[0] is PAUSE


def test_a_submitted_task_is_waited_for() -> None:
    driver = Driver(Submitted({"MessageId": "m"}), "answer")

    left = drive(driver, Type="Task", Resource=SEND_AND_WAIT, HeartbeatSeconds=5)

    invoke, wait = driver.effects
    assert isinstance(invoke, Invoke)
    assert isinstance(wait, AwaitCompletion)
    assert (wait.call, wait.heartbeat_seconds) == (invoke.call, 5.0)
    assert left[0] == "answer"


def test_a_parallel_state_forks_its_branches_all_at_once() -> None:
    driver = Driver(Joined(["a", "b"]))
    branches = [only({"Type": "Succeed"}, name) for name in ("A", "B")]

    left = drive(driver, Type="Parallel", Branches=branches)

    (fork,) = driver.effects
    assert isinstance(fork, Fork)
    assert (fork.count, fork.limit) == (2, 2)
    assert left[0] == ["a", "b"]


def test_the_children_of_a_fork_are_started_by_number() -> None:
    driver = Driver(Joined([0]))
    driver.frame.map_item = None
    drive(driver, Type="Parallel", Branches=[only({"Type": "Pass", "Result": 5}, "A")])
    (fork,) = driver.effects
    assert isinstance(fork, Fork)

    assert driver.drive(fork.start(0)) == 5
