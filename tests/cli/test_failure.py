from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import asltool
from asltool.cli.failure import explain_end, failed_state
from asltool.definition import read_definition
from asltool.history.aws_json import History
from asltool.history.events import EVALUATION_FAILED, EXECUTION_FAILED, STATE_ENTERED
from engine_driving import machine

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
TASK = {"Type": "Task", "Resource": FUNCTION, "End": True}


def explained(tmp_path: Path, definition: dict[str, Any], input_: Any = None, **terms: Any) -> list[str]:
    indent = terms.pop("indent", 2)
    file = tmp_path / "m.asl.json"
    file.write_text(json.dumps(definition, indent=indent))
    execution = asltool.run(file, {} if input_ is None else input_, **terms)
    return (
        explain_end(execution, read_definition(file, "STANDARD"), 100)
        .replace(str(file), "m.asl.json")
        .split("\n")
    )


def test_a_failure_is_told_with_its_state_input_and_line(tmp_path: Path) -> None:
    told = explained(
        tmp_path,
        machine("Pay", Pay=TASK),
        {"n": 1},
        mocks={"Pay": [{"throw": {"error": "E", "cause": "a\nb"}}]},
    )

    assert told == [
        'execution FAILED in state "Pay"',
        "  error: E",
        "  cause: a",
        "         b",
        '  input: {"n":1}',
        "  m.asl.json:4:5",
        '  4 |     "Pay": {',
        "    |     ^^^^^",
    ]


def test_what_a_failure_does_not_tell_is_left_out(tmp_path: Path) -> None:
    told = explained(tmp_path, machine("Stop", Stop={"Type": "Fail"}))

    assert told[:2] == ['execution FAILED in state "Stop"', "  input: {}"]


def test_the_innermost_state_is_named(tmp_path: Path) -> None:
    inner = machine("Deep", Deep={"Type": "Fail", "Error": "Bad"})

    told = explained(tmp_path, machine("P", P={"Type": "Parallel", "Branches": [inner], "End": True}))

    assert told[0] == 'execution FAILED in state "Deep"'


def test_long_inputs_and_lines_are_cut(tmp_path: Path) -> None:
    definition = machine("Pay", Pay={"Comment": "x" * 300, **TASK})

    told = explained(
        tmp_path, definition, {"text": "y" * 1000}, mocks={"Pay": [{"throw": {"error": "E"}}]}, indent=None
    )

    assert told[2].endswith("yyy... (1,011 characters)")
    line, carets = told[-2:]
    assert len(line) <= 106
    assert line[carets.index("^") :].startswith('"Pay"')


def test_a_time_out_names_what_was_under_way(tmp_path: Path) -> None:
    waiting = machine("Wait", Wait={"Type": "Wait", "Seconds": 60, "End": True}) | {"TimeoutSeconds": 5}

    told = explained(tmp_path, waiting)

    assert told[0] == 'execution TIMED_OUT: its TimeoutSeconds, 5, ran out in state "Wait"'
    assert told[1] == "  m.asl.json:4:5"


def test_an_express_execution_has_its_own_time(tmp_path: Path) -> None:
    waiting = machine("Wait", Wait={"Type": "Wait", "Seconds": 600, "End": True})

    told = explained(tmp_path, waiting, type="EXPRESS")

    assert told[0] == 'execution TIMED_OUT: the time of an EXPRESS execution, ran out in state "Wait"'


def test_an_execution_that_never_ends_is_told(tmp_path: Path) -> None:
    branches = [machine(f"T{n}", **{f"T{n}": TASK}) for n in range(6)]
    definition = machine("P", P={"Type": "Parallel", "Branches": branches, "End": True})

    told = explained(
        tmp_path, definition, handlers={"f": lambda _: asltool.Reply(delay_seconds=float("inf"))}
    )

    assert told[0] == (
        "execution RUNNING for ever: nothing will end what it waits for in states "
        '"T5", "T4", "T3", "T2", "T1" and 2 more'
    )


def test_a_machine_without_a_text_has_no_line_to_show() -> None:
    loaded = asltool.loads(json.dumps(machine("Stop", Stop={"Type": "Fail"})))

    told = explain_end(asltool.run(loaded), read_definition(loaded, "STANDARD"), 80)

    assert told == 'execution FAILED in state "Stop"\n  input: {}'


def test_an_expression_that_failed_names_its_state() -> None:
    entered = (STATE_ENTERED["Pass"], 0, 0.0, "S", {})
    failed = (EVALUATION_FAILED, 0, 0.0, "E", "C", "Output", "S")
    ended = (EXECUTION_FAILED, 2, 0.0, "E", "C")

    event = failed_state(History([entered, failed, ended]))

    assert event is not None
    assert event["id"] == 1


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("FAILED", "execution FAILED\n  error: E"),
        ("RUNNING", "execution RUNNING for ever: nothing will end what it waits for"),
    ],
)
def test_an_execution_that_was_in_no_state_is_told_without_one(status: str, told: str) -> None:
    definition = read_definition(machine("Stop", Stop={"Type": "Fail"}), "STANDARD")
    error = "E" if status == "FAILED" else None
    execution = replace(
        asltool.run(definition.machine),
        status=status,
        error=error,
        cause=None,
        history=History([(EXECUTION_FAILED, 0, 0.0, error, None)]),
    )

    assert explain_end(execution, definition, 80) == told


def test_a_failure_outside_all_states_has_none() -> None:
    assert failed_state(History([(EXECUTION_FAILED, 0, 0.0, "E", "C")])) is None
    unknown = (EVALUATION_FAILED, 0, 0.0, "E", "C", "Output", "S")
    assert failed_state(History([unknown, (EXECUTION_FAILED, 1, 0.0, "E", "C")])) is None


def test_an_activity_that_nobody_serves_is_told_with_the_remedy(tmp_path: Path) -> None:
    activity = "arn:aws:states:us-east-1:123456789012:activity:Handwork"

    told = explained(tmp_path, machine("Do", Do={**TASK, "Resource": activity}))

    assert told[3] == (
        "  help: here an activity exists once it is served: --handler Handwork=module:function, or mock it"
    )


def test_a_map_that_fails_tells_of_the_child_that_failed_first(tmp_path: Path) -> None:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    processor = {"ProcessorConfig": config, **machine("Pay", Pay=TASK)}
    definition = machine("All", All={"Type": "Map", "ItemProcessor": processor, "End": True})

    told = explained(tmp_path, definition, [7, 8], mocks={"Pay": [{"throw": {"error": "E", "cause": "no"}}]})

    assert told[:2] == [
        'execution FAILED in state "All"',
        "  error: States.ExceedToleratedFailureThreshold",
    ]
    at = told.index("  the first of the child executions that failed, 1 in all:")
    assert told[at + 1 :] == [
        '    execution FAILED in state "Pay"',
        "      error: E",
        "      cause: no",
        "      input: 7",
        "      m.asl.json:13:11",
        '      13 |           "Pay": {',
        "         |           ^^^^^",
    ]
