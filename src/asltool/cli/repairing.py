"""Repairing: definitions are changed in their places, or what would change is shown."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

from asltool.cli.output import emit, emit_bytes, remark
from asltool.errors import UnreadableFileError
from asltool.lint.fixing import Fixed, fix_text
from asltool.lint.linter import Linted, Options, lint_document, lint_file
from asltool.records import record
from asltool.source.reader import read_bytes

STDIN = "-"
"""The path that stands for standard input."""

_STDIN_NAME = "<stdin>"


class Change(Enum):
    """What becomes of a definition that can be repaired."""

    NONE = auto()
    WRITE = auto()
    """It is repaired in its place; what comes from standard input goes to standard output."""
    SHOW = auto()
    """The difference is shown, and nothing is changed."""


@record
class Repair:
    """How to repair."""

    change: Change
    unsafe: bool = False

    def may_fix(self, linted: Linted) -> bool:
        """Tell whether some finding has a fix that may be applied."""
        fixes = (finding.fix for finding in linted.findings)
        return any(fix is not None and (fix.safe or self.unsafe) for fix in fixes)


def lint_path(path: str, options: Options, repair: Repair) -> Linted:
    """Check the definition in a file or on standard input, and repair it if that is asked for.

    Returns:
        What there is to say of the definition as it is afterwards.

    Raises:
        UnreadableFileError: The file cannot be read or written.
    """
    content = sys.stdin.buffer.read() if path == STDIN else b""
    if path == STDIN:
        linted = lint_document(_STDIN_NAME, *read_bytes(content, _STDIN_NAME), options)
    else:
        linted = lint_file(path, options)
    fixed = None
    if repair.change is not Change.NONE and linted.source is not None and repair.may_fix(linted):
        fixed = fix_text(linted.source.text, linted.name, options, unsafe=repair.unsafe)
    if repair.change is Change.WRITE and path == STDIN:
        emit_bytes(content if fixed is None else fixed.text.encode())
    if fixed is None or linted.source is None:
        return linted
    if repair.change is Change.SHOW:
        emit("".join(_difference(linted.source.text, fixed.text, linted.name)).removesuffix("\n"))
        return linted
    if path != STDIN:
        _write(path, fixed)
    return fixed.linted


def _write(path: str, fixed: Fixed) -> None:
    try:
        Path(path).write_bytes(fixed.text.encode())
    except OSError as error:
        raise UnreadableFileError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    remark(f"repaired {fixed.count} {'finding' if fixed.count == 1 else 'findings'} in {path}")


def _difference(before: str, after: str, name: str) -> Iterator[str]:
    """Give the lines of a unified diff, each with its end, that `git apply` and `patch -p1` take."""
    lines = (before.splitlines(keepends=True), after.splitlines(keepends=True))
    names = (name, name) if Path(name).is_absolute() else (f"a/{name}", f"b/{name}")
    for line in difflib.unified_diff(*lines, *names):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
