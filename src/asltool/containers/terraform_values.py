"""Values of Terraform's objects: what is written is known, and what is worked out is a placeholder."""

from __future__ import annotations

from itertools import chain
from typing import TypeAlias

from asltool.json_value import JsonValue
from asltool.source.hcl_reader import Expression
from asltool.source.hcl_templates import placeholder
from asltool.source.places import Place, Style
from asltool.source.text import SourceText

_NOT_AS_IN_JSON = ("$${", "%%{", "\\U")
_Valued: TypeAlias = tuple[JsonValue, Place]


def value_of(source: SourceText, expression: Expression) -> _Valued:
    """Give the value of an expression, and where it stands."""
    place = Place(expression.start, expression.end)
    if expression.is_literal:
        return expression.literal, place
    if expression.template is not None:
        return _text(source, expression, place)
    if expression.members is not None:
        return _object(source, expression.members, place)
    if expression.items is not None and expression.name is None:
        items = [value_of(source, item) for item in expression.items]
        place.children = {index: where for index, (_, where) in enumerate(items)}
        return [value for value, _ in items], place
    joined = _joined(source, expression) if expression.is_call else None
    if joined is not None:
        value, place.children = joined
        place.shared = True  # its members can be edited, and it cannot
        return value, place
    return placeholder(source.text, expression.span), _opaque(place)


def literal_texts(source: SourceText, expression: Expression) -> dict[str, str]:
    """Give the members of an object that are written down, as texts."""
    texts = {}
    for key, member in expression.members or ():
        value = value_of(source, member)[0]
        is_text = isinstance(value, str) and member.template is not None and "${" not in value
        if is_text or (isinstance(value, int | float) and not isinstance(value, bool)):
            texts[_key(source, key)] = str(value)
    return texts


def _text(source: SourceText, expression: Expression, place: Place) -> _Valued:
    """Give a text; of what it is made of nothing can be edited where interpolations are not as they read."""
    template = expression.template
    segments = None if template is None else template.segments(source)
    if segments is None or template is None:
        return placeholder(source.text, expression.span), _opaque(place)
    text = "".join(segment.text for segment in segments)
    written = source.text[expression.start : expression.end]
    is_plain = not template.is_heredoc and not any(mark in written for mark in _NOT_AS_IN_JSON)
    as_it_reads = all(segment.is_verbatim or segment.text == segment.written.text for segment in segments)
    return text, place if is_plain and as_it_reads else _opaque(place)


def _joined(source: SourceText, call: Expression) -> tuple[JsonValue, dict[str | int, Place]] | None:
    """Give what `merge` or `concat` makes of its arguments, and where that stands; None if it is not known.

    What is merged first may be unknown: it adds members, and changes none of the others.
    """
    arguments = [value_of(source, item) for item in call.items or ()]
    if call.name == "concat" and all(isinstance(value, list) for value, _ in arguments):
        items = [item for value, _ in arguments if isinstance(value, list) for item in value]
        return items, dict(enumerate(chain.from_iterable(place.children.values() for _, place in arguments)))
    if call.name != "merge":
        return None
    members: dict[str, JsonValue] = {}
    places: dict[str | int, Place] = {}
    has_known = False
    for value, place in arguments:
        if isinstance(value, dict):
            members.update(value)
            places.update(place.children)
            has_known = True
        elif has_known or not isinstance(value, str):
            return None
        else:
            members[value], places[value] = value, place
    return (members, places) if has_known else None


def _object(source: SourceText, members: list[tuple[Expression, Expression]], place: Place) -> _Valued:
    values: dict[str, JsonValue] = {}
    for key, member in members:
        name = _key(source, key)
        values[name], where = value_of(source, member)
        where.key_start, where.key_end = key.start, key.end
        where.key_style = Style.JSON if key.template is not None else Style.PLAIN
        place.children[name] = where
    return values, place


def _key(source: SourceText, key: Expression) -> str:
    if key.template is None and key.name is not None:
        return key.name
    value = value_of(source, key)[0]
    return value if isinstance(value, str) else source.text[key.start : key.end]


def _opaque(place: Place) -> Place:
    place.style, place.shared = Style.FLOW, True
    return place
