from __future__ import annotations

from typing import Any

import pytest

from asltool.diagnostics import Severity
from asltool.expr.jsonpath.path import Path
from asltool.model.machine import (
    Broken,
    Choice,
    Fail,
    Parallel,
    Pass,
    Seconds,
    SecondsPath,
    Succeed,
    Task,
    Timestamp,
    TimestampPath,
    Wait,
)
from asltool.model.resource import Kind
from asltool.model.transitions import End, Next
from asltool.source.pointer import ROOT
from parsing import INNER, SUCCEED, any_state, diagnostics, machine, parsed, state, told

TASK = {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": True}
JSONATA = {"QueryLanguage": "JSONata"}
AT = ROOT / "States" / "A"


def test_a_pass_state_has_what_it_says() -> None:
    read = state({"Type": "Pass", "Comment": "c", "Parameters": {"a": 1}, "ResultPath": "$.a", "End": True})

    assert isinstance(read, Pass)
    assert (read.name, read.at, read.query_language, read.comment) == ("A", AT, "JSONPath", "c")
    assert read.transition == End()
    assert read.parameters is not None
    assert read.result is None
    assert read.result_path is not None
    assert read.result_path.text == "$.a"


def test_a_task_has_what_it_says() -> None:
    read = state(
        {
            **TASK,
            "Parameters": {"a": 1},
            "Credentials": {"RoleArn.$": "$.role"},
            "TimeoutSeconds": 5,
            "HeartbeatSecondsPath": "$.beat",
            "ResultSelector": {"b.$": "$.a"},
            "Assign": {"x": 1},
        }
    )

    assert isinstance(read, Task)
    assert (read.resource.kind, read.resource.key) == (Kind.INTEGRATION, "sqs:sendMessage")
    assert read.arguments is not None
    assert read.credentials is not None
    assert read.credentials.at == AT / "Credentials"
    assert (read.timeout_seconds, read.heartbeat_seconds) == (5, None)
    assert isinstance(read.heartbeat_seconds_path, Path)
    assert read.result_selector is not None
    assert read.assign is not None


def test_a_jsonata_task_takes_arguments_and_output() -> None:
    read = state({**TASK, **JSONATA, "Arguments": "{% $states.input %}", "Output": {"a": "{% 1 %}"}})

    assert isinstance(read, Task)
    assert read.query_language == "JSONata"
    assert read.arguments is not None
    assert not read.arguments.is_constant
    assert read.output is not None


@pytest.mark.parametrize(
    ("fields", "type_"),
    [
        ({"Seconds": 5}, Seconds),
        ({"SecondsPath": "$.s"}, SecondsPath),
        ({"Timestamp": "2030-01-01T00:00:00Z"}, Timestamp),
        ({"TimestampPath": "$.t"}, TimestampPath),
    ],
)
def test_a_wait_state_has_one_of_four_forms(fields: dict[str, Any], type_: type) -> None:
    read = state({"Type": "Wait", **fields, "End": True})

    assert isinstance(read, Wait)
    assert isinstance(read.until, type_)


def test_a_choice_state_has_what_it_says() -> None:
    rule = {"Variable": "$.n", "IsNull": True, "Next": "B", "Assign": {"x": 1}}
    choice = {"Type": "Choice", "Choices": [rule], "Default": "B", "Assign": {"x": 2}, "InputPath": "$.a"}

    read = machine({"StartAt": "A", "States": {"A": choice, "B": SUCCEED}}).states["A"]

    assert isinstance(read, Choice)
    assert read.default == Next("B", AT / "Default")
    assert read.choices[0].next == Next("B", AT / "Choices" / 0 / "Next")
    assert read.choices[0].assign is not None
    assert read.assign is not None


def test_ends_have_what_they_say() -> None:
    succeed = state({"Type": "Succeed", **JSONATA, "Output": 1})
    fail = state({"Type": "Fail", "Error": "E", "CausePath": "$.c"})

    assert isinstance(succeed, Succeed)
    assert succeed.output is not None
    assert isinstance(fail, Fail)
    assert (fail.error, fail.error_path, fail.cause) == ("E", None, None)
    assert fail.cause_path is not None


def test_a_parallel_state_has_its_branches() -> None:
    other = {"StartAt": "Other", "States": {"Other": SUCCEED}, "Comment": "c"}

    read = state({"Type": "Parallel", "Branches": [INNER, other], "Parameters": {"a": 1}, "End": True})

    assert isinstance(read, Parallel)
    assert [branch.start_at.target for branch in read.branches] == ["Inner", "Other"]
    assert read.branches[1].at == AT / "Branches" / 1
    assert read.branches[1].comment == "c"
    assert read.arguments is not None


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (5, [("ASL015", "")]),
        ({}, [("ASL010", "")]),
        ({"Type": 5}, [("ASL015", "/Type")]),
        ({"Type": "task"}, [("ASL017", "/Type")]),
        ({"Type": "${Type}"}, []),
        ({"Type": True, "QueryLanguage": "${Language}"}, [("ASL015", "/Type")]),
        ({"Type": "Pass", "QueryLanguage": "${Language}", "Nope": 1}, []),
        ("${State}", []),
        ({**TASK, "Retry": "${Retry}", "Credentials": "${Credentials}"}, []),
        ({"Type": "Parallel", "Branches": ["${Branch}"], "End": "${End}"}, []),
        ({**TASK, "QueryLanguage": "jsonata"}, [("ASL017", "/QueryLanguage")]),
        ({**TASK, "QueryLanguage": None}, [("ASL015", "/QueryLanguage")]),
        ({**TASK, "Credentials": {}}, [("ASL027", "/Credentials")]),
        ({**TASK, "Credentials": {"RoleArn.$": "role"}}, [("ASL043", "/Credentials/RoleArn.$")]),
        ({**TASK, "Credentials": None}, [("ASL015", "/Credentials")]),
        ({**TASK, **JSONATA, "Credentials": {"RoleArn.$": "$.role"}}, [("ASL027", "/Credentials")]),
        ({**TASK, **JSONATA, "Credentials": {"RoleArn": "{% $role %}"}}, []),
    ],
)
def test_states_are_checked(state: Any, expected: list[tuple[str, str]]) -> None:
    assert told(state) == expected


def test_a_type_in_other_letters_is_named() -> None:
    (found,) = diagnostics({"type": "Pass", "End": True})

    assert found.message == 'a state needs "Type", not "type"'


def test_aws_lists_the_types_that_there_are() -> None:
    (found,) = diagnostics({"Type": "Loop"})

    assert found.aws is not None
    assert found.aws.message == (
        "The field 'Type' should have one of these values: "
        "[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]"
    )
    assert found.aws.location == "/States/A/Type"


def test_credentials_without_a_role_are_an_error_only_where_aws_is_known_to_refuse_them() -> None:
    (jsonpath,) = diagnostics({**TASK, "Credentials": {"Data": 1}})
    (jsonata,) = diagnostics({**TASK, **JSONATA, "Credentials": {"Data": 1}})

    assert (jsonpath.severity, jsonata.severity) == (Severity.WARNING, Severity.ERROR)


def test_a_jsonpath_state_of_a_jsonata_machine_is_told_once() -> None:
    read = {"Type": "Pass", "QueryLanguage": "JSONPath", "Output": 1, "End": True}

    (found,) = diagnostics(read, QueryLanguage="JSONata")

    assert (found.rule, str(found.at)) == ("ASL014", "/States/A/QueryLanguage")
    assert found.aws is not None
    assert found.aws.location == "/States/A"


def test_inner_states_follow_the_language_of_the_machine_and_not_of_the_state_around_them() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Pass", "Output": 1, "End": True}}}
    parallel = {"Type": "Parallel", "Branches": [inner], "End": True}

    assert told(parallel, QueryLanguage="JSONata") == []
    assert told({**parallel, **JSONATA}) == [("ASL013", "/Branches/0/States/I/Output")]


def test_a_query_language_among_the_states_is_told_as_such() -> None:
    (found,) = parsed({"StartAt": "A", "States": {"A": SUCCEED, "QueryLanguage": "JSONata"}}).diagnostics

    assert (found.rule, str(found.at)) == ("ASL028", "/States/QueryLanguage")


def test_names_are_checked() -> None:
    states = {"A" * 80: SUCCEED, "A" * 81: SUCCEED, "": SUCCEED}

    found = parsed({"StartAt": "A" * 80, "States": states}).diagnostics

    assert [(each.rule, str(each.part)) for each in found] == [("ASL035", "key"), ("ASL037", "key")]


def test_a_name_is_unique_in_the_whole_machine() -> None:
    inner = {"StartAt": "A", "States": {"A": SUCCEED}}

    (found,) = diagnostics({"Type": "Parallel", "Branches": [inner], "End": True})

    assert (found.rule, str(found.at)) == ("ASL036", "/States/A/Branches/0/States/A")
    assert found.severity is Severity.ERROR
    assert [str(other.at) for other in found.related] == ["/States/A"]
    assert found.aws is not None
    assert (found.aws.code, found.aws.message) == ("DUPLICATE_STATE_NAME", "Duplicate State name: A")


def test_a_name_in_machines_side_by_side_is_a_warning() -> None:
    (found,) = diagnostics({"Type": "Parallel", "Branches": [INNER, INNER], "End": True})

    assert (found.rule, found.severity) == ("ASL036", Severity.WARNING)


def test_a_broken_state_keeps_its_name_its_ways_out_and_its_inner_machines() -> None:
    catch = [{"ErrorEquals": 5, "Next": "B"}, {"Next": 5}, "x"]
    read = any_state(
        {"Type": "Parallel", "Comment": "c", "Branches": [INNER, {}, 5], "Next": "C", "Catch": catch}
    )

    assert isinstance(read, Broken)
    assert (read.name, read.comment, read.is_terminal) == ("A", "c", False)
    assert [way.target for way in read.transitions] == ["C", "B"]
    assert [inner.start_at.target for inner in read.machines] == ["Inner"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Type": "Pass", "End": True, "InputPath": 5}, True),
        ({"Type": "Nope"}, True),
        (5, True),
        ({"Type": "Pass", "Next": "B", "InputPath": 5}, False),
        ({"Type": "Choice", "Choices": []}, False),
        ({"Type": "Pass", "Next": "A", "End": True}, True),
        ({"Type": "Pass", "Next": None}, True),
    ],
)
def test_a_broken_state_may_end_its_scope_if_it_says_so_or_says_nothing(
    value: Any, *, expected: bool
) -> None:
    read = any_state(value)

    assert isinstance(read, Broken)
    assert read.is_terminal is expected
