from __future__ import annotations

import re
from typing import Any

import pytest

import asltool
from asltool.cli.live_view import LiveView, clock_text
from engine_driving import machine

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
TASK = {"Type": "Task", "Resource": FUNCTION, "End": True}
ALL = ["States.ALL"]


def shown(definition: dict[str, Any], input_: Any = None, *, width: int = 80, **terms: Any) -> str:
    written: list[str] = []
    view = LiveView(written.append, width, is_coloured=False)
    asltool.run(definition, input_, on_event=view.show, **terms)
    view.close()
    return "".join(written)


def lines(text: str) -> list[str]:
    """Give the lines that stay, blanks squeezed."""
    stay = [line.rpartition("\r\x1b[K")[2] for line in text.split("\n")]
    return [re.sub(" +", " ", line).strip() for line in stay if line]


def test_a_line_tells_time_state_attempt_and_outcome() -> None:
    retry = [{"ErrorEquals": ["Busy"], "IntervalSeconds": 5}]
    definition = machine(
        "Wait",
        Wait={"Type": "Wait", "Seconds": 3600, "Next": "Work"},
        Work={**TASK, "Retry": retry},
    )

    text = shown(definition, mocks={"Work": [{"throw": {"error": "Busy"}}, {"return": 1, "delay": 0.25}]})

    assert lines(text) == [
        "1:00:00.000 Wait succeeded",
        "1:00:00.000 Work attempt 1 failed: Busy",
        "1:00:05.250 Work attempt 2 succeeded",
    ]


def test_the_last_line_shows_who_is_at_work() -> None:
    branches = [machine(f"Branch{n}", **{f"Branch{n}": TASK}) for n in range(7)]
    text = shown(
        machine("All", All={"Type": "Parallel", "Branches": branches, "End": True}),
        handlers={"f": lambda _: 1},
    )

    assert "... All, Branch0, Branch1, Branch2, Branch3 and 3 more" in text
    assert text.endswith("\r\x1b[K")


def test_the_last_line_fits_the_terminal() -> None:
    text = shown(machine("A" * 70, **{"A" * 70: {"Type": "Pass", "End": True}}), width=20)

    assert "... " + "A" * 15 + "\r" in text
    assert "... " + "A" * 16 not in text


@pytest.mark.parametrize(
    ("states", "terms", "expected"),
    [
        (
            {"T": {**TASK, "Catch": [{"ErrorEquals": ALL, "Next": "P"}]}, "P": {"Type": "Pass", "End": True}},
            {"mocks": {"T": [{"throw": {}}]}},
            ["0:00:00.000 T attempt 1 failed", "0:00:00.000 T attempt 1 caught", "0:00:00.000 P succeeded"],
        ),
        (
            {"T": {**TASK, "TimeoutSeconds": 3}},
            {"mocks": {"T": [{"return": 1, "delay": 9}]}},
            ["0:00:03.000 T attempt 1 timed out: States.Timeout"],
        ),
        ({"T": {"Type": "Fail", "Error": "Bad"}}, {}, ["0:00:00.000 T failed"]),
        (
            {"T": {"Type": "Pass", "InputPath": "$.none", "End": True}},
            {},
            ["0:00:00.000 T failed: States.Runtime"],
        ),
    ],
)
def test_every_end_of_a_stay_has_its_word(states: Any, terms: Any, expected: list[str]) -> None:
    assert lines(shown(machine("T", **states), {}, **terms)) == expected


def test_a_failing_branch_aborts_the_others_and_the_whole() -> None:
    branches = [machine("T", T=TASK), machine("W", W={"Type": "Wait", "Seconds": 9, "End": True})]
    definition = machine("P", P={"Type": "Parallel", "Branches": branches, "End": True})

    text = shown(definition, mocks={"T": [{"throw": {"error": "E"}, "delay": 1}]})

    assert lines(text) == [
        "0:00:01.000 T attempt 1 failed: E",
        "0:00:01.000 W aborted",
        "0:00:01.000 P attempt 1 failed",
    ]


def test_colours_tell_good_from_bad() -> None:
    written: list[str] = []
    view = LiveView(written.append, 80, is_coloured=True)

    asltool.run(machine("P", P={"Type": "Pass", "End": True}), on_event=view.show)

    assert "\x1b[32msucceeded\x1b[0m" in "".join(written)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00:00.000"), (1.0004, "0:00:01.000"), (59.9996, "0:01:00.000"), (36_610.5, "10:10:10.500")],
)
def test_a_span_of_time_is_written_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def map_run(view_width: int = 80, **fields: Any) -> str:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    fails = {"Variable": "$", "NumericGreaterThan": 900, "Next": "F"}
    processor = machine(
        "C",
        C={"Type": "Choice", "Choices": [fails], "Default": "D"},
        F={"Type": "Fail"},
        D={"Type": "Pass", "Result": 0, "End": True},
    )
    state = {
        "Type": "Map",
        "ItemProcessor": {"ProcessorConfig": config, **processor},
        "End": True,
        **fields,
    }
    written: list[str] = []
    view = LiveView(written.append, view_width, is_coloured=False)
    asltool.run(
        machine("Orders", Orders=state),
        list(range(1003)),
        on_event=view.show,
        maps=asltool.MapOptions(on_progress=view.show_map_run),
    )
    view.close()
    return "".join(written)


def test_the_progress_of_a_map_run_is_shown_now_and_then() -> None:
    text = map_run(ToleratedFailurePercentage=100)

    assert "... Orders: 7 of 1,003 child executions done, 0 running" in text
    assert "... Orders: 120 of 1,003 child executions done, 0 running" in text
    assert "Orders: 121 of" not in text
    assert "0:00:00.000 Orders 1,003 child executions: 901 succeeded, 102 failed" in lines(text)


def test_a_map_run_that_fails_says_what_was_not_begun() -> None:
    assert "1,003 child executions: 901 succeeded, 1 failed, 101 not begun" in map_run()
