"""The command `asltool`: from the arguments to the command that they ask for."""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
import sys
from collections.abc import Callable

from asltool.cli.output import complain, remark, survive_any_text
from asltool.errors import AsltoolError

_COMMANDS = "asltool.cli.commands"
_LINTING = "asltool.cli.linting"
"""Modules that are loaded for one way to call the command, or the other."""

_FEW_COLLECTIONS = 50_000
"""After how many new objects to look for garbage: what is imported is none, and there is a lot of it."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_FEW_COLLECTIONS)
    # The process ends anyway: looking for garbage in all that was imported would take 5 ms of each command.
    atexit.register(gc.freeze)
    survive_any_text()
    command, *arguments = sys.argv[1:] or ["--help"]
    if command == "lint" and not any(argument.startswith("-") for argument in arguments):
        # Paths and nothing else: what reads options, and learns ours first, would take a fifth of the time.
        sys.exit(_exit_code(lambda: _lint(arguments)))
    importlib.import_module(_COMMANDS).cli(prog_name="asltool")


def _lint(paths: list[str]) -> int:
    linting = importlib.import_module(_LINTING)
    exit_code: int = linting.lint_paths(linting.Request(tuple(paths)))
    return exit_code


def _exit_code(run: Callable[[], int]) -> int:
    """Run a command; whatever ends it early gives one line at most, and an exit code."""
    try:
        return run()
    except AsltoolError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        remark("\nAborted!")
        return 1
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the last flush must not fail, too
        return 1
