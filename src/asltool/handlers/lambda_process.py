"""Lambda functions in folders: each runs in processes of its own, as Lambda runs it.

A process is kept for the next call, as Lambda keeps an environment warm; calls at once have one each.

AWS: errors.md 3.1; integrations.md 5.3.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asltool.errors import AsltoolError
from asltool.handlers.deadline import patience
from asltool.handlers.handler import TaskContext
from asltool.handlers.lambda_runtime import (
    MAX_SECONDS,
    exited,
    lambda_variables,
    name_in,
    raised,
    require_fitting,
    timed_out,
)
from asltool.json_value import JsonValue

_BOOTSTRAP = Path(__file__).with_name("lambda_bootstrap.py")


class LambdaFunction:
    """A handler that runs a Python function as Lambda does.

    Args:
        folder: The function's code; modules are imported from there.
        handler: `module.function`.
        name: The function's name where the task does not tell it.
        environment: Its environment variables, beside those of this process.
        timeout_seconds: How long a call may take, really.
        python: The interpreter; None for the one that runs asltool.

    Raises:
        AsltoolError: There is no such folder.
    """

    def __init__(
        self,
        folder: str | Path,
        handler: str,
        *,
        name: str = "function",
        environment: Mapping[str, str] | None = None,
        timeout_seconds: float = MAX_SECONDS,
        python: str | None = None,
    ) -> None:
        self._folder = Path(folder).resolve()
        if not self._folder.is_dir():
            raise AsltoolError(f"{folder} holds no Lambda function: there is no such folder")
        if not handler.rpartition(".")[0]:
            raise AsltoolError(f"a Lambda function's handler is named as module.function, not {handler}")
        self._handler = handler
        self._name = name
        self._environment = dict(environment or {})
        self._timeout_seconds = timeout_seconds
        self._python = python or sys.executable
        self._idle: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()
        self._finalizer = weakref.finalize(self, _end_all, self._idle)

    def __call__(self, event: JsonValue, context: TaskContext) -> JsonValue:
        """Call the function.

        Raises:
            TaskError: It failed, took too long, or its process ended.
            AsltoolError: Its process cannot be started.
        """
        process = self._process(context)
        call = {"event": event, "context": self._context(context)}
        line = self._ask(process, json.dumps(call), context)
        self._idle.put(process)
        answer = json.loads(line)
        if "error" in answer:
            raise raised(answer["error"], context)
        require_fitting(line, context)
        return answer["result"]  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the processes that are kept."""
        _end_all(self._idle)

    def _process(self, context: TaskContext) -> subprocess.Popen[str]:
        while True:
            try:
                process = self._idle.get_nowait()
            except queue.Empty:
                return self._start(context)
            if process.poll() is None:
                return process

    def _start(self, context: TaskContext) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": "",
            **lambda_variables(context, self._name),
            "LAMBDA_TASK_ROOT": str(self._folder),
            **self._environment,
            "_HANDLER": self._handler,
        }
        try:
            return subprocess.Popen(  # noqa: S603 - the user's own function is run
                [self._python, str(_BOOTSTRAP)],
                cwd=self._folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        except OSError as error:
            raise AsltoolError(f"cannot run {self._python}: {error.strerror}") from None

    def _seconds(self, context: TaskContext) -> float:
        return min(self._timeout_seconds, context.remaining_seconds)

    def _context(self, context: TaskContext) -> dict[str, Any]:
        names = (
            "function_name",
            "function_version",
            "invoked_function_arn",
            "memory_limit_in_mb",
            "aws_request_id",
            "log_group_name",
            "log_stream_name",
        )
        told: dict[str, Any] = {name: getattr(context, name) for name in names}
        told["function_name"] = name_in(context, self._name)
        return told | {"remaining_seconds": self._seconds(context)}

    def _ask(self, process: subprocess.Popen[str], line: str, context: TaskContext) -> str:
        """Hand a call over and wait for the answer; a process that does not give one is ended."""
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101 - as above
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(min(self._timeout_seconds, patience(context.remaining_seconds)), end)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except (BrokenPipeError, OSError):
            answer = ""
        finally:
            timer.cancel()
        if answer.endswith("\n"):
            return answer
        _end(process)
        if is_late.is_set():
            raise timed_out(self._seconds(context), context)
        raise exited(process.returncode, context)


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written goes nowhere
                continue


def _end_all(idle: queue.SimpleQueue[subprocess.Popen[str]]) -> None:
    while True:
        try:
            _end(idle.get_nowait())
        except queue.Empty:
            return
