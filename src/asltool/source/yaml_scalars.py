"""What YAML scalars stand for: the core schema of YAML 1.2; opaque strings for other tags."""

from __future__ import annotations

import math
import re
from typing import TypeAlias

from asltool.source.yaml_nodes import Node

Scalar: TypeAlias = "bool | int | float | str | None"

_STANDARD = "tag:yaml.org,2002:"
_CONSTANTS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_FIRST_OF_NUMBERS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 4300
"""Digits; Python reads no longer ones."""
_TEXT_TAGS = frozenset(("!", _STANDARD + "str", _STANDARD + "timestamp"))
_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
}


class UnusableScalar(ValueError):  # noqa: N818 - read as what it is: a scalar without a JSON value
    """A scalar that stands for no JSON value. Its text says why."""


def scalar_value(text: str, tag: str | None) -> Scalar:
    """Give the value of a scalar without a local tag.

    Raises:
        UnusableScalar: No JSON value is meant, such as `.nan` or `!!binary`.
    """
    if tag is None:
        return plain_value(text)
    if tag in _TEXT_TAGS:
        return text
    name = tag.removeprefix(_STANDARD)
    if name not in _TYPES:
        raise UnusableScalar(f"JSON has no value for a !!{name}")
    value = plain_value(text)
    if not isinstance(value, _TYPES[name]) or (isinstance(value, bool) and name != "bool"):
        raise UnusableScalar(f'"{text}" is no !!{name}')
    return float(value) if name == "float" and isinstance(value, int) else value


def plain_value(text: str) -> Scalar:
    """Give the value of a plain scalar: only true and false are booleans, dates are strings.

    Raises:
        UnusableScalar: A number that JSON cannot hold.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return text
    if _INTEGER.fullmatch(text) and len(text) <= _LONGEST_INTEGER:
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if math.isinf(number):
            raise UnusableScalar(f"the number {text[:40]} is beyond the range of numbers")
        return number
    if _NOT_FINITE.fullmatch(text):
        raise UnusableScalar(f"JSON has no {text}: every number is finite")
    return text


def is_local(tag: str | None) -> bool:
    """Tell whether a tag is one of an application, such as `!Sub`."""
    return tag is not None and tag != "!" and not tag.startswith(_STANDARD)


def opaque_value(node: Node) -> str:
    """Give the string for a value with a local tag: a placeholder, as `!Sub` would write it.

    `!Sub arn:${X}` is its text; `!Ref X` is `${X}`; `!GetAtt A.B` and `!GetAtt [A, B]` are `${A.B}`; of any
    other collection only the tag is told: `!Join [...]` is `${Join}`.
    """
    name = re.split(r"[!:,/]", str(node.tag))[-1]
    texts = [child.resolved.text for child in node.children]
    if node.text is not None:
        return node.text if name == "Sub" else f"${{{node.text or name}}}"
    if name == "Sub" and texts and texts[0] is not None:
        return texts[0]
    if name == "GetAtt" and None not in texts:
        return f"${{{'.'.join(map(str, texts))}}}"
    return f"${{{name}}}"
