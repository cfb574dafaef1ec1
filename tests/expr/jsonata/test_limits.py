from __future__ import annotations

import pytest

from asltool.expr.jsonata import JSONataError, JSONataSyntaxError, Limits, compile  # noqa: A004

TIMEOUT = "Expression evaluation timeout"
OVERFLOW = "Stack overflow error"
MEMORY = "Expression evaluation memory limit exceeded"

QUICK = Limits(seconds=0.2, depth=100, value_bytes=7_000_000)

HOSTILE = {
    "endless recursion": ("($f := function($n){1 + $f($n + 1)}; $f(1))", OVERFLOW),
    "endless recursion through map": (
        "($f := function($x){$map([1, 2], function($y){$f($y)})}; $f(1))",
        OVERFLOW,
    ),
    "endless recursion through eval": ("($f := function(){$eval('$f()')}; $f())", OVERFLOW),
    "endless tail calls": ("($f := function($n){$f($n + 1)}; $f(1))", TIMEOUT),
    "tail calls in turns": ("($f := function(){$g()}; $g := function(){$f()}; $f())", TIMEOUT),
    "loops in loops": ("[1..300].([1..300].([1..300].($ + 1)))", None),
    "few items, many loops": (
        "[1..60].([1..60].([1..60].([1..60].([1..60].($)))))",
        None,
    ),
    "the same long text again and again": (
        "($s := $pad('x', 1000000, 'xy'); [1..4000].$contains($s, 'zz'))",
        TIMEOUT,
    ),
    "the same long array again and again": ("($s := [1..300000]; [1..4000].$sum($s))", TIMEOUT),
    "looking for nothing": ("($s := [1..300000]; [1..4000].(-1 in $s))", TIMEOUT),
    "a function of the library for each item": ("[1..50].$count($map([1..100000], $type))", TIMEOUT),
    "a long reduce": ("$reduce([1..100000], function($a, $b){$a + $sum([1..200])})", TIMEOUT),
    "a long fold of others": ("$filter([1..100000], function($a){$count($reverse([1..200])) = 0})", TIMEOUT),
    "a great range": ("[1..1e7]", MEMORY),
    "a great range to map": ("$map([1..1e7], function($x){$x})", MEMORY),
    "a wide text": ("$pad('x', 2e9)", MEMORY),
    "a text that doubles": (
        "($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $f('xxxx', 60))",
        MEMORY,
    ),
    "an array that doubles": (
        "($f := function($s, $n){$n = 0 ? $s : $f($append($s, $s), $n - 1)}; $f([1, 2], 60))",
        MEMORY,
    ),
    "an array that doubles in brackets": (
        "($f := function($s, $n){$n = 0 ? $s : $f([$s, $s], $n - 1)}; $f([1, 2], 60))",
        MEMORY,
    ),
    "an object that doubles as text": (
        "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1)}; $string($f({}, 60)))",
        MEMORY,
    ),
    "an object that doubles as result": (
        "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1)}; $f({}, 60))",
        TIMEOUT,
    ),
    "an object that doubles, cloned": (
        "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1)}; $clone($f({}, 60)))",
        None,
    ),
    "an object that doubles, and all inside": (
        "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1)}; $count($f({}, 60).**))",
        None,
    ),
    "a date of many digits": ("$fromMillis(0, '[Y,1000000000-1000000000]')", MEMORY),
    "a long numeral": ("$formatInteger(1e20, 'I')", MEMORY),
    "a regular expression that tries everything": (
        "$match($pad('', 5000, 'ab'), /(?:(?:a|b|ab)(?:b|a|ba))*(?:x+x+)+y|(?:.*.*.*.*)*z/)",
        None,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_expression_ends_in_a_limit(name: str) -> None:
    text, reason = HOSTILE[name]

    with pytest.raises(JSONataError) as raised:
        compile(text, limits=QUICK)()

    assert raised.value.code == "U1001"
    assert str(raised.value) in ([reason] if reason else [TIMEOUT, OVERFLOW, MEMORY])


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000 + "1" + ")" * 10_000, "[" * 10_000, '{"a":' * 10_000, "-" * 10_000 + "1", "$f(" * 10_000],
    ids=["parentheses", "brackets", "braces", "signs", "calls"],
)
def test_text_that_nests_too_deeply_does_not_parse(text: str) -> None:
    with pytest.raises(JSONataSyntaxError, match="nested too deeply"):
        compile(text)


def test_code_that_nests_too_deeply_is_refused_when_it_is_first_run() -> None:
    text = "a" + "".join(f"[b{n}" for n in range(60)) + "]" * 60

    with pytest.raises(JSONataError, match="nested too deeply"):
        compile(text)({"a": 1})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1" + " + 1" * 3000, 3001),
        ("true" + " and true" * 3000, True),
        ("'a'" + " & 'a'" * 3000, "a" * 3001),
        ("a" + ".a" * 3000, 5),
        ("0 ? 1 : " * 60 + "2", 2),
    ],
    ids=["sums", "conditions", "texts", "steps", "choices"],
)
def test_long_chain_is_no_deep_one(text: str, value: object) -> None:
    data: dict[str, object] = {}
    inner = data
    for _ in range(3000):
        inner["a"] = inner = {}  # type: ignore[assignment]
    inner["a"] = 5

    assert compile(text)(data) == value


@pytest.mark.parametrize("text", ["$", "$string(a)", "a = a.a", "$clone($)", "$distinct([a, a.a])", "*"])
def test_data_that_nests_too_deeply_overflows(text: str) -> None:
    data: dict[str, object] = {}
    for _ in range(20_000):
        data = {"a": data}

    with pytest.raises(JSONataError, match=OVERFLOW):
        compile(text)(data)


def test_deep_data_may_be_gone_through() -> None:
    data: dict[str, object] = {}
    for _ in range(20_000):
        data = {"a": data}

    assert compile("$count(**)")(data) == 20_001


def test_aws_lets_functions_call_each_other_a_hundred_deep() -> None:
    deep = compile("($f := function($n){$n = 0 ? 0 : 1 + $f($n - 1)}; $f($depth))", aws=True)

    assert deep(depth=99) == 99
    with pytest.raises(JSONataError, match=OVERFLOW):
        deep(depth=101)


def test_evaluation_may_be_repeated_after_it_failed() -> None:
    endless = compile("$x = 0 ? 0 : ($f := function($n){1 + $f($n)}; $f(1))", aws=True)

    with pytest.raises(JSONataError, match=OVERFLOW):
        endless(x=1)

    assert endless(x=0) == 0


def test_recursion_of_some_hundred_levels_is_fine_without_aws_limits() -> None:
    assert compile("($f := function($n){$n = 0 ? 0 : 1 + $f($n - 1)}; $f(300))")() == 300


@pytest.mark.parametrize("text", ["$clone($)", "$ ~> |nothing|{}|", "$string($)", "$ & ''"])
def test_copying_and_writing_large_values_takes_time(text: str) -> None:
    data = {"a": [[] for _ in range(10_000)]}

    with pytest.raises(JSONataError, match=TIMEOUT):
        compile(text, limits=Limits(seconds=0.0))(data)
