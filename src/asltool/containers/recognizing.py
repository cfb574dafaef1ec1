"""Which files hold definitions, told by their names and, where a name tells nothing, by what is in them."""

from __future__ import annotations

import json
import re

from asltool.containers.reading import contents_of
from asltool.containers.table import candidates
from asltool.source.text import SourceText

DEFINITION_SUFFIXES = (".asl.json", ".asl.jsonc", ".asl.yaml", ".asl.yml", ".asl")
"""Names of files that hold definitions, whatever is in them."""

_YAML_FIELDS = (
    re.compile(r"^[\"']?StartAt[\"']?\s*:", re.MULTILINE),
    re.compile(r"^[\"']?States[\"']?\s*:", re.MULTILINE),
)
_TEMPLATE = re.compile(r"""["'](AWSTemplateFormatVersion|Resources)["']\s*:""")


def is_definition_name(name: str) -> bool:
    """Tell whether a file of that name holds a definition, whatever is in it."""
    return name.lower().endswith(DEFINITION_SUFFIXES)


def seems_to_hold_definitions(source: SourceText) -> bool:
    """Tell whether a text seems to be a definition, `StartAt` and `States` at its top, or to hold some."""
    text = source.text
    if candidates(text) and _holds_some(source):
        return True
    if "StartAt" not in text or "States" not in text:
        return False
    if not text.lstrip().startswith("{"):
        return all(field.search(text) for field in _YAML_FIELDS)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return not _TEMPLATE.search(text)
    return "StartAt" in value and "States" in value


def _holds_some(source: SourceText) -> bool:
    """Tell whether a text is a container, or would be one if it could be read."""
    contents = contents_of(source)
    return bool(contents.machines) and (contents.noun is not None or contents.machines[0].document is None)
