"""ASL801: a definition that is larger than AWS takes."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.json_value import json_text
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.limits import MAX_DEFINITION_CHARACTERS
from asltool.model.machine import StateMachine
from asltool.source.document import Format, Part

_SHORTEST_YAML = 4
"""A YAML text is at least this part of the JSON text that it stands for, but for aliases."""


@rule(
    "ASL801",
    on=StateMachine,
    severity=Severity.ERROR,
    since="0.1",
    valid=("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}""",),
    invalid=(
        Invalid(
            """{"StartAt": "A", «"States"»: {"A": {"Type": "Succeed", "Comment": "..."}}}""",
            fixed="""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}""",
            stretch=MAX_DEFINITION_CHARACTERS,
        ),
    ),
    only_at_aws=True,
)
def definition_too_large(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A definition of more than 1,048,576 characters.

    Why: the request that creates the state machine is refused. Blanks between the values are not counted
    here, as they can be left out.

    Instead: move states into a state machine of their own, which a Task starts (`states:startExecution`), and
    long texts to where a Task reads them.
    """
    if not facts.is_whole(machine) or not _may_be_too_large(facts):
        return
    characters = len(json_text(facts.document.value))
    if characters > MAX_DEFINITION_CHARACTERS:
        message = f"the definition has {characters:,} characters; AWS takes {MAX_DEFINITION_CHARACTERS:,}"
        yield Mistake(machine.at / "States", message, part=Part.KEY)


def _may_be_too_large(facts: Facts) -> bool:
    document = facts.document
    factor = _SHORTEST_YAML if document.format is Format.YAML else 1
    return len(document.text) * factor > MAX_DEFINITION_CHARACTERS
