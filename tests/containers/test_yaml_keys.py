from __future__ import annotations

import json

from asltool.containers.yaml_keys import boolean_keys
from asltool.source.reader import read


def told(text: str, name: str = "a.yaml") -> list[str]:
    document, _ = read(text, name)
    assert document is not None
    return [f"{finding.line}:{finding.column} {finding.message}" for finding in boolean_keys(document)]


def test_keys_and_names_of_states_are_told() -> None:
    text = 'StartAt: Yes\nStates:\n  Yes: {Next: off, Result: no}\n  "No": {Next: "No"}\n  Yesterday: {}\n'

    assert told(text) == [
        "1:10 Yes without quotes means true in the YAML of CloudFormation",
        "3:3 Yes without quotes means true in the YAML of CloudFormation",
        "3:15 off without quotes means false in the YAML of CloudFormation",
    ]


def test_json_has_quotes() -> None:
    assert told(json.dumps({"Yes": {"Next": "No"}}), "a.json") == []
