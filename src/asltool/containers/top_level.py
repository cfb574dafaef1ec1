"""What the keys at the top of a JSON or YAML file tell of it, whatever else is in it."""

from __future__ import annotations

from asltool.json_value import JsonValue

TEMPLATE = "CloudFormation template"
SERVICE = "Serverless Framework service"

_OF_DEFINITIONS = frozenset(("StartAt", "States"))
_NOUNS = {
    frozenset(("AWSTemplateFormatVersion",)): TEMPLATE,
    frozenset(("Resources",)): TEMPLATE,
    frozenset(("service", "provider")): SERVICE,
}


def container_noun(value: JsonValue) -> str | None:
    """Name the kind of container that a value is; None for none, such as a definition with mistakes."""
    if not isinstance(value, dict) or not _OF_DEFINITIONS.isdisjoint(value):
        return None
    return next((noun for keys, noun in _NOUNS.items() if keys <= value.keys()), None)
