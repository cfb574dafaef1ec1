from __future__ import annotations

from typing import Any

from asltool.lint.data_flow.verdicts import Verdict, verdicts
from shape_checking import data_flow_of

MEETING: dict[str, Any] = {
    "StartAt": "A",
    "States": {
        "A": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.n", "IsNull": True, "Next": "B"}],
            "Default": "C",
        },
        "B": {"Type": "Pass", "Result": {"x": 1}, "Next": "D"},
        "C": {"Type": "Pass", "Result": {"y": 1}, "Next": "D"},
        "D": {"Type": "Pass", "End": True},
    },
}


def verdicts_on(*paths: str) -> list[Verdict]:
    parameters = {f"p{number}.$": path for number, path in enumerate(paths)}
    meeting = {"Type": "Pass", "Parameters": parameters, "End": True}
    definition = {**MEETING, "States": {**MEETING["States"], "D": meeting}}
    return list(verdicts(data_flow_of(definition).all_notes()))


def test_what_fails_on_every_way_fails_everywhere() -> None:
    (verdict,) = verdicts_on("$.z")

    assert verdict.is_everywhere
    assert len(verdict.ways) == 2
    assert verdict.state.name == "D"


def test_what_fails_on_one_way_fails_not_everywhere() -> None:
    (verdict,) = verdicts_on("$.x")

    assert not verdict.is_everywhere
    (way,) = verdict.ways
    assert way.arrival is not None
    assert way.arrival.source.name == "C"


def test_ways_that_fail_at_another_place_do_not_count() -> None:
    first, second = verdicts_on("$.x", "$.y")

    assert first.is_everywhere
    assert second.is_everywhere


def test_sound_machines_have_no_verdicts() -> None:
    assert verdicts_on("$") == []
