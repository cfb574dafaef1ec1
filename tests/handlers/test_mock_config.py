from __future__ import annotations

from typing import Any

import pytest

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.mock_file import MockFile, read_mocks
from engine_driving import machine, read_machine
from task_calls import task_call

RESOURCE = "arn:aws:lambda:us-east-1:123456789012:function:charge"
MACHINE = machine(
    "Pay",
    Pay={"Type": "Task", "Resource": RESOURCE, "Next": "Ship"},
    Ship={"Type": "Task", "Resource": RESOURCE, "End": True},
)
PAY = task_call(RESOURCE, state_name="Pay")
SHIP = task_call(RESOURCE, state_name="Ship")
FLAKY = {"0-1": {"Throw": {"Error": "Busy", "Cause": "later"}}, "2": {"Return": {"StatusCode": 200}}}


def config(case: dict[str, Any], responses: dict[str, Any], *others: str) -> dict[str, Any]:
    machines = {name: {"TestCases": {"case": case}} for name in ("Shop", *others)}
    return {"StateMachines": machines, "MockedResponses": responses}


def read(source: Any, test_case: str | None = "case", name: str | None = None) -> Any:
    return read_mocks(
        MockFile(source), [read_machine(MACHINE)], test_case=test_case, state_machine_names=(name, None)
    )


def refusal(source: Any, test_case: str | None = "case", name: str | None = None) -> str:
    with pytest.raises(AsltoolError) as raised:
        read(source, test_case, name)
    return str(raised.value)


def test_invocations_are_answered_by_their_numbers() -> None:
    mocks = read(config({"Pay": "flaky"}, {"flaky": FLAKY}))

    replies = [mocks.find(PAY)({}) for _ in range(3)]

    assert [reply.failure and reply.failure.error for reply in replies] == ["Busy", "Busy", None]
    assert replies[0].failure.cause == "later"
    assert (replies[2].result, replies[2].raw) == ({"StatusCode": 200}, True)


def test_an_invocation_without_answer_fails_the_execution() -> None:
    mocks = read(config({"Pay": "once"}, {"once": {"0": {"Return": 1}}}))
    mocks.find(PAY)({})

    with pytest.raises(TaskError) as raised:
        mocks.find(PAY)({})

    assert raised.value.error == "States.Runtime"
    assert raised.value.cause == 'no mocked response for invocation 1 of state "Pay"'


def test_a_return_is_the_response_that_the_integration_adds_to() -> None:
    mocks = read(config({"Pay": "flaky"}, {"flaky": {"0": {"Return": {"StatusCode": 200}}}}))

    assert mocks.find(PAY)({}).is_response


def test_a_misfit_is_warned_of_and_refused_where_that_is_asked() -> None:
    machines = [
        read_machine(
            machine(
                "Send", Send={"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": True}
            )
        )
    ]
    source = config({"Send": "sent"}, {"sent": {"0": {"Return": {"MessageId": 1}}}})
    message = "<mocks>:/MockedResponses/sent/0/Return: arn:aws:states:::sqs:sendMessage could not give this result: "

    assert [
        text.partition("Field")[0]
        for text in read_mocks(MockFile(source), machines, test_case="case").warnings
    ] == [message]
    with pytest.raises(AsltoolError, match="could not give this result"):
        read_mocks(MockFile(source, "PRESENT"), machines, test_case="case")
    assert read_mocks(MockFile(source, "NONE"), machines, test_case="case").warnings == ()


def test_a_response_that_no_test_case_names_is_told() -> None:
    mocks = read(config({"Pay": "flaky"}, {"flaky": FLAKY, "lost": FLAKY}))

    assert mocks.warnings == ('<mocks>:/MockedResponses/lost: no test case names the response "lost"',)


def test_what_nobody_came_to_is_told() -> None:
    mocks = read(config({"Pay": "flaky", "Ship": "flaky"}, {"flaky": FLAKY}))
    mocks.find(PAY)({})

    assert list(mocks.unused()) == [
        '<mocks>:/MockedResponses/flaky/2: the response "flaky" of state "Pay" was asked for 1 attempt, '
        "and never came to this answer",
        '<mocks>:/StateMachines/Shop/TestCases/case/Ship: the response "flaky" of state "Ship" was never used',
    ]


def test_of_several_machines_the_one_with_the_run_s_name_is_taken() -> None:
    several = config({"Pay": "flaky"}, {"flaky": FLAKY}, "Bank")

    mocks = read_mocks(
        MockFile(several), [read_machine(MACHINE)], test_case="case", state_machine_names=(None, "Bank")
    )

    assert mocks.find(PAY) is not None


def test_states_that_the_case_does_not_list_are_left_to_others() -> None:
    assert read(config({"Pay": "flaky"}, {"flaky": FLAKY})).find(SHIP) is None


def test_one_of_several_machines_is_named() -> None:
    several = config({"Pay": "flaky"}, {"flaky": FLAKY}, "Bank")

    assert read(several, name="Bank").find(PAY) is not None
    assert refusal(several) == 'the mocks are for several state machines; name one: "Shop", "Bank"'


@pytest.mark.parametrize(
    ("source", "test_case", "name", "message"),
    [
        (config({}, {}), None, None, 'the mocks have test cases; name one: "case"'),
        ({"StateMachines": {"Shop": {}}}, None, None, "the mocks have test cases; name one: there are none"),
        (config({}, {}), "casee", None, '"TestCases" has no "casee" (did you mean "case"?)'),
        (config({}, {}), "case", "Shopp", '"StateMachines" has no "Shopp" (did you mean "Shop"?)'),
        (config({"Payy": "x"}, {"x": {}}), "case", None, 'there is no state "Payy" (did you mean "Pay"?)'),
        (
            config({"Pay": "fluky"}, {"flaky": FLAKY}),
            "case",
            None,
            '"MockedResponses" has no "fluky" (did you',
        ),
        (config({"Pay": 1}, {}), "case", None, "the response of a state must be a text, not the number 1"),
        (config({"Pay": "x"}, {"x": []}), "case", None, "a mocked response must be an object, not an array"),
        (config({"Pay": "x"}, {"x": {"one": {}}}), "case", None, '"one" is no number such as "0"'),
        (config({"Pay": "x"}, {"x": {"2-1": {}}}), "case", None, 'the range "2-1" ends before it begins'),
        (
            config({"Pay": "x"}, {"x": {"0-2": {"Return": 1}, "2-3": {"Return": 2}}}),
            "case",
            None,
            'invocations "2-3" have an answer already',
        ),
        (config({"Pay": "x"}, {"x": {"0": {}}}), "case", None, 'one of "Return" and "Throw", not neither'),
        (
            config({"Pay": "x"}, {"x": {"0": {"Return": 1, "Throw": {}}}}),
            "case",
            None,
            'one of "Return" and "Throw", not both',
        ),
        (config({"Pay": "x"}, {"x": {"0": {"Throw": {"Error": 5}}}}), "case", None, '"Error" must be a text'),
        ({"StateMachines": {"Shop": {"Cases": {}}}}, "case", None, 'a state machine has no member "Cases"'),
        ({"StateMachines": {}, "MockedResponse": {}}, "case", None, '(did you mean "MockedResponses"?)'),
    ],
)
def test_what_does_not_fit_stops_the_start(
    source: Any, test_case: str | None, name: str | None, message: str
) -> None:
    assert message in refusal(source, test_case, name)
