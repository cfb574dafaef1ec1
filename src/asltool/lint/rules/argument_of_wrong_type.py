"""ASL245: a path that gives an intrinsic function a value of a type that it refuses."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.wrong_types import wrong_type_mistakes
from asltool.model.machine import StateMachine

_MACHINE = """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Result": {"names": "a,b", "n": 2}, "Next": "B"},
    "B": {"Type": "Pass", "Parameters": {"count.$": "%s"}, "End": true}}}"""


@rule(
    "ASL245",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="intrinsic-functions",
    since="0.1",
    valid=(
        _MACHINE % "States.ArrayLength(States.StringSplit($.names, ','))",
        _MACHINE % "States.Format('{} {}', $.names, $.n)",
        _MACHINE % "States.ArrayLength($$.Execution.Input.names)",
    ),
    invalid=(
        Invalid(
            _MACHINE % "States.ArrayLength(«$.names»)",
            fixed=_MACHINE % "States.ArrayLength(States.StringSplit($.names, ','))",
        ),
        Invalid(_MACHINE % "States.MathAdd(1, «$.names»)"),
        Invalid(_MACHINE % "States.StringToJson(«$»)"),
    ),
)
def argument_of_wrong_type(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A path as an argument of an intrinsic function that surely leads to a value of a wrong type.

    Why: the call fails with `States.IntrinsicFailure` whenever it is evaluated.

    Instead: pass a value of the type that the function takes, or convert it first: with
    `States.StringToJson`, `States.StringSplit`, `States.JsonToString`.
    """
    if facts.is_whole(machine):
        yield from wrong_type_mistakes(facts, "argument")
