"""Where the command line writes: results to stdout, everything else to stderr."""

from __future__ import annotations

import importlib
import os
import sys

from asltool import __version__
from asltool.lint.report.setting import Setting

_CLICK = "click"
"""What knows the terminals that need help with colours; it is slow to load."""


def emit(text: str) -> None:
    """Write the result of a command to stdout."""
    if text:
        _write(text, err=False)


def emit_bytes(content: bytes) -> None:
    """Write the result of a command to stdout, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def remark(text: str) -> None:
    """Write what is no result to stderr."""
    _write(text, err=True)


def _write(text: str, *, err: bool) -> None:
    """Write a text and a line end."""
    if is_coloured(err=err):
        importlib.import_module(_CLICK).echo(text, err=err, color=True)
        return
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


def complain(text: str) -> None:
    """Write why something could not be done to stderr."""
    _say("error:", "red", text)


def warn(text: str) -> None:
    """Write what is probably not meant to stderr."""
    _say("warning:", "yellow", text)


def _say(label: str, colour: str, text: str) -> None:
    if is_coloured(err=True):
        label = importlib.import_module(_CLICK).style(label, fg=colour, bold=True)
    remark(f"asltool: {label} {text}")


def is_coloured(*, err: bool = False) -> bool:
    """Tell whether to use colours: on a terminal, unless `NO_COLOR` is set or the terminal has none."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    stream = sys.stderr if err else sys.stdout
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def setting(root: str | None = None) -> Setting:
    """Give what reports on stdout need to know.

    Args:
        root: The folder that paths in reports for code hosts begin at; None for the current one.
    """
    return Setting(__version__, is_coloured(), max(60, _columns()), root or os.curdir)


def _columns() -> int:
    """Give the width of the terminal that stdout is; 120 if it is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 120


def survive_any_text() -> None:
    """Make stdout and stderr write as escapes what their encoding does not have, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
