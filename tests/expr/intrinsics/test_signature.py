from __future__ import annotations

import pytest

from asltool.expr.intrinsics.signature import Function
from asltool.expr.intrinsics.types import ANY, ARRAY, INT, STRING, Type


def _function(
    params: tuple[Type, ...] = (), optional: tuple[Type, ...] = (), rest: Type | None = None
) -> Function:
    return Function("States.F", params, optional, rest, ANY, (), len, needs_scope=False, examine=None)


@pytest.mark.parametrize(
    ("function", "allowed", "wanted"),
    [
        (_function(), {0}, "0 arguments"),
        (_function((INT,)), {1}, "1 argument"),
        (_function((INT, INT)), {2}, "2 arguments"),
        (_function((INT,), (INT,)), {1, 2}, "1 or 2 arguments"),
        (_function((INT,), rest=ANY), {1, 2, 3, 4}, "at least 1 argument"),
        (_function(rest=ANY), {0, 1, 2, 3, 4}, ""),
    ],
)
def test_a_wrong_number_of_arguments_is_told(function: Function, allowed: set[int], wanted: str) -> None:
    problems = {count: function.count_problem(count) for count in range(5)}

    assert {count for count, problem in problems.items() if problem is None} == allowed
    for count, problem in problems.items():
        assert problem in (None, f"States.F takes {wanted}, not {count}")


def test_each_argument_has_the_type_of_its_place() -> None:
    function = _function((STRING,), (INT,), ARRAY)

    assert [function.type_at(position) for position in range(4)] == [STRING, INT, ARRAY, ARRAY]


def test_a_refusal_names_the_argument() -> None:
    assert _function().refused(1, "must be odd") == "argument 2 of States.F must be odd"
