from __future__ import annotations

from pathlib import Path

import pytest

from asltool.lint.linter import Options
from asltool.lsp.files import OpenFile
from asltool.lsp.lines import Units
from lsp_marking import TASK


def opened(text: str, path: str | None, language: str = "json") -> OpenFile:
    return OpenFile(f"file://{path}", path, text, Units.UTF_16, language)


@pytest.mark.parametrize(
    ("text", "path", "language"),
    [
        ("", "/a.asl.json", "json"),
        ("", "/a.json", "asl"),
        (TASK % '"End": true', "/a.json", "json"),
        (TASK % '"Ne', None, "json"),
    ],
)
def test_definitions_are_told_by_name_language_or_content(text: str, path: str | None, language: str) -> None:
    assert opened(text, path, language).is_ours()


def test_other_files_are_left_alone() -> None:
    assert not opened('{"name": "x"}', "/package.json").is_ours()


def test_a_text_is_looked_at_once_until_the_settings_change() -> None:
    file = opened(TASK % '"Next": "Missing"', "/a.asl.json")

    first = file.findings(Options())

    assert file.findings(Options(type="EXPRESS")) is first
    file.forget_findings()
    assert file.findings(Options()) is not first
    assert file.snapshot is file.snapshot
    assert file.converter is file.converter


def test_files_that_a_template_names_are_looked_for_beside_it(tmp_path: Path) -> None:
    properties = "    Properties:\n      DefinitionUri: nowhere.asl.json\n"
    text = f"Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n{properties}"
    file = opened(text, str(tmp_path / "template.yaml"), "yaml")

    assert [finding.rule for finding in file.findings(Options())] == ["ASL060"]
