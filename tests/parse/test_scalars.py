from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from asltool.expr.errors import ExpressionSyntaxError
from asltool.expr.language import Expression, Refusal
from asltool.json_value import JsonValue
from asltool.model.fields import Field, Kind
from asltool.model.machine import Fail, Map, Seconds, Task, Wait
from asltool.parse.reading import Reading
from asltool.parse.scalars import BROKEN, read_expression
from asltool.parse.unknown import UnknownExpression
from asltool.source.pointer import ROOT
from parsing import INNER, diagnostics, state, told

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}
WAIT = {"Type": "Wait", "End": True}
MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True}


def _retry(**fields: Any) -> dict[str, Any]:
    return {**TASK, "Retry": [{"ErrorEquals": ["Oops"], **fields}]}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({**WAIT, "Seconds": 0}, []),
        ({**WAIT, "Seconds": 5.0}, []),
        ({**WAIT, "Seconds": 99_999_999}, []),
        ({**WAIT, "Seconds": 5.5}, [("ASL015", "/Seconds")]),
        ({**WAIT, "Seconds": "5"}, [("ASL015", "/Seconds")]),
        ({**WAIT, "Seconds": True}, [("ASL015", "/Seconds")]),
        ({**WAIT, "Seconds": None}, [("ASL015", "/Seconds")]),
        ({**WAIT, "Seconds": -1}, [("ASL016", "/Seconds")]),
        ({**WAIT, "Seconds": 100_000_000}, [("ASL016", "/Seconds")]),
        ({**WAIT, "Seconds": "${Pause}"}, []),
        ({**TASK, "TimeoutSeconds": 0}, [("ASL016", "/TimeoutSeconds")]),
        ({**TASK, "HeartbeatSeconds": True}, [("ASL015", "/HeartbeatSeconds")]),
        ({**MAP, "MaxConcurrency": -1}, [("ASL016", "/MaxConcurrency")]),
        ({**MAP, "ToleratedFailurePercentage": 99.5}, []),
        ({**MAP, "ToleratedFailurePercentage": 101}, [("ASL016", "/ToleratedFailurePercentage")]),
        (_retry(IntervalSeconds=0), [("ASL016", "/Retry/0/IntervalSeconds")]),
        (_retry(MaxAttempts=0, BackoffRate=1, MaxDelaySeconds=31_622_400), []),
        (_retry(MaxAttempts=-1), [("ASL016", "/Retry/0/MaxAttempts")]),
        (_retry(BackoffRate=0.5), [("ASL016", "/Retry/0/BackoffRate")]),
        (_retry(MaxDelaySeconds=31_622_401), [("ASL016", "/Retry/0/MaxDelaySeconds")]),
        (_retry(JitterStrategy="SOME"), [("ASL017", "/Retry/0/JitterStrategy")]),
        (_retry(JitterStrategy="${Jitter}", IntervalSeconds="${Interval}"), []),
        (_retry(IntervalSeconds="5"), [("ASL015", "/Retry/0/IntervalSeconds")]),
        ({**TASK, "Resource": 5}, [("ASL015", "/Resource")]),
        ({"Type": "Fail", "Error": 5}, [("ASL015", "/Error")]),
        ({"Type": "Fail", "Error": "{% 'Oops' %}"}, []),
        ({**MAP, "Label": "x" * 41}, [("ASL016", "/Label")]),
    ],
)
def test_plain_values_are_checked(state: Any, expected: list[tuple[str, str]]) -> None:
    assert told(state) == expected


@pytest.mark.parametrize(
    ("value", "message", "aws"),
    [
        ("10", '"Seconds" must be a whole number, not the text "10"', "Expected value of type [NUMBER]"),
        (-1, '"Seconds" is -1; it must be at least 0', "Minimum value is 0"),
        (100_000_000, '"Seconds" is 100000000; it must be at most 99999999', "Maximum value is 99999999"),
    ],
)
def test_messages_name_the_value_and_what_is_wanted(value: Any, message: str, aws: str) -> None:
    (found,) = diagnostics({**WAIT, "Seconds": value})

    assert found.message == message
    assert found.aws is not None
    assert (found.aws.message, found.aws.location) == (aws, "/States/A/Seconds")


def test_the_limit_of_a_number_with_a_fraction_is_told_with_its_fraction() -> None:
    (found,) = diagnostics({**MAP, "ToleratedFailurePercentage": 101})

    assert found.aws is not None
    assert found.aws.message == "Maximum value is 100.0"


def test_an_unknown_text_is_told_with_the_near_one_or_with_all() -> None:
    (near,) = diagnostics({"Type": "passs", "End": True})
    (far,) = diagnostics(_retry(JitterStrategy="x"))

    assert near.message == '"Type" cannot be the text "passs"; did you mean "Pass"?'
    assert far.message == '"JitterStrategy" cannot be the text "x"; it takes "FULL" or "NONE"'


def test_a_placeholder_stands_for_a_number_that_is_not_known() -> None:
    wait = state({**WAIT, "Seconds": "${Pause}"})
    map_ = state({**MAP, "MaxConcurrency": "${Most}"})

    assert isinstance(wait, Wait)
    assert wait.until == Seconds(UnknownExpression("${Pause}"))
    assert isinstance(map_, Map)
    assert map_.max_concurrency == UnknownExpression("${Most}")


def test_a_placeholder_in_a_retrier_leaves_the_default() -> None:
    task = state(_retry(IntervalSeconds="${Interval}", MaxAttempts=7))

    assert isinstance(task, Task)
    assert (task.retry[0].interval_seconds, task.retry[0].max_attempts) == (1, 7)


def test_a_jsonata_state_may_compute_its_numbers_and_texts() -> None:
    wait = state({**WAIT, "QueryLanguage": "JSONata", "Seconds": "{% 1 + 1 %}"})
    fail = state({"Type": "Fail", "QueryLanguage": "JSONata", "Error": "{% 'Oops' %}", "Cause": "plain"})

    assert isinstance(wait, Wait)
    assert isinstance(wait.until, Seconds)
    assert not isinstance(wait.until.value, (int, float, str))
    assert isinstance(fail, Fail)
    assert not isinstance(fail.error, str)
    assert fail.cause == "plain"


class _Strict:
    """A query language in which every text is an expression, and a wrong one."""

    name = "JSONata"

    def member(self, key: str, _value: JsonValue) -> tuple[str, None]:
        return key, None

    def text_value(self, _value: str) -> None:
        raise ExpressionSyntaxError("nonsense", 2)

    def is_expression(self, _value: JsonValue) -> bool:
        return True

    def refusals(self, _expression: Expression, _sees: Collection[str]) -> tuple[Refusal, ...]:
        return ()


SECONDS = Field(name="Seconds", on=("Wait",), kind=Kind.INTEGER, about="A number.", is_dynamic=True)


def test_an_expression_that_does_not_parse_is_marked_where_it_goes_wrong() -> None:
    reading = Reading("JSONata", {})

    assert read_expression(reading, SECONDS, "{% ? %}", ROOT, _Strict()) is BROKEN

    (found,) = reading.diagnostics
    assert (found.rule, str(found.at), found.inner) == ("ASL046", "/Seconds", (2, 3))
    assert found.aws is not None
    assert found.aws.code == "INVALID_JSONATA_EXPRESSION"


def test_a_jsonata_state_may_not_give_a_number_as_text() -> None:
    assert told({**WAIT, "QueryLanguage": "JSONata", "Seconds": "5"}) == [("ASL015", "/Seconds")]
