from __future__ import annotations

import pytest

from asltool.lint.linter import Options
from asltool.lsp.diagnostics import diagnose, is_without_effect
from asltool.lsp.snapshot import take_snapshot
from lsp_marking import TASK, YAML_TASK

TEMPLATE = """Resources:
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      DefinitionString: |
        {"StartAt": "A",
         "States": {"A": {"Type": "Task", "End": true,
           "Resource": "arn:aws:states:::ecs:runTask.sync"}%s
"""


def rules(text: str, name: str = "a.asl.json") -> list[str]:
    return [finding.rule for finding in diagnose(take_snapshot(text, name), Options())]


def test_a_sound_text_is_looked_at_as_ever() -> None:
    assert "ASL101" in rules(TASK % '"Next": "Missing"')


@pytest.mark.parametrize("member", ['"Next": ', '"Next": "', '"Ne', '"Catch": [{', '"End": true,'])
def test_of_a_broken_text_only_what_breaks_it_is_reported(member: str) -> None:
    parameters = '"Parameters": {"QueueUrl": "q", "MessageBody": "m"}, '

    assert rules(TASK % (parameters + member)) == ["ASL001"]


def test_what_is_wrong_elsewhere_in_a_broken_text_is_reported_too() -> None:
    text = (TASK % '"Next": ').replace('"Seconds": 3', '"Seconds": "x"')

    found = diagnose(take_snapshot(text, "a.asl.json"), Options())
    assert "ASL001" in [finding.rule for finding in found]
    assert any(finding.pointer == "/States/Rest/Seconds" for finding in found)


def test_what_is_wrong_elsewhere_in_broken_yaml_is_reported_too() -> None:
    text = (YAML_TASK % "Ne").replace("Seconds: 3", "Seconds: x")

    found = diagnose(take_snapshot(text, "a.asl.yaml"), Options())
    assert {"", "/States/Rest/Seconds"} == {finding.pointer for finding in found}


def test_where_nobody_is_sure_what_belongs_where_nothing_else_is_reported() -> None:
    text = (TASK % '"Next": "Rest"}').replace('"Seconds": 3', '"Seconds": "x"')

    assert rules(text) == ["ASL001"]


def test_a_machine_in_a_broken_string_has_the_type_that_its_container_gives_it() -> None:
    whole = diagnose(take_snapshot(TEMPLATE % "}}", "t.yaml"), Options())
    broken = diagnose(take_snapshot(TEMPLATE % ",}}", "t.yaml"), Options())

    in_express = [finding.rule for finding in whole if "EXPRESS" in finding.message]
    assert in_express
    assert set(in_express) <= {finding.rule for finding in broken}
    assert {finding.machine for finding in broken} == {"M"}


def test_findings_in_other_files_are_theirs() -> None:
    assert all(
        finding.file == "t.yaml" for finding in diagnose(take_snapshot(TEMPLATE % "}}", "t.yaml"), Options())
    )


def test_what_has_to_be_mended_is_not_marked_as_left_out() -> None:
    (finding,) = diagnose(take_snapshot("[1]", "a.asl.json"), Options())

    assert not is_without_effect(finding)


def test_what_could_be_left_out_is_marked_so() -> None:
    text = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Pass", "End": true}}}'
    found = {each.rule: each for each in diagnose(take_snapshot(text, "a.asl.json"), Options())}

    assert is_without_effect(found["ASL103"])
    assert [each.rule for each in found.values() if not is_without_effect(each)] == []
