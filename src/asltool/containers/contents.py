"""What a file holds: state machines, each a document of its own, wherever in the file it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias, cast

from asltool.diagnostics import Finding
from asltool.json_value import JsonValue
from asltool.records import record
from asltool.source.document import Document
from asltool.source.problem import SourceProblem
from asltool.source.text import SourceText

MachineType: TypeAlias = Literal["STANDARD", "EXPRESS"]


def machine_type(value: JsonValue) -> MachineType | None:
    """Give the type of a state machine that a value of its container names; None if it names none."""
    return cast("MachineType", value) if value in ("STANDARD", "EXPRESS") else None


@record
class Contained:
    """A state machine in a file."""

    name: str | None
    """What its container calls it; None where the file is the definition."""
    document: Document | None
    """The definition; None if it cannot be read, or nobody knows it before it is deployed."""
    problems: tuple[SourceProblem, ...] = ()
    """What keeps the definition from being read, or is odd about its text."""
    type: MachineType | None = None
    """The type that it is created with; None where nothing says it."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with how the container gives it."""


@record
class Contents:
    """The state machines of a file."""

    source: SourceText
    machines: tuple[Contained, ...]
    noun: str | None = None
    """What kind of container it is, such as "CloudFormation template"; None for a definition by itself."""


@record
class NoFile:
    """A file that should be there, and is not."""

    path: str
    """Where it should be, as people would look for it."""
    similar: str | None = None
    """The path of a file, as seen from the container, that differs in upper and lower case only."""


Follow: TypeAlias = Callable[[str], "SourceText | SourceProblem | NoFile | None"]
"""Gives the text of a file that a container names, seen from its folder; None if it cannot be known."""


Find: TypeAlias = Callable[[SourceText, Follow], "tuple[Contained, ...] | None"]
"""Gives the state machines in a text; None if it is no container of the kind that is looked for."""
