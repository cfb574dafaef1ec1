"""The query languages that the engine runs, and how data flows in each."""

from __future__ import annotations

from collections.abc import Callable

from asltool.engine.data_flow import compile_jsonpath_flow
from asltool.engine.flow import Enter, Flow, FlowFields
from asltool.engine.jsonata_flow import compile_field_anew, compile_jsonata_flow
from asltool.expr.template import PayloadTemplate, compile_template

FLOWS: dict[str, Callable[[FlowFields], Flow]] = {
    "JSONPath": compile_jsonpath_flow,
    "JSONata": compile_jsonata_flow,
}


def compile_flow(language: str, fields: FlowFields) -> Flow:
    """Give the data's way through a state of a language in `FLOWS`."""
    return FLOWS[language](fields)


def compile_template_in(language: str, field: str, template: PayloadTemplate) -> Enter:
    """Give the evaluation of a template beside the main flow: of `ItemSelector`, of `Credentials`."""
    return compile_field_anew(field, template) if language == "JSONata" else compile_template(template)
