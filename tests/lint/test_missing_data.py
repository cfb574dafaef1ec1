from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.data_flow.shapes import Scalar
from asltool.lint.missing_data import (
    Loss,
    in_words,
    kind_in_words,
    lost_result,
    missing_paths,
    mistake_at,
    origins,
    repaired,
    setters,
    suggestion,
    ways_in_words,
)
from linting import facts_of
from shape_checking import after

LAMBDA = "arn:aws:states:::lambda:invoke"
GET_ITEM = {
    "Type": "Task",
    "Resource": "arn:aws:states:::dynamodb:getItem",
    "Parameters": {"TableName": "t", "Key": {}},
}


def reading(path: str, value: Any) -> dict[str, Any]:
    return after(value, {"Type": "Pass", "Parameters": {"x.$": path}, "Next": "E"})


def only(definition: dict[str, Any], loss: Loss = Loss.NOWHERE) -> Any:
    ((verdict, note),) = missing_paths(facts_of(definition), loss)
    return verdict, note


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("$.b", {"a": 1}, 'there is no "b", only "a"'),
        ("$.c", {"a": 1, "b": 1}, 'there is no "c", only "a" and "b"'),
        ("$.b", {}, 'there is no "b", nor anything else'),
        ("$.a.b", {"a": "x"}, '"$.a" is no object but a string'),
        ("$.a[0]", {"a": {}}, '"$.a" is no array but an object'),
        ("$.a.b", {"a": {"c": 1}}, 'there is no "b" in "$.a", only "c"'),
        ("$['a b'].c", {"a b": None}, "\"$['a b']\" is no object but null"),
        ("$.order.id", {"Order": {"id": 1}}, 'there is no "order", only "Order"; did you mean "$.Order.id"?'),
        ("$.id.x", {"order": {"id": {"x": 1}}}, 'no "id", only "order"; did you mean "$.order.id.x"?'),
        ("$.list[0].b", {"list": [{"a": 1}]}, 'there is no "b" in "$.list[0]", only "a"'),
        ("$.z", dict.fromkeys("abcdefgh", 1), 'only "a", "b", "c", "d", "e", "f" and 2 more'),
    ],
)
def test_a_path_that_leads_nowhere_in_words(path: str, value: Any, words: str) -> None:
    _, note = only(reading(path, value))

    message = in_words(note)

    assert message.startswith(f'"{path}" leads nowhere: ')
    assert message.endswith(words)


def test_an_index_has_no_suggestion() -> None:
    _, note = only(reading("$[0]", {"a": [1]}))

    assert suggestion(note) is None


@pytest.mark.parametrize(
    ("types", "words"),
    [({"string"}, "a string"), ({"array"}, "an array"), ({"string", "null"}, "null or a string")],
)
def test_types_in_words(types: set[str], words: str) -> None:
    assert kind_in_words(Scalar(frozenset(types))) == words


def test_the_place_that_makes_the_data_is_related() -> None:
    _, note = only(reading("$.b", {"a": 1}))
    assert [str(related.at) for related in origins(note)] == ["/States/A/Result"]

    _, note = only(reading("$.a.b", {"a": {}}))
    assert origins(note) == ()

    definition = reading("$.b", 1)
    definition["States"]["A"] = {**GET_ITEM, "Next": "B"}
    _, note = only(definition)
    assert [str(related.at) for related in origins(note)] == ["/States/A/Resource"]


def test_places_that_set_what_is_missing_are_related() -> None:
    definition = reading("$.b", {"a": 1})
    definition["States"]["B"]["ResultPath"] = "$.b"
    facts = facts_of(definition)
    ((_, note),) = missing_paths(facts, Loss.NOWHERE)

    (related,) = setters(note, facts)

    assert str(related.at) == "/States/B/ResultPath"
    ((_, deep),) = missing_paths(facts_of(reading("$.a.b", {"a": {}})), Loss.NOWHERE)
    assert setters(deep, facts) == ()


def test_a_path_is_repaired_where_it_is_the_whole_text() -> None:
    facts = facts_of(reading("$.order", {"Order": 1}))
    ((_, note),) = missing_paths(facts, Loss.NOWHERE)
    fix = repaired(note, facts)
    assert fix is not None
    assert fix.title == 'Use "$.Order"'
    assert not fix.safe

    facts = facts_of(reading("States.Format('{}', $.order)", {"Order": 1}))
    ((_, note),) = missing_paths(facts, Loss.NOWHERE)
    assert repaired(note, facts) is None


def caught(path: str, **catcher: Any) -> dict[str, Any]:
    definition = reading(path, {"a": 1})
    catch = {"ErrorEquals": ["States.ALL"], "Next": "B", **catcher}
    definition["States"]["A"] = {"Type": "Task", "Resource": LAMBDA, "Catch": [catch], "Next": "E"}
    return definition


def test_input_that_a_catcher_replaced_is_told_apart() -> None:
    verdict, note = only(caught("$.order"), Loss.CAUGHT)

    assert verdict.is_everywhere
    assert str(origins(note)[0].at) == "/States/A/Catch/0"
    assert list(missing_paths(facts_of(caught("$.order")), Loss.NOWHERE)) == []


def test_a_misspelt_part_of_an_error_output_is_no_lost_input() -> None:
    _, note = only(caught("$.cause"))
    assert suggestion(note) == "$.Cause"

    _, note = only(caught("$.e.order", ResultPath="$.e"))
    assert suggestion(note) is None


def test_a_result_that_is_thrown_away_is_told_apart() -> None:
    definition = reading("$.Item.id", {"a": 1})
    definition["States"]["A"]["Next"] = "Get"
    definition["States"]["Get"] = {**GET_ITEM, "ResultPath": None, "Next": "B"}
    facts = facts_of(definition)

    ((verdict, note),) = missing_paths(facts, Loss.THROWN_AWAY)

    task = lost_result(verdict, note, facts)
    assert task is not None
    assert task.name == "Get"


def test_results_that_nothing_is_known_of_explain_nothing() -> None:
    definition = reading("$.Item.id", {"a": 1})
    definition["States"]["A"]["Next"] = "Get"
    definition["States"]["Get"] = {
        "Type": "Task",
        "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
        "ResultPath": None,
        "Next": "B",
    }

    only(definition)


def test_of_the_context_object_only_data_in_it_counts() -> None:
    facts = facts_of(reading("$$.Execution.Nothing", {}))
    assert [each for loss in Loss for each in missing_paths(facts, loss)] == []

    selector = {"x.$": "$$.Map.Item.Value.b"}
    inner = {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}
    state = {"Type": "Map", "ItemSelector": selector, "ItemProcessor": inner, "Next": "E"}
    _, note = only(after([{"a": 1}], state))
    assert in_words(note).endswith('there is no "b" in "$$.Map.Item.Value", only "a"')


def test_a_path_of_jsonata_begins_at_states() -> None:
    state = {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.b %}", "Next": "E"}

    _, note = only(after({"a": 1}, state))

    assert in_words(note) == ('"$states.input.b" leads nowhere: there is no "b" in "$states.input", only "a"')


def test_ways_in_words() -> None:
    definition = reading("$.x", {"x": 1})
    definition["States"]["A"] |= {"Next": "C"}
    rules = [{"Variable": "$.n", "IsNull": True, "Next": f"P{number}"} for number in range(4)]
    definition["States"]["C"] = {"Type": "Choice", "Choices": rules, "Default": "B"}
    definition["States"]["A"] = {"Type": "Pass", "Next": "C"}
    for number in range(4):
        definition["States"][f"P{number}"] = {"Type": "Pass", "Result": {f"y{number}": 1}, "Next": "B"}

    verdict, _ = only(definition, Loss.SOME_WAY)

    assert ways_in_words(verdict.ways) == ' on the ways from "P0" and from "P1" and 2 more'
    assert ways_in_words(verdict.ways[:1]) == ' on the way from "P0"'


def test_a_way_from_a_catcher_and_one_from_the_start_in_words() -> None:
    definition: dict[str, Any] = {
        "StartAt": "A",
        "States": {
            "A": {"Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {}}, "End": True},
        },
    }
    catch = {"ErrorEquals": ["States.ALL"], "Next": "R"}
    inner = {
        "I": {"Type": "Pass", "Parameters": {"n.$": "$"}, "Next": "T"},
        "T": {"Type": "Task", "Resource": LAMBDA, "ResultPath": "$.t", "Catch": [catch], "Next": "R"},
        "R": {"Type": "Pass", "InputPath": "$.t", "Next": "I"},
    }
    definition["States"]["A"]["ItemProcessor"]["States"] = inner

    verdict, _ = only(definition, Loss.CAUGHT)

    assert ways_in_words(verdict.ways) == ' on the way from the catcher of "T"'


def test_an_old_name_of_the_item_selector_is_pointed_at() -> None:
    state = {
        "Type": "Map",
        "Parameters": {"x.$": "$.no"},
        "ItemsPath": "$.list",
        "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}},
        "Next": "E",
    }
    facts = facts_of(after({"list": [1]}, state))
    ((_, note),) = missing_paths(facts, Loss.NOWHERE)

    assert str(mistake_at(note, "oops", facts).at) == "/States/B/Parameters/x.$"


def test_what_the_service_refuses_in_an_expression_is_told_once() -> None:
    output = {"a": "{% $states.errorOutput %}", "b": "{% $states.result.id %}", "c": "{% $states.input.x %}"}
    read = {"Type": "Pass", "QueryLanguage": "JSONata", "Output": output, "End": True}

    _, note = only(after({"y": 1}, read))

    assert note.text == "$states.input.x"
