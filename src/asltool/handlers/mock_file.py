"""Mock files: asltool's own form, and the choice between it and that of Step Functions Local.

Own form: `{"<state or resource>": [answer, ...]}`. An answer is one of `{"return": JSON}`,
`{"throw": {"error": str, "cause": str}}` and `{"never": true}`; it may have `when`, `delay` (seconds), `raw`,
`submitted` and `worker_name`. Answers with the same `when` are given one after the other; the last may have
`repeat`. The first `when` that fits an attempt decides; answers without it are for all others. The schema is
`schemas/mocks.schema.json`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.handler import USUAL
from asltool.handlers.mock import Answer, Mock, Mocks, Sequence
from asltool.handlers.mock_checking import Checking, MockValidation
from asltool.handlers.mock_condition import ALWAYS, WHEN, Condition, read_condition
from asltool.handlers.mock_config import read_config
from asltool.handlers.mock_reading import MACHINES, open_mocks
from asltool.handlers.mock_targets import Targets, targets_of
from asltool.json_value import JsonObject, JsonValue
from asltool.model.machine import StateMachine
from asltool.parse.reading import described
from asltool.parse.value_reading import ValueReading
from asltool.source.document import Part
from asltool.source.pointer import ROOT, Pointer

_KINDS = ("return", "throw", "never")
_ANSWER = (WHEN, *_KINDS, "delay", "raw", "submitted", "worker_name", "repeat")
_THROW = ("error", "cause")
_SCHEMA = "$schema"
_MODES: tuple[MockValidation, ...] = get_args(MockValidation)
VALIDATION = "$validation"
"""The member that says how the results of the file are checked, unless that is said otherwise."""


@dataclass(frozen=True, slots=True)
class MockFile:
    """A mock file, and how it is taken.

    Args:
        source: A path, the text of a mock file, or the object that it would hold.
        validation: How its results are checked, as in TestState: the members that are there ("PRESENT"),
            those that the response must have, too ("STRICT"), or nothing ("NONE"). None for PRESENT,
            but misfits in files of Step Functions Local are then no errors, only `Execution.mock_warnings`.
    """

    source: Path | str | JsonObject
    validation: MockValidation | None = None

    def __post_init__(self) -> None:
        """Refuse what is no way to check.

        Raises:
            AsltoolError: It is none.
        """
        if self.validation is not None and self.validation not in _MODES:
            listed = ", ".join(f'"{mode}"' for mode in _MODES)
            raise AsltoolError(f"validation must be one of {listed}, not {self.validation!r}")


def read_mocks(
    file: MockFile,
    machines: Iterable[StateMachine],
    *,
    test_case: str | None = None,
    state_machine_names: tuple[str | None, str | None] = (None, None),
) -> Mocks:
    """Give the mocks for one run.

    Args:
        file: The file.
        machines: All machines that take part in the run.
        test_case: The test case to take from a mock file of Step Functions Local.
        state_machine_names: The machine's name in such a file, None for the only one in it; and what it goes
            by where there are several.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no mock file, names what is not there, or has a result that no service could give.
    """
    reading = open_mocks(file.source)
    targets = targets_of(machines)
    top = reading.object(reading.value, ROOT, "a mock file")
    is_config = MACHINES in top
    validation = file.validation
    if validation is None and VALIDATION in top:
        validation = reading.choice(top[VALIDATION], ROOT / VALIDATION, f'"{VALIDATION}"', _MODES)
    checking = Checking(reading, validation or "PRESENT", only_warns=validation is None and is_config)
    if is_config:
        return read_config(reading, targets, checking, test_case, state_machine_names)
    if test_case is not None:
        raise AsltoolError(
            f'test case "{test_case}" is asked for, and the mocks have none: '
            f'only mock files with "{MACHINES}" have test cases'
        )
    return _OwnForm(reading, targets, checking).read(top)


@dataclass(frozen=True, slots=True)
class _OwnForm:
    reading: ValueReading
    targets: Targets
    checking: Checking

    def read(self, top: JsonObject) -> Mocks:
        states: dict[str, Mock] = {}
        resources: dict[str, Mock] = {}
        for key, value in top.items():
            if key in (_SCHEMA, VALIDATION):
                continue
            at = ROOT / key
            problem = self.targets.unknown_key(key)
            if problem is not None:
                self.reading.fail(at, problem, Part.KEY)
            kind = states if key in self.targets.tasks else resources
            kind[key] = self._mock(key, value, at)
        return Mocks(states, resources)

    def _mock(self, key: str, value: JsonValue, at: Pointer) -> Mock:
        reading = self.reading
        if not isinstance(value, list):
            reading.fail(at, f'mock "{key}" must be a list of answers, not {described(value)}')
        if not value:
            reading.fail(at, f'mock "{key}" has no answers')
        groups: dict[int, list[tuple[Answer, JsonObject, Pointer]]] = {}
        conditions: list[Condition] = []
        for index, item in enumerate(value):
            here = at / index
            members = reading.members(item, here, "an answer", _ANSWER)
            condition = self._condition(members, here)
            if condition not in conditions:
                conditions.append(condition)
            answer = self._answer(members, here)
            if "return" in members:
                self.checking.check(answer, self.targets.resources_of(key), here / "return")
            groups.setdefault(conditions.index(condition), []).append((answer, members, here))
        scripts = [self._sequence(key, conditions[number], group) for number, group in groups.items()]
        scripts.sort(key=lambda script: script.condition is ALWAYS)
        return Mock(f'mock "{key}"', reading.place(at, Part.KEY), tuple(scripts))

    def _condition(self, members: JsonObject, at: Pointer) -> Condition:
        if WHEN not in members:
            return ALWAYS
        return read_condition(self.reading, members[WHEN], at / WHEN, self.targets)

    def _sequence(
        self, key: str, condition: Condition, group: list[tuple[Answer, JsonObject, Pointer]]
    ) -> Sequence:
        for _, members, at in group[:-1]:
            if "repeat" in members:
                self.reading.fail(at / "repeat", 'only the last answer can have "repeat"', Part.KEY)
        _, members, at = group[-1]
        repeats = self.reading.flag(members.get("repeat", True), at / "repeat", '"repeat"')
        return Sequence(key, tuple(answer for answer, _, _ in group), repeats, condition)

    def _answer(self, members: JsonObject, at: Pointer) -> Answer:
        reading = self.reading
        kinds = [kind for kind in _KINDS if kind in members]
        if len(kinds) != 1:
            found = " and ".join(f'"{kind}"' for kind in kinds) or "none"
            reading.fail(at, f'an answer must have one of "return", "throw" and "never", not {found}')
        delay = reading.seconds(members.get("delay", 0), at / "delay", '"delay"')
        if "never" in members:
            if members["never"] is not True:
                reading.fail(at / "never", f'"never" must be true, not {described(members["never"])}')
            delay = math.inf
        worker = members.get("worker_name")
        return Answer(
            result=members.get("return"),
            failure=self._throw(members["throw"], at / "throw") if "throw" in members else None,
            delay_seconds=delay,
            raw=reading.flag(members.get("raw", False), at / "raw", '"raw"'),
            submitted=members.get("submitted", USUAL),
            worker_name=None if worker is None else reading.text(worker, at / "worker_name", '"worker_name"'),
            place=reading.place(at),
        )

    def _throw(self, value: JsonValue, at: Pointer) -> TaskError:
        members = self.reading.members(value, at, '"throw"', _THROW)
        error, cause = (
            None if name not in members else self.reading.text(members[name], at / name, f'"{name}"')
            for name in _THROW
        )
        return TaskError(error, cause)
