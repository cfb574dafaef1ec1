"""An execution: what a run gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asltool.history.aws_json import History
from asltool.json_value import JsonValue


@dataclass(frozen=True, slots=True, eq=False)
class Execution:
    """How a run ended, and all that happened in it."""

    status: str
    """"SUCCEEDED", "FAILED", "TIMED_OUT" or "ABORTED"; "RUNNING" where it would wait for ever."""
    output: JsonValue
    """None unless it succeeded (and then perhaps, too)."""
    error: str | None
    cause: str | None
    history: History
    """The events, as the AWS API shows them."""
    name: str
    arn: str
    state_machine_arn: str
    started_at: datetime
    stopped_at: datetime
    """By the run's clock."""
