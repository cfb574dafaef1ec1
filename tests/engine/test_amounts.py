from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.amounts import as_integer, compile_amount
from asltool.engine.errors import StatesError
from asltool.expr.jsonpath.path import PathNotFound, parse_path
from engine_driving import Driver, Identity


def read(value: Any, *, is_float: bool = False) -> float | None:
    reading = compile_amount("MaxConcurrency", parse_path("$.n"), is_float=is_float)
    return reading(Driver(state=Identity("S", "Map")).frame, {"n": value})


@pytest.mark.parametrize("amount", [None, 0, 7, 2.5])
def test_a_literal_amount_is_given_as_it_is(amount: float | None) -> None:
    assert compile_amount("MaxConcurrency", amount)(Driver().frame, {}) == amount


@pytest.mark.parametrize("value", [0, 5, -3])
def test_a_path_leads_to_a_whole_number(value: int) -> None:
    assert read(value) == value


def test_whole_numbers_may_be_text() -> None:
    assert read("12") == 12


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("many", "many"),
        (1.5, "1.5"),
        ({}, "{}"),
        ([1], "[1]"),
        (True, "true"),
        (None, "null"),
        ("", ""),
    ],
)
def test_what_is_no_whole_number_is_quoted(value: Any, quoted: str) -> None:
    with pytest.raises(StatesError) as raised:
        read(value)

    assert raised.value.name == "States.Runtime"
    assert raised.value.is_terminal
    assert raised.value.cause is not None
    assert raised.value.cause.endswith(
        f'The MaxConcurrencyPath field refers to value "{quoted}" which is not a valid integer: $.n'
    )


@pytest.mark.parametrize(
    ("value", "expected"), [(50, 50), (12.5, 12.5), ("12.5", 12.5), ("1e1", 10.0), (".5", 0.5)]
)
def test_percentages_may_have_a_fraction(value: Any, expected: float) -> None:
    assert read(value, is_float=True) == expected


@pytest.mark.parametrize("value", ["half", "nan", "1_0", False, None, []])
def test_what_is_no_percentage_is_called_an_invalid_float(value: Any) -> None:
    with pytest.raises(StatesError) as raised:
        read(value, is_float=True)

    assert raised.value.cause is not None
    assert "which is not a valid float: $.n" in raised.value.cause


def test_a_path_that_leads_nowhere_is_an_evaluation_that_failed() -> None:
    with pytest.raises(PathNotFound):
        compile_amount("MaxConcurrency", parse_path("$.n"))(Driver().frame, {})


def test_amounts_are_fixed_or_read_or_absent() -> None:
    frame = Driver().frame

    assert compile_amount("TimeoutSeconds", 5)(frame, {}) == 5
    assert compile_amount("TimeoutSeconds", None)(frame, {}) is None
    assert compile_amount("TimeoutSeconds", parse_path("$.t"))(frame, {"t": 9}) == 9


@pytest.mark.parametrize("text", ["1_000", "٣", " 5", "5 ", "5.0", "0x10", "9" * 20])
def test_texts_that_a_service_written_in_java_does_not_read_are_no_numbers(text: str) -> None:
    assert as_integer(text) is None


@pytest.mark.parametrize(("value", "expected"), [("+5", 5), ("-5", -5), ("007", 7), (4, 4), (4.0, None)])
def test_whole_numbers_are_read(value: Any, expected: int | None) -> None:
    assert as_integer(value) == expected
