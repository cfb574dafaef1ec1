from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from asltool.lint.data_flow.notes import Mistyped, NeverEqual
from asltool.lint.data_flow.shapes import STRING, UNKNOWN, ObjectShape
from asltool.lint.data_flow.verdicts import Verdict, verdicts
from asltool.model.machine import Choice
from engine_driving import run
from machine_strategies import handler, inputs, machines, outcomes
from shape_checking import after, allows, data_flow_of, entries_of, ways_by_state

UNBOUND = "arn:aws:lambda:us-east-1:123456789012:function:Work"
"""A resource whose results nothing is known of."""


def with_unbound_tasks(definition: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(definition).replace("arn:aws:states:::dynamodb:putItem", UNBOUND)
    whole: dict[str, Any] = json.loads(text)
    return whole


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(machines(), inputs, outcomes)
def test_every_input_of_every_state_is_as_one_of_the_ways_says(
    definition: dict[str, Any], input_: Any, planned: list[Any]
) -> None:
    definition = with_unbound_tasks(definition)
    ways = ways_by_state(definition)

    done = run(definition, input_, handlers={"*": handler(planned)})

    for event in done.history:
        entered = event.get("stateEnteredEventDetails")
        if entered is not None:
            value = json.loads(entered["input"])
            known = ways.get(entered["name"], ())
            assert any(allows(way.data, value) for way in known), (entered["name"], value, known)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(machines(), inputs, outcomes)
def test_no_state_that_surely_fails_is_ever_left(
    definition: dict[str, Any], input_: Any, planned: list[Any]
) -> None:
    definition = with_unbound_tasks(definition)
    found = verdicts(data_flow_of(definition).all_notes())
    failing = {verdict.state.name for verdict in found if surely_fails(verdict)}

    done = run(definition, input_, handlers={"*": handler(planned)})

    left = {
        event["stateExitedEventDetails"]["name"]
        for event in done.history
        if "stateExitedEventDetails" in event
    }
    assert not left & failing


def surely_fails(verdict: Verdict) -> bool:
    """Tell whether the state fails, whatever its rules decide, its items are and its catchers catch."""
    state, note = verdict.state, verdict.note
    is_conditional = isinstance(state, Choice) or note.place.base[-1] == "ItemSelector"
    is_harmless = isinstance(note, NeverEqual) or (isinstance(note, Mistyped) and note.role == "operand")
    return (
        verdict.is_everywhere and not is_conditional and not is_harmless and not getattr(state, "catch", ())
    )


def loop(body: dict[str, Any]) -> dict[str, Any]:
    definition = after({"n": 0}, {**body, "Next": "C"})
    rule = {"Variable": "$.n", "NumericEquals": 9, "Next": "E"}
    definition["States"]["C"] = {"Type": "Choice", "Choices": [rule], "Default": "B"}
    return definition


def test_a_counter_in_a_loop_is_some_number() -> None:
    definition = loop({"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}})

    ways = ways_by_state(definition)

    assert allows(ways["E"][0].data, {"n": 9})
    assert entries_of(definition) == []


def test_data_that_is_put_into_itself_is_followed_to_an_end() -> None:
    definition = loop({"Type": "Pass", "Parameters": {"n.$": "$.n", "last.$": "$"}})

    ways = ways_by_state(definition)

    assert all(
        any(allows(way.data, value) for way in ways["B"]) for value in ({"n": 0}, {"n": 0, "last": {"n": 0}})
    )


def test_a_path_that_only_the_state_itself_sets_is_missed_in_the_first_round() -> None:
    (note,) = entries_of(loop({"Type": "Pass", "Parameters": {"n.$": "$.last.n"}, "ResultPath": "$.last"}))

    assert str(note.place.at) == "/States/B/Parameters/n.$"


def test_ways_that_meet_are_told_apart_by_where_they_come_from() -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "E"}
    definition = after({"a": 1}, {"Type": "Task", "Resource": UNBOUND, "Catch": [catcher], "Next": "E"})

    first, second = ways_by_state(definition)["E"]

    assert first.arrival is not None
    assert second.arrival is not None
    assert (first.arrival.source.name, first.arrival.catcher is None) == ("B", True)
    assert second.arrival.catcher is not None


def test_a_machine_with_a_transition_to_nowhere_is_not_followed() -> None:
    definition = after({"a": 1}, {"Type": "Pass", "InputPath": "$.b", "Next": "${There}"})

    assert entries_of(definition) == []


def test_the_input_of_the_execution_is_what_is_known_of_it() -> None:
    definition = {"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.b", "End": True}}}

    flow = data_flow_of(definition, ObjectShape({"a": STRING}))

    assert [notes.state.name for notes in flow.all_notes()] == ["A"]
    assert list(data_flow_of(definition, UNKNOWN).all_notes()) == []


def chain(*states: dict[str, Any], times: int) -> dict[str, Any]:
    whole = [
        {
            key: value.replace("#", str(number)) if isinstance(value, str) else value
            for key, value in state.items()
        }
        for number in range(times)
        for state in states
    ]
    named = {f"S{number}": {**state, "Next": f"S{number + 1}"} for number, state in enumerate(whole)}
    return {"StartAt": "S0", "States": {**named, f"S{len(whole)}": {"Type": "Succeed"}}}


@pytest.mark.parametrize(
    "states",
    [
        [{"Type": "Pass", "Result": 1, "ResultPath": "$.r#"}],
        [{"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}}],
        [{"Type": "Pass", "Assign": {"v.$": "$"}}, {"Type": "Pass", "Parameters": {"w.$": "$v"}}],
    ],
)
def test_long_machines_are_followed_to_their_end(states: list[dict[str, Any]]) -> None:
    definition = chain(*states, times=1500)

    ways = ways_by_state(definition)

    assert len(ways) == len(definition["States"])


def test_a_long_loop_is_followed() -> None:
    definition = chain({"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$$"}}, times=1500)
    definition["States"]["S1500"] = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.a", "IsPresent": True, "Next": "End"}],
        "Default": "S0",
    }
    definition["States"]["End"] = {"Type": "Succeed"}

    assert "End" in ways_by_state(definition)


def test_ways_in_that_were_seen_before_are_not_followed_again() -> None:
    inner = {"StartAt": "I", "States": {"I": {"Type": "Pass", "Result": 1, "End": True}}}
    definition = loop({"Type": "Map", "ItemsPath": "$$.Execution.Input", "ItemProcessor": inner})
    definition["States"]["B"]["ResultPath"] = "$.done"

    ways = ways_by_state(definition)

    assert ways["I"][0].data is UNKNOWN
    assert allows(ways["E"][0].data, {"n": 0, "done": [1]})
    assert not allows(ways["E"][0].data, {"n": 0, "done": ["x"]})
