"""What services say at once when they take a task that ends later, and the metadata that goes with it.

AWS: integrations.md 5.3; recorded with `sqs:sendMessage.waitForTaskToken` and `states:startExecution.sync`.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from asltool.engine.effects import TaskCall
from asltool.handlers.lambda_ import invoke_result
from asltool.json_value import JsonObject, JsonValue, json_bytes, json_text
from asltool.model.aws_names import optimized_name
from asltool.model.resource import SDK_PREFIX, Kind, Pattern
from asltool.model.task_shapes import has_metadata


def date_text(seconds: float) -> str:
    """Give the text of a date header for an instant: seconds since 1970."""
    return format_datetime(datetime.fromtimestamp(seconds, UTC), usegmt=True)


def sdk_metadata(
    content_length: int,
    *,
    request_id: str,
    date: str,
    content_type: str = "application/x-amz-json-1.0",
) -> JsonObject:
    """Give the members that optimized integrations add to a response: how it came over HTTP.

    Args:
        content_length: The size of the response in bytes.
        request_id: The request's id, a UUID.
        date: The date header's text.
        content_type: The response's type.
    """
    headers = {
        "x-amzn-RequestId": request_id,
        "connection": "keep-alive",
        "Content-Length": str(content_length),
        "Date": date,
        "Content-Type": content_type,
    }
    all_headers: JsonObject = {name: [value] for name, value in headers.items()}
    return {
        "SdkHttpMetadata": {
            "AllHttpHeaders": all_headers,
            "HttpHeaders": dict(headers),
            "HttpStatusCode": 200,
        },
        "SdkResponseMetadata": {"RequestId": request_id},
    }


def execution_started(arn: str, started_at: float, *, request_id: str) -> JsonObject:
    """Give the result of `states:startExecution`: what the service says when it has started an execution.

    Args:
        arn: The execution's.
        started_at: When: seconds since 1970.
        request_id: The request's id, a UUID.
    """
    instant = milliseconds(started_at)
    digits = str(instant)
    seconds = f"{digits[0]}.{digits[1:].rstrip('0') or '0'}E9"
    length = json_bytes({"executionArn": arn}) + len(f',"startDate":{seconds}')
    metadata = sdk_metadata(length, request_id=request_id, date=date_text(started_at))
    return {"ExecutionArn": arn, **metadata, "StartDate": instant}


def milliseconds(seconds: float) -> int:
    """Give an instant, in seconds since 1970, as optimized integrations show it."""
    return round(seconds * 1000)


def completed(call: TaskCall, response: JsonValue, *, request_id: str, now: float) -> JsonValue:
    """Give the result of a task for its service's response: with all that the integration adds to it.

    What is there already stays; so does what is no response, such as what comes back with a task token.

    AWS: mocking.*.
    """
    resource = call.resource
    if not isinstance(response, dict) or resource.kind is not Kind.INTEGRATION:
        return response
    match resource.pattern:
        case Pattern.WAIT_FOR_TASK_TOKEN:
            return response
        case Pattern.REQUEST_RESPONSE if resource.key == "lambda:invoke":
            usual = invoke_result(response.get("Payload"), request_id=request_id, date=date_text(now))
            return usual | response
        case Pattern.REQUEST_RESPONSE if has_metadata(resource):
            return response | _metadata_of(resource.service, response, request_id, now) | response
        case Pattern.SYNC | Pattern.SYNC_2 if resource.key == "states:startExecution":
            return redrive_members(str(response.get("Status"))) | response
        case _:
            return response


def _metadata_of(service: str, response: JsonObject, request_id: str, now: float) -> JsonObject:
    metadata: Any = sdk_metadata(json_bytes(response), request_id=request_id, date=date_text(now))
    if service == "dynamodb":
        checksum = zlib.crc32(json_text(response).encode("utf-8", "surrogatepass"))
        headers = {"Server": "Server", "x-amz-crc32": str(checksum)}
        http = metadata["SdkHttpMetadata"]
        http["HttpHeaders"] |= {**headers, "Connection": http["HttpHeaders"].pop("connection")}
        http["AllHttpHeaders"] = {name: [value] for name, value in http["HttpHeaders"].items()}
    return metadata  # type: ignore[no-any-return]


def redrive_members(status: str) -> JsonObject:
    """Give what DescribeExecution says of redriving an execution of the type STANDARD that has ended.

    Args:
        status: Its status.
    """
    if status != "SUCCEEDED":
        return {"RedriveCount": 0, "RedriveStatus": "REDRIVABLE"}
    reason = "Execution is SUCCEEDED and cannot be redriven"
    return {"RedriveCount": 0, "RedriveStatus": "NOT_REDRIVABLE", "RedriveStatusReason": reason}


_EVENT_MEMBERS = frozenset({"output", "outputDetails", "resource", "resourceType"})


def recorded_response(said: JsonValue) -> JsonValue:
    """Give the response in the details of an event `TaskSubmitted`; anything else is a response already.

    No service's response has a member `output`: Step Functions writes them all with a capital.
    """
    if not isinstance(said, dict) or "output" not in said or said.keys() - _EVENT_MEMBERS:
        return said
    output = said["output"]
    if not isinstance(output, str):
        return output
    try:
        return json.loads(output)  # type: ignore[no-any-return]
    except ValueError:
        return output


def acceptance(call: TaskCall, *, request_id: str, now: float) -> JsonValue:
    """Give what the service says when it takes the task; None where it says nothing before the end.

    Args:
        call: The task.
        request_id: The request's id, a UUID; ids in the answer are made from it.
        now: Seconds since 1970.
    """
    resource = call.resource
    if resource.kind is not Kind.INTEGRATION or resource.pattern is Pattern.REQUEST_RESPONSE:
        return None
    parameters = call.payload if isinstance(call.payload, dict) else {}
    if resource.key == "lambda:invoke":
        return invoke_result(None, request_id=request_id, date=date_text(now))
    if resource.key == "states:startExecution":
        machine = str(parameters.get("StateMachineArn", "")).replace(":stateMachine:", ":execution:")
        name = parameters.get("Name") or request_id
        return execution_started(f"{machine}:{name}", now, request_id=request_id)
    response = _response(resource.key.removeprefix(SDK_PREFIX), parameters, request_id)
    if not has_metadata(resource):
        return response
    return response | sdk_metadata(json_bytes(response), request_id=request_id, date=date_text(now))


def is_refusal(call: TaskCall, error: str | None) -> bool:
    """Tell whether a failure says that a task was never taken, rather than how its work ended later.

    A service's own errors bear its name; those of jobs and of whoever holds a task token do not.
    """
    resource = call.resource
    if resource.kind is not Kind.INTEGRATION or resource.pattern is Pattern.REQUEST_RESPONSE:
        return True
    sdk_service = resource.service.removeprefix(SDK_PREFIX)
    is_optimized = sdk_service == resource.service
    prefix = optimized_name(resource.service).prefix if is_optimized else sdk_service
    return error is not None and error.partition(".")[0].lower() == prefix.lower()


def _response(key: str, parameters: JsonObject, request_id: str) -> JsonObject:
    match key:
        case "sqs:sendMessage":
            body = parameters.get("MessageBody")
            text = body if isinstance(body, str) else json_text(body)
            digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
            return {"MD5OfMessageBody": digest, "MessageId": request_id}
        case "sns:publish":
            return {"MessageId": request_id}
        case "events:putEvents":
            return {"Entries": [{"EventId": request_id}], "FailedEntryCount": 0}
        case _:
            return {}
