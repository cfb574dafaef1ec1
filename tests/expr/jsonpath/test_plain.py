from __future__ import annotations

import pytest

from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.plain import compile_plain, plain_keys
from asltool.json_value import JsonValue
from path_evaluating import SCOPE

DOCUMENT: JsonValue = {"a": {"b": {"c": {"d": [1, {"e": None}, "text"]}}}, "t": "text", "n": None, "f": False}


def refuse(_: JsonValue) -> JsonValue:
    return "not plain"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((), DOCUMENT),
        (("f",), False),
        (("n",), None),
        (("a", "b"), {"c": {"d": [1, {"e": None}, "text"]}}),
        (("a", "b", "c"), {"d": [1, {"e": None}, "text"]}),
        (("a", "b", "c", "d"), [1, {"e": None}, "text"]),
        (("a", "b", "c", "d", 0), 1),
        (("a", "b", "c", "d", 1, "e"), None),
        (("a", "b", "c", "d", -1), "text"),
    ],
)
def test_paths_of_every_length_are_followed(keys: tuple[str | int, ...], value: JsonValue) -> None:
    assert compile_plain(keys, refuse)(DOCUMENT, SCOPE) == value


@pytest.mark.parametrize(
    "keys",
    [
        ("no",),
        ("t", "x"),
        ("n", "x"),
        ("f", "x"),
        ("a", "no"),
        ("a", "b", "no"),
        ("a", "b", "c", "no"),
        ("a", "b", "c", "d", "e"),
        ("t", 0),
        ("f", 0),
        ("n", 0),
        ("a", 0),
        (0,),
        ("a", "b", "c", "d", 3),
        ("a", "b", "c", "d", -4),
        ("a", "b", "c", "d", 1, "x"),
        ("a", "b", "c", "d", 2, 0),
        ("a", "b", "c", "d", 0, "x"),
    ],
)
def test_what_cannot_be_followed_is_handed_on(keys: tuple[str | int, ...]) -> None:
    assert compile_plain(keys, refuse)(DOCUMENT, SCOPE) == "not plain"


@pytest.mark.parametrize("data", ["text", None, True, 1, 2.5, [1], [{"a": 1}]])
def test_only_objects_have_members(data: JsonValue) -> None:
    for keys in (("a",), ("a", "a"), ("a", "a", "a"), ("a", "a", "a", "a"), ("a", 0)):
        assert compile_plain(keys, refuse)(data, SCOPE) == "not plain"


@pytest.mark.parametrize("data", ["text", None, True, 1, 2.5, {}, {"0": 1}])
def test_only_arrays_have_elements(data: JsonValue) -> None:
    assert compile_plain((0,), refuse)(data, SCOPE) == "not plain"


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("$.a[0]['b']", ("a", 0, "b")),
        ("$.a[-1].b", ("a", -1, "b")),
        ("$.a[*].b", ("a",)),
        ("$['a','b'].c", ()),
        ("$.a[0]$.b", ("a", 0)),
    ],
)
def test_the_plain_beginning_of_a_path(path: str, keys: tuple[str | int, ...]) -> None:
    assert plain_keys(parse_parts(path)[1], counts_from_end=True) == keys


def test_negative_indexes_are_not_plain_where_they_do_not_count_from_the_end() -> None:
    assert plain_keys(parse_parts("$.a[0][-1].b")[1], counts_from_end=False) == ("a", 0)
