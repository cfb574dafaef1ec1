from __future__ import annotations

import math

import pytest

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.types import round_half_up, shown


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (0.5, 1),
        (-0.5, 0),
        (1.49, 1),
        (1.5, 2),
        (-1.5, -1),
        (-1.51, -2),
        (0.49999999999999994, 0),
        (4503599627370497.5, 4503599627370498),
        (9007199254740993, 9007199254740993),
        (1e300, int(1e300)),
    ],
)
def test_halves_are_rounded_towards_positive_infinity(number: float, rounded: int) -> None:
    assert round_half_up(number) == rounded


@pytest.mark.parametrize("number", [math.inf, -math.inf])
def test_what_is_not_finite_cannot_be_rounded(number: float) -> None:
    with pytest.raises(IntrinsicError, match="must be a finite number"):
        round_half_up(number)


def test_a_long_value_is_cut_for_a_message() -> None:
    assert shown([1, "a"]) == '[1,"a"]'
    assert shown("x" * 100) == '"' + "x" * 79 + "..."
