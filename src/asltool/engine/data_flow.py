"""The data's way through a state: from raw input to what its work gets, from the result to its output.

Compiled once for each state; at run time only what the state really uses is left.
Spec: input-and-output processing. AWS: states.md 1.5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.engine.frame import Frame
from asltool.engine.state_code import Assigned
from asltool.expr.jsonpath.path import Path, parse_path
from asltool.expr.jsonpath.reference_path import ReferencePath
from asltool.expr.scope import Evaluate
from asltool.expr.template import PayloadTemplate, compile_template
from asltool.json_value import JsonValue

Leave: TypeAlias = Callable[[JsonValue, JsonValue, Frame], tuple[JsonValue, Assigned]]
"""From raw input, result and frame to the state's output and the variables that it assigns."""


ROOT_PATH = parse_path("$")


def compile_selection(path: Path | None) -> Evaluate | None:
    """Give what `InputPath` or `OutputPath` selects; None where that is everything."""
    if path is None:
        return _empty_object
    return None if is_root(path) else path.compile()


def _empty_object(_data: JsonValue, _scope: object) -> JsonValue:
    return {}


def is_root(path: Path | ReferencePath) -> bool:
    """Tell whether *path* is `$`."""
    return path.text == "$"


def compile_input(input_path: Path | None, template: PayloadTemplate | None) -> Evaluate | None:
    """Give the way from raw to effective input; None where it changes nothing."""
    select = compile_selection(input_path)
    if template is None:
        return select
    build = compile_template(template)
    if select is None:
        return build
    return lambda raw, scope: build(select(raw, scope), scope)


def compile_assign(template: PayloadTemplate | None) -> Evaluate | None:
    """Give the variables that a state assigns; None where it has no `Assign`."""
    return None if template is None else compile_template(template)


def compile_leave(
    *,
    assign: PayloadTemplate | None,
    result_selector: PayloadTemplate | None,
    result_path: ReferencePath | None,
    output_path: Path | None,
) -> Leave:
    """Give the way out of a state.

    `Assign` and `ResultSelector` see the result, `ResultPath` places it in the raw input,
    `OutputPath` selects.
    """
    assignment = compile_assign(assign)
    shape = None if result_selector is None else compile_template(result_selector)
    place = _compile_place(result_path)
    select = compile_selection(output_path)

    def leave(raw: JsonValue, result: JsonValue, frame: Frame) -> tuple[JsonValue, Assigned]:
        assigned = None if assignment is None else assignment(result, frame)
        output = result if shape is None else shape(result, frame)
        if place is not None:
            output = place(raw, output)
        if select is not None:
            output = select(output, frame)
        return output, assigned  # type: ignore[return-value]  # an Assign template is an object

    return leave


def _compile_place(path: ReferencePath | None) -> Callable[[JsonValue, JsonValue], JsonValue] | None:
    if path is None:
        return lambda raw, _result: raw
    return None if is_root(path) else path.compile_write()


def is_plain_leave(input_path: Path | None, output_path: Path | None, assign: PayloadTemplate | None) -> bool:
    """Tell whether the paths select everything and nothing is assigned."""
    if input_path is None or output_path is None or assign is not None:
        return False
    return is_root(input_path) and is_root(output_path)
