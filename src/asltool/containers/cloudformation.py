"""CloudFormation and SAM templates, those that CDK writes among them, in JSON and YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from asltool.containers import substitutions, yaml_keys
from asltool.containers.container_problems import no_such_file
from asltool.containers.contents import Contained, Follow, NoFile, machine_type
from asltool.containers.intrinsics import Resolution, function_call, literals, segments_of
from asltool.containers.top_level import TEMPLATE, container_noun
from asltool.containers.unfilled import read_segments, read_unfilled
from asltool.diagnostics import Finding
from asltool.json_value import JsonObject, JsonValue
from asltool.source.document import Document
from asltool.source.places import Place
from asltool.source.pointer import ROOT, Pointer
from asltool.source.problem import SourceProblem
from asltool.source.reader import read_source
from asltool.source.text import SourceText

_TYPES = {"AWS::StepFunctions::StateMachine": "StateMachineType", "AWS::Serverless::StateMachine": "Type"}
"""The types of the resources that are state machines, and which of their properties is the machine's type."""

_TEXT = "DefinitionString"
_FILES = ("DefinitionUri", "DefinitionS3Location")
_SUBSTITUTIONS = "DefinitionSubstitutions"


def find(source: SourceText, follow: Follow) -> tuple[Contained, ...] | None:
    """Give the state machines of a template; None if the text is no template, or cannot be read."""
    template, problems = read_source(source, keeps_tags=True)
    if template is None or container_noun(template.value) != TEMPLATE:
        return None
    return tuple(
        _Resource(template, problems, name, type_, properties, follow).machine()
        for name, type_, properties in _machines(_member(template.value, "Resources"))
    )


def _machines(resources: JsonValue) -> Iterator[tuple[str, str, JsonObject]]:
    """Give name, type and properties of the resources that are state machines."""
    for name, resource in resources.items() if isinstance(resources, dict) else ():
        type_, properties = _member(resource, "Type"), _member(resource, "Properties")
        if isinstance(type_, str) and type_ in _TYPES and isinstance(properties, dict):
            yield name, type_, properties


def _member(value: JsonValue, name: str) -> JsonValue:
    return value.get(name) if isinstance(value, dict) else None


class _Resource:
    """A state machine of a template.

    Args:
        template: The template.
        problems: What is odd about its text.
        name: The logical id of the resource.
        type_: The resource's type.
        properties: Its properties.
        follow: Gives the files that it names.
    """

    def __init__(
        self,
        template: Document,
        problems: list[SourceProblem],
        name: str,
        type_: str,
        properties: JsonObject,
        follow: Follow,
    ) -> None:
        self.template = template
        self.problems = problems
        self.name = name
        self.properties = properties
        self.follow = follow
        self.at = ROOT / "Resources" / name / "Properties"
        self.type = machine_type(properties.get(_TYPES[type_]))
        self.values = literals(properties.get(_SUBSTITUTIONS))

    def machine(self) -> Contained:
        """Give the state machine."""
        if "Definition" in self.properties:
            return self._of_object()
        if _TEXT in self.properties:
            return self._of_text()
        for name in _FILES:
            if isinstance(self.properties.get(name), str):
                return self._of_file(self.at / name, str(self.properties[name]))
        return Contained(self.name, None, type=self.type)

    def _of_object(self) -> Contained:
        at = self.at / "Definition"
        resolution = Resolution(self.template, self.values)
        place = self._place(at)
        document = resolution.part(self.properties["Definition"], place)
        keys = yaml_keys.boolean_keys(document)
        inside = tuple(each for each in self.problems if place.start <= each.span.start < place.end)
        return self._read(document, inside, keys, frozenset(resolution.substituted))

    def _of_text(self) -> Contained:
        at, value = self.at / _TEXT, self.properties[_TEXT]
        segments = segments_of(self.template, value, self._place(at))
        if segments is None:
            return Contained(self.name, None, type=self.type)
        document, problems = read_segments(segments, self.values)
        if function_call(value) is not None:  # the placeholders are those of the function
            return Contained(self.name, document, problems, self.type)
        return self._read(document, problems)

    def _of_file(self, at: Pointer, path: str) -> Contained:
        found = self.follow(path)
        if isinstance(found, NoFile):
            missing = no_such_file(found, self.template.source, self._place(at).span)
            return Contained(self.name, None, type=self.type, findings=(missing,))
        if isinstance(found, SourceProblem):
            return Contained(self.name, None, (found,), self.type)
        if found is None:
            return Contained(self.name, None, type=self.type)
        return self._read(*read_unfilled(found, self.values))

    def _read(
        self,
        document: Document | None,
        problems: tuple[SourceProblem, ...],
        findings: tuple[Finding, ...] = (),
        substituted: frozenset[Pointer] = frozenset(),
    ) -> Contained:
        """Give a definition whose placeholders DefinitionSubstitutions fills in."""
        if document is not None:
            given = self.properties.get(_SUBSTITUTIONS)
            findings += substitutions.missing(document, given, substituted)
            findings += substitutions.unused(self.template, self.at / _SUBSTITUTIONS, given, document)
        return Contained(self.name, document, problems, self.type, findings)

    def _place(self, at: Pointer) -> Place:
        return cast("Place", self.template.place(at))
