"""Parses the text of an intrinsic function call, by recursive descent.

A call is `name(argument, ...)`; an argument is a string in single quotes, a number, `true`, `false`,
`null`, a path, or another call.
"""

from __future__ import annotations

import math

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.intrinsics.call import Argument, IntrinsicCall, Literal
from asltool.expr.intrinsics.catalogue import FUNCTIONS, similar_name
from asltool.expr.intrinsics.errors import InvalidIntrinsic
from asltool.expr.intrinsics.lexer import Token, tokens
from asltool.expr.jsonpath.path import Path, parse_path
from asltool.json_value import JsonValue

MAX_NESTED = 10
"""Calls that may stand inside one another in the arguments of the outermost one."""

_WORDS: dict[str, JsonValue] = {"true": True, "false": False, "null": None}
_ESCAPES = str.maketrans({"\\": None})


def parse_intrinsic(text: str) -> IntrinsicCall:
    """Give the call that *text* is.

    The number and the types of the arguments are left to `checker.mistakes`: AWS accepts the definition.

    Raises:
        InvalidIntrinsic: The text is no call, or a function does not exist.
    """
    if text[:1].isspace():
        raise InvalidIntrinsic("an intrinsic function call must not begin with a blank")
    return _Parser(text).outermost()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = iter(tokens(text))
        self._next = next(self._tokens)

    def outermost(self) -> IntrinsicCall:
        name = self._take("name", "the name of an intrinsic function")
        call = self._call(name, nested=0)
        if self._next.kind != "end":
            raise self._unexpected("the end")
        # The text of the whole is what error messages quote: with the blanks at its end.
        return IntrinsicCall(call.name, call.arguments, call.offsets, self._text, 0)

    def _call(self, name: Token, *, nested: int) -> IntrinsicCall:
        if nested > MAX_NESTED:
            raise InvalidIntrinsic(f"more than {MAX_NESTED} calls inside one another", name.start)
        if self._next.text != "(":
            raise self._not_called(name, nested=nested)
        if name.text not in FUNCTIONS:
            raise _unknown(name)
        self._advance()
        arguments: list[Argument] = []
        offsets: list[int] = []
        while self._next.text != ")" or arguments:
            offsets.append(self._next.start)
            arguments.append(self._argument(nested=nested))
            if self._next.text != ",":
                break
            self._advance()
        if self._next.text != ")":
            raise self._unexpected(", or )")
        end = self._advance().end
        return IntrinsicCall(
            name.text, tuple(arguments), tuple(offsets), self._text[name.start : end], name.start
        )

    def _argument(self, *, nested: int) -> Argument:
        if self._next.kind not in ("string", "number", "path", "name"):
            raise self._unexpected("an argument")
        token = self._advance()
        match token.kind:
            case "string":
                return Literal(_unescaped(token.text[1:-1]), token.text)
            case "number":
                return Literal(_number(token), token.text)
            case "path":
                return _path(token)
        if token.text in _WORDS:
            return Literal(_WORDS[token.text], token.text)
        return self._call(token, nested=nested + 1)

    def _not_called(self, name: Token, *, nested: int) -> InvalidIntrinsic:
        if nested == 0 or name.text in FUNCTIONS:
            return self._unexpected(f"( after {name.text}")
        message = f"{name.text} is no argument: texts stand in single quotes, paths begin with $"
        return InvalidIntrinsic(message, name.start, len(name.text))

    def _take(self, kind: str, wanted: str) -> Token:
        if self._next.kind != kind:
            raise self._unexpected(wanted)
        return self._advance()

    def _advance(self) -> Token:
        taken = self._next
        self._next = next(self._tokens, taken)
        return taken

    def _unexpected(self, wanted: str) -> InvalidIntrinsic:
        found = self._next.text or "the end"
        return InvalidIntrinsic(f"expected {wanted}, found {found}", self._next.start)


def _unknown(name: Token) -> InvalidIntrinsic:
    similar = similar_name(name.text)
    hint = f"; did you mean {similar}?" if similar else ""
    return InvalidIntrinsic(f"there is no intrinsic function {name.text}{hint}", name.start, len(name.text))


def _unescaped(source: str) -> str:
    if "\\" not in source:
        return source
    return "\\".join(part.translate(_ESCAPES) for part in source.split("\\\\"))


def _number(token: Token) -> int | float:
    number = float(token.text)
    if math.isinf(number):
        raise InvalidIntrinsic("the number is too large", token.start)
    return number if set(token.text) & set(".eE") else int(token.text)


def _path(token: Token) -> Path:
    try:
        return parse_path(token.text)
    except ExpressionSyntaxError as error:
        raise InvalidIntrinsic(error.message, token.start + error.offset) from None
