from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asltool.engine.sizes import (
    NONE,
    UNKNOWN,
    Growth,
    growth_of_constant,
    growth_of_pass_through,
    growth_of_template,
    growth_with_result_path,
)
from asltool.expr.jsonpath.path import parse_path
from asltool.expr.jsonpath.reference_path import parse_reference_path
from asltool.expr.jsonpath_language import JSONPATH
from asltool.expr.scope import EmptyScope
from asltool.expr.template import PayloadTemplate, compile_template, parse_template
from asltool.json_value import json_bytes


def template(value: Any) -> PayloadTemplate:
    def refuse(_at: object, error: Exception) -> None:
        raise error

    return parse_template(value, JSONPATH, refuse)


def test_a_constant_has_its_own_size() -> None:
    assert growth_of_constant({"a": "é"}) == Growth(0, 10)


def test_a_template_grows_with_each_path_into_the_data() -> None:
    value = {"a.$": "$.x", "b": {"c.$": "$"}, "d": 5}

    assert growth_of_template(template(value)) == Growth(2, json_bytes(value))


@pytest.mark.parametrize(
    "expression", ["$$.Execution.Input", "$variable.x", "$.many[*].x", "$..x", "States.Format('{}', $.x)"]
)
def test_what_is_no_part_of_the_data_is_measured(expression: str) -> None:
    assert growth_of_template(template({"a.$": expression})) is UNKNOWN


def test_paths_pass_on_what_they_select() -> None:
    assert growth_of_pass_through(parse_path("$"), None, parse_path("$.a[0]")) is NONE
    assert growth_of_pass_through(parse_path("$"), parse_path("$$")) is UNKNOWN


def test_a_result_is_placed_in_the_input() -> None:
    own = Growth(2, 100)

    assert growth_with_result_path(own, None) is NONE
    assert growth_with_result_path(own, parse_reference_path("$")) is own
    assert growth_with_result_path(own, parse_reference_path("$.a")) == Growth(3, 100 + 6 * 3 + 8)


names = st.sampled_from(["a", "b", "é", "long_name"])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**6) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
paths = st.lists(names, min_size=1, max_size=3).map(lambda keys: "$" + "".join(f"['{key}']" for key in keys))


@settings(deadline=None, max_examples=100)
@given(data=st.dictionaries(names, values, max_size=4), result=values, path=paths)
def test_placing_a_result_never_gives_more_than_the_bound(data: Any, result: Any, path: str) -> None:
    place = parse_reference_path(path)
    growth = growth_with_result_path(growth_of_constant(result), place)
    try:
        placed = place.compile_write()(data, result)
    except Exception:  # noqa: BLE001 - a path that does not fit the data has no output to measure
        return

    assert json_bytes(placed) <= growth.scale * json_bytes(data) + growth.extra


@settings(deadline=None, max_examples=100)
@given(data=st.fixed_dictionaries({"a": values, "b": values}), constant=values)
def test_a_template_never_gives_more_than_the_bound(data: Any, constant: Any) -> None:
    filled = template({"x.$": "$.a", "y": [{"z.$": "$"}, constant], "w.$": "$['b']"})
    growth = growth_of_template(filled)

    output = compile_template(filled)(data, EmptyScope())

    assert json_bytes(output) <= growth.scale * json_bytes(data) + growth.extra
