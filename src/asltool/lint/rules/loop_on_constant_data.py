"""ASL113: a loop in which nothing changes what it is left for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from asltool.diagnostics import Severity
from asltool.expr.jsonpath.path import Path
from asltool.lint.choices.conditions import comparisons, has_expression
from asltool.lint.facts import Facts
from asltool.lint.loops.constancy import may_change
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.edges import is_terminal
from asltool.model.machine import Choice, StateMachine
from asltool.parse.reading import quoted
from asltool.source.document import Part

_MOST_LOOKED_AT = 100_000
"""How many pairs of a state and a path are looked at, for each loop."""

_LOOP = """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:getJobRun",
        "ResultPath": %s, "Next": "B"},
    %s: {"Type": "Choice", "Default": "D", "Choices": [
        {"Variable": "$.status", "StringEquals": "SUCCEEDED", "Next": "C"}]},
    "C": {"Type": "Succeed"},
    "D": {"Type": "Wait", "Seconds": 10, "Next": "A"}}}"""


@rule(
    "ASL113",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="transitions",
    since="0.1",
    valid=(
        _LOOP % ('"$.status"', '"B"'),
        _LOOP % ('"$"', '"B"'),
        """{"StartAt": "A", "States": {
    "A": {"Type": "Wait", "Seconds": 10, "Next": "B"},
    "B": {"Type": "Choice", "InputPath": "$.job", "Default": "A", "Choices": [
        {"Variable": "$.done", "BooleanEquals": true, "Next": "C"}]},
    "C": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [
        {"Variable": "$.done", "BooleanEquals": true, "Next": "C"}]},
    "B": {"Type": "Wait", "Seconds": 10, "Next": "B"},
    "C": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Wait", "Seconds": 10, "Next": "B"},
    "B": {"Type": "Choice", "Default": "A", "Choices": [
        {"Condition": "{% $random() > 0.5 %}", "Next": "C"}]},
    "C": {"Type": "Succeed"}}}""",
        """{"StartAt": "A", "States": {
    "A": {"Type": "Wait", "Seconds": 10, "Next": "B"},
    "B": {"Type": "Choice", "Default": "A", "Choices": [
        {"Variable": "$$.State.EnteredTime", "TimestampGreaterThanPath": "$.until", "Next": "C"}]},
    "C": {"Type": "Succeed"}}}""",
    ),
    invalid=(
        Invalid(_LOOP % ('"$.job"', '«"B"»'), fixed=_LOOP % ('"$.status"', '"B"')),
        Invalid(
            """{"StartAt": "I", "States": {
    "I": {"Type": "Pass", "Assign": {"n": 0}, "Next": "A"},
    "A": {"Type": "Pass", "Assign": {"m.$": "States.MathAdd($n, 1)"}, "Next": "B"},
    «"B"»: {"Type": "Choice", "Default": "C", "Choices": [
        {"Variable": "$n", "NumericLessThan": 5, "Next": "A"}]},
    "C": {"Type": "Succeed"}}}"""
        ),
    ),
)
def loop_on_constant_data(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A loop that only Choice states can leave, on data that nothing in the loop changes.

    Why: they decide the same each time, so an execution that goes round once goes round for ever. A result
    that is put elsewhere than the Choice looks for it is the usual cause.

    Instead: let a state of the loop change what the Choice asks for, or ask for what changes.
    """
    graph = facts.reachability(machine)
    for loop in graph.loops:
        ways = list(graph.ways_out(loop))
        choices = {name: machine.states[name] for name, _ in ways}
        if not ways or any(is_terminal(machine.states[name]) for name in loop) or not graph.is_known:
            continue
        asked = _asked(choices.values())
        if not asked or len(asked) * len(loop) > _MOST_LOOKED_AT:
            continue
        if any(may_change(machine.states[name], path) for name in loop for path in asked):
            continue
        texts = quoted([path.text for path in asked])
        message = f"a loop is left by what it finds in {texts}, which nothing in the loop changes"
        yield Mistake(next(iter(choices.values())).at, message, part=Part.KEY)


def _asked(states: Collection[object]) -> list[Path] | None:
    """Give the paths that decide in these states; None where anything else may do so."""
    paths: list[Path] = []
    for state in states:
        if not isinstance(state, Choice) or state.input_path is None or has_expression(state):
            return None
        if state.input_path.text != "$":
            return None
        for comparison in comparisons(state):
            paths.append(comparison.variable)
            paths += [comparison.operand] if isinstance(comparison.operand, Path) else []
    return list(dict.fromkeys(paths))
