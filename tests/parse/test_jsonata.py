from __future__ import annotations

from typing import Any

import pytest

from asltool.diagnostics import AwsDiagnostic, Severity
from parsing import INNER, diagnostics, told

JSONATA = {"QueryLanguage": "JSONata"}
PASS = {"Type": "Pass", "End": True, **JSONATA}
TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True, **JSONATA}
MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True, **JSONATA}
PARALLEL = {"Type": "Parallel", "Branches": [INNER], "End": True, **JSONATA}
BARE = "{% order %}"


def _catch(**fields: Any) -> dict[str, Any]:
    return {**TASK, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "A", **fields}]}


def _choice(**fields: Any) -> dict[str, Any]:
    rule = {"Condition": "{% true %}", "Next": "A", **fields}
    return {"Type": "Choice", "Choices": [rule], "Default": "A", **JSONATA}


@pytest.mark.parametrize(
    ("state", "at"),
    [
        ({**PASS, "Output": BARE}, "/Output"),
        ({**PASS, "Output": {"a": [1, {"b": BARE}]}}, "/Output/a/1/b"),
        ({**PASS, "Assign": {"Next": BARE}}, "/Assign/Next"),
        ({**TASK, "Arguments": {"Payload": {"Comment": BARE}}}, "/Arguments/Payload/Comment"),
        ({**TASK, "TimeoutSeconds": BARE}, "/TimeoutSeconds"),
        ({**TASK, "Credentials": {"RoleArn": BARE}}, "/Credentials/RoleArn"),
        ({"Type": "Wait", "Seconds": BARE, "End": True, **JSONATA}, "/Seconds"),
        ({"Type": "Wait", "Timestamp": BARE, "End": True, **JSONATA}, "/Timestamp"),
        ({"Type": "Fail", "Cause": BARE, **JSONATA}, "/Cause"),
        ({"Type": "Succeed", "Output": BARE, **JSONATA}, "/Output"),
        (_choice(Condition=BARE), "/Choices/0/Condition"),
        (_choice(Assign={"x": BARE}), "/Choices/0/Assign/x"),
        (_catch(Output={"v": BARE}), "/Catch/0/Output/v"),
        ({**MAP, "Items": BARE}, "/Items"),
        ({**MAP, "ItemSelector": {"Next": BARE}}, "/ItemSelector/Next"),
        ({**MAP, "MaxConcurrency": BARE}, "/MaxConcurrency"),
        ({**MAP, "ItemBatcher": {"MaxItemsPerBatch": BARE}}, "/ItemBatcher/MaxItemsPerBatch"),
    ],
)
def test_a_bare_field_is_refused_wherever_an_expression_stands(state: dict[str, Any], at: str) -> None:
    assert told(state) == [("ASL051", at)]


@pytest.mark.parametrize(
    "state",
    [
        {**PASS, "Comment": BARE},
        {**PASS, "Output": {BARE: "order"}},
        {"Type": "Pass", "Parameters": {"a": BARE}, "End": True},
    ],
)
def test_what_is_no_expression_is_not_looked_at(state: dict[str, Any]) -> None:
    assert told(state) == []


def test_each_mention_is_marked_and_told_in_aws_words() -> None:
    first, second = diagnostics({**PASS, "Output": {"v": ["{%  aaa + bbb %}"]}})

    assert (first.inner, second.inner) == ((4, 7), (10, 13))
    assert first.aws == AwsDiagnostic(
        "UNSUPPORTED_JSONATA_EXPRESSION",
        "Reference to 'aaa' at the top level is not supported.",
        "/States/A/Output/v[0]",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% $.a %}", "Reference to '$' at the top level is not supported."),
        ("{% $$.a %}", "Reference to '$$' is not supported."),
        ("{% $states.result %}", "Field '$states.result' does not exist."),
        ("{% [$states.errorOutput] %}", "Field '$states.errorOutput' does not exist."),
        ("{% $states.inputs %}", "Field '$states.inputs' does not exist."),
    ],
)
def test_the_data_that_there_is_not_is_named(text: str, words: str) -> None:
    (found,) = diagnostics({**PASS, "Output": text})

    assert found.aws is not None
    assert found.aws.message == words


RESULT, ERROR = "{% $states.result %}", "{% $states.errorOutput %}"


@pytest.mark.parametrize(
    "state",
    [
        *({**work, field: {"a": RESULT}} for work in (TASK, MAP, PARALLEL) for field in ("Output", "Assign")),
        _catch(Output=ERROR),
        _catch(Assign={"a": ERROR}),
        {**PASS, "Output": "{% [$states, $states.input, $states.context.State.Name] %}"},
        {**PASS, "Output": "{% ($states := {'result': 1}; $states.result) %}"},
    ],
)
def test_the_fields_of_states_are_there_where_they_belong(state: dict[str, Any]) -> None:
    assert told(state) == []


@pytest.mark.parametrize(
    ("state", "severity"),
    [
        ({**PASS, "Output": RESULT}, Severity.ERROR),
        ({**TASK, "Arguments": RESULT}, Severity.ERROR),
        ({**TASK, "Output": ERROR}, Severity.ERROR),
        (_choice(Output=RESULT), Severity.ERROR),
        (_choice(Condition=ERROR), Severity.ERROR),
        (_catch(Output=RESULT), Severity.WARNING),
        ({**TASK, "Arguments": "{% $states.inptu %}"}, Severity.WARNING),
    ],
)
def test_elsewhere_they_are_mistakes_as_sure_as_is_known(state: dict[str, Any], severity: Severity) -> None:
    (found,) = diagnostics(state)

    assert (found.rule, found.severity) == ("ASL051", severity)


@pytest.mark.parametrize(
    ("text", "ours", "aws", "marked"),
    [
        (
            '{% "a %}',
            "string literal must be terminated by a matching quote",
            "String literal must be terminated by a matching quote",
            3,
        ),
        ("{% 1 + %}", "unexpected end of expression", "Unexpected end of expression", 6),
        ("{% [1;2] %}", 'expected "]", got ";"', 'Expected "]", got ";"', 5),
    ],
)
def test_what_does_not_parse_is_told_in_the_words_of_jsonata(
    text: str, ours: str, aws: str, marked: int
) -> None:
    (found,) = diagnostics({**PASS, "Output": text})

    assert found.message == ours
    assert found.inner == (marked, marked + 1)
    assert found.aws == AwsDiagnostic("INVALID_JSONATA_EXPRESSION", aws, "/States/A/Output")


@pytest.mark.parametrize(
    "state",
    [
        {**PASS, "Output": "{% ${Limit} * 2 %}"},
        {"Type": "Wait", "Timestamp": "{% ${When} %}", "End": True, **JSONATA},
        {"Type": "Fail", "Error": "{% ${Name} %}", **JSONATA},
    ],
)
def test_an_expression_with_a_placeholder_may_yet_parse(state: dict[str, Any]) -> None:
    assert told(state) == []
