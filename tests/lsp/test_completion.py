from __future__ import annotations

import random  # noqa: TID251 - the same places each time
from pathlib import Path

import pytest

from asltool.lint.linter import Options
from asltool.lsp.completion import complete
from asltool.lsp.diagnostics import diagnose
from asltool.lsp.hover import hover
from asltool.lsp.snapshot import take_snapshot
from lsp_marking import JSONATA_TASK, TASK, YAML_TASK, proposals

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "examples").rglob("*.asl.*"))[:4],
    *sorted((ROOT / "tests" / "containers" / "corpus").rglob("*.*ml"))[:4],
    *sorted((ROOT / "tests" / "containers" / "corpus").rglob("*.tf")),
]


def labels(text: str, name: str = "a.asl.json") -> list[str]:
    return list(proposals(text, name))


def test_fields_are_those_of_the_state_that_are_not_there_yet() -> None:
    found = labels(TASK % "|")

    assert found[:2] == ["Next", "End"]
    assert {"Parameters", "Retry", "Catch", "ResultPath"} <= set(found)
    assert not {"Type", "Resource", "Arguments", "Seconds", "Choices"} & set(found)


def test_fields_follow_the_query_language() -> None:
    found = labels(JSONATA_TASK % "|")

    assert {"Arguments", "Output", "Assign"} <= set(found)
    assert not {"Parameters", "ResultPath", "InputPath"} & set(found)


def test_a_field_that_contradicts_another_is_not_proposed() -> None:
    found = labels(TASK % '"TimeoutSeconds": 5, "Next": "Rest", |')

    assert not {"TimeoutSecondsPath", "End"} & set(found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (TASK % '"Retry": [{|}]', ["ErrorEquals"]),
        (TASK % '"Catch": [{|}]', ["Next", "ErrorEquals"]),
        ("{|", ["States", "StartAt"]),
        (YAML_TASK % "Catch:\n      - |", ["Next", "ErrorEquals"]),
        ('{"States": {"A": {|', ["Type"]),
    ],
)
def test_what_must_be_there_comes_first(text: str, first: list[str]) -> None:
    name = "a.asl.yaml" if text.startswith("StartAt") else "a.asl.json"

    assert sorted(labels(text, name)[: len(first)]) == sorted(first)


@pytest.mark.parametrize("member", ['"Parameters": {|}', '"Parameters": {"Q|"}', '"Parameters": {"|'])
def test_parameters_are_those_of_the_service_the_required_ones_first(member: str) -> None:
    found = labels(TASK % member)

    assert found[:2] == ["QueueUrl", "MessageBody"]
    assert "DelaySeconds" in found


def test_parameters_that_are_there_are_not_proposed_again() -> None:
    assert "QueueUrl" not in labels(TASK % '"Parameters": {"QueueUrl.$": "$.q", |}')


def test_inside_the_states_no_key_is_known() -> None:
    assert labels('{"StartAt": "A", "States": {|}}') == []


def test_where_nothing_can_be_read_nothing_is_proposed() -> None:
    assert labels("|") == []


@pytest.mark.parametrize("member", ['"Next": "|', '"Next": |', '"Next": "R|"', '"Catch": [{"Next": "|'])
def test_states_are_proposed_in_broken_text_too(member: str) -> None:
    assert labels(TASK % member) == ["Rest", "Send"]


def test_members_of_a_template_for_a_deployment_are_completed() -> None:
    text = (
        "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n"
        "        StartAt: A\n        States:\n          A:\n            Type: Pass\n            Ne|\n"
    )

    assert labels(text, "template.yaml")[:2] == ["Next", "End"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_whatever_is_typed_and_wherever_the_cursor_is_there_is_an_answer(path: Path) -> None:
    whole = path.read_text(encoding="utf-8")
    chance = random.Random(path.name)  # noqa: S311

    for _ in range(12):
        at = chance.randrange(len(whole))
        text = whole[:at] + chance.choice(["", "{", '"', ": ", "\n  x"]) + whole[at + chance.randrange(3) :]
        snapshot = take_snapshot(text, path.name)
        findings = diagnose(snapshot, Options())
        for offset in (at, chance.randrange(len(text) + 1)):
            hover(snapshot, offset, findings)
            for proposal in complete(snapshot, offset):
                assert 0 <= proposal.edit.start <= proposal.edit.end <= len(text)
                assert proposal.edit.text
