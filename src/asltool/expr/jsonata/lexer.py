"""Text to tokens. Whether a `/` divides or opens a regular expression depends on where the parser is."""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple, TypeAlias

from asltool.expr.jsonata.errors import JSONataSyntaxError
from asltool.expr.jsonata.values import whole
from asltool.records import record

TokenKind: TypeAlias = Literal["name", "variable", "operator", "string", "number", "value", "regex", "end"]

_BLANK = re.compile(r"[ \t\n\r\v]*")
_DOUBLE = frozenset(("..", ":=", "!=", ">=", "<=", "**", "~>"))
_SINGLE = frozenset(".[]{}(),@#;:?+-*/%|=<>^&!~")
_NAME = re.compile(r"[^ \t\n\r\v.\[\]{}(),@#;:?+\-*/%|=<>^&!~]*")
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?([Ee][-+]?[0-9]+)?")
_HEX = re.compile(r"[0-9a-fA-F]+")
_FLAGS = re.compile(r"[im]*")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_EXACT = 2**53


class RegexSource(NamedTuple):
    """A regular expression as it was written between the slashes, and its flags."""

    pattern: str
    flags: str


TokenValue: TypeAlias = str | float | bool | RegexSource | None


@record(frozen=False)
class Token:
    """One word of an expression; `position` is where it ends, as the reference counts."""

    kind: TokenKind
    value: TokenValue
    start: int
    position: int


class Lexer:
    """Gives the tokens of one text, one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def next(self, *, after_operand: bool) -> Token:
        """Give the next token; at the end of the text, and ever after, one of kind `end`.

        Args:
            after_operand: A `/` divides here; otherwise it opens a regular expression.

        Raises:
            JSONataSyntaxError: The text has no token there.
        """
        text = self._text
        start = self._skip_blanks_and_comments()
        if start >= len(text):
            return Token("end", "(end)", len(text), len(text))
        char = text[start]
        if char == "/" and not after_operand:
            return self._regex(start)
        if text[start : start + 2] in _DOUBLE:
            return self._token("operator", text[start : start + 2], start, start + 2)
        if char in _SINGLE:
            return self._token("operator", char, start, start + 1)
        if char in "\"'":
            return self._string(start)
        if match := _NUMBER.match(text, start):
            return self._number(match)
        if char == "`":
            return self._quoted_name(start)
        return self._word(start)

    def _token(self, kind: TokenKind, value: TokenValue, start: int, end: int) -> Token:
        self._at = end
        return Token(kind, value, start, end)

    def _skip_blanks_and_comments(self) -> int:
        text = self._text
        while True:
            match = _BLANK.match(text, self._at)
            assert match is not None  # noqa: S101
            self._at = match.end()
            if not text.startswith("/*", self._at):
                return self._at
            end = text.find("*/", self._at + 2)
            if end < 0:
                raise JSONataSyntaxError("S0106", self._at)
            self._at = end + 2

    def _word(self, start: int) -> Token:
        match = _NAME.match(self._text, start)
        assert match is not None  # noqa: S101
        word, end = match[0], match.end()
        if word.startswith("$"):
            return self._token("variable", word[1:], start, end)
        if word in ("and", "or", "in"):
            return self._token("operator", word, start, end)
        if word in _WORDS:
            return self._token("value", _WORDS[word], start, end)
        return self._token("name", word, start, end)

    def _quoted_name(self, start: int) -> Token:
        end = self._text.find("`", start + 1)
        if end < 0:
            raise JSONataSyntaxError("S0105", len(self._text), offset=start)
        return self._token("name", self._text[start + 1 : end], start, end + 1)

    def _number(self, match: re.Match[str]) -> Token:
        value = float(match[0])
        if math.isinf(value):
            raise JSONataSyntaxError("S0102", match.start(), token=match[0])
        return self._token("number", whole(value), match.start(), match.end())

    def _string(self, start: int) -> Token:
        text, quote = self._text, self._text[start]
        parts: list[str] = []
        at = start + 1
        while at < len(text):
            char = text[at]
            if char == quote:
                return self._token("string", _joined_surrogates("".join(parts)), start, at + 1)
            if char == "\\":
                piece, at = self._escape(at + 1)
                parts.append(piece)
            else:
                parts.append(char)
                at += 1
        raise JSONataSyntaxError("S0101", len(text), offset=start)

    def _escape(self, at: int) -> tuple[str, int]:
        char = self._text[at : at + 1]
        if char in _ESCAPES:
            return _ESCAPES[char], at + 1
        if char != "u":
            raise JSONataSyntaxError("S0103", at, token=char)
        digits = self._text[at + 1 : at + 5]
        if not _HEX.fullmatch(digits):
            raise JSONataSyntaxError("S0104", at)
        return chr(int(digits, 16)), at + 5

    def _regex(self, start: int) -> Token:
        text = self._text
        depth = 0
        at = start + 1
        while at < len(text):
            char = text[at]
            if char == "/" and depth == 0 and not self._is_escaped(at):
                break
            if char in "([{" and text[at - 1] != "\\":
                depth += 1
            if char in ")]}" and text[at - 1] != "\\":
                depth -= 1
            at += 1
        else:
            raise JSONataSyntaxError("S0302", at, offset=start)
        if at == start + 1:
            raise JSONataSyntaxError("S0301", at, offset=start)
        flags = _FLAGS.match(text, at + 1)
        assert flags is not None  # noqa: S101
        return self._token("regex", RegexSource(text[start + 1 : at], flags[0]), start, flags.end())

    def _is_escaped(self, at: int) -> bool:
        count = 0
        while self._text[at - count - 1] == "\\":
            count += 1
        return count % 2 == 1


def _joined_surrogates(text: str) -> str:
    """Give *text* with each pair of surrogates, as escapes may write it, made the character it stands for."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return text
