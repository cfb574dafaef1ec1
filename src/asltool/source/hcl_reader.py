"""HCL, the language of Terraform, as far as it says something by itself: blocks, literals, calls, templates.

Everything that has still to be worked out (references, operators, conditions) is one opaque expression. The
reader is our own: that of python-hcl2 takes half a second to load, many seconds where it cannot keep a cache,
and refuses a whole file for the sake of one expression.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from asltool.json_value import JsonValue, json_text
from asltool.source.hcl_templates import HclError, Template, read_heredoc, read_quoted, skip_quoted
from asltool.source.limits import MAX_DEPTH
from asltool.source.span import Span
from asltool.source.text import skip

_BLANKS = re.compile(r"(?:[ \t\r\n]|(?:#|//)[^\n]*|/\*.*?\*/)*", re.DOTALL)
_BLANKS_IN_LINE = re.compile(r"(?:[ \t]|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_HEREDOC = re.compile(r"<<-?[A-Za-z_]")
_ENDS = re.compile(r"[,)\]}\r\n]|#|//|\Z|=(?![=>])|:(?!:)")
"""What can follow a whole expression."""
_OTHER = re.compile(r"/\*.*?\*/|[=!<>]=|=>|::|[^\"<#/(){}\[\],\r\n=!>:?]+|.", re.DOTALL)
"""A piece of an opaque expression: a comment, an operator, a word, a bracket or a quotation mark."""
_WORD = re.compile(r"\w+|\S")
_CONSTANTS: dict[str, JsonValue] = {"true": True, "false": False, "null": None}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(slots=True)
class Expression:
    """A piece of HCL that has a value. What is not told of it is not known."""

    start: int
    end: int
    literal: JsonValue = None
    """The value of a number, true, false or null."""
    is_literal: bool = False
    template: Template | None = None
    """Set for a text, in quotes or between markers."""
    members: list[tuple[Expression, Expression]] | None = None
    """The keys and values of an object."""
    items: list[Expression] | None = None
    """The items of a tuple, or the arguments of a call."""
    name: str | None = None
    """A name by itself, or the function of a call."""

    @property
    def span(self) -> Span:
        """The span of the expression."""
        return Span(self.start, self.end)

    @property
    def is_call(self) -> bool:
        """Whether it calls the function `name`."""
        return self.name is not None and self.items is not None


@dataclass(slots=True)
class Block:
    """A block: `resource "type" "name" { ... }`. The file itself is one without a type."""

    type: str
    labels: tuple[str, ...]
    attributes: dict[str, Expression] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def read_hcl(text: str) -> Block:
    """Give the blocks of a file.

    Raises:
        HclError: A bracket or text is not closed, or the file is something else.
    """
    file = Block("", ())
    reader = _Reader(text)
    reader.body(file)
    if reader.at < len(text):
        reader.fail()
    return file


class _Reader:
    """Reads from left to right; `at` is the next character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith("\ufeff") else 0
        self.depth = 0

    def fail(self) -> NoReturn:
        found = _WORD.match(self.text, self.at)
        what = "the file ends too early" if found is None else f"{json_text(found[0])} is unexpected here"
        raise HclError(what, self.at)

    def skip(self, pattern: re.Pattern[str] = _BLANKS) -> None:
        self.at = skip(pattern, self.text, self.at)

    def take(self, token: str) -> bool:
        if not self.text.startswith(token, self.at):
            return False
        self.at += len(token)
        return True

    def name(self) -> str | None:
        found = _NAME.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found[0]

    def body(self, block: Block) -> None:
        """Read attributes and blocks up to what is neither."""
        self.skip()
        while (name := self.name()) is not None:
            self.skip(_BLANKS_IN_LINE)
            if self.take("="):
                self.skip(_BLANKS_IN_LINE)
                block.attributes[name] = self.expression()
            else:
                block.blocks.append(self.block(name))
            self.skip()

    def block(self, type_: str) -> Block:
        labels: list[str] = []
        while not self.take("{"):
            start = self.at
            if self.text.startswith('"', start):
                self.at = skip_quoted(self.text, start)
                labels.append(self.text[start + 1 : self.at - 1])
            else:
                labels.append(self.name() or self.fail())
            self.skip(_BLANKS_IN_LINE)
        block = Block(type_, tuple(labels))
        self.deeper()
        self.body(block)
        self.depth -= 1
        if not self.take("}"):
            self.fail()
        return block

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail()

    def expression(self) -> Expression:
        """Read an expression; one that is more than a literal, a template or a call is opaque."""
        start = self.at
        self.deeper()
        found = self.primary()
        self.depth -= 1
        if found is not None:
            found.end = self.at
            self.skip(_BLANKS_IN_LINE)
            is_heredoc = found.template is not None and found.template.is_heredoc
            if is_heredoc or _ENDS.match(self.text, self.at):
                return found
        self.at = start
        self.rest()
        if self.at == start:
            self.fail()
        return Expression(start, start + len(self.text[start : self.at].rstrip()))

    def primary(self) -> Expression | None:
        start, text = self.at, self.text
        number = _NUMBER.match(text, start)
        if number is not None:
            self.at = number.end()
            return Expression(start, self.at, literal=_number(number[0]), is_literal=True)
        if text.startswith('"', start) or _HEREDOC.match(text, start):
            template = read_quoted(text, start) if text[start] == '"' else read_heredoc(text, start)
            self.at = template.end
            return Expression(start, self.at, template=template)
        if self.take("{"):
            return self.members(start)
        if self.take("["):
            items = self.items("]")
            return None if items is None else Expression(start, self.at, items=items)
        name = self.name()
        if name in _CONSTANTS:
            return Expression(start, self.at, literal=_CONSTANTS[name], is_literal=True)
        if name is None or not self.take("("):
            return None if name is None else Expression(start, self.at, name=name)
        items = self.items(")")
        return None if items is None else Expression(start, self.at, name=name, items=items)

    def members(self, start: int) -> Expression | None:
        """Read an object; None for one that is made by a `for`."""
        members: list[tuple[Expression, Expression]] = []
        self.skip()
        while not self.take("}"):
            key = self.expression()
            self.skip(_BLANKS_IN_LINE)
            if not (self.take("=") or self.take(":")):
                return None
            self.skip()
            members.append((key, self.expression()))
            self.skip()
            self.take(",")
            self.skip()
        return Expression(start, self.at, members=members)

    def items(self, closing: str) -> list[Expression] | None:
        """Read the items of a tuple or the arguments of a call; None for a tuple that a `for` makes."""
        items: list[Expression] = []
        self.skip()
        while not self.take(closing):
            items.append(self.expression())
            self.skip()
            if not self.take(",") and not self.text.startswith(closing, self.at):
                return None
            self.skip()
        return items

    def rest(self) -> None:
        """Go on to where an opaque expression ends."""
        open_: list[str] = []
        conditions = 0
        while open_ or not self.is_end(conditions):
            found = _OTHER.match(self.text, self.at)
            if found is None:
                self.fail()
            word = found[0]
            conditions += (word == "?") - (word == ":" and not open_)
            if word == '"':
                self.at = skip_quoted(self.text, self.at)
            elif word == "<" and _HEREDOC.match(self.text, self.at):
                self.at = read_heredoc(self.text, self.at).end
            elif word in "#/" and self.text.startswith(("#", "//"), self.at):
                self.skip()
            else:
                self.at = found.end()
                if word in _CLOSING:
                    open_.append(_CLOSING[word])
                elif open_ and word == open_[-1]:
                    open_.pop()

    def is_end(self, conditions: int) -> bool:
        """Tell whether an expression ends here; the `:` of a condition goes on with it."""
        is_colon = self.text.startswith(":", self.at)
        return not (is_colon and conditions) and _ENDS.match(self.text, self.at) is not None


def _number(digits: str) -> JsonValue:
    return float(digits) if any(mark in digits for mark in ".eE") else int(digits)
