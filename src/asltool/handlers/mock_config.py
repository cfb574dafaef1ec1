"""Mock files of Step Functions Local, `MockConfigFile.json`.

Form: `{"StateMachines": {"<machine>": {"TestCases": {"<case>": {"<state>": "<response>"}}}},
"MockedResponses": {"<response>": {"0": {"Return": JSON}, "1-2": {"Throw": {"Error": str, "Cause": str}}}}}`.

AWS: api.md 7.6.
"""

from __future__ import annotations

import re

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.mock import Answer, Mocks, Numbered
from asltool.handlers.mock_reading import MACHINES
from asltool.handlers.mock_targets import Targets
from asltool.json_value import JsonObject, JsonValue
from asltool.parse.value_reading import ValueReading, hint
from asltool.source.document import Part
from asltool.source.pointer import ROOT, Pointer

_CASES = "TestCases"
_RESPONSES = "MockedResponses"
_ATTEMPTS = re.compile(r"(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?", re.ASCII)


def read_config(
    reading: ValueReading, targets: Targets, test_case: str | None, state_machine_name: str | None
) -> Mocks:
    """Give the mocks of one test case.

    Args:
        reading: The file.
        targets: What may be mocked.
        test_case: The test case's name.
        state_machine_name: The machine's name; None for the only one in the file.

    Raises:
        AsltoolError: Machine, case, response or state are not there, or the file is not of this form.
    """
    top = reading.members(reading.value, ROOT, "a mock file", (MACHINES, _RESPONSES))
    responses = reading.object(top.get(_RESPONSES, {}), ROOT / _RESPONSES, f'"{_RESPONSES}"')
    chosen, at = _choose_case(reading, top, test_case, state_machine_name)
    states = {}
    for state, response in chosen.items():
        problem = targets.unknown_state(state)
        if problem is not None:
            reading.fail(at / state, problem, Part.KEY)
        name = reading.text(response, at / state, "the response of a state")
        if name not in responses:
            reading.fail(at / state, f'"{_RESPONSES}" has no "{name}"{hint(name, responses)}')
        states[state] = _read_response(reading, state, responses[name], ROOT / _RESPONSES / name)
    return Mocks(states, {})


def _choose_case(
    reading: ValueReading, top: JsonObject, test_case: str | None, state_machine_name: str | None
) -> tuple[JsonObject, Pointer]:
    at = ROOT / MACHINES
    machines = reading.object(top[MACHINES], at, f'"{MACHINES}"')
    if state_machine_name is None and len(machines) == 1:
        (state_machine_name,) = machines
    if state_machine_name is None:
        raise AsltoolError(f"the mocks are for several state machines; name one: {_listed(machines)}")
    if state_machine_name not in machines:
        reading.fail(
            at, f'"{MACHINES}" has no "{state_machine_name}"{hint(state_machine_name, machines)}', Part.KEY
        )
    at /= state_machine_name
    machine = reading.members(machines[state_machine_name], at, "a state machine", (_CASES,))
    at /= _CASES
    cases = reading.object(machine.get(_CASES, {}), at, f'"{_CASES}"')
    if test_case is None:
        raise AsltoolError(f"the mocks have test cases; name one: {_listed(cases)}")
    if test_case not in cases:
        reading.fail(at, f'"{_CASES}" has no "{test_case}"{hint(test_case, cases)}', Part.KEY)
    at /= test_case
    return reading.object(cases[test_case], at, "a test case"), at


def _read_response(reading: ValueReading, state: str, value: JsonValue, at: Pointer) -> Numbered:
    answers: list[tuple[range, Answer]] = []
    for key, member in reading.object(value, at, "a mocked response").items():
        attempts = _read_attempts(reading, key, at)
        for others, _ in answers:
            if range(max(attempts.start, others.start), min(attempts.stop, others.stop)):
                reading.fail(at / key, f'invocations "{key}" have an answer already', Part.KEY)
        answers.append((attempts, _read_answer(reading, member, at / key)))
    return Numbered(state, tuple(answers))


def _read_attempts(reading: ValueReading, key: str, at: Pointer) -> range:
    match = _ATTEMPTS.fullmatch(key)
    if match is None:
        reading.fail(
            at / key, f'"{key}" is no invocation number such as "0", nor a range such as "1-2"', Part.KEY
        )
    first = int(match["first"])
    last = first if match["last"] is None else int(match["last"])
    if last < first:
        reading.fail(at / key, f'the range "{key}" ends before it begins', Part.KEY)
    return range(first, last + 1)


def _read_answer(reading: ValueReading, value: JsonValue, at: Pointer) -> Answer:
    members = reading.members(value, at, "an answer", ("Return", "Throw"))
    if len(members) != 1:
        found = "both" if members else "neither"
        reading.fail(at, f'an answer must have one of "Return" and "Throw", not {found}')
    if "Return" in members:
        return Answer(members["Return"], raw=True)
    at /= "Throw"
    thrown = reading.members(members["Throw"], at, '"Throw"', ("Error", "Cause"))
    error, cause = (
        None if name not in thrown else reading.text(thrown[name], at / name, f'"{name}"')
        for name in ("Error", "Cause")
    )
    return Answer(failure=TaskError(error, cause))


def _listed(names: JsonObject) -> str:
    return ", ".join(f'"{name}"' for name in names) or "there are none"
