"""ASL501: a call of a function that fails whatever the data is."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.expression_mistakes import WITH_EXPRESSIONS, mistakes_of_kind
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import State


@rule(
    "ASL501",
    on=WITH_EXPRESSIONS,
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        """{"Type": "Pass", "Parameters": {
    "a.$": "States.Format('{} of {}', $.n, States.ArrayLength($.items))",
    "b.$": "States.Format('${Template}', $.n)"}, "End": true}""",
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {
    "a": "{% $substring($states.input.name, 1) %}",
    "b": "{% $states.input.names.$substring(1) %}",
    "c": "{% $error('this one is meant to fail') %}"}, "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Pass", "Parameters": {"a.$": "«States.Format('{} of {}', $.n)»"}, "End": true}""",
            fixed="""{"Type": "Pass", "Parameters": {"a.$": "States.Format('{}', $.n)"}, "End": true}""",
        ),
        Invalid(
            """{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
    "Parameters": {"FunctionName": "f", "Payload": [{
        "a.$": "States.Array(«States.MathAdd(1)», States.ArrayPartition($.b, «0»))",
        "c.$": "«States.StringToJson('{a: 1}')»"}]},
    "ResultSelector": {"d.$": "«States.ArrayRange(1, 2000, 1)»"},
    "Assign": {"e.$": "«States.MathRandom(5, 5)»"}}""",
        ),
        Invalid(
            """{"Type": "Fail", "ErrorPath": "States.Hash($.a, «'SHA-2'»)"}""",
        ),
        Invalid(
            """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {
    "a": "{% «$substring($states.input.name)» %}",
    "b": ["{% $states.input.name ~> $pad(«'5'») %}"],
    "c": "{% $states.input.at < «$toMillis('tomorrow')» %}"}, "End": true}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Condition": "{% $contains($states.input.name, «5») %}", "Next": "B"}]},
    "B": {"Type": "Succeed"}}}""",
        ),
    ),
)
def call_that_fails(state: State, facts: Facts) -> Iterator[Mistake]:
    """A call of a function that fails whatever the data is.

    Why: an intrinsic function or a function of JSONata that gets too few or too many arguments, a constant of
    the wrong type or out of range, or as many values for `States.Format` as it has no places for, fails the
    state whenever it is evaluated (States.IntrinsicFailure, States.QueryEvaluationError).

    Instead: give the function the arguments that it takes.
    """
    yield from mistakes_of_kind("arguments", state, facts)
