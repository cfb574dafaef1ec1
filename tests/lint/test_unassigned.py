from __future__ import annotations

from typing import Any

from asltool.lint.unassigned import assigned_at, unassigned
from linting import facts_of
from shape_checking import after


def names(definition: dict[str, Any], *, is_everywhere: bool = True) -> list[str]:
    found = unassigned(facts_of(definition), is_everywhere=is_everywhere)
    return [note.name for _, note in found]


def jsonata(output: str) -> dict[str, Any]:
    return after({}, {"Type": "Pass", "QueryLanguage": "JSONata", "Output": output, "Next": "E"})


def test_a_variable_that_nothing_assigns_counts_in_a_part_of_an_expression_too() -> None:
    assert names(jsonata("{% 'a' & $nope %}")) == ["nope"]
    assert names(jsonata("{% $nope %}")) == ["nope"]


def test_a_variable_that_is_assigned_elsewhere_may_be_without_a_value_in_a_part() -> None:
    definition = jsonata("{% 'a' & $later %}")
    definition["States"]["B"]["Assign"] = {"later": 1}

    assert names(definition) == []


def test_places_that_assign_the_variable_are_related() -> None:
    state = {"Type": "Pass", "Assign": {"x": 1, "y.$": "$x"}, "Next": "E"}
    facts = facts_of(after({}, state))

    ((_, note),) = unassigned(facts, is_everywhere=True)

    assert [str(related.at) for related in assigned_at(note, facts)] == ["/States/B/Assign/x"]


def test_a_variable_of_some_ways_is_given_apart() -> None:
    definition = after({}, {"Type": "Pass", "InputPath": "$x", "Next": "E"})
    catch = {"ErrorEquals": ["States.ALL"], "Next": "B"}
    definition["States"]["A"] = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Assign": {"x": 1},
        "Catch": [catch],
        "Next": "B",
    }

    assert names(definition) == []
    assert names(definition, is_everywhere=False) == ["x"]
