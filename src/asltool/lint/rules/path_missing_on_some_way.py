"""ASL241: a path to data that is there on some ways to the state only."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import (
    Loss,
    in_words,
    missing_paths,
    mistake_at,
    origins,
    setters,
    ways_in_words,
)
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.machine import StateMachine


@rule(
    "ASL241",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="paths",
    since="0.1",
    valid=(
        """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "C"}]},
    "B": {"Type": "Pass", "Result": {"x": 1}, "Next": "D"},
    "C": {"Type": "Pass", "Result": {"y": 1}, "Next": "D"},
    "D": {"Type": "Choice", "Default": "F", "Choices": [
        {"Variable": "$.x", "IsPresent": true, "Next": "E"}]},
    "E": {"Type": "Pass", "InputPath": "$.x", "End": true},
    "F": {"Type": "Pass", "InputPath": "$.y", "End": true}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "C"}]},
    "B": {"Type": "Pass", "Result": {"x": 1}, "Next": "D"},
    "C": {"Type": "Pass", "Result": {"y": 1}, "Next": "D"},
    "D": {"Type": "Pass", "InputPath": «"$.x"», "End": true}}}""",
            fixed="""{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": "B", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "C"}]},
    "B": {"Type": "Pass", "Result": {"x": 1}, "Next": "D"},
    "C": {"Type": "Pass", "Result": {"x": 2, "y": 1}, "Next": "D"},
    "D": {"Type": "Pass", "InputPath": "$.x", "End": true}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Tell", "Catch": [
        {"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Tell"}]},
    "Tell": {"Type": "Pass", "Parameters": {"why.$": «"$.failure.Cause"»}, "End": true}}}""",
        ),
    ),
)
def path_missing_on_some_way(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A path to data that is there on some ways to the state, and surely not on others.

    Why: whenever the execution comes by such a way, the path ends it with `States.Runtime`, which nothing can
    catch. Ways that meet after a Choice, a catcher's way, and the first round of a loop are the usual ones.

    Instead: give the field a value on every way, if need be null; or ask with `IsPresent` in a Choice first.
    """
    if facts.is_whole(machine):
        for verdict, note in missing_paths(facts, Loss.SOME_WAY):
            words = in_words(note, where=ways_in_words(verdict.ways))
            yield mistake_at(note, words, facts, *origins(note), *setters(note, facts))
