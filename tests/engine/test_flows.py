from __future__ import annotations

import pytest

from asltool.engine.flow import FlowFields
from asltool.engine.flows import FLOWS, compile_flow
from engine_driving import Driver


@pytest.mark.parametrize("language", FLOWS)
def test_each_language_lets_data_through_where_a_state_has_no_fields(language: str) -> None:
    flow, frame, data = compile_flow(language, FlowFields()), Driver().frame, {"a": [1]}

    assert flow.payload(flow.enter(data, frame), frame) == data
    assert flow.leave(data, data, frame) == (data, None)
