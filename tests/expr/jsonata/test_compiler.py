from __future__ import annotations

import copy
import threading

import pytest

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError
from asltool.expr.jsonata import (
    UNDEFINED,
    Jsonata,
    JSONataError,
    JSONataSyntaxError,
    compile,  # noqa: A004
)


def test_undefined_is_not_null() -> None:
    assert compile("a")({"a": None}) is None
    assert compile("a")({}) is UNDEFINED
    assert not UNDEFINED
    assert repr(UNDEFINED) == "UNDEFINED"


def test_variables_are_passed_by_keyword_or_as_a_mapping() -> None:
    expression = compile("$a + $b")

    assert expression(None, a=1, b=2) == 3
    assert expression.evaluate(None, {"a": 1, "b": 3}) == 4


def test_variables_may_hide_functions_of_the_library() -> None:
    expression = compile("$sum ? $sum([1, 2]) : $count")

    assert expression() == 3
    assert expression(count=7, sum=0) == 7
    assert expression(sum=len) == 2
    assert expression() == 3


def test_python_functions_may_be_variables() -> None:
    assert compile("$map([1, 2], $double)")(double=lambda number: number * 2) == [2, 4]
    assert compile("$three()")(three=lambda: 3) == 3


def test_data_may_be_an_array_or_a_single_value() -> None:
    assert compile("a")([{"a": 1}, {"a": 2}]) == [1, 2]
    assert compile("$[0].a")([{"a": 1}, {"a": 2}]) == 1
    assert compile("$count($)")([1, 2]) == 2
    assert compile("*")([1, [2, 3]]) == [1, 2, 3]
    assert compile("$$[1]")([1, 2]) == 2
    assert compile("$ + 1")(1) == 2
    assert compile("{'n': $count($)}")([1, 2]) == {"n": 2}
    assert compile("$length()")("abc") == 3


def test_data_is_never_changed() -> None:
    data = {"a": [1.0, {"b": []}], "c": []}
    before = copy.deepcopy(data)

    compile("$ ~> |a|{'x': 1}|")(data)
    compile("c{'a': 1}")(data)
    compile("a")(data)

    assert data == before


def test_result_is_plain() -> None:
    value = compile("{'list': a.b, 'kept': c[], 'half': 1.5, 'whole': d, 'none': [f]}")(
        {"a": [{"b": 1.0}, {"b": 2}], "c": 1, "d": 3.0, "f": [None]}
    )

    assert value == {"list": [1, 2], "kept": [1], "half": 1.5, "whole": 3, "none": [None]}
    assert type(value["list"]) is list
    assert type(value["kept"]) is list
    assert type(value["list"][0]) is int
    assert type(value["whole"]) is int


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (2.0**53, "9007199254740992"),
        (2.0**60, "1152921504606847000"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (-1.5e18, "-1500000000000000000"),
        (0.1, "0.1"),
    ],
)
def test_whole_numbers_are_written_as_javascript_does(number: float, shown: str) -> None:
    assert str(compile("$")(number)) == shown


def test_undefined_items_are_null() -> None:
    assert compile("$match('a', /(a)|(b)/).groups")() == ["a", None]


def test_function_is_a_value_too() -> None:
    assert callable(compile)
    assert compile("$sum")() is not UNDEFINED


def test_syntax_error_tells_where() -> None:
    with pytest.raises(JSONataSyntaxError) as raised:
        compile("a + (b")

    error = raised.value
    assert isinstance(error, ExpressionSyntaxError)
    assert isinstance(error, JSONataError)
    assert (error.code, error.position, error.offset) == ("S0203", 6, 6)
    assert error.message == 'Expected ")" before end of expression'
    assert str(error) == 'S0203: Expected ")" before end of expression'


@pytest.mark.parametrize("text", ["/(/", "/*a/", "/a**/", "/[a/.x/", "/(?i)a/", "/a{2}{3}/", "/[b-a]/"])
def test_regular_expression_that_is_none_does_not_compile(text: str) -> None:
    with pytest.raises(JSONataSyntaxError):
        compile(text)


def test_evaluation_error_tells_what_and_where() -> None:
    with pytest.raises(JSONataError) as raised:
        compile("{'a': 1 + b}")({"b": "x"})

    error = raised.value
    assert isinstance(error, EvaluationError)
    assert (error.code, error.position, error.token, error.value) == ("T2002", 9, "+", "x")
    assert str(error) == 'T2002: The right side of the "+" operator must evaluate to a number'


def test_expression_knows_its_text_and_tree() -> None:
    expression = compile("a.b")

    assert isinstance(expression, Jsonata)
    assert expression.text == "a.b"
    assert expression.tree.kind == "path"


def test_expression_may_be_used_by_several_threads() -> None:
    expression = compile("$sum($map([1..1000], function($i){$i * $factor}))")
    results: dict[int, object] = {}

    def run(factor: int) -> None:
        results[factor] = expression(factor=factor)

    threads = [threading.Thread(target=run, args=(factor,)) for factor in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == {factor: 500_500 * factor for factor in range(8)}


def test_infinite_numbers_are_no_operands() -> None:
    for text in ("1/0 + 1", "1 - 1/0", "-(1/0)", "$x * 2", "$string({'a': 1/0})"):
        with pytest.raises(JSONataError, match="D1001"):
            compile(text)(x=float("inf"))


def test_integers_beyond_what_doubles_hold_lose_their_last_digits() -> None:
    assert compile("$x + 0")(x=2**53 + 1) == 2**53
    assert compile("$x * $x")(x=10**200) == float("inf")
    assert compile("$string($x)")(x=10**400 // 3 * 0 + 12345678901234567890) == "12345678901234600000"
