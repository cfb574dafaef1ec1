from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import asltool
from asltool.errors import AsltoolError
from asltool.handlers.lambda_process import LambdaFunction
from engine_driving import LAMBDA, only

Make = Callable[..., LambdaFunction]


@pytest.fixture
def function(tmp_path: Path) -> Iterator[Make]:
    made: list[LambdaFunction] = []

    def make(body: str, handler: str = "app.handler", **terms: Any) -> LambdaFunction:
        (tmp_path / "app.py").write_text(body)
        made.append(LambdaFunction(tmp_path, handler, **terms))
        return made[-1]

    yield make
    for each in made:
        each.close()


def run(function: LambdaFunction, event: Any = None, **fields: Any) -> Any:
    state = {"Type": "Task", "Resource": LAMBDA, **fields}
    return asltool.run(only(state), {} if event is None else event, handlers={"Work": function})


ECHO = """
import json, os
print("loading")
calls = 0

def handler(event, context):
    global calls
    calls += 1
    return {
        "event": event, "calls": calls, "rate": os.environ["RATE"], "root": os.environ["LAMBDA_TASK_ROOT"],
        "name": context.function_name, "left": context.get_remaining_time_in_millis(), "arn": context.invoked_function_arn,
    }
"""


def test_a_function_is_called_as_lambda_calls_it(function: Make, tmp_path: Path) -> None:
    done = run(function(ECHO, environment={"RATE": "3"}, timeout_seconds=30), {"n": "grüße"})

    assert done.status == "SUCCEEDED", done.cause
    assert done.output["event"] == {"n": "grüße"}
    assert (done.output["rate"], done.output["root"]) == ("3", str(tmp_path))
    assert (done.output["name"], done.output["arn"]) == ("Work", LAMBDA)
    assert 0 < done.output["left"] <= 30_000


def test_an_environment_stays_warm(function: Make) -> None:
    echo = function(ECHO, environment={"RATE": "3"})

    assert [run(echo).output["calls"] for _ in range(3)] == [1, 2, 3]


def test_calls_at_once_have_a_process_each(function: Make) -> None:
    slow = function(
        "import os, time\ndef handler(event, context):\n    time.sleep(0.3)\n    return os.getpid()\n"
    )
    outputs: list[Any] = []
    threads = [threading.Thread(target=lambda: outputs.append(run(slow).output)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(outputs)) == 2


@pytest.mark.parametrize(
    ("body", "error", "message"),
    [
        ("def handler(e, c):\n    raise KeyError('k')\n", "KeyError", "'k'"),
        (
            "import nothing_there\n",
            "Runtime.ImportModuleError",
            "Unable to import module 'app': No module named",
        ),
        ("def handler(:\n", "Runtime.UserCodeSyntaxError", "Syntax error in module 'app'"),
        ("def other(e, c): pass\n", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'app'"),
        ("raise RuntimeError('at import')\n", "RuntimeError", "at import"),
        ("def handler(e, c):\n    return {1, 2}\n", "Runtime.MarshalError", "Unable to marshal response"),
        ("import os\ndef handler(e, c):\n    os._exit(3)\n", "Runtime.ExitError", "exit status 3"),
        ("import os\ndef handler(e, c):\n    os.kill(os.getpid(), 9)\n", "Runtime.ExitError", "signal: 9"),
        (
            "def handler(e, c):\n    return 'x' * 7_000_000\n",
            "Function.ResponseSizeTooLarge",
            "exceeded maximum",
        ),
    ],
)
def test_a_function_fails_under_lambdas_names(function: Make, body: str, error: str, message: str) -> None:
    done = run(function(body))

    assert done.error == error
    told = json.loads(done.cause)
    assert message in told["errorMessage"]
    assert told["errorType"] == error


def test_a_failure_shows_the_functions_own_lines(function: Make) -> None:
    told = json.loads(run(function("def handler(e, c):\n    return 1 / 0\n")).cause)

    assert len(told["stackTrace"]) == 1
    assert 'app.py", line 2, in handler\n    return 1 / 0\n' in told["stackTrace"][0]


def test_a_function_that_takes_too_long_is_ended(function: Make) -> None:
    done = run(function("import time\ndef handler(e, c):\n    time.sleep(60)\n", timeout_seconds=0.5))

    assert done.error == "Sandbox.Timedout"
    assert "Task timed out after 0.50 seconds" in done.cause


def test_a_function_is_given_another_process_after_a_crash(function: Make) -> None:
    fragile = function("import os\ndef handler(e, c):\n    if e:\n        os._exit(1)\n    return 'fine'\n")

    assert run(fragile, {"crash": True}).error == "Runtime.ExitError"
    assert run(fragile).output == "fine"


def test_what_is_no_function_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AsltoolError, match="there is no such folder"):
        LambdaFunction(tmp_path / "none", "app.handler")
    with pytest.raises(AsltoolError, match="is named as module"):
        LambdaFunction(tmp_path, "handler")


def test_an_interpreter_must_be_there(function: Make) -> None:
    with pytest.raises(AsltoolError, match="cannot run /no/python: No such file"):
        run(function("def handler(e, c): pass\n", python="/no/python"))
