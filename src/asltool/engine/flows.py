"""The query languages that the engine runs, and how data flows in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from asltool.engine.data_flow import compile_jsonpath_flow
from asltool.engine.flow import Enter, Flow, FlowFields, Leave
from asltool.engine.frame import Frame
from asltool.engine.jsonata_flow import compile_field_anew, compile_jsonata_flow
from asltool.engine.state_code import Assigned
from asltool.engine.watching import Watch
from asltool.expr.template import PayloadTemplate, compile_template
from asltool.json_value import JsonValue

FLOWS: dict[str, Callable[[FlowFields, Watch | None], Flow]] = {
    "JSONPath": compile_jsonpath_flow,
    "JSONata": compile_jsonata_flow,
}


def compile_flow(language: str, fields: FlowFields, watch: Watch | None = None) -> Flow:
    """Give the data's way through a state of a language in `FLOWS`; each step tells *watch* what it gives."""
    flow = FLOWS[language](fields, watch)
    return flow if watch is None else replace(flow, leave=_telling_result(flow.leave, watch))


def _telling_result(leave: Leave, watch: Watch) -> Leave:
    def run(raw: JsonValue, result: JsonValue, frame: Frame) -> tuple[JsonValue, Assigned]:
        watch("result", result)
        return leave(raw, result, frame)

    return run


def compile_template_in(language: str, field: str, template: PayloadTemplate) -> Enter:
    """Give the evaluation of a template beside the main flow: of `ItemSelector`, of `Credentials`."""
    return compile_field_anew(field, template) if language == "JSONata" else compile_template(template)
