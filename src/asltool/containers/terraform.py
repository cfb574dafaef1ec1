"""Terraform: the state machines that `aws_sfn_state_machine` resources, and the module for them, define."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.containers.container_problems import no_such_file
from asltool.containers.contents import Contained, Follow, MachineType, NoFile, machine_type
from asltool.containers.table import kind_of_name
from asltool.containers.terraform_values import literal_texts, value_of
from asltool.containers.unfilled import Read, read_segments, read_unfilled
from asltool.diagnostics import Finding
from asltool.json_value import JsonObject
from asltool.records import record
from asltool.source.document import Document
from asltool.source.hcl_reader import Block, Expression, read_hcl
from asltool.source.hcl_templates import HclError, file_template
from asltool.source.places import Place
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText

_RESOURCE = "aws_sfn_state_machine"
_MODULE = "step-functions"
"""What the source of a module that makes state machines has in its name."""
_IN_MODULE = "${path.module}/"
_LOCAL = re.compile(r"local\.([\w-]+)")
_RENDERED = re.compile(r"data\.template_file\.([\w-]+)\.rendered")
"""The text of a template that a block of its own gives, as was usual before there was `templatefile`."""
_MOST_STEPS = 10
"""Through how many locals a definition is followed."""


@record
class _Found:
    """A definition, as far as it is known."""

    document: Document | None = None
    problems: tuple[SourceProblem, ...] = ()
    findings: tuple[Finding, ...] = ()


def find(source: SourceText, follow: Follow) -> tuple[Contained, ...] | None:
    """Give the state machines of a file; None if it is no HCL, and does not look like it by its name."""
    try:
        file = read_hcl(source.text)
    except HclError as error:
        return _unreadable(source, error) if kind_of_name(source.name) else None
    reading = _Reading(source, file, follow)
    return tuple(
        Contained(name, found.document, found.problems, _machine_type(block, source), found.findings)
        for name, block in _machines(file, source)
        for found in (reading.follow_expression(block.attributes.get("definition")),)
    )


def _unreadable(source: SourceText, error: HclError) -> tuple[Contained, ...]:
    """Give what keeps a file from being read, in place of the state machines in it."""
    span = Span(error.offset, min(error.offset + 1, len(source.text)))
    return (Contained(None, None, (SourceProblem(ProblemKind.NOT_HCL, error.message, source, span),)),)


def _machines(file: Block, source: SourceText) -> Iterator[tuple[str, Block]]:
    """Give name and block of all that make state machines."""
    for block in file.blocks:
        if block.type == "resource" and len(block.labels) == 2 and block.labels[0] == _RESOURCE:
            yield block.labels[1], block
        elif block.type == "module" and len(block.labels) == 1 and _makes_machines(block, source):
            yield block.labels[0], block


def _makes_machines(module: Block, source: SourceText) -> bool:
    name = _text(module.attributes.get("source"), source) or ""
    return _MODULE in name and "definition" in module.attributes


def _machine_type(block: Block, source: SourceText) -> MachineType | None:
    return machine_type((_text(block.attributes.get("type"), source) or "").upper())


def _text(expression: Expression | None, source: SourceText) -> str | None:
    """Give the text that an expression is; None if it is none."""
    value = None if expression is None else value_of(source, expression)[0]
    return value if isinstance(value, str) else None


class _Reading:
    """Follows expressions to the definitions that they give.

    Args:
        source: The file.
        file: Its blocks.
        follow: Gives the files that it names.
    """

    def __init__(self, source: SourceText, file: Block, follow: Follow) -> None:
        self.source = source
        self.follow = follow
        self.locals = {
            name: value
            for block in file.blocks
            if block.type == "locals"
            for name, value in block.attributes.items()
        }
        self.templates = {
            block.labels[1]: block
            for block in file.blocks
            if block.type == "data" and len(block.labels) == 2 and block.labels[0] == "template_file"
        }

    def follow_expression(self, expression: Expression | None, steps: int = 0) -> _Found:
        """Give the definition that an expression is the text of."""
        expression = None if expression is None else self.named(expression)
        if expression is None or steps > _MOST_STEPS:
            return _Found()
        if expression.template is not None:
            segments = expression.template.segments(self.source, follows_conditions=True)
            return _Found() if segments is None else _Found(*read_segments(segments))
        if expression.is_call and expression.items:
            return self.follow_call(expression, expression.items, steps)
        rendered = _RENDERED.fullmatch(self.source.text, expression.start, expression.end)
        return _Found() if rendered is None else self.follow_template(self.templates.get(rendered[1]))

    def named(self, expression: Expression) -> Expression:
        """Give what a local stands for, be it by the name of another one; other expressions as they are."""
        for _ in range(_MOST_STEPS):
            local = _LOCAL.fullmatch(self.source.text, expression.start, expression.end)
            if local is None or local[1] not in self.locals:
                break
            expression = self.locals[local[1]]
        return expression

    def follow_template(self, block: Block | None) -> _Found:
        """Give the definition that a block `data "template_file"` renders."""
        template = None if block is None else block.attributes.get("template")
        if block is None or template is None:
            return _Found()
        given = block.attributes.get("vars")
        values = {} if given is None else literal_texts(self.source, given)
        if template.is_call and template.name == "file" and template.items:
            return self.follow_file(template.items[0], values)
        segments = None if template.template is None else template.template.segments(self.source)
        return _Found() if segments is None else _Found(*read_segments(segments, values))

    def follow_call(self, call: Expression, arguments: list[Expression], steps: int) -> _Found:
        """Give the definition that a function gives."""
        first = arguments[0]
        match call.name:
            case "jsonencode" if (given := self.known_object(first)) is not None:
                value, place = given
                return _Found(Document(self.source, value, scan=lambda _: place))
            case "templatefile" if len(arguments) == 2:
                return self.follow_file(first, literal_texts(self.source, arguments[1]))
            case "file":
                return self.follow_file(first, None)
            case "jsonencode" | "jsondecode" | "yamldecode" | "trimspace" | "chomp":
                return self.follow_expression(first, steps + 1)
            case _:
                return _Found()

    def known_object(self, expression: Expression) -> tuple[JsonObject, Place] | None:
        """Give the object that an expression is, also by the name of a local; None if it is none."""
        value, place = value_of(self.source, self.named(expression))
        return (value, place) if isinstance(value, dict) else None

    def follow_file(self, path: Expression, values: dict[str, str] | None) -> _Found:
        """Give the definition in a file: a template if there are *values* for it."""
        text = _text(path, self.source)
        name = None if text is None else text.removeprefix(_IN_MODULE)
        found = None if name is None or "${" in name else self.follow(name)
        if isinstance(found, NoFile):
            return _Found(findings=(no_such_file(found, self.source, path.span),))
        if isinstance(found, SourceProblem):
            return _Found(problems=(found,))
        return _Found() if found is None else _Found(*_read_file(found, values))


def _read_file(source: SourceText, values: dict[str, str] | None) -> Read:
    if values is None or source.name.lower().endswith((".yaml", ".yml")):
        return read_unfilled(source)
    segments = file_template(source.text).segments(source, follows_conditions=True)
    return (None, ()) if segments is None else read_segments(segments, values)
