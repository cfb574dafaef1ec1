from __future__ import annotations

from typing import Any

import pytest

from asltool.expr.jsonpath.path import parse_path
from asltool.lint.loops.constancy import may_change
from parsing import INNER, any_state

TASK: dict[str, Any] = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}
PASS: dict[str, Any] = {"Type": "Pass", "End": True}
WAIT: dict[str, Any] = {"Type": "Wait", "Seconds": 5, "End": True}
CATCH: dict[str, Any] = {"ErrorEquals": ["States.ALL"], "Next": "A"}
RULE: dict[str, Any] = {"Variable": "$.a", "IsNull": True, "Next": "A"}


@pytest.mark.parametrize(
    ("state", "path"),
    [
        (WAIT, "$.status"),
        (PASS, "$.status"),
        ({**PASS, "Result": 1, "ResultPath": "$.other"}, "$.status"),
        ({**PASS, "Parameters": {"status.$": "$.status"}}, "$.status"),
        ({**TASK, "ResultPath": None}, "$.status"),
        ({**TASK, "ResultPath": "$.job"}, "$.status.code"),
        ({**TASK, "ResultPath": "$.job", "Catch": [{**CATCH, "ResultPath": "$.error"}]}, "$.status"),
        ({"Type": "Map", "ItemProcessor": INNER, "ResultPath": "$.items", "End": True}, "$.status"),
        ({"Type": "Choice", "Choices": [RULE]}, "$.a"),
        (TASK, "$n"),
        ({**TASK, "Assign": {"m": 1}}, "$n"),
        (TASK, "$$.Execution.Input.n"),
    ],
)
def test_what_a_state_does_not_touch_stays(state: dict[str, Any], path: str) -> None:
    assert not may_change(any_state(state), parse_path(path))


@pytest.mark.parametrize(
    ("state", "path"),
    [
        (TASK, "$.status"),
        ({**WAIT, "OutputPath": "$.rest"}, "$.status"),
        ({**WAIT, "InputPath": None}, "$.status"),
        ({**PASS, "Result": 1}, "$.status"),
        ({**PASS, "Parameters": {"status.$": "$.other"}}, "$.status"),
        ({**PASS, "ResultPath": "$.status"}, "$.status.code"),
        ({**TASK, "ResultPath": "$.status.code"}, "$.status"),
        ({**TASK, "ResultPath": "$.job", "Catch": [CATCH]}, "$.status"),
        ({**WAIT, "QueryLanguage": "JSONata"}, "$.status"),
        ({**TASK, "Assign": {"n.$": "$.n"}}, "$n"),
        ({**TASK, "Catch": [{**CATCH, "Assign": {"n": 1}}]}, "$n"),
        ({"Type": "Choice", "Choices": [{**RULE, "Assign": {"n": 1}}]}, "$n"),
        (WAIT, "$$.State.EnteredTime"),
        ({"Type": "Nothing", "Next": "A"}, "$n"),
    ],
)
def test_what_a_state_may_touch_may_change(state: dict[str, Any], path: str) -> None:
    assert may_change(any_state(state), parse_path(path))
