from __future__ import annotations

from pathlib import Path

import pytest

from asltool.cli.linting import Request, lint_paths
from asltool.diagnostics import Severity

MISSING_DOLLAR = (
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"k": "$.k"}, "End": true}}}'
)


@pytest.fixture
def definition(tmp_path: Path) -> str:
    path = tmp_path / "a.asl.json"
    path.write_text(MISSING_DOLLAR, encoding="utf-8")
    return str(path)


def test_findings_are_reported_and_tell_the_exit_code(
    definition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = lint_paths(Request((definition,)))

    assert code == 1
    assert "[ASL201]" in capsys.readouterr().out


@pytest.mark.parametrize("lenient", [{"error_on": Severity.ERROR}, {"exit_zero": True}])
def test_the_request_says_what_fails(definition: str, lenient: dict[str, object]) -> None:
    assert lint_paths(Request((definition,), **lenient)) == 0


def test_a_machine_whose_definition_nobody_knows_yet_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "main.tf"
    path.write_text('resource "aws_sfn_state_machine" "m" {\n  definition = var.machine\n}\n')

    assert lint_paths(Request((str(path),))) == 0
    told = capsys.readouterr()
    assert told.out == "no findings in 0 definitions\n"
    assert told.err == f'{path}: "m" was not checked: its definition is known only once it is deployed\n'
