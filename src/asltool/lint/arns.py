"""ARNs that are written down in a task."""

from __future__ import annotations

import re
from collections.abc import Iterable

from asltool.json_value import JsonObject, JsonValue
from asltool.records import record
from asltool.source.pointer import Pointer

REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d")
ACCOUNT = re.compile(r"\d{12}")

_ARN = re.compile(
    r"arn:[^:]*:(?P<service>[^:]*):(?!::(?!function:|activity:))"
    r"(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.*)",
    re.DOTALL,
)
"""An ARN, but for those without region and account that need none, as `arn:aws:states:::sqs:sendMessage`.

Functions and activities need both.
"""

_FIELDS = ("Resource", "Parameters", "Arguments", "Credentials")


@record(eq=False)
class WrittenArn:
    """A text that is an ARN."""

    at: Pointer
    text: str
    parts: re.Match[str]
    """Has the groups `service`, `region`, `account` and `rest`."""
    task: Pointer
    """The place of the task."""

    @property
    def is_resource(self) -> bool:
        """Whether it is the task's resource."""
        return self.at == self.task / "Resource"

    @property
    def region(self) -> str:
        """The region; it may be empty, a placeholder, or whatever else is written there."""
        return self.parts["region"]

    @property
    def account(self) -> str:
        """The account, likewise."""
        return self.parts["account"]


def written_arns(task: JsonValue, at: Pointer) -> list[WrittenArn]:
    """Give the ARNs in the resource, the parameters and the credentials of the task written at *at*.

    Those that have neither region nor account, and need none, are left out.
    """
    found: list[WrittenArn] = []
    if isinstance(task, dict):
        _collect(found, {field: task[field] for field in _FIELDS if field in task}, at, at)
    return found


def _collect(
    found: list[WrittenArn], value: JsonObject | list[JsonValue], at: tuple[str | int, ...], task: Pointer
) -> None:
    entries: Iterable[tuple[str | int, JsonValue]]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, member in entries:
        if isinstance(member, str):
            parts = _ARN.match(member) if member.startswith("arn:") else None
            if parts is not None:
                found.append(WrittenArn(Pointer((*at, step)), member, parts, task))
        elif isinstance(member, (dict, list)):
            _collect(found, member, (*at, step), task)
