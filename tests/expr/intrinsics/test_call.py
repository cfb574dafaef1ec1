from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.expr.intrinsics.parser import parse_intrinsic
from asltool.expr.language import Reference
from intrinsic_calling import FixedScope, failure_of, reason_of, value_of

if TYPE_CHECKING:
    from asltool.json_value import JsonValue


def test_paths_read_data_context_and_variables() -> None:
    scope = FixedScope(context={"Map": {"Item": {"Index": 3}}}, variables={"bias": 10})

    value = value_of("States.Array($.n, $$.Map.Item.Index, $bias)", {"n": 1}, scope)

    assert value == [1, 3, 10]


def test_a_path_that_matches_nothing_in_many_places_is_an_empty_array() -> None:
    assert value_of("States.ArrayLength($.a[*].b)", {"a": []}) == 0


def test_calls_are_evaluated_from_the_inside() -> None:
    text = "States.ArrayGetItem(States.StringSplit($, '/'), States.MathAdd(States.ArrayLength($parts), -1))"

    assert value_of(text, "a/b/c", FixedScope(variables={"parts": [1, 2]})) == "b"


@pytest.mark.parametrize("count", range(5))
def test_any_number_of_arguments_is_handed_over_in_order(count: int) -> None:
    numbers = list(range(count))

    assert value_of("States.Array(" + ", ".join(f"$[{n}]" for n in numbers) + ")", numbers) == numbers


def test_a_compiled_call_can_be_evaluated_again_and_again() -> None:
    evaluate = parse_intrinsic("States.Format('{}-{}', $.a, States.UUID())").compile()
    scope = FixedScope()

    assert [evaluate({"a": n}, scope) for n in (1, 2)] == ["1-uuid-1", "2-uuid-2"]


def test_a_call_of_constants_is_computed_once() -> None:
    evaluate = parse_intrinsic("States.StringSplit(States.Format('{},{}', 'a', 1), ',')").compile()

    assert evaluate(None, FixedScope()) == ["a", "1"]
    assert evaluate(None, FixedScope()) is evaluate(None, FixedScope())


@pytest.mark.parametrize(
    "text",
    [
        "States.Format('{}', $.no)",
        "States.Array(States.JsonToString($.no))  ",
        "States.MathRandom(1, $.no)",
    ],
)
def test_a_path_that_finds_nothing_is_named_and_the_outermost_call_quoted(text: str) -> None:
    failure = failure_of(text, {"other": 1})

    assert failure.is_path_problem
    assert failure.function_text == text
    assert failure.reason == (
        "The JsonPath argument for the field '$.no' could not be found in the input '{\"other\":1}'"
    )
    assert str(failure) == f"The function '{text}' had the following error: {failure.reason}"


def test_an_argument_past_the_end_of_an_array_is_not_found() -> None:
    failure = failure_of("States.Array($.a[1])", {"a": [1]})

    assert failure.is_path_problem
    assert failure.reason == (
        "The JsonPath argument for the field '$.a[1]' could not be found in the input '{\"a\":[1]}'"
    )


def test_a_step_that_does_not_apply_is_told_in_its_own_words() -> None:
    failure = failure_of("States.Array($.a[0])", {"a": 1})

    assert failure.is_path_problem
    assert failure.reason == "Filter: [0] can only be applied to arrays. Current context is: 1"


def test_a_path_into_the_context_object_is_named_as_if_it_led_into_the_input() -> None:
    with pytest.raises(Exception, match="found") as caught:
        value_of("States.Format('{}', $$.Task.Token)", {"a": "b"}, FixedScope(context={}))

    assert str(caught.value) == (
        "The function 'States.Format('{}', $$.Task.Token)' had the following error: The JsonPath argument "
        "for the field '$.Task.Token' could not be found in the input '{\"a\":\"b\"}'"
    )


def test_a_refused_argument_is_an_intrinsic_failure_wherever_it_stands() -> None:
    inner = "argument 1 of States.ArrayLength must be an array, not {}"

    assert reason_of("States.ArrayLength($)", {}) == inner
    assert reason_of("States.Format('{}', States.ArrayLength($))", {}) == inner
    assert failure_of("States.Format('{}', States.ArrayLength($))", {}).function_text == (
        "States.Format('{}', States.ArrayLength($))"
    )


def test_a_long_argument_is_cut_in_the_reason() -> None:
    reason = reason_of("States.ArrayLength($)", "x" * 200)

    assert reason == f'argument 1 of States.ArrayLength must be an array, not "{"x" * 79}...'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("States.MathAdd(1)", "States.MathAdd takes 2 arguments, not 1"),
        ("States.UUID($.no)", "States.UUID takes 0 arguments, not 1"),
        (
            "States.ArrayRange(1, 2, 0)",
            "argument 3 of States.ArrayRange must be a number other than 0, not 0",
        ),
        ("States.ArrayGetItem(States.Array(), 0)", "the index 0 is out of bounds for an array of 0 elements"),
    ],
)
def test_a_call_that_can_never_succeed_fails_when_it_is_evaluated(text: str, reason: str) -> None:
    assert reason_of(text) == reason


def test_references_are_placed_in_the_outermost_text() -> None:
    call = parse_intrinsic("States.Format('{}{}{}', $.a, States.JsonToString($$.Map), 'x', $name.b)")

    assert call.references() == (
        Reference("data", "", 24),
        Reference("context", "", 49),
        Reference("variable", "name", 63),
    )


def test_paths_are_found_at_any_depth() -> None:
    call = parse_intrinsic("States.Array($.a, States.Array(1, $.b))")

    assert [(offset, path.text) for offset, path in call.paths()] == [(13, "$.a"), (34, "$.b")]


@pytest.mark.parametrize("value", [{"k": []}, [1], "text", None])
def test_values_are_passed_on_without_a_copy(value: JsonValue) -> None:
    (passed,) = value_of("States.Array($)", value)

    assert passed is value
