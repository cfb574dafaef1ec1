"""JSON text to document. A sound text costs little more than `json.loads` does."""

from __future__ import annotations

import importlib
import json
import math
import re
from collections.abc import Iterator

from asltool.json_value import JsonObject, JsonValue
from asltool.source.document import Document
from asltool.source.json_places import repeated_keys, scan_json, scan_repeating_json
from asltool.source.limits import MAX_DEPTH, exceeds_depth
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText

_MISTAKES = "asltool.source.json_mistakes"
"""The module that tells why a text is refused; it is loaded for the first such text."""

_BYTE_ORDER_MARK = "\ufeff"
_HALF_PAIR = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(text: str, name: str) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a JSON text is, and what is wrong with the text.

    Args:
        text: The text; a byte order mark at its start is passed over.
        name: The name of the file as reports show it.

    Returns:
        The document, None if the text is no JSON; and the problems, none for a sound text. There can be both:
        of duplicate keys the last one counts, as it does for other readers.

    Raises:
        RecursionError: The caller's own stack is so deep that even a shallow text cannot be read.
    """
    return read_json_source(SourceText(text, name))


def read_json_source(source: SourceText) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a JSON text is, as `read_json` does, be it a file's or one inside another."""
    repeated: list[JsonObject] = []
    keys: set[str] = set()

    def to_object(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
        members = dict(pairs)
        if len(members) != len(pairs):
            repeated.append(members)
        keys.update(members)
        return members

    decoder = json.JSONDecoder(object_pairs_hook=to_object, parse_constant=_refuse, parse_float=_finite)
    try:
        value = decoder.decode(source.text.removeprefix(_BYTE_ORDER_MARK))
    except (ValueError, RecursionError):
        problem = _refusal(source)
        if problem is None:  # the caller's stack is so deep that even a shallow text does not fit
            raise
        return None, [problem]
    problem = _refusal(source) if _is_deep(source.text, value) else None
    if problem is not None:
        return None, [problem]
    document = Document(
        source, value, scan=scan_repeating_json if repeated else scan_json, keys=frozenset(keys)
    )
    return document, [*(_duplicates(source) if repeated else ()), *_surrogates(source)]


def _refusal(source: SourceText) -> SourceProblem | None:
    """Give the one problem of a text that is refused."""
    problem: SourceProblem | None = importlib.import_module(_MISTAKES).refusal(source)
    return problem


def _is_deep(text: str, value: JsonValue) -> bool:
    """Tell whether too much stands in each other; where few brackets open, nothing has to be counted."""
    return text.count("{") + text.count("[") > MAX_DEPTH and exceeds_depth(value)


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which the standard library would take."""
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


def _duplicates(source: SourceText) -> Iterator[SourceProblem]:
    for key, later, earlier in repeated_keys(source.text):
        message = f'the key "{key}" stands twice in the same object'
        related = ((earlier, "it stands here first"),)
        yield SourceProblem(ProblemKind.DUPLICATE_KEY, message, source, later, related)


def _surrogates(source: SourceText) -> Iterator[SourceProblem]:
    """Give the halves of surrogate pairs: they are JSON, and yet no text to send anybody."""
    text = source.text
    halves = [] if text.isascii() else [match.span() for match in _SURROGATE.finditer(text)]
    if "\\" in text and "\\u" in text:
        halves += [match.span() for match in _HALF_PAIR.finditer(text) if match["half"]]
    for start, end in halves:
        message = f"{text[start:end]!a} is half of a surrogate pair and stands for no character"
        yield SourceProblem(ProblemKind.UNUSABLE_VALUE, message, source, Span(start, end))
