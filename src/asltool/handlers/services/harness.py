"""Bedrock AgentCore: what a harness streams is put together to one result, like that of Converse.

AWS: integrations.md 5.2.
"""

from __future__ import annotations

from typing import Any

from asltool.handlers.aws_operation import Send
from asltool.handlers.http_exchange import json_or_text
from asltool.json_value import JsonObject, JsonValue


def invoke(send: Send, parameters: JsonValue) -> JsonObject:
    """Call a harness, and give the integration's whole result.

    Args:
        send: Calls the API's `InvokeHarness`.
        parameters: The task's.

    Raises:
        TaskError: The service refused, or an error came in the stream.
    """
    message = _Message()
    result: JsonObject = {}
    events: Any = send(parameters).members.get("Stream", [])
    for event in events:
        for name, told in event.items():
            match name:
                case "MessageStart":
                    message = _Message(told.get("Role"))
                case "ContentBlockStart":
                    message.start(told)
                case "ContentBlockDelta":
                    message.add(told)
                case "MessageStop":
                    result["StopReason"] = told.get("StopReason")
                case "Metadata":
                    result |= told
                case _:
                    continue  # ends of blocks and events of hooks have no place in the result
    return {"Output": {"Message": message.whole()}, **result}


class _Message:
    """A message that comes in pieces; of several, the last one is the harness's answer."""

    def __init__(self, role: str | None = None) -> None:
        self._role = role
        self._blocks: dict[int, dict[str, Any]] = {}

    def start(self, told: Any) -> None:
        """Begin a block that is more than text."""
        for kind, head in told.get("Start", {}).items():
            self._block(told)[kind] = dict(head)

    def add(self, told: Any) -> None:
        """Add a piece to its block."""
        block = self._block(told)
        for kind, piece in told.get("Delta", {}).items():
            match kind:
                case "Text":
                    block[kind] = block.get(kind, "") + piece
                case "ToolUse":
                    tool = block.setdefault(kind, {})
                    tool["Input"] = tool.get("Input", "") + piece.get("Input", "")
                case "ToolResult":
                    block.setdefault(kind, {}).setdefault("Content", []).extend(piece)
                case "ReasoningContent":
                    _add_reasoning(block.setdefault(kind, {}), piece)
                case _:
                    block.setdefault(kind, {}).update(piece)

    def whole(self) -> JsonObject:
        """Give the message; a tool's input is JSON itself."""
        content: list[JsonValue] = []
        for _, block in sorted(self._blocks.items()):
            tool = block.get("ToolUse")
            if tool is not None:
                tool["Input"] = json_or_text(tool["Input"]) if tool.get("Input") else {}
            content.append(block)
        return {"Role": self._role, "Content": content}

    def _block(self, told: Any) -> dict[str, Any]:
        return self._blocks.setdefault(told.get("ContentBlockIndex", 0), {})


def _add_reasoning(block: dict[str, Any], piece: Any) -> None:
    for name, text in piece.items():
        if name == "RedactedContent":
            block[name] = block.get(name, "") + text
        else:
            reasoning = block.setdefault("ReasoningText", {})
            reasoning[name] = reasoning.get(name, "") + text
