"""Payload templates of a state as written, and plain texts in them that look like expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.jsonpath_language import parse_expression
from asltool.json_value import JsonValue
from asltool.lint.facts import Facts
from asltool.model.fields import JSONATA, JSONPATH
from asltool.model.machine import State
from asltool.records import record
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

_FIELDS = {
    JSONPATH: (
        ("Parameters",),
        ("ResultSelector",),
        ("ItemSelector",),
        ("Assign",),
        ("Credentials",),
        ("ItemReader", "Parameters"),
        ("ItemBatcher", "BatchInput"),
        ("ResultWriter", "Parameters"),
    ),
    JSONATA: (
        ("Arguments",),
        ("Items",),
        ("ItemSelector",),
        ("Assign",),
        ("Output",),
        ("Credentials",),
        ("ItemReader", "Arguments"),
        ("ItemBatcher", "BatchInput"),
        ("ResultWriter", "Arguments"),
        ("Error",),
        ("Cause",),
    ),
}
"""Where a state has payload templates, and texts that may be expressions; catchers and rules have more."""

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


def templates(state: State, facts: Facts) -> Iterator[tuple[Pointer, JsonValue]]:
    """Give the payload templates of a state in its query language, each with its place."""
    value, language = facts.value(state.at), state.query_language
    if not isinstance(value, dict):
        return
    for steps in _FIELDS[language]:
        if steps[0] in value:
            yield from _at(value, state.at, steps)
    for name in _LISTS:
        for at, entries in _at(value, state.at, (name,)):
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                for field in _FIELDS_OF_ENTRIES[language]:
                    yield from _at(entry, at / index, (field,))


def _at(value: JsonValue, at: Pointer, steps: tuple[str, ...]) -> Iterator[tuple[Pointer, JsonValue]]:
    for step in steps:
        if not isinstance(value, dict) or step not in value:
            return
        value, at = value[step], at / step
    yield at, value


def unmarked_expressions(template: JsonValue, root: Pointer) -> Iterator[Text]:
    """Give the texts in *template* that would be expressions, but stand where texts stay texts."""
    return texts(template, root, _is_unmarked)


def _is_unmarked(key: str | None, text: str) -> bool:
    return (key is None or not _may_be_marked(key)) and looks_like_expression(text)


def _may_be_marked(key: str) -> bool:
    """Tell whether a key ends in `.$`, or may do so once its placeholders are filled in."""
    return key.endswith(".$") or is_placeholder(key)


def marked_texts(template: JsonValue, root: Pointer) -> Iterator[Text]:
    """Give the texts in *template* whose key ends in `.$`."""
    return texts(template, root, _is_marked)


def _is_marked(key: str | None, _text: str) -> bool:
    return key is not None and key.endswith(".$")


def looks_like_expression(text: str) -> bool:
    """Tell whether *text* would be a JSONPath or an intrinsic function call where expressions can stand."""
    if not _LOOKS_LIKE_EXPRESSION.match(text):
        return False
    try:
        parse_expression(text)
    except ExpressionSyntaxError:
        return False
    return True


def texts(template: JsonValue, root: Pointer, is_wanted: IsWanted) -> Iterator[Text]:
    """Give the texts in *template* that are wanted, but for members whose name says that they take a path."""
    if not isinstance(template, str):
        yield from _texts(template, root, root, is_wanted)
    elif is_wanted(None, template):
        yield Text(root, template, root, frozenset())


def _texts(value: JsonValue, at: Pointer, root: Pointer, is_wanted: IsWanted) -> Iterator[Text]:
    entries: Iterable[tuple[str | int, JsonValue]] = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    for step, member in entries:
        key = step if isinstance(step, str) else None
        if isinstance(member, str):
            if is_wanted(key, member) and not _takes_path(key):
                siblings = frozenset(value) if isinstance(value, dict) else frozenset[str]()
                yield Text(at / step, member, root, siblings)
        elif isinstance(member, dict | list) and member and not _takes_path(key):
            yield from _texts(member, at / step, root, is_wanted)


def _takes_path(key: str | None) -> bool:
    return key is not None and _PATH_NAMES.search(key) is not None
