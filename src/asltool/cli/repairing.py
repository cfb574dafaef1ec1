"""Repairing: definitions are changed in their places, or what would change is shown."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

from asltool.cli.output import emit, emit_bytes, remark
from asltool.containers.reading import contents_of
from asltool.errors import UnreadableFileError
from asltool.lint.fixing import Fixed, fix_text
from asltool.lint.linter import Linted, Options, lint_contents, lint_document, lint_file
from asltool.records import record
from asltool.source.problem import SourceProblem
from asltool.source.reader import decode

STDIN = "-"
"""The path that stands for standard input."""

STDIN_NAME = "<stdin>"
"""What reports call it."""


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

    change: Change = Change.NONE
    unsafe: bool = False

    def may_fix(self, linted: Linted) -> bool:
        """Tell whether some finding has a fix that may be applied."""
        fixes = (finding.fix for finding in linted.findings)
        return any(fix is not None and (fix.safe or self.unsafe) for fix in fixes)


def lint_path(path: str, options: Options, repair: Repair) -> tuple[Linted, ...]:
    """Check the definitions in a file or on standard input, and repair them if that is asked for.

    Returns:
        What there is to say of the file as it is afterwards, and of other files that it names.

    Raises:
        UnreadableFileError: A file cannot be read or written.
        NoMachineError: It can hold state machines, and holds none.
        AsltoolError: It has no state machine of the name that is asked for.
    """
    if path == STDIN:
        return (_lint_stdin(sys.stdin.buffer.read(), options, repair),)
    results = lint_file(path, options)
    repaired = [_repair(linted, options, repair) for linted in results]
    for linted, fixed in zip(results, repaired, strict=True):
        if fixed is not None and repair.change is Change.WRITE:
            _write(linted.name, fixed)
    return lint_file(path, options) if repair.change is Change.WRITE and any(repaired) else results


def _lint_stdin(content: bytes, options: Options, repair: Repair) -> Linted:
    source = decode(content, STDIN_NAME)
    if isinstance(source, SourceProblem):
        linted = lint_document(STDIN_NAME, None, [source], options)
    else:
        linted = lint_contents(contents_of(source), options)[0]
    fixed = _repair(linted, options, repair)
    if repair.change is Change.WRITE:
        emit_bytes(content if fixed is None else fixed.text.encode())
        return linted if fixed is None else fixed.linted
    return linted


def _repair(linted: Linted, options: Options, repair: Repair) -> Fixed | None:
    """Give what is left of a file's findings once it is repaired, or show what that would change."""
    if repair.change is Change.NONE or linted.source is None or not repair.may_fix(linted):
        return None
    fixed = fix_text(linted.source.text, linted.name, options, unsafe=repair.unsafe)
    if repair.change is Change.SHOW:
        emit("".join(_difference(linted.source.text, fixed.text, linted.name)).removesuffix("\n"))
    return fixed


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
