from __future__ import annotations

import pytest

from lsp_marking import JSONATA_TASK, TASK, accepted, proposals


def labels(text: str) -> list[str]:
    return list(proposals(text))


def with_resource(resource: str) -> str:
    return (TASK % '"End": true').replace("arn:aws:states:::sqs:sendMessage", resource)


def test_the_first_state_can_be_any_of_the_machine() -> None:
    text = (TASK % '"End": true').replace('"StartAt": "Send"', '"StartAt": "|"')

    assert labels(text) == ["Send", "Rest"]


def test_a_branch_leads_to_its_own_states_only() -> None:
    branch = '{"StartAt": "|", "States": {"In": {"Type": "Pass"}}}'
    text = TASK.replace('"Wait"', f'"Parallel", "Branches": [{branch}]') % '"End": true'

    assert labels(text) == ["In"]


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ('"End": |', ["true"]),
        ('"QueryLanguage": "|"', ["JSONPath", "JSONata"]),
        ('"Retry": [{"JitterStrategy": "|"}]', ["FULL", "NONE"]),
        ('"Comment": "|"', []),
        ('"Next": |', ["Rest", "Send"]),
    ],
)
def test_values_are_those_that_the_field_takes(member: str, expected: list[str]) -> None:
    assert labels(TASK % member) == expected


def test_types_of_states_are_proposed() -> None:
    assert "Parallel" in labels((TASK % '"End": true').replace('"Type": "Task"', '"Type": "|"'))


def test_enums_of_parameters_are_proposed() -> None:
    text = (TASK % '"Parameters": {"ReturnValues": "|"}').replace("sqs:sendMessage", "dynamodb:putItem")

    assert "ALL_OLD" in labels(text)


def test_errors_of_the_service_come_before_those_of_step_functions() -> None:
    found = labels(TASK % '"Catch": [{"ErrorEquals": ["|')

    assert found[0].startswith("SQS.")
    assert "SQS.QueueDoesNotExistException" in found
    assert "States.Timeout" in found


def test_errors_that_are_there_are_not_proposed_again() -> None:
    assert "States.Timeout" not in labels(TASK % '"Catch": [{"ErrorEquals": ["States.Timeout", "|"]}]')


def test_a_function_raises_errors_of_lambda() -> None:
    function = "arn:aws:lambda:eu-west-1:123456789012:function:f"
    text = (TASK % '"Retry": [{"ErrorEquals": ["|"]}]').replace("arn:aws:states:::sqs:sendMessage", function)

    assert "Lambda.TooManyRequestsException" in labels(text)


def test_a_resource_is_proposed_step_by_step() -> None:
    assert "arn:aws:states:::" in labels(with_resource("|"))
    assert {"sqs:", "ecs:", "aws-sdk:"} <= set(labels(with_resource("arn:aws:states:::|")))
    assert labels(with_resource("arn:aws:states:::ecs:|")) == [
        "runTask",
        "runTask.sync",
        "runTask.waitForTaskToken",
    ]
    assert labels(with_resource("arn:aws:states:::ecs:runTask.|")) == [".sync", ".waitForTaskToken"]
    assert "s3:" in labels(with_resource("arn:aws:states:::aws-sdk:|"))
    assert "getObject" in labels(with_resource("arn:aws:states:::aws-sdk:s3:get|"))


def test_a_step_of_a_resource_is_written_behind_the_ones_before() -> None:
    text = with_resource("arn:${AWS::Partition}:states:::ec|")

    assert accepted(text, "ecs:") == text.replace("ec|", "ecs:")


@pytest.mark.parametrize("resource", ["arn:aws:states:::nosuch:|", "arn:aws:states:::aws-sdk:nosuch:|"])
def test_of_an_unknown_service_nothing_is_known(resource: str) -> None:
    assert labels(with_resource(resource)) == []


def test_a_condition_has_no_words_of_its_own() -> None:
    assert labels(JSONATA_TASK % '"Arguments": {"QueueUrl": "|"}') == []
