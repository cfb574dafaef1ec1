from __future__ import annotations

import pytest

from asltool.handlers.services.states import parsed, with_input_text
from asltool.json_value import JsonValue


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"Input": {"a": 1}}, {"Input": '{"a":1}'}),
        ({"Input": "text"}, {"Input": '"text"'}),
        ({"Input": None}, {"Input": None}),
        ({"Name": "n"}, {"Name": "n"}),
        ("no object", "no object"),
    ],
)
def test_an_input_is_sent_as_its_text(given: JsonValue, sent: JsonValue) -> None:
    assert with_input_text(given) == sent


def test_input_and_output_are_read_again() -> None:
    assert parsed({"Input": "{}", "Output": "[1]", "Name": "n"}) == {"Input": {}, "Output": [1], "Name": "n"}
    assert parsed(None) is None
