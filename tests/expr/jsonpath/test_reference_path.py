from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.expr.jsonpath.path import InvalidPath, PathNotFound
from asltool.expr.jsonpath.reference_path import ReferencePathMismatch, parse_reference_path
from asltool.expr.language import Reference
from asltool.json_value import JsonValue, copy_json
from path_evaluating import DOCUMENTS, SCOPE


def written(path: str, root: JsonValue, result: JsonValue = "new") -> JsonValue:
    return parse_reference_path(path).compile_write()(root, result)


@pytest.mark.parametrize("text", ["$", "$.a", "$['a b'].c[0][-1]", "$$.State.Name", "$cart.total"])
def test_names_and_indexes_denote_one_place(text: str) -> None:
    assert parse_reference_path(text).text == text


@pytest.mark.parametrize(
    "text", ["$.a[*]", "$..a", "$.a[0,1]", "$.a[0:1]", "$.a[?(@.b)]", "$['a','b']", "$[(@.length-1)]"]
)
def test_other_steps_select_more_than_one_place(text: str) -> None:
    with pytest.raises(InvalidPath) as caught:
        parse_reference_path(text)

    assert caught.value.message == "it selects more than one place"


@pytest.mark.parametrize("text", ["", "a", "$.a[", "$ref erence"])
def test_what_is_no_path_is_no_reference_path(text: str) -> None:
    with pytest.raises(InvalidPath):
        parse_reference_path(text)


def test_a_reference_path_tells_what_its_path_tells() -> None:
    path = parse_reference_path("$cart.ids[0].x")

    assert (path.variable, path.of_context) == ("cart", False)
    assert path.names() == ("ids",)
    assert path.keys == ("ids", 0, "x")
    assert path.references() == (Reference("variable", "cart", 0),)
    assert parse_reference_path("$$.a").of_context


def test_it_is_read_as_any_path() -> None:
    read = parse_reference_path("$.a[0]").compile()

    assert read({"a": [1]}, SCOPE) == 1
    with pytest.raises(PathNotFound):
        read({}, SCOPE)


@pytest.mark.parametrize(
    ("path", "root", "expected"),
    [
        ("$", {"a": 1}, "new"),
        ("$", None, "new"),
        ("$.a", {}, {"a": "new"}),
        ("$.a", {"a": 1, "b": 2}, {"a": "new", "b": 2}),
        ("$.b", {"a": 1}, {"a": 1, "b": "new"}),
        ("$.a.b", {"a": {"c": 1}}, {"a": {"c": 1, "b": "new"}}),
        ("$.a.b.c", {}, {"a": {"b": {"c": "new"}}}),
        ("$.a.b.c", {"a": {"b": {"c": 1}, "d": 2}, "e": 3}, {"a": {"b": {"c": "new"}, "d": 2}, "e": 3}),
        ("$[0]", [1, 2], ["new", 2]),
        ("$[-1]", [1, 2], [1, "new"]),
        ("$.a[1].b", {"a": [0, {}]}, {"a": [0, {"b": "new"}]}),
        ("$.a[0].b.c", {"a": [{}]}, {"a": [{"b": {"c": "new"}}]}),
        ("$[0][1]", [[1, 2]], [[1, "new"]]),
    ],
)
def test_a_result_is_put_in_its_place(path: str, root: JsonValue, expected: JsonValue) -> None:
    before = copy_json(root)

    assert written(path, root) == expected
    assert root == before


def test_members_keep_their_order() -> None:
    result = written("$.b", {"a": 1, "b": 2, "c": 3})

    assert isinstance(result, dict)
    assert list(result) == ["a", "b", "c"]


def test_all_that_is_not_on_the_way_is_shared() -> None:
    aside: JsonValue = {"x": [1]}

    result = written("$.a.b", {"a": {"c": aside}, "d": aside})

    assert isinstance(result, dict)
    assert isinstance(result["a"], dict)
    assert result["d"] is aside
    assert result["a"]["c"] is aside


@pytest.mark.parametrize(
    ("path", "root", "shown"),
    [
        ("$.a", "text", '"text"'),
        ("$.a", None, "null"),
        ("$.a", [1], "[1]"),
        ("$.a.b", {"a": 1}, '{"a":1}'),
        ("$.a.b", {"a": None}, '{"a":null}'),
        ("$.a.b.c", {"a": {"b": []}}, '{"a":{"b":[]}}'),
        ("$[0]", {}, "{}"),
        ("$[0]", [], "[]"),
        ("$[-3]", [1, 2], "[1,2]"),
        ("$.a[0]", {}, "{}"),
        ("$.a[2].b", {"a": [1, 2]}, '{"a":[1,2]}'),
        ("$[0].a", ["text"], '["text"]'),
    ],
)
def test_a_result_that_has_no_place_is_an_error(path: str, root: JsonValue, shown: str) -> None:
    with pytest.raises(ReferencePathMismatch) as caught:
        written(path, root)

    assert str(caught.value) == f"Unable to apply ReferencePath {path} to input {shown}"
    assert caught.value.path == path


def test_values_may_be_deep_and_paths_long() -> None:
    deep: JsonValue = []
    for _ in range(50_000):
        deep = [deep]

    with pytest.raises(ReferencePathMismatch, match=r"to input \.\.\.$"):
        written("$.a", deep)
    assert parse_reference_path("$" + ".a" * 50_000).compile_write()({}, 1) is not None


KEYS = st.lists(st.sampled_from([".a", ".b", "['id']", "[0]", "[1]", "[-1]"]), max_size=4).map("".join)


@given(KEYS, DOCUMENTS)
def test_what_was_written_is_read_and_the_rest_stays(end: str, root: JsonValue) -> None:
    path = parse_reference_path("$" + end)
    before = copy_json(root)
    try:
        result = path.compile_write()(root, "new")
    except ReferencePathMismatch:
        return

    assert path.compile()(result, SCOPE) == "new"
    assert root == before
