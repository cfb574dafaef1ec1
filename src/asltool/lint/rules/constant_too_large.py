"""ASL802: a constant that is larger than a payload may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from asltool.diagnostics import Severity
from asltool.expr.language import QueryLanguage
from asltool.expr.languages import language_named
from asltool.expr.template import Computed, Constant, Node, PayloadTemplate, TemplateArray, TemplateObject
from asltool.json_value import json_bytes, json_text
from asltool.lint.facts import Facts
from asltool.lint.rule import Invalid, Mistake, rule
from asltool.model.fields import JSONATA
from asltool.model.limits import MAX_PAYLOAD_BYTES
from asltool.model.machine import Map, Parallel, Pass, Task
from asltool.source.document import Part
from asltool.source.pointer import Pointer


@rule(
    "ASL802",
    on=(Task, Parallel, Map, Pass),
    severity=Severity.WARNING,
    since="0.1",
    valid=(
        """{"Type": "Pass", "Result": {"items": [1, 2, 3]}, "End": true}""",
        """{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% [1..1000] %}", "End": true}""",
    ),
    invalid=(
        Invalid(
            """{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
    «"Arguments"»: {"FunctionName": "f", "Payload": {"ids": "{% [1..100000] %}"}},
    «"Assign"»: {"numbers": "{% [1..100000] %}"}, "End": true}""",
            fixed="""{"Type": "Task", "QueryLanguage": "JSONata",
    "Resource": "arn:aws:states:::lambda:invoke",
    "Arguments": {"FunctionName": "f", "Payload": {"first": 1, "last": 100000}}, "End": true}""",
        ),
        Invalid(
            """{"Type": "Pass", «"Result"»: {"text": "..."}, "End": true}""",
            stretch=MAX_PAYLOAD_BYTES,
        ),
        Invalid(
            """{"Type": "Pass", «"Parameters"»: {"a.$": "$.a", "b": ["..."]}, "End": true}""",
            stretch=MAX_PAYLOAD_BYTES,
        ),
    ),
)
def constant_too_large(state: Task | Parallel | Map | Pass, facts: Facts) -> Iterator[Mistake]:
    """A constant of more than 256 KiB that is passed on, sent or assigned.

    Why: the input, the output and the variables of a state may have 262,144 bytes; more fails the execution
    (States.DataLimitExceeded). Counted are the constants alone; what is computed comes on top.

    Instead: keep the data in S3 and pass its key on.
    """
    is_long = len(facts.document.text) > MAX_PAYLOAD_BYTES
    if not is_long and state.query_language != JSONATA:
        return
    language = language_named(state.query_language)
    for at, template in _templates(state):
        size = 0 if template is None else _least_bytes(template.root, language)
        if size > MAX_PAYLOAD_BYTES:
            message = f'"{at[-1]}" has {size:,} bytes at least; a payload may have {MAX_PAYLOAD_BYTES:,}'
            yield Mistake(at, message, part=Part.KEY)


def _templates(state: Task | Parallel | Map | Pass) -> Iterator[tuple[Pointer, PayloadTemplate | None]]:
    at = state.at
    if isinstance(state, Pass):
        yield at / "Result", state.result
        yield at / "Parameters", state.parameters
    else:
        yield at / "ResultSelector", state.result_selector
    if isinstance(state, Task | Parallel):
        yield at / ("Arguments" if state.query_language == JSONATA else "Parameters"), state.arguments
    yield at / "Assign", state.assign
    yield at / "Output", state.output


def _least_bytes(node: Node, language: QueryLanguage) -> int:
    """Give the size that a value has at least, in bytes of its compact text."""
    match node:
        case Constant(value=value):
            return json_bytes(value)
        case Computed(expression=expression):
            known = language.constant(expression)
            return 0 if known is None else json_bytes(known.value)
        case TemplateObject(members=members):
            return sum(len(json_text(key)) + _least_bytes(member, language) + 2 for key, member in members)
        case TemplateArray(items=items):
            return sum(_least_bytes(item, language) + 1 for item in items)
        case _:
            assert_never(node)
