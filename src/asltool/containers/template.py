"""What makes a value a CloudFormation template, whatever is in it."""

from __future__ import annotations

from asltool.json_value import JsonValue

NOUN = "CloudFormation template"

_FIELDS = frozenset(("AWSTemplateFormatVersion", "Resources"))
_OF_DEFINITIONS = frozenset(("StartAt", "States"))


def is_template(value: JsonValue) -> bool:
    """Tell whether a value is a template, and no definition with mistakes."""
    if not isinstance(value, dict) or not _OF_DEFINITIONS.isdisjoint(value):
        return False
    return not _FIELDS.isdisjoint(value)
