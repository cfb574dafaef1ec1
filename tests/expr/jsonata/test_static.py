from __future__ import annotations

import pytest

from asltool.expr.jsonata import parse, references

FIELDS = {
    "phone": [("phone", 0)],
    "phone.number": [("phone", 0)],
    "1 + phone": [("phone", 4)],
    "{'a': phone}": [("phone", 6)],
    "[phone, fax]": [("phone", 1), ("fax", 8)],
    "(phone)": [("phone", 1)],
    "true ? phone : fax": [("phone", 7), ("fax", 15)],
    "$sum(phone)": [("phone", 5)],
    "`a b`": [("a b", 0)],
    "$states.input.phone": [],
    "$states.input[phone = 1].(fax & $)": [],
    "$states.input^(phone){fax: $}": [],
    "$map($states.input, function($x){phone})": [],
    "$x[phone]": [],
    "$x{phone: 1}": [],
    "$x ~> |phone|{'a': fax}, 'b'|": [],
    "-phone": [("phone", 1)],
    "phone(1)": [("phone", 0)],
    "phone.$f(fax)": [("phone", 0)],
}

VARIABLES = {
    "$x": [("x", 0)],
    "$ & $$": [],
    "$x.y[$z]": [("x", 0), ("z", 5)],
    "($a := 1; $a + $b)": [("b", 15)],
    "$a := $b": [("b", 6)],
    "function($a){$a & $b}": [("b", 18)],
    "function($a){($c := 1; $c)}": [],
    "$items@$i#$n.($i & $n & $q)": [("items", 0), ("q", 24)],
    "$items[0]#$n[$n = 1]^($n)": [("items", 0)],
    "$sum([$x])": [("x", 6)],
    "$sum": [],
    "$f(?, $x)": [("x", 6)],
    "$states.input": [("states", 0)],
}

STATES = {
    "$states.input.a.b": [["input", "a", "b"]],
    "$states": [[]],
    "$states & $states.context.State": [[], ["context", "State"]],
    "$states.input.list[0].name": [["input", "list"]],
    "$states[0].input": [[]],
    "$states.input.(a)": [["input"]],
    "$states.*": [[]],
    "($states := 1; $states.input)": [],
    "$f($states.result)": [["result"]],
}

CONSTANT = {
    "1 + 2": True,
    "$sum([1, 2])": True,
    "($a := 1; $a)": True,
    "$x": False,
    "a": False,
    "$": False,
    "$$": False,
    "*": False,
    "$now()": False,
    "$f(1)": False,
    "[1..3].($ * 2)": True,
}


def _pairs(mentions: object) -> list[tuple[str, int]]:
    return [(each.name, each.offset) for each in mentions]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", FIELDS)
def test_names_at_the_top_level(text: str) -> None:
    assert _pairs(references(parse(text)).fields) == FIELDS[text]


@pytest.mark.parametrize("text", VARIABLES)
def test_variables_that_are_not_bound(text: str) -> None:
    assert _pairs(references(parse(text)).variables) == VARIABLES[text]


@pytest.mark.parametrize("text", STATES)
def test_members_of_states(text: str) -> None:
    found = references(parse(text)).states

    assert [[each.name for each in members] for members in found] == STATES[text]


def test_members_of_states_have_places() -> None:
    found = references(parse("1 + $states.input.id")).states

    assert [_pairs(members) for members in found] == [[("input", 12), ("id", 18)]]


@pytest.mark.parametrize("text", CONSTANT)
def test_constants(text: str) -> None:
    assert references(parse(text)).is_constant is CONSTANT[text]


def test_calls_of_the_library_and_of_nothing() -> None:
    found = references(parse("$sum($nosuch(1)) & $eval('1') & ($f := function(){1}; $f()) & $sum(?)"))

    assert _pairs(found.calls) == [("sum", 0), ("sum", 62)]
    assert _pairs(found.unknown_functions) == [("nosuch", 5), ("eval", 19)]


def test_functions_that_are_mentioned_only_may_be_variables() -> None:
    found = references(parse("($max := 1; $map($keys, $string) & $max & $sum($min))"))

    assert _pairs(found.functions) == [("keys", 17), ("string", 24), ("min", 47)]
    assert found.variables == []


def test_library_may_be_another() -> None:
    found = references(parse("$eval('1')"), ["eval"])

    assert _pairs(found.calls) == [("eval", 0)]
    assert not found.is_constant


def test_context_itself() -> None:
    found = references(parse("$.a & $$.b & ** & a.$"))

    assert _pairs(found.contexts) == [("", 0), ("$", 6), ("", 13)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("  a.b[c]  ", [(2, 8)]),
        ("$f(1, 2)", [(0, 8)]),
        ("a + (b)", [(0, 7)]),
        ("{'a': 1}", [(0, 8)]),
        ("function($x){$x}", [(0, 16)]),
    ],
)
def test_nodes_know_where_they_begin_and_end(text: str, spans: list[tuple[int, int]]) -> None:
    tree = parse(text)

    assert [(tree.start, tree.end)] == spans
