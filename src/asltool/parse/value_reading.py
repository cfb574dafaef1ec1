"""Reads the values of a file that is no definition (mocks, settings), and says where in it a mistake is."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import NoReturn, TypeVar

from asltool.errors import AsltoolError
from asltool.json_value import JsonObject, JsonValue
from asltool.parse.fields import did_you_mean
from asltool.parse.reading import described, quoted
from asltool.source.document import Document, Part
from asltool.source.pointer import Pointer
from asltool.source.problem import SourceProblem

Choice = TypeVar("Choice", bound=str)


class ValueReading:
    """One reading of a file of settings; the first mistake ends it.

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
        raise AsltoolError(f"{self.place(at, part)}: {message}")

    def place(self, at: Pointer, part: Part = Part.VALUE) -> str:
        """Say where a value stands: `file:line:column`, or with its JSON Pointer where there is no text."""
        document = self._document
        if not self._has_text:
            return f"{document.name}:{str(at) or '/'}"
        position = document.position(document.span(at, part).start)
        return f"{document.name}:{position.line}:{position.column}"

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

    def texts(self, value: JsonValue, at: Pointer, what: str) -> list[tuple[Pointer, str]]:
        """Give the texts of an array, each with its place.

        Raises:
            AsltoolError: It is no array, or holds something else.
        """
        if not isinstance(value, list):
            self.fail(at, f"{what} must be an array of texts, not {described(value)}")
        return [(at / index, self.text(item, at / index, what)) for index, item in enumerate(value)]

    def choice(self, value: JsonValue, at: Pointer, what: str, choices: Collection[Choice]) -> Choice:
        """Give *value* if it is one of the texts *choices*.

        Raises:
            AsltoolError: It is none of them.
        """
        text = self.text(value, at, what)
        chosen = next((choice for choice in choices if choice == text), None)
        if chosen is None:
            self.fail(at, f"{what} must be {quoted(list(choices), 'or')}, not {described(text)}")
        return chosen


def refuse_problems(problems: list[SourceProblem]) -> None:
    """Refuse a text for the first thing that is wrong with it.

    Raises:
        AsltoolError: There is something wrong; its text names the place.
    """
    for problem in problems:
        position = problem.source.position(problem.span.start)
        raise AsltoolError(f"{problem.source.name}:{position.line}:{position.column}: {problem.message}")


def hint(name: str, known: Iterable[str]) -> str:
    """Give ` (did you mean "..."?)` where a known name is near, else nothing."""
    near = did_you_mean(name, known)
    return "" if near is None else f' (did you mean "{near}"?)'
