"""JSONPath's way through a state: `InputPath`, `Parameters`, `ResultSelector`, `ResultPath`, `OutputPath`.

Compiled once for each state; at run time only what the state really uses is left.
Spec: input-and-output processing. AWS: states.md 1.5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.engine.flow import Enter, Flow, FlowFields, Leave
from asltool.engine.frame import Frame
from asltool.engine.state_code import Assigned
from asltool.engine.watching import Watch, watched
from asltool.expr.jsonpath.path import Path
from asltool.expr.jsonpath.reference_path import ReferencePath
from asltool.expr.template import PayloadTemplate, compile_template
from asltool.json_value import JsonValue

_Place: TypeAlias = Callable[[JsonValue, JsonValue], JsonValue]


def compile_jsonpath_flow(fields: FlowFields, watch: Watch | None = None) -> Flow:
    """Give the data's way through a JSONPath state."""
    enter = compile_selection(fields.input_path) or _unchanged
    return Flow(
        enter=watched("afterInputPath", enter, watch),
        payload=watched("afterParameters", _compile_payload(fields), watch),
        leave=_compile_leave(fields, watch),
    )


def compile_selection(path: Path | None) -> Enter | None:
    """Give what `InputPath` or `OutputPath` selects; None where that is everything."""
    if path is None:
        return _empty_object
    return None if is_root(path) else path.compile()


def _compile_payload(fields: FlowFields) -> Enter:
    return _compile_optional(fields.arguments) or _unchanged


def _compile_optional(template: PayloadTemplate | None) -> Enter | None:
    return None if template is None else compile_template(template)


def _unchanged(data: JsonValue, _frame: Frame) -> JsonValue:
    return data


def _empty_object(_data: JsonValue, _frame: Frame) -> JsonValue:
    return {}


def is_root(path: Path | ReferencePath) -> bool:
    """Tell whether *path* is `$`."""
    return path.text == "$"


def _compile_leave(fields: FlowFields, watch: Watch | None) -> Leave:
    """Give the way out.

    `Assign` and `ResultSelector` see the result; `ResultPath` puts it in the raw input; `OutputPath` selects.
    """
    assignment = _compile_optional(fields.assign)
    shape = _compile_optional(fields.result_selector)
    place = _compile_place(fields.result_path)
    select = compile_selection(fields.output_path)
    if watch is not None:
        shape = watched("afterResultSelector", shape or _unchanged, watch)
        place = watched("afterResultPath", place or _replace, watch)

    def leave(raw: JsonValue, result: JsonValue, frame: Frame) -> tuple[JsonValue, Assigned]:
        assigned = None if assignment is None else assignment(result, frame)
        output = result if shape is None else shape(result, frame)
        if place is not None:
            output = place(raw, output)
        if select is not None:
            output = select(output, frame)
        return output, assigned  # type: ignore[return-value]  # an Assign template is an object

    return leave


def _replace(_raw: JsonValue, result: JsonValue) -> JsonValue:
    return result


def _compile_place(path: ReferencePath | None) -> _Place | None:
    if path is None:
        return lambda raw, _result: raw
    return None if is_root(path) else path.compile_write()


def is_plain(fields: FlowFields) -> bool:
    """Tell whether the paths select everything and nothing is assigned."""
    if fields.input_path is None or fields.output_path is None or fields.assign is not None:
        return False
    return is_root(fields.input_path) and is_root(fields.output_path)
