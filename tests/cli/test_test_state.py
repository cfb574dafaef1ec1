from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from asltool.cli.commands import cli
from engine_driving import machine, only

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}}
PROCESSOR = {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    **only({"Type": "Pass"}, "P"),
}
FILES: dict[str, Any] = {
    "task": {**TASK, "Next": "After"},
    "pass": {"Type": "Pass", "Parameters": {"a.$": "$a"}, "End": True},
    "machine": machine("One", One={"Type": "Pass", "Next": "Two"}, Two={"Type": "Fail", "Error": "E"}),
    "map": {
        "Type": "Map",
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": {"InputType": "JSON"},
            "Parameters": {"Bucket": "b", "Key": "k"},
        },
        "ItemProcessor": PROCESSOR,
        "End": True,
    },
    "mock": {"result": {"Payload": 5}},
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])
    for name, content in FILES.items():
        Path(f"{name}.json").write_text(json.dumps(content))


def ask(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["test-state", *arguments], input=stdin)


def answer(*arguments: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(ask(*arguments).stdout)
    return value


@pytest.mark.parametrize(
    "mock", ["mock.json", '{"result": {"Payload": 5}}', '{"result": "{\\"Payload\\":5}"}']
)
def test_the_answer_is_printed_as_json(mock: str) -> None:
    result = ask("task.json", "--mock", mock, "--input", "{}")

    assert json.loads(result.stdout) == {
        "status": "SUCCEEDED",
        "output": '{"Payload":5}',
        "nextState": "After",
    }
    assert result.exit_code == 0


def test_a_state_of_a_machine_is_told_by_its_name() -> None:
    result = ask("machine.json", "--state", "Two")

    assert json.loads(result.stdout) == {"status": "FAILED", "error": "E"}
    assert result.exit_code == 1


def test_the_definition_may_come_from_standard_input() -> None:
    assert json.loads(ask("-", stdin='{"Type": "Succeed"}').stdout)["status"] == "SUCCEEDED"


@pytest.mark.parametrize(
    "arguments",
    [
        ("task.json",),
        ("pass.json", "--mock", "mock.json"),
        ("task.json", "--mock", "[]"),
        ("task.json", "--mock", "mock.json", "--reveal-secrets"),
        ("nowhere.json",),
        ("machine.json", "--state", "Three"),
    ],
)
def test_what_aws_refuses_and_wrong_use_exit_with_2(arguments: tuple[str, ...]) -> None:
    result = ask(*arguments)

    assert result.exit_code == 2
    assert result.stderr.startswith("asltool: error: ")
    assert result.stdout == ""


def test_data_on_its_way_is_shown_on_demand() -> None:
    data = answer("pass.json", "--variables", '{"a": 1}', "--inspection-level", "debug")["inspectionData"]

    assert (data["afterParameters"], data["variables"]) == ('{"a":1}', '{"a":1}')


def test_data_for_a_reader_may_be_plain_json() -> None:
    configuration = '{"mapItemReaderData": [1, 2]}'

    data = answer(
        "map.json",
        *("--mock", '{"result": []}', "--state-configuration", configuration, "--inspection-level", "TRACE"),
    )

    assert data["inspectionData"]["afterItemsPath"] == "[1,2]"


def test_fields_of_the_context_object_are_handed_on() -> None:
    Path("task.json").write_text(json.dumps({**TASK, "OutputPath": "$$.Execution.Name", "End": True}))

    given = answer("task.json", "--mock", "mock.json", "--context", '{"Execution": {"Name": "mine"}}')

    assert given["output"] == '"mine"'


@pytest.mark.parametrize("role", [(), ("--role-arn", "arn:aws:iam::123456789012:role/Mine")])
def test_a_handler_does_the_work_in_a_made_up_role_or_the_given_one(role: tuple[str, ...]) -> None:
    Path("kitchen.py").write_text("def cook(event):\n    return 'soup'\n")

    given = answer("task.json", "--handler", "f=kitchen:cook", *role)

    assert json.loads(given["output"])["Payload"] == "soup"
