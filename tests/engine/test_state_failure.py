from __future__ import annotations

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.state_failure import recording_failure
from asltool.history.events import MAP_STATE_FAILED
from engine_driving import Body, Driver, Identity, chain

DONE = ({}, None, None)


def driver() -> Driver:
    return Driver(state=Identity("M", "Map"))


def test_success_leaves_no_trace() -> None:
    driven = driver()

    assert driven.run(recording_failure(Body(DONE), MAP_STATE_FAILED)) == DONE
    assert chain(driven.history) == ["1:MapStateEntered<0"]


def test_a_failure_is_written_down_once() -> None:
    driven = driver()

    with pytest.raises(StatesError, match="Boom"):
        driven.run(recording_failure(Body("Boom"), MAP_STATE_FAILED))

    assert chain(driven.history) == ["1:MapStateEntered<0", "2:MapStateFailed<1"]
    assert driven.frame.last_event == 2


def test_a_failure_that_ends_the_execution_is_not() -> None:
    driven = driver()

    with pytest.raises(StatesError):
        driven.run(recording_failure(Body(StatesError("Boom", is_terminal=True)), MAP_STATE_FAILED))

    assert chain(driven.history) == ["1:MapStateEntered<0"]
