"""ASL244: a field that takes a value of a type that it surely is not of."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.wrong_types import wrong_type_mistakes
from asltool.model.machine import StateMachine

_BODY = '{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}'
_MAP = (
    '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"items": %s}, "Next": "M"}, '
    '"M": {"Type": "Map", "ItemsPath": %s, "End": true, "ItemProcessor": ' + _BODY + "}}}"
)


@rule(
    "ASL244",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="data",
    since="0.1",
    valid=(
        _MAP % ("[]", '"$.items"'),
        '{"Type": "Map", "End": true, "ItemProcessor": ' + _BODY + "}",
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"n": "5"}, "Next": "W"},
    "W": {"Type": "Wait", "SecondsPath": "$.n", "End": true}}}""",
    ),
    invalid=(
        Invalid(_MAP % ('{"a": 1}', '«"$.items"»'), fixed=_MAP % ('[{"a": 1}]', '"$.items"')),
        Invalid(
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"n": [5], "at": 7}, "Next": "W"},
    "W": {"Type": "Wait", "SecondsPath": «"$.n"», "Next": "X"},
    "X": {"Type": "Wait", "TimestampPath": "$.at", "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"why": {"x": 1}}, "Next": "F"},
    "F": {"Type": "Fail", "CausePath": «"$.why"»}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Pass", "Output": {"n": "five"}, "Next": "W"},
    "W": {"Type": "Wait", "Seconds": «"{% $states.input.n %}"», "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"n": true}, "Next": "T"},
    "T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSecondsPath": «"$.n"»,
          "End": true}}}""",
        ),
    ),
)
def value_of_wrong_type(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A field whose path or expression surely gives a value of a wrong type.

    Why: the execution fails there: items must be an array, seconds a number, a timestamp, an error's name
    and its cause text.

    Instead: lead the field to a value of the right type, or make the value of that type where it is made.
    """
    if facts.is_whole(machine):
        yield from wrong_type_mistakes(facts, "field")
