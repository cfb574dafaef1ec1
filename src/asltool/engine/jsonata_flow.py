"""JSONata's way through a state: `Arguments`, `Output`, `Assign`, all evaluated on `$states`.

Spec: query languages. AWS: states.md 1.5; expressions.md 2.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from asltool.engine.evaluation_failure import field_failure
from asltool.engine.flow import Enter, Flow, FlowFields, Leave
from asltool.engine.frame import Frame
from asltool.engine.state_code import Assigned
from asltool.engine.watching import Watch, watched
from asltool.expr.template import PayloadTemplate, TemplateError, compile_template
from asltool.json_value import JsonObject, JsonValue

_SHOWS_CONTEXT = re.compile(r"\$states\s*(?:\.\s*`?context|(?!\s*\.))")
"""A mention of the context object, or of the whole of `$states`."""


def compile_jsonata_flow(fields: FlowFields, watch: Watch | None = None) -> Flow:
    """Give the data's way through a JSONata state."""
    arguments = compile_field("Arguments", fields.arguments)
    return Flow(
        enter=_states,
        payload=watched("afterArguments", raw_input if arguments is None else arguments, watch),
        leave=_compile_leave(fields),
    )


def _states(raw: JsonValue, frame: Frame) -> JsonObject:
    return {"input": raw, "context": frame.context}


def raw_input(states: JsonValue, _frame: Frame | None = None) -> JsonValue:
    """Give `$states.input`: what a state's work gets that has no `Arguments`."""
    return states["input"]  # type: ignore[index, call-overload]  # made by `_states`


def compile_field(field: str, template: PayloadTemplate | None) -> Enter | None:
    """Give the evaluation of a field that holds JSONata; None where the state has no such field.

    Raises (when evaluated):
        FieldFailure: One of its expressions gives no value.
    """
    if template is None:
        return None
    if template.is_constant:
        value = template.value
        return lambda _states, _frame: value
    build = compile_template(template)

    def evaluate(states: JsonValue, frame: Frame) -> JsonValue:
        try:
            return build(states, frame)
        except TemplateError as error:
            raise field_failure(field, error) from None

    return evaluate


def compile_field_anew(field: str, template: PayloadTemplate) -> Enter:
    """Give the evaluation of a field that sees the context as it is at each evaluation, not at the entry."""
    evaluate = compile_field(field, template)

    def run(states: JsonValue, frame: Frame) -> JsonValue:
        return evaluate(_states(raw_input(states), frame), frame)  # type: ignore[misc]  # there is a template

    return run


def _compile_leave(fields: FlowFields) -> Leave:
    """Give the way out: `Assign` and `Output` stand side by side, neither sees the other."""
    output = compile_field(f"{fields.location}Output", fields.output)
    assign = compile_field(f"{fields.location}Assign", fields.assign)
    make_states = _compile_states(fields)

    def leave(raw: JsonValue, result: JsonValue, frame: Frame) -> tuple[JsonValue, Assigned]:
        states = make_states(raw, result, frame)
        assigned = None if assign is None else assign(states, frame)
        value = result if output is None else output(states, frame)
        return value, assigned  # type: ignore[return-value]  # an Assign template is an object

    return leave


def _compile_states(fields: FlowFields) -> Callable[[JsonValue, JsonValue, Frame], JsonObject]:
    """Give the making of `$states` on the way out: with the context only where something shows it."""
    name = fields.result_name
    shows_context = any(
        _SHOWS_CONTEXT.search(expression.text)
        for template in (fields.output, fields.assign)
        if template is not None
        for _, expression in template.expressions
    )

    def states(raw: JsonValue, result: JsonValue, frame: Frame) -> JsonObject:
        made: JsonObject = {"input": raw}
        if name is not None:
            made[name] = result
        if shows_context:
            made["context"] = frame.context
        return made

    return states
