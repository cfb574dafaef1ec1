"""One reading of a definition: what it has found wrong, and what is known of the whole machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from asltool.diagnostics import AwsDiagnostic, Diagnostic, Related
from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.language import QueryLanguage
from asltool.json_value import JsonValue, json_text
from asltool.model.machine import StateMachine
from asltool.parse.problem import Problem
from asltool.source.document import Part
from asltool.source.pointer import Pointer

SCHEMA_VALIDATION_FAILED = "SCHEMA_VALIDATION_FAILED"

_SHOWN_CHARACTERS = 40


class Reading:
    """Collects diagnostics while a definition is read, and remembers the names that must be unique.

    Args:
        machine_language: The value of the whole machine's `QueryLanguage`.
        readers: How to read the objects of the language, by their names in `model.fields.OBJECTS`.
    """

    __slots__ = (
        "diagnostics",
        "inner_machines",
        "label_places",
        "machine_language",
        "readers",
        "state_places",
    )

    def __init__(self, machine_language: str, readers: Mapping[str, ReadObject]) -> None:
        self.machine_language = machine_language
        self.readers = readers
        self.diagnostics: list[Diagnostic] = []
        self.state_places: dict[str, Pointer] = {}
        self.label_places: dict[str, Pointer] = {}
        self.inner_machines: dict[Pointer, StateMachine] = {}
        """Branches and item processors that could be read: those of a broken state are still of use."""

    def report(
        self,
        problem: Problem,
        message: str,
        at: Pointer,
        *,
        aws: AwsDiagnostic | None = None,
        **details: Any,
    ) -> None:
        """Keep a diagnostic of the kind *problem*; *details* are further fields of the diagnostic."""
        details.setdefault("severity", problem.severity)
        self.diagnostics.append(Diagnostic(rule=problem.id, message=message, at=at, aws=aws, **details))


ReadObject: TypeAlias = Callable[[Reading, JsonValue, Pointer, QueryLanguage], Any]
"""Reads one object of the language; None if it is unusable, which it has reported then."""


def schema_failure(message: str, at: Pointer) -> AwsDiagnostic:
    """Give what AWS says about most mistakes: SCHEMA_VALIDATION_FAILED, its words and the place."""
    return AwsDiagnostic(SCHEMA_VALIDATION_FAILED, message, aws_location(at))


def missing_failure(names: Iterable[str], at: Pointer) -> AwsDiagnostic:
    """Give what AWS says of fields that must be there, and are not."""
    return schema_failure(f"These fields are required: [{', '.join(names)}]", at)


def related(at: Pointer, message: str, part: Part = Part.VALUE) -> Related:
    """Name another place that belongs to a mistake."""
    return Related(at, message, part)


def mark(error: ExpressionSyntaxError, text: str) -> tuple[int, int] | None:
    """Give the characters of *text* at which it goes wrong; None for all of it."""
    if not text or (error.offset == 0 and error.length == 1):
        return None
    start = min(error.offset, len(text) - 1)
    return start, start + error.length


def aws_location(at: Pointer) -> str:
    """Give a place in AWS's form: `/States/Pick/Choices[0]/Next`; the root is `/`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f"/{step}" for step in at) or "/"


def described(value: JsonValue) -> str:
    """Put a value into the words of a message: `the text "10"`, `true`, `an array`."""
    match value:
        case str():
            shown = value if len(value) <= _SHOWN_CHARACTERS else value[:_SHOWN_CHARACTERS] + "..."
            return f"the text {json_text(shown)}"
        case None | bool():
            return json_text(value)
        case int() | float():
            return f"the number {json_text(value)}"
        case list():
            return "an array"
        case _:
            return "an object"


def quoted(names: tuple[str, ...] | list[str], conjunction: str = "and") -> str:
    """List names in quotes: `"a", "b" and "c"`."""
    *rest, last = [f'"{name}"' for name in names]
    return f"{', '.join(rest)} {conjunction} {last}" if rest else last


KEY = Part.KEY
