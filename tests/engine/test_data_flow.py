from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.data_flow import compile_jsonpath_flow, compile_selection, is_plain, is_root
from asltool.engine.flow import FlowFields
from asltool.expr.jsonpath.path import PathNotFound, parse_path
from asltool.expr.jsonpath.reference_path import ReferencePathMismatch, parse_reference_path
from asltool.expr.jsonpath_language import JSONPATH
from asltool.expr.template import PayloadTemplate, parse_template
from engine_driving import Driver

FRAME = Driver().frame


def template(value: Any) -> PayloadTemplate:
    return parse_template(value, JSONPATH, lambda _at, _error: None)


def test_null_selects_an_empty_object_and_the_root_needs_no_code() -> None:
    select = compile_selection(None)

    assert select is not None
    assert select({"a": 1}, FRAME) == {}
    assert compile_selection(parse_path("$")) is None


def test_fields_at_their_defaults_change_nothing() -> None:
    flow, data = compile_jsonpath_flow(FlowFields()), {"a": 1}

    assert flow.enter(data, FRAME) is data
    assert flow.payload(data, FRAME) is data
    assert flow.leave({}, data, FRAME) == (data, None)


def test_parameters_are_evaluated_on_what_the_input_path_selects() -> None:
    fields = FlowFields(input_path=parse_path("$.in"), arguments=template({"x.$": "$.a"}))
    flow = compile_jsonpath_flow(fields)

    entered = flow.enter({"in": {"a": 1}}, FRAME)

    assert flow.payload(entered, FRAME) == {"x": 1}


LEAVING = FlowFields(
    result_selector=template({"s.$": "$.r"}),
    result_path=parse_reference_path("$.place"),
    output_path=parse_path("$.place"),
    assign=template({"v.$": "$.r"}),
)


def test_a_result_is_shaped_then_placed_then_selected_from() -> None:
    flow = compile_jsonpath_flow(LEAVING)

    assert flow.leave({"raw": 1}, {"r": 2}, FRAME) == ({"s": 2}, {"v": 2})


def test_raw_input_and_result_are_left_as_they_are() -> None:
    raw: dict[str, Any] = {"deep": {"a": 1}}
    result = {"r": 2}
    flow = compile_jsonpath_flow(FlowFields(result_path=parse_reference_path("$.deep.b")))

    assert flow.leave(raw, result, FRAME) == ({"deep": {"a": 1, "b": {"r": 2}}}, None)
    assert (raw, result) == ({"deep": {"a": 1}}, {"r": 2})


@pytest.mark.parametrize(
    ("result_path", "expected"), [(None, "raw"), ("$", "result"), ("$.a", {"a": "result"})]
)
def test_the_result_path_decides_between_input_and_result(result_path: str | None, expected: Any) -> None:
    path = None if result_path is None else parse_reference_path(result_path)
    flow = compile_jsonpath_flow(FlowFields(result_path=path))
    raw = {} if result_path == "$.a" else "raw"

    assert flow.leave(raw, "result", FRAME) == (expected, None)


def test_what_cannot_be_selected_or_placed_is_an_evaluation_that_failed() -> None:
    selecting = compile_jsonpath_flow(FlowFields(output_path=parse_path("$.nope")))
    placing = compile_jsonpath_flow(FlowFields(result_path=parse_reference_path("$.a")))

    with pytest.raises(PathNotFound):
        selecting.leave({}, {}, FRAME)
    with pytest.raises(ReferencePathMismatch):
        placing.leave("text", {}, FRAME)


def test_the_root_is_known_by_its_text() -> None:
    assert is_root(parse_path("$"))
    assert is_root(parse_reference_path("$"))
    assert not is_root(parse_path("$$"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (FlowFields(), True),
        (FlowFields(result_path=None), True),
        (FlowFields(input_path=None), False),
        (FlowFields(output_path=None), False),
        (FlowFields(input_path=parse_path("$.a")), False),
        (FlowFields(output_path=parse_path("$.a")), False),
        (FlowFields(assign=template({"x": 1})), False),
    ],
)
def test_a_plain_flow_selects_everything_and_assigns_nothing(fields: FlowFields, expected: bool) -> None:  # noqa: FBT001
    assert is_plain(fields) is expected
