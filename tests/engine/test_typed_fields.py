from __future__ import annotations

from typing import Any

import pytest

from engine_driving import details, only, run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("{% 'E' & 1 %}", "E1"), ("plain", "plain")],
)
def test_fail_takes_texts_that_expressions_give(expression: str, expected: str) -> None:
    done = run({"QueryLanguage": "JSONata", **only({"Type": "Fail", "Error": expression})})

    assert (done.error, done.cause) == (expected, None)


@pytest.mark.parametrize(
    ("seconds", "slept"),
    [("{% $states.input * 2 %}", 6), ("{% 0.5 %}", 0.5), (4, 4)],
)
def test_wait_takes_numbers_that_expressions_give(seconds: Any, slept: float) -> None:
    done = run({"QueryLanguage": "JSONata", **only({"Type": "Wait", "Seconds": seconds})}, 3)

    assert (done.stopped_at - done.started_at).total_seconds() == slept


def test_wait_takes_instants_that_expressions_give() -> None:
    wait = {"Type": "Wait", "Timestamp": "{% '2026-01-01T00:01:00Z' %}"}

    done = run({"QueryLanguage": "JSONata", **only(wait)})

    assert (done.stopped_at - done.started_at).total_seconds() == 60


@pytest.mark.parametrize("value", ["{% null %}", "{% [1] %}", "{% true %}"])
def test_a_value_of_another_type_is_refused(value: str) -> None:
    done = run({"QueryLanguage": "JSONata", **only({"Type": "Fail", "Error": value})})

    assert done.error == "States.QueryEvaluationError"
    assert "Expected 'string', but was" in details(done, "EvaluationFailed")[0]["cause"]
