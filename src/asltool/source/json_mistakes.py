"""Why a text is not JSON, in words for people, at the place that they must look at."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NoReturn

from asltool.records import record
from asltool.source.jackson import jackson_error
from asltool.source.json_words import explain_string, explain_word, show
from asltool.source.limits import MAX_DEPTH
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText, skip

_BLANKS = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_WORD = re.compile(r"""(?:(?!//|/\*)[^\s,;:\[\]{}"'\ufeff\u200b\u2060\x00])+""")
_INVISIBLE = "\ufeff\u200b\u2060\x00"
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_COMMENT = re.compile(r"//[^\r\n]*|/\*(?:.*?\*/|.*)|#[^\r\n]*", re.DOTALL)
_CONSTANTS = frozenset(("true", "false", "null"))
_CLOSERS = {"{": "}", "[": "]"}
_NOUNS = {"{": "object", "[": "array"}
_LONGEST_NUMBER = 4300
"""Digits; Python reads no longer ones."""


@record
class Mistake:
    """The first mistake of a text."""

    kind: ProblemKind
    message: str
    span: Span


class _FoundMistake(Exception):  # noqa: N818 - it ends the search, nothing is in error
    """Ends the search at the first mistake."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


@dataclass(slots=True)
class _Container:
    """An object or array that is open where the search stands."""

    bracket: str
    start: int
    members: int = 0
    key: str = ""
    """The token of the last key, quotes included."""


def refusal(source: SourceText) -> SourceProblem | None:
    """Give the one problem of a text that is refused, in our words and in AWS's; None if it is JSON."""
    mistake = first_mistake(source)
    if mistake is None:
        return None
    aws = jackson_error(source.text.removeprefix("\ufeff"))
    return SourceProblem(mistake.kind, mistake.message, source, mistake.span, jackson=aws)


def first_mistake(source: SourceText) -> Mistake | None:
    """Give the first mistake of a text that should be JSON; None if it is JSON."""
    try:
        _Search(source).document()
    except _FoundMistake as found:
        return found.mistake
    return None


class _Search:
    """Reads a text as strictly as the grammar, with a stack of its own: depth cannot end it."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.open: list[_Container] = []
        self.unclosed: _Container | None = None

    def document(self) -> None:
        at = self.blanks(1 if self.text.startswith("\ufeff") else 0)
        if at == len(self.text):
            self.stop("the document is empty", 0, at, ProblemKind.EMPTY)
        at = self.value(at)
        while self.open:
            at = self.step(self.open[-1], at)
        at = self.blanks(at)
        if at < len(self.text):
            self.trailing(at)

    def step(self, container: _Container, at: int) -> int:
        """Read a member, up to the inside of its value if that is a container; or a closer."""
        at = self.blanks(at)
        closer = _CLOSERS[container.bracket]
        if self.text.startswith(closer, at):
            self.note_indentation(container, at)
            self.open.pop()
            return at + 1
        if at == len(self.text):
            self.never_closed()
        if self.text[at] in "}]":
            self.wrong_closer(container, at)
        if container.members:
            if self.text[at] != ",":
                self.stop(f'expected "," or "{closer}" {self.after(container)}', at, self.token_end(at))
            at = self.next_member(at)
        elif self.text[at] == ",":
            self.stop("a comma with nothing before it", at, at + 1)
        container.members += 1
        if container.bracket == "{":
            at = self.key(container, at)
        return self.value(at)

    def next_member(self, comma: int) -> int:
        at = self.blanks(comma + 1)
        if at == len(self.text):
            self.never_closed()
        if self.text[at] in "}]":
            self.stop(f'trailing comma before "{self.text[at]}"', comma, comma + 1)
        if self.text[at] == ",":
            self.stop("two commas with nothing between them", at, at + 1)
        return at

    def key(self, container: _Container, at: int) -> int:
        character = self.text[at]
        if character == '"':
            end = self.string(at)
        else:
            self.bad_key(at)
        container.key = self.text[at:end]
        at = self.blanks(end)
        if at == len(self.text):
            self.never_closed()
        if self.text[at] != ":":
            self.stop(f'expected ":" after the key {show(container.key)}', at, self.token_end(at))
        at = self.blanks(at + 1)
        if at == len(self.text):
            self.never_closed()
        if self.text[at] in ",}]":
            self.stop(f"the key {show(container.key)} has no value", end - len(container.key), end)
        return at

    def value(self, at: int) -> int:
        character = self.text[at]
        if character in _CLOSERS:
            if self.text.startswith("{{", at):
                self.bad_word(at)
            self.open.append(_Container(character, at))
            if len(self.open) > MAX_DEPTH:
                message = f"objects and arrays stand in each other more than {MAX_DEPTH} deep"
                self.stop(message, at, at + 1, ProblemKind.TOO_DEEP)
            return at + 1
        if character == '"':
            return self.string(at)
        word = _WORD.match(self.text, at)
        if word is None or (word[0] not in _CONSTANTS and not self.is_number(word)):
            self.bad_word(at)
        return word.end()

    def string(self, at: int) -> int:
        string = _STRING.match(self.text, at)
        if string is None:
            self.stop(*explain_string(self.text, at))
        return string.end()

    def is_number(self, word: re.Match[str]) -> bool:
        number = _NUMBER.fullmatch(word[0])
        if number is None:
            return False
        is_float = number[1] or number[2]
        if math.isinf(float(word[0])) if is_float else len(word[0]) > _LONGEST_NUMBER:
            message = f"the number {show(word[0])} is beyond the range of numbers"
            self.stop(message, *word.span(), ProblemKind.UNUSABLE_VALUE)
        return True

    def blanks(self, at: int) -> int:
        """Skip what JSON takes as blank; what people take as blank and JSON does not is a mistake."""
        at = skip(_BLANKS, self.text, at)
        comment = _COMMENT.match(self.text, at)
        if comment is not None:
            self.stop("a comment: JSON has none", at, comment.end())
        if at < len(self.text):
            character = self.text[at]
            if character.isspace() or character in _INVISIBLE:
                self.stop(f"U+{ord(character):04X} is no blank of JSON", at, at + 1)
        return at

    def token_end(self, at: int) -> int:
        """Give the end of whatever begins at *at*, so that a report marks all of it."""
        token = _STRING.match(self.text, at) or _WORD.match(self.text, at)
        return token.end() if token else at + 1

    def after(self, container: _Container) -> str:
        if container.bracket == "{":
            return f"after the value of {show(container.key)}"
        return f"after item {container.members}"

    def named(self, container: _Container) -> str:
        line = self.source.position(container.start).line
        return f"the {_NOUNS[container.bracket]} that begins at line {line}"

    def note_indentation(self, container: _Container, closer: int) -> None:
        """Remember the first container whose closer, by its indentation, was meant for another one."""
        if self.unclosed is None:
            opened, closed = self.indentation(container.start), self.indentation(closer)
            if closed is not None and opened is not None and closed < opened:
                self.unclosed = container

    def indentation(self, at: int) -> int | None:
        """Give the indentation of a bracket's line; None for a closer within its line."""
        line = self.source.line_start(at)
        first = skip(_BLANKS, self.text, line)
        return None if self.text[at] in "}]" and first != at else first - line

    def never_closed(self) -> NoReturn:
        container = self.unclosed or self.open[-1]
        self.stop(f"{self.named(container)} is never closed", container.start, container.start + 1)

    def wrong_closer(self, container: _Container, at: int) -> NoReturn:
        found, closer = self.text[at], _CLOSERS[container.bracket]
        self.stop(f'expected "{closer}" to close {self.named(container)}, found "{found}"', at, at + 1)

    def trailing(self, at: int) -> NoReturn:
        if self.text[at] in "}]":
            self.stop(f'"{self.text[at]}" closes nothing: the document ended before it', at, at + 1)
        self.stop("text after the end of the document", at, self.token_end(at))

    def bad_key(self, at: int) -> NoReturn:
        message, end = explain_word(self.text, at, self.token_end(at), is_key=True)
        self.stop(message, at, end)

    def bad_word(self, at: int) -> NoReturn:
        message, end = explain_word(self.text, at, self.token_end(at), is_key=False)
        self.stop(message, at, end)

    def stop(self, message: str, start: int, end: int, kind: ProblemKind = ProblemKind.NOT_JSON) -> NoReturn:
        raise _FoundMistake(Mistake(kind, message, Span(start, end)))
