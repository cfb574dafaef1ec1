"""ASL101: a transition to a state that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.diagnostics import Fix, Related, Severity
from asltool.lint.facts import Facts
from asltool.lint.rule import AwsWording, Invalid, Mistake, rule
from asltool.model.machine import StateMachine
from asltool.model.transitions import Next
from asltool.parse.near_names import NearNames
from asltool.source.document import Part
from asltool.source.placeholder import any_placeholder, is_placeholder


@rule(
    "ASL101",
    on=StateMachine,
    severity=Severity.ERROR,
    spec="transitions",
    since="0.1",
    aws="MISSING_TRANSITION_TARGET",
    valid=('{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',),
    invalid=(
        Invalid(
            """{"StartAt": "Order", "States": {
    "Order": {"Type": "Pass", "Next": «"Pai"»},
    "Pay": {"Type": "Succeed"}}}""",
            fixed="""{"StartAt": "Order", "States": {
    "Order": {"Type": "Pass", "Next": "Pay"},
    "Pay": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            '{"StartAt": «"First"», "States": {"A": {"Type": "Succeed"}}}',
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": «"C"»}}}]},
    "C": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Map", "Next": «"B"», "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Succeed"}}}}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Default": «"X"», "Choices": [
        {"Variable": "$.a", "IsNull": true, "Next": «"Y"»}]}}}""",
        ),
        Invalid(
            """{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": «"Oops"»}]}""",
        ),
    ),
)
def missing_target(machine: StateMachine, facts: Facts) -> Iterator[Mistake]:
    """A transition to a state that is not there.

    Why: the service refuses the definition. Names are case-sensitive, and a transition stays in its scope:
    from inside a branch or an item processor nothing leads out, and nothing leads in but `StartAt`.

    Instead: name a state of the same `States` object. To leave a branch, end it, and go on from the
    Parallel or Map state that holds it.
    """
    graph = facts.reachability(machine)
    if graph.is_connected or any_placeholder(machine.states):
        return
    names = NearNames(machine.states)
    for edge in graph.edges():
        if edge.target not in machine.states and not is_placeholder(edge.target):
            yield _mistake(edge, names, machine, facts)


def _mistake(edge: Next, names: NearNames, machine: StateMachine, facts: Facts) -> Mistake:
    aws = AwsWording(f"Missing 'Next' target: {edge.target}", edge.at)
    elsewhere = facts.states_named(edge.target)
    if elsewhere:
        here, there = facts.scope_name(machine), facts.scope_name(elsewhere[0].machine)
        message = f'state "{edge.target}" is in {there}, out of reach from {here}'
        related = (Related(elsewhere[0].state.at, "the state is here", Part.KEY),)
        return Mistake(edge.at, message, related=related, aws=aws)
    guess = names.nearest(edge.target)
    hint = "" if guess is None else f'; did you mean "{guess}"?'
    message = f'there is no state "{edge.target}" in {facts.scope_name(machine)}{hint}'
    return Mistake(edge.at, message, fix=_fix(edge, guess, facts), aws=aws)


def _fix(edge: Next, guess: str | None, facts: Facts) -> Fix | None:
    return None if guess is None else facts.replace(edge.at, guess, title=f'Go to "{guess}"')
