"""Payload templates of a state as written, and plain texts in them that look like expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.jsonpath_language import parse_expression
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.facts import Facts
from asltool.model.fields import JSONATA, JSONPATH
from asltool.model.machine import State
from asltool.records import record
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

_SUFFIX = ".$"

_FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    JSONPATH: {
        "Parameters": (),
        "ResultSelector": (),
        "ItemSelector": (),
        "Assign": (),
        "Credentials": (),
        "ItemReader": ("Parameters",),
        "ItemBatcher": ("BatchInput",),
        "ResultWriter": ("Parameters",),
    },
    JSONATA: {
        "Arguments": (),
        "Items": (),
        "ItemSelector": (),
        "Assign": (),
        "Output": (),
        "Credentials": (),
        "ItemReader": ("Arguments",),
        "ItemBatcher": ("BatchInput",),
        "ResultWriter": ("Arguments",),
        "Error": (),
        "Cause": (),
    },
}
"""Where a state has payload templates, and texts that may be expressions: fields, and the steps inside them.

Catchers and rules have more.
"""

_LISTS = ("Catch", "Choices")
_FIELDS_OF_ENTRIES = {JSONPATH: ("Assign",), JSONATA: ("Assign", "Output")}

_LOOKS_LIKE_EXPRESSION = re.compile(r"\$\$?[.\[]|States\.[A-Z]\w*\(")

_PATH_NAMES = re.compile(r"(Path|Paths|PathsMap|Pointer)$", re.IGNORECASE)
"""Fields of services that take a path as text, such as EventBridge's `InputPathsMap`."""


IsWanted: TypeAlias = Callable[["str | None", str], bool]
"""Tells by its key (None for none) and by itself whether a text is wanted."""


@record
class Text:
    """A plain text in a template."""

    at: Pointer
    value: str
    root: Pointer
    """Where the template stands."""
    siblings: frozenset[str]
    """The keys of the object that it is a member of; none for an element of an array."""

    @property
    def key(self) -> str | None:
        """The key of the member; None for an element of an array."""
        last = self.at[-1]
        return last if isinstance(last, str) else None


def templates(state: State, facts: Facts) -> list[tuple[Pointer, JsonValue]]:
    """Give the payload templates of a state in its query language, each with its place."""
    written, language = facts.value(state.at), state.query_language
    found: list[tuple[Pointer, JsonValue]] = []
    if not isinstance(written, dict):
        return found
    fields = _FIELDS[language]
    for name, value in written.items():
        if name in fields:
            _add(found, value, state.at / name, fields[name])
        elif name in _LISTS and isinstance(value, list):
            found += [
                (state.at / name / index / field, entry[field])
                for index, entry in enumerate(value)
                if isinstance(entry, dict)
                for field in _FIELDS_OF_ENTRIES[language]
                if field in entry
            ]
    return found


def _add(
    found: list[tuple[Pointer, JsonValue]], value: JsonValue, at: Pointer, steps: tuple[str, ...]
) -> None:
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return
        value, at = value[step], at / step
    found.append((at, value))


def unmarked_expressions(template: JsonValue, root: Pointer) -> list[Text]:
    """Give the texts in *template* that would be expressions, but stand where texts stay texts."""
    return texts(template, root, _is_unmarked)


def _is_unmarked(key: str | None, text: str) -> bool:
    if key is not None and key.endswith(_SUFFIX):
        return False
    return looks_like_expression(text) and not is_placeholder(key)


def marked_texts(template: JsonValue, root: Pointer) -> list[Text]:
    """Give the texts in *template* whose key ends in `.$`."""
    return texts(template, root, _is_marked)


def _is_marked(key: str | None, _text: str) -> bool:
    return key is not None and key.endswith(_SUFFIX)


def looks_like_expression(text: str) -> bool:
    """Tell whether *text* would be a JSONPath or an intrinsic function call where expressions can stand."""
    if not _LOOKS_LIKE_EXPRESSION.match(text):
        return False
    try:
        parse_expression(text)
    except ExpressionSyntaxError:
        return False
    return True


def texts(template: JsonValue, root: Pointer, is_wanted: IsWanted) -> list[Text]:
    """Give the texts in *template* that are wanted, but for members whose name says that they take a path."""
    found: list[Text] = []
    if isinstance(template, (dict, list)):
        _collect(found, template, root, root, is_wanted)
    elif isinstance(template, str) and is_wanted(None, template):
        found.append(Text(root, template, root, frozenset()))
    return found


def _collect(
    found: list[Text],
    value: JsonObject | list[JsonValue],
    at: tuple[str | int, ...],
    root: Pointer,
    is_wanted: IsWanted,
) -> None:
    entries: Iterable[tuple[str | int, JsonValue]]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, member in entries:
        key = step if isinstance(step, str) else None
        if isinstance(member, str):
            if is_wanted(key, member) and not _takes_path(key):
                siblings = frozenset(value) if isinstance(value, dict) else frozenset[str]()
                found.append(Text(Pointer((*at, step)), member, root, siblings))
        elif member and isinstance(member, (dict, list)) and not _takes_path(key):
            _collect(found, member, (*at, step), root, is_wanted)


def _takes_path(key: str | None) -> bool:
    return key is not None and _PATH_NAMES.search(key) is not None
