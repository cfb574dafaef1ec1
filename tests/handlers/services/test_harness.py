from __future__ import annotations

import binascii
import json
import struct
from collections.abc import Iterator
from typing import Any

import pytest

from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from http_serving import Site, serving
from task_calls import task_call

HARNESS = "arn:aws:bedrock-agentcore:us-east-1:123456789012:harness/desk-abcdefghij"
SESSION = "s" * 40


def frame(headers: dict[str, str], content: Any) -> bytes:
    """Write a message of AWS's binary event streams."""
    head = b"".join(
        bytes([len(name)]) + name.encode() + b"\x07" + struct.pack(">H", len(value)) + value.encode()
        for name, value in headers.items()
    )
    body = json.dumps(content).encode()
    prelude = struct.pack(">II", 16 + len(head) + len(body), len(head))
    message = prelude + struct.pack(">I", binascii.crc32(prelude)) + head + body
    return message + struct.pack(">I", binascii.crc32(message))


def event(name: str, **content: Any) -> bytes:
    return frame(
        {":message-type": "event", ":event-type": name, ":content-type": "application/json"}, content
    )


@pytest.fixture
def site(aws_server: str) -> Iterator[Site]:
    with serving() as site:
        site.headers = [("Content-Type", "application/vnd.amazon.eventstream")]
        yield site


def invoke(site: Site, *events: bytes) -> Any:
    site.body = b"".join(events)
    aws = Aws(endpoint_url=site.address)
    handler = AwsSdk(aws, "us-east-1").find(task_call("bedrockagentcore:invokeHarness"))
    assert handler is not None
    messages = [{"Role": "user", "Content": [{"Text": "hello"}]}]
    return handler({"HarnessArn": HARNESS, "RuntimeSessionId": SESSION, "Messages": messages})


def test_the_pieces_of_an_answer_are_put_together(site: Site) -> None:
    result = invoke(
        site,
        event("messageStart", role="assistant"),
        event("contentBlockDelta", contentBlockIndex=0, delta={"text": "Hel"}),
        event("contentBlockDelta", contentBlockIndex=0, delta={"text": "lo"}),
        event("contentBlockStop", contentBlockIndex=0),
        event("messageStop", stopReason="end_turn"),
        event(
            "metadata",
            usage={"inputTokens": 1, "outputTokens": 2, "totalTokens": 3},
            metrics={"latencyMs": 9},
        ),
    )

    assert result == {
        "Output": {"Message": {"Role": "assistant", "Content": [{"Text": "Hello"}]}},
        "StopReason": "end_turn",
        "Usage": {"InputTokens": 1, "OutputTokens": 2, "TotalTokens": 3},
        "Metrics": {"LatencyMs": 9},
    }
    assert json.loads(site.asked[0].body)["messages"] == [{"role": "user", "content": [{"text": "hello"}]}]


def test_tools_and_reasoning_have_blocks_of_their_own(site: Site) -> None:
    result = invoke(
        site,
        event("messageStart", role="assistant"),
        event("contentBlockDelta", contentBlockIndex=0, delta={"reasoningContent": {"text": "Well, "}}),
        event("contentBlockDelta", contentBlockIndex=0, delta={"reasoningContent": {"text": "2"}}),
        event("contentBlockStart", contentBlockIndex=1, start={"toolUse": {"toolUseId": "t", "name": "add"}}),
        event("contentBlockDelta", contentBlockIndex=1, delta={"toolUse": {"input": '{"a"'}}),
        event("contentBlockDelta", contentBlockIndex=1, delta={"toolUse": {"input": ":1}"}}),
        event("contentBlockStart", contentBlockIndex=2, start={"toolResult": {"toolUseId": "t"}}),
        event("contentBlockDelta", contentBlockIndex=2, delta={"toolResult": [{"text": "1"}]}),
    )

    assert result["Output"]["Message"]["Content"] == [
        {"ReasoningContent": {"ReasoningText": {"Text": "Well, 2"}}},
        {"ToolUse": {"ToolUseId": "t", "Name": "add", "Input": {"a": 1}}},
        {"ToolResult": {"ToolUseId": "t", "Content": [{"Text": "1"}]}},
    ]


def test_of_several_messages_the_last_is_the_answer(site: Site) -> None:
    result = invoke(
        site,
        event("messageStart", role="user"),
        event("contentBlockDelta", contentBlockIndex=0, delta={"text": "tool says 1"}),
        event("messageStart", role="assistant"),
        event("contentBlockDelta", contentBlockIndex=0, delta={"text": "1"}),
    )

    assert result["Output"] == {"Message": {"Role": "assistant", "Content": [{"Text": "1"}]}}


def test_an_error_in_the_stream_fails_the_task(site: Site) -> None:
    headers = {":message-type": "exception", ":exception-type": "runtimeClientError"}

    with pytest.raises(TaskError) as raised:
        invoke(site, event("messageStart", role="assistant"), frame(headers, {"message": "no model"}))

    assert raised.value.error == "BedrockAgentCore.RuntimeClientErrorException"
    assert "no model" in str(raised.value.cause)
