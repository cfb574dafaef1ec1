from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.states.wait import MAX_DELAY_SECONDS, as_text
from engine_driving import chain, details, elapsed_seconds, listed, run_state

PREFIX = "An error occurred while executing the state 'S' (entered at the event id #2). "
NO_INSTANT = (
    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time "
    "format string: $.v == "
)
START = "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        ({"Seconds": 0}, 0),
        ({"Seconds": 90}, 90),
        ({"SecondsPath": "$.n"}, 7),
        ({"SecondsPath": "$.text"}, 12),
        ({"SecondsPath": "$.zero"}, 0),
        ({"SecondsPath": "$$.Execution.Input.n"}, 7),
        ({"Timestamp": "2026-01-01T00:01:00Z"}, 60),
        ({"Timestamp": "2026-01-01T01:01:00+01:00"}, 60),
        ({"Timestamp": "2026-01-01T00:00:01.999Z"}, 1),
        ({"Timestamp": "2020-01-01T00:00:00Z"}, 0),
        ({"TimestampPath": "$.instant"}, 3600),
        ({"TimestampPath": "$.precise"}, 2),
        ({"TimestampPath": "$.past"}, 0),
    ],
)
def test_the_execution_sleeps_until_its_instant(until: dict[str, Any], seconds: float) -> None:
    input_ = {
        "n": 7,
        "text": "12",
        "zero": 0,
        "instant": "2026-01-01T01:00:00Z",
        "precise": "2026-01-01T00:00:02.123456Z",
        "past": START,
    }

    done = run_state({"Type": "Wait", **until}, input_)

    assert (done.status, done.output) == ("SUCCEEDED", input_)
    assert elapsed_seconds(done) == seconds
    assert chain(done) == listed(
        "1:ExecutionStarted<0 2:WaitStateEntered<0 3:WaitStateExited<2 4:ExecutionSucceeded<3"
    )


@pytest.mark.parametrize(
    ("field", "value", "cause"),
    [
        ("SecondsPath", "absent", "The SecondsPath parameter does not reference an input value: $.v"),
        ("SecondsPath", -1, "The SecondsPath parameter references a negative value: $.v == -1"),
        ("SecondsPath", 1.5, "The SecondsPath parameter cannot be parsed as a long value: $.v == 1.5"),
        ("SecondsPath", -1.5, "The SecondsPath parameter cannot be parsed as a long value: $.v == -1.5"),
        ("SecondsPath", "1.5", "The SecondsPath parameter cannot be parsed as a long value: $.v == 1.5"),
        ("SecondsPath", "soon", "The SecondsPath parameter cannot be parsed as a long value: $.v == soon"),
        ("SecondsPath", True, "The SecondsPath parameter cannot be parsed as a long value: $.v == true"),
        ("SecondsPath", None, "The SecondsPath parameter cannot be parsed as a long value: $.v == null"),
        ("SecondsPath", [5], "The SecondsPath parameter cannot be parsed as a long value: $.v == [5]"),
        ("SecondsPath", MAX_DELAY_SECONDS + 1, "Wait state delay is too long."),
        ("TimestampPath", "absent", "The TimestampPath parameter does not reference an input value: $.v"),
        ("TimestampPath", "2094-01-20T00:00:00Z", "Wait state delay is too long."),
        *(
            (
                "TimestampPath",
                value,
                NO_INSTANT + shown,
            )
            for value, shown in [
                ("2026-01-01T00:00:00", "2026-01-01T00:00:00"),
                ("2026-01-01", "2026-01-01"),
                ("", ""),
                (5, "5"),
                ({"a": 1}, '{"a":1}'),
            ]
        ),
    ],
)
def test_what_is_no_time_to_wait_ends_the_execution(field: str, value: Any, cause: str) -> None:
    input_ = {} if value == "absent" else {"v": value}

    done = run_state({"Type": "Wait", field: "$.v"}, input_)

    assert (done.error, done.cause) == ("States.Runtime", PREFIX + cause)
    assert chain(done)[1:] == ["2:WaitStateEntered<0", "3:ExecutionFailed<2"]


def test_paths_are_read_from_the_selected_input() -> None:
    state = {"Type": "Wait", "InputPath": "$.in", "SecondsPath": "$.n", "OutputPath": "$.out"}

    done = run_state(state, {"in": {"n": 5, "out": "passed on"}})

    assert (done.output, elapsed_seconds(done)) == ("passed on", 5)


def test_variables_are_assigned_after_the_wait_from_the_selected_input() -> None:
    done = run_state(
        {"Type": "Wait", "Seconds": 5, "InputPath": "$.in", "Assign": {"x.$": "$.n"}}, {"in": {"n": 5}}
    )

    assert details(done, "WaitStateExited")[0]["assignedVariables"] == {"x": "5"}


@pytest.mark.parametrize("field", ["InputPath", "OutputPath"])
def test_other_paths_fail_as_in_every_state(field: str) -> None:
    done = run_state({"Type": "Wait", "Seconds": 5, field: "$.nope"})

    assert done.cause == PREFIX + "Invalid path '$.nope' : No results for path: $['nope']"
    assert elapsed_seconds(done) == (0 if field == "InputPath" else 5)


@pytest.mark.parametrize(("value", "text"), [("plain", "plain"), (1.5, "1.5"), ({"a": [1]}, '{"a":[1]}')])
def test_causes_quote_text_as_it_is_and_the_rest_as_json(value: Any, text: str) -> None:
    assert as_text(value) == text
