from __future__ import annotations

from typing import Any

from asltool.lint.arns import ACCOUNT, REGION, WrittenArn
from asltool.model.machine import Task
from linting import facts_of


def arns(**fields: Any) -> list[WrittenArn]:
    facts = facts_of({"StartAt": "A", "States": {"A": {"Type": "Task", "End": True, **fields}}})
    state = facts.machine.states["A"]
    assert isinstance(state, Task)
    return list(facts.written_arns(state))


def test_arns_are_found_in_the_resource_the_parameters_and_the_credentials() -> None:
    found = arns(
        Resource="arn:aws:lambda:eu-west-1:444455556666:function:f",
        Parameters={"Topics": ["arn:aws:sns:${Region}::t", "no ARN", 1]},
        Credentials={"RoleArn": "arn:aws:iam::444455556666:role/r"},
    )

    assert [(arn.region, arn.account, arn.is_resource) for arn in found] == [
        ("eu-west-1", "444455556666", True),
        ("${Region}", "", False),
        ("", "444455556666", False),
    ]
    assert found[1].at[-3:] == ("Parameters", "Topics", 0)


def test_regions_and_accounts_have_their_forms() -> None:
    assert REGION.fullmatch("us-gov-west-1")
    assert not REGION.fullmatch("REGION")
    assert ACCOUNT.fullmatch("444455556666")
    assert not ACCOUNT.fullmatch("12345")
