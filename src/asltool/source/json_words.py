"""What is wrong with a single token that is no JSON: a string, a number, a bare word."""

from __future__ import annotations

import re

from asltool.source.text import skip

_TYPOGRAPHIC = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019"
_QUOTED = re.compile(
    rf"""(?P<open>['`])(?:[^'`\\\r\n]|\\.)*['`]?|[{_TYPOGRAPHIC}][^{_TYPOGRAPHIC}"\r\n]*[{_TYPOGRAPHIC}"]?"""
)
_PLACEHOLDER = re.compile(r"\$\{[^{}\r\n]*\}?|\{\{[^{}\r\n]*\}{0,2}")
_STRING_START = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*')
_LINE_REST = re.compile(r"[^\r\n]*")
_WRITE_INSTEAD = {
    "True": "true",
    "TRUE": "true",
    "False": "false",
    "FALSE": "false",
    "None": "null",
    "NULL": "null",
    "Null": "null",
    "nil": "null",
    "undefined": "null",
}
_NO_NUMBERS = frozenset(("NaN", "Infinity", "-Infinity", "+Infinity", "-NaN", "+NaN", "INF", "-INF"))
_NUMBER_MISTAKES = (
    (re.compile(r"[+]"), "begins with a plus sign"),
    (re.compile(r"-?0[xX][0-9a-fA-F]+$"), "is hexadecimal"),
    (re.compile(r"-?0[0-9]"), "begins with a needless 0"),
    (re.compile(r"-?\.|-?[0-9]+\.(?:[eE]|$)"), "needs digits on both sides of its point"),
    (re.compile(r"-?[0-9.]+[eE][+-]?$"), "has no digits in its exponent"),
)
_CONTROL_ESCAPES = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\b": r"\b", "\f": r"\f"}
_LONGEST_SHOWN = 40


def show(token: str) -> str:
    """Give a token for a message, cut if it is long."""
    return token if len(token) <= _LONGEST_SHOWN else f"{token[: _LONGEST_SHOWN - 3]}..."


def explain_string(text: str, at: int) -> tuple[str, int, int]:
    """Say what is wrong with the string whose quote stands at *at*, and from where to where."""
    end = skip(_STRING_START, text, at)
    if end == len(text):
        return "the string that begins here is never closed", at, skip(_LINE_REST, text, at)
    if text[end] in "\r\n":
        return "the string that begins here is not closed on its line", at, end
    if text[end] == "\\":
        return _explain_escape(text, end)
    code = ord(text[end])
    write = _CONTROL_ESCAPES.get(text[end], f"\\u{code:04x}")
    return f"the control character U+{code:04X} stands in a string: write {write}", end, end + 1


def _explain_escape(text: str, at: int) -> tuple[str, int, int]:
    escaped = text[at + 1 : at + 2]
    if escaped == "u":
        return r"\u needs four hexadecimal digits after it", at, at + 2
    if escaped in ("", "\r", "\n"):
        return "a backslash ends the line within a string", at, at + 1
    return f'\\{escaped} is no escape of JSON: a backslash itself is written "\\\\"', at, at + 2


def explain_word(text: str, at: int, end: int, *, is_key: bool) -> tuple[str, int]:
    """Say why the word from *at* to *end* is no key or value, and where what is meant ends."""
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        kind = "single" if quoted["open"] == "'" else "other"
        return f'a string in {kind} quotes: JSON takes only double quotes (")', quoted.end()
    placeholder = _PLACEHOLDER.match(text, at)
    if placeholder is not None:
        return f"the placeholder {show(placeholder[0])} stands outside a string", placeholder.end()
    word = text[at:end]
    if is_key:
        if word[0].isalnum() or word[0] in "_$.-@":
            return f"the key {show(word)} is not in double quotes", end
        return f'expected a key in double quotes, found "{show(word)}"', end
    return _explain_value(word), end


def _explain_value(word: str) -> str:
    if word in _WRITE_INSTEAD:
        return f"{word} is not JSON: write {_WRITE_INSTEAD[word]}"
    if word in _NO_NUMBERS:
        return f"{word} is not JSON: every number is finite"
    if word[0] in "+-.0123456789":
        for pattern, mistake in _NUMBER_MISTAKES:
            if pattern.match(word):
                return f"the number {show(word)} {mistake}"
        return f"{show(word)} is no number of JSON"
    if word[0].isalpha() or word[0] in "_$@":
        return f"{show(word)} is not in double quotes"
    return f'expected a value, found "{show(word)}"'
