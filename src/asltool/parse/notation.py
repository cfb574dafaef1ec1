"""Typical mistakes of notation, and what to write instead: the hints at the end of messages.

Each function gives the end of a sentence, from the semicolon on; the empty text where nothing is typical.
"""

from __future__ import annotations

from collections.abc import Mapping

from asltool.json_value import JsonValue
from asltool.model.fields import FIELDS, JSONATA, JSONPATH, Field, Kind

_PATH_SUFFIX = "Path"
_PATHS = (Kind.PATH, Kind.REFERENCE_PATH, Kind.STRING_PATH)
_TEMPLATES = (Kind.TEMPLATE, Kind.OBJECT_TEMPLATE, Kind.ASSIGNMENTS)

_PATH_FORMS = frozenset(
    (row.name.removesuffix(_PATH_SUFFIX), owner)
    for row in FIELDS
    if row.name.endswith(_PATH_SUFFIX)
    for owner in row.on
)
"""The fields, and the objects that hold them, that have another form whose name ends in `Path`."""

_JSONATA_IN_JSONPATH = '; "{% %}" is JSONata, and the query language here is JSONPath'

_OPERATORS = {
    "==": "JSONata writes == as =",
    "&&": "JSONata writes && as and",
    "||": "JSONata writes || as or",
    "??": "JSONata 2.0.6 has no ??",
    "?:": "JSONata 2.0.6 has no ?:",
    "%}": "one expression takes the whole text, and & joins texts",
}
"""What other languages have, and JSONata writes in another way."""


def of_value(field: Field, raw: JsonValue, language: str) -> str:
    """Say how a field is computed that holds an expression where only a constant can stand."""
    if not isinstance(raw, str):
        return ""
    if raw.startswith("{%"):
        return _JSONATA_IN_JSONPATH if language == JSONPATH else "; it takes no expression"
    if not raw.startswith(("$", "States.")):
        return ""
    if language == JSONATA:
        return '; in JSONata an expression stands in "{% %}"' if _is_computed(field) else ""
    has_path_form = any((field.name, owner) in _PATH_FORMS for owner in field.on)
    return f'; "{field.name}{_PATH_SUFFIX}" takes a path' if has_path_form else ""


def _is_computed(field: Field) -> bool:
    return field.is_dynamic or field.kind is Kind.CONDITION


def of_path(text: str) -> str:
    """Say what stands where only a path can."""
    if text.startswith("{%"):
        return _JSONATA_IN_JSONPATH
    if text.startswith("States."):
        return "; intrinsic functions are not evaluated here"
    return ""


def of_field_name(name: str, fields: Mapping[str, Field]) -> str:
    """Say how the field is written whose name was given a suffix `.$`."""
    if not name.endswith(".$"):
        return ""
    plain = name.removesuffix(".$")
    if plain + _PATH_SUFFIX in fields:
        return f'; "{plain}{_PATH_SUFFIX}" takes a path'
    field = fields.get(plain)
    if field is None:
        return ""
    if field.kind in _PATHS:
        return f'; "{plain}" takes the path without a suffix'
    if field.kind in _TEMPLATES:
        return f'; the suffix ".$" belongs to the keys inside "{plain}"'
    return f'; "{plain}" cannot be computed'


def of_jsonata(text: str, offset: int) -> str:
    """Say how JSONata writes what another language writes as it stands at *offset*."""
    for start in (offset, max(offset - 1, 0)):
        hint = _OPERATORS.get(text[start : start + 2])
        if hint is not None and start + 2 < len(text):
            return f"; {hint}"
    return "; JSONata negates with $not(...)" if text[offset : offset + 1] == "!" else ""
