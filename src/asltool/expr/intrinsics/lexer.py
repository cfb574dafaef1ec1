"""Cuts the text of an intrinsic function call into tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

from asltool.expr.intrinsics.errors import InvalidIntrinsic

_TOKEN = re.compile(
    r"""
      (?P<blank> \s+ )
    | (?P<mark> [(),] )
    | (?P<name> [^\W\d] [\w.]* )
    | (?P<number> -? (?:0|[1-9][0-9]*) (?:\.[0-9]+)? (?:[eE][+-]?[0-9]+)? )
    | (?P<string> ' (?: [^'\\] | \\['\\{}] )* ' )
    | (?P<path> \$ [^\s,()\[\]]* )
    """,
    re.VERBOSE,
)
_READABLE_STRING = re.compile(r"'(?:[^'\\]|\\['\\{}])*")


class Token(NamedTuple):
    """A piece of the text."""

    kind: str
    """`mark`, `name`, `number`, `string`, `path`, or `end` after the last one."""
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)


def tokens(text: str) -> list[Token]:
    """Give the tokens of *text*, blanks left out; the last one is of kind `end`.

    Raises:
        InvalidIntrinsic: A character begins no token, or a string does not end.
    """
    found = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise _problem(text, offset)
        kind = str(match.lastgroup)
        end = _path_end(text, match.end()) if kind == "path" else match.end()
        if kind != "blank":
            found.append(Token(kind, text[offset:end], offset))
        offset = end
    found.append(Token("end", "", offset))
    return found


def _path_end(text: str, offset: int) -> int:
    """Give the offset at which a path ends: a comma, a bracket or a blank that it did not open."""
    open_brackets = 0
    quote = ""
    while offset < len(text):
        character = text[offset]
        if quote:
            if character == "\\":
                offset += 1
            elif character == quote:
                quote = ""
        elif character in "[(":
            open_brackets += 1
        elif open_brackets == 0:
            if character in ",)" or character.isspace():
                return offset
        elif character in "])":
            open_brackets -= 1
        elif character in "'\"":
            quote = character
        offset += 1
    return min(offset, len(text))


def _problem(text: str, offset: int) -> InvalidIntrinsic:
    string = _READABLE_STRING.match(text, offset)
    if string is None:
        hint = "; strings stand in single quotes" if text[offset] == '"' else ""
        return InvalidIntrinsic(f"unexpected {text[offset]}{hint}", offset)
    escape = text[string.end() : string.end() + 2]
    if len(escape) == 2:
        return InvalidIntrinsic(rf"{escape} is no escape; those of a string are \' \\ \{{ \}}", string.end())
    return InvalidIntrinsic(r"the string does not end; a quote inside of one is written \'", offset)
