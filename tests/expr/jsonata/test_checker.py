from __future__ import annotations

import pytest

from asltool.expr.jsonata import compile as compile_jsonata
from asltool.expr.jsonata.checker import mistakes
from asltool.expr.jsonata.static import references


def found(text: str, *, is_known: bool = True) -> list[tuple[str, str, str]]:
    """Give kind, piece and message of what is bound to fail."""
    program = compile_jsonata(text, aws=True)
    return [
        (mistake.kind, text[mistake.start : mistake.end], mistake.message)
        for mistake in mistakes(program, references(program.tree), is_known=is_known)
    ]


@pytest.mark.parametrize(
    ("text", "piece", "message"),
    [
        ("$uppercased('a')", "$uppercased", "there is no function $uppercased; did you mean $uppercase?"),
        ("$UpperCase($x)", "$UpperCase", "there is no function $UpperCase; did you mean $uppercase?"),
        ("a.$xyzzy()", "$xyzzy", "there is no function $xyzzy"),
        ("$eval('1')", "$eval", "Step Functions has no $eval; $parse reads JSON text"),
        (
            "$randomSeeded(7)",
            "$randomSeeded",
            "there is no function $randomSeeded; $random takes the seed",
        ),
    ],
)
def test_functions_that_do_not_exist_are_found(text: str, piece: str, message: str) -> None:
    assert found(text) == [("function", piece, message)]


@pytest.mark.parametrize(
    ("text", "piece", "message"),
    [
        ("$substring('a')", "$substring('a')", "$substring takes 2 to 3 arguments, not 1"),
        ("$x ~> $substring(1, 2, 3)", "$substring(1, 2, 3)", "$substring takes 2 to 3 arguments, not 4"),
        ("$x & $substring($y, '1')", "'1'", "$substring cannot take text as argument 2"),
        ("5 ~> $length()", "5", "$length cannot take a number as argument 1"),
        (
            "$sum($append([1], $number('x')))",
            "$number('x')",
            'this call fails: D3030: Unable to cast value to a number: "x"',
        ),
        (
            "$range(1, 1000000, 1)",
            "$range(1, 1000000, 1)",
            "this call fails: Expression evaluation memory limit exceeded",
        ),
    ],
)
def test_calls_that_fail_are_found(text: str, piece: str, message: str) -> None:
    assert ("arguments", piece, message) in found(text)


@pytest.mark.parametrize(
    ("text", "piece", "message"),
    [
        ("'a' + $x", "'a'", "the operator + adds numbers (& joins texts), not text"),
        (
            "$uppercase($x) + $y",
            "$uppercase($x)",
            "the operator + adds numbers (& joins texts), not text",
        ),
        (
            "$items[$string(id) = 5]",
            "$string(id) = 5",
            "the operator = compares text with a number, which are never equal",
        ),
        (
            "$count($x) > $string($y)",
            "$count($x) > $string($y)",
            "the operator > compares a number with text, which have no order",
        ),
        ("$x - null", "null", "the operator - works on numbers, not null"),
        ("[1..'9']", "'9'", "the operator .. works on numbers, not text"),
        ("-'a'", "'a'", "the operator - negates numbers, not text"),
        ("$x > true", "true", "the operator > compares texts or numbers, not true or false"),
        ("[] < $x", "[]", "the operator < compares texts or numbers, not an array"),
        ("'a' < 5", "'a' < 5", "the operator < compares text with a number, which have no order"),
        ("$x & ('5' = 5)", "'5' = 5", "the operator = compares text with a number, which are never equal"),
        (
            "$x[a != null and 5 != '5']",
            "5 != '5'",
            "the operator != compares a number with text, which are never equal",
        ),
    ],
)
def test_operands_of_the_wrong_type_are_found(text: str, piece: str, message: str) -> None:
    assert found(text) == [("operands", piece, message)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{'a': 1}.b", "the expression gives nothing (undefined), which fails"),
        ("$sum", "the expression gives a function, which is no value of JSON"),
        ("($f := 5; $f(1))", "the expression always fails: T1006: Attempted to invoke a non-function"),
    ],
)
def test_constants_without_a_value_are_found(text: str, message: str) -> None:
    assert found(text) == [("outcome", text, message)]


@pytest.mark.parametrize(
    "text",
    [
        "5",
        "5 * 60",
        "$now() & $uuid()",
        "$millis() + 1",
        "$random(5)",
        "$x + 1",
        "$x = '5'",
        "$x < '5'",
        "$string($x) < '5'",
        "$number($x) + $sum($y) > $count($z)",
        "($x ? 5) + 1",
        "$states.input.items.$substring(1)",
        "$error('meant')",
        "$x ? $assert(false, 'meant')",
        "{'a': $error('meant')}",
        "($sum := function($a, $b) { $a + $b }; $sum(1, 2))",
        "$map($x, function($count) { $count('a', 'b') })",
        "$number($x)",
        "$x ~> $sum",
        "$x ~> $map($uppercase)",
        "$not('a') and 5",
        "$states.input.name in 'a'",
        "['a']['b' = 'c'] & 'd'",
    ],
)
def test_what_may_give_a_value_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_of_calls_that_fail_inside_one_another_the_innermost_is_found() -> None:
    assert [piece for _, piece, _ in found("$floor($round($sqrt(-1))) + $abs($number('x'))")] == [
        "$sqrt(-1)",
        "$number('x')",
    ]


@pytest.mark.parametrize("text", ["$range(1, 500000, 1)[0]", "[1..50].$count($map([1..100000], $type))"])
def test_what_comes_near_a_limit_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_not_known_yet_is_not_evaluated() -> None:
    assert found("$xs['${Name}' = 'a']", is_known=False) == []
    assert found("{'a': 1}.b", is_known=False) == []


def test_a_constant_that_takes_long_is_left_alone() -> None:
    assert found("($f := function($n) { $n = 0 ? 1 : $f($n - 1) }; $f(1e12))") == []


def test_mistakes_come_in_the_order_of_the_text() -> None:
    assert [kind for kind, _, _ in found("$substring(1 & $foo() & -'a')")] == [
        "arguments",
        "function",
        "operands",
    ]
