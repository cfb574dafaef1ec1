"""ASL252: a variable that is assigned and never read."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.edges import all_states
from asltool.model.fields import JSONATA
from asltool.model.machine import Broken, StateMachine
from asltool.source.document import Part
from asltool.source.placeholder import is_placeholder

_READ = ("variable", "function")
"""Kinds of references: a variable may have the name of a function, and is meant by it then."""


@rule(
    "ASL252",
    on=StateMachine,
    severity=Severity.INFO,
    spec="assign-state-output",
    since="0.1",
    needs=("Assign",),
    valid=(
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
    "B": {"Type": "Pass", "InputPath": "$x", "End": true}}}""",
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
    "B": {"Type": "Pass", "Output": "{% $eval('$x') %}", "End": true}}}""",
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Pass", "Assign": {"keys": []}, "Next": "B"},
    "B": {"Type": "Pass", "Output": "{% $count($keys) %}", "End": true}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {«"x"»: 1, "y": 2}, "Next": "B"},
    "B": {"Type": "Pass", "InputPath": "$y", "End": true}}}""",
            fixed="""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"y": 2}, "Next": "B"},
    "B": {"Type": "Pass", "InputPath": "$y", "End": true}}}""",
        ),
    ),
)
def unused_variable(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A variable that is assigned, and that nothing reads.

    Why: it counts towards the limits of variables, and readers look for its use in vain. Often the name is
    misspelt where it should be read.

    Instead: read it, or assign nothing.
    """
    if not facts.is_whole(machine) or not facts.assignments:
        return
    read: set[str] = set()
    for state in all_states(machine):
        for placed in facts.expressions(state):
            text = placed.expression.text
            if (state.query_language == JSONATA and "$eval" in text) or is_placeholder(text):
                return
            read |= {each.name for each in placed.expression.references() if each.kind in _READ}
        if isinstance(state, Broken):
            return
    for name, places in facts.assignments.items():
        if name not in read:
            for at in places:
                fix = facts.remove_field(at, title=f'Remove "{name}"')
                yield Mistake(at, f'"{name}" is assigned and never read', fix=fix, part=Part.KEY)
