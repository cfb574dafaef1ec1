from __future__ import annotations

from typing import Any

import pytest

from engine_driving import chain, details, run_state

PREFIX = "An error occurred while executing the state 'S' (entered at the event id #2). "


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"Error": "Boom"}, {"error": "Boom"}),
        ({"Cause": "why"}, {"cause": "why"}),
        ({"Error": "Boom", "Cause": "why"}, {"error": "Boom", "cause": "why"}),
        ({"ErrorPath": "$.e", "CausePath": "$.c"}, {"error": "E", "cause": "C"}),
        ({"Error": "Boom", "CausePath": "$$.State.Name"}, {"error": "Boom", "cause": "S"}),
        ({"ErrorPath": "States.Format('{}-{}', $.e, $.n)"}, {"error": "E-5"}),
        ({"CausePath": "States.JsonToString($.n)"}, {"cause": "5"}),
    ],
)
def test_error_and_cause_are_what_the_definition_says(
    fields: dict[str, Any], expected: dict[str, str]
) -> None:
    done = run_state({"Type": "Fail", **fields}, {"e": "E", "c": "C", "n": 5})

    assert done.status == "FAILED"
    assert (done.error, done.cause) == (expected.get("error"), expected.get("cause"))
    assert details(done, "ExecutionFailed") == [expected]
    assert chain(done) == ["1:ExecutionStarted<0", "2:FailStateEntered<0", "3:ExecutionFailed<2"]


@pytest.mark.parametrize("field", ["ErrorPath", "CausePath"])
def test_a_path_that_leads_nowhere_is_a_failure_of_the_definition(field: str) -> None:
    done = run_state({"Type": "Fail", field: "$.nope"}, {"n": 5})

    assert done.error == "States.Runtime"
    assert done.cause == PREFIX + (
        f"The JSONPath '$.nope' specified for the field '{field}' could not be found in the input "
        "'{\"n\":5}'"
    )


@pytest.mark.parametrize("field", ["ErrorPath", "CausePath"])
def test_only_text_can_be_an_error_or_a_cause(field: str) -> None:
    done = run_state({"Type": "Fail", field: "$.n"}, {"n": 5})

    assert done.error == "States.Runtime"
    assert done.cause == PREFIX + f"The {field} parameter does not reference a string: $.n == 5"
