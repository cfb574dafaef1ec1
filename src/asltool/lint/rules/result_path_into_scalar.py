"""ASL248: a `ResultPath` into input that surely is no object."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.missing_data import mistake_at, ways_in_words
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.lint.wrong_types import mistyped, value_in_words
from asltool.model.machine import StateMachine

_MACHINE = """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Result": %s, "Next": "B"},
    "B": {"Type": "Pass", "ResultPath": %s, "Result": 1, "End": true}}}"""


@rule(
    "ASL248",
    on=StateMachine,
    severity=Severity.WARNING,
    spec="reference-paths",
    since="0.1",
    valid=(_MACHINE % ('{"text": "x"}', '"$.n"'), _MACHINE % ('"x"', '"$"'), _MACHINE % ("[1]", '"$[0]"')),
    invalid=(
        Invalid(_MACHINE % ('"x"', '«"$.n"»'), fixed=_MACHINE % ('{"text": "x"}', '"$.n"')),
        Invalid(_MACHINE % ("[]", '«"$.n"»')),
        Invalid(_MACHINE % ('{"n": 3}', '«"$.n.m"»')),
    ),
)
def result_path_into_scalar(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A `ResultPath` that puts the result into input with no place for it.

    Why: a name can be added to an object only. For text, a number or an array the state fails with
    `States.ResultPathMatchFailure`.

    Instead: make the input an object before, or replace it with `"ResultPath": "$"`.
    """
    if facts.is_whole(machine):
        for verdict, note in mistyped(facts, "place"):
            where = "" if verdict.is_everywhere else ways_in_words(verdict.ways)
            message = f'"{note.text}" finds no place in the input, {value_in_words(note.shape)}{where}'
            yield mistake_at(note, message, facts)
