from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from asltool.cli import run as run_module
from asltool.cli.commands import cli
from engine_driving import machine

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:charge"
ECHO = machine("Echo", Echo={"Type": "Pass", "End": True})
WORK = machine("Work", Work={"Type": "Task", "Resource": FUNCTION, "End": True})


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])
    monkeypatch.delitem(sys.modules, "shop", raising=False)
    for name, definition in (("echo", ECHO), ("work", WORK)):
        Path(f"{name}.asl.json").write_text(json.dumps(definition, indent=2))


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["run", *arguments], input=stdin)


class Terminal:
    """Lets a command believe that its output goes to a terminal."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
        for name in names:
            monkeypatch.setattr(run_module.sys, name, self._of(name))

    @staticmethod
    def _of(name: str) -> Any:
        class Stream:
            def isatty(self) -> bool:
                return True

            def __getattr__(self, attribute: str) -> Any:
                return getattr(sys.__dict__[f"__{name}__"], attribute)

        return Stream()


def test_the_output_alone_goes_to_stdout() -> None:
    done = run("echo.asl.json", "--input", '{"n": [1, "ü"]}')

    assert done.exit_code == 0
    assert done.stdout == '{"n":[1,"ü"]}\n'
    assert done.stderr == ""


def test_the_input_may_come_from_a_file_or_stdin() -> None:
    Path("input.json").write_text("[1]")

    assert run("echo.asl.json", "--input", "input.json").stdout == "[1]\n"
    assert run("echo.asl.json", "--input", "-", stdin="[2]").stdout == "[2]\n"
    assert run("echo.asl.json").stdout == "{}\n"


def test_handlers_are_python_functions() -> None:
    Path("shop.py").write_text("def charge(event, context):\n    return [event, context.state_name]\n")

    assert run("work.asl.json", "--input", "1", "--handler", "charge=shop:charge").stdout == '[1,"Work"]\n'


def test_mocks_answer_for_tasks() -> None:
    Path("mocks.yaml").write_text("Work:\n  - return: paid\n")

    assert run("work.asl.json", "--mocks", "mocks.yaml").stdout == '"paid"\n'


def test_a_mock_file_of_step_functions_local_needs_its_test_case() -> None:
    mocks = {
        "StateMachines": {name: {"TestCases": {"happy": {"Work": "paid"}}} for name in ("Shop", "Bank")},
        "MockedResponses": {"paid": {"0": {"Return": "paid"}}},
    }
    Path("MockConfigFile.json").write_text(json.dumps(mocks))
    arguments = ("work.asl.json", "--mocks", "MockConfigFile.json", "--state-machine-name", "Shop")

    assert run(*arguments, "--test-case", "happy").stdout == '"paid"\n'
    assert 'the mocks have test cases; name one: "happy"' in run(*arguments).stderr


def test_what_is_not_used_of_mocks_is_told_after_the_run() -> None:
    Path("mocks.yaml").write_text("Work:\n  - return: paid\n  - return: again\n")

    done = run("work.asl.json", "--mocks", "mocks.yaml")

    assert (done.exit_code, done.stdout) == (0, '"paid"\n')
    assert done.stderr == (
        'asltool: warning: mocks.yaml:3:5: mock "Work" was asked for 1 attempt, and never came to this answer\n'
    )


def test_what_tasks_came_to_is_recorded_as_mocks() -> None:
    Path("shop.py").write_text("def charge(event):\n    return {'paid': event}\n")

    first = run("work.asl.json", "--input", "1", "--handler", "charge=shop:charge", "--record", "mocks.yaml")

    assert (first.exit_code, first.stderr) == (0, "")
    assert Path("mocks.yaml").read_text() == "Work:\n- return:\n    paid: 1\n"
    assert run("work.asl.json", "--mocks", "mocks.yaml").stdout == first.stdout == '{"paid":1}\n'
    assert "named .json, .yaml or .yml, not in m.txt" in run("work.asl.json", "--record", "m.txt").stderr


def test_mocked_results_are_checked_against_the_service_s_response() -> None:
    send = {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": True}
    send["Parameters"] = {"QueueUrl": "q", "MessageBody": "b"}
    Path("send.asl.json").write_text(json.dumps(machine("Send", Send=send)))
    Path("mocks.yaml").write_text("Send:\n  - return:\n      MessageId: 1\n")

    refused = run("send.asl.json", "--mocks", "mocks.yaml")

    assert refused.exit_code == 2
    assert refused.stderr.startswith(
        "asltool: error: mocks.yaml:3:7: arn:aws:states:::sqs:sendMessage could not"
    )
    assert run("send.asl.json", "--mocks", "mocks.yaml", "--mock-validation", "none").exit_code == 0


def test_tasks_start_other_machines() -> None:
    start = {
        "Type": "Task",
        "Resource": "arn:aws:states:::states:startExecution.sync:2",
        "Parameters": {
            "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child",
            "Input": 5,
        },
        "OutputPath": "$.Output",
        "End": True,
    }
    Path("start.asl.json").write_text(json.dumps(machine("Start", Start=start)))

    assert run("start.asl.json", "--state-machine", "Child=echo.asl.json").stdout == "5\n"


def test_the_history_is_written_with_times_as_text() -> None:
    done = run(
        "echo.asl.json", "--history", "history.json", "--name", "n", "--type", "express", "--real-time"
    )

    events = json.loads(Path("history.json").read_text())
    assert done.exit_code == 0
    assert [event["type"] for event in events][:2] == ["ExecutionStarted", "PassStateEntered"]
    assert events[0]["timestamp"].endswith("+00:00")


def test_an_execution_that_fails_is_explained_and_gives_1() -> None:
    Path("mocks.json").write_text('{"Work": [{"throw": {"error": "Declined"}}]}')

    done = run("work.asl.json", "--mocks", "mocks.json", "--history", "history.json")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        'execution FAILED in state "Work"',
        "  error: Declined",
        "  input: {}",
        "  work.asl.json:4:5",
        '  4 |     "Work": {',
        "    |     ^^^^^^",
    ]
    assert Path("history.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.asl.json",), "cannot read none.asl.json: no such file or directory"),
        (("work.asl.json",), 'state "Work" has no handler for ' + FUNCTION),
        (("work.asl.json", "--handler", "charge"), "--handler must be RESOURCE=module:function, not charge"),
        (("work.asl.json", "--handler", "charge=nowhere:f"), "cannot import nowhere: ModuleNotFoundError"),
        (("echo.asl.json", "--input", "{"), "--input:1:"),
        (("echo.asl.json", "--name", "a b"), "name cannot be 'a b'"),
        (("echo.asl.json", "--history", "no/folder.json"), "cannot write no/folder.json: no such file"),
        (("echo.asl.json", "--mocks", "none.json"), "cannot read none.json: no such file"),
    ],
)
def test_misuse_is_one_line_and_gives_2(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert done.stderr.startswith(f"asltool: error: {message}")
    assert done.stderr.count("\n") == 1


def test_all_errors_of_a_definition_are_told() -> None:
    Path("broken.asl.json").write_text(
        json.dumps(machine("A", A={"Type": "Pass", "Next": "B"}, C={"Type": "Foil"}))
    )

    done = run("broken.asl.json")

    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) >= 3
    assert done.stderr.splitlines()[-1] == "asltool: error: the definition has errors: it cannot be run"


def test_an_interrupted_run_says_so_in_one_line() -> None:
    Path("shop.py").write_text("def interrupt(event):\n    raise KeyboardInterrupt\n")

    done = run("work.asl.json", "--handler", "charge=shop:interrupt")

    assert done.exit_code == 130
    assert done.stderr == "asltool: error: interrupted\n"


def test_nothing_is_called_on_aws_unless_it_is_asked_for(aws_server: str) -> None:
    listing = machine(
        "List", List={"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": True}
    )
    Path("list.asl.json").write_text(json.dumps(listing))

    assert run("list.asl.json").exit_code == 2
    assert run("list.asl.json", "--aws", "dynamodb,sqs").exit_code == 2

    for services in (["--aws"], ["--aws", "sqs, s3"]):
        done = run("list.asl.json", *services, "--region", "eu-west-1")

        assert json.loads(done.stdout)["Buckets"] == []
        assert done.stderr == "calling AWS: account 123456789012, region eu-west-1\n"


def test_a_function_in_a_folder_is_run_in_a_process_of_its_own() -> None:
    Path("code").mkdir()
    Path("code/app.py").write_text("def handler(event, context):\n    return context.function_name\n")

    done = run("work.asl.json", "--lambda", "charge=code:app.handler")

    assert json.loads(done.stdout) == "charge"
    assert (
        "--lambda must be NAME=FOLDER:module.function"
        in run("work.asl.json", "--lambda", "f=app.handler").stderr
    )


def test_which_aws_is_called_matters_where_it_is_called() -> None:
    done = run("work.asl.json", "--endpoint-url", "http://localhost:1")

    assert done.exit_code == 2
    assert "--endpoint-url says which AWS is called, and --aws is not given" in done.stderr


def test_the_settings_say_which_aws_is_called(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    state = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": True}
    Path("list.asl.json").write_text(json.dumps(machine("List", List=state)))
    Path("asltool.toml").write_text(
        f'[aws]\nregion = "eu-west-3"\nendpoints = {{ s3 = "{aws_server}", sts = "{aws_server}" }}\n'
    )

    done = run("list.asl.json", "--aws")

    assert json.loads(done.stdout)["Buckets"] == []
    assert done.stderr == "calling AWS: account 123456789012, region eu-west-3\n"


def test_another_address_may_stand_for_aws(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    state = {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": True}
    Path("list.asl.json").write_text(json.dumps(machine("List", List=state)))

    done = run("list.asl.json", "--aws", "--endpoint-url", aws_server)

    assert json.loads(done.stdout)["Buckets"] == []


def test_on_a_terminal_people_look_on_and_read_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(click, "echo", lambda text, **_: written.append(text))
    Terminal(monkeypatch, "stdout", "stderr")

    run_module.run.main(["echo.asl.json", "--input", '{"n": 1}'], standalone_mode=False)

    assert any("Echo" in text and "succeeded" in text for text in written)
    assert written[-1] == '{\n  "n": 1\n}'


def test_a_folder_stands_for_a_bucket() -> None:
    Path("data").mkdir()
    Path("data/orders.csv").write_text("id\n1\n2\n")
    reader = {
        "Resource": "arn:aws:states:::s3:getObject",
        "Parameters": {"Bucket": "orders", "Key": "orders.csv"},
        "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
    }
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    state = {
        "Type": "Map",
        "ItemReader": reader,
        "ItemProcessor": {"ProcessorConfig": config, **ECHO},
        "End": True,
    }
    Path("m.asl.json").write_text(json.dumps(machine("M", M=state)))

    assert run("m.asl.json", "--s3", "orders=data").stdout == '[{"id":"1"},{"id":"2"}]\n'
    missing = run("m.asl.json", "--s3", "orders=none")
    assert missing.exit_code == 2
    assert "none cannot stand for a bucket: there is no such folder" in missing.stderr
    assert "--s3 orders=FOLDER" in run("m.asl.json").stderr


def test_child_executions_run_in_worker_processes() -> None:
    Path("shop.py").write_text("import os\n\ndef charge(event, context):\n    return os.getpid()\n")
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    state = {"Type": "Map", "ItemProcessor": {"ProcessorConfig": config, **WORK}, "End": True}
    Path("m.asl.json").write_text(json.dumps(machine("M", M=state)))

    done = run("m.asl.json", "--input", "[1, 2]", "--handler", "charge=shop:charge", "--processes", "1")

    assert done.exit_code == 0, done.stderr
    (worker,) = set(json.loads(done.stdout))
    assert worker != os.getpid()
