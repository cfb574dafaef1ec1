"""ARNs that are written down in a task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.json_value import JsonValue
from asltool.records import record
from asltool.source.pointer import Pointer

REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d")
ACCOUNT = re.compile(r"\d{12}")

_ARN = re.compile(
    r"arn:[^:]*:(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.*)", re.DOTALL
)
_FIELDS = ("Resource", "Parameters", "Arguments", "Credentials")


@record(eq=False)
class WrittenArn:
    """A text that is an ARN."""

    at: Pointer
    text: str
    parts: re.Match[str]
    """Has the groups `service`, `region`, `account` and `rest`."""
    is_resource: bool
    """Whether it is the task's resource."""

    @property
    def region(self) -> str:
        """The region; it may be empty, a placeholder, or whatever else is written there."""
        return self.parts["region"]

    @property
    def account(self) -> str:
        """The account, likewise."""
        return self.parts["account"]


def written_arns(task: JsonValue, at: Pointer) -> Iterator[WrittenArn]:
    """Give the ARNs in the resource, the parameters and the credentials of the task written at *at*."""
    if isinstance(task, dict):
        for field in _FIELDS:
            for steps, parts in _arns(task.get(field)):
                yield WrittenArn(Pointer((*at, field, *steps)), parts.string, parts, field == "Resource")


def _arns(value: JsonValue) -> Iterator[tuple[tuple[str | int, ...], re.Match[str]]]:
    """Give the ARNs in *value* and the steps to each, put together late, as most texts are none."""
    match value:
        case str():
            parts = _ARN.match(value)
            if parts is not None:
                yield (), parts
        case dict():
            for key, member in value.items():
                for steps, parts in _arns(member):
                    yield (key, *steps), parts
        case list():
            for index, item in enumerate(value):
                for steps, parts in _arns(item):
                    yield (index, *steps), parts
        case _:
            return
