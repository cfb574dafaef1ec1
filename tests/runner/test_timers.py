from __future__ import annotations

from asltool.runner.timers import Timer, Timers


def test_timers_fire_in_the_order_of_their_instants_and_of_their_setting() -> None:
    timers, fired = Timers(), []
    for instant, name in ((2, "c"), (1, "a"), (1, "b"), (3, "d")):
        timers.add(instant, Timer(lambda name=name: fired.append(name)))  # type: ignore[misc]

    timers.fire_until(2)

    assert fired == ["a", "b", "c"]
    assert timers.next_instant == 3


def test_what_is_set_meanwhile_fires_with_the_others() -> None:
    timers, fired = Timers(), []
    timers.add(1, Timer(lambda: timers.add(1, Timer(lambda: fired.append("later")))))

    timers.fire_until(1)

    assert fired == ["later"]


def test_what_is_called_off_never_fires_and_is_not_waited_for() -> None:
    timers, fired = Timers(), []
    timer = Timer(lambda: fired.append("x"))
    timers.add(1, timer)

    timer.cancel()

    assert timers.next_instant is None
    timer.fire()
    assert fired == []


def test_few_timers_are_kept_of_those_that_are_called_off() -> None:
    timers = Timers()
    timers.add(10, Timer(print))
    for _ in range(100_000):
        timer = Timer(print)
        timers.add(20, timer)
        timer.cancel()

    assert len(timers) < 3000
    assert timers.next_instant == 10
