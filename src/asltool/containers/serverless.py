"""Services of the Serverless Framework: the state machines of the plugin serverless-step-functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from asltool.containers.container_problems import no_such_file
from asltool.containers.contents import Contained, Follow, MachineType, NoFile
from asltool.containers.intrinsics import Resolution
from asltool.containers.unfilled import read_segments
from asltool.diagnostics import Finding
from asltool.json_value import JsonValue
from asltool.records import record
from asltool.source.document import Document
from asltool.source.places import Place
from asltool.source.problem import SourceProblem
from asltool.source.reader import read_source
from asltool.source.strings import written_string
from asltool.source.text import SourceText

_SECTION = "stepFunctions"
_MACHINES = "stateMachines"
_FILE = re.compile(r"\$\{file\(([^(){}]+)\)(?::([\w.-]+))?\}")
"""A value that is in another file, as a whole or under a key: `${file(machines.yml):pay}`."""
_MOST_FILES = 10
"""How many files may lead from one to the next."""


@record
class _Value:
    """A value, and the document that it stands in."""

    document: Document
    value: JsonValue
    place: Place
    findings: tuple[Finding, ...] = ()
    problems: tuple[SourceProblem, ...] = ()

    def member(self, name: str) -> _Value | None:
        """Give one of its members; None if it has none of that name."""
        if not isinstance(self.value, dict) or name not in self.value:
            return None
        return _Value(self.document, self.value[name], self.place.children[name])

    def parts(self) -> Iterator[tuple[str | int, _Value]]:
        """Give the members or elements."""
        value: Any = self.value
        steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for step in steps:
            yield step, _Value(self.document, value[step], self.place.children[step])


def find(source: SourceText, follow: Follow) -> tuple[Contained, ...] | None:
    """Give the state machines of a service; None if the text is none."""
    document, _ = read_source(source, keeps_tags=True)
    if document is None:
        return None
    reading = _Reading(follow)
    section = _Value(document, document.value, document.places).member(_SECTION)
    machines = None if section is None else reading.followed(section).member(_MACHINES)
    return None if machines is None else tuple(reading.machines(reading.followed(machines)))


class _Reading:
    """Reads a service, and the files that it names as seen from its folder."""

    def __init__(self, follow: Follow) -> None:
        self.follow = follow

    def machines(self, machines: _Value) -> Iterator[Contained]:
        """Give the state machines of an object, or of a list of such objects."""
        for step, part in machines.parts():
            if isinstance(step, int):
                yield from self.machines(self.followed(part))
            else:
                yield self.machine(step, self.followed(part))

    def machine(self, name: str, machine: _Value) -> Contained:
        """Give one state machine."""
        given = machine.member("type")
        is_type = given is not None and given.value in ("STANDARD", "EXPRESS")
        as_given = cast("MachineType", given.value) if given is not None and is_type else None
        definition = machine.member("definition")
        if definition is None:
            return Contained(name, None, machine.problems, as_given, machine.findings)
        found = self.followed(definition)
        if found.findings or found.problems:
            return Contained(name, None, found.problems, as_given, found.findings)
        if isinstance(found.value, str) and found.value.lstrip().startswith("{"):
            written = written_string(found.document.source, found.place, found.value)
            return Contained(name, *read_segments([written.segment()]), as_given)
        document = Resolution(found.document, {}).part(found.value, found.place)
        return Contained(name, document, (), as_given)

    def followed(self, value: _Value, steps: int = 0) -> _Value:
        """Give what stands in the file that a value names; else the value itself."""
        match = _FILE.fullmatch(value.value) if isinstance(value.value, str) else None
        if match is None or steps > _MOST_FILES:
            return value
        found = self.follow(match[1].strip())
        if isinstance(found, NoFile):
            return _with(value, findings=(no_such_file(found, value.document.source, value.place.span),))
        if isinstance(found, SourceProblem):
            return _with(value, problems=(found,))
        document, problems = (None, []) if found is None else read_source(found, keeps_tags=True)
        if document is None:
            return _with(value, problems=tuple(problems))
        inside: _Value | None = _Value(document, document.value, document.places)
        for key in match[2].split(".") if match[2] else ():
            inside = None if inside is None else inside.member(key)
        return value if inside is None else self.followed(inside, steps + 1)


def _with(
    value: _Value, findings: tuple[Finding, ...] = (), problems: tuple[SourceProblem, ...] = ()
) -> _Value:
    return _Value(value.document, value.value, value.place, findings, problems)
