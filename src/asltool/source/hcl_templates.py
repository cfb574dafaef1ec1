"""Templates of HCL, its texts: in quotes, between markers, or files. What stands in `${...}` is opaque."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from asltool.source.embedding import Segment, Written, as_written
from asltool.source.span import Span
from asltool.source.text import SourceText

_QUOTED_UNIT = re.compile(r"\$\$\{|%%\{|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|.", re.DOTALL)
_PLAIN_UNIT = re.compile(r"\$\$\{|%%\{|.", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_OPEN = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_HEREDOC = re.compile(r"<<(-?)([A-Za-z_][\w.-]*)[ \t]*\r?\n")
_DIRECTIVE = re.compile(r"%\{~?\s*(\w+)\s*(.*?)\s*~?\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_CODE = re.compile(r"[\"{}]")
_ENDS = ('"', "\n", "")
"""What ends a text in quotes, or shows that nothing does."""
_NOT_IN_A_NAME = re.compile(r"[^\w.:-]+")
_LONGEST_NAME = 60
_INDENTATION = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)


class HclError(ValueError):
    """A text that is no HCL.

    Args:
        message: What is wrong: lower case, no full stop, without the place.
        offset: The character at which it is.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(slots=True)
class Template:
    """A text of HCL."""

    start: int
    end: int
    pieces: list[Span]
    """Its text without quotes or markers, at least one; each line by itself where indentation is left out."""
    is_heredoc: bool = False
    indentation: str = ""
    """What begins each line and is no part of the text."""
    unit: re.Pattern[str] = _QUOTED_UNIT

    def segments(self, source: SourceText, *, follows_conditions: bool = False) -> list[Segment] | None:
        """Give the segments of the text; None if `%{...}` decides it, or something is not closed.

        Args:
            source: The file.
            follows_conditions: Whether of what `%{if}` decides, that counts which stands there if the
                condition holds: for a text that is a whole definition.
        """
        found: list[Segment] = []
        branches = _Branches()
        for piece in self.pieces:
            for span, kind in _parts(source.text, piece):
                if span.end > piece.end:
                    return None
                if kind == "%":
                    if not (follows_conditions and branches.take(source.text[span.start : span.end])):
                        return None
                elif branches.is_left_out or span.start == span.end:
                    continue
                elif kind == "$":
                    found.append(as_written(source, span).segment(text=placeholder(source.text, span)))
                else:
                    found.append(self._written(source, span).segment())
        if branches.are_open:
            return None
        return found or [self._written(source, Span(self.pieces[0].start, self.pieces[0].start)).segment()]

    def _written(self, source: SourceText, span: Span) -> Written:
        units = list(self.unit.finditer(source.text, span.start, span.end))
        texts = [_unescaped(unit[0]) for unit in units]
        offsets: list[int] = []
        for unit, text in zip(units, texts, strict=True):
            offsets += _offsets(unit.start(), text)
        offsets.append(span.end)
        return Written(source, "".join(texts), lambda: offsets, self._rewrite)

    def _rewrite(self, text: str) -> str | None:
        escaped = text.replace("${", "$${").replace("%{", "%%{")
        if self.is_heredoc:
            return escaped.replace("\n", f"\n{self.indentation}")
        quoted = escaped.replace("\\", "\\\\").replace('"', '\\"')
        return quoted.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


class _Branches:
    """Which of the conditions around a part of a text let it stand there, if all hold, as they can."""

    def __init__(self) -> None:
        self._are_else: list[bool] = []
        self._conditions: dict[str, set[str]] = {}
        """The names in each condition."""

    @property
    def are_open(self) -> bool:
        """Whether some condition has not come to its end."""
        return bool(self._are_else)

    @property
    def is_left_out(self) -> bool:
        """Whether what comes next stands behind an `else`."""
        return any(self._are_else)

    def take(self, directive: str) -> bool:
        """Take in a directive; give whether it is one of a condition, and where it belongs."""
        words = _DIRECTIVE.fullmatch(directive)
        match words and words[1]:
            case "if" if words and self._can_hold_too(words[2]):
                self._are_else.append(False)
            case "else" if self._are_else and not self._are_else[-1]:
                self._are_else[-1] = True
            case "endif" if self._are_else:
                self._are_else.pop()
            case _:
                return False
        return True

    def _can_hold_too(self, condition: str) -> bool:
        """Tell whether a condition surely can hold together with the others: none asks for the same names."""
        names = set(_NAME.findall(condition))
        others = [asked for other, asked in self._conditions.items() if other != condition]
        self._conditions[condition] = names
        return all(names.isdisjoint(asked) for asked in others)


def placeholder(text: str, span: Span) -> str:
    """Give the placeholder for what is written at *span*, an interpolation or any expression."""
    code = text[span.start : span.end].removeprefix("${").removesuffix("}")
    return f"${{{_NOT_IN_A_NAME.sub('', code)[:_LONGEST_NAME] or 'value'}}}"


def read_quoted(text: str, at: int) -> Template:
    """Give the text in quotes at *at*.

    Raises:
        HclError: It is not closed.
    """
    end = skip_quoted(text, at)
    return Template(at, end, [Span(at + 1, end - 1)])


def read_heredoc(text: str, at: int) -> Template:
    """Give the text between markers at *at*; its end is that of the closing marker.

    Raises:
        HclError: It is not closed.
    """
    opening = _HEREDOC.match(text, at)
    if opening is None:
        raise HclError("the marker of a text stands without a line of its own", at)
    marker = re.compile(rf"^[ \t]*{re.escape(opening[2])}(?=\s|\Z)", re.MULTILINE)
    closing = marker.search(text, opening.end())
    if closing is None:
        raise HclError(f"the text that begins here is not closed by a line {opening[2]}", at)
    body = Span(opening.end(), closing.start())
    if not opening[1]:
        return Template(at, closing.end(), [body], is_heredoc=True, unit=_PLAIN_UNIT)
    lines = text[body.start : body.end]
    width = min((len(found[0]) for found in _INDENTATION.finditer(lines)), default=0)
    first = next((found[0][:width] for found in _INDENTATION.finditer(lines)), "")
    pieces = list(_lines(text, body, width)) or [body]
    return Template(at, closing.end(), pieces, is_heredoc=True, indentation=first, unit=_PLAIN_UNIT)


def file_template(text: str) -> Template:
    """Give the template that a whole file is."""
    start = 1 if text.startswith("\ufeff") else 0
    return Template(0, len(text), [Span(start, len(text))], is_heredoc=True, unit=_PLAIN_UNIT)


def skip_quoted(text: str, at: int) -> int:
    """Give the offset behind the text in quotes at *at*.

    Raises:
        HclError: It is not closed.
    """
    start = at
    at += 1
    while text[at : at + 1] not in _ENDS:
        opened = _OPEN.match(text, at)
        if opened is not None:
            at = _skip_code(text, opened.end())
        else:
            at += 2 if text[at] == "\\" else 1
    if text[at : at + 1] != '"':
        raise HclError("the text that begins here is not closed on its line", start)
    return at + 1


def _skip_code(text: str, at: int) -> int:
    """Give the offset behind the brace that closes what was opened before *at*."""
    depth, start = 1, at - 2
    while depth:
        found = _CODE.search(text, at)
        if found is None:
            raise HclError("the brace that opens here is never closed", start)
        if found[0] == '"':
            at = skip_quoted(text, found.start())
            continue
        depth += 1 if found[0] == "{" else -1
        at = found.end()
    return at


def _parts(text: str, piece: Span) -> Iterator[tuple[Span, str]]:
    """Give the parts of a piece: "$" for an interpolation, "%" for a directive, "" for plain text.

    One that is not closed ends behind the piece.
    """
    done = at = piece.start
    while (opened := _OPEN.search(text, at, piece.end)) is not None:
        start = opened.start()
        try:
            at = _skip_code(text, opened.end())
        except HclError:  # a file that is a template, or lines between markers
            at = len(text) + 1
        yield Span(done, start), ""
        yield Span(start, at), opened[0][0]
        done = at
    yield Span(done, max(done, piece.end)), ""


def _lines(text: str, body: Span, width: int) -> Iterator[Span]:
    at = body.start
    while at < body.end:
        end = text.find("\n", at, body.end) + 1 or body.end
        blanks = len(text[at:end]) - len(text[at:end].lstrip(" \t"))
        yield Span(at + min(width, blanks), end)
        at = end


def _unescaped(unit: str) -> str:
    """Give what a piece of a template says."""
    if unit in ("$${", "%%{"):
        return unit[1:]
    if unit[0] != "\\" or len(unit) == 1:
        return unit
    if unit[1] in "uU" and len(unit) > 2:
        return chr(int(f"0{unit[2:]}", 16))
    return _ESCAPES.get(unit[1], unit[1])


def _offsets(start: int, text: str) -> tuple[int, ...]:
    """Give an offset for each character that a unit writes."""
    return (start, start + 2) if len(text) > 1 else (start,)
