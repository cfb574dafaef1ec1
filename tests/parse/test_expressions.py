from __future__ import annotations

from typing import Any

import pytest

from asltool.diagnostics import Severity
from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.intrinsics.call import IntrinsicCall
from asltool.json_value import JsonValue
from asltool.model.machine import Broken, Fail, Pass, Wait
from asltool.parse.expressions import is_timestamp, parsed_template, silent_template
from asltool.parse.reading import Reading
from asltool.source.pointer import ROOT
from parsing import INNER, any_state, diagnostics, state, told

PASS = {"Type": "Pass", "End": True}
WAIT = {"Type": "Wait", "End": True}
MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({**PASS, "InputPath": "$.a[?(@.b > 1)]", "OutputPath": "$$.Execution.Id"}, []),
        ({**PASS, "InputPath": "$name.a"}, []),
        ({**PASS, "InputPath": "a.b"}, [("ASL040", "/InputPath")]),
        ({**PASS, "InputPath": "$.a["}, [("ASL040", "/InputPath")]),
        ({**PASS, "InputPath": 5}, [("ASL015", "/InputPath")]),
        ({**PASS, "InputPath": "$.${Field}"}, []),
        ({**PASS, "ResultPath": "$.a[0].b"}, []),
        ({**PASS, "ResultPath": "$.a[*]"}, [("ASL041", "/ResultPath")]),
        ({**PASS, "ResultPath": "$..a"}, [("ASL041", "/ResultPath")]),
        ({**PASS, "ResultPath": "a"}, [("ASL040", "/ResultPath")]),
        ({**PASS, "ResultPath": "$."}, [("ASL040", "/ResultPath")]),
        ({**PASS, "ResultPath": "$$.a"}, [("ASL042", "/ResultPath")]),
        ({**PASS, "ResultPath": "$name"}, [("ASL042", "/ResultPath")]),
        ({**WAIT, "SecondsPath": "$.a[0:2]"}, [("ASL041", "/SecondsPath")]),
        ({**WAIT, "SecondsPath": "$$.Execution.Input.n"}, []),
        ({**MAP, "ItemsPath": "$items"}, []),
        ({**MAP, "ItemsPath": None}, [("ASL015", "/ItemsPath")]),
        ({**PASS, "Parameters": {"a.$": "$.b", "c": ["$.d", {"e.$": "States.UUID()"}]}}, []),
        ({**PASS, "Parameters": {"a.$": "b"}}, [("ASL043", "/Parameters/a.$")]),
        ({**PASS, "Parameters": {"a.$": 5}}, [("ASL043", "/Parameters/a.$")]),
        ({**PASS, "Parameters": {"a.$": "${Path}", "b.$": "$.${Field}"}}, []),
        ({**PASS, "Parameters": {"a.$": "States.Array($.b $.c, 'd)"}}, [("ASL043", "/Parameters/a.$")]),
        ({**PASS, "Parameters": {"b": [{"a.$": "States.Nope()"}]}}, [("ASL043", "/Parameters/b/0/a.$")]),
        ({**PASS, "Parameters": {"a": 1, "a.$": "$.b"}}, [("ASL044", "/Parameters/a.$")]),
        (
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultSelector": 1, "End": True},
            [("ASL015", "/ResultSelector")],
        ),
        ({**PASS, "Parameters": {"a.$": "$.b", "a": 1}}, [("ASL044", "/Parameters/a")]),
        ({**PASS, "Parameters": {"a.$": "States.Array($.b $.c $.d)"}}, [("ASL050", "/Parameters/a.$")]),
        ({**PASS, "Parameters": {"a.$": "States.Array($.b $.c"}}, [("ASL043", "/Parameters/a.$")]),
        ({**PASS, "Result": {"a.$": "b"}}, []),
        ({"Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.Format('{}', $.c)"}, []),
        ({"Type": "Fail", "ErrorPath": "States.Array(1)"}, [("ASL045", "/ErrorPath")]),
        ({"Type": "Fail", "ErrorPath": "oops"}, [("ASL040", "/ErrorPath")]),
        ({"Type": "Fail", "CausePath": 5}, [("ASL015", "/CausePath")]),
        ({**WAIT, "Timestamp": "2030-01-31T12:00:00.123+01:00"}, []),
        ({**WAIT, "Timestamp": "${Day}T00:00:00Z"}, []),
        ({**WAIT, "Timestamp": "2030-02-31T12:00:00Z"}, [("ASL047", "/Timestamp")]),
        ({**WAIT, "Timestamp": "{% $x %}"}, [("ASL047", "/Timestamp")]),
        ({**WAIT, "Timestamp": 5}, [("ASL015", "/Timestamp")]),
        ({**PASS, "Assign": {"a": 1, "b.$": "$.b"}}, []),
        ({**PASS, "Assign": 5}, [("ASL015", "/Assign")]),
        ({**PASS, "Assign": {"states.$": "$"}}, [("ASL048", "/Assign/states.$")]),
        ({**PASS, "Assign": {"a-b": 1}}, [("ASL049", "/Assign/a-b")]),
        ({**PASS, "Assign": {"a" * 81: 1}}, [("ASL049", "/Assign/" + "a" * 81)]),
        ({**PASS, "Assign": {"a.$": "b"}}, [("ASL043", "/Assign/a.$")]),
    ],
)
def test_expressions_are_checked(state: Any, expected: list[tuple[str, str]]) -> None:
    assert told(state) == expected


def test_a_broken_path_is_marked_at_the_character_that_is_wrong() -> None:
    (found,) = diagnostics({**PASS, "InputPath": "$.a b"})

    assert found.inner is not None
    assert found.aws is not None
    assert found.aws.message == "Value must be a valid JSONPath."


def test_a_text_that_is_no_reference_path_is_told_in_the_words_of_aws() -> None:
    (found,) = diagnostics({**WAIT, "SecondsPath": "seconds"})

    assert found.aws is not None
    assert found.aws.message == "Value is not a Reference Path: Reference path didn't start with '$'"


def test_a_broken_template_member_is_told_at_the_object_that_holds_it() -> None:
    (found,) = diagnostics({**PASS, "Parameters": {"inner": {"a.$": "States.format('{}')"}}})

    assert found.aws is not None
    assert found.aws.location == "/States/A/Parameters/inner"
    assert found.aws.message == (
        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call"
    )


def test_a_result_path_outside_the_input_is_a_warning_that_aws_shares_as_an_error() -> None:
    (found,) = diagnostics({**PASS, "ResultPath": "$$.a"})

    assert found.severity is Severity.WARNING
    assert found.aws is not None


def test_members_that_do_not_parse_are_left_out() -> None:
    read = any_state({**PASS, "Parameters": {"a": 1, "b.$": "c"}})

    assert isinstance(read, Pass)
    assert read.parameters is not None
    assert list(read.parameters.expressions) == []


def test_a_state_with_a_path_that_is_not_known_yet_cannot_be_run() -> None:
    assert isinstance(state({**PASS, "InputPath": "${Path}"}), Broken)


def test_null_paths_are_kept_apart_from_absent_ones() -> None:
    null = state({**PASS, "InputPath": None, "ResultPath": None})
    absent = state(PASS)

    assert isinstance(null, Pass)
    assert isinstance(absent, Pass)
    assert (null.input_path, null.result_path) == (None, None)
    assert absent.input_path is not None
    assert absent.result_path is not None
    assert (absent.input_path.text, absent.result_path.text) == ("$", "$")


def test_a_result_is_a_constant_whatever_it_holds() -> None:
    read = state({**PASS, "Result": {"a.$": "$.b"}})

    assert isinstance(read, Pass)
    assert read.result is not None
    assert read.result.is_constant


def test_the_cause_may_be_an_intrinsic_call() -> None:
    read = state({"Type": "Fail", "CausePath": "States.UUID()"})

    assert isinstance(read, Fail)
    assert isinstance(read.cause_path, IntrinsicCall)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2030-01-31T12:00:00Z", True),
        ("2030-01-31T12:00:00.000000Z", True),
        ("2030-01-31T12:00:00-08:00", True),
        ("2030-01-31T12:00:00", False),
        ("2030-01-31 12:00:00Z", False),
        ("2030-01-31T12:00Z", False),
        ("2030-01-31t12:00:00z", False),
        ("2030-13-31T12:00:00Z", False),
        ("tomorrow", False),
    ],
)
def test_timestamps_are_those_of_rfc_3339(text: str, *, expected: bool) -> None:
    assert is_timestamp(text) is expected


class _Strict:
    """A query language in which every text is an expression, and a wrong one."""

    name = "JSONata"

    def member(self, key: str, _value: JsonValue) -> tuple[str, None]:
        return key, None

    def text_value(self, _value: str) -> None:
        raise ExpressionSyntaxError("nonsense", 2)

    def is_expression(self, _value: JsonValue) -> bool:
        return True


def test_expressions_of_other_languages_are_told_where_they_stand() -> None:
    reading = Reading("JSONata", {})

    parsed_template(reading, {"a": ["text"]}, ROOT / "Output", _Strict())

    (found,) = reading.diagnostics
    assert (found.rule, str(found.at), found.inner) == ("ASL046", "/Output/a/0", (2, 3))
    assert found.aws is not None
    assert (found.aws.code, found.aws.location) == ("INVALID_JSONATA_EXPRESSION", "/Output/a[0]")


def test_templates_that_are_checked_elsewhere_are_read_in_silence() -> None:
    assert silent_template({"a": "text"}, _Strict()).value == {"a": "text"}


def test_a_wait_may_read_its_instant() -> None:
    read = state({**WAIT, "TimestampPath": "$.at"})

    assert isinstance(read, Wait)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("States.Array(States.Nope($.a))", "States.Nope"),
        ("States.nope()", "States.nope"),
        ("States.Array(abc)", "abc"),
        ("States.Array($.a[b)", "["),
    ],
)
def test_the_piece_of_a_call_that_is_wrong_is_marked(text: str, piece: str) -> None:
    (found,) = diagnostics({"Type": "Pass", "Parameters": {"a.$": text}, "End": True})

    assert found.inner is not None
    assert text[slice(*found.inner)] == piece
