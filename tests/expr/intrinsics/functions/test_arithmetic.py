from __future__ import annotations

import pytest

from intrinsic_calling import FixedScope, reason_of, value_of


@pytest.mark.parametrize(
    ("left", "right", "total"),
    [
        (111, -1, 110),
        (1.4, 1.6, 3),
        (2.5, 3.5, 7),
        (-2.5, -0.5, -2),
        (-3.6, 0, -4),
        (0.49999999999999994, 0, 0),
        (4503599627370497.5, 0, None),
        (2147483646, 1, 2147483647),
        (-2147483648, 0, -2147483648),
    ],
)
def test_math_add_rounds_halves_up_and_adds(left: float, right: float, total: int | None) -> None:
    text = "States.MathAdd($[0], $[1])"

    if total is None:
        assert "must be from -2147483648 to 2147483647" in reason_of(text, [left, right])
    else:
        assert value_of(text, [left, right]) == total


def test_math_add_gives_a_sum_within_32_bits() -> None:
    reason = reason_of("States.MathAdd(2147483647, 1)")

    assert reason == "the sum 2147483648 is not from -2147483648 to 2147483647"


@pytest.mark.parametrize("value", ["1", None, True, [1]])
def test_math_add_refuses_what_is_no_number(value: object) -> None:
    assert "argument 2 of States.MathAdd must be a number, not " in reason_of("States.MathAdd(1, $)", value)


@pytest.mark.parametrize(("chance", "number"), [(0.0, 10), (0.5, 15), (0.999999, 19)])
def test_math_random_lies_between_start_and_end(chance: float, number: int) -> None:
    assert value_of("States.MathRandom(9.5, 20.4)", scope=FixedScope(chance=chance)) == number


def test_math_random_with_a_seed_needs_no_chance() -> None:
    numbers = [value_of("States.MathRandom(-50, 50, $)", seed) for seed in (*range(200), -1, 10**30)]
    again = [value_of("States.MathRandom(-50, 50, $)", seed) for seed in (*range(200), -1, 10**30)]

    assert numbers == again
    assert all(-50 <= number < 50 for number in numbers)
    assert len(set(numbers)) > 60


@pytest.mark.parametrize("end", [3, 2, 3.2])
def test_math_random_needs_room(end: float) -> None:
    assert "the start 3 is not below the end" in reason_of("States.MathRandom(3, $)", end)


def test_uuid_is_new_at_every_evaluation() -> None:
    assert value_of("States.Array(States.UUID(), States.UUID())") == ["uuid-1", "uuid-2"]
