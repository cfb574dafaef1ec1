"""Reads the members of a mock file, and says where in it a mistake is."""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path
from typing import NoReturn

from asltool.errors import AsltoolError
from asltool.handlers.mock_targets import hint
from asltool.json_value import JsonObject, JsonValue
from asltool.parse.reading import described
from asltool.source.document import Document, Part
from asltool.source.pointer import Pointer
from asltool.source.problem import SourceProblem
from asltool.source.reader import read, read_file


class MockReading:
    """One reading of a mock file; the first mistake ends it.

    Args:
        document: The file, or the value that was given in its stead.
        has_text: Whether it is a text: mistakes then have line and column.
    """

    def __init__(self, document: Document, *, has_text: bool) -> None:
        self._document = document
        self._has_text = has_text
        self.value = document.value

    def fail(self, at: Pointer, message: str, part: Part = Part.VALUE) -> NoReturn:
        """Refuse the file for what stands at *at*.

        Raises:
            AsltoolError: Always; its text names the place.
        """
        document = self._document
        place = str(at) or "/"
        if self._has_text:
            position = document.position(document.span(at, part).start)
            place = f"{position.line}:{position.column}"
        raise AsltoolError(f"{document.name}:{place}: {message}")

    def object(self, value: JsonValue, at: Pointer, what: str) -> JsonObject:
        """Give *value* if it is an object.

        Raises:
            AsltoolError: It is none; *what* says what it should have been.
        """
        if not isinstance(value, dict):
            self.fail(at, f"{what} must be an object, not {described(value)}")
        return value

    def members(self, value: JsonValue, at: Pointer, what: str, known: Collection[str]) -> JsonObject:
        """Give *value* if it is an object of known members only.

        Raises:
            AsltoolError: It is no object, or has another member.
        """
        members = self.object(value, at, what)
        for name in members:
            if name not in known:
                listed = ", ".join(f'"{other}"' for other in known)
                self.fail(
                    at / name, f'{what} has no member "{name}"{hint(name, known)}: it has {listed}', Part.KEY
                )
        return members

    def text(self, value: JsonValue, at: Pointer, what: str) -> str:
        """Give *value* if it is a text.

        Raises:
            AsltoolError: It is none.
        """
        if not isinstance(value, str):
            self.fail(at, f"{what} must be a text, not {described(value)}")
        return value

    def flag(self, value: JsonValue, at: Pointer, what: str) -> bool:
        """Give *value* if it is true or false.

        Raises:
            AsltoolError: It is neither.
        """
        if not isinstance(value, bool):
            self.fail(at, f"{what} must be true or false, not {described(value)}")
        return value

    def seconds(self, value: JsonValue, at: Pointer, what: str) -> float:
        """Give *value* if it is a number of seconds.

        Raises:
            AsltoolError: It is no number, or below 0.
        """
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            self.fail(at, f"{what} must be a number of seconds, 0 or more, not {described(value)}")
        return value


def open_mocks(source: Path | str | JsonObject) -> MockReading:
    """Give the reading of a mock file, of its text, or of the value that it would hold.

    Args:
        source: A path, a text (which begins with a brace or has several lines), or an object.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no JSON or YAML.
    """
    if isinstance(source, dict):
        return MockReading(Document.from_value(source, "<mocks>"), has_text=False)
    if isinstance(source, str) and (source.lstrip().startswith("{") or "\n" in source):
        document, problems = read(source, "<mocks>")
    else:
        document, problems = read_file(source)
    for problem in problems:
        raise AsltoolError(_placed(problem))
    assert document is not None  # noqa: S101 - a text without problems is one
    return MockReading(document, has_text=True)


def _placed(problem: SourceProblem) -> str:
    position = problem.source.position(problem.span.start)
    return f"{problem.source.name}:{position.line}:{position.column}: {problem.message}"


MACHINES = "StateMachines"
"""The member by which Step Functions Local's mock files are known."""
