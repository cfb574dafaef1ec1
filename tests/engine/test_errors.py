from __future__ import annotations

from asltool.engine.errors import EngineRefusal, StatesError


def test_a_failure_can_be_caught_unless_it_says_otherwise() -> None:
    error = StatesError("Boom", "why")

    assert (error.name, error.cause) == ("Boom", "why")
    assert not error.is_terminal
    assert not error.is_task_failure
    assert error.event is None


def test_a_failure_may_have_neither_name_nor_cause() -> None:
    assert (StatesError().name, StatesError().cause) == (None, None)


def test_a_refusal_says_what_is_in_the_way_and_where() -> None:
    refusal = EngineRefusal('state "S" has errors', "/States/S")

    assert str(refusal) == refusal.message == 'state "S" has errors'
    assert refusal.pointer == "/States/S"
