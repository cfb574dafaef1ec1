from __future__ import annotations

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.explain import explain, explain_field
from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.path import parse_path
from asltool.expr.jsonpath.reference_path import parse_reference_path
from asltool.expr.jsonpath_language import JSONPATH, parse_expression
from asltool.expr.template import compile_template, parse_template
from asltool.json_value import JsonValue
from engine_driving import Driver

PREFIX = "An error occurred while executing the state 'S' (entered at the event id #1). "


def driver() -> Driver:
    driven = Driver()
    driven.enter({})
    return driven


def why(template: JsonValue, data: JsonValue) -> StatesError:
    """Give what is said of a template that cannot be evaluated."""
    frame = driver().frame
    compiled = compile_template(parse_template(template, JSONPATH, lambda _at, _error: None))
    with pytest.raises(EvaluationError) as raised:
        compiled(data, frame)
    return explain(raised.value, frame, data)


def test_a_path_says_how_far_it_led() -> None:
    frame = driver().frame
    for path, reason in [
        ("$.a", "No results for path: $['a']"),
        ("$.a.b", "Missing property in path $['a']"),
    ]:
        with pytest.raises(EvaluationError) as raised:
            parse_path(path).compile()({}, frame)

        error = explain(raised.value, frame, {})

        assert (error.name, error.cause) == ("States.Runtime", f"{PREFIX}Invalid path '{path}' : {reason}")
        assert error.is_terminal


def test_a_template_names_the_field_and_quotes_its_data() -> None:
    error = why({"deep": [{"x.$": "$.a.b"}]}, {"é": 1})

    assert error.name == "States.Runtime"
    assert error.cause == PREFIX + (
        "The JSONPath '$.a.b' specified for the field 'x.$' could not be found in the input '{\"é\":1}'"
    )


def test_a_path_into_the_context_object_quotes_the_context_object() -> None:
    error = why({"x.$": "$$.Nope"}, {"a": 1})

    assert error.cause is not None
    assert 'could not be found in the input \'{"Execution":' in error.cause


def test_an_intrinsic_function_is_quoted_with_what_it_says() -> None:
    error = why({"x.$": "States.ArrayGetItem($.list, 7)"}, {"list": [1]})

    assert error.name == "States.IntrinsicFailure"
    assert not error.is_terminal
    assert error.cause is not None
    assert error.cause.startswith(
        PREFIX + "The function 'States.ArrayGetItem($.list, 7)' had the following error: "
    )


def test_a_path_inside_an_intrinsic_function_is_a_failure_of_the_definition() -> None:
    error = why({"x.$": "States.Format('{}', $.nope)"}, {})

    assert error.name == "States.Runtime"
    assert error.is_terminal


def test_a_result_that_fits_nowhere_quotes_the_raw_input() -> None:
    frame = driver().frame
    with pytest.raises(EvaluationError) as raised:
        parse_reference_path("$.a.b").compile_write()({"a": 5}, 1)

    error = explain(raised.value, frame, {"a": 5})

    assert (error.name, error.is_terminal) == ("States.ResultPathMatchFailure", False)
    assert error.cause == PREFIX + 'Unable to apply ReferencePath $.a.b to input {"a":5}'


def test_any_other_failure_is_told_as_it_is() -> None:
    error = explain(EvaluationError("it went wrong"), driver().frame, {})

    assert (error.name, error.cause) == ("States.Runtime", PREFIX + "it went wrong")


def test_a_single_field_is_explained_as_a_template_s_field() -> None:
    frame = driver().frame
    path = parse_expression("$.nope")

    error = explain_field(EvaluationError(), frame, "ErrorPath", path, {"a": 1})

    assert error.cause == PREFIX + (
        "The JSONPath '$.nope' specified for the field 'ErrorPath' could not be found in the input "
        "'{\"a\":1}'"
    )
