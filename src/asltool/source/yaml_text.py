"""JSON values as YAML text on one line, in the quotes that are asked for if they will do."""

from __future__ import annotations

import json
import re

from asltool.json_value import JsonValue
from asltool.source.places import Style
from asltool.source.yaml_scalars import UnusableScalar, plain_value

# Alternatives of few ranges: one class of them all would take milliseconds to compile.
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f]|[\u2028\u2029]|[\ud800-\udfff]|[\ufeff\ufffe\uffff]")
_PLAIN = re.compile(r"""[^\s,\[\]{}#&*!|>'"%@`:?=<~-](?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ]+(?=[^\s#]))*""")
_FLOW_INDICATOR = re.compile(r"[,\[\]{}]")
_OTHER_TYPE_ELSEWHERE = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null)|[0-9]+([-:_][0-9]*)+.*|[-+.0-9][-+.0-9_eE:]*|0[xob].*"
)
"""Texts that are strings in YAML 1.2, but booleans, dates or numbers to readers of YAML 1.1."""


def yaml_text(value: JsonValue, style: Style = Style.PLAIN, *, in_flow: bool = False) -> str:
    """Give the YAML of *value*.

    Args:
        value: The value; collections are written in brackets.
        style: The style of a string; another one is taken where the string does not allow it.
        in_flow: Whether the text will stand inside brackets, where plain strings may hold fewer characters.
    """
    if not isinstance(value, str):
        return _double_quoted(value)
    if style is Style.SINGLE_QUOTED and not _ESCAPED.search(value):
        return "'" + value.replace("'", "''") + "'"
    if style not in (Style.DOUBLE_QUOTED, Style.SINGLE_QUOTED) and _may_be_plain(value, in_flow=in_flow):
        return value
    return _double_quoted(value)


def _double_quoted(value: JsonValue) -> str:
    """Give the JSON of *value*, with escapes for what YAML does not print."""
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _may_be_plain(text: str, *, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _ESCAPED.search(text) or _OTHER_TYPE_ELSEWHERE.fullmatch(text):
        return False
    if in_flow and _FLOW_INDICATOR.search(text):
        return False
    try:
        return plain_value(text) == text
    except UnusableScalar:
        return False
