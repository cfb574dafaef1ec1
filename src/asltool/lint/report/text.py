"""Findings for people: the fact, the line with a caret under what is meant, one line of help."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from asltool.diagnostics import Finding, RelatedPlace, Severity
from asltool.lint.linter import Linted
from asltool.lint.page import pages
from asltool.lint.report.counts import is_fixable, summary
from asltool.lint.report.setting import Setting
from asltool.records import record
from asltool.source.span import Position
from asltool.source.text import SourceText

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_BLUE = "\x1b[34;1m"
_COLOURS = {Severity.ERROR: "\x1b[31;1m", Severity.WARNING: "\x1b[33;1m", Severity.INFO: "\x1b[36;1m"}

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile(r"[\r\n]")
_TAB = 4


def render(results: Sequence[Linted], setting: Setting) -> str:
    """Give all findings, and a line that sums them up."""
    blocks = [block for result in results for block in _blocks(result, setting)]
    return "\n\n".join([*blocks, summary(results)])


def render_finding(
    finding: Finding, source: SourceText, setting: Setting, *, helps: bool = True, names: bool = False
) -> str:
    """Give one finding.

    Args:
        finding: The finding.
        source: The text that it points into.
        setting: Where it is shown.
        helps: Whether to say what to do where no fix says it.
        names: Whether to name the state machine.
    """
    return "\n".join(_lines(finding, source, _Pen(setting), helps=helps, names=names))


def _blocks(result: Linted, setting: Setting) -> Iterator[str]:
    """Give the findings of one file; what to do is said once for each rule."""
    explained: set[str] = set()
    source = result.source
    if source is None:
        return
    for finding in result.findings:
        yield render_finding(
            finding, source, setting, helps=finding.rule not in explained, names=result.count > 1
        )
        explained.add(finding.rule)


@record
class _Pen:
    """Writes with colours, or without."""

    setting: Setting

    def paint(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_RESET}" if self.setting.is_coloured and text else text


def _lines(finding: Finding, source: SourceText, pen: _Pen, *, helps: bool, names: bool) -> Iterator[str]:
    place = pen.paint(f"{finding.file}:{finding.line}:{finding.column}:", _BOLD)
    severity = pen.paint(f"{finding.severity}:", _COLOURS[finding.severity])
    rule = pen.paint(f"[{finding.rule}]", _DIM)
    within = f" in {printable(finding.machine)}" if names and finding.machine is not None else ""
    yield f"{place} {severity} {printable(finding.message)} {rule}{within}"
    digits = len(str(max(finding.line, *(other.line for other in finding.related), 0)))
    margin = " " * (digits + 2)
    yield from _excerpt_lines(finding, source, pen, digits, _COLOURS[finding.severity])
    for related in finding.related:
        yield f"{margin}   {pen.paint('note:', _BOLD)} {printable(related.message)}"
        yield from _excerpt_lines(related, source, pen, digits, _BLUE)
    advice = _advice(finding, helps=helps)
    if advice:
        yield f"{margin}   {pen.paint('help:', _BOLD)} {printable(advice)}"


def _excerpt_lines(
    place: Finding | RelatedPlace, source: SourceText, pen: _Pen, digits: int, colour: str
) -> Iterator[str]:
    """Give the source line of a place and the line of carets; nothing for a text that was not read."""
    if not source.text:
        return
    line, caret = _excerpt(place, source, pen.setting.width - digits - 5)
    for number, text in ((str(place.line), line), ("", pen.paint(caret, colour))):
        yield f"{pen.paint(f'  {number:>{digits}} |', _DIM)} {text}".rstrip()


def _advice(finding: Finding, *, helps: bool) -> str:
    if finding.fix is not None:
        return f"{finding.fix.title} ({'--fix' if is_fixable(finding) else '--fix --unsafe'} does it)"
    return pages()[finding.rule].help if helps else ""


def printable(text: str) -> str:
    """Give *text* with characters that would harm a terminal, or break the line, written as escapes."""
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], text)


def _excerpt(place: Finding | RelatedPlace, source: SourceText, width: int) -> tuple[str, str]:
    """Give the source line, cut to *width*, and a line with carets under what is meant.

    It looks no further than *width* from the place: a definition without line breaks is one long line.
    """
    text = source.text
    start = source.offset(Position(place.line, place.column))
    line_start = start - place.column + 1
    rest = _LINE_END.split(text[start : start + 2 * width + 2], maxsplit=1)[0]
    end = place.end_column - place.column if place.end_line == place.line else len(rest)
    before = _shown(_cut_left(text[max(line_start, start - width - 1) : start], width))
    meant, after = (_shown(_cut_right(part, width)) for part in (rest[:end], rest[end:]))
    if cells(before + meant + after) <= width:
        return before + meant + after, " " * cells(before) + "^" * max(1, cells(meant))
    before = _cut_left(before, width // 3)
    meant = _cut_right(meant, max(10, width - cells(before)))
    after = _cut_right(after, max(0, width - cells(before) - cells(meant)))
    return before + meant + after, " " * cells(before) + "^" * max(1, cells(meant))


def _shown(text: str) -> str:
    return printable(text).replace("\t", " " * _TAB)


def _cut_left(text: str, width: int) -> str:
    return text if len(text) <= width else "..." + text[len(text) - max(0, width - 3) :]


def _cut_right(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(0, width - 3)] + "..."


def cells(text: str) -> int:
    """Give how many columns of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
