from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asltool.cli.commands import cli

FINE: dict[str, Any] = {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "$.error"}}}
WRONG: dict[str, Any] = {"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}


def validate(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments], input=stdin)


@pytest.mark.parametrize(
    ("definition", "result", "exit_code"), [(FINE, "OK", 0), (WRONG, "FAIL", 1), ([], "FAIL", 1)]
)
def test_the_answer_is_printed_and_decides_the_exit_code(
    tmp_path: Path, definition: object, result: str, exit_code: int
) -> None:
    file = tmp_path / "machine.asl.json"
    file.write_text(json.dumps(definition))

    done = validate(str(file))

    assert json.loads(done.stdout)["result"] == result
    assert done.exit_code == exit_code


def test_options_are_those_of_the_operation() -> None:
    waiting = {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": True}
    machine = json.dumps({"StartAt": "A", "States": {"A": waiting}})

    warned = json.loads(validate("-", "--severity", "warning", stdin=json.dumps(FINE)).stdout)
    refused = validate("-", "--type", "express", stdin=machine)
    shortened = json.loads(validate("-", "--max-results", "1", stdin=json.dumps(WRONG)).stdout)

    assert [each["code"] for each in warned["diagnostics"]] == ["NO_PATH"]
    assert refused.exit_code == 1
    assert (len(shortened["diagnostics"]), shortened["truncated"]) == (1, True)


def test_what_cannot_be_read_is_misuse(tmp_path: Path) -> None:
    assert validate(str(tmp_path / "none.json")).exit_code == 2
    assert validate("-", "--max-results", "101", stdin="{}").exit_code == 2
