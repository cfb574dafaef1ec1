"""ASL204: an inner machine that assigns a variable of the machine around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asltool.diagnostics import Related, Severity
from asltool.lint.assignments import assignments, own_assignments
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.model.edges import inner_machines
from asltool.model.machine import Broken, Map, StateMachine
from asltool.source.document import Part
from asltool.source.pointer import Pointer

_INNER = '{"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": %s, "End": true}}}'
_MAP = f'"M": {{"Type": "Map", "ItemProcessor": {_INNER}, "End": true}}'
_PARALLEL = f'"M": {{"Type": "Parallel", "Branches": [{_INNER}], "End": true}}'
_SUM = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"sum": 1}, "Next": "M"}, '


@rule(
    "ASL204",
    on=StateMachine,
    severity=Severity.ERROR,
    spec="assign-state-output",
    since="0.1",
    needs=("Assign",),
    aws="SCHEMA_VALIDATION_FAILED",
    valid=(
        _SUM + _MAP % '{"part": 2}' + "}}",
        _SUM + (_MAP % '{"sum": 2}').replace('"Map"', '"Map", "ResultPath": "${Where}"') + "}}",
        '{"StartAt": "M", "States": {' + _PARALLEL % '{"sum": 2}' + "}}",
        '{"StartAt": "M", "States": {"M": {"Type": "Parallel", "End": true, '
        '"Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"sum": 1}, "Next": "C"}], "Branches": ['
        + _INNER % '{"sum": 2}'
        + ']}, "C": {"Type": "Succeed"}}}',
    ),
    invalid=(
        Invalid(
            _SUM + _MAP % '{«"sum.$"»: "$.n"}' + "}}",
            fixed=_SUM + _MAP % '{"part.$": "$.n"}' + "}}",
        ),
        Invalid(_SUM + _PARALLEL % '{«"sum"»: 2}' + "}}"),
        Invalid(
            _SUM
            + '"M": {"Type": "Map", "End": true, "ItemProcessor": '
            + '{"StartAt": "N", "States": {"N": {"Type": "Map", "End": true, "ItemProcessor": '
            + _INNER % '{«"sum"»: 2}'
            + "}}}}}}"
        ),
    ),
)
def outer_variable_assigned(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """An inner machine that assigns a variable of the machine around it.

    Why: branches and iterations read the variables around them but cannot set them; AWS refuses a name
    that an enclosing machine assigns, too.

    Instead: give the inner variable a name of its own, and hand values out through the output.
    """
    if facts.is_whole(machine):
        yield from _mistakes(machine, {})


def _mistakes(machine: StateMachine, outer: Mapping[str, Pointer]) -> Iterator[Mistake]:
    around = dict(outer)
    for state in machine.states.values():
        for name, at in own_assignments(state):
            around.setdefault(name, at)
        for name, at in assignments(state):
            if name in outer:
                message = (
                    f'"{name}" is a variable of the machine around this one, and cannot be assigned here'
                )
                related = Related(outer[name], f'"{name}" is assigned here')
                words = (
                    f"The variable '{name}' is already assigned in an outer scope"  # AWS's own are unknown
                )
                aws = AwsWording(words, at.parent)
                yield Mistake(at, message, part=Part.KEY, related=(related,), aws=aws)
    for state in machine.states.values():
        # of a state that does not parse nobody knows whether it is distributed
        is_apart = isinstance(state, Broken) or (isinstance(state, Map) and state.is_distributed)
        for inner in inner_machines(state):
            yield from _mistakes(inner, {} if is_apart else around)
