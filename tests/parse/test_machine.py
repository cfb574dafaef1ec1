from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.model.edges import all_machines, all_states
from asltool.model.fields import FIELDS, STATE_TYPES
from asltool.model.machine import StateMachine
from asltool.parse.machine import source_finding
from asltool.source.pointer import ROOT
from asltool.source.reader import read
from parsing import INNER, SUCCEED, around, machine, parsed


def _told(definition: Any) -> list[tuple[str, str]]:
    return [(found.rule, str(found.at)) for found in parsed(definition).diagnostics]


def test_a_machine_has_what_it_says() -> None:
    definition = around(SUCCEED, Comment="c", Version="1.0", TimeoutSeconds=60, QueryLanguage="JSONata")

    read_ = machine(definition)

    assert (read_.at, read_.comment, read_.version, read_.timeout_seconds) == (ROOT, "c", "1.0", 60)
    assert read_.query_language == "JSONata"
    assert read_.start_at.target == "A"
    assert read_.definition is definition


def test_states_keep_their_order() -> None:
    states = dict.fromkeys(("B", "C", "A"), SUCCEED)

    assert [*machine({"StartAt": "B", "States": states}).states] == ["B", "C", "A"]


@pytest.mark.parametrize("value", [None, 5, "text", [], [1]])
def test_what_is_no_object_is_no_machine(value: Any) -> None:
    result = parsed(value)

    (found,) = result.diagnostics
    assert (found.rule, found.at) == ("ASL002", ROOT)
    assert found.aws is not None
    assert (found.aws.message, found.aws.location) == ("Definition must be a valid JSON object", None)
    assert result.machine is None


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ({"StartAt": "A"}, [("ASL010", "")]),
        ({"StartAt": "A", "States": []}, [("ASL015", "/States")]),
        ({"StartAt": "A", "States": {}}, [("ASL019", "/States")]),
        ({"States": {"A": {"Type": "Nope"}}}, [("ASL010", ""), ("ASL017", "/States/A/Type")]),
        ({**around(SUCCEED), "StartAt": 5}, [("ASL015", "/StartAt")]),
    ],
)
def test_without_states_or_a_start_there_is_no_machine(
    definition: Any, expected: list[tuple[str, str]]
) -> None:
    assert _told(definition) == expected
    assert parsed(definition).machine is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"comment": "c"}, [("ASL011", "/comment")]),
        ({"Type": "Pass"}, [("ASL012", "/Type")]),
        ({"TimeoutSeconds": 0}, [("ASL016", "/TimeoutSeconds")]),
        ({"TimeoutSeconds": "${Timeout}"}, []),
        ({"QueryLanguage": 5}, [("ASL015", "/QueryLanguage")]),
        ({"QueryLanguage": "XPath"}, [("ASL017", "/QueryLanguage")]),
    ],
)
def test_the_other_fields_of_a_machine_do_not_break_it(fields: Any, expected: list[tuple[str, str]]) -> None:
    definition = around(SUCCEED, **fields)

    assert _told(definition) == expected
    assert parsed(definition).machine is not None


def test_what_is_missing_is_told_before_what_is_too_much() -> None:
    missing, unknown = parsed({"Fn::Sub": "x"}).diagnostics

    assert missing.aws is not None
    assert (missing.aws.message, missing.aws.location) == (
        "These fields are required: [States, StartAt]",
        "/",
    )
    assert unknown.aws is not None
    assert (unknown.aws.message, unknown.aws.location) == ("Field 'Fn::Sub' is not supported", "/")


def test_a_value_that_nests_too_deeply_is_told_as_such() -> None:
    rule: dict[str, Any] = {"Variable": "$", "IsNull": True}
    for _ in range(2000):
        rule = {"Not": rule}

    result = parsed(around({"Type": "Choice", "Choices": [{**rule, "Next": "A"}]}))

    assert [found.rule for found in result.diagnostics] == ["ASL004"]
    assert result.machine is None


def test_a_misspelt_language_is_read_as_the_one_that_is_meant() -> None:
    definition = around({"Type": "Pass", "Output": 1, "End": True}, QueryLanguage="jsonata")

    assert _told(definition) == [("ASL017", "/QueryLanguage")]


def test_an_object_that_was_never_meant_as_a_machine_is_told_once() -> None:
    found = parsed({"name": "x", "version": "1", "private": True, "scripts": {}}).diagnostics

    assert [(told.rule, told.message.partition(":")[0]) for told in found] == [
        ("ASL002", "this is no state machine")
    ]


@pytest.mark.parametrize("key", ["Comment", "startAt", "states"])
def test_an_object_that_may_be_meant_as_a_machine_is_told_what_is_wrong_with_each_field(key: str) -> None:
    definition = {key: "x", "name": "x", "version": "1", "private": True}

    assert {("ASL011", f"/{name}") for name in ("name", "version", "private")} <= set(_told(definition))


def test_pointers_lead_to_what_they_name() -> None:
    definition = around({"Type": "Parallel", "Branches": [INNER], "End": True})
    read_ = machine(definition)

    assert [str(each.at) for each in all_machines(read_)] == ["", "/States/A/Branches/0"]
    assert [str(each.at) for each in all_states(read_)] == ["/States/A", "/States/A/Branches/0/States/Inner"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "ASL002"),
        ('{"StartAt": "A",', "ASL001"),
        ("a: [", "ASL001"),
        ('{"a": 1, "a": 2}', "ASL003"),
        ("[" * 200 + "]" * 200, "ASL004"),
    ],
)
def test_mistakes_of_the_text_have_pages_too(text: str, expected: str) -> None:
    _, problems = read(text, "text")

    assert source_finding(problems[0]).rule == expected


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 200)
    | st.text(max_size=4)
    | st.sampled_from(["$.a", "{% 1 %}", "A"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([f.name for f in FIELDS]), inner, max_size=5)
    ),
    max_leaves=12,
)
_STATE = st.builds(
    lambda type_, fields: {"Type": type_, **fields},
    st.sampled_from(STATE_TYPES),
    st.dictionaries(st.sampled_from([field.name for field in FIELDS]), _JSON, max_size=8),
)


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), _STATE | _JSON, max_size=4),
    st.sampled_from(["JSONPath", "JSONata"]),
)
def test_no_mistake_is_ever_raised(states: Any, language: str) -> None:
    result = parsed({"StartAt": "A", "QueryLanguage": language, "States": states})

    assert result.machine is None or isinstance(result.machine, StateMachine)
    for found in result.diagnostics:
        assert found.message
