from __future__ import annotations

from typing import Any

import pytest

from asltool.handlers.mock_targets import Targets, targets_of
from engine_driving import machine, read_machine

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:Resize:live"


def task(resource: str, **fields: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "End": True, **fields}


def targets(**states: dict[str, Any]) -> Targets:
    return targets_of([read_machine(machine(next(iter(states)), **states))])


def invoking(name: str, field: str = "FunctionName") -> dict[str, Any]:
    return task("arn:aws:states:::lambda:invoke", Parameters={field: name})


def test_a_task_goes_by_its_name_and_by_everything_that_handlers_may_call_it() -> None:
    found = targets(
        Resize=task(FUNCTION),
        Send=task("arn:aws:states:::sqs:sendMessage.waitForTaskToken"),
        Approve=task("arn:aws:states:us-east-1:123456789012:activity:approval"),
        Ask=invoking("Answer"),
        Done={"Type": "Succeed"},
    )

    for key in (
        "Resize",
        FUNCTION,
        "Send",
        "sqs:sendMessage",
        "sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "approval",
        "Answer",
        "arn:aws:lambda:us-east-1:123456789012:function:Answer",
        "lambda:invoke",
    ):
        assert found.unknown_key(key) is None, key


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("Resise", 'no state and no resource in use is called "Resise" (did you mean "Resize"?)'),
        ("sqs:sendMesage", 'no state and no resource in use is called "sqs:sendMesage"'),
        ("Done", 'state "Done" is no Task state: only these have work to mock'),
    ],
)
def test_what_is_not_there_is_told_with_what_may_be_meant(key: str, problem: str) -> None:
    found = targets(Resize=task(FUNCTION), Done={"Type": "Succeed"})

    assert found.unknown_key(key) == problem


def test_where_a_state_must_be_named_no_resource_will_do() -> None:
    found = targets(Resize=task(FUNCTION), Done={"Type": "Succeed"})

    assert found.unknown_state("Resize") is None
    assert found.unknown_state(FUNCTION) == f'there is no state "{FUNCTION}"'
    assert found.unknown_state("Done") == 'state "Done" is no Task state: only these have work to mock'


@pytest.mark.parametrize(
    ("key", "is_known"), [("Whatever", True), ("two words", False), ("sqs:sendMessage", False)]
)
def test_any_function_may_be_meant_where_one_is_computed(key: str, *, is_known: bool) -> None:
    found = targets(Ask=invoking("$.function", "FunctionName.$"))

    assert found.is_resource(key) is is_known


def test_states_inside_others_and_in_other_machines_count() -> None:
    inner = machine("Deep", Deep=task(FUNCTION))
    outer = machine("Fan", Fan={"Type": "Parallel", "Branches": [inner], "End": True})
    other = machine("Far", Far=task(FUNCTION))

    found = targets_of([read_machine(outer), read_machine(other)])

    assert set(found.tasks) == {"Deep", "Far"}
    assert (found.maps, found.parallels, found.others) == (set(), {"Fan"}, {"Fan"})
    assert [resource.text for resource in found.resources_of(FUNCTION)] == [FUNCTION, FUNCTION]
    assert found.resources_of("Far") == found.resources_of("Resize")[:1]
    assert found.others == {"Fan"}


def test_what_a_map_reads_and_writes_goes_by_its_resources() -> None:
    done = {"StartAt": "D", "States": {"D": {"Type": "Succeed"}}}
    state = {
        "Type": "Map",
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:listObjectsV2",
            "Parameters": {"Bucket": "b"},
        },
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, **done},
        "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}},
        "End": True,
    }

    found = targets(M=state)

    for key in ("s3:listObjectsV2", "arn:aws:states:::s3:putObject"):
        assert found.unknown_key(key) is None
    assert found.unknown_key("s3:getObject") is not None
