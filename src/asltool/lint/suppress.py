"""Suppressions: one rule is let pass at one place, by words that stand there.

A comment (of YAML, JSON with comments, Terraform) speaks for its line, or, alone on it, for the next one:

    # asltool: allow missing-dollar-suffix -- shown to people as it is

JSON has no comments, so the `Comment` of a state, or of any object, speaks for the object and all in it:

    "Comment": "Shows the price. asltool:allow ASL201 -- shown to people as it is"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.diagnostics import Finding, finding_at
from asltool.json_value import JsonValue
from asltool.lint.page import find_page, unknown_rule
from asltool.lint.suppression_problems import UNKNOWN_RULE, UNUSED, WITHOUT_REASON
from asltool.parse.problem import Problem
from asltool.records import record
from asltool.source.document import Document
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Span
from asltool.source.text import SourceText

_WORD = "asltool:"
_COMMENT = "Comment"
_START = Span(0, 0)
_STATES = ROOT / "States"
_FORM = "asltool: allow RULE -- reason"

_RULE = r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
_DIRECTIVE = (
    rf"{_WORD}[ \t]*(?P<verb>allow|ignore|disable|noqa)\b"
    rf"(?:[ \t]+(?P<rules>{_RULE}(?:[ \t]*,[ \t]*{_RULE})*))?"
    r"(?P<reason>[ \t]*--[ \t]*[^\s*])?"
)
_MARK = rf"(?m)(?:^|(?<=\s))(?:#+|//|/\*)[ \t]*(?={_WORD})"
_STRING = r'"(?:[^"\\]|\\.)*"'
_NO_CODE = r"\s*(?:$|#|//|/\*(?:(?!\*/).)*(?:\*/\s*)?$)"


@record
class Suppression:
    """Lets the findings of one rule pass, on a line, in a value or in a state."""

    rule: str
    """The rule's id."""
    line: int | None = None
    """1-based; None for a suppression that speaks for a value or a state."""
    pointer: str = ""
    """The JSON Pointer of that value."""
    state: str | None = None
    """The name of that state; None for a suppression that does not name one."""
    source: SourceText | None = None
    """The text in which the rule is named; None if that is not in the definition."""
    place: Span = _START
    """Where in it."""
    origin: str = ""
    """Where it is named if it is not in the definition."""
    must_be_used: bool = True
    """Whether to report it where it lets nothing pass."""

    def covers(self, finding: Finding) -> bool:
        """Tell whether the finding is let pass."""
        if finding.rule != self.rule:
            return False
        if self.line is not None:
            return finding.line == self.line
        if self.state is not None and f"{_STATES / self.state}/" not in f"{finding.pointer}/":
            return False
        return finding.pointer == self.pointer or finding.pointer.startswith(f"{self.pointer}/")


@record
class Suppressions:
    """All suppressions in one document."""

    document: Document | None = None
    """The definition; None if there are none."""
    entries: tuple[Suppression, ...] = ()
    mistakes: tuple[Finding, ...] = ()
    """What is wrong with the way in which they are written."""

    @property
    def rules(self) -> frozenset[str]:
        """The ids of the rules that are suppressed somewhere."""
        return frozenset(entry.rule for entry in self.entries)

    def apply(self, findings: list[Finding], *, is_whole: bool) -> list[Finding]:
        """Give the findings that are not let pass, and those about the suppressions themselves.

        Args:
            findings: All findings of the rules that are suppressed somewhere are among them.
            is_whole: Whether the rules could look at it: if so, what covers nothing is reported.
        """
        if not self.entries:
            return [*findings, *self.mistakes]
        used: set[Suppression] = set()
        left: list[Finding] = []
        for finding in findings:
            covering = [entry for entry in self.entries if entry.covers(finding)]
            used.update(covering)
            if not covering:
                left.append(finding)
        return [*left, *self.mistakes, *(self._unused(used) if is_whole else ())]

    def _unused(self, used: set[Suppression]) -> Iterator[Finding]:
        for entry in self.entries:
            if entry in used or not entry.must_be_used or self.document is None:
                continue
            message = f"{entry.rule} finds nothing here that would have to be suppressed"
            if entry.source is None:
                message = f"{entry.origin} allows {entry.rule} where it finds nothing"
            yield _finding(UNUSED, message, entry.source or self.document.source, entry.place)


NO_SUPPRESSIONS = Suppressions()


def read_suppressions(document: Document, allowed: tuple[Suppression, ...] = ()) -> Suppressions:
    """Give the suppressions that stand in a definition, and those that the settings have for it.

    Args:
        document: The definition.
        allowed: The suppressions of the settings.
    """
    found = [*_in_comments(document), *_in_values(document)] if document.mentions(_WORD) else []
    if not found and not allowed:
        return NO_SUPPRESSIONS
    entries = list(allowed)
    mistakes: list[Finding] = []
    for directive in found:
        _read(directive, entries, mistakes)
    return Suppressions(document, tuple(entries), tuple(mistakes))


@record
class _Directive:
    """The words of a suppression, still to be understood."""

    match: re.Match[str]
    source: SourceText
    line: int | None
    pointer: str
    spans: dict[tuple[int, int], Span]
    """Where the pieces of the match stand in the source: the whole, and each rule."""


def _read(directive: _Directive, entries: list[Suppression], mistakes: list[Finding]) -> None:
    """Take a directive apart into its suppressions, and what is wrong with it."""
    match, source = directive.match, directive.source
    whole = directive.spans[match.span()]
    if match["verb"] != "allow" or match["rules"] is None:
        fact = "no rule is named" if match["verb"] == "allow" else f'"{match["verb"]}" suppresses nothing'
        mistakes.append(_finding(UNKNOWN_RULE, f"{fact}: the form is `{_FORM}`", source, whole))
        return
    for piece in _rules(match):
        name, place = match.string[slice(*piece)], directive.spans[piece]
        page = find_page(name)
        if page is None:
            mistakes.append(_finding(UNKNOWN_RULE, unknown_rule(name), source, place))
        else:
            entries.append(
                Suppression(page.id, directive.line, directive.pointer, source=source, place=place)
            )
    if match["reason"] is None:
        message = "the suppression does not say why: a reason follows behind `--`"
        mistakes.append(_finding(WITHOUT_REASON, message, source, whole))


def _rules(match: re.Match[str]) -> list[tuple[int, int]]:
    """Give where the rules stand that a directive names."""
    if match["rules"] is None:
        return []
    return [rule.span() for rule in re.compile(_RULE).finditer(match.string, *match.span("rules"))]


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    return [match.span(), *_rules(match)]


def _in_comments(document: Document) -> Iterator[_Directive]:
    """Give the directives in comments of the file that speak for lines of the definition."""
    source = document.source.origin
    root = document.source.outward(document.span(ROOT))
    first, last = source.position(root.start).line, source.position(root.end).line
    for mark in re.finditer(_MARK, source.text):
        match = re.compile(_DIRECTIVE).match(source.text, mark.end())
        start = source.line_start(mark.start())
        if match is None or '"' in re.sub(_STRING, "", source.text[start : mark.start()]):
            continue
        line = _line_meant(source, mark.start(), last)
        if first <= line <= last:
            yield _Directive(match, source, line, "", {piece: Span(*piece) for piece in _pieces(match)})


def _line_meant(source: SourceText, mark: int, last: int) -> int:
    """Give the line that a comment speaks for: its own, or, if that has no code, the next one that has."""
    line = source.position(mark).line
    while line <= last and re.match(_NO_CODE, source.line_text(line)):
        line += 1
    return line


def _in_values(document: Document) -> Iterator[_Directive]:
    """Give the directives in the texts of `Comment`."""
    for at, text in _comments(document):
        for match in re.finditer(_DIRECTIVE, text):
            spans = {piece: document.span(at / _COMMENT, inner=piece) for piece in _pieces(match)}
            yield _Directive(match, document.source, None, str(at), spans)


def _comments(document: Document) -> Iterator[tuple[Pointer, str]]:
    """Give the objects that have a comment with our word in it, and these comments."""
    pending: list[tuple[tuple[str | int, ...], JsonValue]] = [((), document.value)]
    while pending:
        at, value = pending.pop()
        if isinstance(value, dict):
            comment = value.get(_COMMENT)
            if isinstance(comment, str) and _WORD in comment:
                yield Pointer(at), comment
            pending += [((*at, key), member) for key, member in value.items()]
        elif isinstance(value, list):
            pending += [((*at, index), item) for index, item in enumerate(value)]


def _finding(problem: Problem, message: str, source: SourceText, place: Span) -> Finding:
    return finding_at(source, place, problem.id, problem.severity, message)
