"""The context object: which members it has. AWS: expressions.md 2.5."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Member: TypeAlias = "Mapping[str, Member] | str | None"
"""What a member has, or what it is; None for any value."""

TEXT = "text"
NUMBER = "a number"

CONTEXT: Mapping[str, Member] = {
    "Execution": {
        "Id": TEXT,
        "Input": None,
        "Name": TEXT,
        "RoleArn": TEXT,
        "StartTime": TEXT,
        "RedriveCount": NUMBER,
        "RedriveTime": TEXT,
    },
    "State": {"EnteredTime": TEXT, "Name": TEXT, "RetryCount": NUMBER},
    "StateMachine": {"Id": TEXT, "Name": TEXT},
    "Task": {"Token": TEXT},
    "Map": {"Item": {"Index": NUMBER, "Value": None, "Key": TEXT, "Source": TEXT}},
}
"""All that it can have; a state sees what belongs to it."""
