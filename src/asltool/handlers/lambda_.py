"""Lambda functions as the service calls them: their event, their result, their errors.

AWS: surprises.md 9 and 46; integrations.md 5.3.
"""

from __future__ import annotations

import json
import traceback
from types import TracebackType
from typing import Any

from asltool.json_value import JsonObject, JsonValue


def function_event(parameters: JsonValue) -> JsonValue:
    """Give the event that `lambda:invoke` sends: its `Payload`; text that is JSON stands for that JSON."""
    payload = parameters.get("Payload") if isinstance(parameters, dict) else None
    if payload is None:
        return {}
    if isinstance(payload, str):
        try:
            return json.loads(payload)  # type: ignore[no-any-return]
        except ValueError:
            return payload
    return payload


def invoke_result(payload: JsonValue, *, request_id: str, date: str) -> JsonObject:
    """Give the whole result of `lambda:invoke` for what the function returned.

    Args:
        payload: The function's return value.
        request_id: The request's id, a UUID.
        date: The date header's text.
    """
    # as Lambda's Python runtime writes it: with blanks
    content = json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass")
    headers = {
        "Connection": "keep-alive",
        "Content-Length": str(len(content)),
        "Content-Type": "application/json",
        "Date": date,
        "X-Amz-Executed-Version": "$LATEST",
        "X-Amzn-Trace-Id": f"root=1-{request_id[:8]}-{request_id.replace('-', '')[8:]};sampled=0",
        "x-amzn-Remapped-Content-Length": "0",
        "x-amzn-RequestId": request_id,
    }
    all_headers: JsonObject = {name: [value] for name, value in headers.items()}
    return {
        "ExecutedVersion": "$LATEST",
        "Payload": payload,
        "SdkHttpMetadata": {
            "AllHttpHeaders": all_headers,
            "HttpHeaders": dict(headers),
            "HttpStatusCode": 200,
        },
        "SdkResponseMetadata": {"RequestId": request_id},
        "StatusCode": 200,
    }


def accepted_result(status_code: int, *, request_id: str, date: str) -> JsonObject:
    """Give the whole result of `lambda:invoke` where no function's answer is waited for.

    Args:
        status_code: 202 for `InvocationType` `Event`, 204 for `DryRun`.
        request_id: The request's id, a UUID.
        date: The date header's text.
    """
    headers = {
        "Connection": "keep-alive",
        "Content-Length": "0",
        "Date": date,
        "x-amzn-Remapped-Content-Length": "0",
        "x-amzn-RequestId": request_id,
    }
    all_headers: JsonObject = {name: [value] for name, value in headers.items()}
    return {
        "Payload": None,
        "SdkHttpMetadata": {
            "AllHttpHeaders": all_headers,
            "HttpHeaders": dict(headers),
            "HttpStatusCode": status_code,
        },
        "SdkResponseMetadata": {"RequestId": request_id},
        "StatusCode": status_code,
    }


def error_payload(error: BaseException, request_id: str) -> JsonObject:
    """Give what Lambda's Python runtime answers for an exception: message, type, request id, stack trace."""
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": request_id,
        "stackTrace": _stack_trace(error.__traceback__),
    }


def _stack_trace(trace: TracebackType | None) -> list[JsonValue]:
    return [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n    {frame.line}\n'
        for frame in traceback.extract_tb(trace)
    ]


def cause_text(cause: JsonValue, *, is_integration: bool) -> str:
    """Write an error payload as a cause: as Lambda's runtime wrote it, or compactly as integrations do."""
    separators = (",", ":") if is_integration else None
    return json.dumps(cause, separators=separators)


def recompacted(cause: str | None) -> str | None:
    """Give a cause that is a JSON object's text in compact form, as `lambda:invoke` does."""
    if cause is None or not cause.startswith("{"):
        return cause
    try:
        value: Any = json.loads(cause)
    except ValueError:
        return cause
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
