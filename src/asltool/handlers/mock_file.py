"""Mock files: asltool's own form, and the choice between it and that of Step Functions Local.

Own form: `{"<state or resource>": [{"return": JSON} | {"throw": {"error": str, "cause": str}}, ...]}`; an
answer may have `delay` (seconds) and `raw`, the last one `repeat`. The schema is `schemas/mocks.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.mock import Answer, Mocks, Sequence
from asltool.handlers.mock_config import read_config
from asltool.handlers.mock_reading import MACHINES, open_mocks
from asltool.handlers.mock_targets import Targets, targets_of
from asltool.json_value import JsonObject, JsonValue
from asltool.model.machine import StateMachine
from asltool.parse.reading import described
from asltool.parse.value_reading import ValueReading
from asltool.source.document import Part
from asltool.source.pointer import ROOT, Pointer

_ANSWER = ("return", "throw", "delay", "raw", "repeat")
_THROW = ("error", "cause")
_SCHEMA = "$schema"


def read_mocks(
    source: Path | str | JsonObject,
    machines: Iterable[StateMachine],
    *,
    test_case: str | None = None,
    state_machine_name: str | None = None,
) -> Mocks:
    """Give the mocks for one run.

    Args:
        source: A path, the text of a mock file, or the object that it would hold.
        machines: All machines that take part in the run.
        test_case: The test case to take from a mock file of Step Functions Local.
        state_machine_name: The machine's name in such a file; None for the only one in it.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no mock file, or names what is not there.
    """
    reading = open_mocks(source)
    targets = targets_of(machines)
    top = reading.object(reading.value, ROOT, "a mock file")
    if MACHINES in top:
        return read_config(reading, targets, test_case, state_machine_name)
    if test_case is not None:
        raise AsltoolError(
            f'test case "{test_case}" is asked for, and the mocks have none: '
            f'only mock files with "{MACHINES}" have test cases'
        )
    return _read_own(reading, top, targets)


def _read_own(reading: ValueReading, top: JsonObject, targets: Targets) -> Mocks:
    states: dict[str, Sequence] = {}
    resources: dict[str, Sequence] = {}
    for key, value in top.items():
        if key == _SCHEMA:
            continue
        at = ROOT / key
        problem = targets.unknown_key(key)
        if problem is not None:
            reading.fail(at, problem, Part.KEY)
        kind = states if key in targets.tasks else resources
        kind[key] = _read_sequence(reading, key, value, at)
    return Mocks(states, resources)


def _read_sequence(reading: ValueReading, key: str, value: JsonValue, at: Pointer) -> Sequence:
    if not isinstance(value, list):
        reading.fail(at, f'mock "{key}" must be a list of answers, not {described(value)}')
    if not value:
        reading.fail(at, f'mock "{key}" has no answers')
    answers = []
    for index, item in enumerate(value):
        here = at / index
        members = reading.members(item, here, "an answer", _ANSWER)
        if "repeat" in members and index < len(value) - 1:
            reading.fail(here / "repeat", 'only the last answer can have "repeat"', Part.KEY)
        answers.append(_read_answer(reading, members, here))
    last = value[-1]
    assert isinstance(last, dict)  # noqa: S101 - read above
    repeats = reading.flag(last.get("repeat", True), at / (len(value) - 1) / "repeat", '"repeat"')
    return Sequence(key, tuple(answers), repeats)


def _read_answer(reading: ValueReading, members: JsonObject, at: Pointer) -> Answer:
    if ("return" in members) == ("throw" in members):
        found = "both" if "return" in members else "neither"
        reading.fail(at, f'an answer must have one of "return" and "throw", not {found}')
    return Answer(
        result=members.get("return"),
        failure=_read_throw(reading, members["throw"], at / "throw") if "throw" in members else None,
        delay_seconds=reading.seconds(members.get("delay", 0), at / "delay", '"delay"'),
        raw=reading.flag(members.get("raw", False), at / "raw", '"raw"'),
    )


def _read_throw(reading: ValueReading, value: JsonValue, at: Pointer) -> TaskError:
    members = reading.members(value, at, '"throw"', _THROW)
    error, cause = (
        None if name not in members else reading.text(members[name], at / name, f'"{name}"')
        for name in _THROW
    )
    return TaskError(error, cause)
