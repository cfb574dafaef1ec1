"""The library: what ValidateStateMachineDefinition answers; a view of the findings that `lint` gives.

What counts is what AWS says of a finding, not how much it matters to the linter: some of what AWS refuses
is a warning of ours, and some of our errors AWS takes. As in `lint`, `${...}` stands for what a deployment
fills in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NotRequired, TypeAlias, TypedDict, get_args

from asltool.containers.contents import MachineType
from asltool.diagnostics import AwsDiagnostic, Finding
from asltool.errors import AsltoolError
from asltool.lint.linter import as_aws_looks, lint_document
from asltool.model.limits import MAX_DEFINITION_CHARACTERS
from asltool.source.json_reader import read_json

ValidationSeverity: TypeAlias = Literal["ERROR", "WARNING"]


class ValidationDiagnostic(TypedDict):
    """One thing that AWS says about a definition."""

    severity: ValidationSeverity
    code: str
    message: str
    location: NotRequired[str]
    """Such as `/States/Pick/Choices[0]/Next`; absent where AWS gives none."""


class Validation(TypedDict):
    """The answer of ValidateStateMachineDefinition."""

    result: Literal["OK", "FAIL"]
    diagnostics: list[ValidationDiagnostic]
    truncated: bool
    """Whether there are more diagnostics than were asked for."""


MOST_RESULTS = 100

WARNING_CODES = frozenset({"NO_DOLLAR", "NO_PATH", "PASS_RESULT_IS_STATIC"})
"""What AWS warns of; everything else makes it refuse the definition."""

_GRAPH_CODES = frozenset({"MISSING_TRANSITION_TARGET", "MISSING_END_STATE"})
_MISSING = AwsDiagnostic("MISSING_DESCRIPTION", "State machine definition must be provided")
_NAME = "<definition>"


def validate(
    definition_text: str,
    type: MachineType = "STANDARD",  # noqa: A002 - the name that AWS gives it
    severity: ValidationSeverity = "ERROR",
    max_results: int = MOST_RESULTS,
) -> Validation:
    """Give what AWS's ValidateStateMachineDefinition answers about a definition.

    Args:
        definition_text: The definition; AWS takes JSON only.
        type: The type that the state machine is created with, "STANDARD" or "EXPRESS".
        severity: "WARNING" for errors and warnings; warnings alone are no failure.
        max_results: How many diagnostics to give, up to 100; 0 for 100.

    Raises:
        AsltoolError: An argument is none that AWS takes.
    """
    _check(definition_text, type, severity, max_results)
    said = list(_said(definition_text, type))
    wanted = [each for each in said if severity == "WARNING" or each["severity"] == "ERROR"]
    count = max_results or MOST_RESULTS
    return {
        "result": "FAIL" if any(each["severity"] == "ERROR" for each in said) else "OK",
        "diagnostics": wanted[:count],
        "truncated": len(wanted) > count,
    }


def _check(text: object, type_: object, severity: object, max_results: object) -> None:
    if not isinstance(text, str):
        raise AsltoolError(f"the definition must be a text, not {text.__class__.__name__}")
    if len(text) > MAX_DEFINITION_CHARACTERS:
        raise AsltoolError(
            f"the definition has {len(text):,} characters; AWS takes {MAX_DEFINITION_CHARACTERS:,} at most"
        )
    for name, value, choices in (
        ("type", type_, get_args(MachineType)),
        ("severity", severity, get_args(ValidationSeverity)),
    ):
        if value not in choices:
            raise AsltoolError(f"{name} must be {' or '.join(choices)}, not {value!r}")
    if not isinstance(max_results, int) or not 0 <= max_results <= MOST_RESULTS:
        raise AsltoolError(f"max_results must be a number from 0 to {MOST_RESULTS}, not {max_results!r}")


def _said(text: str, type_: MachineType) -> Iterator[ValidationDiagnostic]:
    if not text:
        yield _answer(_MISSING)
        return
    document, problems = read_json(text, _NAME)
    linted = lint_document(_NAME, document, problems, as_aws_looks(type_))
    said = [finding.aws for finding in sorted(linted.findings, key=_order) if finding.aws is not None]
    if document is None and not said:
        said = [AwsDiagnostic("INVALID_JSON_DESCRIPTION", _sentence(problem.message)) for problem in problems]
    yield from map(_answer, said)


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]


def _order(finding: Finding) -> tuple[str, Finding]:
    """Order as AWS does: by place, then what is wrong with transitions, first those that lead nowhere."""
    is_graph = finding.aws is not None and finding.aws.code in _GRAPH_CODES
    return finding.rule if is_graph else "", finding


def _answer(aws: AwsDiagnostic) -> ValidationDiagnostic:
    answer: ValidationDiagnostic = {
        "severity": "WARNING" if aws.code in WARNING_CODES else "ERROR",
        "code": aws.code,
        "message": aws.message,
    }
    if aws.location is not None:
        answer["location"] = aws.location
    return answer
