"""The query languages that the engine runs, and how data flows in each."""

from __future__ import annotations

from collections.abc import Callable

from asltool.engine.data_flow import compile_jsonpath_flow
from asltool.engine.flow import Flow, FlowFields

FLOWS: dict[str, Callable[[FlowFields], Flow]] = {
    "JSONPath": compile_jsonpath_flow,
}


def compile_flow(language: str, fields: FlowFields) -> Flow:
    """Give the data's way through a state of a language in `FLOWS`."""
    return FLOWS[language](fields)
