"""What is wrong with a YAML text, in words for people, told from PyYAML's errors."""

from __future__ import annotations

import re
from typing import Any

from asltool.source.span import Span
from asltool.source.text import SourceText

# Alternatives of few ranges: one class of them all would take milliseconds to compile.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]")
_INDENTATION = "check the indentation"
_AT_PROBLEM = (
    (
        "mapping values are not allowed",
        f'a ":" that can begin no value here: put the text in quotes, or {_INDENTATION}',
    ),
    ("sequence entries are not allowed", f'a "-" that can begin no item here: {_INDENTATION}'),
    ("mapping keys are not allowed", f'a "?" that can begin no key here: {_INDENTATION}'),
    ("tab character", "a tab: YAML is indented with blanks"),
    ("hexdecimal", "an escape that needs more hexadecimal digits"),
    ("hexadecimal", "an escape that needs more hexadecimal digits"),
    ("node content", "expected a value"),
    ("document start", f"text that belongs to nothing above it: {_INDENTATION}"),
    ("unexpected document", "a document ends or begins within a quoted string"),
    ("',' or '}'", 'expected "," or "}" in the mapping that begins at line {line}'),
    ("',' or ']'", 'expected "," or "]" in the sequence that begins at line {line}'),
    ("undefined tag handle", "a tag whose handle no %TAG line explains"),
)
_IN_BLOCK = (
    ("block mapping", f"expected a key of the mapping that begins at line {{line}}: {_INDENTATION}"),
    ("block collection", f'expected a "-" of the sequence that begins at line {{line}}: {_INDENTATION}'),
    ("block sequence", f'expected a "-" of the sequence that begins at line {{line}}: {_INDENTATION}'),
)
_AT_CONTEXT = (
    ("quoted scalar", "unexpected end of stream", "the string that begins here is never closed"),
    ("simple key", "", 'expected ":" after this key'),
)


def explain_error(source: SourceText, error: Any, skipped: int) -> tuple[str, Span]:
    """Give our words for an error of PyYAML, and the span that they are about.

    Args:
        source: The text.
        error: A `yaml.YAMLError`, or the failure to encode the text for libyaml.
        skipped: How many characters of the text the parser has not seen.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _unprintable(source)
    at = min(mark.index + skipped, len(source.text))
    problem, context = str(error.problem), str(error.context or "")
    if error.context_mark is not None:
        begun = error.context_mark.index + skipped
        for where, what, message in _AT_CONTEXT:
            if where in context and what in problem:
                return message, Span(begun, _line_end(source, begun))
        if "',' or '" in problem and not source.text[at:].strip():
            return "the bracket that opens here is never closed", Span(begun, begun + 1)
    line = str(error.context_mark.line + 1 if error.context_mark else 1)
    message, span = _at_problem(source, problem, context, at, line)
    return message, Span(span.start, min(span.end, len(source.text)))


def _at_problem(source: SourceText, problem: str, context: str, at: int, line: str) -> tuple[str, Span]:
    if "cannot start any token" in problem:
        return _cannot_start(source.text, at)
    if "unknown escape character" in problem:
        backslash = source.text.rindex("\\", 0, at + 1)
        message = "no escape of YAML: a backslash itself is written \\\\ in double quotes"
        return message, Span(backslash, backslash + 2)
    for what, message in _AT_PROBLEM:
        if what in problem:
            return message.replace("{line}", line), Span(at, at + 1)
    for where, message in _IN_BLOCK:
        if where in context:
            if source.text[source.line_start(at) : at].strip():
                return "text after the end of a value", Span(at, _line_end(source, at))
            return message.replace("{line}", line), Span(at, _line_end(source, at))
    return problem, Span(at, at + 1)


def _cannot_start(text: str, at: int) -> tuple[str, Span]:
    if text.startswith("\t", at):
        return "a tab: YAML is indented with blanks", Span(at, at + 1)
    return f'a text that begins with "{text[at : at + 1]}" needs quotes', Span(at, at + 1)


def _unprintable(source: SourceText) -> tuple[str, Span]:
    found = _UNPRINTABLE.search(source.text, 1 if source.text.startswith("\ufeff") else 0)
    start, end = found.span() if found else (0, 0)
    code = ord(found[0]) if found else 0
    return f"U+{code:04X} is no character of YAML", Span(start, end)


def _line_end(source: SourceText, at: int) -> int:
    """Give the end of the text on the line of *at*, at least one character on."""
    return max(at + 1, source.line_end(at))
