"""Mock files of Step Functions Local, `MockConfigFile.json`.

Form: `{"StateMachines": {"<machine>": {"TestCases": {"<case>": {"<state>": "<response>"}}}},
"MockedResponses": {"<response>": {"0": {"Return": JSON}, "1-2": {"Throw": {"Error": str, "Cause": str}}}}}`.
What an integration adds to its service's response is added to a `Return` that leaves it out.

AWS: api.md 7.6; mocking.*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.mock import Answer, Mock, Mocks, Numbered
from asltool.handlers.mock_checking import Checking
from asltool.handlers.mock_condition import read_range
from asltool.handlers.mock_reading import MACHINES
from asltool.handlers.mock_targets import Targets
from asltool.json_value import JsonObject, JsonValue
from asltool.parse.value_reading import ValueReading, hint
from asltool.source.document import Part
from asltool.source.pointer import ROOT, Pointer

_CASES = "TestCases"
_RESPONSES = "MockedResponses"


def read_config(
    reading: ValueReading,
    targets: Targets,
    checking: Checking,
    test_case: str | None,
    state_machine_names: tuple[str | None, str | None],
) -> Mocks:
    """Give the mocks of one test case.

    Args:
        reading: The file.
        targets: What may be mocked.
        checking: How results are checked.
        test_case: The test case's name.
        state_machine_names: The machine's name, None for the only one in the file; and what it goes by
            where there are several.

    Raises:
        AsltoolError: Machine, case, response or state are not there, or the file is not of this form.
    """
    config = _Config(reading, targets, checking)
    mocks = config.case(config.machine(*state_machine_names), test_case)
    return Mocks(mocks, {}, (*checking.warnings, *config.unnamed_responses()))


@dataclass(slots=True)
class _Config:
    reading: ValueReading
    targets: Targets
    checking: Checking

    def __post_init__(self) -> None:
        self.reading.members(self.reading.value, ROOT, "a mock file", (MACHINES, _RESPONSES))

    def _part(self, name: str) -> JsonObject:
        value = self.reading.object(self.reading.value, ROOT, "a mock file").get(name, {})
        return self.reading.object(value, ROOT / name, f'"{name}"')

    def machine(self, name: str | None, own_name: str | None) -> Pointer:
        """Give the place of the machine with a name, or of the only one."""
        machines = self._part(MACHINES)
        if name is None and len(machines) == 1:
            (name,) = machines
        if name is None and own_name in machines:
            name = own_name
        if name is None:
            raise AsltoolError(f"the mocks are for several state machines; name one: {_listed(machines)}")
        if name not in machines:
            self.reading.fail(
                ROOT / MACHINES, f'"{MACHINES}" has no "{name}"{hint(name, machines)}', Part.KEY
            )
        return ROOT / MACHINES / name

    def case(self, at: Pointer, name: str | None) -> dict[str, Mock]:
        """Give the mocks of a test case of the machine at a place."""
        reading = self.reading
        machine = reading.members(self._part(MACHINES)[str(at[-1])], at, "a state machine", (_CASES,))
        at /= _CASES
        cases = reading.object(machine.get(_CASES, {}), at, f'"{_CASES}"')
        if name is None:
            raise AsltoolError(f"the mocks have test cases; name one: {_listed(cases)}")
        if name not in cases:
            reading.fail(at, f'"{_CASES}" has no "{name}"{hint(name, cases)}', Part.KEY)
        at /= name
        states = reading.object(cases[name], at, "a test case")
        return {state: self._mock(state, response, at / state) for state, response in states.items()}

    def _mock(self, state: str, response: JsonValue, at: Pointer) -> Mock:
        reading, responses = self.reading, self._part(_RESPONSES)
        problem = self.targets.unknown_state(state)
        if problem is not None:
            reading.fail(at, problem, Part.KEY)
        name = reading.text(response, at, "the response of a state")
        if name not in responses:
            reading.fail(at, f'"{_RESPONSES}" has no "{name}"{hint(name, responses)}')
        answers = self._response(state, responses[name], ROOT / _RESPONSES / name)
        title = f'the response "{name}" of state "{state}"'
        return Mock(title, reading.place(at, Part.KEY), (Numbered(state, answers),))

    def _response(self, state: str, value: JsonValue, at: Pointer) -> tuple[tuple[range, Answer], ...]:
        answers: list[tuple[range, Answer]] = []
        for key, member in self.reading.object(value, at, "a mocked response").items():
            attempts = read_range(self.reading, key, at / key, Part.KEY)
            for others, _ in answers:
                if range(max(attempts.start, others.start), min(attempts.stop, others.stop)):
                    self.reading.fail(at / key, f'invocations "{key}" have an answer already', Part.KEY)
            answer = self._answer(member, at / key)
            if answer.failure is None:
                self.checking.check(answer, self.targets.resources_of(state), at / key / "Return")
            answers.append((attempts, answer))
        return tuple(answers)

    def _answer(self, value: JsonValue, at: Pointer) -> Answer:
        reading = self.reading
        members = reading.members(value, at, "an answer", ("Return", "Throw"))
        if len(members) != 1:
            found = "both" if members else "neither"
            reading.fail(at, f'an answer must have one of "Return" and "Throw", not {found}')
        place = reading.place(at, Part.KEY)
        if "Return" in members:
            return Answer(members["Return"], raw=True, is_response=True, place=place)
        at /= "Throw"
        thrown = reading.members(members["Throw"], at, '"Throw"', ("Error", "Cause"))
        error, cause = (
            None if name not in thrown else reading.text(thrown[name], at / name, f'"{name}"')
            for name in ("Error", "Cause")
        )
        return Answer(failure=TaskError(error, cause), place=place)

    def unnamed_responses(self) -> Iterator[str]:
        """Say of each response that no test case of any machine names it."""
        named: set[JsonValue] = set()
        for machine in self._part(MACHINES).values():
            for case in _objects(machine, _CASES):
                named.update(name for name in case.values() if isinstance(name, str))
        for name in self._part(_RESPONSES):
            if name not in named:
                place = self.reading.place(ROOT / _RESPONSES / name, Part.KEY)
                yield f'{place}: no test case names the response "{name}"'


def _objects(value: JsonValue, name: str) -> Iterator[JsonObject]:
    """Give the objects among the values of a member of *value*."""
    held = value.get(name) if isinstance(value, dict) else None
    for item in held.values() if isinstance(held, dict) else ():
        if isinstance(item, dict):
            yield item


def _listed(names: JsonObject) -> str:
    return ", ".join(f'"{name}"' for name in names) or "there are none"
