from __future__ import annotations

import pytest

from asltool.containers.recognizing import is_definition_name, seems_to_hold_definitions
from asltool.source.text import SourceText


@pytest.mark.parametrize("name", ["a.asl.json", "b/A.ASL.JSON", "a.asl.yaml", "a.asl", "x.asl.jsonc"])
def test_names_of_definitions_are_known(name: str) -> None:
    assert is_definition_name(name)


@pytest.mark.parametrize("name", ["a.json", "asl.json", "template.yaml", "main.tf"])
def test_other_names_tell_nothing(name: str) -> None:
    assert not is_definition_name(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"StartAt": "A", "States": {}}', "a.json"),
        ('{"StartAt": "A", "States": {', "a.json"),
        ("StartAt: A\nStates:\n  A: 1\n", "a.yaml"),
        ("Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {}\n", "t.yaml"),
    ],
)
def test_texts_with_definitions_are_known(text: str, name: str) -> None:
    assert seems_to_hold_definitions(SourceText(text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"name": "a package"}', "package.json"),
        ('{"a": {"StartAt": "A", "States": {}}}', "a.json"),
        ('{"Resources": {"StartAt": "States"', "t.json"),
        ("a:\n  StartAt: A\n  States: {}\n", "a.yaml"),
        ("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n", "t.yaml"),
    ],
)
def test_other_texts_are_left_alone(text: str, name: str) -> None:
    assert not seems_to_hold_definitions(SourceText(text, name))
