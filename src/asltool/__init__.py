"""asltool: check and run AWS Step Functions state machines, locally."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asltool import tasks as tasks
    from asltool.api import fix as fix
    from asltool.api import lint as lint
    from asltool.api import lint_text as lint_text
    from asltool.api import load as load
    from asltool.api import loads as loads
    from asltool.diagnostics import Finding as Finding
    from asltool.diagnostics import Fix as Fix
    from asltool.diagnostics import InvalidDefinition as InvalidDefinition
    from asltool.diagnostics import Severity as Severity
    from asltool.errors import ApiError as ApiError
    from asltool.errors import AsltoolError as AsltoolError
    from asltool.errors import MissingHandlerError as MissingHandlerError
    from asltool.errors import TaskError as TaskError
    from asltool.errors import UnreadableFileError as UnreadableFileError
    from asltool.handlers.aws_clients import Aws as Aws
    from asltool.handlers.handler import Reply as Reply
    from asltool.handlers.handler import TaskContext as TaskContext
    from asltool.handlers.lambda_command import LambdaCommand as LambdaCommand
    from asltool.handlers.lambda_endpoint import LambdaEndpoint as LambdaEndpoint
    from asltool.handlers.lambda_process import LambdaFunction as LambdaFunction
    from asltool.handlers.mock_file import MockFile as MockFile
    from asltool.model.machine import StateMachine as StateMachine
    from asltool.runner.execution import Execution as Execution
    from asltool.runner.execution import MapRun as MapRun
    from asltool.runner.settings import MapOptions as MapOptions
    from asltool.running import run as run
    from asltool.state_test.operation import test_state as test_state
    from asltool.validation import validate as validate

__version__ = "0.1.0"

_MODULES = frozenset({"tasks"})
"""The public modules."""

_HOMES = {
    "fix": "asltool.api",
    "lint": "asltool.api",
    "lint_text": "asltool.api",
    "load": "asltool.api",
    "loads": "asltool.api",
    "Finding": "asltool.diagnostics",
    "Fix": "asltool.diagnostics",
    "InvalidDefinition": "asltool.diagnostics",
    "Severity": "asltool.diagnostics",
    "ApiError": "asltool.errors",
    "AsltoolError": "asltool.errors",
    "MapOptions": "asltool.runner.settings",
    "MissingHandlerError": "asltool.errors",
    "TaskError": "asltool.errors",
    "UnreadableFileError": "asltool.errors",
    "Aws": "asltool.handlers.aws_clients",
    "Reply": "asltool.handlers.handler",
    "TaskContext": "asltool.handlers.handler",
    "LambdaCommand": "asltool.handlers.lambda_command",
    "LambdaEndpoint": "asltool.handlers.lambda_endpoint",
    "LambdaFunction": "asltool.handlers.lambda_process",
    "MockFile": "asltool.handlers.mock_file",
    "StateMachine": "asltool.model.machine",
    "Execution": "asltool.runner.execution",
    "MapRun": "asltool.runner.execution",
    "run": "asltool.running",
    "test_state": "asltool.state_test.operation",
    "validate": "asltool.validation",
}
"""The public names and where they live: each is loaded when it is first asked for."""

__all__ = [*_HOMES, *_MODULES, "__version__"]  # noqa: PLE0604 - the names are texts, and known


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """This package: importing `asltool.lint`, the package, leaves `lint`, the function, in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
