from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.error_names import ErrorName, error_names, service_error_names
from asltool.model.machine import Task
from asltool.source.pointer import ROOT
from parsing import any_state


def task(resource: str, **fields: Any) -> Task:
    state = any_state({"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "End": True, **fields})
    assert isinstance(state, Task)
    return state


RETRY = [{"ErrorEquals": ["A", "B", "${C}"]}, {"ErrorEquals": ["States.ALL", "D"]}]


def test_the_wanted_names_are_given_in_order() -> None:
    state = task("sqs:sendMessage", Retry=RETRY)

    found = list(error_names(state, lambda names: tuple(range(len(names) - 1))))

    assert [error.name for error in found] == ["A", "B", "States.ALL"]
    assert [error.at[-4:] for error in found] == [
        ("Retry", 0, "ErrorEquals", 0),
        ("Retry", 0, "ErrorEquals", 1),
        ("Retry", 1, "ErrorEquals", 0),
    ]


@pytest.mark.parametrize(
    ("name", "prefix", "rest"),
    [("S3.NoSuchKey", "S3", "NoSuchKey"), ("A.b.c", "A", "b.c"), ("A", "A", None), ("A.", "A", "")],
)
def test_a_name_is_a_prefix_and_a_rest(name: str, prefix: str, rest: str | None) -> None:
    error = ErrorName(ROOT, name)

    assert (error.prefix, error.rest) == (prefix, rest)


def test_names_are_given_with_what_the_service_raises() -> None:
    found, *_ = service_error_names(task("sqs:sendMessage", Retry=RETRY))

    assert (found.error.name, found.call, found.raised.prefix) == ("A", "sqs:sendMessage", "SQS")


@pytest.mark.parametrize("resource", ["http:invoke", "sqs:${Action}", "sqs:sendMessage.waitForTaskToken"])
def test_no_name_is_given_where_any_error_may_come(resource: str) -> None:
    assert not list(service_error_names(task(resource, Retry=RETRY)))


def test_no_name_is_given_where_nobody_waits_for_one() -> None:
    assert not list(service_error_names(task("sqs:sendMessage")))


def test_of_a_lambda_function_only_the_names_of_lambda_itself_are_given() -> None:
    state = task("lambda:invoke", Retry=[{"ErrorEquals": ["Lambda.Unheard", "Lambda", "OutOfStock"]}])

    assert [(found.error.name, found.call) for found in service_error_names(state)] == [
        ("Lambda.Unheard", "Lambda")
    ]


def test_what_the_service_surely_raises_is_left_out() -> None:
    names = ["SQS.QueueDoesNotExistException", "States.Timeout", "Sqs.QueueDoesNotExistException", "${E}"]
    state = task("sqs:sendMessage", Retry=[{"ErrorEquals": names}])

    assert [found.error.name for found in service_error_names(state)] == [names[2]]
