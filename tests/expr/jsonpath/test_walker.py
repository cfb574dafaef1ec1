from __future__ import annotations

import pytest

from asltool.expr.jsonpath.definite import PathPlan
from asltool.expr.jsonpath.errors import IndexOutOfBounds, PathNotFound, PathTooCostly, StepNotApplicable
from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.walker import compile_walk
from asltool.json_value import JsonValue

ORDERS: JsonValue = {
    "orders": [
        {"id": 1, "lines": [{"sku": "x", "n": 2}, {"sku": "y"}]},
        {"id": 2, "lines": []},
        {"id": 3, "lines": [{"sku": "z", "n": 1}], "note": None},
    ],
    "by_day": {"mon": {"n": 1, "id": 7}, "tue": {"n": 2}},
    "grid": [[1, 2, 3], [4, 5, 6], [7]],
    "text": "abc",
    "null": None,
    "none": [],
}


def walked(text: str, document: JsonValue = ORDERS, *, counts_from_end: bool = True) -> JsonValue:
    plan = PathPlan(text, parse_parts(text)[1], counts_from_end=counts_from_end)
    return compile_walk(plan)(document)


def error_of(text: str, document: JsonValue = ORDERS) -> PathNotFound:
    with pytest.raises(PathNotFound) as caught:
        walked(text, document)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # definite
        ("$.text", "abc"),
        ("$.grid[1][2]", 6),
        ("$['text','no']", {"text": "abc"}),
        # wildcards
        ("$.grid[*]", [[1, 2, 3], [4, 5, 6], [7]]),
        ("$.grid[*][*]", [1, 2, 3, 4, 5, 6, 7]),
        ("$.by_day.*", [{"n": 1, "id": 7}, {"n": 2}]),
        ("$.by_day[*].n", [1, 2]),
        ("$.orders[*].id", [1, 2, 3]),
        ("$.orders[*].note", [None]),
        ("$.orders[*].lines[*].n", [2, 1]),
        ("$.orders[*].no.way", []),
        ("$.grid[*][2]", [3, 6]),
        ("$.orders[*]['id','note']", [{"id": 1}, {"id": 2}, {"id": 3, "note": None}]),
        ("$.text[*]", []),
        ("$.null.*", []),
        ("$.none[*].x", []),
        ("$.text[*].x[0].no", []),
        # slices and several indexes
        ("$.grid[0][1:]", [2, 3]),
        ("$.grid[0][:1]", [1]),
        ("$.grid[0][1:9]", [2, 3]),
        ("$.grid[0][-2:]", [2, 3]),
        ("$.grid[0][-9:]", [1, 2, 3]),
        ("$.grid[0][:-1]", [1, 2]),
        ("$.grid[0][:-9]", []),
        ("$.grid[0][2:1]", []),
        ("$.grid[0][7:]", []),
        ("$.grid[0][-3:-1]", [1, 2]),
        ("$.grid[0][-1:2]", [3, 1, 2]),
        ("$.none[-3:-1]", []),
        ("$.grid[0][2,0,2]", [3, 1, 3]),
        ("$.grid[0][0,-1]", [1, 3]),
        ("$.grid[0:2][1]", [2, 5]),
        ("$.orders[1:].id", [2, 3]),
        # what is missing ahead of an indefinite step
        ("$.no[*]", []),
        ("$.no.way[1:2].x", []),
        ("$.no..x", []),
        ("$.no[?(@.x)].y", []),
        ("$.no[0][*]", []),
        ("$.orders[0:2].no.way", []),
        # filters
        ("$.orders[?(@.id > 1)].id", [2, 3]),
        ("$.orders[?(@.lines[0])].lines[*].sku", ["x", "y", "z"]),
        ("$.by_day.mon[?(@.n == 1)]", [{"n": 1, "id": 7}]),
        ("$.by_day.mon[?(@.n == 2)]", []),
        ("$.by_day.*[?(@.n > 1)].n", [2]),
        ("$.orders[?(@.id == $.by_day.tue.n)].id", [2]),
        # everything below
        ("$..sku", ["x", "y", "z"]),
        ("$..['sku','n']", [{"sku": "x", "n": 2}, {"sku": "z", "n": 1}]),
        ("$..lines[*].sku", ["x", "y", "z"]),
        ("$.orders..n", [2, 1]),
        ("$.grid..[0]", [[1, 2, 3], 1, 4, 7]),
        ("$.grid..[1:]", [[4, 5, 6], [7], 2, 3, 5, 6]),
        ("$.by_day..*", [{"n": 1, "id": 7}, {"n": 2}, 1, 7, 2]),
        ("$..[?(@.sku == 'y')]", [{"sku": "y"}]),
        ("$.text..x", []),
        ("$....sku", []),
        ("$..$", []),
    ],
)
def test_paths(text: str, value: JsonValue) -> None:
    assert walked(text) == value


def test_a_wildcard_in_an_array_keeps_what_an_object_gave_before_it_failed() -> None:
    document: JsonValue = [{"p": {"a": 1}, "q": {}, "r": {"a": 2}}, {"p": {"a": 3}}]

    assert walked("$[*].*.a", document) == [1, 3]


def test_a_step_behind_an_index_below_applies_to_every_element() -> None:
    document: JsonValue = {"a": [{"x": 1}, {"x": 2}]}

    assert walked("$..[0].x", document) == [1, 2]
    assert walked("$..[1:].x", document) == [1, 2]
    assert walked("$..*[*]", [[1], [2]]) == [1, 2]


def test_a_filter_below_applies_to_arrays_as_values_and_to_objects() -> None:
    document: JsonValue = [{"x": 1}, {"y": 1}]

    assert walked("$..[?(@.x)]", document) == [{"x": 1}]
    assert walked("$..[?(@)]", document) == [{"x": 1}, {"y": 1}, {"x": 1}, {"y": 1}]


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("$.no", PathNotFound, "No results for path: $['no']"),
        ("$.text.a[*]", PathNotFound, "Property ['a'] not found in path $['text']"),
        ("$.by_day[*].id", PathNotFound, "No results for path: $['by_day']['tue']['id']"),
        ("$.orders[0:2].note", PathNotFound, "No results for path: $['orders'][0]['note']"),
        ("$..lines.x", PathNotFound, "Property ['x'] not found in path $['orders'][0]['lines']"),
        (
            "$.orders[0:2].lines.no.x",
            PathNotFound,
            "Property ['no'] not found in path $['orders'][0]['lines']",
        ),
        ("$.grid[0][0,9]", IndexOutOfBounds, "Index out of bounds when evaluating path $['grid'][0][9]"),
        ("$.grid[2][-3:1]", IndexOutOfBounds, "Index out of bounds when evaluating path $['grid'][2][-3]"),
        ("$.orders..lines[1]", IndexOutOfBounds, "$['orders'][1]['lines'][1]"),
        ("$.null[1:]", PathNotFound, "The path $['null'] is null"),
        (
            "$.text[0:1][0]",
            StepNotApplicable,
            "Filter: [0:1][0] can only be applied to arrays. Current context is: abc",
        ),
        (
            "$.by_day[0,1]",
            StepNotApplicable,
            "Filter: [0,1] can only be applied to arrays. Current context is: {mon={n=1, id=7}, tue={n=2}}",
        ),
        (
            "$.text[?(@.x)].y",
            StepNotApplicable,
            "Filter: [?]['y'] can not be applied to primitives. Current context is: abc",
        ),
        # a wildcard passes over what is missing, not over what has the wrong kind
        (
            "$.orders[*][0]",
            StepNotApplicable,
            'applied to arrays. Current context is: {id=1, lines=[{"sku":"x","n":2},{"sku":"y"}]}',
        ),
        (
            "$.orders[*]['id','note'].x",
            StepNotApplicable,
            "Multi properties can only be used as path leafs: $['orders'][0]['id', 'note']",
        ),
    ],
)
def test_errors(text: str, kind: type[PathNotFound], reason: str) -> None:
    error = error_of(text)

    assert type(error) is kind
    assert error.reason.endswith(reason)


def test_negative_indexes_are_looked_up_one_by_one() -> None:
    assert walked("$[-2:9]", [1, 2]) == [1, 2, 1, 2]

    with pytest.raises(IndexOutOfBounds):
        walked("$[-2:-1]", [1, 2], counts_from_end=False)


def test_every_indefinite_path_gives_an_array_of_its_own() -> None:
    document: JsonValue = {"a": [1, 2]}

    found = walked("$.a[*]", document)

    assert found == [1, 2]
    assert isinstance(document, dict)
    assert found is not document["a"]


def test_documents_may_be_deep() -> None:
    deep: JsonValue = {}
    for _ in range(50_000):
        deep = {"a": deep}

    found = walked("$..a", deep)

    assert isinstance(found, list)
    assert len(found) == 50_000
    assert error_of("$..a[0]", deep).reason.endswith("Current context is: ...")


def test_paths_may_be_long() -> None:
    assert walked("$[*]" + ".a" * 50_000, [{"a": 1}]) == []
    assert (
        error_of("$[0:]" + ".a" * 50_000, [{"a": 1}]).reason == "Property ['a'] not found in path $[0]['a']"
    )


def test_steps_may_stand_inside_each_other_as_often_as_the_parser_allows() -> None:
    nest: JsonValue = "inmost"
    for _ in range(100):
        nest = [nest]

    assert walked("$" + "[0:]" * 100, nest) == ["inmost"]


@pytest.mark.parametrize("step", ["[*]", "[0,1]", "[0:]", "[?(@)]"])
def test_paths_that_visit_too_much_are_given_up(step: str) -> None:
    nest: JsonValue = "inmost"
    for _ in range(25):
        nest = [nest, nest]

    with pytest.raises(PathTooCostly, match="the path visits more than 2000000 values"):
        walked("$" + step * 25, nest)


def test_a_path_that_visits_too_much_below_is_given_up() -> None:
    deep: JsonValue = {}
    for _ in range(300):
        deep = [{"a": deep}]

    with pytest.raises(PathTooCostly):
        walked("$..*..*..*", deep)
