"""Terraform's JSON: files that end in `.tf.json`, such as those that CDK for Terraform writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from asltool.containers.contents import Contained, Follow, machine_type
from asltool.containers.table import kind_of_name
from asltool.containers.unfilled import Read, read_segments
from asltool.json_value import JsonObject, JsonValue
from asltool.source.document import Document
from asltool.source.embedding import EmbeddedText
from asltool.source.hcl_templates import file_template
from asltool.source.json_reader import read_json_source
from asltool.source.places import Place
from asltool.source.pointer import Pointer
from asltool.source.strings import written_string
from asltool.source.text import SourceText

_RESOURCES = "resource", "aws_sfn_state_machine"
_MODULES = ("module",)


def find(source: SourceText, _: Follow) -> tuple[Contained, ...] | None:
    """Give the state machines of a file; None if it is none of Terraform by its name.

    Files that it names are not followed: what reads them is an expression.
    """
    if kind_of_name(source.name) is None:
        return None
    document, problems = read_json_source(source)
    if document is None:
        return (Contained(None, None, tuple(problems)),)
    return tuple(
        Contained(
            str(at[-1]),
            *_definition(document, block["definition"], at / "definition"),
            machine_type(block.get("type")),
        )
        for at, block in _blocks(document)
    )


def _blocks(file: Document) -> Iterator[tuple[Pointer, JsonObject]]:
    """Give the places and the arguments of all that make state machines."""
    for steps in (_RESOURCES, _MODULES):
        group: JsonValue = file.value
        for step in steps:
            group = group.get(step) if isinstance(group, dict) else None
        for name, block in group.items() if isinstance(group, dict) else ():
            if isinstance(block, dict) and "definition" in block:
                yield Pointer((*steps, name)), block


def _definition(file: Document, value: JsonValue, at: Pointer) -> Read:
    """Give the definition that a string is: a template of Terraform inside of JSON."""
    if not isinstance(value, str):
        return None, ()
    written = written_string(file.source, cast("Place", file.place(at)), value)
    text = EmbeddedText([written.segment()], file.source.name)
    filled = file_template(text.text).segments(text, follows_conditions=True)
    return (None, ()) if filled is None else read_segments(filled)
