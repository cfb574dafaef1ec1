"""What asltool says about a document: diagnostics (at pointers), findings (at lines)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from asltool.errors import AsltoolError
from asltool.json_value import JsonObject, JsonValue
from asltool.records import record
from asltool.source.document import Document, Part
from asltool.source.edits import Edit
from asltool.source.pointer import ROOT, Pointer
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    """AWS refuses the definition, or it is bound to fail."""
    WARNING = "warning"
    """AWS takes it, and it probably does not do what is meant."""
    INFO = "info"
    """It could be better."""


@record
class AwsDiagnostic:
    """What ValidateStateMachineDefinition says of the same mistake."""

    code: str
    """Such as `SCHEMA_VALIDATION_FAILED`."""
    message: str
    location: str | None = None
    """Such as `/States/S/Branches[0]`; None where AWS gives none."""


TOO_DEEPLY_NESTED = AwsDiagnostic("TOO_DEEPLY_NESTED", "State machine is nested too deeply")
"""What AWS says of a definition that nests beyond any use; its code is documented, its words are not."""


@record
class Related:
    """Another value that belongs to a mistake, and why."""

    at: Pointer
    message: str
    part: Part = Part.VALUE


@record
class Fix:
    """A change of the text that removes a mistake."""

    title: str
    """What it does, as a command: `Remove HeartbeatSeconds`."""
    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether the machine surely still does what its author means."""


@record
class Diagnostic:
    """A mistake in a definition, at a pointer. Creating one locates nothing."""

    rule: str
    """The rule's id, such as `ASL001`."""
    severity: Severity
    message: str
    """Lower case, no full stop, the user's own names in it, the fact first."""
    at: Pointer
    part: Part = Part.VALUE
    inner: tuple[int, int] | None = None
    """The piece of the decoded string at `at` that is meant, in characters; None for all of it."""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    aws: AwsDiagnostic | None = None
    """None if AWS says nothing, or nothing that is known."""


@record
class RelatedPlace:
    """A `Related`, located: lines and columns as in `Finding`."""

    message: str
    pointer: str
    line: int
    column: int
    end_line: int
    end_column: int


@record
class Finding:
    """A mistake in a definition, at a place in a text. Findings sort by file and place."""

    file: str
    """The name of the document as it was given; `"<string>"` for a text."""
    line: int
    """1-based, as `column`, which counts characters; the end is the first character that is not meant."""
    column: int
    end_line: int
    end_column: int
    severity: Severity
    rule: str
    message: str
    pointer: str
    """The JSON Pointer (RFC 6901) of the value in its definition; empty for the root, mistakes of syntax and
    those of the container."""
    span: Span
    fix: Fix | None = None
    related: tuple[RelatedPlace, ...] = ()
    aws: AwsDiagnostic | None = None
    machine: str | None = None
    """What its container calls the state machine; None where the file is the definition."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"

    def __lt__(self, other: Finding) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[str, int, int, str, str]:
        return self.file, self.span.start, self.span.end, self.rule, self.message

    def to_dict(self) -> JsonObject:
        """Give the finding as JSON; what it has not (machine, related, fix, aws) is left out."""
        found: JsonObject = {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "severity": str(self.severity),
            "rule": self.rule,
            "message": self.message,
            "pointer": self.pointer,
        }
        if self.machine is not None:
            found["machine"] = self.machine
        if self.related:
            found["related"] = [_related_to_dict(place) for place in self.related]
        if self.fix is not None:
            edits: list[JsonValue] = [
                {"start": edit.start, "end": edit.end, "text": edit.text} for edit in self.fix.edits
            ]
            found["fix"] = {"title": self.fix.title, "safe": self.fix.safe, "edits": edits}
        if self.aws is not None:
            found["aws"] = {"code": self.aws.code, "message": self.aws.message, "location": self.aws.location}
        return found


def _related_to_dict(place: RelatedPlace) -> JsonObject:
    return {
        "message": place.message,
        "pointer": place.pointer,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


class InvalidDefinition(AsltoolError):  # noqa: N818 - the name that AWS gives to the same refusal
    """A definition with mistakes where a sound one is needed."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        first, *others = self.findings
        return f"{first} (and {len(others)} more)" if others else str(first)


def locate(diagnostic: Diagnostic, document: Document) -> Finding:
    """Give the finding for a diagnostic of *document*."""
    source = document.source
    return finding_at(
        source,
        document.span(diagnostic.at, diagnostic.part, diagnostic.inner),
        diagnostic.rule,
        diagnostic.severity,
        diagnostic.message,
        pointer=diagnostic.at,
        fix=diagnostic.fix,
        related=tuple(
            _related_place(source, document.span(other.at, other.part), other.message, str(other.at))
            for other in diagnostic.related
        ),
        aws=diagnostic.aws,
    )


def locate_problem(problem: SourceProblem, rule: str, severity: Severity = Severity.ERROR) -> Finding:
    """Give the finding for a mistake of the JSON or YAML itself, under the id of its rule."""
    source = problem.source
    related = tuple(_related_place(source, other, message) for other, message in problem.related)
    aws = _aws_diagnostic(problem)
    return finding_at(source, problem.span, rule, severity, problem.message, related=related, aws=aws)


def finding_at(  # noqa: PLR0913 - the parts of a finding
    source: SourceText,
    span: Span,
    rule: str,
    severity: Severity,
    message: str,
    *,
    pointer: Pointer = ROOT,
    fix: Fix | None = None,
    related: tuple[RelatedPlace, ...] = (),
    aws: AwsDiagnostic | None = None,
) -> Finding:
    """Give a finding at a piece of a text, in the file that people edit; all else is as in `Finding`."""
    file, span = source.origin, source.outward(span)
    start, end = file.position(span.start), file.position(span.end)
    return Finding(
        file=file.name,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        severity=severity,
        rule=rule,
        message=message,
        pointer=str(pointer),
        span=span,
        fix=_outward_fix(fix, source),
        related=related,
        aws=aws,
    )


def _outward_fix(fix: Fix | None, source: SourceText) -> Fix | None:
    """Give the same fix for the file that *source* is in; None if it cannot be made there."""
    if fix is None or source.origin is source:
        return fix
    edits = [source.outward_edit(edit.start, edit.end, edit.text) for edit in fix.edits]
    outward = tuple(Edit(*edit) for edit in edits if edit is not None)
    return Fix(fix.title, outward, fix.safe) if len(outward) == len(edits) else None


def _related_place(source: SourceText, span: Span, message: str, pointer: str = "") -> RelatedPlace:
    file, span = source.origin, source.outward(span)
    start, end = file.position(span.start), file.position(span.end)
    return RelatedPlace(message, pointer, start.line, start.column, end.line, end.column)


def _aws_diagnostic(problem: SourceProblem) -> AwsDiagnostic | None:
    """Give AWS's diagnostic of a text that its JSON parser refuses.

    AWS: validation/sfn_api_validation.test_validate_state_machine_definition_not_a_definition.
    """
    if problem.jackson is not None:
        return AwsDiagnostic("INVALID_JSON_DESCRIPTION", problem.jackson.message, problem.jackson.location)
    if problem.kind is ProblemKind.TOO_DEEP:
        return TOO_DEEPLY_NESTED
    if problem.kind is ProblemKind.EMPTY:
        return AwsDiagnostic("SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object")
    return None
