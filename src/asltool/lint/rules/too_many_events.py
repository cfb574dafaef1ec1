"""ASL803: a loop or a Map that writes more history events than an execution may have."""

from __future__ import annotations

import math
from collections.abc import Iterator

from asltool.diagnostics import Severity
from asltool.lint.counted_loops import counted_loop
from asltool.lint.facts import Facts
from asltool.lint.loops.history_events import LeastEvents
from asltool.lint.loops.item_counts import known_item_count
from asltool.lint.rule import Invalid, Mistake, Valid, rule
from asltool.model.limits import MAX_HISTORY_EVENTS
from asltool.model.machine import Choice, Map
from asltool.source.document import Part


@rule(
    "ASL803",
    on=(Map, Choice),
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Map", "Items": "{% [1..1000] %}", "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}}}}""",
        Valid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Map", "Items": "{% [1..9000] %}", "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}}}}""",
            type="EXPRESS",
        ),
        """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Map", "Items": "{% [1..9000] %}", "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
        "StartAt": "B", "States": {"B": {"Type": "Map", "Items": "{% [1..9000] %}", "End": true,
            "ItemProcessor": {"StartAt": "C", "States": {"C": {"Type": "Pass", "End": true}}}}}}}}}""",
    ),
    invalid=(
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    «"A"»: {"Type": "Map", "Items": "{% [1..9000] %}", "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}}}}""",
            fixed="""{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Map", "Items": "{% [1..9000] %}", "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Parameters": {"n.$": "States.ArrayRange(1, 1000, 1)"}, "Next": "M"},
    «"M"»: {"Type": "Map", "ItemsPath": "$.n", "End": true, "ItemProcessor": {
        "StartAt": "B", "States": {
            "B": {"Type": "Map", "QueryLanguage": "JSONata", "Items": [1, 2, 3], "Next": "C",
                "ItemProcessor": {"StartAt": "D", "States": {"D": {"Type": "Pass", "End": true}}}},
            "C": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:444455556666:function:f",
                "Next": "E"},
            "E": {"Type": "Wait", "Seconds": 1, "End": true}}}}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Result": {"count": 0}, "Next": "C"},
    «"C"»: {"Type": "Choice", "Default": "End", "Choices": [
        {"Variable": "$.count", "NumericLessThan": 5000, "Next": "Work"}]},
    "Work": {"Type": "Wait", "Seconds": 1, "Next": "Count"},
    "Count": {"Type": "Pass", "Parameters": {"count.$": "States.MathAdd($.count, 1)"}, "Next": "C"},
    "End": {"Type": "Succeed"}}}""",
        ),
        Invalid(
            """{"StartAt": "A", "QueryLanguage": "JSONata", "States": {
    "A": {"Type": "Pass", "Assign": {"i": 10000}, "Next": "C"},
    «"C"»: {"Type": "Choice", "Default": "Count", "Choices": [{"Condition": "{% $i <= 0 %}", "Next": "End"}]},
    "Count": {"Type": "Wait", "Seconds": 1, "Assign": {"i": "{% $i + -1 %}"}, "Next": "C"},
    "End": {"Type": "Succeed"}}}""",
        ),
    ),
)
def too_many_events(state: Map | Choice, facts: Facts) -> Iterator[Mistake]:
    """A loop or a Map that writes more history events than an execution may have.

    Why: a Standard execution fails when it has 25,000 events. Each state writes two at least, each task five,
    each iteration of an inline Map two more.

    Instead: use a distributed Map, whose iterations have histories of their own, let the loop start an
    execution that carries on (`states:startExecution`), or an Express machine.
    """
    counter = LeastEvents(lambda inner: _item_count(inner, facts) or 0)
    if isinstance(state, Map):
        events, words = _of_map(state, facts, counter)
    else:
        events, words = _of_loop(state, facts, counter)
    if MAX_HISTORY_EVENTS < events < math.inf and not facts.runs_in_express(state):
        message = f"{words} {events:,.0f} events, and a Standard execution may have {MAX_HISTORY_EVENTS:,}"
        yield Mistake(state.at, message, part=Part.KEY)


def _item_count(state: Map, facts: Facts) -> int | None:
    return known_item_count(state, facts.sources(facts.machine_of(state)))


def _of_map(state: Map, facts: Facts, counter: LeastEvents) -> tuple[float, str]:
    count = None if state.is_distributed else _item_count(state, facts)
    if not count or counter.of_machine(state.item_processor) > MAX_HISTORY_EVENTS:
        return 0, ""  # in the second case a Map inside says it
    return counter.of_state(state), f'the {count:,} iterations of "{state.name}" write at least'


def _of_loop(state: Choice, facts: Facts, counter: LeastEvents) -> tuple[float, str]:
    loop = counted_loop(state, facts)
    if loop is None:
        return 0, ""
    events = loop.rounds * sum(map(counter.of_state, loop.states))
    return events, f'the {loop.rounds:,} rounds of the loop at "{state.name}" write at least'
