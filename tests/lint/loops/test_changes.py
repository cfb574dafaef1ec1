from __future__ import annotations

from typing import Any

import pytest

from asltool.expr.jsonpath.path import parse_path
from asltool.expr.language import Known
from asltool.lint.loops.changes import Adds, Change, Sets, Sources, Sure, change, is_caught
from asltool.model.edges import outgoing
from linting import facts_of
from parsing import INNER

LAMBDA = "arn:aws:lambda:us-east-1:444455556666:function:f"
PASS = {"Type": "Pass", "End": True}
TASK = {"Type": "Task", "Resource": LAMBDA, "End": True}


def changed(state: dict[str, Any], place: str) -> Change:
    machine = facts_of({"StartAt": "A", "States": {"A": state, "B": {"Type": "Succeed"}}}).machine
    return change(machine.states["A"], parse_path(place))


@pytest.mark.parametrize(
    ("fields", "place", "expected"),
    [
        ({}, "$.a", Sure.KEEPS),
        ({"Result": {"a": 5}}, "$.a", Sets(5)),
        ({"Result": {"a": {"b": [1]}}}, "$.a.b", Sets([1])),
        ({"Result": {"a": 5}}, "$.b", Sure.UNKNOWN),
        ({"Result": 5}, "$.b", Sure.UNKNOWN),
        ({"Result": 5, "ResultPath": "$.a"}, "$.a", Sets(5)),
        ({"Result": {"b": 5}, "ResultPath": "$.a"}, "$.a.b", Sets(5)),
        ({"Result": 5, "ResultPath": "$.a"}, "$.c", Sure.KEEPS),
        ({"Result": 5, "ResultPath": "$.a.b"}, "$.a", Sure.UNKNOWN),
        ({"Result": 5, "ResultPath": None}, "$.a", Sure.KEEPS),
        ({"ResultPath": "$.a"}, "$.a", Sure.UNKNOWN),
        ({"Parameters": {"a.$": "$.a"}}, "$.a", Sure.KEEPS),
        ({"Parameters": {"a.$": "$.b"}}, "$.a", Sure.UNKNOWN),
        ({"Parameters": {"a.$": "States.MathAdd($.a, 2)"}}, "$.a", Adds(2)),
        ({"Parameters": {"a.$": "States.MathAdd(-1, $.a)"}}, "$.a", Adds(-1)),
        ({"Parameters": {"a.$": "States.MathAdd($.b, 1)"}}, "$.a", Sure.UNKNOWN),
        ({"Parameters": {"a.$": "States.MathAdd($.a, $.b)"}}, "$.a", Sure.UNKNOWN),
        ({"Parameters": {"a.$": "States.ArrayRange(1, 3, 1)"}}, "$.a", Sets([1, 2, 3])),
        ({"Parameters": {"a": {"b.$": "$.c"}}}, "$.a", Sure.UNKNOWN),
        ({"InputPath": "$.x", "Result": {"a": 5}}, "$.a", Sure.UNKNOWN),
        ({"Assign": {"v": 5}}, "$v", Sets(5)),
        ({"Assign": {"v.$": "States.MathAdd($v, 1)"}}, "$v", Adds(1)),
        ({"Assign": {"w": 5}}, "$v", Sure.KEEPS),
        ({}, "$v", Sure.KEEPS),
        ({"QueryLanguage": "JSONata", "Assign": {"v": "{% $v + 3 %}"}}, "$v", Adds(3)),
        ({"QueryLanguage": "JSONata", "Assign": {"v": "{% 3 + $v %}"}}, "$v", Adds(3)),
        ({"QueryLanguage": "JSONata", "Assign": {"v": "{% $v - 3 %}"}}, "$v", Adds(-3)),
        ({"QueryLanguage": "JSONata", "Assign": {"v": "{% [1..3] %}"}}, "$v", Sets([1, 2, 3])),
        ({"QueryLanguage": "JSONata", "Output": {"a": 5}}, "$.a", Sure.UNKNOWN),
    ],
)
def test_a_pass_state_keeps_sets_or_adds(fields: dict[str, Any], place: str, expected: Change) -> None:
    assert changed({**PASS, **fields}, place) == expected


@pytest.mark.parametrize(
    ("state", "place", "expected"),
    [
        (TASK, "$.a", Sure.UNKNOWN),
        ({**TASK, "ResultPath": None}, "$.a", Sure.KEEPS),
        ({**TASK, "ResultPath": "$.b"}, "$.a", Sure.KEEPS),
        ({**TASK, "ResultPath": "$.a"}, "$.a", Sure.UNKNOWN),
        ({"Type": "Wait", "Seconds": 1, "End": True}, "$.a", Sure.KEEPS),
        ({"Type": "Wait", "Seconds": 1, "OutputPath": "$.b", "End": True}, "$.a", Sure.UNKNOWN),
        ({"Type": "Map", "ItemProcessor": INNER, "ResultPath": None, "End": True}, "$.a", Sure.KEEPS),
        ({"Type": "Succeed"}, "$.a", Sure.UNKNOWN),
    ],
)
def test_other_states_keep_what_their_result_does_not_touch(
    state: dict[str, Any], place: str, expected: Change
) -> None:
    assert changed(state, place) == expected


def test_a_choice_keeps_a_variable_that_no_rule_assigns() -> None:
    rule = {"Variable": "$.a", "IsNull": True, "Next": "B"}
    choice = {"Type": "Choice", "Choices": [rule], "Default": "B"}

    assert changed(choice, "$v") is Sure.KEEPS
    assert changed({**choice, "Choices": [{**rule, "Assign": {"w": 1}}]}, "$v") is Sure.UNKNOWN


def chain(**states: dict[str, Any]) -> Sources:
    """Give the ways into states, the first of which is A."""
    return Sources(facts_of({"StartAt": "A", "States": states}).machine)


def test_a_value_is_found_behind_states_that_keep_it() -> None:
    sources = chain(
        A={"Type": "Pass", "Result": {"a": 5}, "Next": "B"},
        B={"Type": "Wait", "Seconds": 1, "Next": "C"},
        C={"Type": "Succeed"},
    )

    assert sources.value_before("C", parse_path("$.a")) == Known(5)
    assert sources.value_before("C", parse_path("$.b")) is None
    assert sources.value_before("A", parse_path("$.a")) is None


def test_a_value_is_not_known_where_two_ways_meet_or_an_error_was_caught() -> None:
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "C"}]
    sources = chain(
        A={"Type": "Pass", "Result": {"a": 5}, "Next": "B"},
        B={**{key: value for key, value in TASK.items() if key != "End"}, "Catch": catch, "Next": "D"},
        C={"Type": "Succeed"},
        D={"Type": "Pass", "Next": "E"},
        E={"Type": "Pass", "Next": "D"},
    )

    assert sources.value_before("C", parse_path("$.a")) is None
    assert sources.value_before("D", parse_path("$.a")) is None
    assert sources.value_before("D", parse_path("$.a"), without={"B"}) is None


def test_the_ways_of_catchers_are_known() -> None:
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "B"}]
    task = {"Type": "Task", "Resource": LAMBDA, "Catch": catch, "Next": "B"}
    machine = facts_of({"StartAt": "A", "States": {"A": task, "B": {"Type": "Succeed"}}}).machine
    state = machine.states["A"]

    assert [is_caught(state, edge) for edge in outgoing(state)] == [False, True]


def test_near_states_before_a_state_come_first() -> None:
    rule = {"Variable": "$.a", "IsNull": True, "Next": "A"}
    states: dict[str, Any] = {
        "A": {"Type": "Pass", "Next": "B"},
        "B": {"Type": "Pass", "Next": "C"},
        "C": {"Type": "Choice", "Choices": [rule], "Default": "D"},
        "D": {"Type": "Succeed"},
    }
    sources = Sources(facts_of({"StartAt": "A", "States": states}).machine)

    assert [state.name for state in sources.states_before("D")] == ["C", "B", "A"]
    assert [state.name for state in sources.states_before("A")] == ["C", "B"]


def test_not_all_states_before_a_state_are_searched() -> None:
    states: dict[str, Any] = {
        f"S{number}": {"Type": "Pass", "Next": f"S{number + 1}"} for number in range(99)
    }
    states["S99"] = {"Type": "Succeed"}
    sources = Sources(facts_of({"StartAt": "S0", "States": states}).machine)

    assert 5 < len(list(sources.states_before("S99"))) < 50
