"""Intrinsic functions that build strings and take them apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.signature import intrinsic
from asltool.expr.intrinsics.types import ANY, ARRAY, STRING, TEMPLATE
from asltool.expr.jsonpath.java_text import java_text
from asltool.json_value import JsonValue

_PLACEHOLDER_OR_ESCAPE = re.compile(r"\{\}|\\(.?)", re.DOTALL)
_ESCAPED = frozenset("'\\{}")


def _match_count(constants: Mapping[int, str], count: int) -> None:
    """Compare the template's placeholders with the values given for them.

    Raises:
        IntrinsicError: Their numbers differ, or the template cannot be read.
    """
    if 0 in constants:
        _check_count(len(_pieces(constants[0])) - 1, count - 1)


@intrinsic(
    "States.Format",
    params=(TEMPLATE,),
    rest=ANY,
    returns=STRING,
    examples=(
        ("States.Format('{} of {}', 1, null)", "1 of null"),
        (r"States.Format('It\'s {} \{ok\}', true)", "It's true {ok}"),
    ),
    examine=_match_count,
)
def format_(template: str, *values: JsonValue) -> str:
    """Put values into the places that `{}` marks in a template.

    Raises:
        IntrinsicError: There are more or fewer values than places, or the template ends in a backslash.
    """
    pieces = _pieces(template)
    _check_count(len(pieces) - 1, len(values))
    text = pieces[0]
    for value, piece in zip(values, pieces[1:], strict=True):
        text += (value if isinstance(value, str) else java_text(value)) + piece
    return text


@intrinsic(
    "States.StringSplit",
    params=(STRING, STRING),
    returns=ARRAY,
    examples=(
        ("States.StringSplit('a.b+c', '.+')", ["a", "b", "c"]),
        ("States.StringSplit(',,', ',')", []),
    ),
)
def string_split(text: str, delimiters: str) -> list[JsonValue]:
    """Split a text at every character that is among the delimiters, and drop empty pieces."""
    if not delimiters:
        return [text] if text else []
    first = delimiters[0]
    for other in delimiters[1:]:
        text = text.replace(other, first)
    return [piece for piece in text.split(first) if piece]


def _check_count(places: int, values: int) -> None:
    if places != values:
        place, value = ("place" if places == 1 else "places"), ("value" if values == 1 else "values")
        raise IntrinsicError(f"the template of States.Format has {places} {place} for {values} {value}")


@lru_cache(maxsize=512)
def _pieces(template: str) -> tuple[str, ...]:
    """Give the text between the placeholders of a template, without escapes.

    Raises:
        IntrinsicError: The template ends in a backslash that escapes nothing.
    """
    pieces = [""]
    end = 0
    for mark in _PLACEHOLDER_OR_ESCAPE.finditer(template):
        pieces[-1] += template[end : mark.start()]
        end = mark.end()
        escaped = mark[1]
        if escaped is None:
            pieces.append("")
        elif not escaped:
            raise IntrinsicError("the template of States.Format ends in an open escape")
        else:
            pieces[-1] += escaped if escaped in _ESCAPED else mark[0]
    pieces[-1] += template[end:]
    return tuple(pieces)
