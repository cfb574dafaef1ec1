from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

import asltool
from asltool.errors import AsltoolError
from asltool.handlers.lambda_command import LambdaCommand
from engine_driving import LAMBDA, only

HEAD = "import json, os, sys; event = json.load(sys.stdin); "
FAILING = (
    HEAD + "print(json.dumps({'errorType': 'Declined', 'errorMessage': 'no', 'trace': ['a']})); sys.exit(1)"
)


def command(body: str, **terms: Any) -> LambdaCommand:
    return LambdaCommand([sys.executable, "-c", body], **terms)


def run(function: LambdaCommand, event: Any = None, **fields: Any) -> Any:
    state = {"Type": "Task", "Resource": LAMBDA, **fields}
    return asltool.run(only(state), {} if event is None else event, handlers={"Work": function})


def test_the_event_comes_in_and_the_result_goes_out() -> None:
    done = run(command(HEAD + "print(json.dumps({'got': event}))"), {"n": "grüße"})

    assert done.output == {"got": {"n": "grüße"}}, done.cause


def test_the_command_knows_which_function_it_is_and_how_long_it_may_take(tmp_path: Path) -> None:
    body = HEAD + "print(json.dumps({**os.environ, 'folder': os.getcwd()}))"

    told = run(command(body, folder=tmp_path, environment={"RATE": "3"}, timeout_seconds=20)).output

    assert (told["AWS_LAMBDA_FUNCTION_NAME"], told["INVOKED_FUNCTION_ARN"]) == ("Work", LAMBDA)
    assert (told["RATE"], told["REMAINING_TIME_IN_MILLIS"], told["folder"]) == ("3", "20000", str(tmp_path))
    assert told["AWS_REQUEST_ID"]


def test_a_text_is_taken_apart_as_a_shell_would(tmp_path: Path) -> None:
    script = tmp_path / "two words.py"
    script.write_text("print('[1]')")

    assert run(LambdaCommand(f"{shlex.quote(sys.executable)} '{script}'")).output == [1]


def test_no_output_is_null() -> None:
    assert run(command("pass")).output is None


def test_an_error_is_told_as_the_command_tells_it() -> None:
    failed = run(command(FAILING))

    assert failed.error == "Declined"
    assert json.loads(failed.cause) == {"errorType": "Declined", "errorMessage": "no", "trace": ["a"]}


@pytest.mark.parametrize("printed", ["", "[]", "{}", "oops"])
def test_a_command_that_just_ends_is_a_runtime_that_exited(printed: str) -> None:
    failed = run(command(f"import sys; sys.stdout.write({printed!r}); sys.exit(3)"))

    assert failed.error == "Runtime.ExitError"
    assert json.loads(failed.cause)["errorMessage"].endswith("Runtime exited with error: exit status 3")


def test_a_command_that_takes_too_long_is_ended() -> None:
    failed = run(command("import time; time.sleep(60)", timeout_seconds=0.2))

    assert failed.error == "Sandbox.Timedout"
    assert json.loads(failed.cause)["errorMessage"].endswith("Task timed out after 0.20 seconds")


def test_a_response_beyond_lambdas_limit_is_refused() -> None:
    assert run(command("print('\"' + 'x' * 7_000_000 + '\"')")).error == "Function.ResponseSizeTooLarge"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("print('hello')", r"prints for the function Work is no JSON: Expecting value"),
        ("import sys; sys.stdout.buffer.write(bytes([255]))", "prints for the function Work is not UTF-8"),
    ],
)
def test_output_that_is_no_json_is_told(body: str, text: str) -> None:
    with pytest.raises(AsltoolError, match=text):
        run(command(body))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("", "the command of a Lambda function is empty"),
        ("node 'app", "the command of a Lambda function cannot be read: No closing quotation: node 'app"),
    ],
)
def test_a_command_that_is_none_is_told(given: str, text: str) -> None:
    with pytest.raises(AsltoolError) as raised:
        LambdaCommand(given)

    assert str(raised.value) == text


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(AsltoolError, match="cannot run no-such-program: No such file or directory"):
        run(LambdaCommand("no-such-program --now"))
