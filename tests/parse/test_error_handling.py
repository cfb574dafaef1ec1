from __future__ import annotations

import pytest

from asltool.model.machine import Task
from asltool.model.transitions import Next
from asltool.source.pointer import ROOT, Pointer
from parsing import machine, told

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}
AT = ROOT / "States" / "A"


def _task(**fields: object) -> Task:
    read = machine({"StartAt": "A", "States": {"A": {**TASK, **fields}, "B": {"Type": "Succeed"}}}).states[
        "A"
    ]
    assert isinstance(read, Task)
    return read


def test_a_retrier_has_the_defaults_of_the_specification() -> None:
    (retrier,) = _task(Retry=[{"ErrorEquals": ["Oops"]}]).retry

    assert retrier.error_equals == ("Oops",)
    assert (retrier.interval_seconds, retrier.max_attempts, retrier.backoff_rate) == (1, 3, 2.0)
    assert (retrier.max_delay_seconds, retrier.jitter_strategy) == (None, "NONE")
    assert retrier.at == AT / "Retry" / 0


def test_a_retrier_takes_all_its_fields() -> None:
    fields = {
        "IntervalSeconds": 2,
        "MaxAttempts": 0,
        "BackoffRate": 1.5,
        "MaxDelaySeconds": 9,
        "JitterStrategy": "FULL",
    }

    (retrier,) = _task(Retry=[{"ErrorEquals": ["States.ALL"], "Comment": "c", **fields}]).retry

    assert (retrier.interval_seconds, retrier.max_attempts, retrier.backoff_rate) == (2, 0, 1.5)
    assert (retrier.max_delay_seconds, retrier.jitter_strategy) == (9, "FULL")


def test_a_catcher_puts_the_error_in_place_of_the_input_by_default() -> None:
    (catcher,) = _task(Catch=[{"ErrorEquals": ["Oops"], "Next": "B"}]).catch

    assert catcher.next == Next("B", AT / "Catch" / 0 / "Next")
    assert catcher.result_path is not None
    assert catcher.result_path.text == "$"


def test_a_catcher_takes_all_its_fields() -> None:
    fields = {"ResultPath": None, "Assign": {"x": 1}, "Comment": "c"}
    (catcher,) = _task(Catch=[{"ErrorEquals": ["Oops"], "Next": "B", **fields}]).catch
    (jsonata,) = _task(
        QueryLanguage="JSONata", Catch=[{"ErrorEquals": ["Oops"], "Next": "B", "Output": {"x": 1}}]
    ).catch

    assert catcher.result_path is None
    assert catcher.assign is not None
    assert jsonata.output is not None


def test_fields_that_belong_elsewhere_are_told() -> None:
    retriers = [{"ErrorEquals": ["Oops"], "Next": "B"}]
    catchers = [{"ErrorEquals": ["Oops"], "Next": "B", "MaxAttempts": 1}]

    assert told({**TASK, "Retry": retriers}) == [("ASL012", "/Retry/0/Next")]
    assert told({**TASK, "Catch": catchers}) == [("ASL012", "/Catch/0/MaxAttempts")]


@pytest.mark.parametrize(("written", "steps"), [("${X}", ()), (["${X}"], (0,))])
def test_a_placeholder_stands_for_an_entry_that_is_not_known_yet(
    written: object, steps: tuple[int, ...]
) -> None:
    task = _task(Retry=written, Catch=written)

    (retrier,), (catcher,) = task.retry, task.catch
    assert (retrier.at, retrier.error_equals, retrier.is_unknown) == (
        Pointer((*AT, "Retry", *steps)),
        ("${X}",),
        True,
    )
    assert catcher.is_unknown
    assert catcher.next == Next("${X}", Pointer((*AT, "Catch", *steps)))
    assert told({**TASK, "Retry": written, "Catch": written}) == []
