from __future__ import annotations

import asyncio
import functools
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from asltool.engine.effects import Failed, Succeeded, TaskCall, TimedOut
from asltool.errors import AsltoolError, MissingHandlerError, TaskError
from asltool.handlers.deadline import TimeIsUpError
from asltool.handlers.handler import USUAL, Reply, TaskContext
from asltool.handlers.invocation import Outcome, World, invoke, takes_context
from asltool.handlers.registry import Registry
from asltool.model.resource import parse_resource
from engine_driving import ACTIVITY, LAMBDA, PUT, SEND_AND_WAIT

INVOKE = "arn:aws:states:::lambda:invoke"
REQUEST_ID = "01234567-89ab-4cde-8f01-23456789abcd"
TOKEN = "t"  # noqa: S105 - a task token, no secret


def invoked(
    handler: Callable[..., Any],
    resource: str = LAMBDA,
    payload: Any = None,
    *,
    key: str = "*",
    task_token: str | None = None,
    seconds_left: float = math.inf,
) -> Any:
    """Have a task served by a handler."""
    call = TaskCall(parse_resource(resource), payload, "S", 2, task_token, math.inf)
    world = World(uuid=lambda: REQUEST_ID, now=lambda: 0.0, seconds_left=lambda _: seconds_left)
    return invoke(call, Registry({key: handler}), world)


@pytest.mark.parametrize(
    ("returned", "result"),
    [
        (None, None),
        (5, 5),
        (1.5, 1.5),
        ("text", "text"),
        (True, True),
        ([1, (2, 3)], [1, [2, 3]]),
        ({"a": {"b": ()}}, {"a": {"b": []}}),
        ({1: "a", None: "b"}, {"1": "a", "null": "b"}),
    ],
)
def test_what_a_handler_returns_is_read_as_json(returned: Any, result: Any) -> None:
    assert invoked(lambda _: returned) == Outcome(Succeeded(result))


def test_the_result_is_a_copy() -> None:
    kept: dict[str, list[int]] = {"list": []}

    outcome = invoked(lambda _: kept)
    kept["list"].append(1)

    assert outcome.answer == Succeeded({"list": []})


def test_the_payload_is_a_copy() -> None:
    payload = {"list": [1]}

    invoked(lambda got: got["list"].append(2), payload=payload)

    assert payload == {"list": [1]}


@pytest.mark.parametrize("value", [object(), {1, 2}, {"a": b"bytes"}, float("nan"), {(1, 2): 3}])
def test_what_is_no_json_is_refused_as_lambda_s_runtime_refuses_it(value: Any) -> None:
    outcome = invoked(lambda _: value)

    assert isinstance(outcome.answer, Failed)
    assert outcome.answer.error == "Runtime.MarshalError"
    assert outcome.answer.cause is not None
    cause = json.loads(outcome.answer.cause)
    assert cause["errorType"] == "Runtime.MarshalError"
    assert cause["errorMessage"].startswith("Unable to marshal response: ")
    assert cause["stackTrace"] == []


def test_a_submission_that_is_no_json_is_refused_too() -> None:
    outcome = invoked(lambda _: Reply(submitted=object()), SEND_AND_WAIT, task_token=TOKEN)  # type: ignore[arg-type]

    assert outcome.answer.error == "Runtime.MarshalError"


def fail(error: Exception) -> Callable[[Any], Any]:
    def handler(_: Any) -> Any:
        raise error

    return handler


@pytest.mark.parametrize(
    ("resource", "separator"), [(LAMBDA, ": "), ("${Arn}", ": "), (INVOKE, ":"), (PUT, ":")]
)
def test_an_exception_fails_the_task_under_the_name_of_its_class(resource: str, separator: str) -> None:
    class PaymentRefusedError(Exception):
        pass

    outcome = invoked(fail(PaymentRefusedError("no money")), resource)

    assert outcome.answer.error == "PaymentRefusedError"
    assert outcome.answer.cause.startswith(f'{{"errorMessage"{separator}"no money"')
    cause = json.loads(outcome.answer.cause)
    assert list(cause) == ["errorMessage", "errorType", "requestId", "stackTrace"]
    assert cause["requestId"] == REQUEST_ID
    assert ["in handler" in frame for frame in cause["stackTrace"]] == [True]


def test_an_exception_that_is_raised_again_has_the_same_trace() -> None:
    handler = fail(ValueError("again"))

    assert invoked(handler) == invoked(handler)


@pytest.mark.parametrize(
    ("resource", "cause", "shown"),
    [
        (LAMBDA, None, None),
        (LAMBDA, "plain", "plain"),
        (LAMBDA, '{"a": 1}', '{"a": 1}'),
        (INVOKE, '{"a": 1}', '{"a":1}'),
        (INVOKE, None, None),
        (PUT, '{"a": 1}', '{"a": 1}'),
        (LAMBDA, {"a": 1}, '{"a": 1}'),
        (INVOKE, {"a": 1}, '{"a":1}'),
        (PUT, ["é"], '["\\u00e9"]'),
    ],
)
def test_a_task_error_is_the_failure_whether_raised_or_replied(
    resource: str, cause: Any, shown: str | None
) -> None:
    error = TaskError("Boom", cause)

    assert invoked(fail(error), resource) == Outcome(Failed("Boom", shown))
    assert invoked(lambda _: Reply(failure=error), resource) == Outcome(Failed("Boom", shown))


def test_a_failure_may_have_no_name() -> None:
    assert invoked(fail(TaskError())) == Outcome(Failed(None, None))


def test_a_reply_tells_delay_and_submission() -> None:
    reply = Reply({"a": 1}, delay_seconds=5, submitted={"id": (1,)})

    assert invoked(lambda _: reply) == Outcome(Succeeded({"a": 1}), 5, {"id": [1]})


def test_a_replied_failure_comes_on_the_reply_s_terms() -> None:
    reply = Reply(delay_seconds=5, submitted={}, failure=TaskError("Boom"))

    assert invoked(lambda _: reply) == Outcome(Failed("Boom", None), 5, {})


def test_the_usual_submission_is_made_up() -> None:
    outcome = invoked(lambda _: Reply(submitted=USUAL), SEND_AND_WAIT, {"MessageBody": "m"})

    assert outcome.submitted["MessageId"] == REQUEST_ID


def test_a_function_that_is_invoked_gets_its_event_alone() -> None:
    payload = {"FunctionName": "Work", "Payload": {"a": 1}}

    assert invoked(lambda got: got, INVOKE, payload, key="Work").answer.result["Payload"] == {"a": 1}
    assert invoked(lambda got: got, INVOKE, payload).answer.result["Payload"] == payload
    assert invoked(lambda got: got, INVOKE, payload, key="lambda:invoke").answer.result["Payload"] == payload


def test_a_raw_reply_is_the_whole_result() -> None:
    assert invoked(lambda _: Reply({"StatusCode": 202}, raw=True), INVOKE) == Outcome(
        Succeeded({"StatusCode": 202})
    )


def test_a_token_s_return_is_the_whole_result() -> None:
    outcome = invoked(lambda _: "came back", INVOKE + ".waitForTaskToken", task_token=TOKEN)

    assert outcome.answer == Succeeded("came back")


def test_wrong_use_is_no_failure_of_the_task() -> None:
    with pytest.raises(AsltoolError, match="wrong"):
        invoked(fail(AsltoolError("wrong")))
    with pytest.raises(MissingHandlerError):
        invoked(lambda _: None, key="other")


def test_what_is_no_exception_is_let_through() -> None:
    def handler(_: Any) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        invoked(handler)


async def answer(payload: Any) -> Any:
    await asyncio.sleep(0)
    if isinstance(payload, Exception):
        raise payload
    return payload


def awaited(payload: Any) -> Any:
    async def run() -> Any:
        return await invoked(lambda _: answer(payload))

    return asyncio.run(run())


def test_an_async_handler_gives_something_to_wait_for() -> None:
    assert awaited((1, 2)) == Outcome(Succeeded([1, 2]))
    assert awaited(Reply(5, delay_seconds=3)) == Outcome(Succeeded(5), 3)
    assert awaited(TaskError("Boom")) == Outcome(Failed("Boom", None))
    assert awaited(ValueError("bad")).answer.error == "ValueError"
    with pytest.raises(AsltoolError, match="wrong"):
        awaited(AsltoolError("wrong"))


def context_of(resource: str, payload: Any = None, **terms: Any) -> TaskContext:
    seen: list[TaskContext] = []

    def handler(_event: Any, context: TaskContext) -> None:
        seen.append(context)

    invoked(handler, resource, payload, **terms)
    return seen[0]


@pytest.mark.parametrize(
    ("resource", "payload", "name", "arn"),
    [
        (LAMBDA, None, "Work", LAMBDA),
        (LAMBDA + ":prod", None, "Work", LAMBDA + ":prod"),
        (INVOKE, {"FunctionName": LAMBDA}, "Work", LAMBDA),
        (INVOKE, {"FunctionName": "Work"}, "Work", "Work"),
        (PUT, None, "", ""),
    ],
)
def test_a_handler_is_told_which_function_it_plays(resource: str, payload: Any, name: str, arn: str) -> None:
    context = context_of(resource, payload)

    assert (context.function_name, context.invoked_function_arn) == (name, arn)
    assert context.log_group_name == (f"/aws/lambda/{name}" if name else "")


def test_a_handler_is_told_about_the_attempt() -> None:
    context = context_of(ACTIVITY, task_token="t", seconds_left=12.5)  # noqa: S106 - no secret

    assert (context.state_name, context.resource, context.retry_count) == ("S", ACTIVITY, 2)
    assert (context.task_token, context.aws_request_id) == ("t", REQUEST_ID)
    assert context.remaining_seconds == 12.5
    assert context_of(ACTIVITY).remaining_seconds == 900


@dataclass
class Callable_:  # noqa: N801 - a dataclass that compares is one that cannot be hashed
    calls: int = 0

    def __call__(self, payload: Any, context: Any) -> Any:
        self.calls += 1
        return [payload, context.state_name]


class Method:
    def handle(self, payload: Any, context: Any) -> Any:
        return [payload, context.state_name]


def two(payload: Any, context: Any) -> Any:
    return [payload, context.state_name]


def keyword(payload: Any, *, _context: Any = None) -> Any:
    return payload


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        (lambda payload: payload, False),
        (two, True),
        (lambda *arguments: len(arguments), True),
        (lambda payload, context=None: (payload, context), True),
        (keyword, False),
        (Method().handle, True),
        (Callable_(), True),
        (functools.partial(two, context=None), False),
        (len, False),
        (dict, False),
    ],
)
def test_handlers_get_a_context_if_they_have_a_place_for_it(handler: Any, expected: bool) -> None:  # noqa: FBT001
    assert takes_context(handler) is expected


def test_handlers_that_cannot_be_hashed_are_called_too() -> None:
    assert invoked(Callable_(), payload=5) == Outcome(Succeeded([5, "S"]))


def test_work_that_fails_after_it_was_taken_was_taken_first() -> None:
    def reject(_: object) -> None:
        raise TaskError(None, None)

    outcome = invoked(reject, SEND_AND_WAIT, {"MessageBody": "m"}, task_token=TOKEN)

    assert outcome.answer == Failed(None, None)
    assert outcome.submitted["MessageId"] == REQUEST_ID


def test_a_task_that_the_service_refuses_was_never_taken() -> None:
    def refuse(_: object) -> None:
        raise TaskError("SQS.AmazonSQSException", "no such queue")

    assert invoked(refuse, SEND_AND_WAIT, {}, task_token=TOKEN).submitted is None


def test_what_was_recorded_as_submitted_can_be_given_back() -> None:
    reply = Reply({"ok": True}, submitted={"output": {"MessageId": "1"}})

    assert invoked(lambda _: reply, SEND_AND_WAIT, {}, task_token=TOKEN).submitted == {"MessageId": "1"}


def test_a_reply_that_fails_under_the_service_s_name_was_never_taken() -> None:
    refused = Reply(failure=TaskError("SQS.SqsException", "no"), submitted=USUAL)
    ended = Reply(failure=TaskError("Declined", "no"), submitted=USUAL)

    assert invoked(lambda _: refused, SEND_AND_WAIT, {}, task_token="t").submitted is None  # noqa: S106 - no secret
    assert invoked(lambda _: ended, SEND_AND_WAIT, {}, task_token="t").submitted is not None  # noqa: S106 - as above


def test_a_reply_that_is_the_service_s_response_is_completed() -> None:
    done = invoked(lambda _: Reply({"Attributes": {}}, is_response=True), PUT)

    assert done.answer.result["SdkResponseMetadata"] == {"RequestId": REQUEST_ID}


def test_the_cause_of_a_raw_failure_is_left_as_it_is() -> None:
    failing = Reply(failure=TaskError("E", '{"a": "\\u00e9"}'), raw=True)

    assert invoked(lambda _: failing, INVOKE, {"FunctionName": "f"}).answer == Failed("E", '{"a": "\\u00e9"}')
    assert (
        invoked(lambda _: Reply(failure=failing.failure), INVOKE, {"FunctionName": "f"}).answer.cause
        == '{"a":"é"}'
    )


def invoked_as(type_: str, handler: Callable[..., Any], **terms: Any) -> Any:
    payload = {"FunctionName": "f", "InvocationType": type_, "Payload": {"n": 1}}
    return invoked(handler, INVOKE, payload, key="f", **terms)


def test_an_event_is_handed_over_and_its_answer_not_waited_for() -> None:
    got: list[Any] = []

    outcome = invoked_as("Event", got.append)

    assert got == [{"n": 1}]
    assert outcome.answer.result["StatusCode"] == 202
    assert outcome.answer.result["Payload"] is None
    assert "ExecutedVersion" not in outcome.answer.result


def test_a_function_that_fails_later_does_not_fail_its_task() -> None:
    def fail(_: Any) -> None:
        raise TaskError("Declined", "no")

    assert invoked_as("Event", fail).answer.result["StatusCode"] == 202
    assert invoked_as("RequestResponse", fail).answer.error == "Declined"


def test_a_dry_run_calls_no_function() -> None:
    got: list[Any] = []

    assert invoked_as("DryRun", got.append).answer.result["StatusCode"] == 204
    assert got == []


@pytest.mark.parametrize("type_", ["Event", "DryRun"])
def test_an_event_with_a_token_is_answered_by_it(type_: str) -> None:
    def fail(_: Any) -> None:
        raise TaskError("Declined", "no")

    assert invoked_as(type_, fail, task_token=TOKEN).answer is None


def test_a_call_that_was_given_up_with_its_task_has_timed_out() -> None:
    def late(_: Any) -> None:
        raise TimeIsUpError

    assert invoked(late, PUT) == Outcome(TimedOut())
