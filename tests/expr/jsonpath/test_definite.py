from __future__ import annotations

import pytest

from asltool.expr.jsonpath.definite import PathPlan, compile_run
from asltool.expr.jsonpath.errors import IndexOutOfBounds, PathNotFound, StepNotApplicable
from asltool.expr.jsonpath.parser import parse_parts
from asltool.json_value import JsonValue

DOCUMENT: JsonValue = {"a": {"b": [10, {"c": None}], "n": None}, "t": "text", "x": 1, "y": 2}


def plan_of(text: str, *, root: str = "$", counts_from_end: bool = True) -> PathPlan:
    return PathPlan(text, parse_parts(text)[1], root, counts_from_end)


def followed(plan: PathPlan) -> JsonValue:
    """Give what all the steps of *plan* lead to in the document."""
    found = compile_run(plan, 0, len(plan.steps))(DOCUMENT, None)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$", DOCUMENT),
        ("$.a.b[0]", 10),
        ("$['a']['b'][1]['c']", None),
        ("$.a.b[-2]", 10),
        ("$.a.b[(@.length-1)].c", None),
        ("$['y','x','no']", {"y": 2, "x": 1}),
        ("$['no','nope']", {}),
        ("$.a.b[0]$", 10),
    ],
)
def test_definite_steps_lead_to_one_value(text: str, value: JsonValue) -> None:
    assert followed(plan_of(text)) == value


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("$.no", PathNotFound, "No results for path: $['no']"),
        ("$.a.no", PathNotFound, "No results for path: $['a']['no']"),
        ("$.no.way", PathNotFound, "Missing property in path $['no']"),
        ("$.a.no['such'].way", PathNotFound, "Missing property in path $['a']['no']"),
        ("$.no[0]", PathNotFound, "Missing property in path $['no']"),
        ("$.t.x", PathNotFound, "Property ['x'] not found in path $['t']"),
        ("$.a.n.x", PathNotFound, "Property ['x'] not found in path $['a']['n']"),
        ("$.a.b['x','y']", PathNotFound, "Property ['x', 'y'] not found in path $['a']['b']"),
        ("$.a.b[2]", IndexOutOfBounds, "Index out of bounds when evaluating path $['a']['b'][2]"),
        ("$.a.b[2].c", IndexOutOfBounds, "Index out of bounds when evaluating path $['a']['b'][2]"),
        ("$.a.b[-3]", IndexOutOfBounds, "Index out of bounds when evaluating path $['a']['b'][-3]"),
        (
            "$.a.b[(@.length-3)]",
            IndexOutOfBounds,
            "Index out of bounds when evaluating path $['a']['b'][-1]",
        ),
        ("$.a.n[0]", PathNotFound, "The path $['a']['n'] is null"),
        (
            "$.t[0].x",
            StepNotApplicable,
            "Filter: [0]['x'] can only be applied to arrays. Current context is: text",
        ),
        (
            "$.a.b[1][(@.length-1)]",
            StepNotApplicable,
            "Filter: [@.size()-1] can only be applied to arrays. Current context is: {c=null}",
        ),
        (
            "$['x','y'].z",
            StepNotApplicable,
            "Multi properties can only be used as path leafs: $['x', 'y']",
        ),
    ],
)
def test_errors_name_the_place(text: str, kind: type[PathNotFound], reason: str) -> None:
    with pytest.raises(PathNotFound) as caught:
        followed(plan_of(text))

    assert (type(caught.value), caught.value.path, caught.value.reason) == (kind, text, reason)


def test_negative_indexes_are_out_of_bounds_where_they_do_not_count_from_the_end() -> None:
    with pytest.raises(IndexOutOfBounds):
        followed(plan_of("$.a.b[-1]", counts_from_end=False))


def test_the_root_can_have_another_name() -> None:
    with pytest.raises(PathNotFound, match=r"^No results for path: \$\['name'\]\['no'\]$"):
        followed(plan_of("$.no", root="$['name']"))


@pytest.mark.parametrize("text", ["$.no.x[*]", "$.no[1:].x", "$.no..x", "$[*].no.x", "$.no[?(@.x)]"])
def test_a_missing_member_ends_an_indefinite_path_without_an_error(text: str) -> None:
    plan = plan_of(text)
    start = next(
        position for position, step in enumerate(plan.steps) if plan.rest(position).startswith("['no']")
    )

    assert compile_run(plan, start, start + 1)(DOCUMENT, None) is None


@pytest.mark.parametrize("text", ["$[*].a.no.x", "$[0:1].a.b.no.x"])
def test_it_is_an_error_if_only_steps_before_the_last_one_were_indefinite(text: str) -> None:
    plan = plan_of(text)

    with pytest.raises(PathNotFound, match="Missing property"):
        compile_run(plan, 1, len(plan.steps))({"a": {"b": {}}}, None)
