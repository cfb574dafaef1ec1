"""Conditions of mocks: which of a task's attempts an answer is for.

`{"iteration": 2, "branch": 0, "retry_count": "1-3", "input": JSON, "input_exactly": JSON}`; all that is there
must fit. An index is a number or a range; in an object it is that of the Map or Parallel with this name.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from asltool.engine.effects import TaskCall
from asltool.handlers.mock_targets import Targets
from asltool.json_value import JsonValue, json_type
from asltool.parse.reading import described
from asltool.parse.value_reading import ValueReading, hint
from asltool.source.document import Part
from asltool.source.pointer import Pointer

MAP = "Map"
PARALLEL = "Parallel"
WHEN = "when"
_MEMBERS = ("iteration", "branch", "retry_count", "input", "input_exactly")
_RANGE = re.compile(r"(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Index:
    """Where in a Map or Parallel an attempt must be."""

    type: str
    """ "Map" or "Parallel"."""
    state_name: str | None
    """None for the innermost one."""
    numbers: range

    def fits(self, call: TaskCall) -> bool:
        """Tell whether a task is there."""
        for type_, name, index in reversed(call.place):
            if type_ == self.type and self.state_name in (None, name):
                return index in self.numbers
        return False


@dataclass(frozen=True, slots=True)
class Condition:
    """Which attempts some answers are for."""

    indexes: tuple[Index, ...] = ()
    retry_count: range | None = None
    inputs: tuple[tuple[JsonValue, bool], ...] = ()
    """What the task's evaluated input must hold; all of it, where that is true."""

    def fits(self, call: TaskCall) -> bool:
        """Tell whether an attempt is one of them."""
        return (
            all(index.fits(call) for index in self.indexes)
            and (self.retry_count is None or call.retry_count in self.retry_count)
            and all(_holds(call.payload, wanted, is_exact=exact) for wanted, exact in self.inputs)
        )


ALWAYS = Condition()


def read_condition(reading: ValueReading, value: JsonValue, at: Pointer, targets: Targets) -> Condition:
    """Give the condition that stands in a mock file.

    Raises:
        AsltoolError: It is none.
    """
    members = reading.members(value, at, f'"{WHEN}"', _MEMBERS)
    if not members:
        reading.fail(at, f'"{WHEN}" says nothing: leave it out, and the answer is for all other attempts')
    indexes: list[Index] = []
    for name, type_, known in (
        ("iteration", MAP, targets.maps),
        ("branch", PARALLEL, targets.parallels),
    ):
        if name in members:
            indexes += _read_indexes(reading, members[name], at / name, type_, known)
    retry_count = None
    if "retry_count" in members:
        retry_count = _read_numbers(reading, members["retry_count"], at / "retry_count", '"retry_count"')
    names = (("input", False), ("input_exactly", True))
    inputs = tuple((members[name], exact) for name, exact in names if name in members)
    return Condition(tuple(indexes), retry_count, inputs)


def _read_indexes(
    reading: ValueReading, value: JsonValue, at: Pointer, type_: str, known: Collection[str]
) -> list[Index]:
    if not isinstance(value, dict):
        return [Index(type_, None, _read_numbers(reading, value, at, f'"{at[-1]}"'))]
    indexes = []
    for name, numbers in value.items():
        if name not in known:
            reading.fail(at / name, f'there is no {type_} state "{name}"{hint(name, known)}', Part.KEY)
        indexes.append(
            Index(type_, name, _read_numbers(reading, numbers, at / name, f'the index in "{name}"'))
        )
    return indexes


def _read_numbers(reading: ValueReading, value: JsonValue, at: Pointer, what: str) -> range:
    if isinstance(value, str):
        return read_range(reading, value, at, Part.VALUE)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        reading.fail(
            at, f'{what} must be a number from 0 on, or a range such as "1-2", not {described(value)}'
        )
    return range(value, value + 1)


def read_range(reading: ValueReading, text: str, at: Pointer, part: Part) -> range:
    """Give the numbers that a text such as "0" or "1-2" stands for.

    Raises:
        AsltoolError: It is no such text.
    """
    match = _RANGE.fullmatch(text)
    if match is None:
        reading.fail(at, f'"{text}" is no number such as "0", nor a range such as "1-2"', part)
    first = int(match["first"])
    last = first if match["last"] is None else int(match["last"])
    if last < first:
        reading.fail(at, f'the range "{text}" ends before it begins', part)
    return range(first, last + 1)


def _holds(value: JsonValue, wanted: JsonValue, *, is_exact: bool) -> bool:
    """Tell whether *value* is *wanted*; objects may have further members unless it is to be exact."""
    if json_type(value) != json_type(wanted):
        return False
    if isinstance(wanted, dict) and isinstance(value, dict):
        has_members = value.keys() == wanted.keys() if is_exact else wanted.keys() <= value.keys()
        return has_members and all(
            _holds(value[name], member, is_exact=is_exact) for name, member in wanted.items()
        )
    if isinstance(wanted, list) and isinstance(value, list):
        return len(value) == len(wanted) and all(
            _holds(item, other, is_exact=is_exact) for item, other in zip(value, wanted, strict=True)
        )
    return value == wanted
