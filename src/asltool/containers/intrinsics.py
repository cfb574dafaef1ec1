"""CloudFormation's intrinsic functions: as far as they write text, the segments; else a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.containers.filling import filled, rewrite
from asltool.json_value import JsonObject, JsonValue
from asltool.source.document import Document
from asltool.source.embedding import Known, Segment, as_written
from asltool.source.places import Place, Style
from asltool.source.pointer import Pointer
from asltool.source.span import Span
from asltool.source.strings import written_string

_LITERAL = re.compile(r"\$\{!([^{}]*)\}")
"""How Fn::Sub writes `${...}` that it is to leave alone."""
_NOT_IN_A_NAME = re.compile(r"[^\w.:-]+")


class Resolution:
    """The values of a template with placeholders for what its functions give.

    Args:
        document: The template, its tags kept as members.
        values: What is known of the placeholders of a definition, by name.
    """

    def __init__(self, document: Document, values: Known) -> None:
        self.document = document
        self.values = values
        self.substituted: set[Pointer] = set()
        """The texts that Fn::Sub makes: their placeholders are its own."""

    def part(self, value: JsonValue, place: Place) -> Document:
        """Give a value of the template as a document of its own."""
        return self.document.part(*rewrite(value, place, self._change))

    def _change(self, value: JsonValue, place: Place, at: Pointer) -> tuple[JsonValue, Place] | None:
        call = function_call(value)
        if call is not None:
            return self._call(call, value, place, at)
        return filled(value, place, self.values) if isinstance(value, str) else None

    def _call(
        self, call: tuple[str, JsonValue], value: JsonValue, place: Place, at: Pointer
    ) -> tuple[JsonValue, Place]:
        """Give the text of a function call, or a placeholder; no edit shall take the function away."""
        segments = segments_of(self.document, value, place) if call[0] in ("Sub", "Join") else None
        text = placeholder_of(value) if segments is None else "".join(segment.text for segment in segments)
        self.substituted.add(at)
        if segments is not None and len(segments) == 1 and segments[0].is_verbatim:
            inner = next(iter(place.children.values()))
            inner = inner.children[0] if inner.children else inner
            key_start, key_end, key_style = place.key_start, place.key_end, place.key_style
            place = inner.copy()
            place.key_start, place.key_end, place.key_style = key_start, key_end, key_style
        place = place.copy()
        place.children, place.style, place.shared = {}, place.style if segments else Style.FLOW, True
        return text, place


def function_call(value: JsonValue) -> tuple[str, JsonValue] | None:
    """Give name and argument of the function that a value calls, `("Sub", ...)`; None for no call."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    name, argument = next(iter(value.items()))
    if name.startswith(("Fn::", "!")):
        return name.removeprefix("Fn::").removeprefix("!"), argument
    return (name, argument) if name == "Ref" and isinstance(argument, str) else None


def placeholder_of(value: JsonValue) -> str:
    """Give the placeholder for what a function gives: `${Name}`, `${Name.Arn}` or `${Select}`."""
    name, argument = function_call(value) or ("Value", None)
    if name == "Ref" and isinstance(argument, str):
        name = argument
    if name == "GetAtt":
        parts = argument if isinstance(argument, list) else [argument]
        name = ".".join(part for part in parts if isinstance(part, str)) or name
    return f"${{{_NOT_IN_A_NAME.sub('', name)}}}"


def segments_of(document: Document, value: JsonValue, place: Place) -> list[Segment] | None:
    """Give the segments of a text that a template writes; None if it is none that can be known.

    Args:
        document: The template.
        value: A text, or the call of a function.
        place: Where it stands.
    """
    if isinstance(value, str):
        return [written_string(document.source, place, value).segment()]
    name, argument = function_call(value) or ("", None)
    inside = next(iter(place.children.values()), place)
    if name == "Sub":
        if isinstance(argument, list) and argument:
            argument, inside = argument[0], inside.children[0]
        if isinstance(argument, str):
            return list(_substituted(document, inside, argument))
    if name == "Join" and isinstance(argument, list) and len(argument) == 2:
        return _joined(document, argument[0], argument[1], inside)
    return None


def _substituted(document: Document, place: Place, text: str) -> Iterator[Segment]:
    """Give the segments of the text of Fn::Sub: its `${!Name}` says `${Name}`."""
    written = written_string(document.source, place, text)
    done = 0
    for found in _LITERAL.finditer(text):
        yield written.segment(done, found.start())
        yield written.segment(found.start(), found.end(), f"${{{found[1]}}}")
        done = found.end()
    if done < len(text) or not text:
        yield written.segment(done)


def _joined(document: Document, delimiter: JsonValue, items: JsonValue, place: Place) -> list[Segment] | None:
    if not isinstance(delimiter, str) or not isinstance(items, list):
        return None
    segments: list[Segment] = []
    for index, item in enumerate(items):
        where = place.children[1].children[index]
        if index and delimiter:
            gap = as_written(document.source, Span(where.start, where.start))
            segments.append(gap.segment(text=delimiter))
        segments += segments_of(document, item, where) or [_unknown(document, item, where)]
    return segments


def _unknown(document: Document, value: JsonValue, place: Place) -> Segment:
    """Give the segment of a placeholder that stands for all that is written at *place*."""
    text = str(value) if isinstance(value, int | float) else placeholder_of(value)
    return as_written(document.source, place.span).segment(text=text)


def literals(value: JsonValue) -> Known:
    """Give the members of an object that are known before it is deployed."""
    members: JsonObject = value if isinstance(value, dict) and function_call(value) is None else {}
    return {name: member for name, member in members.items() if isinstance(member, str | int | float)}
