from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asltool.engine.effects import Place
from asltool.errors import AsltoolError
from asltool.handlers.mock_condition import ALWAYS, Condition, read_condition
from asltool.handlers.mock_reading import open_mocks
from asltool.handlers.mock_targets import targets_of
from asltool.source.pointer import ROOT
from engine_driving import machine, read_machine
from task_calls import task_call

INNER = machine("Work", Work={"Type": "Pass", "End": True})
MACHINE = machine(
    "Orders",
    Orders={"Type": "Map", "ItemProcessor": INNER, "Next": "Both"},
    Both={
        "Type": "Parallel",
        "Branches": [machine("Other", Other={"Type": "Pass", "End": True})],
        "End": True,
    },
)
INSIDE: Place = (("Map", "Orders", 4), ("Parallel", "Both", 1), ("Map", "Lines", 2))


def condition(value: Any) -> Condition:
    return read_condition(
        open_mocks({"when": value}), value, ROOT / "when", targets_of([read_machine(MACHINE)])
    )


def fits(value: Any, payload: Any = None, *, place: Place = (), retry_count: int = 0) -> bool:
    call = replace(task_call("sqs:sendMessage", payload), place=place, retry_count=retry_count)
    return condition(value).fits(call)


def test_no_condition_fits_always() -> None:
    assert ALWAYS.fits(task_call("sqs:sendMessage"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"iteration": 2}, True),
        ({"iteration": 4}, False),
        ({"iteration": "0-2"}, True),
        ({"iteration": "3-9"}, False),
        ({"iteration": {"Orders": 4}}, True),
        ({"iteration": {"Orders": "2"}}, False),
        ({"branch": 1}, True),
        ({"branch": 0}, False),
        ({"branch": {"Both": 1}, "iteration": 2}, True),
        ({"branch": {"Both": 1}, "iteration": 3}, False),
    ],
)
def test_places_are_those_of_the_innermost_or_of_the_one_that_is_named(when: Any, *, expected: bool) -> None:
    assert fits(when, place=INSIDE) is expected


def test_outside_of_a_map_no_iteration_fits() -> None:
    assert not fits({"iteration": 0})
    assert not fits({"branch": 0}, place=(("Map", "Orders", 0),))


def test_retries_are_counted_as_the_context_object_does() -> None:
    assert [fits({"retry_count": "1-2"}, retry_count=count) for count in range(4)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("wanted", "payload", "is_held", "is_exact"),
    [
        ({"id": 1}, {"id": 1}, True, True),
        ({"id": 1}, {"id": 1, "more": 2}, True, False),
        ({"a": {"b": [1]}}, {"a": {"b": [1], "c": 2}}, True, False),
        ({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}]}, True, False),
        ({"a": [1]}, {"a": [1, 2]}, False, False),
        ({"id": 1}, {}, False, False),
        ({"id": True}, {"id": 1}, False, False),
        ({"id": None}, {"id": None}, True, True),
        (1, 1.0, True, True),
        ("x", "y", False, False),
        ([], {}, False, False),
    ],
)
def test_inputs_are_held_or_are_the_same(wanted: Any, payload: Any, *, is_held: bool, is_exact: bool) -> None:
    assert fits({"input": wanted}, payload) is is_held
    assert fits({"input_exactly": wanted}, payload) is is_exact


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (1, '<mocks>:/when: "when" must be an object, not the number 1'),
        ({}, '<mocks>:/when: "when" says nothing: leave it out'),
        (
            {"itration": 1},
            '<mocks>:/when/itration: "when" has no member "itration" (did you mean "iteration"?)',
        ),
        (
            {"iteration": -1},
            '"iteration" must be a number from 0 on, or a range such as "1-2", not the number -1',
        ),
        ({"branch": True}, '"branch" must be a number from 0 on, or a range such as "1-2", not true'),
        (
            {"retry_count": [1]},
            '"retry_count" must be a number from 0 on, or a range such as "1-2", not an array',
        ),
        ({"retry_count": "x"}, '<mocks>:/when/retry_count: "x" is no number such as "0", nor a range'),
        ({"iteration": "2-1"}, 'the range "2-1" ends before it begins'),
        ({"iteration": {"Order": 1}}, 'there is no Map state "Order" (did you mean "Orders"?)'),
        ({"branch": {"Orders": 1}}, 'there is no Parallel state "Orders"'),
        ({"branch": {"Both": 1.5}}, 'the index in "Both" must be a number from 0 on'),
    ],
)
def test_a_mistake_is_told_with_its_place(when: Any, message: str) -> None:
    with pytest.raises(AsltoolError) as raised:
        condition(when)
    assert message in str(raised.value)
