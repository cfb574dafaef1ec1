"""ARNs that are written down in a task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asltool.json_value import JsonValue
from asltool.lint.facts import Facts
from asltool.model.machine import Task
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


def written_arns(task: Task, facts: Facts) -> Iterator[WrittenArn]:
    """Give the ARNs in the resource, the parameters and the credentials of *task*."""
    for field in _FIELDS:
        for at, text in _texts(facts.value(task.at / field), task.at / field):
            parts = _ARN.match(text)
            if parts is not None:
                yield WrittenArn(at, text, parts, field == "Resource")


def _texts(value: JsonValue, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, member in value.items():
                yield from _texts(member, at / key)
        case list():
            for index, item in enumerate(value):
                yield from _texts(item, at / index)
        case _:
            return
