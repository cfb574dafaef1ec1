from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.errors import StatesError
from asltool.engine.map_run.tolerance import EXCEEDED, Tolerance, compile_tolerance
from asltool.model.machine import Map
from engine_driving import Driver, Identity, only, read_machine


def read(data: dict[str, Any], **fields: Any) -> Tolerance:
    state = {"Type": "Map", "ItemProcessor": only({"Type": "Succeed"}, "I"), **fields}
    model = read_machine(only(state)).states["S"]
    assert isinstance(model, Map)
    return compile_tolerance(model)(Driver(state=Identity("S", "Map")).frame, data, 10)


@pytest.mark.parametrize(
    ("count", "percentage", "borne"),
    [
        (None, None, 0),
        (0, None, 0),
        (None, 0, 0),
        (3, None, 3),
        (None, 30, 3),
        (None, 39.9, 3),
        (None, 100, 10),
        (2, 50, 2),
        (5, 10, 1),
    ],
)
def test_so_many_of_ten_failures_are_borne(count: float | None, percentage: float | None, borne: int) -> None:
    tolerance = Tolerance(10, count, percentage)

    for _ in range(borne):
        tolerance.bear()

    if borne < 10:
        with pytest.raises(StatesError) as raised:
            tolerance.bear()
        assert raised.value.name == EXCEEDED


@pytest.mark.parametrize(
    ("count", "percentage", "is_none"),
    [(None, None, True), (0, 0.0, True), (1, None, False), (None, 0.1, False)],
)
def test_nothing_set_tolerates_nothing(count: Any, percentage: Any, is_none: bool) -> None:  # noqa: FBT001
    assert Tolerance(10, count, percentage).is_none is is_none


def test_both_are_read_from_fields_or_paths() -> None:
    fixed = read({}, ToleratedFailureCount=2, ToleratedFailurePercentage=12.5)
    found = read({"n": "3", "p": 50}, ToleratedFailureCountPath="$.n", ToleratedFailurePercentagePath="$.p")

    assert (fixed.count, fixed.percentage) == (2, 12.5)
    assert (found.count, found.percentage) == (3, 50)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        ({"n": -1, "p": 0}, "ToleratedFailureCount cannot be negative."),
        ({"n": 0, "p": -0.1}, "ToleratedFailurePercentage must be between 0 and 100."),
        ({"n": 0, "p": 100.5}, "ToleratedFailurePercentage must be between 0 and 100."),
    ],
)
def test_a_tolerance_out_of_range_is_refused(data: dict[str, Any], cause: str) -> None:
    with pytest.raises(StatesError) as raised:
        read(data, ToleratedFailureCountPath="$.n", ToleratedFailurePercentagePath="$.p")

    assert raised.value.is_terminal
    assert raised.value.cause is not None
    assert raised.value.cause.endswith(cause)
