"""Tokens to a raw tree: operator precedence, nothing else. `shaping` makes the typed tree of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.expr.jsonata.errors import JSONataSyntaxError
from asltool.expr.jsonata.lexer import Lexer, RegexSource, Token
from asltool.expr.jsonata.signature import Signature
from asltool.records import field, record

_DEEPEST = 200
"""How far expressions may nest: all that work on the tree are recursive."""

_POWERS = {
    ".": 75, "[": 80, "(": 80, "{": 70, "@": 80, "#": 80, "?": 20, "+": 50, "-": 50, "*": 60, "/": 60,
    "%": 60, "=": 40, "<": 40, ">": 40, "^": 40, ":=": 10, "!=": 40, "<=": 40, ">=": 40, "~>": 40,
    "and": 30, "or": 25, "in": 40, "&": 50,
}  # fmt: skip
_KNOWN = frozenset((*_POWERS, "..", "**", "|", ":", ";", ",", ")", "]", "}"))


@record(eq=False, frozen=False)
class Raw:
    """A construct as it was read: its kind, its operands, its place."""

    kind: str
    """As `tree.Node.kind`; of operands in a chain `binary`, with the operator as the value."""
    value: str | float | bool | RegexSource | None
    position: int
    start: int
    end: int
    left: Raw | None = None
    """What stands before the operator: the first operand, the condition, the procedure."""
    parts: list[Raw] = field(default_factory=list)
    """The other operands, items, arguments, keys and values in turn."""
    flags: list[bool] = field(default_factory=list)
    """Of `^(...)`: which terms descend."""
    signature: Signature | None = None
    keep_array: bool = False


def read(text: str) -> Raw:
    """Read an expression.

    Raises:
        JSONataSyntaxError: It does not parse.
    """
    parser = _Parser(text)
    raw = parser.expression(0)
    if parser.token.kind != "end":
        raise parser.problem("S0201")
    return raw


class _Parser:
    def __init__(self, text: str) -> None:
        self._lexer = Lexer(text)
        self._depth = 0
        self.consumed = 0
        self.token = Token("end", "(end)", 0, 0)
        self._move(after_operand=False)

    @property
    def sign(self) -> str:
        """The operator at hand; empty for any other token."""
        return str(self.token.value) if self.token.kind == "operator" else ""

    def problem(self, code: str) -> JSONataSyntaxError:
        """Give the error that says that the token at hand is wrong."""
        token = self.token
        return JSONataSyntaxError(code, token.position, token=token.value, offset=token.start)

    def _move(self, *, after_operand: bool) -> None:
        self.consumed = self.token.position
        self.token = self._lexer.next(after_operand=after_operand)
        if self.token.kind == "operator" and self.token.value not in _KNOWN:
            raise self.problem("S0204")

    def expect(self, sign: str, *, after_operand: bool = False) -> None:
        """Go past *sign*, which must be at hand."""
        if self.sign != sign:
            token = self.token
            code = "S0203" if token.kind == "end" else "S0202"
            raise JSONataSyntaxError(code, token.position, sign, token=token.value, offset=token.start)
        self._move(after_operand=after_operand)

    def accept(self, sign: str) -> bool:
        """Go past *sign* if it is at hand."""
        if self.sign != sign:
            return False
        self._move(after_operand=False)
        return True

    def expression(self, power: int) -> Raw:
        """Read an expression whose operators bind more tightly than *power*."""
        self._depth += 1
        token = self.token
        if self._depth > _DEEPEST:
            raise JSONataSyntaxError("U1001", token.position, message="the expression is nested too deeply")
        self._move(after_operand=True)
        left = self._prefix(token)
        while power < _POWERS.get(self.sign, 0):
            token = self.token
            self._move(after_operand=False)
            left = _INFIX[str(token.value)](self, token, left)
        self._depth -= 1
        return left

    def _prefix(self, token: Token) -> Raw:
        if token.kind == "operator":
            sign = str(token.value)
            if sign not in _PREFIX:
                raise JSONataSyntaxError("S0211", token.position, token=sign, offset=token.start)
            return _PREFIX[sign](self, token)
        return Raw(token.kind, token.value, token.position, token.start, token.position)

    def node(self, kind: str, token: Token, left: Raw | None = None, parts: list[Raw] | None = None) -> Raw:
        """Give a construct that ends where the parser is."""
        start = left.start if left else token.start
        return Raw(kind, token.value, token.position, start, self.consumed, left, parts or [])

    def list_until(self, closing: str, *, item: Callable[[], list[Raw]]) -> list[Raw]:
        """Read items with commas between them, up to *closing*, which stays at hand."""
        items: list[Raw] = []
        if self.sign != closing:
            items += item()
            while self.accept(","):
                items += item()
        return items


_Prefix: TypeAlias = Callable[[_Parser, Token], Raw]
_Infix: TypeAlias = Callable[[_Parser, Token, Raw], Raw]


def _atom(kind: str) -> _Prefix:
    return lambda parser, token: parser.node(kind, token)


def _negation(parser: _Parser, token: Token) -> Raw:
    operand = parser.expression(70)
    return parser.node("negation", token, parts=[operand])


def _block(parser: _Parser, token: Token) -> Raw:
    parts = []
    while parser.sign != ")":
        parts.append(parser.expression(0))
        if not parser.accept(";"):
            break
    parser.expect(")", after_operand=True)
    return parser.node("block", token, parts=parts)


def _array(parser: _Parser, token: Token) -> Raw:
    def item() -> list[Raw]:
        first = parser.expression(0)
        dots = parser.token
        if not parser.accept(".."):
            return [first]
        last = parser.expression(0)
        return [parser.node("binary", dots, first, [last])]

    parts = parser.list_until("]", item=item)
    parser.expect("]", after_operand=True)
    return parser.node("array", token, parts=parts)


def _members(parser: _Parser) -> list[Raw]:
    def member() -> list[Raw]:
        key = parser.expression(0)
        parser.expect(":")
        return [key, parser.expression(0)]

    parts = parser.list_until("}", item=member)
    parser.expect("}", after_operand=True)
    return parts


def _object(parser: _Parser, token: Token) -> Raw:
    parts = _members(parser)
    return parser.node("object", token, parts=parts)


def _transform(parser: _Parser, token: Token) -> Raw:
    parts = [parser.expression(0)]
    parser.expect("|")
    parts.append(parser.expression(0))
    if parser.accept(","):
        parts.append(parser.expression(0))
    parser.expect("|")
    return parser.node("transform", token, parts=parts)


def _operator(parser: _Parser, token: Token, left: Raw) -> Raw:
    right = parser.expression(_POWERS[str(token.value)])
    return parser.node("binary", token, left, [right])


def _call(parser: _Parser, token: Token, left: Raw) -> Raw:
    def argument() -> list[Raw]:
        hole = parser.token
        if parser.accept("?"):
            return [parser.node("hole", hole)]
        return [parser.expression(0)]

    arguments = parser.list_until(")", item=argument)
    parser.expect(")", after_operand=True)
    if left.kind == "name" and left.value in ("function", "\u03bb"):
        return _lambda(parser, token, left, arguments)
    kind = "partial" if any(each.kind == "hole" for each in arguments) else "function"
    return parser.node(kind, token, left, arguments)


def _lambda(parser: _Parser, token: Token, left: Raw, parameters: list[Raw]) -> Raw:
    for number, each in enumerate(parameters, 1):
        if each.kind != "variable":
            shown = "?" if each.kind == "hole" else each.value
            raise JSONataSyntaxError("S0208", each.position, number, token=shown, offset=each.start)
    signature = _signature(parser) if parser.sign == "<" else None
    parser.expect("{")
    body = parser.expression(0)
    parser.expect("}")
    raw = parser.node("lambda", token, left, [*parameters, body])
    raw.signature = signature
    return raw


def _signature(parser: _Parser) -> Signature:
    opening = parser.token
    text = "<"
    depth = 1
    while depth > 0 and parser.sign != "{" and parser.token.kind != "end":
        parser._move(after_operand=False)  # noqa: SLF001
        depth += {">": -1, "<": 1}.get(parser.sign, 0)
        text += str(parser.token.value)
    parser.expect(">")
    try:
        return Signature(text)
    except JSONataSyntaxError as error:
        position = opening.position + (error.position or 0)
        raise JSONataSyntaxError(error.code, position, error.value, offset=opening.start) from error


def _predicate(parser: _Parser, token: Token, left: Raw) -> Raw:
    if parser.sign == "]":
        step = left
        while step.kind == "binary" and step.value == "[" and step.left:
            step = step.left
        step.keep_array = True
        parser.expect("]")
        return left
    predicate = parser.expression(0)
    parser.expect("]", after_operand=True)
    return parser.node("binary", token, left, [predicate])


def _sort(parser: _Parser, token: Token, left: Raw) -> Raw:
    flags: list[bool] = []

    def term() -> list[Raw]:
        flags.append(parser.sign == ">")
        if parser.sign in ("<", ">"):
            parser.expect(parser.sign)
        return [parser.expression(0)]

    parser.expect("(")
    parts = term()
    while parser.accept(","):
        parts += term()
    parser.expect(")")
    raw = parser.node("binary", token, left, parts)
    raw.flags = flags
    return raw


def _group(parser: _Parser, token: Token, left: Raw) -> Raw:
    parts = _members(parser)
    return parser.node("binary", token, left, parts)


def _bind(parser: _Parser, token: Token, left: Raw) -> Raw:
    if left.kind != "variable":
        raise JSONataSyntaxError("S0212", left.position, token=left.value, offset=left.start)
    right = parser.expression(_POWERS[":="] - 1)
    return parser.node("binary", token, left, [right])


def _tuple_binding(parser: _Parser, token: Token, left: Raw) -> Raw:
    right = parser.expression(_POWERS[str(token.value)])
    if right.kind != "variable":
        raise JSONataSyntaxError("S0214", right.position, token=token.value, offset=right.start)
    return parser.node("binary", token, left, [right])


def _condition(parser: _Parser, token: Token, left: Raw) -> Raw:
    parts = [parser.expression(0)]
    if parser.accept(":"):
        parts.append(parser.expression(0))
    return parser.node("condition", token, left, parts)


_PREFIX: dict[str, _Prefix] = {
    "-": _negation,
    "(": _block,
    "[": _array,
    "{": _object,
    "|": _transform,
    "*": _atom("wildcard"),
    "**": _atom("descendant"),
    "%": _atom("parent"),
    "and": _atom("name"),
    "or": _atom("name"),
    "in": _atom("name"),
}

_INFIX: dict[str, _Infix] = {
    **dict.fromkeys(_POWERS, _operator),
    "(": _call,
    "[": _predicate,
    "{": _group,
    "^": _sort,
    ":=": _bind,
    "@": _tuple_binding,
    "#": _tuple_binding,
    "?": _condition,
}
