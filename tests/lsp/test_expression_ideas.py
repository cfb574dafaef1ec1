from __future__ import annotations

import pytest

from lsp_marking import JSONATA_TASK, TASK, accepted, proposals


@pytest.mark.parametrize(
    ("member", "some"),
    [
        ('"Parameters": {"a.$": "States.For|"}', ["States.Format", "States.ArrayLength"]),
        ('"Parameters": {"a.$": "States.Array(St|', ["States.UUID"]),
        ('"Parameters": {"a.$": "$$.|"}', ["Execution", "State", "Task", "Map"]),
        ('"Parameters": {"a.$": "$$.Map.Item.|"}', ["Index", "Value"]),
        ('"Assign": {"total": 1}, "Parameters": {"a.$": "$t|"}', ["$total", "$$."]),
        ('"InputPath": "$$.Exec|"', ["Execution"]),
    ],
)
def test_paths_and_intrinsic_functions_are_proposed(member: str, some: list[str]) -> None:
    assert set(some) <= set(proposals(TASK % member))


@pytest.mark.parametrize(
    ("member", "some"),
    [
        ('"Arguments": "{% $su| %}"', ["$sum", "$states", "$uuid"]),
        ('"Arguments": "{% $states.| %}"', ["input", "context"]),
        ('"Output": "{% $states.re| %}"', ["input", "context", "result"]),
        ('"Arguments": "{% $states.context.Execution.| %}"', ["Id", "StartTime"]),
        ('"Assign": {"total": 1}, "Output": "{% $t|', ["$total"]),
    ],
)
def test_variables_and_functions_of_jsonata_are_proposed(member: str, some: list[str]) -> None:
    assert set(some) <= set(proposals(JSONATA_TASK % member))


def test_the_result_is_not_there_before_the_work_is_done() -> None:
    assert list(proposals(JSONATA_TASK % '"Arguments": "{% $states.| %}"')) == ["input", "context"]


@pytest.mark.parametrize(
    "member",
    ['"Parameters": {"a": "$|"}', '"Comment": "$|"', '"Parameters": {"a.$": "$.a.b|"}', '"Arguments": "$|"'],
)
def test_elsewhere_a_text_is_a_text(member: str) -> None:
    assert not proposals(TASK % member)


def test_only_the_word_is_replaced() -> None:
    text = TASK % '"Parameters": {"a.$": "States.Array($.x, States.Forma|)"}'

    assert accepted(text, "States.Format") == text.replace("States.Forma|", "States.Format")
