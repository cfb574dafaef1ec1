"""What a rule is: a check with its id, its page and the cases that test and explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from asltool.diagnostics import AwsDiagnostic, Diagnostic, Fix, Related, Severity
from asltool.lint.facts import Facts
from asltool.model.machine import State, StateMachine
from asltool.parse.reading import aws_location
from asltool.records import record
from asltool.source.document import Part
from asltool.source.pointer import Pointer

Node: TypeAlias = StateMachine | State
"""What the walk visits: every machine, inner ones included, and every state."""


@record
class AwsWording:
    """AWS's words for a mistake, and where it reports it."""

    message: str
    at: Pointer | None
    """None where AWS gives no place."""


@record
class Mistake:
    """What a check found; the rule adds its id and its severity."""

    at: Pointer
    message: str
    """Lower case, no full stop, the user's own names in it, the fact first."""
    fix: Fix | None = None
    part: Part = Part.VALUE
    inner: tuple[int, int] | None = None
    """The piece of the decoded string at `at` that is meant; None for all of it."""
    related: tuple[Related, ...] = ()
    aws: AwsWording | None = None
    """What AWS says of it, where AWS has the rule too."""


Check: TypeAlias = Callable[[Any, Facts], Iterator[Mistake]]


@record
class Invalid:
    """A definition that breaks a rule.

    Attributes:
        text: A state, or a whole definition; « » enclose what must be reported, each piece by itself.
        fixed: The same one without the mistake; if the rule has a fix, exactly what the fix makes of it.
        type: The type of the state machine.
        stretch: For what only a long text shows: how many characters stand for `...` in `text` and `fixed`.
    """

    text: str
    fixed: str | None = None
    type: str = "STANDARD"
    stretch: int = 0

    def stretched(self, text: str) -> str:
        """Give *text* as long as it is meant."""
        return text.replace("...", "x" * self.stretch) if self.stretch else text


@record
class Valid:
    """A definition that keeps a rule, where its type matters; a plain string is one of type STANDARD."""

    text: str
    type: str = "STANDARD"


@record
class Rule:
    """One check of the linter."""

    id: str
    name: str
    """What is wrong, in words joined by hyphens; it reads after "allow"."""
    on: tuple[type[Node], ...]
    """The types of nodes that the check is called with."""
    severity: Severity
    check: Check
    page: str
    """The docstring of the check: a summary, `Why:` and `Instead:`."""
    spec: str | None
    """The clause of the specification; None for what only AWS or experience says."""
    since: str
    """The version of asltool that had it first."""
    valid: tuple[str | Valid, ...]
    invalid: tuple[Invalid, ...]
    aws: str | None = None
    """AWS's code for the same mistake."""
    language: str | None = None
    """The query language of the nodes that the check is called with; None for both."""
    needs: frozenset[str] = frozenset()
    """Keys, of which a definition has one if the check can find anything; empty if it needs none."""
    only_at_aws: bool = False
    """Whether the mistake keeps a machine from being created at AWS, and from nothing here."""

    def diagnostic(self, mistake: Mistake) -> Diagnostic:
        """Give what its check found as a diagnostic, with its id and severity."""
        return Diagnostic(
            rule=self.id,
            severity=self.severity,
            message=mistake.message,
            at=mistake.at,
            part=mistake.part,
            inner=mistake.inner,
            fix=mistake.fix,
            related=mistake.related,
            aws=self._aws_diagnostic(mistake.aws),
        )

    def _aws_diagnostic(self, wording: AwsWording | None) -> AwsDiagnostic | None:
        if self.aws is None or wording is None:
            return None
        location = None if wording.at is None else aws_location(wording.at)
        return AwsDiagnostic(self.aws, wording.message, location)


def rule(  # noqa: PLR0913 - all that a rule is, named where it is written
    id_: str,
    *,
    on: type[Node] | tuple[type[Node], ...],
    severity: Severity,
    since: str,
    valid: tuple[str | Valid, ...],
    invalid: tuple[Invalid, ...],
    spec: str | None = None,
    aws: str | None = None,
    language: str | None = None,
    needs: tuple[str, ...] = (),
    only_at_aws: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a check; the function's name is the rule's name, its docstring the rule's page.

    Args:
        id_: `ASL` and three digits, the first of which is the family.
        on: The types of nodes that the check is called with.
        severity: How much a mistake matters.
        since: The version of asltool that has it first.
        valid: Definitions, or single states, without the mistake.
        invalid: Definitions, or single states, with it. The first one is shown on the page.
        spec: The clause of the specification.
        aws: AWS's code for the same mistake.
        language: The query language of the nodes that the check is called with; None for both.
        needs: Keys, such as "Retry": a definition that has none of them anywhere is not checked.
        only_at_aws: Whether machines with the mistake run here all the same.
    """

    def make(check: Check) -> Rule:
        return Rule(
            id=id_,
            name=check.__name__.replace("_", "-"),
            on=on if isinstance(on, tuple) else (on,),
            severity=severity,
            check=check,
            page=check.__doc__ or "",
            spec=spec,
            since=since,
            valid=valid,
            invalid=invalid,
            aws=aws,
            language=language,
            needs=frozenset(needs),
            only_at_aws=only_at_aws,
        )

    return make


def task_case(resource: str, parameters: str) -> str:
    """Give a Task for the cases of a rule: the integration `arn:aws:states:::RESOURCE` and its parameters."""
    start = f'{{"Type": "Task", "Resource": "arn:aws:states:::{resource}", "End": true,'
    return f'{start}\n    "Parameters": {parameters}}}'
