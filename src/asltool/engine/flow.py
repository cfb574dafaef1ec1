"""The data's way through a state, whatever its query language: what each language must offer the states.

States are compiled against this alone; `flows.py` says which language does it how.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from asltool.engine.frame import Frame
from asltool.engine.state_code import Assigned
from asltool.expr.jsonpath.path import Path, parse_path
from asltool.expr.jsonpath.reference_path import ReferencePath, parse_reference_path
from asltool.expr.template import PayloadTemplate
from asltool.json_value import JsonValue
from asltool.model.machine import ResultFields

Enter: TypeAlias = Callable[[JsonValue, Frame], JsonValue]
"""A step on the way in: from data and frame to data."""

Leave: TypeAlias = Callable[[JsonValue, JsonValue, Frame], tuple[JsonValue, Assigned]]
"""From raw input, result and frame to the state's output and the variables that it assigns."""

WHOLE_PATH = parse_path("$")
WHOLE_PLACE = parse_reference_path("$")


@dataclass(frozen=True, slots=True)
class Flow:
    """The data's way through one state; each step raises EvaluationError where one of its fields fails."""

    enter: Enter
    """From the raw input to what the state's own fields are evaluated on."""
    payload: Enter
    """From what `enter` gave to what the state's work gets."""
    leave: Leave


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFields:
    """The fields of a state that say how its data flows; each language reads its own."""

    input_path: Path | None = WHOLE_PATH
    """None for JSON null; so are the two other paths."""
    arguments: PayloadTemplate | None = None
    """`Parameters`, or in JSONata `Arguments`."""
    result_name: str | None = None
    """JSONata's name for what the way out starts from: `result`, `errorOutput`; None for the input."""
    result_selector: PayloadTemplate | None = None
    result_path: ReferencePath | None = WHOLE_PLACE
    output_path: Path | None = WHOLE_PATH
    assign: PayloadTemplate | None = None
    output: PayloadTemplate | None = None
    location: str = ""
    """What comes before a field's name where failures name it: `Choices[0]/`, `Catch[1]/`."""


def result_flow_fields(state: ResultFields, arguments: PayloadTemplate | None) -> FlowFields:
    """Give the fields of a Task, Parallel or Map; *arguments* is what its work gets, None for the input."""
    return FlowFields(
        input_path=state.input_path,
        arguments=arguments,
        result_name="result",
        result_selector=state.result_selector,
        result_path=state.result_path,
        output_path=state.output_path,
        assign=state.assign,
        output=state.output,
    )
